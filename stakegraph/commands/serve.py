"""`stakegraph serve`."""

import click

from graph.asking import ask
from graph.serving import Server

SECONDS, ROWS = 20.0, 10_000


@click.command("serve")
@click.argument("source", metavar="SOURCE")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8080,
    show_default=True,
    help="Where to listen; 0 for any.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0.1),
    default=SECONDS,
    show_default=True,
    help="How long a query may take.",
)
@click.option(
    "--rows",
    type=click.IntRange(min=1),
    default=ROWS,
    show_default=True,
    help="How many rows a query may give.",
)
@click.option("--title", default="stakegraph", help="What the page is called.")
def command(source: str, port: int, seconds: float, rows: int, title: str) -> None:
    """Serve the explorer page and a read-only SPARQL endpoint of SOURCE, a graph or a store, on this machine alone.

    \b
    Example:
      stakegraph serve corpus --port 8080
    """
    ask(source, "ASK { ?s ?p ?o }", seconds)  # a source that cannot be read is told at once
    server = Server(source, port, seconds, rows, title)
    click.echo(f"{server.address}/ for the page, {server.address}/sparql for queries; Ctrl-C ends it")
    try:
        server.serve_forever()
    finally:
        server.server_close()
