"""`stakegraph missed`."""

from pathlib import Path

import click

from graph.store.files import load
from graph.tables import render
from graph.trust.missed import COLUMNS, missed, to_rows, to_text
from stakegraph.options import format_option, graph_argument, output_option, put


@click.command("missed")
@graph_argument
@format_option("text", "csv", "json")
@output_option("the sentences")
def command(graph: str, form: str, output: Path | None) -> None:
    """List the sentences of GRAPH in which bodies seem to work together and from which nothing was read.

    Each with its paragraph and what was recognised in it; stakegraph review adds by hand what they state.

    \b
    Example:
      stakegraph missed results/graph.ttl
      stakegraph missed results/graph.ttl --format csv
    """
    found = missed(load(graph))
    put(to_text(found) if form == "text" else render(to_rows(found), COLUMNS, form), output)
