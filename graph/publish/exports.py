"""The network in the formats of other tools: GraphML, GEXF and CSV."""

import io
import re
from dataclasses import asdict
from typing import Any

import networkx as nx

from graph.network.measures import Measures
from graph.network.projection import PARTNERED, Activity, Belonging
from graph.pages.drawing import LARGEST, SMALLEST, look_name, palette
from graph.pages.layout import layout
from graph.tables import to_csv
from ontology.terms import kinds, relations

# what XML 1.0 cannot hold, not even escaped
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
MOST_PLACED = (
    1000  # bodies; of more, placing takes long and much memory, and Gephi's own layouts serve better
)
CREATED = re.compile(r"\s*<meta .*?</meta>", re.DOTALL)


def plain(
    network: "nx.Graph[str]", found: tuple[Measures, ...], belonging: tuple[Belonging, ...] = ()
) -> "nx.Graph[str]":
    """Return the network with measures on its nodes and only numbers and text as attributes.

    Where one of two bodies belongs to the other, "belonging" says how; the weight is 0 if they never worked together.
    """
    measured = {row.iri: asdict(row) for row in found}
    flat: nx.Graph[str] = nx.Graph()
    for node in sorted(network):
        row = {key: value for key, value in measured[node].items() if value is not None}
        more = {name: network.nodes[node][name] for name in ("label_en_made", "top_kind")}
        texts = {name: fit(row[name]) for name in ("label", "label_en")}
        flat.add_node(
            row.pop("iri"),
            **{**row, **texts, **more},
        )
    for one, other in sorted(network.edges):
        tie = network.edges[one, other]
        weights = {"weight": tie["weight"], "weight_newman": tie["newman"], "derived": tie["derived"]}
        flat.add_edge(one, other, belonging="", **weights, **summed(tie["activities"]))
    for step in belonging:
        one, other = str(step.body), str(step.to)
        if not flat.has_edge(one, other):
            none = {"weight": 0, "weight_newman": 0.0, "derived": False}
            flat.add_edge(one, other, belonging="", **none, **summed(()))
        ends = (network.nodes[end]["label"] for end in (one, other))
        said = fit(f" {relations()[step.relation].labels['en']} ".join(ends))
        flat.edges[one, other]["belonging"] = "; ".join(
            filter(None, (flat.edges[one, other]["belonging"], said))
        )
    return flat


def summed(activities: tuple[Activity, ...]) -> dict[str, str]:
    """Return a tie's activities as text: their names, dates and the relations by which bodies took part."""
    roles = {name for activity in activities for _, names in activity.roles for name in names}
    return {
        "activities": fit("; ".join(activity.label or PARTNERED for activity in activities)),
        "dates": "; ".join(activity.date for activity in activities if activity.date),
        "relations": ", ".join(sorted(roles)),
    }


def fit(text: str) -> str:
    """Return a text without the control characters that XML cannot hold."""
    return UNFIT.sub("", text)


def to_graphml(
    network: "nx.Graph[str]", found: tuple[Measures, ...], belonging: tuple[Belonging, ...] = ()
) -> str:
    """Return the network as GraphML, with measures as attributes of its nodes."""
    out = io.BytesIO()
    nx.write_graphml_xml(plain(network, found, belonging), out, named_key_ids=True)
    return out.getvalue().decode() + "\n"


def to_gexf(
    network: "nx.Graph[str]", found: tuple[Measures, ...], belonging: tuple[Belonging, ...] = ()
) -> str:
    """Return the network as GEXF 1.2, without the date of its making, which would differ each time.

    Nodes have the colour of their kind, a size by joint activities and, up to MOST_PLACED of them, a place, as the
    page draws them (the viz namespace). Gephi takes `label` for their label; `name` and `label_en` stand beside it.
    """
    flat = plain(network, found, belonging)
    for node, look in looks(flat).items():
        flat.nodes[node]["viz"] = look
        flat.nodes[node]["name"] = flat.nodes[node]["label"]
    out = io.BytesIO()
    nx.write_gexf(flat, out, version="1.2draft")
    return CREATED.sub("", out.getvalue().decode(), count=1) + "\n"


def looks(flat: "nx.Graph[str]") -> dict[str, dict[str, Any]]:
    """Return the colour, size and place of each node as networkx writes them to GEXF; its y goes upwards."""
    most = max((data["weighted_degree"] for _, data in flat.nodes(data=True)), default=0) or 1
    found: dict[str, dict[str, Any]] = {}
    for node, data in flat.nodes(data=True):
        colour = bytes.fromhex(palette()[look_name(data["kind"])].colour.removeprefix("#"))
        size = SMALLEST + (LARGEST - SMALLEST) * (data["weighted_degree"] / most) ** 0.5
        found[node] = {"color": dict(zip("rgb", colour, strict=True)), "size": round(size, 1)}
    if 0 < len(flat) <= MOST_PLACED:
        around = {node: (4 * look["size"], 4 * look["size"]) for node, look in found.items()}
        for node, (x, y) in layout(flat, around).items():
            found[node]["position"] = {"x": x, "y": -y, "z": 0}
    return found


def nodes_csv(network: "nx.Graph[str]") -> str:
    """Return the bodies as CSV."""
    rows = []
    for node in sorted(network):
        body = network.nodes[node]
        made = str(body["label_en_made"]).lower()
        rows.append(
            {
                "iri": node,
                **body,
                "label_en_made": made,
                "kind_zh": kinds()[body["kind"]].labels.get("zh", ""),
            }
        )
    return to_csv(rows, ("iri", "label", "label_en", "label_en_made", "kind", "top_kind", "kind_zh"))


def ties_csv(network: "nx.Graph[str]") -> str:
    """Return the ties as CSV, the heaviest first, with the activities that each derives from."""
    rows = []
    for one, other in sorted(network.edges, key=lambda tie: (-network.edges[tie]["weight"], tie)):
        tie = network.edges[one, other]
        rows.append(
            {
                "source": one,
                "target": other,
                "source_label": network.nodes[one]["label"],
                "target_label": network.nodes[other]["label"],
                "weight": tie["weight"],
                "weight_newman": tie["newman"],
                "derived": str(tie["derived"]).lower(),
                **summed(tie["activities"]),
                "activity_iris": " ".join(activity.iri for activity in tie["activities"] if activity.iri),
            }
        )
    columns = ("source", "target", "source_label", "target_label", "weight", "weight_newman", "derived")
    return to_csv(rows, (*columns, "activities", "activity_iris", "dates", "relations"))


def belonging_csv(network: "nx.Graph[str]", belonging: tuple[Belonging, ...]) -> str:
    """Return which bodies belong to others or come from them as CSV; none of it counts as having worked together."""
    rows = [
        {
            "source": step.body,
            "target": step.to,
            "source_label": network.nodes[str(step.body)]["label"],
            "target_label": network.nodes[str(step.to)]["label"],
            "relation": step.relation,
        }
        for step in belonging
    ]
    return to_csv(rows, ("source", "target", "source_label", "target_label", "relation"))
