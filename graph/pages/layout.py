"""Where the bodies of a network stand on a page: computed beforehand, the same each time."""

from itertools import accumulate

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graph.network.measures import SEED

LENGTH = 230.0
GAP = 150.0
ASPECT = 1.45
ROUNDS = 300
FILLED = 0.4
MOST_FOR_STRESS = 300

Points = NDArray[np.float64]


def layout(
    network: "nx.Graph[str]", boxes: dict[str, tuple[float, float]], filled: float = FILLED
) -> dict[str, tuple[int, int]]:
    """Return the middle of every box: no two overlap, components stand side by side.

    Args:
        network: the network to draw.
        boxes: width and height of each node with its label, in pixels.
        filled: how much of a component's extent its boxes take up at most, before they are moved apart.
    """
    components = sorted(nx.connected_components(network), key=lambda c: (-len(c), min(c)))
    parts = []
    for component in components:
        nodes = sorted(component)
        size = np.array([boxes[node] for node in nodes])
        points = spread(level(drawn(network, nodes)), size, filled)
        low, high = (points - size / 2).min(axis=0), (points + size / 2).max(axis=0)
        parts.append((nodes, points - low, high - low))
    corners = pack(np.array([extent for _, _, extent in parts]))
    return {
        node: (round(x), round(y))
        for (nodes, points, _), corner in zip(parts, corners, strict=True)
        for node, (x, y) in zip(nodes, (points + corner).tolist(), strict=True)
    }


def drawn(network: "nx.Graph[str]", nodes: list[str]) -> Points:
    """Return the places of one component's nodes, edges about as long as one another, whatever the labels.

    Up to a few hundred nodes by path lengths (Kamada and Kawai, 1989), above by forces from a fixed seed
    (Fruchterman and Reingold, 1991), which takes less time.
    """
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(nodes)
    ordered.add_edges_from(sorted((a, b) if a < b else (b, a) for a, b in network.edges(nodes)))
    if len(nodes) <= MOST_FOR_STRESS:
        found = nx.kamada_kawai_layout(ordered, weight=None)
    else:
        found = nx.spring_layout(ordered, seed=SEED, weight=None)
    lengths = [float(np.linalg.norm(found[a] - found[b])) for a, b in ordered.edges]
    usual = float(np.median(lengths)) if lengths else 0.0
    return np.array([found[node] for node in nodes]) * (LENGTH / (usual or 1.0))


def level(points: Points) -> Points:
    """Return the places turned so that their longest stretch lies flat, as screens do."""
    centred = points - points.mean(axis=0)
    turned: Points = centred @ np.linalg.svd(centred, full_matrices=False)[2].T
    return turned


def spread(points: Points, boxes: Points, filled: float) -> Points:
    """Return the places moved apart, little by little, until no two boxes overlap or the rounds are over."""
    points = roomy(points, boxes, filled)
    need = (boxes[:, None, :] + boxes[None, :, :]) / 2
    for _ in range(ROUNDS if len(points) <= MOST_FOR_STRESS else ROUNDS // 4):
        delta = points[:, None, :] - points[None, :, :]
        overlap = need - np.abs(delta)
        hit: NDArray[np.bool_] = np.all(overlap > 0, axis=2)
        np.fill_diagonal(hit, False)
        if not hit.any():
            break
        along_x = overlap[:, :, 0] < overlap[:, :, 1]
        sign = np.where(delta >= 0, 1.0, -1.0)
        push = np.stack([along_x, ~along_x], axis=2) * sign * overlap * 0.26
        points = points + (push * hit[:, :, None]).sum(axis=1)
    return points


def roomy(points: Points, boxes: Points, filled: float) -> Points:
    """Return the places at a scale at which the boxes take up a part of the drawing and not the whole of it."""
    extent = (points.max(axis=0) - points.min(axis=0) + boxes.mean(axis=0)).prod()
    lack = float(boxes.prod(axis=1).sum() / filled / extent)
    scaled: Points = points * max(1.0, lack) ** 0.5
    return scaled


def pack(extents: Points) -> list[tuple[float, float]]:
    """Return the upper left corners of boxes set in rows, of the row length that fills a screen best."""
    best: tuple[float, list[tuple[float, float]]] = (float("inf"), [])
    for limit in sorted(set(accumulate(width + GAP for width, _ in extents.tolist()))):
        corners, left, top, row, right = [], 0.0, 0.0, 0.0, 0.0
        for width, height in extents.tolist():
            if left and left + width > limit:
                left, top, row = 0.0, top + row + GAP, 0.0
            corners.append((left, top))
            right, row = max(right, left + width), max(row, height)
            left += width + GAP
        best = min(best, (max(right / ASPECT, top + row), corners))
    return best[1]
