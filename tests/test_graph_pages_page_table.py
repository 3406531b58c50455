"""What readers take away from a page, its tables, its addresses and its keys."""

import base64
import csv
import io
import re
import struct
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from browsing import Page, printed
from rdflib import Graph, URIRef
from rdflib.namespace import ORG, RDF
from selenium.webdriver import Chrome
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from graph.pages.explorer import explorer
from graph.pages.page import page
from ontology.namespaces import SG

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


def test_the_drawing_is_printed_on_one_page_with_its_legend_and_no_control(visit: Open) -> None:
    sheets = printed(visit().chrome)
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
    text = printed(visit("table=bodies").chrome)[0].get_textpage().get_text_bounded()
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


def box(shown: Page, selector: str) -> dict[str, float]:
    found: dict[str, float] = shown.chrome.execute_script(
        "return document.querySelector(arguments[0]).getBoundingClientRect().toJSON()", selector
    )
    return found


def test_a_row_opens_what_proves_it_and_every_column_can_be_sorted_beside_the_panel(visit: Open) -> None:
    shown = visit("table=ties")
    shown.chrome.find_element(By.CSS_SELECTOR, "#rows tbody tr td:nth-child(3)").click()
    assert shown.chrome.find_elements(By.CSS_SELECTOR, "#panel blockquote mark")
    assert len(shown.chrome.find_elements(By.CSS_SELECTOR, "#rows [aria-current='true']")) == 1
    assert box(shown, "#table")["right"] <= box(shown, "#panel")["left"] + 1
    for column in range(1, 6):
        head = f"#rows thead th:nth-child({column})"
        before = shown.chrome.find_element(By.CSS_SELECTOR, head).get_attribute("aria-sort")
        shown.chrome.find_element(By.CSS_SELECTOR, f"{head} button").click()
        after = shown.chrome.find_element(By.CSS_SELECTOR, head).get_attribute("aria-sort")
        assert after in {"ascending", "descending"}
        assert after != before


def test_a_sentence_that_proves_several_things_is_shown_once(visit: Open) -> None:
    shown = visit("view=what")
    activity = shown.chrome.execute_script(
        "return network.body.data.nodes.get().find(({ title }) => title.includes('流域治理论坛')).id"
    )
    shown.click(activity)
    sentences = [one.text for one in shown.chrome.find_elements(By.CSS_SELECTOR, "#panel blockquote")]
    assert len(shown.chrome.find_elements(By.CSS_SELECTOR, "#panel mark")) > len(sentences)
    assert len(sentences) == len(set(sentences))


@pytest.mark.parametrize(
    ("at", "head"),
    [
        ("", "Click a line"),
        ("view=what", "6 bodies, 3 activities. Click an activity"),
        ("table=bodies", "7 bodies. Click a row"),
        ("table=ties&weight=2", "1 ties. Click a row"),
        ("focus=" + FOUNDATION, "around Lanwan Water Foundation. Click a line"),
    ],
)
def test_the_head_says_what_the_view_has_and_what_can_be_done_there(visit: Open, at: str, head: str) -> None:
    assert head in " ".join(visit(at).chrome.find_element(By.ID, "head").text.split())


def test_the_panel_makes_the_drawing_refit_and_gives_the_room_back(visit: Open) -> None:
    shown = visit()
    before, whole = box(shown, "#network canvas"), shown.view()
    shown.jump("青禾大学")
    assert box(shown, "#network canvas")["right"] <= box(shown, "#panel")["left"] + 1
    left, top, right, bottom = shown.view()
    for x, y in shown.chrome.execute_script(
        "return [arguments[0], ...network.getConnectedNodes(arguments[0])]"
        ".map((id) => Object.values(network.getPosition(id)))",
        UNIVERSITY,
    ):
        assert left <= x <= right
        assert top <= y <= bottom
    names = [name["box"] for name in shown.named()]
    assert min(name[0] for name in names) >= left
    assert max(name[2] for name in names) <= right
    shown.press(Keys.ESCAPE)
    assert box(shown, "#network canvas") == before
    shown.chrome.execute_async_script("setTimeout(arguments[0], 50)")
    assert shown.view() == pytest.approx(whole)


def test_a_double_click_focuses_on_a_body(visit: Open) -> None:
    shown = visit()
    x, y = shown.chrome.execute_script(
        "const { x, y } = network.canvasToDOM(network.getPosition(arguments[0]));"
        "const { left, top } = document.getElementById('network').getBoundingClientRect();"
        "return [Math.round(left + x), Math.round(top + y)];",
        BANK,
    )
    mouse = ActionBuilder(shown.chrome)
    mouse.pointer_action.move_to_location(x, y).double_click()
    mouse.perform()
    assert "around Chengjiang" in shown.chrome.find_element(By.ID, "counts").text


