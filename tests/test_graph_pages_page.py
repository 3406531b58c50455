import subprocess
import sys
from itertools import combinations
from pathlib import Path

import networkx as nx
import pytest
from browsing import Page, resize, scale
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.expected_conditions import visibility_of_element_located
from selenium.webdriver.support.ui import WebDriverWait

from graph.pages.drawing import palette, wrap
from graph.pages.layout import layout
from graph.pages.page import page
from ontology.namespaces import SG
from ontology.terms import is_body, kinds

GRAPHS = Path(__file__).parent / "graphs"
BODY = "https://w3id.org/stakegraph/id/body/"
UNIVERSITY, FOUNDATION, BANK = (
    BODY + "qinghe-university",
    BODY + "lanwan-foundation",
    BODY + "chengjiang-bank",
)
COUNTY, NETWORK = BODY + "北岭县人民政府", BODY + "海岛气象网"


@pytest.fixture
def opened(chrome: Chrome, basin: Graph, tmp_path: Path) -> Page:
    return Page(chrome, page(basin, "流域 Basin"), tmp_path)


def test_the_head_counts_bodies_ties_and_bodies_without_a_tie(opened: Page) -> None:
    head = opened.chrome.find_element(By.TAG_NAME, "header").text
    assert head.startswith("流域 Basin\n6 bodies, 8 ties (and 1 bodies without a line, found by search).")


def test_the_page_asks_the_network_for_nothing_and_logs_no_error(opened: Page) -> None:
    opened.click(UNIVERSITY)
    assert [url for url in opened.requests() if not url.startswith(("file:", "data:"))] == []
    assert opened.log("browser") == []


@pytest.mark.parametrize("words", ["青禾", "qinghe univ", "QHU", "ＱＨＵ"])
def test_search_jumps_to_a_body_by_its_chinese_or_english_name(opened: Page, words: str) -> None:
    opened.jump(words)
    assert opened.selection()["nodes"] == [UNIVERSITY]
    assert "Qinghe University\n青禾大学" in opened.panel()


def test_a_body_that_was_jumped_to_stands_clear_of_the_panel(opened: Page) -> None:
    opened.jump("青禾大学")
    x = opened.chrome.execute_script(
        "return network.canvasToDOM(network.getPosition(arguments[0])).x"
        " + document.getElementById('network').getBoundingClientRect().left",
        UNIVERSITY,
    )
    assert x < opened.chrome.find_element(By.ID, "panel").rect["x"]


def test_search_lists_names_that_begin_so_before_names_that_hold_it(opened: Page) -> None:
    opened.search("澄")
    assert opened.matches() == ["Chengjiang Development Bank\n澄江开发银行\nbank", "澄江市\nplace"]
    opened.search("c")
    begins, holds = ("Chengjiang Development Bank", "Clear Spring Initiative"), "Qinghe University"
    assert [names.split("\n")[0] for names in opened.matches()][:2] == list(begins)
    opened.search("hu")
    assert [names.split("\n")[0] for names in opened.matches()] == [holds]


def test_the_arrow_keys_choose_among_several_that_match(opened: Page) -> None:
    opened.search("a")
    second = opened.matches()[1]
    opened.press(Keys.ARROW_DOWN)
    opened.press(Keys.ENTER)
    assert second in opened.panel()


def test_a_name_that_nothing_has_is_said_to_be_unknown(opened: Page) -> None:
    opened.search("火星")
    assert opened.chrome.find_element(By.ID, "matches").text == "Nothing has such a name"


def test_a_body_without_a_tie_is_found_though_not_drawn(opened: Page) -> None:
    opened.jump("远山技术公司")
    assert "Worked with no other body" in opened.panel()
    assert opened.selection()["nodes"] == []


def test_a_click_on_a_tie_shows_the_activity_the_roles_and_the_quoted_sentence(opened: Page) -> None:
    opened.click(UNIVERSITY, FOUNDATION)
    panel = opened.panel()
    assert "流域治理论坛" in panel
    assert "2031-05-12" in panel
    assert "organizer" in panel
    quote = opened.chrome.find_element(By.CSS_SELECTOR, "#panel blockquote")
    assert quote.text.startswith("由青禾大学与蓝湾水务基金会联合主办的流域治理论坛于2031年5月12日")
    assert "论坛年年都有" not in quote.text
    assert quote.find_element(By.TAG_NAME, "mark").text == "由青禾大学与蓝湾水务基金会联合主办的流域治理论坛"
    assert quote.find_element(By.TAG_NAME, "footer").text == "T/2031/7, paragraph 1"


def test_a_partnership_said_as_such_shows_the_words_that_say_so(opened: Page) -> None:
    opened.jump("北岭县人民政府")
    row = opened.chrome.find_element(By.XPATH, "//aside//li//button[contains(., '青禾大学')]")
    row.click()
    assert "结成了伙伴" in opened.panel()


def test_a_click_on_a_body_shows_its_names_kind_measures_and_ties(opened: Page) -> None:
    opened.click(FOUNDATION)
    panel = opened.panel()
    for words in ("蓝湾水务基金会", "Lanwan Water Foundation", "蓝湾基金", "foundation", "betweenness"):
        assert words in panel
    assert "澄江开发银行" in panel


