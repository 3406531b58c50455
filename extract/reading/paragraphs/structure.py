"""Blocks made into numbered paragraphs under headings, whatever format they came from."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.document import Heading, Note, Paragraph
from extract.reading.paragraphs.blocks import Block
from extract.reading.paragraphs.layout import Layout
from extract.reading.paragraphs.marks import without_marks
from extract.reading.paragraphs.rejoin import Stretch, rejoin
from extract.reading.paragraphs.roles import Role, goes_on, roles


@dataclass(frozen=True, slots=True)
class Structure:
    """A report's paragraphs, its endnotes, and its title if it shows one."""

    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...]
    title: Heading | None


@dataclass(slots=True)
class Outline:
    """The headings that stand above the text that comes next.

    Which numbering stands under which is learnt from the report: one not met before stands right under the
    innermost numbering above it. Levels that a format gives ("h1", "h2", …) are known beforehand.
    """

    order: list[str] = field(default_factory=lambda: [f"h{level}" for level in range(1, 10)])
    above: list[tuple[str, Heading]] = field(default_factory=list)

    def add(self, name: str, text: str, offsets: tuple[int, ...]) -> None:
        """Put a heading under those of a higher order, in place of the others."""
        if self.above and self.above[-1][0] == "plain":
            self.above.pop()
        if name in ("top", "contents", "annex"):
            self.above.clear()
        elif name != "plain":
            if name not in self.order:
                outer = self.above[-1][0] if self.above else ""
                self.order.insert(
                    self.order.index(outer) + 1 if outer in self.order else len(self.order), name
                )
            rank = self.order.index(name)
            while self.above and self.above[-1][0] != "annex" and self.order.index(self.above[-1][0]) >= rank:
                self.above.pop()
        self.above.append(
            ("plain" if name in ("top", "contents") else name, Heading(text, len(self.above) + 1, offsets))
        )

    def headings(self) -> tuple[Heading, ...]:
        """Return the headings, outermost first."""
        return tuple(heading for _, heading in self.above)


@dataclass(slots=True)
class Draft:
    """A paragraph or note whose end is not yet known."""

    number: str
    headings: tuple[Heading, ...]
    stretches: list[Stretch]


def structure(source: str, blocks: Sequence[Block], layout: Layout) -> Structure:
    """Return the paragraphs, endnotes and title that `blocks` of `source` make."""
    blocks = without_marks(source, blocks, layout)
    found = roles(blocks, layout)
    numbered = any(role.kind == "number" for role in found)
    outline = Outline()
    drafts: list[Draft] = []
    notes: list[Draft] = []
    titles: list[Heading] = []
    above: Role | None = None
    begun = False  # whether a numbered paragraph has come
    for place, (block, role) in enumerate(zip(blocks, found, strict=True)):
        if role.kind == "contents":
            continue
        if role.kind == "heading":
            text, offsets = rejoin(source, block.after(role.label), layout)
            if not begun and role.name in ("plain", "h1"):
                titles.append(Heading(text, 1, offsets))
            if role.name != "notes":
                outline.add(role.name, text, offsets)
        elif role.kind == "note":
            mark = layout.note.match(block.text)
            if mark or not notes:
                notes.append(
                    Draft(mark.group("mark") if mark else "", (), block.after(mark.end() if mark else 0))
                )
            else:
                notes[-1].stretches.extend(block.stretches)
        elif (
            role.kind == "text"
            and above
            and above.kind in ("text", "number")
            and ((numbered and drafts[-1].number != "0") or continues(blocks, place, layout))
        ):
            drafts[-1].stretches.extend(block.stretches)
        else:
            drafts.append(Draft(role.name or "0", outline.headings(), block.after(role.label)))
            begun = begun or drafts[-1].number != "0"
        above = role
    return Structure(
        paragraphs=paragraphs(source, drafts, numbered, layout),
        notes=tuple(Note(note.number, *rejoin(source, note.stretches, layout)) for note in notes),
        title=best_title(titles, layout),
    )


def best_title(titles: Sequence[Heading], layout: Layout) -> Heading | None:
    """Return the heading that names the report: the one whose end says so most surely, else the first.

    One that only says whose report it is stands below the title.
    """
    for pattern in layout.titles:
        for title in titles:
            if pattern.search(title.text) and not layout.byline.fullmatch(title.text):
                return title
    for above, title in pairwise(titles):
        if layout.byline.fullmatch(title.text):
            return above
    return titles[0] if titles else None


def continues(blocks: Sequence[Block], place: int, layout: Layout) -> bool:
    """Return whether a block goes on with the one above it where numbers do not tell."""
    block, above = blocks[place], blocks[place - 1]
    return block.soft or above.runs_on or goes_on(above, layout) or bool(layout.item.match(block.text))


def paragraphs(source: str, drafts: Sequence[Draft], numbered: bool, layout: Layout) -> tuple[Paragraph, ...]:
    """Return the finished paragraphs; where the report numbers none, each has its position as its number."""
    made: list[Paragraph] = []
    seen: Counter[str] = Counter()
    for position, draft in enumerate(drafts, start=1):
        number = draft.number if numbered else str(position)
        seen[number] += 1
        identifier = number if seen[number] == 1 else f"{number}-{seen[number]}"
        made.append(Paragraph(identifier, number, draft.headings, *rejoin(source, draft.stretches, layout)))
    return tuple(made)
