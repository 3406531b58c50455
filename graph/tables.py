"""Rows as a table for the terminal or a notebook, as CSV or as JSON."""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from html import escape

from ontology.errors import StakegraphError

Row = Mapping[str, object]
FORMATS = ("table", "csv", "json")
WIDEST = 44
# What spreadsheets take for a formula (OWASP, CSV Injection), and what of it is only a number.
FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
NUMBER = re.compile(r"[+-]?\d+(\.\d*)?([eE][+-]?\d+)?")


def to_csv(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """Return rows as CSV (RFC 4180); an apostrophe stands before what a spreadsheet would take for a formula."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerows({column: inert(row.get(column)) for column in columns} for row in rows)
    return out.getvalue()


def inert(value: object) -> object:
    """Return a value as a cell that no spreadsheet calculates."""
    if isinstance(value, str) and FORMULA.match(value) and not NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def meant(cell: str) -> str:
    """Return what a cell held before it was made inert."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


def to_json(rows: Sequence[Row]) -> str:
    """Return rows as a JSON array."""
    return json.dumps([dict(row) for row in rows], ensure_ascii=False, indent=1) + "\n"


def to_table(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """Return rows in columns for a terminal; Chinese characters take two cells. Only the last may be of any width."""
    cells = [[cut(show(row.get(column, ""))) for column in columns[:-1]] for row in rows]
    for line, row in zip(cells, rows, strict=True):
        line += [show(row.get(column, "")) for column in columns[-1:]]
    widths = [max(width(text) for text in column) for column in zip(columns, *cells, strict=True)]
    numeric = [
        all(isinstance(row.get(column), (int, float, type(None))) for row in rows) and bool(rows)
        for column in columns
    ]
    lines = []
    for line in [list(columns), *cells]:
        padded = (
            " " * (space - width(text)) + text if right else text + " " * (space - width(text))
            for text, space, right in zip(line, widths, numeric, strict=True)
        )
        lines.append("  ".join(padded).rstrip())
    return "\n".join(lines) + "\n"


def to_html(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """Return rows as an HTML table, for notebooks and pages of one's own; numbers stand to the right."""
    head = "".join(f"<th>{escape(column.replace('_', ' '))}</th>" for column in columns)
    lines = []
    for row in rows:
        cells = []
        for column in columns:
            value = row.get(column)
            side = "right" if isinstance(value, (int, float)) else "left"
            cells.append(f'<td style="text-align: {side}">{escape(show(value))}</td>')
        lines.append(f"<tr>{''.join(cells)}</tr>")
    body = "\n".join(lines)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>\n"


def render(rows: Sequence[Row], columns: Sequence[str], form: str) -> str:
    """Return rows in one of FORMATS."""
    if form == "csv":
        return to_csv(rows, columns)
    if form == "json":
        return to_json([{column: row.get(column) for column in columns} for row in rows])
    return to_table(rows, columns)


def show(value: object) -> str:
    """Return a value as a cell, which is empty for None."""
    return f"{value:.4f}" if isinstance(value, float) else "" if value is None else str(value)


def width(text: str) -> int:
    """Return how many cells of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1 for character in text)


def cut(text: str) -> str:
    """Return a text that is no wider than a column may be."""
    if width(text) <= WIDEST:
        return text
    while width(text) >= WIDEST:
        text = text[:-1]
    return text + "…"


def to_parquet(rows: Sequence[Row], columns: Sequence[str]) -> bytes:
    """Return rows as Parquet.

    Raises:
        StakegraphError: pyarrow is not installed.
    """
    try:
        import pyarrow  # noqa: PLC0415 - an optional extra
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        raise StakegraphError("pyarrow is not installed; pip install 'stakegraph[parquet]'") from error
    table = pyarrow.Table.from_pylist([{column: row.get(column) for column in columns} for row in rows])
    sink = pyarrow.BufferOutputStream()
    parquet.write_table(table, sink)
    return bytes(sink.getvalue().to_pybytes())
