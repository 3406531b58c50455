"""PDF: the lines of its pages as they are set, each with its place and size."""

import ctypes
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

from extract.reading.formats.text import RADICALS
from extract.reading.limits import Limits
from extract.reading.paragraphs.lines import Line
from extract.reading.paragraphs.rejoin import Stretch
from ontology.errors import StakegraphError

SMALL = 0.92  # of the usual size: what is set smaller is no body text
RAISED = 0.9  # of its line's size: what is smaller and higher is a footnote mark
MARGIN = 0.09  # of the page's height, at its top and at its foot
MARKS = frozenset("0123456789*[]（）()①②③④⑤⑥⑦⑧⑨⑩")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character on a page: its offset in the source, its size, and where it stands, in points.

    `left` and `base` are those of its origin on the base line, counted from the page's lower left corner.
    """

    offset: int
    character: str
    size: float
    left: float
    right: float
    base: float

    @property
    def is_placed(self) -> bool:
        """Return whether it stands anywhere: a size or a place beyond all numbers is nowhere on paper."""
        return math.isfinite(self.size + self.left + self.right + self.base)


@dataclass
class Row:
    """A line of print on a page; `height` is that of the page."""

    page: int
    height: float
    glyphs: list[Glyph] = field(default_factory=list)

    @cached_property
    def size(self) -> float:
        """Return the size of most of its characters, once it has all."""
        return most_common([glyph.size for glyph in self.glyphs])

    @cached_property
    def base(self) -> float:
        """Return how far above the page's foot it stands, once it has all its characters."""
        return median(glyph.base for glyph in self.glyphs)

    def takes(self, glyph: Glyph) -> bool:
        """Return whether a character goes on with this row: level with its last one, not far behind it."""
        last = self.glyphs[-1]
        size = max(last.size, glyph.size)
        return abs(glyph.base - last.base) < 0.6 * size and -0.5 * size < glyph.left - last.right < 4 * size

    def is_raised(self, glyph: Glyph) -> bool:
        """Return whether a character is part of a footnote mark."""
        small = glyph.size < RAISED * self.size and glyph.base > self.base + 0.1 * self.size
        return small and glyph.character in MARKS


def read_pdf(data: bytes, name: str, limits: Limits) -> tuple[str, list[Line]]:
    """Return the text of a PDF, and the lines in which it is set.

    Raises:
        StakegraphError: it is damaged or locked, its pages hold no text, or it is more than it may be.
    """
    written: list[str] = []
    rows: list[Row] = []
    try:
        with pypdfium2.PdfDocument(data) as document:
            limits.check(name, "pages", len(document))
            for number in range(len(document)):
                page = document[number]
                text = page.get_textpage()
                characters = len(written) + text.count_chars()
                limits.check(name, "characters", characters)
                limits.check(name, "ratio", characters / len(data))
                rows += page_rows(text, number, page.get_height(), written)
                written.append("\f")
                text.close()
                page.close()
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise StakegraphError(f"{name}: locked by a password; save a copy without one") from error
        raise StakegraphError(f"{name}: damaged, or no PDF; save it anew") from error
    if not rows:
        raise StakegraphError(f"{name}: pictures of pages without text; run text recognition on it first")
    return "".join(written), set_lines(rows)


def page_rows(text: pypdfium2.PdfTextPage, number: int, height: float, written: list[str]) -> list[Row]:
    """Return the rows of a page; its characters are appended to `written`, one item each.

    Args:
        text: of the page.
        number: of the page, from 0.
        height: of the page, in points.
        written: the text of the pages before it.
    """
    rows: list[Row] = []
    gauge = Gauge(text)
    for index in range(text.count_chars()):
        character = printed(pdfium.FPDFText_GetUnicode(text, index))
        if not (character.isspace() or pdfium.FPDFText_IsGenerated(text, index)):
            glyph = gauge.glyph(index, len(written), character)
            if not glyph.is_placed:
                continue
            if not (rows and rows[-1].takes(glyph)):
                if written and written[-1] not in "\n\f":
                    written.append("\n")
                    glyph = replace(glyph, offset=len(written))
                rows.append(Row(number, height))
            rows[-1].glyphs.append(glyph)
        written.append(" " if character.isspace() else character)
    return rows


class Gauge:
    """Measures the characters of a page; what PDFium writes into is made once, since pages are dense."""

    def __init__(self, text: pypdfium2.PdfTextPage) -> None:
        self.text = text
        self.matrix = pdfium.FS_MATRIX()
        self.values = [ctypes.c_double() for _ in range(6)]
        self.origin, self.box = self.values[:2], self.values[2:]

    def glyph(self, index: int, offset: int, character: str) -> Glyph:
        """Return a character of the page with its measures."""
        pdfium.FPDFText_GetCharOrigin(self.text, index, *self.origin)
        pdfium.FPDFText_GetCharBox(self.text, index, *self.box)
        pdfium.FPDFText_GetMatrix(self.text, index, self.matrix)
        # Many a PDF sets its fonts at size 1 and enlarges them with the matrix, or turns both upside down.
        size = abs(pdfium.FPDFText_GetFontSize(self.text, index)) * math.hypot(self.matrix.c, self.matrix.d)
        x, y, _, right, _, _ = (value.value for value in self.values)
        return Glyph(offset, character, round(size, 1), x, max(right, x), y)


def printed(code: int) -> str:
    """Return the character that a code of PDFium stands for."""
    character = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    if character == "\x02":  # a hyphen that only parts a word at the end of a line
        return "\u00ad"
    return RADICALS.get(ord(character), character)


def set_lines(rows: Sequence[Row]) -> list[Line]:
    """Return rows as lines, measured in columns and empty lines of the report's own text size."""
    size = most_common([glyph.size for row in rows for glyph in row.glyphs]) or 1
    column = size / 2
    steps = [a.base - b.base for a, b in pairwise(rows) if a.page == b.page and a.base - b.base > column]
    pitch = most_common([round(step) for step in steps if step < 4 * size]) or 1.5 * size
    margin = most_common([round(row.glyphs[0].left / column) for row in rows])
    lines = []
    for above, row in zip([None, *rows], rows, strict=False):
        glyphs = row.glyphs
        step = above.base - row.base if above and above.page == row.page else 0
        lines.append(
            Line(
                stretches=stretches(row, begins_with_label=row.size < SMALL * size),
                width=(glyphs[-1].right - glyphs[0].left) / column,
                indent=max(0, round(glyphs[0].left / column) - margin),
                gap=max(0, round(2 * (step / pitch - 1))),
                page=row.page,
                margin=not MARGIN * row.height < row.base < (1 - MARGIN) * row.height,
                small=row.size < SMALL * size,
            )
        )
    return lines


def stretches(row: Row, begins_with_label: bool) -> tuple[Stretch, ...]:
    """Return where the words of a row stand in the source, without footnote marks but for a note's own."""
    found: list[list[int]] = []
    marked = False
    for glyph in row.glyphs:
        if row.is_raised(glyph) and (found or not begins_with_label):
            marked = True
            continue
        if found and not marked:
            found[-1][1] = glyph.offset + 1
        else:
            found.append([glyph.offset, glyph.offset + 1])
        marked = False
    return tuple((begin, end) for begin, end in found)


def most_common(values: Sequence[float]) -> float:
    """Return the value that comes most often, the least of several; 0 where there is none."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else 0
