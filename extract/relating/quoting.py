"""Where a paragraph says something: offsets in it of what was found in a Doc."""

from spacy.tokens import Span

from extract.mentions import text_of
from extract.statements import Evidence, Mention


def evidence(paragraph: Span, begin: int, end: int) -> Evidence:
    """Return characters `begin` to `end` of the Doc as words of a paragraph."""
    words = text_of(paragraph.doc)[begin:end]
    return Evidence(paragraph.id_ or "0", begin - paragraph.start, end - paragraph.start, words)


def mentioned(paragraph: Span, span: Span | None) -> Mention | None:
    """Return where a paragraph names something, None where it does not."""
    if span is None or span.start < paragraph.start or span.end > paragraph.end:
        return None
    return Mention(span.start - paragraph.start, span.end - paragraph.start, span.text, span._.linked_by)
