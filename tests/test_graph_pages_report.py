"""The report: what it says, that it is one safe file, and that it prints on two pages."""

import base64
import io
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from rdflib import Graph
from selenium.webdriver import Chrome

from extract.pipeline import analyse
from extract.rdf import to_rdf
from extract.reading import read
from graph.pages.charts import Bar, bars, columns, shortened
from graph.pages.report import report

GRAPHS = Path(__file__).parent / "graphs"
SAMPLE = Path(__file__).parents[1] / "extract" / "sample" / "report.zh.txt"


@pytest.fixture(scope="module")
def sample() -> Graph:
    return to_rdf([analyse(read(str(SAMPLE)))])


def test_the_report_names_its_source_the_numbers_and_the_leaders(basin: Graph) -> None:
    page = report(basin)
    for words in (
        "<h1>蓝湾流域合作进展</h1>",
        "T/2031/7",
        "<b>7</b> bodies",
        "Qinghe University",
        "Method and limits",
    ):
        assert words in page


def test_the_report_quotes_the_words_of_the_strongest_partnerships(basin: Graph) -> None:
    page = report(basin)
    assert "<mark>由青禾大学与蓝湾水务基金会联合主办的流域治理论坛</mark>" in page or "<mark>青禾大学" in page
    assert "T/2031/7, paragraph" in page


def test_what_is_only_planned_is_counted_apart(basin: Graph) -> None:
    assert "planned" in report(basin)
    assert "第二届流域治理论坛" not in report(basin)


def test_a_title_of_ones_own_stands_in_place_of_the_reports(basin: Graph) -> None:
    assert "<h1>Water &amp; friends</h1>" in report(basin, "Water & friends")


def test_names_that_hold_markup_stay_text() -> None:
    page = report(Graph().parse(GRAPHS / "hostile.ttl"), "<script>alert(1)</script>")
    assert "<script" not in page
    assert "<img" not in page


def test_a_graph_without_ties_is_told_as_such() -> None:
    assert "No two bodies are said to have worked together." in report(Graph())


def test_the_report_is_the_same_bytes_each_time() -> None:
    code = (
        "import sys, rdflib; from graph.pages.report import report;"
        "sys.stdout.buffer.write(report(rdflib.Graph().parse(sys.argv[1])).encode())"
    )
    one, other = (
        subprocess.run(
            [sys.executable, "-c", code, str(GRAPHS / "basin.ttl")],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    )
    assert one == other != b""


def pages(chrome: Chrome, html: str, folder: Path) -> pypdfium2.PdfDocument:
    file = folder / "report.html"
    file.write_text(html, encoding="utf-8")
    chrome.get(file.as_uri())
    printed = chrome.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"]
    return pypdfium2.PdfDocument(io.BytesIO(base64.b64decode(printed)))


def test_the_report_prints_on_two_pages_and_asks_the_network_for_nothing(
    chrome: Chrome, basin: Graph, sample: Graph, tmp_path: Path
) -> None:
    for graph in (basin, sample):
        chrome.get_log("performance")
        assert len(pages(chrome, report(graph), tmp_path)) == 2
        asked = [
            entry["message"]
            for entry in chrome.get_log("performance")
            if "requestWillBeSent" in entry["message"]
        ]
        assert all('"url":"file:' in message for message in asked)
        assert chrome.get_log("browser") == []


def test_bars_say_what_they_show_to_those_who_do_not_see_them() -> None:
    chart = bars([Bar("<甲>", 3, "3", "#000000"), Bar("乙", 1, "1", "#111111")], "Bodies")
    assert 'role="img"' in chart
    assert "<title>Bodies</title><desc>&lt;甲&gt;: 3; 乙: 1</desc>" in chart
    assert "<甲>" not in chart


def test_charts_of_nothing_are_empty() -> None:
    assert "<rect" not in bars([], "Nothing")
    assert "<rect" not in columns([], "Nothing", "#000000")


def test_a_name_too_long_for_its_room_is_cut_with_a_sign_of_it() -> None:
    assert shortened("一二三四五六", 4) == "一二三…"
    assert shortened("abcd", 4) == "abcd"
