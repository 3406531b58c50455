"""`stakegraph across`."""

from pathlib import Path

import click

from graph.store.files import load
from graph.tables import render
from graph.trust.agreement import COLUMNS, agreements, to_rows, to_text
from stakegraph.options import format_option, graph_argument, output_option, put


@click.command("across")
@graph_argument
@format_option("text", "csv", "json")
@output_option("the differences")
def command(graph: str, form: str, output: Path | None) -> None:
    """Tell how far the versions of one report in two languages agree, and list what only one of them states.

    Each fact with its sentence, the sentence of the other version that comes nearest, and what that states instead.
    `build` makes one graph of both versions: two reports of one symbol, or of one file name but for the language.

    \b
    Example:
      stakegraph build report-zh.pdf report-en.pdf -o results
      stakegraph across results/graph.ttl
      stakegraph across results/graph.ttl --format csv -o differences.csv
    """
    found = agreements(load(graph))
    put(to_text(found) if form == "text" else render(to_rows(found), COLUMNS, form), output)
