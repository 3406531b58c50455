"""`stakegraph timeline`."""

from pathlib import Path

import click

from graph.network.names import find
from graph.network.timeline import COLUMNS, timeline, to_text
from graph.store.files import load
from stakegraph.options import format_option, graph_argument, output_option, put, put_table


@click.command("timeline")
@graph_argument
@click.option("--body", metavar="NAME", help="Only what this body took part in.")
@click.option("--from", "first", type=click.IntRange(1, 9999), metavar="YEAR", help="The first year.")
@click.option("--to", "last", type=click.IntRange(1, 9999), metavar="YEAR", help="The last year.")
@click.option("--undated", is_flag=True, help="Keep those without a date where years are asked for.")
@format_option("text", "table", "csv", "json")
@output_option("the timeline")
def command(
    graph: str,
    body: str | None,
    first: int | None,
    last: int | None,
    undated: bool,
    form: str,
    output: Path | None,
) -> None:
    """List the activities of GRAPH in time order, with the bodies that took part; undated ones come last.

    \b
    Example:
      stakegraph timeline results/graph.ttl --body 世界银行
      stakegraph timeline results/graph.ttl --from 2004 --to 2005 --undated --format csv
    """
    if first and last and first > last:
        raise click.BadParameter("the first year comes after the last", param_hint="'--from'")
    loaded = load(graph)
    who = find(loaded, body) if body else None
    rows = timeline(loaded, who, (first, last), undated)
    if (first or last) and not undated:
        left = sum(not row["date"] for row in timeline(loaded, who))
        click.echo(f"{left} activities without a date are left out; --undated keeps them", err=True)
    if form == "text":
        put(to_text(rows), output)
    else:
        put_table(rows, COLUMNS, form, output)
