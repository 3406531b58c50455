"""Reading: from a report in a file to a Document."""

import hashlib
import sys
from dataclasses import replace
from pathlib import Path
from typing import Literal, TypeVar

from extract.document import Document, Heading, Note, Paragraph
from extract.readers.blocks import gather
from extract.readers.docx import read_docx
from extract.readers.furniture import clear, symbol
from extract.readers.html import read_html
from extract.readers.layout import Layout, detect, layout
from extract.readers.lines import Line, text_lines
from extract.readers.pdf import read_pdf
from extract.readers.structure import structure
from extract.readers.text import decode
from extract.script import as_written, simplified
from ontology.errors import StakegraphError

Part = TypeVar("Part", Paragraph, Heading, Note)
Format = Literal["text", "pdf", "docx", "html"]
FORMATS: dict[str, Format] = {
    ".txt": "text",
    ".pdf": "pdf",
    ".docx": "docx",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}


def read(path: Path | str, *, language: str | None = None) -> Document:
    """Return the report in the file `path`; "-" is standard input.

    Args:
        path: a .txt, .pdf, .docx, .html, .htm or .xhtml file.
        language: ISO 639-1 code; found by the text where it is None.

    Raises:
        StakegraphError: the file cannot be read, or holds nothing to read.
    """
    path = Path(path)
    if str(path) == "-":
        return read_bytes(sys.stdin.buffer.read(), "standard input", language=language)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise StakegraphError(f"{path}: {error.strerror}; give the path of a report") from error
    return read_bytes(data, str(path), language=language)


def read_bytes(data: bytes, name: str, *, language: str | None = None) -> Document:
    """Return the report that `data` holds.

    Args:
        data: the bytes of the file.
        name: its name, for its format and for messages; one without an ending leaves the format to the bytes.
        language: ISO 639-1 code; found by the text where it is None.

    Raises:
        StakegraphError: the bytes are damaged or empty, or of a format or language that is not read.
    """
    kind = format_of(data, name)
    if not data.strip():
        raise StakegraphError(f"{name}: empty; give a report that holds text")
    if kind in ("docx", "html"):
        marked = read_docx(data, name) if kind == "docx" else read_html(data, name)
        source = marked.source
        rules = rules_for(source, name, language)
        seen = simplified(source, rules.language)
        marked = marked.read_as(seen)
        blocks, notes = marked.blocks(rules), marked.footnotes(rules)
        found, title = symbol(marked.texts(), rules), marked.title
    else:
        source, lines = read_pdf(data, name) if kind == "pdf" else plain(data, name)
        rules = rules_for(source, name, language)
        seen = simplified(source, rules.language)
        page = clear(seen, lines, rules)
        blocks, notes = gather(seen, page.lines, rules), page.notes
        found, title = page.symbol, ""
    made = structure(seen, blocks, rules)
    if not made.paragraphs:
        raise StakegraphError(f"{name}: no paragraph found; is it a report?")
    identifier = as_written(found, seen, source) if found else Path(name).stem
    return Document(
        id=identifier,
        title=title or as_written(made.title or "", seen, source) or identifier,
        language=rules.language,
        paragraphs=tuple(
            replace(printed(part, source), headings=tuple(printed(one, source) for one in part.headings))
            for part in made.paragraphs
        ),
        source=source,
        notes=tuple(printed(note, source) for note in (*notes, *made.notes)),
        sha256=hashlib.sha256(data).hexdigest(),
    )


def printed(part: Part, source: str) -> Part:
    """Return a paragraph, heading or note with its characters as they stand in the source."""
    characters = zip(part.text, part.offsets, strict=True)
    return replace(part, text="".join(" " if one == " " else source[offset] for one, offset in characters))


def format_of(data: bytes, name: str) -> Format:
    """Return the format of a file: by the ending of its name, else by its first bytes.

    Raises:
        StakegraphError: the ending is of another format.
    """
    ending = Path(name).suffix.lower()
    if ending in FORMATS:
        return FORMATS[ending]
    if ending:
        known = ", ".join(FORMATS)
        raise StakegraphError(f"{name}: files ending in {ending} are not read, only {known}")
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    return (
        "html" if data[:200].lstrip().lower().startswith((b"<!doctype html", b"<html", b"<?xml")) else "text"
    )


def plain(data: bytes, name: str) -> tuple[str, list[Line]]:
    """Return the text of a plain text file, and its lines."""
    source = decode(data, name)
    return source, text_lines(source)


def rules_for(source: str, name: str, language: str | None) -> Layout:
    """Return the layout of the language asked for, else of the one that the text is in.

    Raises:
        StakegraphError: there is no text, or no data for its language.
    """
    if not source.strip():
        raise StakegraphError(f"{name}: holds no text; give a report that does")
    return layout(language) if language else detect(source, name)