def test_a_body_that_is_pointed_at_says_its_names_beside_it(opened: Page) -> None:
    drawing = opened.chrome.find_element(By.ID, "network")
    x, y = opened.at(FOUNDATION)
    ActionChains(opened.chrome).move_to_element_with_offset(drawing, x, y).perform()
    tooltip = WebDriverWait(opened.chrome, 10).until(
        visibility_of_element_located((By.CLASS_NAME, "vis-tooltip"))
    )
    assert tooltip.text == "Lanwan Water Foundation\n蓝湾水务基金会"
    middle = (drawing.rect["x"] + drawing.rect["width"] / 2, drawing.rect["y"] + drawing.rect["height"] / 2)
    assert abs(tooltip.rect["x"] - middle[0] - x) < 60
    assert abs(tooltip.rect["y"] + tooltip.rect["height"] - middle[1] - y) < 60


def test_what_is_not_spoken_of_fades_until_the_panel_closes(opened: Page) -> None:
    opacity = "return network.body.data.nodes.get(arguments[0]).opacity"
    opened.jump("澄江开发银行")
    assert opened.chrome.execute_script(opacity, BANK) == 1
    assert opened.chrome.execute_script(opacity, COUNTY) < 0.5
    opened.press(Keys.ESCAPE)
    assert opened.chrome.execute_script(opacity, COUNTY) == 1


def test_the_body_jumped_to_keeps_its_label_and_bodies_apart_from_it_lose_theirs(opened: Page) -> None:
    opened.jump("澄江开发银行")
    named = {name["id"] for name in opened.named()}
    assert BANK in named
    assert COUNTY not in named


@pytest.mark.parametrize("size", [(1400, 900), (1920, 1080), (390, 844)])
def test_names_cover_nothing_and_none_is_cut(
    chrome: Chrome, basin: Graph, tmp_path: Path, size: tuple[int, int]
) -> None:
    shown = Page(chrome, page(basin, "流域"), tmp_path, size=size)
    boxes = [name["box"] for name in shown.named()]
    assert len(boxes) >= 5
    left, top, right, bottom = shown.view()
    circles = shown.circles()
    for position, box in enumerate(boxes):
        assert left <= box[0] and top <= box[1] and box[2] <= right and box[3] <= bottom
        for other in [*boxes[position + 1 :], *circles]:
            assert box[0] >= other[2] or other[0] >= box[2] or box[1] >= other[3] or other[1] >= box[3]


def test_the_drawing_fills_its_stage_lying_and_upright(chrome: Chrome, basin: Graph, tmp_path: Path) -> None:
    html = page(basin, "流域")
    for size in ((1400, 900), (700, 1400)):
        shown = Page(chrome, html, tmp_path, size=size)
        left, top, right, bottom = shown.view()
        columns = list(zip(*shown.circles(), *(name["box"] for name in shown.named()), strict=True))
        wide, high = max(columns[2]) - min(columns[0]), max(columns[3]) - min(columns[1])
        assert wide * high >= 0.45 * (right - left) * (bottom - top)


def test_slash_goes_to_the_search_and_escape_closes_the_panel(opened: Page) -> None:
    opened.press("/")
    assert opened.chrome.switch_to.active_element.get_attribute("id") == "query"
    opened.jump("青禾大学")
    assert opened.chrome.find_element(By.ID, "panel").is_displayed()
    opened.press(Keys.ESCAPE)
    assert not opened.chrome.find_element(By.ID, "panel").is_displayed()


def test_every_control_has_a_name_that_screen_readers_can_say(opened: Page) -> None:
    opened.jump("青禾大学")
    for element in opened.chrome.find_elements(By.CSS_SELECTOR, "input, button, summary, [role]"):
        assert not element.is_displayed() or element.accessible_name, element.get_attribute("outerHTML")


def test_the_whole_stays_in_view_when_the_window_changes(
    chrome: Chrome, basin: Graph, tmp_path: Path
) -> None:
    html = page(basin, "流域")
    Page(chrome, html, tmp_path, size=(1400, 800))
    whole = scale(chrome)
    Page(chrome, html, tmp_path, size=(1400, 300))
    assert scale(chrome) < whole
    resize(chrome, 1400, 800)
    # A hair's breadth apart, since labels are measured anew at the size at which they were last drawn.
    WebDriverWait(chrome, 10).until(lambda _: scale(chrome) == pytest.approx(whole, rel=0.02))


