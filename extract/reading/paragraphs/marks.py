"""Footnote marks within the text, found and left out."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.reading.paragraphs.blocks import Block
from extract.reading.paragraphs.layout import Layout
from extract.reading.paragraphs.rejoin import Stretch, rejoin

ALONE = re.compile(r"^[^\S\n]*(\d{1,3})[^\S\n]*$", re.MULTILINE)


def without_marks(source: str, blocks: Sequence[Block], layout: Layout) -> list[Block]:
    """Return the blocks without the footnote marks among their words.

    Raised figures and figures in square brackets are marks wherever a word comes before them. Plain figures
    are marks where they go on counting: 5 after a sentence, or clinging to a word, when 4 was the last mark.
    """
    dropped = marks(source, blocks, layout)
    if not dropped:
        return list(blocks)
    cleared = []
    for block in blocks:
        if dropped.isdisjoint(block.offsets):
            cleared.append(block)
            continue
        stretches = tuple(rest for stretch in block.stretches for rest in cut(stretch, dropped))
        text, offsets = rejoin(source, stretches, layout)
        runs_on = block.runs_on and not layout.final.search(text)
        cleared.append(replace(block, stretches=stretches, text=text, offsets=offsets, runs_on=runs_on))
    return cleared


def marks(source: str, blocks: Sequence[Block], layout: Layout) -> frozenset[int]:
    """Return the offsets of the characters of `source` that are footnote marks in the text of `blocks`."""
    dropped: set[int] = set()
    plain: list[tuple[int, int, tuple[int, ...]]] = []  # offset, number, and the offsets that a mark takes
    for match in ALONE.finditer(source):
        plain.append((match.start(1), int(match.group(1)), ()))
    for block in blocks:
        for match in layout.raised.finditer(block.text):
            dropped.update(block.offsets[match.start() : match.end()])
        for match in layout.counting_mark.finditer(block.text):
            offsets = block.offsets[match.start() : match.end()]
            after_sentence = layout.before_mark.match(block.text[match.start() - 1])
            if after_sentence or clings(source, offsets[0], offsets[-1]):
                plain.append((offsets[0], int(match.group()), offsets))
    counted: list[tuple[int, ...]] = []
    for _, number, offsets in sorted(plain):
        if number == len(counted) + 1:
            counted.append(offsets)
    if len(counted) >= layout.least_marks:
        dropped.update(offset for offsets in counted for offset in offsets)
    return frozenset(dropped)


def clings(source: str, first: int, last: int) -> bool:
    """Return whether characters stand right after a word, with a space after them, as set-off marks do."""
    return not source[first - 1].isspace() and source[last + 1 : last + 2].isspace()


def cut(stretch: Stretch, dropped: frozenset[int]) -> list[Stretch]:
    """Return what is left of a stretch when some of its characters are dropped."""
    begin, end = stretch
    edges = [begin - 1, *(offset for offset in range(begin, end) if offset in dropped), end]
    return [(a + 1, b) for a, b in pairwise(edges) if a + 1 < b]
