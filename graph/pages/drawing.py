"""How things look on a page: their places and sizes, their colours and shapes, their names on lines."""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import networkx as nx
from rdflib import Graph

from graph.network.projection import Belonging, bodies, participants
from graph.pages.layout import FILLED, layout

LINE = 9  # Chinese characters of a label's line; two letters take the place of one
LETTER, HEIGHT, MARGIN = 20.0, 23.0, 8.0  # of a label's line, in pixels, as the page sets its font
SMALLEST, LARGEST = 11, 36
STAR = 7  # who take part in an initiative; of more, only their lines to it are drawn, and not those to one another
CLOSING = "，、。：；！？）》〉」』”’"  # such as no line begins with
PIECE = re.compile(rf"[\x21-\u2e7f]+|\s+|[^\x21-\u2e7f\s][{CLOSING}]*")
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


def most_tied(network: "nx.Graph[str]", belonging: Iterable[Belonging]) -> list[str]:
    """Return the bodies from which a line goes, those that share most first."""
    joined = {str(end) for one in belonging for end in (one.body, one.to)}
    lined = (node for node in network if network.degree(node) or node in joined)
    return sorted(lined, key=lambda node: (-strength(network, node), node))


def strength(network: "nx.Graph[str]", node: str) -> int:
    """Return how many activities a body shares, counted with each partner."""
    return int(network.degree(node, weight="weight"))


def large_memberships(graph: Graph) -> frozenset[str]:
    """Return the initiatives of so many members that their lines to one another would swamp the rest."""
    known = set(bodies(graph))
    return frozenset(
        str(one)
        for one, parts in participants(graph).items()
        if one in parts and len(known.intersection(parts)) > STAR
    )


def lines(
    network: "nx.Graph[str]",
    drawn: Collection[str],
    belonging: Iterable[Belonging],
    stars: Collection[str],
) -> "nx.Graph[str]":
    """Return the lines of a drawing of bodies; "tie" of each says whether it is more than belonging.

    Args:
        network: who worked with whom.
        drawn: the bodies that are drawn.
        belonging: who belongs to whom.
        stars: the initiatives whose members are joined to them alone.
    """
    found: nx.Graph[str] = nx.Graph()
    found.add_nodes_from(drawn)
    for one, other, tie in network.subgraph(drawn).edges(data=True):
        if any(shared.iri not in {*stars} - {one, other} for shared in tie["activities"]):
            found.add_edge(one, other, tie=True)
    for step in belonging:
        ends = str(step.body), str(step.to)
        if found.has_node(ends[0]) and found.has_node(ends[1]) and not found.has_edge(*ends):
            found.add_edge(*ends, tie=False)
    return found


def sizes(network: "nx.Graph[str]", strength: Mapping[str, float]) -> dict[str, float]:
    """Return the radius of each node in pixels: those of more strength are the larger."""
    most = max((strength[node] for node in network), default=1) or 1
    return {
        node: SMALLEST + (LARGEST - SMALLEST) * (strength[node] / most) ** 0.5 for node in sorted(network)
    }


def places(
    network: "nx.Graph[str]",
    labels: Mapping[str, tuple[str, ...]],
    sizes: Mapping[str, float],
    filled: float = FILLED,
) -> dict[str, Place]:
    """Return where each node stands so that no two cover each other, names included.

    Args:
        network: the network to draw.
        labels: the names of each node, one a language, on lines; there is room for any of them.
        sizes: the radius of each node in pixels.
        filled: how much of the drawing nodes and names take up.
    """
    boxes = {node: room(labels[node], sizes[node]) for node in sizes}
    middles = layout(network, boxes, filled)
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
    """Return the nodes of a drawing as vis-network takes them: place, name, colour and shape."""
    drawn = []
    for node, (x, y) in where.items():
        look = palette()[look_name(str(network.nodes[node]["kind"]))]
        drawn.append(
            {"id": node, "label": labels[node][0], "x": x, "y": y, "color": look.colour, "shape": look.shape}
        )
    return drawn


def wrap(label: str) -> str:
    """Return a name on lines about as long as one another, so that a node takes little width."""
    parts = pieces(label)
    whole = sum(map(width, parts))
    count = max(1, -(-int(whole) // LINE))
    most = whole / count
    while len(lines := filled(parts, most)) > count:
        most += 0.5
    return "\n".join(lines)


def pieces(label: str) -> list[str]:
    """Return what a name may be broken between: words, single Chinese characters, spaces."""
    return [" " if piece.isspace() else piece for piece in PIECE.findall(label)]


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
