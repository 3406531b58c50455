"""Every output of a graph by the name of its format, and the folder that holds the usual ones."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import networkx as nx
from rdflib import Graph

from graph.atomic import replaceable, whole_folder
from graph.network.measures import NAMES, Measures, measures, rows
from graph.network.projection import Belonging, belongings, project
from graph.pages.page import page
from graph.publish.dataset import describe_dataset
from graph.publish.exports import belonging_csv, nodes_csv, ties_csv, to_gexf, to_graphml
from graph.publish.neo4j import neo4j_nodes, neo4j_relationships
from graph.store.files import WRITTEN, to_text
from graph.store.syntaxes import turtle_12
from graph.store.triples import in_order
from graph.tables import to_csv

RESULTS = (
    "graph.ttl",
    "dataset.ttl",
    "network.html",
    "network.graphml",
    "network.gexf",
    "nodes.csv",
    "ties.csv",
    "belonging.csv",
    "measures.csv",
)
MEASURE_COLUMNS = ("iri", "label", "label_en", "kind", *NAMES)


def measures_csv(found: tuple[Measures, ...]) -> str:
    """Return the measures of bodies as CSV."""
    return to_csv(rows(found), MEASURE_COLUMNS)


def measured(graph: Graph) -> "tuple[nx.Graph[str], tuple[Measures, ...], tuple[Belonging, ...]]":
    """Return the network of a graph, the measures of its bodies, and which of them belong to others."""
    network = project(graph)
    return network, measures(network), belongings(graph)


EXPORTS: Mapping[str, Callable[[Graph], str]] = {
    **{form: partial(to_text, format=form) for form in WRITTEN},
    "ttl12": lambda graph: turtle_12(in_order(graph)),
    "graphml": lambda graph: to_graphml(*measured(graph)),
    "gexf": lambda graph: to_gexf(*measured(graph)),
    "nodes": lambda graph: nodes_csv(project(graph)),
    "ties": lambda graph: ties_csv(project(graph)),
    "belonging": lambda graph: belonging_csv(project(graph), belongings(graph)),
    "measures": lambda graph: measures_csv(measured(graph)[1]),
    "neo4j-nodes": neo4j_nodes,
    "neo4j-relationships": neo4j_relationships,
}


def export(graph: Graph, form: str) -> str:
    """Return the graph, or its network, in one of EXPORTS; nodes, ties, belonging and measures are CSV."""
    return EXPORTS[form](graph)


def check_folder(folder: Path) -> None:
    """Find out, before the work is done, whether results can be written to `folder`.

    Raises:
        StakegraphError: they cannot; the message says why.
    """
    replaceable(folder, RESULTS)


def write_results(graph: Graph, folder: Path, title: str) -> None:
    """Write the graph, the page, the network and the tables, RESULTS, to `folder`, all of them or none.

    Args:
        graph: a graph of the contract.
        folder: where they go; it is made if need be.
        title: what the dataset is called; the page is called as the reports.

    Raises:
        StakegraphError: the folder cannot be written.
    """
    with whole_folder(folder, RESULTS) as place:
        network, found, belonging = measured(graph)
        made = {
            "graph.ttl": to_text(graph, "ttl"),
            "dataset.ttl": to_text(describe_dataset(graph, title), "ttl"),
            "network.html": page(graph),
            "network.graphml": to_graphml(network, found, belonging),
            "network.gexf": to_gexf(network, found, belonging),
            "nodes.csv": nodes_csv(network),
            "ties.csv": ties_csv(network),
            "belonging.csv": belonging_csv(network, belonging),
            "measures.csv": measures_csv(found),
        }
        for name in RESULTS:
            (place / name).write_text(made[name], encoding="utf-8", newline="")
