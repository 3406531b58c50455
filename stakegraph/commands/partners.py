"""`stakegraph partners`."""

from pathlib import Path

import click

from graph.files import load
from graph.names import find
from graph.partners import COLUMNS, partners, to_rows, to_text
from graph.tables import render
from stakegraph.options import format_option, graph_argument, output_option, put


@click.command("partners")
@graph_argument
@click.argument("name", metavar="NAME")
@format_option("text", "csv", "json")
@output_option("the answer")
def command(graph: str, name: str, form: str, output: Path | None) -> None:
    """Say who partnered with the body NAME in GRAPH, through what, when, and quote the words.

    NAME is any of its names, in Chinese or English, or a part of one.

    \b
    Example:
      stakegraph partners results/graph.ttl 贸发会议
      stakegraph partners results/graph.ttl "world bank" --format csv
    """
    loaded = load(graph)
    body = find(loaded, name)
    found = partners(loaded, body)
    put(to_text(loaded, body, found) if form == "text" else render(to_rows(found), COLUMNS, form), output)
