"""Progress on a terminal; silence in a pipe."""

import sys
import time

import click

CLEAR = b"\r\033[K"  # as bytes, which go to a terminal as they are


def step(label: str, name: str) -> None:
    """Show on a terminal what is under way with `label`; nothing when there is no more."""
    if sys.stderr.isatty():
        click.echo(CLEAR, nl=False, err=True)
        click.echo(f"{label}: {name}" if name else "", nl=False, err=True)


def pace(done: int, total: int, failed: int, since: float) -> str:
    """Return how far some work is, and about how long the rest will take.

    Args:
        done: how many are done, those that failed among them.
        total: how many there are.
        failed: how many failed.
        since: when it began, by time.monotonic(), in seconds.
    """
    said = f"{done} of {total}" + (f", {failed} failed" if failed else "")
    if not done or done == total:
        return said
    left = (time.monotonic() - since) / done * (total - done)
    if left < 90:
        return f"{said}, about {left:.0f} s left"
    hours, minutes = divmod(round(left / 60), 60)
    return f"{said}, about {f'{hours} h ' if hours else ''}{minutes} min left"
