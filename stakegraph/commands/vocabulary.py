"""`stakegraph vocabulary`."""

from pathlib import Path

import click

from ontology.documentation import vocabulary_page
from ontology.terms import VOCABULARY
from stakegraph.options import output_option, put

FILES = {
    "ttl": VOCABULARY,
    "shapes": VOCABULARY.with_name("shapes.ttl"),
    "context": VOCABULARY.with_name("context.jsonld"),
}


@click.command("vocabulary")
@click.argument("form", metavar="FORM", type=click.Choice(["html", *FILES]))
@output_option("the vocabulary")
def command(form: str, output: Path | None) -> None:
    """Write the vocabulary: as a documented page (html), as Turtle (ttl), its shapes, or the JSON-LD context.

    \b
    Example:
      stakegraph vocabulary html -o vocabulary.html
    """
    put(vocabulary_page() if form == "html" else FILES[form].read_text(encoding="utf-8"), output)
