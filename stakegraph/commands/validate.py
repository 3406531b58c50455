"""`stakegraph validate`."""

import click

from graph.store.files import load
from ontology.validation import validate
from stakegraph.options import graph_argument


@click.command("validate")
@graph_argument
def command(graph: str) -> int:
    """Check GRAPH against the contract; exit code 1 where it violates it.

    \b
    Example:
      stakegraph validate results/graph.ttl
    """
    violations = validate(load(graph))
    for violation in violations:
        click.echo(str(violation))
    click.echo(f"{len(violations)} violations" if violations else "conforms")
    return 1 if violations else 0
