"""How long measures take, and how far the engines differ: python bench/measures.py [NODES ...].

Barabási–Albert networks (1999) with weights of 1 to 5; each measure runs in a process of its own and is stopped after
LIMIT seconds.
"""

import math
import multiprocessing
import random
import sys
import time
from typing import Any

import networkx as nx

from graph.network.engine import IGRAPH, NETWORKX, effective_size, eigenvector
from graph.network.measures import communities

SIZES = (1_000, 10_000, 100_000)
LIMIT = 120
ALIKE = {
    "effective_size": (effective_size, nx.effective_size),
    "eigenvector": (
        eigenvector,
        lambda network: nx.eigenvector_centrality(network, 5000, 1e-11, weight="weight"),
    ),
}


def network_of(count: int) -> "nx.Graph[str]":
    """Return a network of `count` bodies."""
    chance = random.Random(20060619)
    grown = nx.barabasi_albert_graph(count, 3, seed=20060619)
    network: nx.Graph[str] = nx.relabel_nodes(grown, {number: f"b{number:06}" for number in grown})
    for one, other in network.edges:
        network.edges[one, other]["weight"] = chance.randint(1, 5)
    return network


def timed(function: Any, network: "nx.Graph[str]", out: Any) -> None:
    """Send how long a function takes, and what it answers."""
    started = time.perf_counter()
    try:
        found = function(network)
    except MemoryError:
        out.send(("out of memory", None))
    else:
        out.send((f"{time.perf_counter() - started:.2f} s", found))


def run(function: Any, network: "nx.Graph[str]") -> tuple[str, Any]:
    """Return how long a function takes within the limit, and its answer, None where it takes longer."""
    here, there = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=timed, args=(function, network, there))
    process.start()
    if not here.poll(LIMIT):
        process.kill()
        return f"> {LIMIT} s", None
    told, found = here.recv()
    process.join()
    return told, found


def difference(one: Any, other: Any) -> str:
    """Return the largest difference between two answers."""
    if one is None or other is None:
        return "–"
    return f"{max((abs(one[n] - other[n]) for n in one if not math.isnan(other[n])), default=0):.0e}"


def main() -> None:
    """Print a table in Markdown."""
    print("| bodies | measure | stakegraph, fast | plain networkx | largest difference |")
    print("|---|---|---|---|---|")
    for count in map(int, sys.argv[1:] or SIZES):
        network = network_of(count)
        for name in (*IGRAPH, *ALIKE):
            fast, plain = ALIKE[name] if name in ALIKE else (IGRAPH[name], NETWORKX[name])
            (quick, found), (slow, expected) = run(fast, network), run(plain, network)
            if name == "eigenvector" and expected is not None:
                most = max(expected.values())
                expected = {node: value / most for node, value in expected.items()}
            print(f"| {count:,} | {name} | {quick} | {slow} | {difference(found, expected)} |", flush=True)
        print(
            f"| {count:,} | communities (Louvain) | {run(communities, network)[0]} | the same | 0 |",
            flush=True,
        )


if __name__ == "__main__":
    main()
