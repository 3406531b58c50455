"""What computes centralities: networkx, or igraph where a network is large; the same definitions, the same answers.

Each function takes the network of who worked with whom and returns a value for each node.
"""

import importlib.util
from collections.abc import Callable, Mapping
from typing import Any

import networkx as nx
import numpy as np

from ontology.errors import StakegraphError

LARGE = 500
DENSE = 300
ENGINES = ("auto", "networkx", "igraph")
Network = "nx.Graph[str]"
Values = dict[str, float]
Centrality = Callable[["nx.Graph[str]"], Values]


def chosen(network: "nx.Graph[str]", engine: str) -> Mapping[str, Centrality]:
    """Return the functions of an engine: betweenness, closeness, pagerank and constraint.

    Args:
        network: the network to be measured; by its size "auto" chooses.
        engine: one of ENGINES.

    Raises:
        StakegraphError: igraph is asked for and not installed.
    """
    installed = importlib.util.find_spec("igraph") is not None
    if engine == "igraph" and not installed:
        raise StakegraphError(
            "igraph is not installed; pip install 'stakegraph[fast]', or use --engine networkx"
        )
    large = engine == "auto" and installed and len(network) >= LARGE
    return IGRAPH if engine == "igraph" or large else NETWORKX


def pagerank(network: "nx.Graph[str]") -> Values:
    """Return PageRank by weights, iterated until the sixth digit stands."""
    return dict(nx.pagerank(network, weight="weight", tol=1e-11, max_iter=1000)) if network else {}


def constraint(network: "nx.Graph[str]") -> Values:
    """Return Burt's constraint by weights; NaN for those without a tie."""
    return dict(nx.constraint(network, weight="weight")) if network else {}


def to_igraph(network: "nx.Graph[str]") -> Any:
    """Return the network as igraph holds it, nodes in the same order."""
    import igraph  # noqa: PLC0415 - an optional extra

    position = {node: number for number, node in enumerate(network)}
    edges = [(position[one], position[other]) for one, other in network.edges]
    made = igraph.Graph(n=len(position), edges=edges)
    made.es["weight"] = [float(weight) for _, _, weight in network.edges(data="weight", default=1)]
    return made


def igraph_betweenness(network: "nx.Graph[str]") -> Values:
    """Return betweenness as the share of pairs, as networkx normalises it (Brandes, 2001)."""
    count = len(network)
    pairs = (count - 1) * (count - 2) / 2
    found = to_igraph(network).betweenness(directed=False)
    return {node: value / pairs if pairs > 0 else 0.0 for node, value in zip(network, found, strict=True)}


def igraph_closeness(network: "nx.Graph[str]") -> Values:
    """Return closeness among those in reach, times the share that is in reach (Wasserman and Faust, 1994)."""
    made = to_igraph(network)
    reached = np.array(made.connected_components().sizes())[made.connected_components().membership] - 1
    found = np.nan_to_num(np.array(made.closeness(normalized=True), dtype=float))
    share = reached / max(1, len(network) - 1)
    return dict(zip(network, (found * share).tolist(), strict=True))


def igraph_pagerank(network: "nx.Graph[str]") -> Values:
    """Return PageRank by weights."""
    return dict(zip(network, to_igraph(network).pagerank(weights="weight"), strict=True)) if network else {}


def igraph_constraint(network: "nx.Graph[str]") -> Values:
    """Return Burt's constraint by weights; NaN for those without a tie."""
    return dict(zip(network, to_igraph(network).constraint(weights="weight"), strict=True)) if network else {}


NETWORKX: Mapping[str, Centrality] = {
    "betweenness": nx.betweenness_centrality,
    "closeness": nx.closeness_centrality,
    "pagerank": pagerank,
    "constraint": constraint,
}
IGRAPH: Mapping[str, Centrality] = {
    "betweenness": igraph_betweenness,
    "closeness": igraph_closeness,
    "pagerank": igraph_pagerank,
    "constraint": igraph_constraint,
}


def eigenvector(network: "nx.Graph[str]") -> Values:
    """Return eigenvector centrality by weights, of each component apart since across them it is not defined."""
    found: Values = dict.fromkeys(network, 0.0)
    for component in nx.connected_components(network):
        nodes = sorted(component)
        if len(nodes) > 1:
            matrix = nx.to_scipy_sparse_array(network, nodelist=nodes, weight="weight", dtype=float)
            if len(nodes) <= DENSE:
                vector = np.linalg.eigh(matrix.toarray())[1][:, -1]
            else:
                from scipy.sparse.linalg import eigsh  # noqa: PLC0415 - for large networks alone

                vector = eigsh(matrix, k=1, which="LA", v0=np.ones(len(nodes)), tol=1e-10)[1][:, 0]
            vector = np.abs(vector)
            share = len(nodes) / len(network)
            found |= dict(zip(nodes, (vector / vector.max() * share).tolist(), strict=True))
    return found


def effective_size(network: "nx.Graph[str]") -> dict[str, float | None]:
    """Return how many of a body's partners are not redundant, None for those without a partner.

    By Borgatti's (1997) simplification of Burt's (1992) measure for networks whose ties count alike: the partners
    less the average number of ties that each has to the others.
    """
    if not network.number_of_edges():
        return dict.fromkeys(network)
    matrix = nx.to_scipy_sparse_array(network, weight=None, dtype=float, format="csr")
    degree = matrix.sum(axis=1)
    among = (
        np.array([matrix[matrix.indices[a:b]][:, matrix.indices[a:b]].sum() for a, b in bounds(matrix)]) / 2
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        sizes = degree - 2 * among / degree
    return {node: None if not d else float(s) for node, d, s in zip(network, degree, sizes, strict=True)}


def bounds(matrix: Any) -> list[tuple[int, int]]:
    """Return where the entries of each row of a sparse matrix begin and end."""
    return list(zip(matrix.indptr[:-1].tolist(), matrix.indptr[1:].tolist(), strict=True))
