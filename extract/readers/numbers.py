"""Which blocks begin a numbered paragraph.

Headings and lists carry numbers too, and begin again at 1 many times; the numbers of paragraphs go on through
the whole report. So the paragraphs are the best chain of numbers that go up by one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from extract.readers.blocks import Block
from extract.readers.layout import Layout

SECOND_CHAIN = 3  # paragraphs that a numbering has at least which begins anew, as in an annex
SHARE = 0.5  # of the text from its first number to its annexes that a numbered report numbers


@dataclass(frozen=True, slots=True)
class Link:
    """A candidate at the end of a chain.

    Attributes:
        place: of the block.
        number: what is printed.
        label: how many characters of the block's text the number takes.
        weight: of the chain up to here.
    """

    place: int
    number: int
    label: int
    weight: float
    before: "Link | None" = None

    def chain(self) -> list["Link"]:
        """Return the chain from its first link."""
        links: list[Link] = []
        link: Link | None = self
        while link is not None:
            links.append(link)
            link = link.before
        return links[::-1]


def paragraph_numbers(blocks: Sequence[Block], layout: Layout) -> dict[int, tuple[str, int]]:
    """Return the number of each block that begins a numbered paragraph, and how long it is in its text."""
    best = best_chain(blocks, range(len(blocks)), layout)
    if not best:
        return {}
    chains = [best]
    for start, end in ((0, best[0].place), (best[-1].place + 1, len(blocks))):
        place = start
        while len(other := best_chain(blocks, range(place, end), layout)) >= SECOND_CHAIN:
            if mean_weight(other) > 1:
                chains.append(other)
            place = other[-1].place + 1
    if mean_weight(best) <= 1 or not fill(chains, blocks, layout):
        return {}
    return {link.place: (str(link.number), link.label) for chain in chains for link in chain}


def best_chain(blocks: Sequence[Block], places: range, layout: Layout) -> list[Link]:
    """Return the weightiest chain of numbers going up by one among the blocks at `places`."""
    ends: dict[int, Link] = {}
    for place in places:
        match = layout.number.match(blocks[place].text)
        if not match or blocks[place].level is not None:
            continue
        number = int(match.group("value"))
        before = ends.get(number - 1)
        weight = likelihood(blocks, place, layout) + (before.weight if before else 0)
        if number not in ends or weight > ends[number].weight:
            ends[number] = Link(place, number, match.end(), weight, before)
    if not ends:
        return []
    return max(ends.values(), key=lambda link: (link.weight, -link.place)).chain()


def likelihood(blocks: Sequence[Block], place: int, layout: Layout) -> float:
    """Return how much a numbered block looks like a paragraph (2), a heading (1) or a list's item (0.5)."""
    block = blocks[place]
    if place and layout.open.search(blocks[place - 1].text):
        return 0.5
    whole = layout.final.search(block.text) or layout.open.search(block.text) or block.runs_on
    return 2 if whole or len(block.text) > layout.longest_heading else 1


def mean_weight(chain: Sequence[Link]) -> float:
    """Return the mean likelihood of the links of a chain."""
    return chain[-1].weight / len(chain)


def fill(chains: Sequence[Sequence[Link]], blocks: Sequence[Block], layout: Layout) -> bool:
    """Return whether the numbers are those of the report's paragraphs, not of lists between paragraphs."""
    numbered = 0
    for chain in chains:
        last = chain[-1].place
        while last + 1 < len(blocks) and (blocks[last + 1].soft or blocks[last].runs_on):
            last += 1
        numbered += size(blocks[chain[0].place : last + 1])
    first, last = chains[0][0].place, chains[0][-1].place
    annexes = (i for i in range(last, len(blocks)) if layout.named_heading(blocks[i].text) == "annex")
    return numbered >= SHARE * size(blocks[first : next(annexes, len(blocks))])


def size(blocks: Sequence[Block]) -> int:
    """Return how many characters the blocks have."""
    return sum(len(block.text) for block in blocks)
