"""What belongs to the page and not to the text: page numbers, running heads, footnotes and their marks."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.document import Note
from extract.reading.paragraphs.layout import Layout
from extract.reading.paragraphs.lines import SLACK, Line, columns, usual_width
from extract.reading.paragraphs.rejoin import Stretch, rejoin

MASTHEAD = 15  # lines in which a report's symbol may stand beside other words
MASTHEAD_WIDTH = 60  # columns


@dataclass(frozen=True, slots=True)
class Page:
    """A report without its furniture.

    Attributes:
        lines: the lines of its text; a footnote mark no longer parts a line.
        notes: the footnotes set apart.
        symbol: the report's symbol, if a running head or the masthead shows one.
    """

    lines: tuple[Line, ...]
    notes: tuple[Note, ...]
    symbol: str | None


def clear(source: str, lines: Sequence[Line], layout: Layout) -> Page:
    """Return what is left of `lines` when all that belongs to the page is taken away."""
    texts = [line.text(source) for line in lines]
    heads = running_heads(lines, texts, layout)
    foot = footnotes(lines, texts, heads, layout)
    kept: list[Line] = []
    parted: list[tuple[int, Line]] = []  # a mark or page number, and how many lines were kept above it
    seam = False
    for place, (line, text) in enumerate(zip(lines, texts, strict=True)):
        if place in foot or place in heads or layout.rule.match(text) or is_furniture(text, layout):
            if text.isdecimal():
                parted.append((len(kept), line))
            seam = True
        else:
            kept.append(line.after_seam() if seam else line)
            seam = False
    return Page(
        lines=tuple(unpart(source, kept, parted, layout)),
        notes=tuple(notes(source, [lines[place] for place in sorted(foot)], layout)),
        symbol=symbol(texts, layout),
    )


def running_heads(lines: Sequence[Line], texts: Sequence[str], layout: Layout) -> frozenset[int]:
    """Return the places of lines that repeat at the edge of pages, and of symbols that stand alone."""
    own = symbol(texts, layout)
    found = {
        place
        for place, text in enumerate(texts)
        if layout.symbol.fullmatch(text) or (own and place < MASTHEAD and in_masthead(text, layout) == own)
    }
    pages = lines[-1].page + 1 if lines else 0
    masked = [re.sub(r"\d+", "0", text) for text in texts]
    numbers = {place for place, text in enumerate(texts) if layout.page_number.match(text)}

    def at_edge(place: int) -> bool:
        ends_page = pages > 1 and any(
            not 0 <= other < len(lines) or lines[other].page != lines[place].page
            for other in (place - 1, place + 1)
        )
        beside = (place - 1, place + 1)
        return lines[place].margin or ends_page or any(other in numbers or other in found for other in beside)

    edge = [place for place in range(len(lines)) if place not in numbers and at_edge(place)]
    shown = Counter(masked[place] for place in edge)
    on_pages: dict[str, set[int]] = {}
    for place in edge:
        on_pages.setdefault(masked[place], set()).add(lines[place].page)
    for place in edge:
        times = len(on_pages[masked[place]]) if pages > 1 else shown[masked[place]]
        if times > 1 and not (layout.final.search(texts[place]) or layout.number.match(texts[place])):
            found.add(place)
    return frozenset(found)


def is_furniture(text: str, layout: Layout) -> bool:
    """Return whether a line can be nothing but furniture."""
    return bool(layout.page_number.match(text) or layout.furniture.match(text))


def footnotes(
    lines: Sequence[Line], texts: Sequence[str], heads: frozenset[int], layout: Layout
) -> frozenset[int]:
    """Return the places of footnotes: of the lines below a rule or set small, down to the page's end."""
    found: set[int] = set()
    first: Line | None = None  # the line that the foot of this page begins with
    for place, (line, text) in enumerate(zip(lines, texts, strict=True)):
        if place in heads or is_furniture(text, layout):
            first = None
            continue
        if first and (line.page != first.page or line.small < first.small):
            first = None
        below_rule = place > 0 and layout.rule.match(texts[place - 1])
        if first is None and layout.note.match(text) and (line.small or below_rule):
            first = line
        if first:
            found.add(place)
    return frozenset(found)


def notes(source: str, lines: Sequence[Line], layout: Layout) -> list[Note]:
    """Return the footnotes that `lines` hold; a line without a mark goes on with the note above it."""
    found: list[tuple[str, list[Stretch]]] = []
    for line in lines:
        match = layout.note.match(line.text(source))
        if match:
            begin, end = line.stretches[0]
            found.append((match.group("mark"), [(begin + match.end(), end), *line.stretches[1:]]))
        elif found:
            found[-1][1].extend(line.stretches)
    return [Note(mark, *rejoin(source, stretches, layout)) for mark, stretches in found]


def unpart(
    source: str, lines: Sequence[Line], parted: Sequence[tuple[int, Line]], layout: Layout
) -> list[Line]:
    """Return `lines`, joined where a footnote mark on a line of its own had parted a line of print."""
    usual = usual_width(lines)
    slack = SLACK * usual
    widths = [line.width for line in lines]  # with what has been joined to each
    joined: set[int] = set()  # lines that go on with the one above
    for place, mark in reversed(parted):
        if not 0 < place < len(lines) or place in joined:
            continue
        above, below = lines[place - 1], lines[place]
        words, next_words = above.text(source), below.text(source)
        width = above.width + widths[place]
        close = mark.gap == below.gap == 0 and above.page == below.page
        if layout.numbering(next_words) or layout.number.match(next_words):
            continue
        if layout.final.search(words):
            one_line = close and abs(width - usual) <= slack
        else:
            one_line = close or width <= usual + slack
        if one_line:
            joined.add(place)
            widths[place - 1] = width
    starts = [place for place in range(len(lines)) if place not in joined]
    return [
        replace(
            lines[start],
            stretches=tuple(stretch for line in lines[start:end] for stretch in line.stretches),
            width=widths[start],
        )
        for start, end in pairwise([*starts, len(lines)])
    ]


def symbol(texts: Sequence[str], layout: Layout) -> str | None:
    """Return the symbol that most often stands alone, else the one that ends a line of the masthead."""
    alone = Counter(text.strip() for text in texts if layout.symbol.fullmatch(text.strip()))
    if alone:
        return max(alone, key=alone.__getitem__)  # the first of those that stand equally often
    return next(filter(None, (in_masthead(text, layout) for text in texts[:MASTHEAD])), None)


def in_masthead(text: str, layout: Layout) -> str | None:
    """Return the symbol that ends a line short enough for a masthead."""
    last = text.split()[-1:]
    return last[0] if last and columns(text) <= MASTHEAD_WIDTH and layout.symbol.fullmatch(last[0]) else None
