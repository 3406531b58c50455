"""How things look on a page: their places and sizes, their colours and shapes, their names on lines."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import networkx as nx

from graph.pages.layout import layout

LINE = 9  # Chinese characters of a label's line; two letters take the place of one
LETTER, HEIGHT, MARGIN = 20.0, 23.0, 8.0  # of a label's line, in pixels, as the page sets its font
SMALLEST, LARGEST = 11, 36
PIECE = re.compile(r"[\x21-\u2e7f]+|\s+|[^\x21-\u2e7f\s]")
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind is drawn."""

    colour: str
    shape: str


@cache
def palette() -> Mapping[str, Look]:
    """Return how each kind is drawn, in the order of the legend."""
    table = tomllib.loads((files("graph.pages") / "palette.toml").read_text(encoding="utf-8"))
    return {name: Look(**look) for name, look in table.items()}


def look_name(kind: str) -> str:
    """Return the kind whose look a kind has."""
    return kind if kind in palette() else "Organization"


def places(
    network: "nx.Graph[str]", labels: Mapping[str, tuple[str, ...]], strength: Mapping[str, float]
) -> dict[str, Place]:
    """Return where each node stands so that no two cover each other, names included.

    Args:
        network: the network to draw.
        labels: the names of each node, one a language, on lines; there is room for any of them.
        strength: by which nodes are the larger.
    """
    most = max((strength[node] for node in network), default=1) or 1
    sizes = {
        node: SMALLEST + (LARGEST - SMALLEST) * (strength[node] / most) ** 0.5 for node in sorted(network)
    }
    boxes = {node: room(labels[node], sizes[node]) for node in sizes}
    middles = layout(network, boxes)
    return {
        node: (x, round(y - boxes[node][1] / 2 + sizes[node] + MARGIN))  # the label hangs under it
        for node, (x, y) in middles.items()
    }


def room(labels: tuple[str, ...], size: float) -> tuple[float, float]:
    """Return the width and height in pixels that a node needs under any of its names."""
    boxes = [box(label, size) for label in labels]
    return max(wide for wide, _ in boxes), max(high for _, high in boxes)


def drawn_nodes(
    network: "nx.Graph[str]", where: Mapping[str, Place], labels: Mapping[str, tuple[str, ...]]
) -> list[dict[str, object]]:
    """Return the nodes of a drawing as pyvis holds them for vis-network: place, name, colour and shape."""
    from pyvis.network import Network  # noqa: PLC0415 - takes a second

    drawing = Network()
    for node, (x, y) in where.items():
        look = palette()[look_name(str(network.nodes[node]["kind"]))]
        drawing.add_node(node, label=labels[node][0], x=x, y=y, color=look.colour, shape=look.shape)
    nodes: list[dict[str, object]] = drawing.nodes
    return nodes


def wrap(label: str) -> str:
    """Return a name on lines about as long as one another, so that a node takes little width."""
    pieces = [" " if piece.isspace() else piece for piece in PIECE.findall(label)]
    whole = sum(map(width, pieces))
    count = max(1, -(-int(whole) // LINE))
    most = whole / count
    while len(lines := filled(pieces, most)) > count:
        most += 0.5
    return "\n".join(lines)


def filled(pieces: list[str], most: float) -> list[str]:
    """Return the lines that pieces make, none wider than `most` unless it is one piece."""
    lines = [""]
    for piece in pieces:
        if lines[-1] and width(lines[-1]) + width(piece) > most:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines if line.strip()]


def width(text: str) -> float:
    """Return how wide a text is, in Chinese characters."""
    return sum(1.0 if ord(character) > 0x2E7F else 0.5 for character in text)


def box(label: str, size: float) -> tuple[float, float]:
    """Return the width and height in pixels of a node with its label under it."""
    lines = label.split("\n")
    wide = max(max(map(width, lines)) * LETTER, 2 * size) + 2 * MARGIN
    return wide, 2 * (size + MARGIN) + HEIGHT * len(lines)
