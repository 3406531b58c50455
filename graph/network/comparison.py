"""What came and what went between two graphs: bodies, ties and activities, matched by IRI.

A body that has another IRI since the registry has it is the one that it was.
"""

from bisect import bisect_right

import networkx as nx
from rdflib import OWL, Graph

from graph.network.projection import date, label, participants, project

COLUMNS = ("what", "change", "label", "figure", "before", "after", "iri")


def compare(before: Graph, after: Graph) -> list[dict[str, object]]:
    """Return a row for each body, tie and activity that came or went, and each tie or rank that changed.

    "figure" says what "before" and "after" are: a body's rank by shared activities, a tie's shared activities, an
    activity's date. Bodies that share as many activities have one rank.
    """
    known = {**renamed(before), **renamed(after)}
    old, new = (nx.relabel_nodes(project(graph), known) for graph in (before, after))
    return [
        *bodies(old, new),
        *ties(old, new),
        *activities(before, after),
    ]


def renamed(graph: Graph) -> dict[str, str]:
    """Return the IRIs that bodies have now, by those that they had before the registry had them."""
    return {str(former): str(now) for now, former in graph.subject_objects(OWL.sameAs)}


FIGURES = {"body": "rank by shared activities", "tie": "shared activities", "activity": "date"}


def row(what: str, name: str, before: object, after: object, iri: str) -> dict[str, object]:
    """Return one difference; what is missing on one side is None there."""
    change = "came" if before is None else "went" if after is None else "changed"
    told = {"what": what, "change": change, "label": name, "figure": FIGURES[what]}
    return {**told, "before": before, "after": after, "iri": iri}


def bodies(old: "nx.Graph[str]", new: "nx.Graph[str]") -> list[dict[str, object]]:
    """Return the bodies that came, went or changed their rank, the highest now first."""
    ranks = [ranked(side) for side in (old, new)]
    found = [
        row(
            "body",
            str((new if iri in new else old).nodes[iri]["label"]),
            ranks[0].get(iri),
            ranks[1].get(iri),
            iri,
        )
        for iri in sorted({*old, *new})
        if ranks[0].get(iri) != ranks[1].get(iri)
    ]
    return sorted(
        found, key=lambda one: (one["after"] is None, one["after"] or one["before"] or 0, one["iri"])
    )


def ranked(network: "nx.Graph[str]") -> dict[str, int]:
    """Return the rank of each body by its shared activities, 0 for one that shares none."""
    degree = dict(network.degree(weight="weight"))
    ordered = sorted(degree.values())
    ranks = {node: 1 + len(ordered) - bisect_right(ordered, value) for node, value in degree.items()}
    return {node: rank if degree[node] else 0 for node, rank in ranks.items()}


def ties(old: "nx.Graph[str]", new: "nx.Graph[str]") -> list[dict[str, object]]:
    """Return the ties that came, went or changed their weight."""
    weights = [
        {(min(a, b), max(a, b)): int(weight) for a, b, weight in side.edges(data="weight")}
        for side in (old, new)
    ]
    found = []
    for pair in sorted({*weights[0], *weights[1]}):
        before, after = weights[0].get(pair), weights[1].get(pair)
        if before != after:
            names = " – ".join(str((new if end in new else old).nodes[end]["label"]) for end in pair)
            found.append(row("tie", names, before, after, " ".join(pair)))
    return found


def activities(before: Graph, after: Graph) -> list[dict[str, object]]:
    """Return the activities that came or went, each with its date."""
    sides = [participants(before), participants(after)]
    found = []
    for node in sorted({*sides[0], *sides[1]}):
        if (node in sides[0]) != (node in sides[1]):
            graph = before if node in sides[0] else after
            when = date(graph, node)[0] or "undated"
            gone = node in sides[0]
            found.append(
                row("activity", label(graph, node), when if gone else None, None if gone else when, str(node))
            )
    return found
