"""`stakegraph read`."""

from pathlib import Path

import click

from extract.pipeline import from_pipe
from extract.reading import read
from extract.reading.exchange import describe, to_json
from extract.reading.limits import Limits
from stakegraph.options import format_option, language_option, limits_option, output_option, put


@click.command("read")
@click.argument("report", metavar="REPORT")
@format_option("text", "json")
@output_option("what was understood")
@language_option
@limits_option
def command(report: str, form: str, output: Path | None, language: str | None, limits: Limits) -> None:
    """Show how REPORT (.txt, .pdf, .docx, .html or "-") was understood: headings and numbered paragraphs.

    \b
    Example:
      stakegraph read report.pdf | less
      stakegraph read report.pdf --format json | stakegraph extract - > graph.ttl
    """
    document = (
        from_pipe(limits, language) if report == "-" else read(report, language=language, limits=limits)
    )
    put(to_json(document) if form == "json" else describe(document), output)
