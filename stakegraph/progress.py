"""Progress on a terminal; silence in a pipe."""

import sys

import click

CLEAR = b"\r\033[K"  # as bytes, which go to a terminal as they are


def step(label: str, name: str) -> None:
    """Show on a terminal what is under way with `label`; nothing when there is no more."""
    if sys.stderr.isatty():
        click.echo(CLEAR, nl=False, err=True)
        click.echo(f"{label}: {name}" if name else "", nl=False, err=True)
