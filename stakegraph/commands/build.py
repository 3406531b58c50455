"""`stakegraph build`."""

from importlib.resources import files
from pathlib import Path

import click

from extract.outcome import nothing_found
from extract.pipeline import analyse_reports
from extract.rdf import to_rdf
from extract.reading.limits import Limits
from graph.pages.summary import summary, to_text
from graph.publish.results import check_folder, write_results
from stakegraph.options import base_option, corrections_option, language_option, limits_option, replay, tell
from stakegraph.progress import step


@click.command("build")
@click.argument("reports", metavar="REPORT...", nargs=-1)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, help="Folder for the results."
)
@click.option("--sample", is_flag=True, help="Build the sample report that comes with stakegraph.")
@language_option
@limits_option
@base_option
@corrections_option
def command(
    reports: tuple[str, ...],
    output: Path,
    sample: bool,
    base_iri: str,
    corrections: Path | None,
    language: str | None,
    limits: Limits,
) -> None:
    """Turn each REPORT into a folder of results: graph, network, page, tables.

    Leaves graph.ttl, dataset.ttl, network.html, network.graphml, network.gexf, nodes.csv, ties.csv,
    belonging.csv and measures.csv in the folder, all or none, and prints a summary. Corrections in corrections.csv of
    that folder, or in the file that --corrections names, are replayed.

    \b
    Example:
      stakegraph build report.pdf -o results
      stakegraph build --sample -o demo
    """
    if sample:
        reports = (*reports, str(files("extract") / "sample" / "report.zh.txt"))
    if not reports:
        raise click.UsageError("name at least one REPORT, or say --sample")
    check_folder(output)
    analyses = list(analyse_reports(reports, step, limits, language))
    graph = to_rdf(analyses, base_iri)
    replay(graph, corrections, output)
    write_results(graph, output, ", ".join(dict.fromkeys(a.report.title for a in analyses)))
    click.echo(to_text(summary(graph)), nl=False)
    for analysis in analyses:
        click.echo(analysis.misunderstood(), nl=False)
        click.echo(nothing_found(analysis), nl=False, err=True)
    click.echo(f"results: {output}")
    tell(analyses)
