"""A report as it was read: numbered paragraphs under headings, each character traced to its source."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Heading:
    """A section heading, with the place of each of its characters in the source."""

    text: str
    level: int  # 1 is the outermost
    offsets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, rejoined over line and page breaks.

    Attributes:
        id: unique in its document and fit for an IRI ("22", "0-2").
        number: as printed; "0" for text outside the numbering; the position where a report numbers nothing.
        headings: the headings it stands under, outermost first.
        text: the rejoined words, without its number and without footnote marks.
        offsets: for each character of `text`, its offset in `Document.source`.
        language: ISO 639-1 code of the language that it is in; "" for the report's.
    """

    id: str
    number: str
    headings: tuple[Heading, ...]
    text: str
    offsets: tuple[int, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote's words, set apart from the paragraphs."""

    mark: str
    text: str
    offsets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A report.

    Attributes:
        id: its symbol ("E/2006/63"), else the file's name without its ending.
        language: ISO 639-1 code ("zh").
        source: the text as it came out of the file; every offset points into it.
        sha256: the hash of the file's bytes, in hexadecimal digits; "" where there was no file.
    """

    id: str
    title: str
    language: str
    paragraphs: tuple[Paragraph, ...]
    source: str = field(repr=False)
    notes: tuple[Note, ...] = ()
    sha256: str = ""
