"""Blocks made into numbered paragraphs under headings, whatever format they came from."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.document import Heading, Note, Paragraph
from extract.readers.blocks import Block
from extract.readers.layout import Layout
from extract.readers.numbers import paragraph_numbers
from extract.readers.rejoin import Stretch, rejoin


@dataclass(frozen=True, slots=True)
class Structure:
    """A report's paragraphs, its endnotes, and its title if it shows one."""

    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...]
    title: str | None


@dataclass(slots=True)
class Outline:
    """The headings that stand above the text that comes next.

    Which numbering stands under which is learnt from the report: one not met before stands right under the
    innermost of the headings above it.
    """

    order: list[str] = field(default_factory=list)
    above: list[tuple[str, Heading]] = field(default_factory=list)

    def add(self, kind: str, text: str, offsets: tuple[int, ...]) -> None:
        """Put a heading under those that are of a higher kind, in place of those that are not."""
        while self.above and self.above[-1][0] == "plain":
            self.above.pop()
        if kind in ("top", "annex"):
            self.above.clear()
        elif kind != "plain":
            if kind not in self.order:
                under = self.above[-1][0] if self.above else ""
                self.order.insert(self.order.index(under) + 1 if under in self.order else 0, kind)
            rank = self.order.index(kind)
            while self.above and self.above[-1][0] in self.order and self.order.index(self.above[-1][0]) >= rank:
                self.above.pop()
        stands = "plain" if kind == "top" else kind
        self.above.append((stands, Heading(text, len(self.above) + 1, offsets)))

    def headings(self) -> tuple[Heading, ...]:
        """Return the headings, outermost first."""
        return tuple(heading for _, heading in self.above)


@dataclass(slots=True)
class Draft:
    """A paragraph whose end is not yet known."""

    number: str
    headings: tuple[Heading, ...]
    stretches: list[Stretch]
    last: Block


class Reader:
    """One pass over the blocks of a report."""

    def __init__(self, source: str, blocks: Sequence[Block], layout: Layout) -> None:
        self.source, self.blocks, self.layout = source, blocks, layout
        self.numbers = paragraph_numbers(blocks, layout)
        self.outline = Outline()
        self.drafts: list[Draft] = []
        self.notes: list[tuple[str, list[Stretch]]] = []
        self.title: str | None = None
        self.front: str | None = None  # the first heading before any text

    def read(self) -> Structure:
        """Return the structure."""
        current: Draft | None = None
        in_notes = False
        for place, block in enumerate(self.blocks):
            heading = self.heading_kind(place, current)
            if heading is not None:
                kind, label = heading
                self.add_heading(kind, label, block)
                current, in_notes = None, kind == "notes"
            elif in_notes:
                self.add_note(block)
            elif place in self.numbers:
                number, label = self.numbers[place]
                current = self.begin(number, strip(block.stretches, label), block)
            elif current is not None and self.goes_on(current, block):
                current.stretches.extend(block.stretches)
                current.last = block
            else:
                current = self.begin("0", block.stretches, block)
        return Structure(self.paragraphs(), self.found_notes(), self.title or self.front)

    def begin(self, number: str, stretches: Sequence[Stretch], block: Block) -> Draft:
        """Return a new paragraph under the headings that stand above it."""
        draft = Draft(number, self.outline.headings(), list(stretches), block)
        self.drafts.append(draft)
        return draft

    def add_heading(self, kind: str, label: int, block: Block) -> None:
        """Put the heading that `block` is into the outline."""
        text, offsets = rejoin(self.source, strip(block.stretches, label), self.layout)
        if not self.numbers or not any(draft.number != "0" for draft in self.drafts):
            if self.title is None and kind in ("plain", "h1") and self.layout.title.search(text):
                self.title = text
            if self.front is None and not self.drafts:
                self.front = text
        if kind != "notes":
            self.outline.add(kind, text, offsets)

    def add_note(self, block: Block) -> None:
        """Put an endnote with the others, or with the one that it goes on."""
        match = self.layout.note.match(self.source[block.stretches[0][0] : block.stretches[0][1]])
        if match:
            self.notes.append((match.group("mark"), list(strip(block.stretches, match.end()))))
        elif self.notes:
            self.notes[-1][1].extend(block.stretches)

    def heading_kind(self, place: int, current: Draft | None) -> tuple[str, int] | None:
        """Return the kind of heading that a block is and the length of its number; None for text."""
        block, layout = self.blocks[place], self.layout
        numbering = layout.numbering(block.text)
        label = self.label_length(block, numbering[1]) if numbering else 0
        if block.level is not None:
            return f"h{block.level}", label
        if place in self.numbers or not self.shaped(place):
            return None
        if layout.notes.match(block.text):
            return "notes", 0
        if layout.annex.match(block.text):
            return "annex", 0
        if layout.top.match(block.text):
            return "top", 0
        if numbering:
            name = numbering[0] + "." * numbering[1].count(".") if numbering[0] == "decimal" else numbering[0]
            return None if self.in_list(place) else (name, label)
        return ("plain", 0) if self.introduces(place, current) else None

    def label_length(self, block: Block, label: str) -> int:
        """Return how far into the source of `block` the words of `label` reach, and the white space after them."""
        begin, end = block.stretches[0]
        words = self.source[begin:end]
        wanted = sum(not character.isspace() for character in label)
        place = 0
        while wanted:
            wanted -= not words[place].isspace()
            place += 1
        return place + len(words[place:]) - len(words[place:].lstrip())

    def shaped(self, place: int) -> bool:
        """Return whether a block looks like a heading: short, ending no sentence, not in the middle of one."""
        block, layout = self.blocks[place], self.layout
        before = self.blocks[place - 1] if place else None
        return not (
            block.prose
            or len(block.text) > layout.longest_heading
            or layout.final.search(block.text)
            or layout.open.search(block.text)
            or layout.item.match(block.text)
            or (before is not None and (before.runs_on or layout.open.search(before.text)) and place - 1 in self.text)
        )

    def in_list(self, place: int) -> bool:
        """Return whether a numbered block has a neighbour of the same numbering, as items of a list have."""
        name = self.layout.numbering(self.blocks[place].text)
        neighbours = [p for p in (place - 1, place + 1) if 0 <= p < len(self.blocks) and p not in self.numbers]
        others = [self.layout.numbering(self.blocks[p].text) for p in neighbours]
        return any(name and other and name[0] == other[0] for other in others)
