"""Where the bodies of a network stand on a page: computed beforehand, the same each time."""

import math

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graph.measures import SEED

SPACING = 170.0
GAP = 90.0
ASPECT = 1.6
SMALL = 12
ROUNDS = 300
MOST_FOR_LABELS = 800


def layout(network: "nx.Graph[str]", boxes: dict[str, tuple[float, float]]) -> dict[str, tuple[int, int]]:
    """Return a place for every node: each component by forces, components side by side, labels kept apart.

    Forces are those of Fruchterman and Reingold (1991), from a fixed seed.

    Args:
        network: the network to draw.
        boxes: width and height of each node with its label, in pixels.
    """
    components = sorted(nx.connected_components(network), key=lambda c: (-len(c), min(c)))
    places: dict[str, tuple[int, int]] = {}
    left, top, row = 0.0, 0.0, 0.0
    limit = ASPECT * SPACING * math.sqrt(len(network)) * 1.3
    for component in components:
        part = nx.Graph(network.subgraph(sorted(component)))
        nodes = sorted(part)
        points = spread(drawn(part, nodes), np.array([boxes[node] for node in nodes]))
        points -= points.min(axis=0)
        width, height = points.max(axis=0)
        if left and left + width > limit:
            left, top, row = 0.0, top + row + GAP, 0.0
        for node, (x, y) in zip(nodes, points.tolist(), strict=True):
            places[node] = (round(left + x), round(top + y))
        left, row = left + width + 2 * GAP, max(row, height)
    return places


def drawn(part: "nx.Graph[str]", nodes: list[str]) -> NDArray[np.float64]:
    """Return the places of one component's nodes before labels are looked at."""
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(nodes)
    ordered.add_weighted_edges_from(sorted((*sorted((a, b)), w) for a, b, w in part.edges(data="weight")))
    found = nx.spring_layout(ordered, k=2.2 / math.sqrt(len(nodes)), iterations=200, seed=SEED, weight=None)
    scale = SPACING * math.sqrt(len(nodes)) * (1 if len(nodes) > SMALL else 0.6)
    return np.array([found[node] for node in nodes]) * np.array([scale * 1.25, scale])


def spread(points: NDArray[np.float64], boxes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the places moved apart, little by little, until no two boxes overlap or the rounds are over."""
    if len(points) > MOST_FOR_LABELS:
        return points
    need = (boxes[:, None, :] + boxes[None, :, :]) / 2
    for _ in range(ROUNDS):
        delta = points[:, None, :] - points[None, :, :]
        overlap = need - np.abs(delta)
        hit = (overlap > 0).all(axis=2)
        np.fill_diagonal(hit, False)
        if not hit.any():
            break
        along_x = overlap[:, :, 0] < overlap[:, :, 1]
        sign = np.where(delta >= 0, 1.0, -1.0)
        push = np.stack([along_x, ~along_x], axis=2) * sign * overlap * 0.26
        points = points + (push * hit[:, :, None]).sum(axis=1)
    return points
