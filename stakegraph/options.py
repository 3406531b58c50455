"""Arguments and options that several commands share."""

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extract.language import languages
from extract.reading.limits import USUAL, Limits
from ontology.namespaces import DEFAULT_BASE

if TYPE_CHECKING:
    from rdflib import Graph

    from extract.analysis import Analysis
    from graph.review.decisions import Decision
    from graph.tables import Row

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def graph_argument(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the argument GRAPH, a file or "-" for standard input."""
    return click.argument("graph", metavar="GRAPH")(function)


def roll_up_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option --roll-up."""
    return click.option(
        "--roll-up",
        "rolled",
        is_flag=True,
        help="Take what a unit (working group, regional network, department) did for its parent's.",
    )(function)


def loaded_graph(graph: str, rolled: bool) -> "Graph":
    """Return a graph, its units rolled up where that is asked for."""
    from graph.network.rolling import rolled_up  # noqa: PLC0415
    from graph.store.files import load  # noqa: PLC0415

    return rolled_up(load(graph)) if rolled else load(graph)


def output_option(what: str) -> Decorator:
    """Return an option -o for a file, standard output being the default."""
    return click.option(
        "-o", "--output", type=click.Path(path_type=Path), help=f"File for {what}; standard output if none."
    )


def base_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option --base-iri."""
    return click.option(
        "--base-iri",
        default=DEFAULT_BASE,
        show_default=True,
        metavar="IRI",
        callback=check_base,
        help="What the IRIs of entities, reports and statements begin with.",
    )(function)


def check_base(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """Return the base, or say what is wrong with it."""
    check_iri(_context, _parameter, value or " ")
    return value if value.endswith(("/", "#", ":")) else value + "/"


def check_iri(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """Return an IRI, or "" for none, or say what is wrong with it."""
    if value and (
        not value.startswith(("http://", "https://", "urn:")) or any(c in value for c in ' <>"{}|\\^`')
    ):
        raise click.BadParameter("it must be an IRI such as https://example.org/id/")
    return value


def limits_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option --limit."""
    usual = ", ".join(f"{name}={value}" for name, value in asdict(USUAL).items())
    return click.option(
        "--limit",
        "limits",
        multiple=True,
        metavar="NAME=N",
        callback=check_limits,
        help=f"What a report may be, in MB, times, pages and so on, and reading it may use: {usual}.",
    )(function)


def language_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option --lang, the language of a report."""
    return click.option(
        "--lang",
        "language",
        type=click.Choice(languages()),
        help="The language of the report; found by its text if not given.",
    )(function)


def check_limits(_context: click.Context, _parameter: click.Parameter, values: Sequence[str]) -> Limits:
    """Return the limits, or say what is wrong with one."""
    limits = USUAL
    for value in values:
        name, _, most = value.partition("=")
        if name not in asdict(USUAL) or not (
            most.isascii() and most.isdecimal() and len(most) < 10 and int(most)
        ):
            raise click.BadParameter(f"{value!r} is no limit; write one as pages=20000")
        limits = replace(limits, **{name: int(most)})
    return limits


def corrections_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option --corrections."""
    return click.option(
        "--corrections",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Where decisions are kept; corrections.csv beside the graph if not given.",
    )(function)


def corrections_beside(graph: str) -> Path:
    """Return the file of decisions beside a graph.

    Raises:
        UsageError: the graph is no file, so that nothing stands beside it.
    """
    from graph.review.decisions import NAME  # noqa: PLC0415
    from graph.store.store import is_location  # noqa: PLC0415

    if graph == "-" or is_location(graph):
        raise click.UsageError("this graph is no file: name the file of decisions with --corrections")
    return Path(graph).parent / NAME


def decided(corrections: Path | None, folder: Path | None) -> "tuple[Path | None, list[Decision]]":
    """Return a file of decisions, the one in the folder if none is named, and what they are."""
    from graph.review.decisions import NAME, load_decisions  # noqa: PLC0415

    beside = folder / NAME if folder is not None else None
    file = corrections or (beside if beside is not None and beside.exists() else None)
    return file, load_decisions(file) if file is not None else []


def replay(graph: "Graph", corrections: Path | None, folder: Path | None) -> None:
    """Replay on a graph the decisions of a file, or of the one in the folder, and tell which do not apply."""
    file, decisions = decided(corrections, folder)
    if file is not None:
        from graph.review.corrections import correct  # noqa: PLC0415

        for stale in correct(graph, decisions):
            click.echo(f"{file}: {stale}", err=True)


def tell(analyses: "Iterable[Analysis]") -> None:
    """Tell on stderr which paragraphs of the reports were left out, and why."""
    for analysis in analyses:
        for line in analysis.failed():
            click.echo(line, err=True)


def format_option(*formats: str) -> Decorator:
    """Return an option --format; the first format is the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="Format of the output.",
    )


def put_table(rows: "Sequence[Row]", columns: Sequence[str], form: str, output: Path | None) -> None:
    """Write rows in one of the formats; Parquet, which is no text, to a file alone."""
    from graph.atomic import write_whole  # noqa: PLC0415
    from graph.tables import render, to_parquet  # noqa: PLC0415

    if form != "parquet":
        put(render(rows, columns, form), output)
    elif output is None:
        raise click.UsageError("Parquet goes to a file: name one with -o")
    else:
        write_whole(output, to_parquet(rows, columns))


def put(text: str, output: Path | None) -> None:
    """Write `text` to the file, whole or not at all, or to standard output."""
    from graph.atomic import write_whole  # noqa: PLC0415

    if output is None or str(output) == "-":
        sys.stdout.write(text)  # click.echo would strip what it takes for colours
    else:
        write_whole(output, text)
