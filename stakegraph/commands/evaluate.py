"""`stakegraph evaluate`."""

from dataclasses import asdict
from pathlib import Path

import click

from graph.store.files import load
from graph.tables import render
from graph.trust.evaluation import calibration, evaluate, load_gold
from stakegraph.options import format_option, graph_argument, output_option, put

FIGURES = ("relation", "precision", "recall", "f1", "gold", "said")
DIFFERENCES = ("kind", "paragraph", "subject", "relation", "object", "words", "confidence")
BANDS = (0.0, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)


@click.command("evaluate")
@graph_argument
@click.argument("gold", metavar="GOLD", type=click.Path(path_type=Path))
@click.option(
    "--show",
    type=click.Choice(["figures", "differences", "calibration"]),
    default="figures",
    help="What to print.",
)
@format_option("table", "csv", "json")
@output_option("the evaluation")
def command(graph: str, gold: Path, show: str, form: str, output: Path | None) -> None:
    """Compare the facts of GRAPH with those in the folder GOLD: precision, recall and F1 by relation.

    GOLD holds *entities.jsonl and *facts.jsonl, as the README describes.

    \b
    Example:
      stakegraph evaluate results/graph.ttl gold
      stakegraph evaluate results/graph.ttl gold --show differences --format csv
    """
    found = evaluate(load(graph), *load_gold(gold))
    if show == "differences":
        put(render([asdict(row) for row in found.differences], DIFFERENCES, form), output)
    elif show == "calibration":
        put(
            render(calibration(found.judged, BANDS), ("from", "below", "facts", "expected", "right"), form),
            output,
        )
    else:
        put(render([asdict(row) for row in (*found.figures, found.lenient)], FIGURES, form), output)
