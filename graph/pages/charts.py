"""Small static charts as inline SVG: bars beside names, columns over time. No script, the same each time."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from graph.pages.drawing import filled, pieces, width

BAR, GAP, LETTER = 16, 10, 12
FACE = "Segoe UI, Roboto, Helvetica Neue, Arial, PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif"
NAMES, VALUES = 190, 52
WIDEST_NAME = 15  # Chinese characters


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is called, how long it is, what stands at its end, its colour."""

    name: str
    value: float
    said: str
    colour: str


def bars(rows: Sequence[Bar], title: str, *, above: bool = False, wide: int = 460) -> str:
    """Return horizontal bars as an SVG element.

    Args:
        rows: the bars, from the top.
        title: what the chart shows, for those who do not see it.
        above: whether names stand above their bars, which leaves them more room, or to the left.
        wide: width in pixels.
    """
    most = max((row.value for row in rows), default=0) or 1
    left, longest = (0, wide / LETTER) if above else (NAMES, WIDEST_NAME)
    parts, top = [], 0
    for row in rows:
        lines = on_lines(row.name, longest) if above else [shortened(row.name, longest)]
        for line in lines if above else ():
            top += LETTER + 3
            parts.append(f'<text x="0" y="{top - 3}">{escape(line)}</text>')
        if not above:
            parts.append(f'<text x="{left - 8}" y="{top + 13}" text-anchor="end">{escape(lines[0])}</text>')
        long = max(1, round((wide - left - VALUES) * row.value / most))
        parts.append(
            f'<rect x="{left}" y="{top}" width="{long}" height="{BAR}" fill="{row.colour}"/>'
            f'<text x="{left + long + 6}" y="{top + 13}">{escape(row.said)}</text>'
        )
        top += BAR + GAP
    told = "; ".join(f"{row.name}: {row.said}" for row in rows)
    return svg(wide, top, title, told, "".join(parts))


def columns(
    values: Sequence[tuple[str, int]], title: str, colour: str, wide: int = 760, high: int = 110
) -> str:
    """Return columns as an SVG element, one for each period in order, its name below and its number above."""
    most = max((value for _, value in values), default=0) or 1
    step = wide / max(1, len(values))
    every = max(1, -(-len(values) * 34 // wide))  # names that would touch are left out
    parts = []
    for number, (name, value) in enumerate(values):
        tall = round((high - 34) * value / most)
        left, middle = number * step + 2, number * step + step / 2
        parts.append(
            f'<rect x="{left:.1f}" y="{high - 18 - tall}" width="{max(1, step - 4):.1f}" height="{tall}" '
            f'fill="{colour}"/>'
        )
        if value and step >= LETTER:
            parts.append(f'<text x="{middle:.1f}" y="{high - 22 - tall}" text-anchor="middle">{value}</text>')
        if number % every == 0:
            parts.append(f'<text x="{middle:.1f}" y="{high - 3}" text-anchor="middle">{escape(name)}</text>')
    told = "; ".join(f"{name}: {value}" for name, value in values if value)
    return svg(wide, high, title, told, "".join(parts))


def svg(
    wide: int,
    high: int,
    title: str,
    description: str,
    inside: str,
    *,
    letter: int = LETTER,
    widest: int | None = None,
) -> str:
    """Return an SVG element that says what it shows.

    Args:
        wide: its width in pixels of its own.
        high: its height in them.
        title: what it shows, for those who do not see it.
        description: all that it says, for them.
        inside: its elements.
        letter: the size of its letters.
        widest: the pixels of the page that it fills at most; as many as its own, if None.
    """
    return (
        f'<svg role="img" viewBox="0 0 {wide} {high}" width="100%" font-size="{letter}" '
        f'font-family="{FACE}" '
        f'style="max-width:{widest or wide}px" xmlns="http://www.w3.org/2000/svg"><title>{escape(title)}</title><desc>{escape(description)}</desc>'
        f"{inside}</svg>"
    )


def on_lines(name: str, longest: float) -> list[str]:
    """Return a name on one or two lines, cut where it takes more."""
    lines = filled(pieces(name), longest)
    return lines if len(lines) < 2 else [lines[0], shortened(" ".join(lines[1:]), longest)]


def shortened(name: str, longest: float) -> str:
    """Return a name that is no wider than so many Chinese characters."""
    if width(name) <= longest:
        return name
    while width(name) > longest - 1:
        name = name[:-1]
    return name.rstrip() + "…"