def test_a_view_that_the_reader_has_moved_is_left_alone(opened: Page) -> None:
    drawing = opened.chrome.find_element(By.ID, "network")
    corner = (-drawing.size["width"] // 2 + 20, -drawing.size["height"] // 2 + 20)  # where no body stands
    drag = ActionChains(opened.chrome).move_to_element_with_offset(drawing, *corner).click_and_hold()
    drag.move_by_offset(100, 0).move_by_offset(300, 0).release().perform()
    moved = opened.chrome.execute_script("return network.getViewPosition().x")
    resize(opened.chrome, 1400, 600)
    WebDriverWait(opened.chrome, 10).until(lambda _: scale(opened.chrome) < 1)
    opened.chrome.execute_async_script("setTimeout(arguments[0], 50)")
    assert opened.chrome.execute_script("return network.getViewPosition().x") == pytest.approx(moved)


def test_a_narrow_screen_is_not_wider_than_itself(chrome: Chrome, basin: Graph, tmp_path: Path) -> None:
    narrow = Page(chrome, page(basin, "流域 Basin"), tmp_path, (390, 800))
    narrow.jump("青禾大学")
    assert chrome.execute_script("return document.documentElement.scrollWidth") == 390
    panel = chrome.find_element(By.ID, "panel").rect
    assert panel["width"] == 390
    assert panel["y"] > 200


def test_names_that_hold_markup_stay_text(chrome: Chrome, tmp_path: Path) -> None:
    hostile = Graph().parse(GRAPHS / "hostile.ttl")
    shown = Page(chrome, page(hostile, "</title><script>window.broken=true</script>"), tmp_path)
    shown.click(BODY + "a", BODY + "b")
    assert "<img src=x onerror=" in shown.panel()
    shown.jump("乙")
    assert chrome.execute_script("return window.broken") is None
    assert chrome.find_elements(By.CSS_SELECTOR, "#panel img") == []


def test_only_web_addresses_become_links(chrome: Chrome, tmp_path: Path) -> None:
    graph = Graph().parse(GRAPHS / "basin.ttl")
    graph.add((URIRef(UNIVERSITY), SKOS.exactMatch, URIRef("javascript:alert(1)")))
    graph.add((URIRef(UNIVERSITY), SKOS.exactMatch, URIRef("https://example.org/qinghe")))
    shown = Page(chrome, page(graph, "流域"), tmp_path)
    shown.jump("青禾大学")
    links = [link.get_attribute("href") for link in chrome.find_elements(By.CSS_SELECTOR, "#panel a")]
    assert links == ["https://example.org/qinghe"]


def test_a_graph_without_ties_gives_a_page_that_says_so(chrome: Chrome, tmp_path: Path) -> None:
    shown = Page(chrome, page(Graph(), "空"), tmp_path)
    assert "No two bodies" in chrome.find_element(By.TAG_NAME, "main").text
    assert shown.log("browser") == []


def test_the_page_is_the_same_bytes_whatever_the_order_of_hashes() -> None:
    code = (
        "import sys, rdflib; from graph.pages.page import page;"
        "sys.stdout.buffer.write(page(rdflib.Graph().parse(sys.argv[1]), 'x').encode())"
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
    assert one == other
    assert one.startswith(b"<!DOCTYPE html>")


def test_every_kind_of_body_has_a_look_of_its_own() -> None:
    assert set(palette()) == {name for name in kinds() if is_body(name)}
    assert len({look.colour for look in palette().values()}) == len(palette())


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("青禾大学", ["青禾大学"]),
        ("蓝湾流域水务合作理事会", ["蓝湾流域水务", "合作理事会"]),
        ("Lanwan Water Foundation", ["Lanwan Water", "Foundation"]),
        ("Qinghe理工大学", ["Qinghe理工大学"]),
        ("青禾流域节水论坛：北岭县的年会", ["青禾流域节水论", "坛：北岭县的年会"]),
        ("", []),
    ],
)
def test_names_break_into_even_lines_between_words_and_after_punctuation(name: str, lines: list[str]) -> None:
    assert wrap(name).split("\n") == (lines or [""])


def test_no_two_boxes_of_a_layout_overlap() -> None:
    network: nx.Graph[str] = nx.Graph((f"b{i}", f"b{i // 3}") for i in range(1, 40))
    network.add_edge("x", "y")
    boxes = dict.fromkeys(network, (150.0, 70.0))
    places = layout(network, boxes)
    for one, other in combinations(sorted(network), 2):
        (x1, y1), (x2, y2) = places[one], places[other]
        assert abs(x1 - x2) >= 149 or abs(y1 - y2) >= 69, (one, other)


def test_the_head_is_in_the_language_of_the_view_and_marks_a_title_that_was_made(
    chrome: Chrome, basin: Graph, tmp_path: Path
) -> None:
    graph = Graph() + basin
    report = graph.value(predicate=RDF.type, object=SG.Report)
    assert report
    graph.add((report, SG.madeName, Literal("Progress in the Basin", lang="en")))
    shown = Page(chrome, page(graph), tmp_path)
    assert (chrome.title, shown.chrome.find_element(By.TAG_NAME, "h1").text) == (
        "Progress in the Basin*",
    ) * 2
    shown.chrome.find_element(By.ID, "language").click()
    assert (chrome.title, shown.chrome.find_element(By.TAG_NAME, "h1").text) == ("蓝湾流域合作进展",) * 2


def test_a_title_that_was_asked_for_is_that_of_both_views(opened: Page) -> None:
    for _ in range(2):
        assert opened.chrome.title == "流域 Basin"
        opened.chrome.find_element(By.ID, "language").click()
