"""`stakegraph reconcile`."""

from pathlib import Path

import click

from graph.review.reconciliation import COLUMNS, THINGS, Service, reconcile, to_rows
from graph.store.files import load
from graph.tables import render
from stakegraph.options import format_option, graph_argument, output_option, put


@click.command("reconcile")
@graph_argument
@click.option(
    "--service", required=True, metavar="URL", help="A reconciliation service, as OpenRefine uses them."
)
@click.option(
    "--language", default="en", show_default=True, metavar="CODE", help="Whose names are asked for first."
)
@click.option(
    "--type", "kind", default="", metavar="ID", help="The service's own type to look for, such as Q43229."
)
@click.option(
    "--things",
    type=click.Choice(tuple(THINGS)),
    default="bodies",
    show_default=True,
    help="Of what the candidates are.",
)
@click.option(
    "--limit", type=click.IntRange(1, 20), default=3, show_default=True, help="Candidates for each."
)
@format_option("table", "csv", "json")
@output_option("the candidates")
def command(
    graph: str,
    service: str,
    language: str,
    kind: str,
    things: str,
    limit: int,
    form: str,
    output: Path | None,
) -> None:
    """Ask a service who the bodies of GRAPH are that have no link yet, and list what it proposes with scores.

    So it does for places and events. Their names are sent to the service. Nothing is written into the graph: what
    you hold for right goes into the registry.

    \b
    Example:
      stakegraph reconcile results/graph.ttl --service https://wikidata.reconci.link/en/api --type Q43229
    """
    if not service.startswith(("http://", "https://")):
        raise click.BadParameter(
            "it must be an address such as https://wikidata.reconci.link/en/api", param_hint="'--service'"
        )
    loaded = load(graph)
    found = list(reconcile(loaded, Service(service), language, kind, limit, things))
    put(render(to_rows(found), COLUMNS, form), output)
