"""The network of who worked with whom as a still picture, drawn as the page draws it: inline SVG."""

from collections.abc import Callable, Iterable, Mapping
from html import escape

import networkx as nx
from rdflib import Graph

from graph.network.projection import belongings, project
from graph.pages.charts import svg
from graph.pages.drawing import (
    HEIGHT,
    LETTER,
    MARGIN,
    Place,
    box,
    large_memberships,
    lines,
    look_name,
    most_tied,
    palette,
    places,
    sizes,
    width,
    wrap,
)
from graph.pages.languages import body_name, kind_name, say

MOST = 60  # bodies; of more, names could not be read on a sheet
CLOSE = 0.6  # how much of the sheet names and signs take up
READABLE = 0.6  # the scale at which names are as large as the text around
TIE, BELONGING, INK = "#aab4bf", "#8b949e", "#1b1f24"
KEY = 30.0  # between entries of the legend
EDGE = 16  # around the drawing, for letters that are wider than those of the page
SHAPES: Mapping[str, Callable[[float, float, float], str]] = {
    "dot": lambda x, y, r: f'<circle cx="{x:g}" cy="{y:g}" r="{r:g}"',
    "square": lambda x, y, r: f'<rect x="{x - r:g}" y="{y - r:g}" width="{2 * r:g}" height="{2 * r:g}"',
    "diamond": lambda x, y, r: f'<path d="M{x:g} {y - r:g}L{x + r:g} {y:g}L{x:g} {y + r:g}L{x - r:g} {y:g}Z"',
    "triangle": lambda x, y, r: f'<path d="M{x:g} {y - r:g}L{x + r:g} {y + r:g}H{x - r:g}Z"',
}


def picture(graph: Graph, language: str = "en", network: "nx.Graph[str] | None" = None) -> str:
    """Return who worked with whom as an SVG element with its legend, or "" where no body is tied to another.

    Args:
        graph: a graph of the contract.
        language: "en" or "zh", of names and legend.
        network: its projection or a part of it, where the caller has it.
    """
    network = project(graph) if network is None else network
    belonging = belongings(graph)
    tied = most_tied(network, belonging)[:MOST]
    if not tied:
        return ""
    drawn = lines(network, tied, belonging, large_memberships(graph))
    names = {node: body_name(network.nodes[node], language) for node in tied}
    labels = {node: wrap(name) for node, name in names.items()}
    radius = sizes(drawn, {node: float(network.degree(node, weight="weight")) for node in tied})
    where = places(drawn, {node: (label,) for node, label in labels.items()}, radius, CLOSE)
    where, wide, high = set_in_frame(where, labels, radius)
    inside = [*(line(network, drawn, one, other, where) for one, other in sorted_pairs(drawn))]
    looks = {node: look_name(str(network.nodes[node]["kind"])) for node in tied}
    inside += [sign(looks[node], *where[node], radius[node]) for node in tied]
    inside += [name_under(labels[node], *where[node], radius[node]) for node in tied]
    legend, deep = key(
        [name for name in palette() if name in looks.values()], bool(belonging), language, wide
    )
    told = "; ".join(
        f"{names[one]} – {names[other]}" for one, other in sorted_pairs(drawn) if network.has_edge(one, other)
    )
    return svg(
        round(wide),
        round(high + deep),
        say(language, "picture"),
        told,
        "".join(inside) + f'<g transform="translate(0 {high:g})">{legend}</g>',
        letter=round(LETTER),
        widest=round(wide * READABLE),
    )


def set_in_frame(
    where: Mapping[str, Place], labels: Mapping[str, str], radius: Mapping[str, float]
) -> tuple[dict[str, Place], float, float]:
    """Return places that begin at 0, and the width and height that they take up with their names."""
    reach = {node: box(labels[node], radius[node]) for node in where}
    left = min(x - reach[node][0] / 2 for node, (x, _) in where.items()) - EDGE
    top = min(y - radius[node] - MARGIN for node, (_, y) in where.items())
    right = max(x + reach[node][0] / 2 for node, (x, _) in where.items()) + EDGE
    below = max(y - radius[node] - MARGIN + reach[node][1] for node, (_, y) in where.items())
    moved = {node: (round(x - left), round(y - top)) for node, (x, y) in where.items()}
    return moved, right - left, below - top


def sorted_pairs(drawn: "nx.Graph[str]") -> list[tuple[str, str]]:
    """Return the lines of a drawing in one order."""
    return sorted((min(pair), max(pair)) for pair in drawn.edges)


def line(
    network: "nx.Graph[str]", drawn: "nx.Graph[str]", one: str, other: str, where: Mapping[str, Place]
) -> str:
    """Return a line: the thicker, the more activities; broken where one only belongs to the other."""
    (x1, y1), (x2, y2) = where[one], where[other]
    if drawn.edges[one, other]["tie"]:
        shared = len(network.edges[one, other]["activities"])
        look = f'stroke="{TIE}" stroke-width="{1 + 1.5 * shared**0.7:.1f}"'
    else:
        look = broken()
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" {look}/>'


def broken() -> str:
    """Return the look of a line by which a body belongs to another."""
    return f'stroke="{BELONGING}" stroke-width="1.6" stroke-dasharray="7 6"'


def sign(name: str, x: float, y: float, radius: float) -> str:
    """Return the sign of a body of a kind."""
    look = palette()[name]
    return f'{SHAPES[look.shape](x, y, round(radius))} fill="{look.colour}"/>'


def name_under(label: str, x: float, y: float, radius: float) -> str:
    """Return a body's name, on its lines, under its sign."""
    first = y + radius + MARGIN / 2 + 0.85 * LETTER
    spans = "".join(
        f'<tspan x="{x:g}" y="{first + number * HEIGHT:g}">{escape(text)}</tspan>'
        for number, text in enumerate(label.split("\n"))
    )
    return f'<text text-anchor="middle" stroke="#ffffff" stroke-width="4" paint-order="stroke">{spans}</text>'


def key(shown: Iterable[str], belonging: bool, language: str, wide: float) -> tuple[str, float]:
    """Return the legend, in rows as wide as the drawing, and its height."""
    entries = [(sign(name, 14, 16, 11), kind_name(name, language)) for name in shown]
    entries.append((f'<path d="M0 16H28" stroke="{TIE}" stroke-width="4"/>', say(language, "line_worked")))
    if belonging:
        entries.append((f'<path d="M0 16H28" {broken()}/>', say(language, "line_belongs")))
    parts, left, top = [], 0.0, KEY
    for drawn, text in entries:
        long = 38 + width(text) * LETTER * 1.05 + KEY
        if left and left + long > wide:
            left, top = 0.0, top + 1.6 * LETTER
        parts.append(
            f'<g transform="translate({left:g} {top:g})">{drawn}<text x="38" y="23">{escape(text)}</text></g>'
        )
        left += long
    return "".join(parts), top + 2 * LETTER
