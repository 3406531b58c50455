"""`stakegraph extract`."""

from pathlib import Path

import click

from extract.outcome import nothing_found
from extract.pipeline import analyse_reports
from extract.rdf import to_rdf
from extract.reading.limits import Limits
from graph.store.files import WRITTEN, to_text
from stakegraph.options import (
    base_option,
    corrections_option,
    format_option,
    language_option,
    limits_option,
    output_option,
    put,
    replay,
    tell,
)
from stakegraph.progress import step


@click.command("extract")
@click.argument("reports", metavar="REPORT...", nargs=-1, required=True)
@format_option(*WRITTEN)
@output_option("the graph")
@language_option
@limits_option
@base_option
@corrections_option
def command(
    reports: tuple[str, ...],
    form: str,
    output: Path | None,
    base_iri: str,
    corrections: Path | None,
    language: str | None,
    limits: Limits,
) -> None:
    """Turn each REPORT (or "-": text, or JSON of `read`) into RDF: who did what with whom, with evidence.

    Corrections in corrections.csv beside the output, or in the file that --corrections names, are replayed.

    \b
    Example:
      stakegraph extract report.pdf -o graph.ttl
      stakegraph extract report.txt | stakegraph validate -
    """
    analyses = list(analyse_reports(reports, step, limits, language))
    graph = to_rdf(analyses, base_iri)
    replay(graph, corrections, output.parent if output else None)
    put(to_text(graph, form), output)
    for analysis in analyses:
        click.echo(nothing_found(analysis), nl=False, err=True)
    tell(analyses)
