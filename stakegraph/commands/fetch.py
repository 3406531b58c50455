"""`stakegraph fetch`."""

from pathlib import Path
from typing import TextIO

import click

from ontology.errors import StakegraphError
from stakegraph.fetching.run import Fetching
from stakegraph.fetching.service import Service
from stakegraph.fetching.symbols import LANGUAGES, SERVICE, checked


def check_template(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """Return the form of a service's addresses, or say what is wrong with it."""
    try:
        return checked(value)
    except StakegraphError as error:
        raise click.BadParameter(str(error)) from error


@click.command("fetch")
@click.argument("symbols", metavar="SYMBOL...", nargs=-1)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=".",
    show_default=True,
    help="Folder for the documents.",
)
@click.option(
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    default="zh",
    show_default=True,
    help="The language of the documents.",
)
@click.option(
    "--list",
    "listed",
    type=click.File(encoding="utf-8-sig", errors="backslashreplace"),
    metavar="FILE",
    help='Fetch the documents whose symbols stand in FILE, one a line; "-" is standard input.',
)
@click.option(
    "--from",
    "template",
    default=SERVICE,
    show_default=True,
    metavar="URL",
    callback=check_template,
    help="Who has them: an address with {symbol} and {lang}, or with {name}, such as E_2006_63_zh.pdf.",
)
@click.option(
    "--pause",
    type=click.FloatRange(min=0),
    default=1.0,
    show_default=True,
    metavar="SECONDS",
    help="Between two requests, at least; longer after a failure, and where the service asks for it.",
)
@click.option("--again", is_flag=True, help="Ask also for what is there already, or was fetched before.")
def command(
    symbols: tuple[str, ...],
    output: Path,
    language: str,
    listed: TextIO | None,
    template: str,
    pause: float,
    again: bool,
) -> int:
    """Bring United Nations documents by their SYMBOLs, as PDF, from the Official Document System or a mirror.

    What is in the folder is not asked for again, so that a run that was broken off goes on. A document that cannot
    be had is named at the end with its reason; the exit code is then 1.

    \b
    Example:
      stakegraph fetch E/2006/63 --lang zh -o archive
      stakegraph fetch --list symbols.txt -o archive
      stakegraph build archive/ -o corpus
    """
    named = [*symbols, *(line.strip() for line in listed or () if line.strip())]
    if not named:
        raise click.UsageError("name at least one SYMBOL, or a file of them with --list")
    output.mkdir(parents=True, exist_ok=True)
    fetching = Fetching(output, language, Service(template, pause), again)
    fetching.fetch(named)
    fetching.tell()
    return 1 if fetching.failed or fetching.left else 0
