"""A report as a spaCy Doc: its headings and paragraphs one after the other, and the way back to both."""

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.document import Document, Heading, Paragraph

if not Doc.has_extension("report"):
    Doc.set_extension("report", default=None)
    Doc.set_extension("entities", default=None)
    Doc.set_extension("statements", default=())
    Doc.set_extension("components", default=())


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
        for level, heading in enumerate(paragraph.headings):
            if above[: level + 1] != paragraph.headings[: level + 1]:
                headings.append((length, length + len(heading.text), heading.text))
                parts.append(heading.text + "\n")
                length += len(heading.text) + 1
        above = paragraph.headings
        paragraphs.append((length, length + len(paragraph.text), paragraph.id))
        parts.append(paragraph.text + "\n")
        length += len(paragraph.text) + 1
    doc = nlp.make_doc("".join(parts))
    doc._.report = document
    doc._.components = tuple(nlp.pipe_names)
    doc.spans["headings"] = [Span(doc, a, b, label="heading") for a, b, _ in headings if b > a]
    doc.spans["paragraphs"] = [
        Span(doc, a, b, label="paragraph", span_id=i) for a, b, i in paragraphs if b > a
    ]
    return doc


def sections(doc: Doc) -> list[tuple[Span, Span | None, Paragraph | None]]:
    """Return each paragraph with the heading right above it, if any, and what the report says of it.

    A Doc made from plain text is one paragraph.
    """
    if doc._.report is None:
        return [(doc[:], None, None)] if len(doc) else []
    by_id = {paragraph.id: paragraph for paragraph in doc._.report.paragraphs}
    by_text: dict[str, Span] = {}
    for heading in doc.spans["headings"]:
        by_text.setdefault(heading.text, heading)
    found = []
    for span in doc.spans["paragraphs"]:
        paragraph = by_id[span.id_]
        heading = None
        if paragraph.headings:
            above = [
                h
                for h in doc.spans["headings"]
                if h.end <= span.start and h.text == paragraph.headings[-1].text
            ]
            heading = above[-1] if above else by_text.get(paragraph.headings[-1].text)
        found.append((span, heading, paragraph))
    return found
