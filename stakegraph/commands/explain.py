"""`stakegraph explain`."""

from pathlib import Path

import click

from graph.store.files import load
from graph.tables import render
from graph.trust.explanation import COLUMNS, explain, to_rows, to_text
from stakegraph.options import format_option, graph_argument, output_option, put


@click.command("explain")
@graph_argument
@click.argument("what", metavar="TRIPLE-OR-NAME")
@format_option("text", "csv", "json")
@output_option("the explanation")
def command(graph: str, what: str, form: str, output: Path | None) -> None:
    """Show why GRAPH says what it says: sentence, roles, rule, how names were linked, confidence.

    TRIPLE-OR-NAME is the name or IRI of anything, or a fact as 'subject | relation | object'.

    \b
    Example:
      stakegraph explain results/graph.ttl 乡村电话复制手册
      stakegraph explain results/graph.ttl '乡村电话复制手册 | publisher | 世界银行'
    """
    found = explain(load(graph), what)
    put(to_text(found) if form == "text" else render(to_rows(found), COLUMNS, form), output)
