"""`stakegraph serve`."""

import signal
import sys

import click

from graph.publish.serving import Server
from graph.store.asking import Limits, ask

LIMITS = Limits(seconds=20.0, rows=10_000, megabytes=1_000, characters=16_000_000)  # of anyone's query


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
    default=LIMITS.seconds,
    show_default=True,
    help="How long a query may take.",
)
@click.option(
    "--rows",
    type=click.IntRange(min=1),
    default=LIMITS.rows,
    show_default=True,
    help="How many rows a query may give.",
)
@click.option(
    "--memory",
    "megabytes",
    type=click.IntRange(min=100),
    default=LIMITS.megabytes,
    show_default=True,
    metavar="MB",
    help="How much memory a query may need.",
)
@click.option("--title", default="", help="What the page is called; by default as the reports it rests on.")
def command(source: str, port: int, seconds: float, rows: int, megabytes: int, title: str) -> None:
    """Serve the explorer page and a read-only SPARQL endpoint of SOURCE, a graph or a store, on this machine alone.

    \b
    Example:
      stakegraph serve corpus --port 8080
    """
    limits = Limits(seconds, rows, megabytes, LIMITS.characters)
    ask(source, "ASK { ?s ?p ?o }", limits)  # a source that cannot be read is told at once
    server = Server(source, port, limits, title)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    click.echo(f"{server.address}/ for the page, {server.address}/sparql for queries; Ctrl-C ends it")
    try:
        server.run()
    finally:
        server.close()
