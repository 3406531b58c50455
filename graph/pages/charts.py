"""Small static charts as inline SVG: bars beside names, columns over time. No script, the same each time."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from graph.pages.drawing import width

BAR, GAP, LETTER = 16, 10, 12
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
    left, down, longest = (0, LETTER + 5, wide / (LETTER + 1.5)) if above else (NAMES, 0, WIDEST_NAME)
    step = down + BAR + GAP
    parts = []
    for number, row in enumerate(rows):
        top = number * step + down
        long = max(1, round((wide - left - VALUES) * row.value / most))
        name = escape(shortened(row.name, longest))
        parts.append(
            (
                f'<text x="0" y="{top - 4}">{name}</text>'
                if above
                else f'<text x="{left - 8}" y="{top + 13}" text-anchor="end">{name}</text>'
            )
            + f'<rect x="{left}" y="{top}" width="{long}" height="{BAR}" fill="{row.colour}"/>'
            f'<text x="{left + long + 6}" y="{top + 13}">{escape(row.said)}</text>'
        )
    told = "; ".join(f"{row.name}: {row.said}" for row in rows)
    return svg(wide, len(rows) * step, title, told, "".join(parts))


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


def svg(wide: int, high: int, title: str, description: str, inside: str) -> str:
    """Return an SVG element that says what it shows."""
    return (
        f'<svg role="img" viewBox="0 0 {wide} {high}" width="100%" font-size="{LETTER}" '
        f'xmlns="http://www.w3.org/2000/svg"><title>{escape(title)}</title><desc>{escape(description)}</desc>'
        f"{inside}</svg>"
    )


def shortened(name: str, longest: float) -> str:
    """Return a name that is no wider than so many Chinese characters."""
    if width(name) <= longest:
        return name
    while width(name) > longest - 1:
        name = name[:-1]
    return name.rstrip() + "…"
