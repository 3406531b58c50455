"""`stakegraph report`."""

from pathlib import Path

import click

from graph.pages.report import report
from graph.store.files import load
from stakegraph.options import graph_argument, output_option, put


@click.command("report")
@graph_argument
@click.option("--title", default="", help="What the report is called; by default as the reports it rests on.")
@output_option("the report")
def command(graph: str, title: str, output: Path | None) -> None:
    """Write two pages on GRAPH to hand on: numbers, leading bodies, brokers, partnerships with quotations.

    \b
    Example:
      stakegraph report results/graph.ttl -o report.html
    """
    put(report(load(graph), title), output)
