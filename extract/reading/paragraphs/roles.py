"""What each block is: a heading, the start of a numbered paragraph, text, an endnote, a line of contents."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extract.reading.paragraphs.blocks import Block
from extract.reading.paragraphs.layout import Layout
from extract.reading.paragraphs.numbers import paragraph_numbers

# What follows a heading in a table of contents; looked for from its first character alone, for the sake of long ones.
PAGES = re.compile(r"(?<![\s\d.．…·,，–-])[\s\d.．…·,，–-]+$")


@dataclass(frozen=True, slots=True)
class Role:
    """What a block is.

    Attributes:
        kind: the sort of block.
        name: of a heading, the numbering it belongs to, "h1" to "h9" where the format gives the level, "top",
            "annex", "notes", "contents" or "plain"; of a numbered paragraph, its number.
        label: how many characters of the block's text its number takes.
    """

    kind: Literal["heading", "number", "text", "note", "contents"]
    name: str = ""
    label: int = 0


TEXT = Role("text")
NOTE = Role("note")


def roles(blocks: Sequence[Block], layout: Layout) -> list[Role]:
    """Return the role of each block."""
    numbers = paragraph_numbers(blocks, layout)
    looks = [heading_role(blocks, place, numbers, layout) for place in range(len(blocks))]
    introducing = introductions(looks, numbers)
    again = {PAGES.sub("", block.text): place for place, block in enumerate(blocks)}  # where words come last
    found: list[Role] = []
    under_number = in_notes = in_contents = False
    for place, block in enumerate(blocks):
        role = TEXT
        if place in numbers:
            role = Role("number", *numbers[place])
        elif heading := looks[place]:
            after_text = bool(found) and found[-1].kind != "heading"
            amid = after_text and (blocks[place - 1].runs_on or goes_on(blocks[place - 1], layout))
            if block.level is not None or not amid:
                loose = heading.name == "plain" and under_number
                role = heading if not loose or introducing[place] else TEXT
        # The words of a block of the contents, but for page numbers at its end, are those of a later one.
        if in_contents and role.kind != "number" and again[PAGES.sub("", block.text)] > place:
            role = Role("contents")
        elif role.kind == "heading":
            in_notes, in_contents = role.name == "notes", role.name == "contents"
            under_number = False
        elif role.kind == "number":
            in_notes, under_number = False, True
        elif in_notes:
            role = NOTE
        found.append(role)
    return found


def heading_role(
    blocks: Sequence[Block], place: int, numbers: dict[int, tuple[str, int]], layout: Layout
) -> Role | None:
    """Return what heading a block is by its looks or by its format; None for text."""
    block = blocks[place]
    numbering = layout.numbering(block.text)
    label = len(numbering[1]) if numbering else 0
    if block.level is not None:
        return Role("heading", f"h{block.level}", label)
    if place in numbers or not looks_like_heading(block, layout):
        return None
    if name := layout.named_heading(block.text):
        return Role("heading", name)
    if numbering:
        return None if in_list(blocks, place, numbers, layout) else Role("heading", numbering[0], label)
    return Role("heading", "plain") if place + 1 < len(blocks) else None


def looks_like_heading(block: Block, layout: Layout) -> bool:
    """Return whether a block is short and ends no sentence."""
    return not (
        block.prose
        or len(block.text) > layout.longest_heading
        or layout.final.search(block.text)
        or goes_on(block, layout)
        or layout.item.match(block.text)
    )


def goes_on(block: Block, layout: Layout) -> bool:
    """Return whether a block ends where no sentence does, as one does before a list."""
    return bool(layout.open.search(block.text))


def in_list(blocks: Sequence[Block], place: int, numbers: dict[int, tuple[str, int]], layout: Layout) -> bool:
    """Return whether the block above or below is numbered in the same way, as items of a list are."""
    own = layout.numbering(blocks[place].text)
    for other, later in ((place - 1, place), (place + 1, place + 1)):
        if own and 0 <= other < len(blocks) and other not in numbers:
            numbering = layout.numbering(blocks[other].text)
            if numbering and numbering[0] == own[0] and not layout.first.match(blocks[later].text):
                return True
    return False


def introductions(looks: Sequence[Role | None], numbers: dict[int, tuple[str, int]]) -> list[bool]:
    """Return of each block whether a numbered paragraph or heading comes next, after other headings at most."""
    found = [False] * len(looks)
    for place in range(len(looks) - 2, -1, -1):
        heading = looks[place + 1]
        plain = heading is not None and heading.name == "plain"
        found[place] = place + 1 in numbers or (found[place + 1] if plain else heading is not None)
    return found
