"""What readers take away from a page, its tables, its addresses and its keys."""

import base64
import csv
import io
import re
import struct
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from browsing import Page
from rdflib import Graph
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from graph.pages.page import page

BODY = "https://w3id.org/stakegraph/id/body/"
UNIVERSITY, FOUNDATION, BANK = (
    BODY + "qinghe-university",
    BODY + "lanwan-foundation",
    BODY + "chengjiang-bank",
)
Open = Callable[..., Page]


@pytest.fixture
def visit(chrome: Chrome, basin: Graph, tmp_path: Path) -> Open:
    html = page(basin, "流域 Basin")
    return lambda at="", size=(1400, 900): Page(chrome, html, tmp_path, size, at)


def printed(shown: Page) -> pypdfium2.PdfDocument:
    found = shown.chrome.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    return pypdfium2.PdfDocument(base64.b64decode(found["data"]))


def test_the_drawing_is_printed_on_one_page_with_its_legend_and_no_control(visit: Open) -> None:
    sheets = printed(visit())
    assert len(sheets) == 1
    width, height = sheets[0].get_size()
    assert width > height
    text = sheets[0].get_textpage().get_text_bounded()
    for words in ("流域 Basin", "worked together", "bank"):
        assert words in text
    assert "Qinghe" in re.sub(r"(.)\1", r"\1", text)  # a name's outline is a text, too
    for words in ("Save view", "Clear filters", "Ways to take part"):
        assert words not in text


def test_where_the_table_is_shown_the_table_is_printed(visit: Open) -> None:
    text = printed(visit("table=bodies"))[0].get_textpage().get_text_bounded()
    assert "betweenness" in text
    assert "Save view" not in text


SAVED = """
const [id, done] = arguments;
const make = URL.createObjectURL;
HTMLAnchorElement.prototype.click = function () {
  fetched.then((data) => done([this.download, data]));
};
let fetched;
URL.createObjectURL = (blob) => {
  fetched = new Promise((found) => {
    const reader = new FileReader();
    reader.onload = () => found(reader.result);
    reader[blob.type === "image/png" ? "readAsDataURL" : "readAsText"](blob);
  });
  URL.createObjectURL = make;
  return make.call(URL, blob);
};
document.getElementById(id).click();
"""


def saved(shown: Page, form: str) -> tuple[str, str]:
    name, data = shown.chrome.execute_async_script(SAVED, f"export-{form}")
    return name, data


def test_the_picture_is_twice_as_fine_as_the_screen_with_room_for_title_and_legend(visit: Open) -> None:
    shown = visit()
    name, data = saved(shown, "png")
    picture = base64.b64decode(data.partition(",")[2])
    width, height = struct.unpack(">II", picture[16:24])
    stage = shown.chrome.find_element(By.ID, "stage").size
    assert name == "流域-Basin-network.png"
    assert width >= 2 * stage["width"]
    assert height >= 2 * (stage["height"] + 60)
    assert shown.log("browser") == []


def test_saved_ties_say_who_what_when_and_in_which_words(visit: Open) -> None:
    name, data = saved(visit("table=ties"), "csv")
    rows = list(csv.DictReader(io.StringIO(data.lstrip("\ufeff"))))
    assert name == "流域-Basin-ties.csv"
    row = next(row for row in rows if {row["Body: IRI"], row["Partner: IRI"]} == {UNIVERSITY, FOUNDATION})
    assert {row["Body: kind"], row["Partner: kind"]} == {"academic institution", "foundation"}
    assert "2031-05-12" in row["Dates"]
    assert "由青禾大学与蓝湾水务基金会联合主办的流域治理论坛" in row["Quotations"]
    assert row["Activities: IRI"].startswith("https://")


def test_saved_bodies_have_their_iris_and_the_file_says_what_it_holds(visit: Open) -> None:
    name, data = saved(visit("table=bodies&from=2031&to=2031"), "csv")
    assert name == "流域-Basin-2031-bodies.csv"
    assert UNIVERSITY in {row["Body: IRI"] for row in csv.DictReader(io.StringIO(data.lstrip("\ufeff")))}
