"""Progress on a terminal; silence in a pipe."""

import sys

import click


def step(label: str, name: str) -> None:
    """Show on a terminal what is under way with `label`; nothing when there is no more."""
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{label}: {name}" if name else "\r\033[K", nl=False, err=True)
