"""`stakegraph build`."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from extract import workers
from extract.reading.limits import Limits
from graph.atomic import alone
from graph.pages.summary import summary, to_text
from graph.publish.results import check_folder, write_results
from stakegraph.options import (
    base_option,
    corrections_option,
    decided,
    language_option,
    limits_option,
    replay,
    tell,
)
from stakegraph.progress import step

if TYPE_CHECKING:
    from stakegraph.corpus import Corpus, Worked


@click.command("build")
@click.argument("reports", metavar="REPORT...", nargs=-1)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, help="Folder for the results."
)
@click.option(
    "--sample",
    is_flag=True,
    help="Build the sample report that comes with stakegraph, Chinese or with --lang en English.",
)
@click.option(
    "--list",
    "listed",
    type=click.File(encoding="utf-8", errors="surrogateescape"),
    metavar="FILE",
    help='Build the reports whose paths stand in FILE, one a line; "-" is standard input.',
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many reports are worked at once, each by a process of some 0.6 GB; as many as there are cores.",
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Work on the Dask cluster whose scheduler is at ADDRESS, such as tcp://host:8786.",
)
@click.option(
    "--parts",
    is_flag=True,
    help="Leave each report's N-Quads in reports, for a store to load, and no graph of all, which memory must hold.",
)
@language_option
@limits_option
@base_option
@corrections_option
def command(
    reports: tuple[str, ...],
    output: Path,
    sample: bool,
    listed: TextIO | None,
    jobs: int | None,
    cluster: str | None,
    parts: bool,
    base_iri: str,
    corrections: Path | None,
    language: str | None,
    limits: Limits,
) -> int:
    """Turn each REPORT into a folder of results: graph, network, page, tables.

    Leaves graph.ttl, dataset.ttl, network.html, network.graphml, network.gexf, nodes.csv, ties.csv,
    belonging.csv and measures.csv in the folder, all or none, and prints a summary. Corrections in corrections.csv of
    that folder, or in the file that --corrections names, are replayed.

    Of a folder all reports in it are built. What is read of several is kept in the results, under reports: the next
    run reads what has changed, goes on where one was broken off, and leaves out what is gone. A report that fails is
    named at the end and costs the others nothing; the exit code is then 1. While a build is at work in a folder,
    another is turned away. What several reports tell of is one thing in the graph, with the reasons for it, where
    stakegraph[archive] is installed: `explain` shows them, and "distinct" in a review
    undoes it.

    \b
    Example:
      stakegraph build report.pdf -o results
      stakegraph build archive/ -o corpus
      stakegraph build --sample -o demo
      stakegraph build --sample --lang en -o demo
    """
    named = [*reports, *(line.strip() for line in listed or () if line.strip())]
    if sample:
        named.append(sample_report(language or "zh"))
    if not named:
        raise click.UsageError("name at least one REPORT, or say --sample")
    if cluster is not None and jobs is not None:
        raise click.UsageError(
            "--jobs is for this machine; on a cluster its workers tell how many work at once"
        )
    check_folder(output)
    with alone(output):
        if len(named) == 1 and not listed and cluster is None and not parts and not Path(named[0]).is_dir():
            build_one(named[0], output, base_iri, corrections, language, limits)
            return 0
        return build_many(named, output, jobs, cluster, parts, base_iri, corrections, language, limits)


def sample_report(language: str) -> str:
    """Return the path of the sample report in a language."""
    path = files("extract") / "sample" / f"report.{language}.txt"
    if not path.is_file():
        raise click.UsageError(f"there is no sample report in {language}")
    return str(path)


def build_one(
    path: str, output: Path, base: str, corrections: Path | None, language: str | None, limits: Limits
) -> None:
    """Build one report in this very process."""
    from extract.outcome import nothing_found  # noqa: PLC0415 - where all is kept, nothing is analysed
    from extract.pipeline import analyse_reports  # noqa: PLC0415
    from extract.rdf import to_rdf  # noqa: PLC0415

    (analysis,) = analyse_reports([path], step, limits, language)
    graph = to_rdf([analysis], base)
    replay(graph, corrections, output)
    write_results(graph, output, analysis.report.title)
    click.echo(to_text(summary(graph)), nl=False)
    click.echo(analysis.misunderstood(), nl=False)
    click.echo(nothing_found(analysis), nl=False, err=True)
    click.echo(f"results: {output}")
    tell([analysis])


def build_many(
    named: list[str],
    output: Path,
    jobs: int | None,
    cluster: str | None,
    parts: bool,
    base: str,
    corrections: Path | None,
    language: str | None,
    limits: Limits,
) -> int:
    """Build several reports, as many at once as there are jobs or workers of a cluster, and return the exit code."""
    from stakegraph.corpus import FOLDER, Corpus, reports_in  # noqa: PLC0415

    if "-" in named:
        raise click.UsageError("a report on standard input is built alone")
    paths = reports_in(named, output)
    if not paths:
        raise click.UsageError(f"no report in {', '.join(named)}")
    corpus = Corpus(paths, output / FOLDER, language, limits, base)
    with team(jobs, cluster) as worked:
        corpus.read(worked)
    corpus.settle()
    if not parts:
        write(corpus, output, corrections)
    corpus.tell()
    click.echo(f"results: {output / FOLDER if parts else output}")
    return 1 if corpus.failed else 0


def write(corpus: "Corpus", output: Path, corrections: Path | None) -> None:
    """Write the results of several reports, and tell what is in them."""
    graph = corpus.graph(decided(corrections, output)[1])
    replay(graph, corrections, output)
    write_results(graph, output, corpus.title())
    click.echo(to_text(summary(graph)), nl=False)


@contextmanager
def team(jobs: int | None, cluster: str | None) -> "Iterator[Worked]":
    """Have what works: so many processes of this machine, or the workers of a cluster."""
    if cluster is None:
        yield partial(workers.worked, processes=jobs or cores())
        return
    from extract.cluster import connected, worked  # noqa: PLC0415 - few have one

    with connected(cluster) as client:
        yield partial(worked, client=client)


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
