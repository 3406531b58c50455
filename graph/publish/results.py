"""Every output of a graph by the name of its format, and the folder that holds the usual ones."""

from pathlib import Path

from rdflib import Graph

from graph.atomic import replaceable, whole_folder
from graph.network.measures import NAMES, measures, rows
from graph.network.projection import belongings, project
from graph.pages.page import page
from graph.publish.dataset import describe_dataset
from graph.publish.exports import belonging_csv, nodes_csv, ties_csv, to_gexf, to_graphml
from graph.publish.neo4j import neo4j_nodes, neo4j_relationships
from graph.store.files import WRITTEN, to_text
from graph.store.syntaxes import turtle_12
from graph.store.triples import in_order
from graph.tables import to_csv

NETWORK = ("graphml", "gexf", "nodes", "ties", "belonging", "measures", "neo4j-nodes", "neo4j-relationships")
EXPORTS = (*WRITTEN, "ttl12", *NETWORK)
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


def export(graph: Graph, form: str) -> str:
    """Return the graph, or its network, in one of EXPORTS; nodes, ties, belonging and measures are CSV."""
    if form in WRITTEN:
        return to_text(graph, form)
    if form == "ttl12":
        return turtle_12(in_order(graph))
    if form.startswith("neo4j"):
        return neo4j_nodes(graph) if form == "neo4j-nodes" else neo4j_relationships(graph)
    network = project(graph)
    if form == "nodes":
        return nodes_csv(network)
    if form == "ties":
        return ties_csv(network)
    if form == "belonging":
        return belonging_csv(network, belongings(graph))
    found = measures(network)
    if form == "measures":
        return to_csv(rows(found), MEASURE_COLUMNS)
    return (to_gexf if form == "gexf" else to_graphml)(network, found, belongings(graph))


def check_folder(folder: Path) -> None:
    """Find out, before the work is done, whether results can be written to `folder`.

    Raises:
        StakegraphError: they cannot; the message says why.
    """
    replaceable(folder, RESULTS)


def write_results(graph: Graph, folder: Path, title: str) -> None:
    """Write the graph, the page, the network and the tables, RESULTS, to `folder`, all of them or none.

    Raises:
        StakegraphError: the folder cannot be written.
    """
    with whole_folder(folder, RESULTS) as place:
        made = {
            "graph.ttl": export(graph, "ttl"),
            "dataset.ttl": to_text(describe_dataset(graph, title), "ttl"),
            "network.html": page(graph, title),
            **{f"network.{form}": export(graph, form) for form in ("graphml", "gexf")},
            **{f"{form}.csv": export(graph, form) for form in ("nodes", "ties", "belonging", "measures")},
        }
        for name in RESULTS:
            (place / name).write_text(made[name], encoding="utf-8", newline="")
