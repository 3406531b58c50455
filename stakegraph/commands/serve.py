"""`stakegraph serve`."""

import signal
import sys
import time

import click

from graph.archive.index import Index, graph_in, is_archive
from graph.publish.serving import Server
from graph.store.asking import Limits, ask
from stakegraph.progress import pace, step

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
    """Serve the explorer page and a read-only SPARQL endpoint of SOURCE on this machine alone.

    SOURCE is a graph, whose page has all at once; or an archive, the folder that `build` or `load` has made, of any
    size, whose page asks for what it shows. An index of the archive is made first and kept in its folder, until what
    is there changes.

    \b
    Example:
      stakegraph serve results/graph.ttl
      stakegraph serve corpus --port 8080
    """
    limits = Limits(seconds, rows, megabytes, LIMITS.characters)
    index = None
    if is_archive(source):
        index, source = indexed(source), graph_in(source)
    else:
        ask(source, "ASK { ?s ?p ?o }", limits)  # a source that cannot be read is told at once
    server = Server(source, port, limits, title, index)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    click.echo(f"{server.address}/ for the page, {server.address}/sparql for queries; Ctrl-C ends it")
    try:
        server.run()
    finally:
        server.close()
        if index:
            index.close()


def indexed(source: str) -> Index:
    """Return the index of an archive; on a terminal it is told how far it is where it has to be made."""
    started = time.monotonic()
    try:
        return Index(source, lambda done, total: step("index of reports", pace(done, total, 0, started)))
    finally:
        step("index of reports", "")
