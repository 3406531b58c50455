"""`stakegraph compare`."""

from pathlib import Path

import click

from graph.network.comparison import COLUMNS, by_report, by_year, differences, sides
from graph.network.timeline import timeline
from graph.store.files import load
from stakegraph.options import format_option, output_option, put_table


@click.command("compare")
@click.argument("graphs", metavar="GRAPH...", nargs=-1, required=True)
@click.option(
    "--by", type=click.Choice(["report", "year"]), help="Compare the reports, or the years, of one GRAPH."
)
@click.option(
    "--report",
    "reports",
    metavar="SYMBOL",
    multiple=True,
    help="With --by report only these, in this order; * stands for anything; repeatable.",
)
@format_option("table", "csv", "json")
@output_option("the differences")
def command(
    graphs: tuple[str, ...], by: str | None, reports: tuple[str, ...], form: str, output: Path | None
) -> None:
    """Tell what came and went from each GRAPH to the next: bodies, ties, activities, ranks.

    One GRAPH of several reports is compared by report, in the order of the numbers in their symbols, or by year:
    from each year in which bodies did something together to the next, by the dates of activities.

    \\b
    Example:
      stakegraph compare results-2004/graph.ttl results-2005/graph.ttl results-2006/graph.ttl
      stakegraph compare corpus/graph.ttl --by report --report 'E/2004/*' --report 'E/2005/*'
      stakegraph compare corpus/graph.ttl --by year --format csv
    """
    if reports and by != "report":
        raise click.UsageError("--report goes with --by report")
    if by and len(graphs) > 1:
        raise click.UsageError("--by is for one GRAPH; name one, or leave it out")
    if not by and len(graphs) < 2:
        raise click.UsageError("name two GRAPHs or more, or say --by report or --by year")
    if not by:
        found = sides([(name, load(name)) for name in graphs])
    elif by == "report":
        found = by_report(load(graphs[0]), reports)
    else:
        found = by_year(loaded := load(graphs[0]))
        undated = sum(not row["date"] for row in timeline(loaded))
        click.echo(f"{undated} activities without a date are left out", err=True)
    columns = COLUMNS if len(graphs) == 2 else ("from", "to", *COLUMNS)
    put_table(differences(found), columns, form, output)
