"""Where a name begins, given where it ends.

The left edge is found word by word: nouns, adjectives and names belong to the name; prepositions, conjunctions
between bodies, punctuation and verbs that names do not hold end it. The method is that of rule-based nominal
chunking (Abney, 1991), run from the head to the left since the head of a Chinese name is its last word.
"""

import re
from collections.abc import Sequence

from spacy.tokens import Span

from extract.language import knowledge
from extract.mentions import PLACE, means_body

LATIN = re.compile(r"[A-Za-z\u00c0-\u024f0-9.&'’-]+")
VERB = "v"
OPENING, CLOSING = "（(", "）)"
LONGEST_BRACKET = 8
PROPER = frozenset({"ORG", "nt"})
NOMINAL = frozenset({"n", "nz", "nw", "nt", "ns", "s", "t", "vn", "an", "a", "LOC", "ORG", "PER", "b"})


def latin(word: str) -> bool:
    """Return whether a word is in Latin script, accents and all."""
    return LATIN.fullmatch(word) is not None and any(character.isalnum() for character in word)


def subsequence(short: str, long: str) -> bool:
    """Return whether the characters of `short` stand in `long` in their order."""
    characters = iter(long)
    return all(character in characters for character in short)


class Chunker:
    """Finds where a name begins, given where it ends."""

    def __init__(self, language: str) -> None:
        table = knowledge(language, "bodies")
        self.outside = frozenset(table["words"]["outside"])
        self.inside = frozenset(table["words"]["inside"])
        self.inside_ends = tuple(sorted(self.inside))
        self.suffixes = tuple(s for group in table["suffixes"].values() for s in group)
        self.determiners = frozenset(table["words"]["determiners"])
        self.actors = frozenset(table["words"]["generic_actors"])
        self.ordinal = re.compile(table["units"]["ordinal"])
        conjunction = table["conjunction"]
        self.conjunctions = frozenset(conjunction["within"])
        self.before = frozenset(conjunction["before"])
        self.longest_run = conjunction["longest_run"]

    def belongs(self, word: Span) -> bool:
        """Return whether a name may hold `word`."""
        text = word.text
        if text in self.outside:
            return False
        return (
            word.label_ in NOMINAL or text in self.inside or latin(text) or bool(self.ordinal.fullmatch(text))
        )

    def left_edge(self, words: Sequence[Span], last: int, ends: dict[int, Span]) -> tuple[int, Span | None]:
        """Return where the name whose last word is `words[last]` begins, and a known mention that ends there.

        Args:
            words: the document's words.
            last: index of the name's last word.
            ends: known mentions by where they end; one that is a body ends the search.
        """
        index = last
        start = words[last].start
        while True:
            known = ends.get(start) or self.before_bracket(words, index, ends)
            if known is not None and means_body(known):
                return start, known
            if known is not None and known.label_ == PLACE and known.start < start:
                start = known.start
                while index and words[index - 1].start >= start:
                    index -= 1
                continue
            if index == 0:
                return start, None
            word = words[index - 1]
            if (
                word.text.isspace()
                and index > 1
                and latin(words[index - 2].text)
                and self.belongs(words[index - 2])
            ):
                index -= 1
                continue
            if word.text in self.suffixes and index > 1 and words[index - 2].text in self.determiners:
                return start, None  # 该理事会 is a reference, and what follows it is named apart
            if self.belongs(word):
                index, start = index - 1, word.start
                continue
            further = self.across(words, index - 1, ends) if word.text in self.conjunctions else None
            if further is None:
                return start, None
            place = ends.get(words[further].start)
            if self.whole(words, index, last, ends) and (place is None or place.label_ != PLACE):
                return start, None
            index, start = further, words[further].start

    def before_bracket(self, words: Sequence[Span], index: int, ends: dict[int, Span]) -> Span | None:
        """Return the body whose short name stands in brackets right before `words[index]`."""
        if not index or words[index - 1].text not in CLOSING:
            return None
        opening = next(
            (w for w in reversed(words[max(0, index - LONGEST_BRACKET) : index]) if w.text in OPENING), None
        )
        if opening is None:
            return None
        owner, inner = (
            ends.get(opening.start),
            words[index - 1].doc[opening.end : words[index - 1].start].text,
        )
        if owner is None or not means_body(owner) or owner.id_ != "name":
            return None
        short = ends.get(words[index - 1].start)
        same = short is not None and short.kb_id_ == owner.kb_id_ != ""
        return owner if same or latin(inner) or subsequence(inner, owner.text) else None

    def whole(self, words: Sequence[Span], first: int, last: int, ends: dict[int, Span]) -> bool:
        """Return whether the words from `first` to `last` are the name of a body by themselves."""
        known = ends.get(words[last].end)
        named = known is not None and known.id_ == "name" and means_body(known)
        return (known is not None and named and known.start <= words[first].start) or (
            first == last and words[first].label_ in PROPER
        )

    def across(self, words: Sequence[Span], conjunction: int, ends: dict[int, Span]) -> int | None:
        """Return the index of the first word of a run of nouns before the conjunction that is part of the name."""
        index = conjunction
        while index and words[index - 1].end not in ends:
            if not self.belongs(words[index - 1]) and words[index - 1].text not in self.conjunctions:
                break
            left = words[index - 1]
            whole = left.label_ in PROPER and not left.text.endswith(self.inside_ends)
            if left.text.endswith(self.suffixes) or whole:
                return None
            index -= 1
        while index < conjunction and words[index].text in self.conjunctions:
            index += 1
        if index == conjunction:
            return None
        run = words[conjunction - 1].end - words[index].start
        if words[index].doc[words[index].start : words[conjunction - 1].end].text in self.actors:
            return None  # 民间社会和政府 are two
        left = words[index - 1]
        bounded = index == 0 or left.text in self.before or left.end in ends or left.label_ == VERB
        body = words[conjunction - 1].text.endswith(self.suffixes)
        return index if bounded and not body and run <= self.longest_run else None
