"""What a format gives that marks its paragraphs and headings itself, as Word documents and web pages do."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from extract.document import Note
from extract.reading.paragraphs.blocks import Block
from extract.reading.paragraphs.layout import Layout
from extract.reading.paragraphs.rejoin import Stretch, rejoin

MARK = re.compile(r"\s*(?:[\[(〔（]?\d{1,3}[\])〕）]?|[①-⑳]|\*{1,3})\s*")  # a raised footnote mark


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph or heading, by its place in the source; `level` is that of a heading."""

    stretch: Stretch
    level: int | None


@dataclass(slots=True)
class Marked:
    """A report whose format tells its parts; `add` and `add_note` write its source as they go.

    Attributes:
        parts: in reading order.
        notes: the footnotes, each with its mark.
        edges: words of the page's head and foot, where the report's symbol may stand.
        title: the report's title, where a part is marked as such.
        check: is told the length of the text as it grows, and raises where that is too much.
    """

    check: Callable[[int], None]
    parts: list[Part] = field(default_factory=list)
    notes: list[tuple[str, Stretch]] = field(default_factory=list)
    edges: list[str] = field(default_factory=list)
    title: str = ""
    _written: list[str] = field(default_factory=list)
    _length: int = 0

    @property
    def source(self) -> str:
        """Return the text, one part in a paragraph."""
        return "".join(self._written)

    def add(self, text: str, level: int | None = None) -> None:
        """Add a part, unless it is empty."""
        if text.strip():
            self.parts.append(Part(self._write(text), level))

    def add_note(self, mark: str, text: str) -> None:
        """Add a footnote."""
        self.notes.append((mark, self._write(text)))

    def read_as(self, source: str) -> "Marked":
        """Return the same parts of another text of the same length."""
        return replace(self, _written=[source])

    def _write(self, text: str) -> Stretch:
        begin = self._length
        self._written += [text, "\n\n"]
        self._length += len(text) + 2
        self.check(self._length)
        return begin, begin + len(text)

    def texts(self) -> list[str]:
        """Return the words of the page's edges and of the parts, for what must be found among them."""
        source = self.source
        parts = (source[begin:end].strip() for begin, end in (part.stretch for part in self.parts))
        return [*self.edges, *parts]

    def blocks(self, layout: Layout) -> list[Block]:
        """Return the parts that are no furniture; where headings are marked, nothing else is one."""
        source = self.source
        headed = any(part.level is not None for part in self.parts)
        made = []
        for part in self.parts:
            text, offsets = rejoin(source, [part.stretch], layout)
            if any(p.fullmatch(text) for p in (layout.symbol, layout.furniture, layout.rule)):
                continue
            prose = headed and part.level is None
            made.append(Block((part.stretch,), text, offsets, level=part.level, prose=prose))
        return made

    def footnotes(self, layout: Layout) -> tuple[Note, ...]:
        """Return the footnotes, rejoined."""
        source = self.source
        return tuple(Note(mark, *rejoin(source, [stretch], layout)) for mark, stretch in self.notes)


def is_raised_mark(raised: str, before: str) -> bool:
    """Return whether raised characters are a footnote mark, not a power of what stands before them."""
    return bool(MARK.fullmatch(raised)) and not (before[-1:].isascii() and before[-1:].isalnum())


def without_title(marked: Marked) -> Marked:
    """Return the report with its title set apart: the first heading, if it alone has the outermost level."""
    levels = [part.level for part in marked.parts if part.level is not None]
    if marked.title or len(levels) < 2 or levels.count(min(levels)) > 1 or levels[0] != min(levels):
        return marked
    place = next(i for i, part in enumerate(marked.parts) if part.level is not None)
    begin, end = marked.parts.pop(place).stretch
    marked.title = marked.source[begin:end].strip()
    return marked
