"""Lines gathered into blocks: stretches of text that the page sets off from what is above and below."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extract.reading.paragraphs.layout import Layout
from extract.reading.paragraphs.lines import SLACK, Line, columns, pairs, usual_width
from extract.reading.paragraphs.rejoin import Stretch, rejoin

INDENT = 2  # columns that set off a first line
NARROWEST = 24  # columns below which lines are headings and table cells, not wrapped text


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or a piece of one.

    Attributes:
        stretches: where its words stand in the source.
        text, offsets: its words, rejoined, and for each character its offset in the source.
        level: of a heading that the format marks as one; else None.
        soft: whether it may as well go on with the block above, for all that the page shows.
        runs_on: whether its last line is full and ends no sentence.
        prose: whether the format says that it is no heading.
    """

    stretches: tuple[Stretch, ...]
    text: str
    offsets: tuple[int, ...]
    level: int | None = None
    soft: bool = False
    runs_on: bool = False
    prose: bool = False

    def after(self, label: int) -> list[Stretch]:
        """Return where its words stand without the first `label` characters of its text."""
        if label >= len(self.offsets):
            return []
        first = self.offsets[label]
        return [(max(begin, first), end) for begin, end in self.stretches if end > first]


class Wrapping:
    """How a report breaks its lines, measured on all of them."""

    def __init__(self, source: str, lines: Sequence[Line], layout: Layout) -> None:
        self.source, self.layout = source, layout
        self.least = (1 - SLACK) * usual_width(lines)  # width of a line that is full
        full = [(a, b) for a, b in pairs(lines) if a.width >= self.least]
        unfinished = [b for a, b in full if not self.finished(a)]
        self.wraps = 2 * len(unfinished) > len(full) and self.least >= NARROWEST
        gaps = Counter(below.gap for below in unfinished if not below.seam)
        self.gap = min(gaps, key=lambda gap: (-gaps[gap], gap)) if gaps else 0
        indents = Counter(below.indent for below in unfinished)
        self.indent = min(indents, key=lambda indent: (-indents[indent], indent)) if indents else 0

    def finished(self, line: Line) -> bool:
        """Return whether `line` ends a sentence."""
        return bool(self.layout.final.search(line.text(self.source)))

    def full(self, above: Line, below: Line) -> bool:
        """Return whether the first word below would not have fitted on the line above."""
        words = below.text(self.source)
        first = words[0] if self.layout.tight.match(words) else words.split()[0]
        return above.width + columns(first) > self.least

    def parts(self, above: Line, below: Line) -> bool | None:
        """Return whether a block ends between two lines; None where the page leaves it open."""
        words, next_words = above.text(self.source), below.text(self.source)
        finished = self.finished(above)
        if self.layout.open.search(words) and not self.numbered(next_words):
            return False
        if not self.wraps or self.numbered(next_words) or not self.full(above, below):
            return True
        if below.gap > self.gap and not below.seam:
            return True
        if below.indent >= self.indent + INDENT:
            return True if finished else None
        return None if finished else False

    def numbered(self, text: str) -> bool:
        """Return whether `text` begins with a number or with the mark of a list."""
        layout = self.layout
        return bool(layout.number.match(text) or layout.numbering(text) or layout.item.match(text))


def gather(source: str, lines: Sequence[Line], layout: Layout) -> list[Block]:
    """Return the blocks that `lines` make."""
    if not lines:
        return []
    wrapping = Wrapping(source, lines, layout)
    groups: list[list[Line]] = [[lines[0]]]
    soft = [False]
    for above, below in pairs(lines):
        parts = wrapping.parts(above, below)
        if parts is False:
            groups[-1].append(below)
        else:
            groups.append([below])
            soft.append(parts is None)
    blocks = []
    for group, is_soft, after in zip(groups, soft, [*groups[1:], None], strict=True):
        stretches = tuple(stretch for line in group for stretch in line.stretches)
        last = group[-1]
        full = after is not None and wrapping.wraps and wrapping.full(last, after[0])
        text, offsets = rejoin(source, stretches, layout)
        blocks.append(
            Block(stretches, text, offsets, soft=is_soft, runs_on=full and not wrapping.finished(last))
        )
    return blocks
