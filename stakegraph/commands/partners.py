"""`stakegraph partners`."""

from pathlib import Path

import click

from graph.network.names import find
from graph.network.partners import COLUMNS, belonging, partners, to_rows, to_text
from graph.tables import render
from stakegraph.options import (
    format_option,
    graph_argument,
    loaded_graph,
    output_option,
    put,
    roll_up_option,
)


@click.command("partners")
@graph_argument
@click.argument("name", metavar="NAME")
@roll_up_option
@format_option("text", "csv", "json")
@output_option("the answer")
def command(graph: str, name: str, rolled: bool, form: str, output: Path | None) -> None:
    """Say who partnered with the body NAME in GRAPH, through what, when, and quote the words.

    NAME is any of its names, in Chinese or English, or a part of one. What it belongs to and what belongs to it comes
    after its partners and is named so.

    \b
    Example:
      stakegraph partners results/graph.ttl 贸发会议
      stakegraph partners results/graph.ttl "world bank" --format csv
    """
    loaded = loaded_graph(graph, rolled)
    body = find(loaded, name)
    found = partners(loaded, body)
    if form == "text":
        put(to_text(loaded, body, found), output)
    else:
        put(render(to_rows(found, belonging(loaded, body)), COLUMNS, form), output)
