"""A report cut into blocks: whole paragraphs that are analysed together, so that what that takes is bounded."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from extract.document import Document, Heading, Paragraph
from extract.report import changed

LONGEST = 50_000  # characters of a block; most reports are one
READ_AGAIN = 4_000  # characters before a block that references in it may point back to
LONGEST_HEADING = 500  # characters: what is longer was no heading
SENTENCE_END = re.compile(r"[。！？\n](?=[^。！？\n]*\Z)")


class Piece(NamedTuple):
    """A paragraph, or a part of one that is longer than a block may be.

    Attributes:
        paragraph: what is analysed.
        begin: where its text begins in the whole paragraph.
    """

    paragraph: Paragraph
    begin: int


def blocks(document: Document) -> Iterator[list[Piece]]:
    """Yield the paragraphs of `document` in blocks."""
    block: list[Piece] = []
    length = 0
    above: tuple[Heading, ...] = ()
    for piece in pieces(document):
        headings = piece.paragraph.headings
        added = len(piece.paragraph.text) + sum(len(h.text) for h in changed(above, headings))
        if block and length + added > LONGEST:
            yield block
            block, length = [], 0
            added = len(piece.paragraph.text) + sum(len(h.text) for h in headings)
        block.append(piece)
        length, above = length + added, headings
    if block:
        yield block


def pieces(document: Document) -> Iterator[Piece]:
    """Yield the paragraphs, those too long for a block in parts that end where sentences do."""
    for whole in document.paragraphs:
        headings = tuple(
            replace(heading, text=heading.text[:LONGEST_HEADING])
            if len(heading.text) > LONGEST_HEADING
            else heading
            for heading in whole.headings
        )
        paragraph = replace(whole, headings=headings) if headings != whole.headings else whole
        begin = 0
        while begin < len(paragraph.text) or begin == 0:
            end = begin + LONGEST
            if end < len(paragraph.text):
                last = SENTENCE_END.search(paragraph.text, end - READ_AGAIN, end)
                end = last.end() if last else end
            if begin == 0 and end >= len(paragraph.text):
                yield Piece(paragraph, 0)
            else:
                text, offsets = paragraph.text[begin:end], paragraph.offsets[begin:end]
                yield Piece(replace(paragraph, text=text, offsets=offsets), begin)
            begin = end


def ending(block: Sequence[Piece]) -> list[Piece]:
    """Return the last paragraphs of a block, as many as the next one begins by reading again."""
    left = READ_AGAIN
    found: list[Piece] = []
    for piece in reversed(block):
        left -= len(piece.paragraph.text)
        if left < 0:
            break
        if piece.paragraph.text:
            found.append(piece)
    return found[::-1]
