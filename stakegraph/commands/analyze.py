"""`stakegraph analyze`."""

from pathlib import Path

import click

from graph.network.engine import ENGINES
from graph.network.measures import MEANING, NAMES, measures, rows
from graph.network.periods import measures_by_period, of_year, periods
from graph.network.projection import WEIGHTINGS, project
from graph.network.structure import brokers, figures, grouped, groups, structure
from stakegraph.options import (
    format_option,
    graph_argument,
    loaded_graph,
    output_option,
    put_table,
    roll_up_option,
)

WHO = ("iri", "label", "label_en", "kind")
UNWEIGHED = ("pairs", "triples", "brokers")
COLUMNS = {
    "network": ("figure", "value", "meaning"),
    "pairs": ("bodies", "activities"),
    "triples": ("bodies", "activities"),
    "brokers": ("broker", "label", "with", "parts"),
    "kind": ("kind", "bodies", "ties_within", "ties_to_others", "mean_degree", "leading"),
    "community": ("community", "bodies", "ties_within", "ties_to_others", "mean_degree", "leading"),
    "period": (
        "period",
        *("bodies", "came", "went", "ties", "new", "ended"),
        *("density", "components", "leading", "weighted_degree"),
    ),
}


@click.command("analyze")
@graph_argument
@click.option(
    "--measure",
    type=click.Choice(NAMES),
    multiple=True,
    help="Only this measure, and sort by it; repeatable.",
)
@click.option(
    "--by",
    type=click.Choice(["kind", "period", "community"]),
    help="A row for each group in place of bodies; with --measure a row for each body of each period.",
)
@click.option(
    "--show",
    type=click.Choice(["bodies", "network", "pairs", "triples", "brokers"]),
    default="bodies",
    show_default=True,
    help="Measures of bodies, figures of the whole, who goes with whom, or without whom it falls apart.",
)
@click.option(
    "--weighting",
    type=click.Choice(list(WEIGHTINGS)),
    default="count",
    show_default=True,
    help="How ties are weighed: an activity counts one for each pair, or one over the others who took part.",
)
@roll_up_option
@click.option("--period", metavar="YEAR", help="Only ties that rest on activities of this year.")
@click.option(
    "--top",
    type=click.IntRange(min=1),
    default=None,
    help="Only the first so many rows, of each period where bodies are measured by it.",
)
@click.option(
    "--engine", type=click.Choice(ENGINES), default="auto", show_default=True, help="What computes."
)
@format_option("table", "csv", "json", "parquet")
@output_option("the table")
def command(
    graph: str,
    measure: tuple[str, ...],
    by: str | None,
    show: str,
    weighting: str,
    rolled: bool,
    period: str | None,
    top: int | None,
    engine: str,
    form: str,
    output: Path | None,
) -> None:
    """Measure the network of who worked with whom in GRAPH: centralities, communities, brokers, periods.

    \b
    Example:
      stakegraph analyze results/graph.ttl --top 10
      stakegraph analyze results/graph.ttl --measure betweenness --measure constraint
      stakegraph analyze results/graph.ttl --by period --format csv -o periods.csv
      stakegraph analyze results/graph.ttl --by period --measure betweenness --top 3
      stakegraph analyze results/graph.ttl --weighting newman --roll-up
      stakegraph analyze results/graph.ttl --show network
    """
    if by and (show != "bodies" or (measure and by != "period")):
        raise click.UsageError("--by goes with no --show, and with --measure by period alone; leave one out")
    loaded = loaded_graph(graph, rolled)
    whole = project(loaded, weighting)
    network = of_year(whole, period) if period else whole
    meant: tuple[str, ...] = ()
    columns: tuple[str, ...] = COLUMNS.get(by or show, ())
    if by == "period" and measure:
        meant = measure
        found = [
            {"period": year, **row}
            for year, of_bodies in measures_by_period(network, engine).items()
            for row in ordered(of_bodies, measure)[:top]
        ]
        top = None
        columns = ("period", "label", *meant) if form == "table" else ("period", *WHO, *meant)
    elif by == "period":
        found = periods(network, engine)
    elif by:
        found = grouped(measures(network, engine), network, by)
    elif show == "network":
        found = figures(structure(network))
    elif show == "brokers":
        found = brokers(network)
    elif show in {"pairs", "triples"}:
        found = groups(loaded, ("pairs", "triples").index(show) + 2)
        columns = columns if form == "table" else (*columns, "iris")
    else:
        meant = measure or NAMES
        found = ordered(rows(measures(network, engine)), measure)
        columns = ("label", *meant) if form == "table" else (*WHO, *meant)
    if show not in UNWEIGHED:
        found = [{**row, "weighting": weighting} for row in found]
        columns = (columns[0], "weighting", *columns[1:])
    put_table(found[:top], columns, form, output)
    if form == "table" and show not in UNWEIGHED:
        click.echo(f"weighting {weighting}: {WEIGHTINGS[weighting]}", err=True)
    if form == "table":
        click.echo("".join(f"{name}: {MEANING[name]}\n" for name in meant), nl=False, err=True)


def ordered(found: list[dict[str, object]], by: tuple[str, ...]) -> list[dict[str, object]]:
    """Return the measures of bodies, those first that are high in the first of some measures."""
    if not by:
        return found
    return sorted(found, key=lambda row: (row[by[0]] is None, -float(str(row[by[0]] or 0))))
