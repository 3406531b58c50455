"""The network in the formats of other tools: GraphML, GEXF and CSV."""

import io
from dataclasses import asdict

import networkx as nx

from graph.measures import Measures
from graph.network import Activity
from graph.tables import to_csv
from ontology.terms import kinds


def plain(network: "nx.Graph[str]", found: tuple[Measures, ...]) -> "nx.Graph[str]":
    """Return the network with measures on its nodes and only numbers and text as attributes."""
    by_iri = {row.iri: row for row in found}
    flat: nx.Graph[str] = nx.Graph()
    for node, data in sorted(network.nodes(data=True)):
        row = asdict(by_iri[node])
        row.pop("iri")
        flat.add_node(node, **{**row, "kind": data["kind"], "top_kind": data["top_kind"]})
    for one, other, data in sorted(network.edges(data=True), key=lambda edge: (edge[0], edge[1])):
        flat.add_edge(
            one,
            other,
            weight=data["weight"],
            derived=True,
            activities="; ".join(name(activity) for activity in data["activities"]),
            relations=", ".join(sorted({r for a in data["activities"] for _, rs in a.roles for r in rs})),
        )
    return flat


def name(activity: Activity) -> str:
    """Return what an activity is called in a list."""
    return activity.label or activity.kind


def to_graphml(network: "nx.Graph[str]", found: tuple[Measures, ...]) -> str:
    """Return the network as GraphML, with measures as attributes of its nodes."""
    return "\n".join(nx.generate_graphml(plain(network, found), named_key_ids=True)) + "\n"


def to_gexf(network: "nx.Graph[str]", found: tuple[Measures, ...]) -> str:
    """Return the network as GEXF 1.2, without the date of its making so that the same network gives the same file."""
    out = io.BytesIO()
    nx.write_gexf(plain(network, found), out, version="1.2draft")
    lines = out.getvalue().decode().split("\n")
    kept, skipping = [], False
    for line in lines:
        skipping = skipping or "<meta " in line
        if not skipping:
            kept.append(line)
        if "</meta>" in line:
            skipping = False
    return "\n".join(kept) + "\n"


def nodes_csv(network: "nx.Graph[str]") -> str:
    """Return the bodies as CSV."""
    return to_csv(
        [
            {"iri": node, **data, "kind_zh": kinds()[str(data["kind"])].labels.get("zh", "")}
            for node, data in sorted(network.nodes(data=True))
        ],
        ("iri", "label", "label_en", "kind", "top_kind", "kind_zh"),
    )


def ties_csv(network: "nx.Graph[str]") -> str:
    """Return the ties as CSV, with the activities that each derives from."""
    flat = []
    for one, other, data in sorted(network.edges(data=True), key=lambda edge: (-edge[2]["weight"], edge[0], edge[1])):
        flat.append(
            {
                "source": one,
                "target": other,
                "source_label": network.nodes[one]["label"],
                "target_label": network.nodes[other]["label"],
                "weight": data["weight"],
                "activities": "; ".join(name(activity) for activity in data["activities"]),
                "activity_iris": " ".join(a.iri for a in data["activities"] if a.iri),
                "dates": "; ".join(activity.date for activity in data["activities"] if activity.date),
                "relations": ", ".join(sorted({r for a in data["activities"] for _, rs in a.roles for r in rs})),
            }
        )
    columns = ("source", "target", "source_label", "target_label", "weight")
    return to_csv(flat, (*columns, "activities", "activity_iris", "dates", "relations"))
