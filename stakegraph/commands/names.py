"""`stakegraph names`."""

from pathlib import Path

import click

from graph.identity.naming import COLUMNS, bearings
from graph.network.names import find
from graph.store.files import load
from stakegraph.options import format_option, graph_argument, output_option, put_table


@click.command("names")
@graph_argument
@click.argument("name", metavar="[NAME]", required=False)
@format_option("table", "csv", "json")
@output_option("the names")
def command(graph: str, name: str | None, form: str, output: Path | None) -> None:
    """Tell which names the body NAME bears and bore in GRAPH, and when; without NAME, of all that were renamed.

    A name is dated by what the body did where it is called so. Which took the place of which, in "changed" if a year
    is told, is what reports say (前称, formerly) or the registry.

    \b
    Example:
      stakegraph names corpus/graph.ttl
      stakegraph names corpus/graph.ttl "world bank" --format csv
    """
    loaded = load(graph)
    rows = bearings(loaded, find(loaded, name) if name else None)
    put_table(rows, COLUMNS[:-1] if form == "table" else COLUMNS, form, output)
