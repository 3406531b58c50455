"""Sentences as patterns see them: every mention one character, what stands in brackets apart."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from spacy.tokens import Span

from extract.language import knowledge, spaced
from extract.mentions import means_body, text_of
from extract.relating.sorts import SORTS, sort_of

LONGEST = 1_000  # characters: more than a sentence of words has, but a table read as text may have more
BRACKET = re.compile(r"[（(][^（）()]*[）)]")


def sort(span: Span) -> str:
    """Return the sort of mention that `span` is."""
    return sort_of(span.label_)


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


@lru_cache
def sentence_end(language: str) -> re.Pattern[str]:
    """Return what ends a sentence."""
    return re.compile(knowledge(language, "relations")["sentences"]["end"])


def sentences(paragraph: Span, mentions: Sequence[Span], language: str) -> Iterator[Sentence]:
    """Yield the sentences of a paragraph in order, each followed by what stands in its brackets.

    Args:
        paragraph: a paragraph or heading.
        mentions: the mentions of the whole text, in order.
        language: whose ends of sentences are looked for.
    """
    text = text_of(paragraph.doc)
    inside = [span for span in between(mentions, paragraph.start, paragraph.end) if span.end <= paragraph.end]
    covered = {i for span in inside for i in range(span.start, span.end)}
    apart = spaced(language)
    cuts = [m.start() for m in sentence_end(language).finditer(text, paragraph.start, paragraph.end)]
    edges = [paragraph.start, *(cut + 1 for cut in cuts if cut not in covered), paragraph.end]
    for start, end in pairwise(bounded(edges, covered)):
        if not text[start:end].strip():
            continue
        own = [span for span in between(inside, start, end) if span.end <= end]
        brackets = [
            (m.start() + start, m.end() + start)
            for m in BRACKET.finditer(text[start:end])
            if not any(span.start <= m.start() + start and m.end() + start <= span.end for span in own)
        ]
        outside = [span for span in own if not any(a <= span.start and span.end <= b for a, b in brackets)]
        yield masked(text, start, end, outside, brackets, paragraph, apart)
        for a, b in brackets:
            host = next(
                (span for span in reversed(own) if span.end == a or (apart and span.end + 1 == a)), None
            )
            within = [span for span in own if a < span.start and span.end < b]
            yield masked(text, a + 1, b - 1, within, [], paragraph, apart, host)


def between(spans: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """Return those of `spans`, which are in order, that begin from `start` to before `end`."""
    first = bisect_left(spans, start, key=lambda span: span.start)
    return spans[first : bisect_left(spans, end, first, key=lambda span: span.start)]


def bounded(edges: Sequence[int], covered: set[int]) -> Iterator[int]:
    """Yield the edges of sentences, and more of them, outside of mentions, where a sentence would be too long."""
    last = edges[0]
    for edge in edges:
        while edge - last > LONGEST:
            last = next((i for i in range(last + LONGEST, last + 1, -1) if i not in covered), last + LONGEST)
            yield last
        yield edge
        last = edge


def masked(
    text: str,
    start: int,
    end: int,
    mentions: Sequence[Span],
    skipped: Sequence[tuple[int, int]],
    paragraph: Span,
    apart: bool,
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
            out.append(SORTS[sort(span) if usable else "unresolved"])
            places.append(place)
            place = span.end
        else:
            space = text[place].isspace()
            if not space or (apart and out and out[-1] != " "):
                out.append(" " if space else text[place])
                places.append(place)
            place += 1
    return Sentence("".join(out), (*places, end), found, paragraph, host)
