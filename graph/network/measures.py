"""Measures of the network of who worked with whom, and its communities."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

import networkx as nx

from graph.network.engine import chosen, effective_size, eigenvector

SEED = 20060619


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of one body; the higher, the more central.

    Attributes:
        degree: with how many bodies it worked.
        weighted_degree: the activities that it shares, counted with each partner, by the network's weighting.
        newman_degree: the same, each activity counted as one over the others who took part (Newman, 2001), so that a
            long list does not outweigh a close partnership.
        betweenness: the share of shortest chains between others that lead through it (Freeman, 1977).
        closeness: how few steps others are away (Freeman, 1979), corrected for those out of reach (Wasserman
            and Faust, 1994).
        eigenvector: ties to the well tied count more (Bonacich, 1972); 1 is the highest of its component,
            times the component's share of all bodies, so that small components do not lead.
        pagerank: the share of time a random walker spends there (Page et al., 1999), by weights.
        constraint: how much of its ties is bound up with a few who know each other (Burt, 1992); low is free.
        effective_size: how many of its partners are not redundant (Burt, 1992; Borgatti, 1997).
        core: the largest k such that it belongs to a group of whom each is tied to k others of it (Seidman, 1983).
        community: its community's number, 1 the largest.
    """

    iri: str
    label: str
    label_en: str
    kind: str
    degree: int
    weighted_degree: float
    newman_degree: float
    betweenness: float
    closeness: float
    eigenvector: float
    pagerank: float
    constraint: float | None
    effective_size: float | None
    core: int
    community: int


NAMES = tuple(
    field.name for field in fields(Measures) if field.name not in {"iri", "label", "label_en", "kind"}
)


MEANING: Mapping[str, str] = {
    "degree": "with how many bodies it worked",
    "weighted_degree": "the activities it shares, counted once with each partner: high for who stands in long lists",
    "newman_degree": "the activities it shares, each one over the others who took part (Newman, 2001)",
    "betweenness": "the share of shortest chains between others that lead through it: high for brokers",
    "closeness": "how few steps others are away",
    "eigenvector": "how well tied those are to whom it is tied",
    "pagerank": "where a random walk along the ties spends its time",
    "constraint": "how much its ties are bound up with a few who know each other: low for brokers",
    "effective_size": "how many of its partners are not tied to each other anyway",
    "core": "how dense a group it belongs to: each is tied to so many others of the group",
    "community": "the group in which ties are denser than between groups, 1 the largest",
}


def measures(network: "nx.Graph[str]", engine: str = "auto") -> tuple[Measures, ...]:
    """Return the measures of every body, the most tied first.

    Args:
        network: who worked with whom, as `project` gives it.
        engine: "networkx", "igraph", or "auto", which takes igraph for large networks where it is installed.

    Raises:
        StakegraphError: igraph is asked for and not installed.
    """
    centrality = chosen(network, engine)
    between, close, rank, bound = (
        centrality[name](network) for name in ("betweenness", "closeness", "pagerank", "constraint")
    )
    leading, sizes, core = eigenvector(network), effective_size(network), nx.core_number(network)
    community = {node: number for number, group in enumerate(communities(network), 1) for node in group}
    rows = [
        Measures(
            iri=node,
            label=str(data["label"]),
            label_en=str(data["label_en"]),
            kind=str(data["kind"]),
            degree=int(network.degree(node)),
            weighted_degree=round(network.degree(node, weight="weight"), 6),
            newman_degree=round(float(network.degree(node, weight="newman")), 6),
            betweenness=round(between[node], 6),
            closeness=round(close[node], 6),
            eigenvector=round(leading[node], 6),
            pagerank=round(rank[node], 6),
            constraint=round(bound[node], 6) if network.degree(node) else None,
            effective_size=defined(sizes[node]),
            core=int(core[node]),
            community=community[node],
        )
        for node, data in network.nodes(data=True)
    ]
    return tuple(sorted(rows, key=lambda row: (-row.weighted_degree, -row.betweenness, row.label, row.iri)))


def defined(value: float | None) -> float | None:
    """Return a value rounded, None where there is none."""
    return None if value is None else round(value, 6)


def communities(network: "nx.Graph[str]") -> tuple[tuple[str, ...], ...]:
    """Return communities by the Louvain method (Blondel et al., 2008), the largest first, each in order."""
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(sorted(network))
    for one, other in sorted(network.edges):
        ordered.add_edge(one, other, weight=network.edges[one, other]["weight"])
    found = nx.community.louvain_communities(ordered, weight="weight", seed=SEED) if ordered else []
    return tuple(sorted((tuple(sorted(group)) for group in found), key=lambda group: (-len(group), group)))


def rows(found: tuple[Measures, ...]) -> list[dict[str, object]]:
    """Return measures as rows for a table."""
    return [asdict(row) for row in found]
