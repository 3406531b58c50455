"""Which blocks begin a numbered paragraph.

Headings and lists carry numbers too, and begin again at 1 many times; the numbers of paragraphs go on through
the whole report. So the paragraphs are the best chain of numbers that go up by one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from extract.reading.paragraphs.blocks import Block
from extract.reading.paragraphs.layout import Layout

SECOND_CHAIN = 3  # paragraphs that a numbering has at least which begins anew, as in an annex
SHARE = 0.5  # of the text from its first number to its annexes that a numbered report numbers


@dataclass(frozen=True, slots=True)
class Link:
    """A numbered block, and the best chain of numbers going up by one that begins with it.

    Attributes:
        place: of the block.
        number: what is printed.
        label: how many characters of the block's text the number takes.
        weight: of the chain.
        last: the place of the chain's last block.
    """

    place: int
    number: int
    label: int
    weight: float
    last: int
    after: "Link | None" = None

    def chain(self) -> list["Link"]:
        """Return the chain from its first link."""
        links: list[Link] = []
        link: Link | None = self
        while link is not None:
            links.append(link)
            link = link.after
        return links

    def rank(self) -> tuple[float, int]:
        """Return by what chains are compared: the weightiest, of several the one that ends first."""
        return self.weight, -self.last


def paragraph_numbers(blocks: Sequence[Block], layout: Layout) -> dict[int, tuple[str, int]]:
    """Return the number of each block that begins a numbered paragraph, and how long it is in its text."""
    best = next(best_chains(blocks, range(len(blocks)), layout), None)
    if not best:
        return {}
    chains = [best]
    for places in (range(best[0].place), range(best[-1].place + 1, len(blocks))):
        for other in takewhile(lambda chain: len(chain) >= SECOND_CHAIN, best_chains(blocks, places, layout)):
            if mean_weight(other) > 1:
                chains.append(other)
    if mean_weight(best) <= 1 or not fill(chains, blocks, layout):
        return {}
    return {link.place: (str(link.number), link.label) for chain in chains for link in chain}


def best_chains(blocks: Sequence[Block], places: range, layout: Layout) -> Iterator[list[Link]]:
    """Yield the weightiest chain of numbers going up by one among the blocks at `places`, and those after it.

    The best chain from each block on is known from those of the blocks after it, so that all take one pass.
    """
    firsts: dict[int, Link] = {}  # the best chain so far that begins with a number
    best: dict[int, Link] = {}  # the best chain that begins at a place or later
    found: Link | None = None
    for place in reversed(places):
        match = layout.number.match(blocks[place].text)
        if match and blocks[place].level is None:
            number = int(match.group("value"))
            after = firsts.get(number + 1)
            weight = likelihood(blocks, place, layout) + (after.weight if after else 0)
            link = Link(place, number, match.end(), weight, after.last if after else place, after)
            if number not in firsts or link.rank() >= firsts[number].rank():
                firsts[number] = link
            if found is None or link.rank() >= found.rank():
                found = link
        if found:
            best[place] = found
    place = places.start
    while place in best:
        chain = best[place].chain()
        yield chain
        place = chain[-1].place + 1


def likelihood(blocks: Sequence[Block], place: int, layout: Layout) -> float:
    """Return how much a numbered block looks like a paragraph (2), a heading (1) or a list's item (0.5)."""
    block = blocks[place]
    if place and layout.open.search(blocks[place - 1].text):
        return 0.5
    whole = layout.final.search(block.text) or layout.open.search(block.text) or block.runs_on
    return 2 if whole or len(block.text) > layout.longest_heading else 1


def mean_weight(chain: Sequence[Link]) -> float:
    """Return the mean likelihood of the links of a chain."""
    return chain[0].weight / len(chain)


def fill(chains: Sequence[Sequence[Link]], blocks: Sequence[Block], layout: Layout) -> bool:
    """Return whether the numbers are those of the report's paragraphs, not of lists between paragraphs."""
    ends = list(range(len(blocks)))  # where what goes on from each block ends
    for place in range(len(blocks) - 2, -1, -1):
        if blocks[place + 1].soft or blocks[place].runs_on:
            ends[place] = ends[place + 1]
    numbered = counted = 0
    for chain in sorted(chains, key=lambda chain: chain[0].place):
        begin, end = max(chain[0].place, counted), ends[chain[-1].place] + 1
        numbered += size(blocks[begin:end])
        counted = max(end, counted)
    first, last = chains[0][0].place, chains[0][-1].place
    annexes = (i for i in range(last, len(blocks)) if layout.named_heading(blocks[i].text) == "annex")
    return numbered >= SHARE * size(blocks[first : next(annexes, len(blocks))])


def size(blocks: Sequence[Block]) -> int:
    """Return how many characters the blocks have."""
    return sum(len(block.text) for block in blocks)
