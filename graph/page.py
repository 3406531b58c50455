"""The network as one interactive HTML page that works from a file, without any network request."""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import networkx as nx
from jinja2 import Environment
from rdflib import Graph, URIRef
from rdflib.namespace import SKOS

from graph.layout import layout
from graph.measures import NAMES, measures
from graph.network import project
from graph.partners import shared
from ontology.terms import kinds, relations

TEMPLATES = files("graph") / "templates"
VIS = "templates/lib/vis-9.1.2"
LINE = 9  # Chinese characters of a label's line; two letters take the place of one
LETTER, HEIGHT, MARGIN = 20.0, 23.0, 8.0  # of a label's line, in pixels, as network.js sets its font
SMALLEST, LARGEST = 11, 36
PIECE = re.compile(r"[\x21-\u2e7f]+|\s+|[^\x21-\u2e7f\s]")


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind is drawn."""

    colour: str
    shape: str


def page(graph: Graph, title: str) -> str:
    """Return the page of who worked with whom; the bodies without a tie can be found but are not drawn.

    Args:
        graph: a graph of the contract.
        title: what the page is called.
    """
    whole = project(graph)
    tied = nx.Graph(whole.subgraph([node for node in whole if whole.degree(node)]))
    drawing = draw(tied)
    quotations: dict[tuple[str, ...], int] = {}
    data = {
        "nodes": drawing.nodes,
        "edges": drawing.edges,
        "bodies": describe(graph, whole),
        "ties": ties(graph, tied, quotations),
        "quotations": list(quotations),
        "kinds": {name: dict(kind.labels) for name, kind in kinds().items()},
        "relations": {name: dict(relation.labels) for name, relation in relations().items()},
        "measures": NAMES,
    }
    vis = files("pyvis") / VIS
    template = Environment(autoescape=True, keep_trailing_newline=True).from_string(read("network.html.j2"))
    seen = {look_name(str(data["kind"])) for _, data in tied.nodes(data=True)}
    return template.render(
        title=title,
        data=embedded(data),
        script=read("network.js"),
        style=read("network.css"),
        vis_script=(vis / "vis-network.min.js").read_text(encoding="utf-8").replace("</script", "<\\/script"),
        vis_style=(vis / "vis-network.css").read_text(encoding="utf-8"),
        drawn=len(tied),
        left_out=len(whole) - len(tied),
        tie_count=tied.number_of_edges(),
        legend=[(look, kinds()[name].labels) for name, look in palette().items() if name in seen],
    )


def draw(network: "nx.Graph[str]") -> Any:
    """Return the network as pyvis holds it: places, sizes, colours and labels of nodes, widths of edges."""
    from pyvis.network import Network  # noqa: PLC0415 - takes a second

    degree = {node: int(network.degree(node, weight="weight")) for node in sorted(network)}
    most = max(degree.values(), default=1)
    labels = {node: wrap(str(network.nodes[node]["label"])) for node in degree}
    sizes = {node: SMALLEST + (LARGEST - SMALLEST) * (degree[node] / most) ** 0.5 for node in degree}
    boxes = {node: box(labels[node], sizes[node]) for node in degree}
    middles = layout(network, boxes)
    drawing = Network()
    for node, size in sizes.items():
        x, y = middles[node]
        data = network.nodes[node]
        look = palette()[look_name(str(data["kind"]))]
        drawing.add_node(
            node,
            label=labels[node],
            title="\n".join(dict.fromkeys(filter(None, (str(data["label"]), str(data["label_en"]))))),
            x=x,
            y=round(y - boxes[node][1] / 2 + size + MARGIN),  # the label hangs under it
            size=round(size, 1),
            color=look.colour,
            shape=look.shape,
        )
    for one, other in ordered(network):
        weight = int(network.edges[one, other]["weight"])
        drawing.add_edge(one, other, width=round(1 + 1.5 * weight**0.7, 1), id=tie_id(one, other))
    return drawing


def ordered(network: "nx.Graph[str]") -> list[tuple[str, str]]:
    """Return the ties, each once and in order."""
    return sorted((one, other) if one < other else (other, one) for one, other in network.edges)


def tie_id(one: str, other: str) -> str:
    """Return what the page calls a tie; an IRI holds no space."""
    return f"{one} {other}"


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
    return max(max(map(width, lines)) * LETTER, 2 * size) + 2 * MARGIN, 2 * (size + MARGIN) + HEIGHT * len(
        lines
    )


def describe(graph: Graph, network: "nx.Graph[str]") -> dict[str, dict[str, Any]]:
    """Return what the page tells of each body: names, kind, links out and measures with their ranks."""
    rows = measures(network)
    ranks = {
        name: {value: rank for rank, value in reversed(list(enumerate(in_order(rows, name), 1)))}
        for name in NAMES
        if name != "community"
    }
    return {
        row.iri: {
            "label": row.label,
            "english": row.label_en,
            "kind": row.kind,
            "names": sorted(
                {
                    str(name)
                    for p in (SKOS.prefLabel, SKOS.altLabel)
                    for name in graph.objects(URIRef(row.iri), p)
                }
            ),
            "links": sorted(
                str(link)
                for link in graph.objects(URIRef(row.iri), SKOS.exactMatch)
                if str(link).startswith(("http://", "https://"))
            ),
            "measures": {name: getattr(row, name) for name in NAMES},
            "ranks": {name: ranks[name][getattr(row, name)] for name in ranks},
        }
        for row in sorted(rows, key=lambda row: row.iri)
    }


def in_order(rows: tuple[Any, ...], name: str) -> list[float]:
    """Return a measure's values, the highest first."""
    return sorted((getattr(row, name) for row in rows), reverse=True)


def ties(
    graph: Graph, network: "nx.Graph[str]", quotations: dict[tuple[str, ...], int]
) -> dict[str, list[dict[str, Any]]]:
    """Return for each tie the activities behind it and the numbers of the sentences that prove them.

    The sentences go into `quotations`, each once: many ties rest on the same.
    """
    found = {}
    for one, other in ordered(network):
        joints = [shared(graph, activity, one, other) for activity in network.edges[one, other]["activities"]]
        found[tie_id(one, other)] = [
            {
                "label": joint.activity.label,
                "kind": joint.activity.kind,
                "date": joint.activity.date,
                "roles": [joint.roles, joint.partner_roles],
                "quotations": [
                    quotations.setdefault(
                        (q.report, q.paragraph, q.before, q.words, q.after), len(quotations)
                    )
                    for q in joint.quotations
                ],
            }
            for joint in joints
        ]
    return found


@cache
def palette() -> Mapping[str, Look]:
    """Return how each kind is drawn, in the order of the legend."""
    table = tomllib.loads((files("graph") / "palette.toml").read_text(encoding="utf-8"))
    return {name: Look(**look) for name, look in table.items()}


def look_name(kind: str) -> str:
    """Return the kind whose look a kind has."""
    return kind if kind in palette() else "Organization"


def embedded(data: object) -> str:
    """Return data as JSON that can stand within a script element, whatever names it holds."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def read(name: str) -> str:
    """Return the text of a template."""
    return (TEMPLATES / name).read_text(encoding="utf-8")
