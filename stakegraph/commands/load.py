"""`stakegraph load`."""

import click

from graph.store.files import load
from graph.store.store import open_store, put


@click.command("load")
@click.argument("graphs", metavar="GRAPH...", nargs=-1, required=True)
@click.option(
    "--store", "location", required=True, metavar="PLACE", help="A store's folder, or a SPARQL endpoint."
)
def command(graphs: tuple[str, ...], location: str) -> None:
    """Put the reports of each GRAPH into a store, each as a named graph of its own.

    PLACE is a folder, which is made if it is not there, or the http address of a SPARQL 1.1 endpoint; credentials
    come from STAKEGRAPH_USER and STAKEGRAPH_PASSWORD, or STAKEGRAPH_TOKEN. A report that is there already is
    replaced, whole or not at all, and nothing else is touched.

    \b
    Example:
      stakegraph load results/graph.ttl --store corpus
      stakegraph load results/graph.ttl --store http://localhost:7878/query
    """
    read = [load(graph) for graph in graphs]  # all are read before the first is written
    for name in put(open_store(location), read):
        click.echo(name)
