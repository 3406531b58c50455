"""The units of a text that are weighed: words where spaces part them, characters where none do."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from extract.language import spaced
from extract.relating.sentences import sentence_end

WORD = re.compile(r"[^\W_]+|[^\w\s]|_")


def units(text: str, language: str) -> list[tuple[int, int]]:
    """Return the units of a text, each from its first character to the one after its last."""
    if spaced(language):
        return [match.span() for match in WORD.finditer(text)]
    return [(place, place + 1) for place in range(len(text))]


def said(text: str, language: str) -> list[str]:
    """Return the units of a text as they are compared: words without regard to capitals."""
    return WORD.findall(text.lower()) if spaced(language) else list(text)


def joined(parts: Iterable[str], language: str) -> str:
    """Return units as one text again."""
    return (" " if spaced(language) else "").join(parts)


def sentences(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of a text begin and end, whatever is named in them."""
    ends = (match.end() for match in sentence_end(language).finditer(text))
    yield from ((start, end) for start, end in pairwise([0, *ends, len(text)]) if start < end)
