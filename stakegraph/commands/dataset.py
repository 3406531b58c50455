"""`stakegraph dataset`."""

from pathlib import Path

import click

from graph.publish.dataset import describe_dataset
from graph.store.files import WRITTEN, load, to_text
from stakegraph.options import check_iri, format_option, graph_argument, output_option, put


@click.command("dataset")
@graph_argument
@click.option("--title", default="stakegraph", show_default=True, help="What the dataset is called.")
@click.option("--license", metavar="IRI", default="", callback=check_iri, help="Under what licence it is.")
@click.option("--publisher", metavar="NAME", default="", help="Who publishes it.")
@click.option(
    "--download", metavar="IRI", default="", callback=check_iri, help="Where the graph can be had as Turtle."
)
@format_option(*WRITTEN)
@output_option("the description")
def command(
    graph: str, title: str, license: str, publisher: str, download: str, form: str, output: Path | None
) -> None:
    """Describe GRAPH for a catalogue (DCAT, VoID): counts, reports, links out, and how it was made (PROV-O).

    \b
    Example:
      stakegraph dataset results/graph.ttl --title "Who partnered with whom" -o results/dataset.ttl
    """
    made = describe_dataset(load(graph), title, license=license, publisher=publisher, download=download)
    put(to_text(made, form), output)
