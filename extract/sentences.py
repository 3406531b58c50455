"""Sentences as patterns see them: every mention one character, what stands in brackets apart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Span

from extract.mentions import means_body, text_of
from extract.patterns import SORTS, sort_of

SENTENCE = re.compile(r"[^。！？\n]+[。！？]?[”’]?")
BRACKET = re.compile(r"[（(][^（）()]*[）)]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A masked sentence, or what stands in a pair of brackets within one.

    Attributes:
        text: the words, each mention as one character.
        places: for each character of `text` and for its end, the offset in the Doc.
        mentions: the mentions by their position in `text`.
        paragraph: the paragraph, or heading, that it is part of.
        host: the mention right before the brackets, for what stands within brackets.
    """

    text: str
    places: tuple[int, ...]
    mentions: dict[int, Span]
    paragraph: Span
    host: Span | None = None

    def slice(self, begin: int, end: int) -> tuple[int, int]:
        """Return the extent in the Doc of characters `begin` to `end` of the masked text."""
        last = end - 1
        stop = self.mentions[last].end if last in self.mentions else self.places[last] + 1
        return self.places[begin], stop


def sentences(paragraph: Span, mentions: Sequence[Span]) -> Iterator[Sentence]:
    """Yield the sentences of a paragraph in order, each followed by what stands in its brackets."""
    text = text_of(paragraph.doc)
    inside = [span for span in mentions if paragraph.start <= span.start and span.end <= paragraph.end]
    covered = {i for span in inside for i in range(span.start, span.end)}
    cuts = [m.start() + paragraph.start for m in re.finditer(r"[。！？\n]", paragraph.text)]
    edges = [paragraph.start, *(cut + 1 for cut in cuts if cut not in covered), paragraph.end]
    for start, end in pairwise(edges):
        if not text[start:end].strip():
            continue
        own = [span for span in inside if start <= span.start and span.end <= end]
        brackets = [
            (m.start() + start, m.end() + start)
            for m in BRACKET.finditer(text[start:end])
            if not any(span.start <= m.start() + start and m.end() + start <= span.end for span in own)
        ]
        outside = [span for span in own if not any(a <= span.start and span.end <= b for a, b in brackets)]
        yield masked(text, start, end, outside, brackets, paragraph)
        for a, b in brackets:
            host = next((span for span in reversed(own) if span.end == a), None)
            within = [span for span in own if a < span.start and span.end < b]
            yield masked(text, a + 1, b - 1, within, [], paragraph, host)


def masked(
    text: str,
    start: int,
    end: int,
    mentions: Sequence[Span],
    skipped: Sequence[tuple[int, int]],
    paragraph: Span,
    host: Span | None = None,
) -> Sentence:
    """Return characters `start` to `end` as a masked sentence without the stretches that are skipped."""
    by_start = {span.start: span for span in mentions}
    gaps = dict(skipped)
    out: list[str] = []
    places: list[int] = []
    found: dict[int, Span] = {}
    place = start
    while place < end:
        if place in gaps:
            place = gaps[place]
            continue
        span = by_start.get(place)
        if span is not None and not span.kb_id_ and span.id_ == "bare" and means_body(span):
            span = None  # 机构, 中心: a word like any other unless it means a body
        if span is not None:
            found[len(out)] = span
            usable = span.kb_id_ or span.label_ in {"Date", "Count", "Generic"}
            out.append(SORTS[sort_of(span.label_) if usable else "unresolved"])
            places.append(place)
            place = span.end
        else:
            if not text[place].isspace():
                out.append(text[place])
                places.append(place)
            place += 1
    return Sentence("".join(out), (*places, end), found, paragraph, host)
