"""`stakegraph visualize`."""

from pathlib import Path

import click

from graph.pages.page import page
from graph.store.files import load
from stakegraph.options import graph_argument, output_option, put


@click.command("visualize")
@graph_argument
@click.option("--title", default="", help="What the page is called; by default as the reports it rests on.")
@output_option("the page")
def command(graph: str, title: str, output: Path | None) -> None:
    """Draw the network of GRAPH as one interactive HTML page that works offline.

    \b
    Example:
      stakegraph visualize results/graph.ttl -o network.html
    """
    put(page(load(graph), title), output)