def test_addresses_are_short_and_old_ones_with_iris_lead_to_the_same(visit: Open) -> None:
    old = visit("node=" + quote(UNIVERSITY, safe=""))
    panel = old.panel()
    assert "Qinghe University" in panel
    old.chrome.find_element(By.ID, "view-what").click()
    short = old.chrome.execute_script("return location.hash.slice(1)")
    assert len(short) < 40
    assert visit(short).panel() == panel


def test_an_address_of_what_the_page_does_not_have_says_so_until_the_reader_goes_on(visit: Open) -> None:
    shown = visit("node=999")
    said = shown.chrome.find_element(By.ID, "unknown")
    assert "node=999" in said.text
    shown.jump("青禾大学")
    assert not said.is_displayed()


def test_arrow_keys_go_along_the_ties_of_a_body_and_enter_opens_them(visit: Open) -> None:
    shown = visit()
    shown.jump("蓝湾水务基金会")
    shown.press(Keys.ARROW_RIGHT)
    first = shown.chrome.find_element(By.ID, "pointed").text
    shown.press(Keys.ARROW_RIGHT)
    assert shown.chrome.find_element(By.ID, "pointed").text != first
    shown.press(Keys.ARROW_LEFT)
    assert shown.chrome.find_element(By.ID, "pointed").text == first
    assert shown.selection()["nodes"] == [FOUNDATION]
    shown.press(Keys.ENTER)
    assert shown.chrome.find_elements(By.CSS_SELECTOR, "#panel blockquote mark")
    shown.press(Keys.ENTER)
    assert shown.chrome.find_element(By.CSS_SELECTOR, "#panel h2").text == first.split(",")[0]


def test_measures_are_explained_where_they_stand_in_both_languages(visit: Open) -> None:
    shown = visit("table=bodies")
    assert "counted once with each partner" in shown.chrome.find_element(By.ID, "sorted").text
    shown.jump("青禾大学")
    shown.chrome.find_element(By.ID, "language").click()
    assert "与多少个机构合作过" in shown.panel()


def test_where_all_share_a_value_none_is_ranked() -> None:
    graph = Graph()
    for body in (UNIVERSITY, BANK):
        graph.add((URIRef(body), RDF.type, ORG.Organization))
    graph.add((URIRef(UNIVERSITY), SG.partneredWith, URIRef(BANK)))
    found = explorer(graph)
    assert [body["measures"][0] for body in found["bodies"]] == [1, 1]
    assert [body["ranks"][0] for body in found["bodies"]] == [None, None]


def test_the_table_of_bodies_has_room_beside_the_panel(chrome: Chrome, basin: Graph, tmp_path: Path) -> None:
    shown = Page(
        chrome, page(basin, "流域"), tmp_path, (1920, 1080), "table=bodies&node=qinghe-university&lang=en"
    )
    width, room = shown.chrome.execute_script(
        "const { scrollWidth, clientWidth } = document.getElementById('table'); return [scrollWidth, clientWidth];"
    )
    assert width <= room


def colours(shown: Page) -> set[tuple[int, ...]]:
    """The colours that are on the canvas."""
    found = shown.chrome.execute_script(
        """const canvas = document.querySelector("#network canvas");
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        const seen = new Set(new Uint32Array(data.buffer));
        return [...seen].map((one) => [one & 255, (one >> 8) & 255, (one >> 16) & 255]);"""
    )
    return {tuple(one) for one in found}


def test_page_and_drawing_are_dark_where_the_reader_has_it_so_and_files_are_not(visit: Open) -> None:
    shown = visit()
    ink, light = (0x1B, 0x1F, 0x24), (0xE6, 0xED, 0xF3)
    assert ink in colours(shown)
    assert light not in colours(shown)
    features = [{"name": "prefers-color-scheme", "value": "dark"}]
    shown.chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    try:
        WebDriverWait(shown.chrome, 10).until(lambda _: light in colours(shown))
        assert ink not in colours(shown)
        paper = shown.chrome.find_element(By.TAG_NAME, "body").value_of_css_property("background-color")
        assert paper == "rgba(13, 17, 23, 1)"
        _, drawing = saved(shown, "svg")
        assert "#1b1f24" in drawing
        assert "#e6edf3" not in drawing
    finally:
        shown.chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
