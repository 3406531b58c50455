"""`stakegraph query`."""

from pathlib import Path

import click

from graph.network.names import BODIES, meant
from graph.store.asking import Limits, ask
from graph.store.files import load
from graph.store.found import Found, plain, to_json
from graph.store.named import named_queries, sparql
from graph.tables import render
from stakegraph.options import format_option, output_option, put

LIMITS = Limits()


def pairs(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """Return name=value options as a mapping."""
    split = [value.partition("=") for value in values]
    if not all(equals for _, equals, _ in split):
        raise click.BadParameter("write it as name=value")
    return {name: value for name, _, value in split}


@click.command("query")
@click.argument("source", metavar="[SOURCE]", required=False)
@click.argument("query", metavar="[QUERY]", required=False)
@click.option(
    "--store",
    metavar="PLACE",
    help="The store's folder or endpoint to ask, as load has it; instead of SOURCE.",
)
@click.option(
    "--set",
    "given",
    multiple=True,
    metavar="NAME=VALUE",
    callback=pairs,
    help="A value that a named query needs.",
)
@click.option("--list", "listed", is_flag=True, help="List the named queries and what they need.")
@click.option(
    "--seconds",
    type=click.FloatRange(min=0.1),
    default=LIMITS.seconds,
    show_default=True,
    help="How long it may take.",
)
@click.option(
    "--rows",
    type=click.IntRange(min=1),
    default=LIMITS.rows,
    show_default=True,
    help="How many rows at most.",
)
@click.option(
    "--memory",
    "megabytes",
    type=click.IntRange(min=100),
    default=LIMITS.megabytes,
    show_default=True,
    metavar="MB",
    help="How much memory it may need.",
)
@format_option("table", "csv", "json", "ttl")
@output_option("the answer")
def command(
    source: str | None,
    query: str | None,
    store: str | None,
    given: dict[str, str],
    listed: bool,
    seconds: float,
    rows: int,
    megabytes: int,
    form: str,
    output: Path | None,
) -> None:
    """Ask SOURCE, a graph, a store or an endpoint, a QUERY: a name, a file of SPARQL, or SPARQL itself.

    Bodies that a named query needs are found by any of their names, or a part of one, as `partners` finds them.
    The prefixes sg, schema, org, bibo, prov, oa, skos, dcterms and nif need no declaring.

    \b
    Example:
      stakegraph query --list
      stakegraph query --store corpus co-organizers --set body=贸发会议
      stakegraph query results/graph.ttl 'SELECT ?e { ?e a schema:Event }' --format csv
    """
    if listed:
        put(
            "".join(f"{q.name} {' '.join(q.parameters)}\n    {q.title}\n" for q in named_queries().values()),
            output,
        )
        return
    if store is not None:
        if query is not None:
            raise click.UsageError("name a source or a --store, not both")
        source, query = store, source
    if source is None or query is None:
        raise click.UsageError("name a source and a query, or see --list")
    limits = Limits(seconds, rows, megabytes)
    if source != "-" and query in named_queries() and BODIES & given.keys():
        sparql(query, given)  # what does not fit the query is told first
        given = meant(load(source), given)
    found = ask(source, sparql(query, given), limits)
    put(rendered(found, form), output)
    if found.triples is None and found.truth is None and not found.rows:
        click.echo("nothing in it answers the query", err=True)
    if found.cut:
        click.echo(f"only the first {rows} rows or triples; ask for more with --rows", err=True)


def rendered(found: Found, form: str) -> str:
    """Return an answer in one of the formats; triples are triples in each of them."""
    if found.triples is not None:
        return found.triples
    if found.truth is not None and form != "json":
        return f"{'yes' if found.truth else 'no'}\n"
    if form == "ttl":
        raise click.UsageError("only CONSTRUCT and DESCRIBE give Turtle; choose another --format")
    if form == "json":
        return to_json(found)
    rows = [dict(zip(found.variables, map(plain, row), strict=True)) for row in found.rows]
    return render(rows, found.variables, form)
