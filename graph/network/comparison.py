"""What came and what went from one graph to the next: bodies, ties and activities, matched by IRI.

A body that has another IRI since the registry has it is the one that it was. Graphs are those of several builds; or
one graph is cut into its reports, or into the years of what was done, each a side of its own.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import pairwise

import networkx as nx
from rdflib import OWL, Graph, URIRef
from rdflib.namespace import DCTERMS

from graph.network.periods import by_period
from graph.network.projection import date, label, participants, project, tie
from graph.reports import described
from graph.store.triples import in_order
from ontology.errors import StakegraphError
from ontology.merging import merged

COLUMNS = ("what", "change", "label", "figure", "before", "after", "iri")
FIGURES = {"body": "rank by shared activities", "tie": "shared activities", "activity": "date"}


@dataclass(frozen=True, slots=True)
class Side:
    """What is compared.

    Attributes:
        name: what it is called: a file, a report, a year.
        network: who worked with whom.
        activities: the label of each activity and when it was, by IRI; none where the network is of one year, since
            in another there can be none of them.
    """

    name: str
    network: "nx.Graph[str]"
    activities: Mapping[str, tuple[str, str]]


def compare(before: Graph, after: Graph) -> list[dict[str, object]]:
    """Return a row for each body, tie and activity that came or went, and each tie or rank that changed.

    "figure" says what "before" and "after" are: a body's rank by shared activities, a tie's shared activities, an
    activity's date. Bodies that share as many activities have one rank.
    """
    return differences(sides([("before", before), ("after", after)]))


def sides(graphs: Sequence[tuple[str, Graph]]) -> list[Side]:
    """Return graphs, each with its name, as sides; things have the IRIs that the last to tell knows them by."""
    known = meant([graph for _, graph in graphs])
    return [
        Side(
            name,
            joined(project(graph), known),
            {
                known.get(str(node), str(node)): (label(graph, node), date(graph, node)[0])
                for node in participants(graph)
            },
        )
        for name, graph in graphs
    ]


def meant(graphs: Sequence[Graph]) -> dict[str, str]:
    """Return the IRI that each thing goes by, of those that graphs say to be one thing's (owl:sameAs)."""
    same: nx.Graph[str] = nx.Graph()
    told: dict[str, int] = {}
    for place, graph in enumerate(graphs):
        for now, former in graph.subject_objects(OWL.sameAs):
            same.add_edge(str(now), str(former))
            told[str(now)] = place
    return {
        iri: max(told.keys() & part, key=lambda one: (told[one], one))
        for part in nx.connected_components(same)
        for iri in part
    }


def joined(network: "nx.Graph[str]", known: Mapping[str, str]) -> "nx.Graph[str]":
    """Return a network in which bodies that are one are one node, called as the one that it goes by."""
    made: nx.Graph[str] = nx.Graph(**network.graph)
    for node, data in sorted(
        network.nodes(data=True), key=lambda one: (known.get(one[0], one[0]) != one[0], one[0])
    ):
        if (now := known.get(node, node)) not in made:
            made.add_node(now, **data)
    for *ends, data in network.edges(data=True):
        one, other = (known.get(end, end) for end in ends)
        if one != other:
            shared = {
                a.iri: a
                for a in (*made.get_edge_data(one, other, {}).get("activities", ()), *data["activities"])
            }
            made.add_edge(one, other, **tie(shared.values(), network.graph["weighting"]))
    return made


def by_report(graph: Graph, patterns: Sequence[str] = ()) -> list[Side]:
    """Return the reports of a graph as sides.

    Args:
        graph: a graph of the contract.
        patterns: symbols of the reports that are wanted, in order; * stands for anything. What one pattern has, or
            all where there is none, comes in the order of the numbers in the symbols.

    Raises:
        StakegraphError: a pattern means no report.
    """
    parts = {
        str(graph.value(URIRef(iri), DCTERMS.identifier) or iri): triples
        for iri, triples in described(in_order(graph)).items()
    }
    there = sorted(parts, key=in_numbers)
    wanted: dict[str, None] = {}
    for pattern in patterns or ("*",):
        found = [name for name in there if fnmatchcase(name.casefold(), pattern.casefold())]
        if not found:
            raise StakegraphError(f"no report is called {pattern!r}; there is {', '.join(there) or 'none'}")
        wanted |= dict.fromkeys(found)
    return sides([(name, merged([parts[name]])) for name in wanted])


