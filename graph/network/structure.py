"""The shape of the network of who worked with whom, as a whole: its figures, its brokers, who goes with whom."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any

import networkx as nx
from rdflib import Graph

from graph.network.measures import Measures, communities
from graph.network.projection import label, participants

FIGURES: dict[str, str] = {
    "bodies": "bodies in the graph, those without a tie among them",
    "ties": "pairs of bodies that worked together",
    "activities": "weights of all ties together: shared activities, counted for each pair",
    "density": "the share of all possible ties that there are",
    "components": "groups without any tie between them, single bodies among them",
    "largest": "bodies in the largest of them",
    "communities": "groups found by the density of ties (Louvain)",
    "modularity": "how much more bodies work within their group than by chance: from 0.3 on groups are marked",
    "assortativity": "whether bodies work with their own kind: 1 always, 0 as by chance, below 0 rather with others",
    "articulation_points": "bodies without whom a component falls apart",
    "bridges": "ties without which a component falls apart",
}


@dataclass(frozen=True, slots=True)
class Structure:
    """The figures of a network; FIGURES says what each means. None where a figure is not defined."""

    bodies: int
    ties: int
    activities: float
    density: float
    components: int
    largest: int
    communities: int
    modularity: float | None
    assortativity: float | None
    articulation_points: int
    bridges: int


def structure(network: "nx.Graph[str]") -> Structure:
    """Return the figures of a network."""
    components = [len(component) for component in nx.connected_components(network)]
    groups = [group for group in communities(network) if any(network.degree(node) for node in group)]
    tied = network.number_of_edges() > 0
    return Structure(
        bodies=len(network),
        ties=network.number_of_edges(),
        activities=round(sum(weight for *_, weight in network.edges(data="weight")), 6),
        density=round(nx.density(network), 6),
        components=len(components),
        largest=max(components, default=0),
        communities=len(groups),
        modularity=round(nx.community.modularity(network, communities(network)), 6) if tied else None,
        assortativity=assortativity(network),
        articulation_points=sum(1 for _ in nx.articulation_points(network)),
        bridges=sum(1 for _ in nx.bridges(network)),
    )


def assortativity(network: "nx.Graph[str]") -> float | None:
    """Return the assortativity of the kinds of bodies (Newman, 2003), None where all ties are of one kind."""
    kinds = {network.nodes[node]["kind"] for tie in network.edges for node in tie}
    if len(kinds) < 2:
        return None
    return round(float(nx.attribute_assortativity_coefficient(network, "kind")), 6)


def figures(found: Structure) -> list[dict[str, object]]:
    """Return the figures as rows, each with its meaning."""
    return [
        {"figure": name, "value": value, "meaning": FIGURES[name]} for name, value in asdict(found).items()
    ]


def brokers(network: "nx.Graph[str]") -> list[dict[str, object]]:
    """Return the bodies and ties without which a component falls apart, and into what sizes it falls."""
    rows: list[dict[str, object]] = []
    for node in sorted(nx.articulation_points(network)):
        component = nx.node_connected_component(network, node)
        rest = nx.connected_components(network.subgraph(component - {node}))
        rows.append({"broker": "body", "label": name(network, node), "with": "", "parts": sizes(rest)})
    for one, other in sorted(tuple(sorted(tie)) for tie in nx.bridges(network)):
        component = nx.Graph(network.subgraph(nx.node_connected_component(network, one)))
        component.remove_edge(one, other)
        parts = sizes(nx.connected_components(component))
        rows.append(
            {"broker": "tie", "label": name(network, one), "with": name(network, other), "parts": parts}
        )
    return rows


def sizes(parts: Iterable[set[str]]) -> str:
    """Return the sizes of parts, the largest first."""
    return " + ".join(str(size) for size in sorted((len(part) for part in parts), reverse=True))


def name(network: "nx.Graph[str]", node: str) -> str:
    """Return what a body is called."""
    return str(network.nodes[node]["label"])


def groups(graph: Graph, size: int) -> list[dict[str, object]]:
    """Return which pairs (or triples …) of bodies took part in the same activities most often."""
    counts: Counter[tuple[str, ...]] = Counter()
    for activity, bodies in participants(graph).items():
        counts.update(combinations(sorted(str(body) for body in bodies if body != activity), size))
    labels = {str(body): label(graph, body) for bodies in participants(graph).values() for body in bodies}
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        {
            "bodies": "; ".join(labels[body] for body in members),
            "activities": count,
            "iris": " ".join(members),
        }
        for members, count in ordered
    ]


def grouped(found: tuple[Measures, ...], network: "nx.Graph[str]", by: str) -> list[dict[str, Any]]:
    """Return for each kind or community its bodies, the ties within and to others, and its leading body.

    Args:
        found: the measures of the network, the most tied first.
        network: who worked with whom.
        by: "kind" or "community".
    """
    of = {row.iri: getattr(row, by) for row in found}
    rows = []
    for value in sorted(set(of.values()), key=str if by == "kind" else int):
        members = [row for row in found if of[row.iri] == value]
        ends = [(of[a] == value) + (of[b] == value) for a, b in network.edges]
        rows.append(
            {
                by: value,
                "bodies": len(members),
                "ties_within": ends.count(2),
                "ties_to_others": ends.count(1),
                "mean_degree": round(sum(row.degree for row in members) / len(members), 2),
                "leading": members[0].label,
            }
        )
    return rows
