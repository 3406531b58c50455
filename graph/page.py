"""The network as one interactive HTML page that works from a file, without any network request."""

import json
import tomllib
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

import networkx as nx
from jinja2 import Environment
from rdflib import Graph, URIRef
from rdflib.namespace import SKOS

from graph.layout import layout
from graph.measures import NAMES, measures
from graph.network import project
from graph.partners import partners
from ontology.terms import kinds, relations

TEMPLATES = files("graph") / "templates"
VIS = "templates/lib/vis-9.1.2"
LINE = 9
LETTER, HEIGHT = 20.0, 25.0
SMALLEST, LARGEST = 10, 34
OPTIONS = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "tooltipDelay": 150, "hideEdgesOnDrag": False, "multiselect": False},
    "nodes": {"shape": "dot", "borderWidth": 1.5, "font": {"size": 20, "color": "#1b1f24", "strokeWidth": 4, "strokeColor": "#ffffff", "face": "system-ui, 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"}},
    "edges": {"smooth": False, "color": {"color": "#b6bec8", "highlight": "#1b1f24", "hover": "#5b6570"}, "selectionWidth": 2, "hoverWidth": 1},
}


def page(graph: Graph, title: str) -> str:
    """Return the page of who worked with whom; the bodies without a tie can be found but are not drawn.

    Args:
        graph: a graph of the contract.
        title: what the page is called.
    """
    whole = project(graph)
    tied = nx.Graph(whole.subgraph([node for node in whole if whole.degree(node)]))
    drawing = draw(tied)
    data = {
        "nodes": drawing.nodes,
        "edges": drawing.edges,
        "options": OPTIONS,
        "bodies": describe(graph, whole),
        "ties": list(ties(graph, tied)),
        "kinds": {name: dict(kind.labels) for name, kind in kinds().items()},
        "relations": {name: dict(relation.labels) for name, relation in relations().items()},
        "colours": palette(),
        "measures": NAMES,
    }
    template = Environment(autoescape=True, keep_trailing_newline=True).from_string(read("network.html.j2"))
    vis = files("pyvis") / VIS
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
        legend=[
            (colour, kinds()[name].labels)
            for name, colour in palette().items()
            if any(data["kind"] == name for _, data in tied.nodes(data=True))
        ],
    )


def draw(network: "nx.Graph[str]") -> Any:
    """Return the network as pyvis holds it: places, sizes, colours and labels of nodes, widths of edges."""
    from pyvis.network import Network  # noqa: PLC0415 - importing pyvis takes a second

    colours = palette()
    labels = {node: wrap(str(data["label"])) for node, data in network.nodes(data=True)}
    most = max((network.degree(node, weight="weight") for node in network), default=1)
    sizes = {
        node: SMALLEST + (LARGEST - SMALLEST) * (network.degree(node, weight="weight") / most) ** 0.5
        for node in network
    }
    boxes = {node: box(labels[node], sizes[node]) for node in network}
    places = layout(network, boxes)
    drawing = Network(notebook=False)
    for node, data in sorted(network.nodes(data=True)):
        x, y = places[node]
        colour = colours.get(str(data["kind"]), colours["Organization"])
        drawing.add_node(node, label=labels[node], x=x, y=y, size=round(sizes[node], 1), color=colour, shape="dot")
    for one, other, data in sorted(network.edges(data=True), key=lambda edge: (edge[0], edge[1])):
        drawing.add_edge(one, other, width=1 + data["weight"], id=f"{one} {other}")
    return drawing


def wrap(label: str) -> str:
    """Return a name on several lines, so that a node takes little width."""
    if not label.isascii():
        return "\n".join(label[i : i + LINE] for i in range(0, len(label), LINE))
    lines: list[str] = [""]
    for word in label.split():
        if lines[-1] and len(lines[-1]) + len(word) > LINE * 2:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def box(label: str, size: float) -> tuple[float, float]:
    """Return the width and height in pixels of a node with its label under it."""
    lines = label.split("\n")
    wide = max(sum(LETTER if ord(c) > 0x2E80 else LETTER / 2 for c in line) for line in lines)
    return max(wide, 2 * size) + 14, 2 * size + HEIGHT * len(lines) + 10


def describe(graph: Graph, network: "nx.Graph[str]") -> dict[str, dict[str, Any]]:
    """Return what the page tells of each body: names, kind, links out and measures with their ranks."""
    rows = measures(network)
    found = {}
    for row in rows:
        body = URIRef(row.iri)
        names = sorted({str(n) for p in (SKOS.prefLabel, SKOS.altLabel) for n in graph.objects(body, p)})
        figures = {name: getattr(row, name) for name in NAMES}
        ranks = {
            name: 1 + sum(getattr(other, name) > figures[name] for other in rows)
            for name in NAMES
            if name != "community"
        }
        found[row.iri] = {
            "label": row.label,
            "english": row.label_en,
            "kind": row.kind,
            "names": names,
            "links": sorted(str(link) for link in graph.objects(body, SKOS.exactMatch)),
            "measures": figures,
            "ranks": ranks,
        }
    return dict(sorted(found.items()))


def ties(graph: Graph, network: "nx.Graph[str]") -> Iterable[dict[str, Any]]:
    """Yield for each tie the activities behind it and the sentences that prove them."""
    for body in sorted(network):
        for partnership in partners(graph, URIRef(body), network):
            if body < partnership.partner:
                yield {
                    "id": f"{body} {partnership.partner}",
                    "joint": [
                        {
                            "label": joint.activity.label,
                            "kind": joint.activity.kind,
                            "date": joint.activity.date,
                            "roles": [list(joint.roles), list(joint.partner_roles)],
                            "quotations": [
                                [q.report, q.paragraph, q.before, q.words, q.after] for q in joint.quotations
                            ],
                        }
                        for joint in partnership.joint
                    ],
                }


def palette() -> dict[str, str]:
    """Return the colour of each kind."""
    table: dict[str, dict[str, str]] = tomllib.loads((files("graph") / "palette.toml").read_text(encoding="utf-8"))
    return table["kinds"]


def embedded(data: object) -> str:
    """Return data as JSON that can stand within a script element, whatever names it holds."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def read(name: str) -> str:
    """Return the text of a template."""
    return (TEMPLATES / name).read_text(encoding="utf-8")
