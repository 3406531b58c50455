"""`stakegraph export`."""

from pathlib import Path

import click

from graph.publish.results import EXPORTS, export
from graph.store.files import load
from stakegraph.options import format_option, graph_argument, output_option, put


@click.command("export")
@graph_argument
@format_option(*EXPORTS)
@output_option("the export")
def command(graph: str, form: str, output: Path | None) -> None:
    """Write GRAPH as RDF, or its network of who worked with whom as GraphML, GEXF or CSV.

    \b
    Example:
      stakegraph export results/graph.ttl --format graphml -o network.graphml
      stakegraph extract report.txt | stakegraph export - --format ties
    """
    put(export(load(graph), form), output)
