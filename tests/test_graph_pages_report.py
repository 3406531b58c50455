"""The report: what it says, in both languages, that it is one safe file, and how it prints."""

import html
import re
import subprocess
import sys
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from browsing import printed
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import ORG, SKOS
from selenium.webdriver import Chrome

from extract.pipeline import analyse
from extract.rdf import to_rdf
from extract.reading import read
from graph.network.projection import project
from graph.pages.charts import Bar, bars, columns, shortened
from graph.pages.languages import phrases
from graph.pages.picture import MOST, picture
from graph.pages.report import report
from graph.pages.summary import summary
from ontology.namespaces import SCHEMA

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
    return printed(chrome)


def filled(page: pypdfium2.PdfPage) -> float:
    """Return how far down a printed page anything stands, as a share of its height."""
    rows = np.flatnonzero((page.render().to_numpy() < 250).any(axis=(1, 2)))
    return float(rows.max() / page.render().height)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_report_prints_without_half_empty_pages_and_asks_the_network_for_nothing(
    chrome: Chrome, basin: Graph, sample: Graph, tmp_path: Path, language: str
) -> None:
    for graph in (basin, sample):
        for log in ("performance", "browser"):  # what other pages left there
            chrome.get_log(log)
        *whole, _last = printed = list(pages(chrome, report(graph, language=language), tmp_path))
        assert len(printed) <= 3
        assert all(filled(page) > 0.6 for page in whole)
        asked = [
            entry["message"]
            for entry in chrome.get_log("performance")
            if "requestWillBeSent" in entry["message"]
        ]
        assert all('"url":"file:' in message for message in asked)
        assert chrome.get_log("browser") == []


def test_a_report_in_chinese_is_chinese_down_to_its_punctuation(basin: Graph) -> None:
    page = report(basin, language="zh")
    assert '<html lang="zh">' in page
    assert "<b>7</b> 个机构" in page
    assert "青禾大学" in page
    assert "Qinghe University" not in page
    words = html.unescape(re.sub(r"<(style|svg).*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL))
    assert re.findall(r"[\u4e00-\u9fff] *[,;:.?!()]", words) == []


def test_both_languages_say_the_same_things() -> None:
    singular = {key for key in phrases("en") if key.endswith("_one")}
    assert phrases("en").keys() - singular == phrases("zh").keys()
    for key, phrase in phrases("zh").items():
        assert set(re.findall(r"{\w+}", phrase)) == set(re.findall(r"{\w+}", phrases("en")[key])), key


def test_numbers_and_charts_count_the_same_activities(sample: Graph) -> None:
    page = report(sample)
    counted = {what: int(n) for n, what in re.findall(r"<li><b>(\d+)</b> ([a-z, ]+)</li>", page)}
    whole = counted["events"] + counted["publications, documents"] + counted["projects"]
    by_kind = re.search(r"<title>Activities by kind</title><desc>(.*?)</desc>", page)
    assert by_kind is not None
    assert sum(int(row.rpartition(": ")[2]) for row in by_kind[1].split("; ")) == whole
    dated = re.search(r"(\d+) of the (\d+) activities have a date", page)
    assert dated is not None
    assert int(dated[2]) == whole
    by_month = re.search(
        r"<title>By month of 2005 \((\d+) of (\d+) with a month\)</title><desc>(.*?)</desc>", page
    )
    assert by_month is not None
    assert int(by_month[2]) == int(dated[1])  # all that are dated were in one year
    assert sum(int(row.rpartition(": ")[2]) for row in by_month[3].split("; ")) == int(by_month[1])


def test_lists_say_when_they_are_cut(basin: Graph, sample: Graph) -> None:
    ties = summary(sample).ties
    assert f"The first 5 of {ties} pairs." in report(sample)
    few = network_of(["甲", "乙", "丙"])
    assert "The first" not in report(few)


def test_the_picture_has_every_body_with_a_line_and_the_legend(basin: Graph) -> None:
    network = project(basin)
    drawn = picture(basin, "zh", network)
    tied = [node for node in network if network.degree(node)]
    names = [re.sub("<[^>]+>", "", text) for text in re.findall("<text.*?</text>", drawn)]
    assert {network.nodes[node]["label"] for node in tied} <= set(names)
    assert "合作过" in names
    english = re.sub("<[^>]+>", " ", picture(basin))
    assert "Qinghe University" in english.replace("  ", " ")
    assert "worked together" in english


def test_names_in_the_picture_stand_apart_and_within_its_frame(
    chrome: Chrome, sample: Graph, tmp_path: Path
) -> None:
    pages(chrome, report(sample), tmp_path)
    frame, *boxes = chrome.execute_script("""
        const picture = document.querySelector("figure svg");
        return [picture, ...picture.querySelectorAll("text[text-anchor=middle]")].map((element) => {
          const { left, top, right, bottom } = element.getBoundingClientRect();
          return [left, top, right, bottom];
        });""")
    for left, top, right, bottom in boxes:
        assert (
            frame[0] <= left + 1 and frame[1] <= top + 1 and right <= frame[2] + 1 and bottom <= frame[3] + 1
        )
    for one, other in combinations(boxes, 2):
        over = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
        assert min(over) < 3  # pixels: letters are of the fonts that are there


def test_a_picture_of_many_leaves_out_the_least_tied_and_the_report_says_so() -> None:
    many = network_of([f"机构{n}" for n in range(MOST + 5)])
    assert f"The {MOST} most tied of {MOST + 5} bodies" in report(many)
    assert picture(many).count("<circle") == MOST + 1  # one in the legend


def network_of(names: list[str]) -> Graph:
    """Return a graph in which each body organised an event with the next."""
    graph = Graph()
    bodies = [URIRef(f"https://example.org/{number}") for number in range(len(names))]
    for body, name in zip(bodies, names, strict=True):
        graph.add((body, RDF.type, ORG.Organization))
        graph.add((body, SKOS.prefLabel, Literal(name, "zh")))
    for one, other in pairwise(bodies):
        event = URIRef(f"{one}/event")
        graph.add((event, RDF.type, SCHEMA.Event))
        for body in (one, other):
            graph.add((event, SCHEMA.organizer, body))
    return graph


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
