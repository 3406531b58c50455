"""Lines as they stand on the page, and how wide a page's text runs."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil

from extract.reading.paragraphs.rejoin import Stretch

SLACK = 0.09  # share of the usual width by which a full line may miss it: justification, mixed scripts


@dataclass(frozen=True, slots=True)
class Line:
    """A line of print.

    Attributes:
        stretches: where its words stand in the source; more than one when a footnote mark parted them.
        width: of its words, in columns: a Han character takes two, a Latin one one.
        indent: white space before its words, in columns.
        gap: how many empty lines stand above it.
        page: counted from 0.
        seam: whether something that belongs to the page was taken out above it.
        margin: whether it stands where running heads and page numbers do.
        small: whether it is set smaller than the text, as footnotes are.
    """

    stretches: tuple[Stretch, ...]
    width: float
    indent: float = 0
    gap: int = 0
    page: int = 0
    seam: bool = False
    margin: bool = False
    small: bool = False

    def text(self, source: str) -> str:
        """Return its words as they stand in the source."""
        return " ".join(source[begin:end] for begin, end in self.stretches)

    def after_seam(self) -> "Line":
        """Return the line, marked as standing below something taken out."""
        return replace(self, seam=True)


def columns(text: str) -> int:
    """Return how many columns `text` takes where a Han character takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def text_lines(source: str) -> list[Line]:
    """Return the lines of a plain text that are not empty; form feeds part its pages."""
    lines: list[Line] = []
    gap = page = 0
    for match in re.finditer(r"([^\n\r\f]*)(\r\n|[\n\r\f]|\Z)", source):
        content = match.group(1)
        words = content.strip()
        if words:
            begin = match.start() + len(content) - len(content.lstrip())
            indent = columns(source[match.start() : begin])
            stretch = (begin, begin + len(words))
            lines.append(Line((stretch,), columns(words), indent, gap, page))
            gap = 0
        elif match.group(2) in ("\n", "\r", "\r\n"):
            gap += 1
        if match.group(2) == "\f":
            page += 1
    return lines


def usual_width(lines: Sequence[Line]) -> float:
    """Return the width that wrapped lines run to: 85 of 100 lines are no wider."""
    widths = sorted(line.width for line in lines)
    return widths[ceil(0.85 * len(widths)) - 1] if widths else 0


def pairs(lines: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    """Yield each line with the one below it."""
    yield from pairwise(lines)
