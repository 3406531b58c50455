"""`stakegraph path`."""

from pathlib import Path

import click

from graph.network.names import find
from graph.network.paths import COLUMNS, path, to_rows, to_text
from graph.network.projection import project
from graph.tables import render
from stakegraph.options import (
    format_option,
    graph_argument,
    loaded_graph,
    output_option,
    put,
    roll_up_option,
)


@click.command("path")
@graph_argument
@click.argument("one", metavar="BODY")
@click.argument("other", metavar="BODY")
@roll_up_option
@format_option("text", "csv", "json")
@output_option("the path")
def command(graph: str, one: str, other: str, rolled: bool, form: str, output: Path | None) -> None:
    """Show the shortest chain of partnerships in GRAPH from one BODY to another, with the words.

    Where there is none, steps by which a body belongs to another join it, and are named so.

    \b
    Example:
      stakegraph path results/graph.ttl 世界银行 贸发会议
    """
    loaded = loaded_graph(graph, rolled)
    steps = path(loaded, project(loaded), find(loaded, one), find(loaded, other))
    put(to_text(steps) if form == "text" else render(to_rows(steps), COLUMNS, form), output)
