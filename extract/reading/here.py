"""From the bytes of a report to a Document, whatever its format."""

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Literal, TypeVar

from extract.document import Document, Heading, Note, Paragraph
from extract.reading.formats.marked import Marked
from extract.reading.formats.text import decode
from extract.reading.limits import USUAL, Limits
from extract.reading.paragraphs.blocks import gather
from extract.reading.paragraphs.furniture import clear, symbol
from extract.reading.paragraphs.layout import Layout, detect, layout, spoken
from extract.reading.paragraphs.lines import Line, text_lines
from extract.reading.paragraphs.structure import structure
from extract.reading.script import as_written, simplified
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


def read_here(data: bytes, name: str, language: str | None = None, limits: Limits = USUAL) -> Document:
    """Return the report that `data` holds, read by this very process.

    Args:
        data: the bytes of the file.
        name: its name, for its format and for messages; one without an ending leaves the format to the bytes.
        language: ISO 639-1 code, of every paragraph; found by the text, and paragraph by paragraph, where it is None.
        limits: what it may be; memory and time are left to who calls.

    Raises:
        StakegraphError: the bytes are damaged or empty, of a format or language that is not read, or more than
            they may be.
    """
    kind = format_of(data, name)
    if not data.strip():
        raise StakegraphError(f"{name}: empty; give a report that holds text")
    if kind in ("docx", "html"):
        marked = marked_parts(kind, data, name, limits)
        source = marked.source
        rules = rules_for(source, name, language)
        seen = simplified(source, rules.language)
        marked = marked.read_as(seen)
        blocks, notes = marked.blocks(rules), marked.footnotes(rules)
        found, title = symbol(marked.texts(), rules), marked.title
    else:
        source, lines = set_lines(kind, data, name, limits)
        rules = rules_for(source, name, language)
        seen = simplified(source, rules.language)
        page = clear(seen, lines, rules)
        blocks, notes = gather(seen, page.lines, rules), page.notes
        found, title = page.symbol, ""
    made = structure(seen, blocks, rules)
    if not made.paragraphs:
        raise StakegraphError(f"{name}: no paragraph found; is it a report?")
    # A file's name may hold bytes that are no text.
    identifier = (
        as_written(found, seen, source) if found else Path(name).stem.encode(errors="replace").decode()
    )
    above = {
        id(one): one for part in made.paragraphs for one in part.headings
    }  # one heading, many paragraphs
    as_printed = {key: printed(one, source) for key, one in above.items()}
    return Document(
        id=identifier,
        title=title or (printed(made.title, source).text if made.title else "") or identifier,
        language=rules.language,
        paragraphs=tuple(
            replace(
                printed(part, source),
                headings=tuple(as_printed[id(one)] for one in part.headings),
                language="" if language else spoken(part.text, rules),
            )
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


# Only the parser that a report needs is imported, since each report has a process that begins anew.
def marked_parts(kind: Format, data: bytes, name: str, limits: Limits) -> Marked:
    """Return the parts of a report in a format that marks them."""
    if kind == "docx":
        from extract.reading.formats.docx import read_docx  # noqa: PLC0415

        return read_docx(data, name, limits)
    from extract.reading.formats.html import read_html  # noqa: PLC0415

    return read_html(data, name, limits)


def set_lines(kind: Format, data: bytes, name: str, limits: Limits) -> tuple[str, list[Line]]:
    """Return the text of a report in a format that only sets lines, and these."""
    if kind == "pdf":
        from extract.reading.formats.pdf import read_pdf  # noqa: PLC0415

        return read_pdf(data, name, limits)
    source = decode(data, name)
    limits.check(name, "characters", len(source))
    return source, text_lines(source)


def rules_for(source: str, name: str, language: str | None) -> Layout:
    """Return the layout of the language asked for, else of the one that the text is in.

    Raises:
        StakegraphError: there is no text, or no data for its language.
    """
    if not source.strip():
        raise StakegraphError(f"{name}: holds no text; give a report that does")
    return layout(language) if language else detect(source, name)
