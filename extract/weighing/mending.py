"""Statements whose mentions turn out to be parts of longer names are about what has the whole name."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from spacy.tokens import Doc, Span

from extract.entities import Entity
from extract.established import established
from extract.relating.quoting import mentioned
from extract.report import placed, sections
from extract.statements import Mention, Statement


def mended(doc: Doc, cut: Set[tuple[int, int]], kept: Sequence[Span]) -> Iterator[Statement]:
    """Yield the statements of `doc`, those about a part of a name about the thing that has the whole of it.

    Args:
        doc: a text.
        cut: where names stand that are parts of longer ones.
        kept: the longer ones, linked.
    """
    paragraphs = {paragraph.id_ or "0": paragraph for paragraph, _, _ in sections(doc)}
    for one, own in placed(doc):
        if not own & cut:
            yield one
            continue
        paragraph = paragraphs[one.evidence.paragraph]
        subject = whole(paragraph, one.subject_mention, cut, kept) or (one.subject, one.subject_mention)
        target = whole(paragraph, one.object_mention, cut, kept) or (one.object, one.object_mention)
        if subject[0] is not target[0]:
            yield replace(
                one,
                subject=subject[0],
                object=target[0],
                subject_mention=subject[1],
                object_mention=target[1],
            )


def whole(
    paragraph: Span, part: Mention | None, cut: Set[tuple[int, int]], kept: Sequence[Span]
) -> tuple[Entity, Mention | None] | None:
    """Return what has the whole name that a mention is a part of, and where it stands; None if there is none."""
    if part is None:
        return None
    begin, end = paragraph.start + part.begin, paragraph.start + part.end
    known = established(paragraph.doc).entities
    for span in kept if (begin, end) in cut else ():
        if span.start <= begin and end <= span.end and span.kb_id_ in known:
            return known[span.kb_id_], mentioned(paragraph, span)
    return None