def in_numbers(name: str) -> list[tuple[int, str]]:
    """Return what names are sorted by, so that 9 comes before 10."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", name)]


def by_year(graph: Graph) -> list[Side]:
    """Return the years of a graph as sides, in order: the ties that rest on what was done in each."""
    return [Side(year, part, {}) for year, part in by_period(project(graph)).items()]


def differences(found: Sequence[Side]) -> list[dict[str, object]]:
    """Return what changed from each side to the next: rows as those of `compare`, with "from" and "to".

    What had gone before "came back".

    Raises:
        StakegraphError: there are fewer than two sides.
    """
    if len(found) < 2:
        alone = "".join(f"{side.name} alone" for side in found) or "nothing dated that bodies did together"
        raise StakegraphError(f"there is {alone}; two are needed to compare")
    rows = []
    earlier: set[tuple[str, str]] = set()
    for old, new in pairwise(found):
        for one in (*bodies(old, new), *ties(old, new), *activities(old, new)):
            thing = str(one["what"]), str(one["iri"])
            if one["change"] == "went":
                earlier.add(thing)
            elif one["change"] == "came" and thing in earlier:
                one["change"] = "came back"
            rows.append({"from": old.name, "to": new.name, **one})
    return rows


def row(what: str, name: str, before: object, after: object, iri: str) -> dict[str, object]:
    """Return one difference; what is missing on one side is None there."""
    change = "came" if before is None else "went" if after is None else "changed"
    told = {"what": what, "change": change, "label": name, "figure": FIGURES[what]}
    return {**told, "before": before, "after": after, "iri": iri}


def bodies(old: Side, new: Side) -> list[dict[str, object]]:
    """Return the bodies that came, went or changed their rank, the highest now first."""
    ranks = [ranked(side.network) for side in (old, new)]
    found = [
        row("body", called(iri, new, old), ranks[0].get(iri), ranks[1].get(iri), iri)
        for iri in sorted({*old.network, *new.network})
        if ranks[0].get(iri) != ranks[1].get(iri)
    ]
    return sorted(
        found, key=lambda one: (one["after"] is None, one["after"] or one["before"] or 0, one["iri"])
    )


def called(iri: str, *where: Side) -> str:
    """Return what a body is called on the first of the sides that has it."""
    return next(str(side.network.nodes[iri]["label"]) for side in where if iri in side.network)


def ranked(network: "nx.Graph[str]") -> dict[str, int]:
    """Return the rank of each body by its shared activities, 0 for one that shares none."""
    degree = dict(network.degree(weight="weight"))
    ordered = sorted(degree.values())
    ranks = {node: 1 + len(ordered) - bisect_right(ordered, value) for node, value in degree.items()}
    return {node: rank if degree[node] else 0 for node, rank in ranks.items()}


def ties(old: Side, new: Side) -> list[dict[str, object]]:
    """Return the ties that came, went or changed their weight."""
    weights = [
        {(min(a, b), max(a, b)): int(weight) for a, b, weight in side.network.edges(data="weight")}
        for side in (old, new)
    ]
    found = []
    for pair in sorted({*weights[0], *weights[1]}):
        before, after = weights[0].get(pair), weights[1].get(pair)
        if before != after:
            names = " – ".join(called(end, new, old) for end in pair)
            found.append(row("tie", names, before, after, " ".join(pair)))
    return found


def activities(old: Side, new: Side) -> list[dict[str, object]]:
    """Return the activities that came or went, each with its date."""
    found = []
    for iri in sorted(old.activities.keys() ^ new.activities.keys()):
        gone = iri in old.activities
        name, when = (old if gone else new).activities[iri]
        dated = when or "undated"
        found.append(row("activity", name, dated if gone else None, None if gone else dated, iri))
    return found
