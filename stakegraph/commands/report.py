"""`stakegraph report`."""

from pathlib import Path

import click

from graph.pages.languages import LANGUAGES
from graph.pages.report import report
from graph.store.files import load
from stakegraph.options import graph_argument, output_option, put


@click.command("report")
@graph_argument
@click.option("--title", default="", help="What the report is called; by default as the reports it rests on.")
@click.option(
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    help="What it is written in.",
)
@output_option("the report")
def command(graph: str, title: str, language: str, output: Path | None) -> None:
    """Write a few pages on GRAPH to hand on: numbers, the network, who leads, partnerships with quotations.

    \b
    Example:
      stakegraph report results/graph.ttl -o report.html
      stakegraph report results/graph.ttl --lang zh -o report.zh.html
    """
    put(report(load(graph), title, language), output)
