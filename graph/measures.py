"""Measures of the network of who worked with whom, and its communities."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

import networkx as nx
import numpy as np

SEED = 20060619


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of one body; the higher, the more central.

    Attributes:
        degree: with how many bodies it worked.
        weighted_degree: the activities that it shares, counted with each partner.
        betweenness: the share of shortest chains between others that lead through it (Freeman, 1977).
        closeness: how few steps others are away (Freeman, 1979), corrected for those out of reach (Wasserman
            and Faust, 1994).
        eigenvector: ties to the well tied count more (Bonacich, 1972); 1 is the highest of its component,
            times the component's share of all bodies, so that small components do not lead.
        pagerank: the share of time a random walker spends there (Page et al., 1999), by weights.
        community: its community's number, 1 the largest.
    """

    iri: str
    label: str
    label_en: str
    kind: str
    degree: int
    weighted_degree: int
    betweenness: float
    closeness: float
    eigenvector: float
    pagerank: float
    community: int


NAMES = tuple(
    field.name for field in fields(Measures) if field.name not in {"iri", "label", "label_en", "kind"}
)


def measures(network: "nx.Graph[str]") -> tuple[Measures, ...]:
    """Return the measures of every body, the most tied first."""
    between = nx.betweenness_centrality(network)
    close = nx.closeness_centrality(network)
    leading = eigenvector(network)
    rank = nx.pagerank(network, weight="weight") if network else {}
    community = {node: number for number, group in enumerate(communities(network), 1) for node in group}
    rows = [
        Measures(
            iri=node,
            label=str(data["label"]),
            label_en=str(data["label_en"]),
            kind=str(data["kind"]),
            degree=int(network.degree(node)),
            weighted_degree=int(network.degree(node, weight="weight")),
            betweenness=round(between[node], 6),
            closeness=round(close[node], 6),
            eigenvector=round(leading[node], 6),
            pagerank=round(rank[node], 6),
            community=community[node],
        )
        for node, data in network.nodes(data=True)
    ]
    return tuple(sorted(rows, key=lambda row: (-row.weighted_degree, -row.betweenness, row.label, row.iri)))


def eigenvector(network: "nx.Graph[str]") -> Mapping[str, float]:
    """Return eigenvector centrality, of each component apart since across them it is not defined."""
    found: dict[str, float] = dict.fromkeys(network, 0.0)
    for component in nx.connected_components(network):
        nodes = sorted(component)
        if len(nodes) > 1:
            matrix = nx.to_numpy_array(network, nodelist=nodes, weight="weight")
            vector = np.abs(np.linalg.eigh(matrix)[1][:, -1])
            share = len(nodes) / len(network)
            found |= dict(zip(nodes, (vector / vector.max() * share).tolist(), strict=True))
    return found


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
