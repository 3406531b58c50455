import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.tables import inert, meant, render, to_csv, to_html, width

ROWS = [
    {"name": "联合国", "count": 12, "share": 0.5},
    {"name": "UN", "count": 3, "share": 0.25},
]
COLUMNS = ("name", "count", "share")


def test_columns_line_up_though_chinese_takes_two_cells() -> None:
    lines = render(ROWS, COLUMNS, "table").splitlines()
    assert lines == [
        "name    count   share",
        "联合国     12  0.5000",
        "UN          3  0.2500",
    ]
    assert len({width(line) for line in lines}) == 1


def test_a_long_cell_is_cut_with_a_sign_of_it() -> None:
    line = render([{"name": "很" * 60, "more": "全" * 60}], ("name", "more"), "table").splitlines()[1]
    name, more = line.split("  ")
    assert name.endswith("…")
    assert width(name) <= 44
    assert more == "全" * 60  # the last column has the rest of the line


def test_csv_and_json_hold_what_the_table_cuts() -> None:
    rows = [{"name": "很" * 60, "other": "left out"}]
    assert next(csv.DictReader(io.StringIO(render(rows, ("name",), "csv")))) == {"name": "很" * 60}
    assert json.loads(render(rows, ("name",), "json")) == [{"name": "很" * 60}]
    assert "很" in render(rows, ("name",), "json")


def test_no_rows_give_the_names_of_the_columns() -> None:
    assert render([], COLUMNS, "table") == "name  count  share\n"
    assert render([], COLUMNS, "csv") == "name,count,share\r\n"
    assert render([], COLUMNS, "json") == "[]\n"


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=1, max_size=4
    )
)
def test_csv_reads_back_whatever_the_cells_hold(cells: list[str]) -> None:
    columns = [f"c{number}" for number in range(len(cells))]
    text = to_csv([dict(zip(columns, cells, strict=True))], columns)
    assert [meant(cell) for cell in list(csv.reader(io.StringIO(text, newline="")))[1]] == cells


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A0", "=HYPERLINK(1)", "+1+1", "-1+1", "@SUM(1)", "\t=1", "＝1"]
)
def test_no_text_is_a_formula_to_a_spreadsheet(text: str) -> None:
    (_, (cell, number)) = csv.reader(io.StringIO(to_csv([{"a": text, "n": -0.5}], ("a", "n"))))
    assert (cell, number) == ("'" + text, "-0.5")


@pytest.mark.parametrize("text", ["-5", "+3.25", "-1e9", "世界银行", "a=b", "'quoted'", ""])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert to_csv([{"a": text}], ("a",)) in {f"a\r\n{text}\r\n", 'a\r\n""\r\n'}


@given(st.text(st.sampled_from("'=+-@\t1a＝"), max_size=5))
def test_what_a_cell_meant_can_be_told_again(text: str) -> None:
    assert meant(str(inert(text))) == text


def test_an_html_table_holds_names_as_text_and_sets_numbers_to_the_right() -> None:
    made = to_html(
        [{"name": "<b>甲</b>", "mean_degree": 0.5}, {"name": None, "mean_degree": 2}], ("name", "mean_degree")
    )
    assert "<th>name</th><th>mean degree</th>" in made
    assert "&lt;b&gt;甲&lt;/b&gt;" in made
    assert '<td style="text-align: right">0.5000</td>' in made
    assert "None" not in made
