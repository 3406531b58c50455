"""`stakegraph correct`."""

from pathlib import Path

import click

from graph.review.corrections import correct
from graph.review.decisions import load_decisions
from graph.store.files import WRITTEN, load, to_text
from stakegraph.options import (
    corrections_beside,
    corrections_option,
    format_option,
    graph_argument,
    output_option,
    put,
)


@click.command("correct")
@graph_argument
@corrections_option
@format_option(*WRITTEN)
@output_option("the corrected graph")
def command(graph: str, corrections: Path | None, form: str, output: Path | None) -> None:
    """Replay corrections on GRAPH: those in corrections.csv beside it, or in the file that --corrections names.

    What was decided is carried out in order and leaves its mark: who, when, why. What no longer applies is told on
    stderr, and kept in the file. Replaying twice changes nothing.

    \b
    Example:
      stakegraph correct results/graph.ttl -o corrected.ttl
    """
    loaded, file = load(graph), corrections or corrections_beside(graph)
    for stale in correct(loaded, load_decisions(file)):
        click.echo(f"{file}: {stale}", err=True)
    put(to_text(loaded, form), output)
