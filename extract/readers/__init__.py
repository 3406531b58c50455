"""Reading: from a report in a file to a Document."""

from pathlib import Path

from extract.document import Document
from extract.readers.blocks import gather
from extract.readers.furniture import clear
from extract.readers.layout import detect, layout
from extract.readers.lines import text_lines
from extract.readers.structure import structure
from extract.readers.text import decode
from ontology.errors import StakegraphError


def read(path: Path | str, *, language: str | None = None) -> Document:
    """Return the report in the file `path`.

    Args:
        path: a file that ends in .txt.
        language: ISO 639-1 code; found by the text where it is None.

    Raises:
        StakegraphError: the file cannot be read, or holds nothing to read.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise StakegraphError(f"{path}: {error.strerror}") from error
    return read_bytes(data, path.name, language=language)


def read_bytes(data: bytes, name: str, *, language: str | None = None) -> Document:
    """Return the report that `data` holds; `name` is the name of its file."""
    source = decode(data, name)
    rules = layout(language) if language else detect(source, name)
    page = clear(source, text_lines(source), rules)
    made = structure(source, gather(source, page.lines, rules), rules)
    identifier = page.symbol or Path(name).stem
    return Document(
        id=identifier,
        title=made.title or identifier,
        language=rules.language,
        paragraphs=made.paragraphs,
        source=source,
        notes=page.notes + made.notes,
    )
