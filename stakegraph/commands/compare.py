"""`stakegraph compare`."""

from pathlib import Path

import click

from graph.network.comparison import COLUMNS, compare
from graph.store.files import load
from stakegraph.options import format_option, output_option, put_table


@click.command("compare")
@click.argument("before", metavar="GRAPH")
@click.argument("after", metavar="GRAPH")
@format_option("table", "csv", "json")
@output_option("the differences")
def command(before: str, after: str, form: str, output: Path | None) -> None:
    """Tell what came and went from the first GRAPH to the second: bodies, ties, activities, ranks.

    \b
    Example:
      stakegraph compare results-2004/graph.ttl results-2005/graph.ttl
    """
    put_table(compare(load(before), load(after)), COLUMNS, form, output)
