"""A report as a spaCy Doc: its headings and paragraphs one after the other, and the way back to both."""

from collections.abc import Iterator
from itertools import takewhile

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.document import Document, Heading, Paragraph
from extract.statements import Statement

if not Doc.has_extension("report"):
    Doc.set_extension("report", default=None)
    Doc.set_extension("entities", default=None)
    Doc.set_extension("statements", default=())
    Doc.set_extension("begin", default=0)  # where it goes on from what was read before


def to_doc(document: Document, nlp: Language) -> Doc:
    """Return the text of `document` as a Doc whose span groups "headings" and "paragraphs" lead back to it.

    A heading stands once, before the first paragraph under it. `span.id_` of a paragraph is its id; that of a
    heading the position of its first paragraph, since a paragraph's headings are looked up by paragraph.
    """
    parts: list[str] = []
    headings: list[tuple[int, int, str]] = []
    paragraphs: list[tuple[int, int, str]] = []
    length = 0
    above: tuple[Heading, ...] = ()
    for paragraph in document.paragraphs:
        for heading in changed(above, paragraph.headings):
            headings.append((length, length + len(heading.text), heading.text))
            parts.append(heading.text + "\n")
            length += len(heading.text) + 1
        above = paragraph.headings
        paragraphs.append((length, length + len(paragraph.text), paragraph.id))
        parts.append(paragraph.text + "\n")
        length += len(paragraph.text) + 1
    doc = nlp.make_doc("".join(parts))
    doc._.report = document
    doc.spans["headings"] = [Span(doc, a, b, label="heading") for a, b, _ in headings if b > a]
    doc.spans["paragraphs"] = [
        Span(doc, a, b, label="paragraph", span_id=i) for a, b, i in paragraphs if b > a
    ]
    return doc


def changed(above: tuple[Heading, ...], headings: tuple[Heading, ...]) -> tuple[Heading, ...]:
    """Return those of a paragraph's headings that do not stand above the paragraph before it already."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(above, headings, strict=False)))
    return headings[same:]


def sections(doc: Doc) -> list[tuple[Span, Span | None, Paragraph | None]]:
    """Return each paragraph with the heading right above it, if any, and what the report says of it.

    A Doc made from plain text is one paragraph.
    """
    if doc._.report is None:
        return [(doc[:], None, None)] if len(doc) else []
    by_id = {paragraph.id: paragraph for paragraph in doc._.report.paragraphs}
    headings = [(heading.text, heading) for heading in doc.spans["headings"]]
    nearest = dict(reversed(headings))  # the first called so, until one stands above
    position = 0
    found = []
    for span in doc.spans["paragraphs"]:
        while position < len(headings) and headings[position][1].end <= span.start:
            nearest[headings[position][0]] = headings[position][1]
            position += 1
        paragraph = by_id[span.id_]
        heading = nearest.get(paragraph.headings[-1].text) if paragraph.headings else None
        found.append((span, heading, paragraph))
    return found


def placed(doc: Doc) -> Iterator[tuple[Statement, frozenset[tuple[int, int]]]]:
    """Yield the statements of `doc`, each with where the mentions stand of which it is made."""
    begins = {paragraph.id_ or "0": paragraph.start for paragraph, _, _ in sections(doc)}
    for one in doc._.statements:
        begin = begins[one.evidence.paragraph]
        said = filter(None, (one.subject_mention, one.object_mention))
        yield one, frozenset((begin + mention.begin, begin + mention.end) for mention in said)
