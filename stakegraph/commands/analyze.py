"""`stakegraph analyze`."""

from pathlib import Path

import click

from graph.files import load
from graph.measures import NAMES, measures, rows
from graph.network import project
from graph.tables import render
from stakegraph.options import format_option, graph_argument, output_option, put


@click.command("analyze")
@graph_argument
@click.option("--top", type=click.IntRange(min=1), default=None, help="Only the first so many bodies.")
@format_option("table", "csv", "json")
@output_option("the measures")
def command(graph: str, top: int | None, form: str, output: Path | None) -> None:
    """Print the centralities and communities of the bodies in GRAPH, the most tied first.

    \b
    Example:
      stakegraph analyze results/graph.ttl --top 10
      stakegraph analyze results/graph.ttl --format csv -o measures.csv
    """
    found = rows(measures(project(load(graph))))[:top]
    columns = ("label", *NAMES) if form == "table" else ("iri", "label", "label_en", "kind", *NAMES)
    put(render(found, columns, form), output)
