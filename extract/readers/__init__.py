"""Reading: a file of any of the known formats becomes a Document."""

import sys
from collections.abc import Callable
from pathlib import Path

from extract.document import Document
from extract.readers import docx, html, pdf, text
from extract.readers.structure import Source, to_document
from ontology.errors import StakegraphError

FORMATS: dict[str, Callable[[bytes, str], Source]] = {
    ".txt": text.source,
    ".text": text.source,
    ".md": text.source,
    ".pdf": pdf.source,
    ".docx": docx.source,
    ".html": html.source,
    ".htm": html.source,
    ".xhtml": html.source,
}
SIGNATURES = {b"%PDF": ".pdf", b"PK\x03\x04": ".docx", b"<!DOCTYPE": ".html", b"<html": ".html"}


def read(path: Path | str, *, language: str | None = None) -> Document:
    """Return the report in the file at `path`; "-" is standard input.

    Args:
        path: a .txt, .pdf, .docx or .html file.
        language: its language's code; found out from the text when None.

    Raises:
        StakegraphError: the file cannot be read, or holds no text that can be understood.
    """
    if str(path) == "-":
        return read_bytes(sys.stdin.buffer.read(), "standard input", language=language)
    path = Path(path)
    try:
        data = path.read_bytes()
    except IsADirectoryError as error:
        raise StakegraphError(f"{path} is a folder; name a report in it") from error
    except FileNotFoundError as error:
        raise StakegraphError(f"{path}: there is no such file") from error
    except OSError as error:
        raise StakegraphError(f"{path} cannot be read: {error.strerror}") from error
    return read_bytes(data, path.name, language=language)


def read_bytes(data: bytes, name: str, *, language: str | None = None) -> Document:
    """Return the report that `data` holds; `name` tells its format, and is its id if it has no symbol.

    Raises:
        StakegraphError: as for `read`.
    """
    if not data.strip():
        raise StakegraphError(f"{name} is empty")
    suffix = Path(name).suffix.lower()
    if suffix not in FORMATS:
        start = data.lstrip()[:16]
        suffix = next((known for mark, known in SIGNATURES.items() if start.startswith(mark)), "")
        if not suffix and Path(name).suffix:
            known = ", ".join(sorted(FORMATS))
            raise StakegraphError(f"{name}: {Path(name).suffix} files are not understood; there is {known}")
    source = FORMATS.get(suffix, text.source)(data, name)
    if not source.text.strip():
        raise StakegraphError(f"{name} holds no text; if its pages are pictures, run text recognition on it first")
    return to_document(source, Path(name).stem, language)
