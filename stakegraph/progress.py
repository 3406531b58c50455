"""Progress on a terminal; silence in a pipe."""

import sys
from collections.abc import Iterator

import click


def steps(label: str, names: Iterator[str]) -> None:
    """Run through the steps, showing on a terminal which one is under way."""
    shown = sys.stderr.isatty()
    for name in names:
        if shown:
            click.echo(f"\r\033[K{label}: {name}", nl=False, err=True)
    if shown:
        click.echo("\r\033[K", nl=False, err=True)
