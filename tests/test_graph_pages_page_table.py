"""What readers take away from a page, its tables, its addresses and its keys."""

import base64
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from browsing import Page
from rdflib import Graph
from selenium.webdriver import Chrome

from graph.pages.page import page

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
    for words in ("流域 Basin", "Qinghe", "worked together", "bank"):
        assert words in text
    for words in ("Save view", "Clear filters", "Ways to take part"):
        assert words not in text


def test_where_the_table_is_shown_the_table_is_printed(visit: Open) -> None:
    text = printed(visit("table=bodies"))[0].get_textpage().get_text_bounded()
    assert "betweenness" in text
    assert "Save view" not in text
