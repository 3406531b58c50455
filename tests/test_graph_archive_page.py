"""The page of an archive as a reader meets it, in a browser, and what the server answers to others."""

import json
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsing import Page, Served
from rdflib import Graph
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

from graph.archive.index import Index
from graph.publish.serving import Server
from graph.store.asking import Limits
from graph.store.files import load
from graph.store.store import open_store, put

GRAPHS = Path(__file__).parent / "graphs"
BODY = "https://w3id.org/stakegraph/id/body/"
UNIVERSITY, COUNTY = "body/qinghe-university", "body/北岭县人民政府"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where an archive of two reports is served."""
    store = str(tmp_path_factory.mktemp("archive") / "store")
    put(open_store(store), [load(GRAPHS / name) for name in ("basin.ttl", "basin-later.ttl")])
    server = Server(store, 0, Limits(10.0, 100, 500, 1_000_000), "", Index(store))
    threading.Thread(target=server.run, daemon=True).start()
    yield server.address
    server.close()


@pytest.fixture
def visit(chrome: Chrome, address: str) -> Callable[..., Page]:
    return lambda at="lang=en", size=(1400, 900): Served(chrome, address, size, at)


def until(shown: Page, what: Callable[[], object]) -> None:
    """Wait until what was asked for has come; what is made anew while it is looked at is looked at again."""
    wait = WebDriverWait(shown.chrome, 20, ignored_exceptions=[StaleElementReferenceException])
    wait.until(lambda _: what())


def drawn(shown: Page) -> set[str]:
    return {
        urllib.parse.unquote(str(node).removeprefix(BODY))
        for node in shown.chrome.execute_script("return network.body.data.nodes.getIds()")
    }


def hash_of(shown: Page) -> str:
    found: str = shown.chrome.execute_script("return decodeURIComponent(location.hash)")
    return found


def head(shown: Page) -> str:
    return shown.chrome.find_element(By.ID, "head").text


def press(shown: Page, words: str) -> None:
    shown.chrome.find_element(By.XPATH, f"//button[contains(., '{words}')]").click()


def choose(shown: Page, words: str) -> None:
    """Type a name and go to the first that is found."""
    shown.search(words)
    until(shown, shown.matches)
    shown.chrome.find_element(By.ID, "query").send_keys(Keys.ENTER)


def test_the_first_view_has_the_totals_and_the_most_tied(visit: Callable[..., Page], address: str) -> None:
    shown = visit()
    assert "An archive of 2 reports" in head(shown)
    assert "statements in 2 reports" in head(shown)
    assert "qinghe-university" in drawn(shown)
    assert shown.chrome.find_element(By.ID, "panel").is_displayed() is False
    asked = [url for url in shown.requests() if not url.startswith(("data:", "about:"))]
    assert asked
    assert all(url.startswith(address) for url in asked)
    assert not [line for line in shown.log("browser") if "favicon" not in line]


def test_a_body_is_found_as_one_types_and_stands_among_its_partners(visit: Callable[..., Page]) -> None:
    shown = visit()
    shown.search("qinghe univ")
    until(shown, lambda: "青禾大学" in "".join(shown.matches()))
    shown.chrome.find_element(By.ID, "query").send_keys(Keys.ENTER)
    until(shown, lambda: "Worked with" in shown.panel())
    assert "青禾大学" in shown.panel()
    assert f"node={UNIVERSITY}" in hash_of(shown)
    assert "around" in head(shown)


def test_a_tie_opens_to_the_sentences_and_back_leads_back(visit: Callable[..., Page]) -> None:
    shown = visit(f"lang=en&node={UNIVERSITY}")
    until(shown, lambda: "Worked with" in shown.panel())
    shown.chrome.find_element(By.CSS_SELECTOR, "#content ul button").click()
    until(shown, lambda: shown.chrome.find_elements(By.TAG_NAME, "mark"))
    assert "Worked together" in shown.panel()
    assert "paragraph" in shown.panel()
    shown.chrome.back()
    until(shown, lambda: "Worked with" in shown.panel())


def test_an_activity_and_a_place_are_found_and_opened(visit: Callable[..., Page]) -> None:
    shown = visit()
    choose(shown, "流域治理论坛")
    until(shown, lambda: "Who took part" in shown.panel())
    choose(shown, "澄江市")
    until(shown, lambda: "held here" in shown.panel())


def test_a_period_is_asked_for_and_can_be_cleared(visit: Callable[..., Page]) -> None:
    shown = visit(f"lang=en&node={UNIVERSITY}")
    until(shown, lambda: "Worked with" in shown.panel())
    before = shown.panel()
    years = [option.text for option in Select(shown.chrome.find_element(By.ID, "from")).options][1:]
    Select(shown.chrome.find_element(By.ID, "to")).select_by_visible_text(years[0])
    until(shown, lambda: shown.panel() != before)
    assert f"to={years[0]}" in hash_of(shown)
    press(shown, "Clear filters")
    until(shown, lambda: shown.panel() == before)


def test_a_path_leads_from_one_body_to_another(visit: Callable[..., Page]) -> None:
    shown = visit(f"lang=en&node={UNIVERSITY}")
    until(shown, lambda: "Path from here" in shown.panel())
    press(shown, "Path from here")
    until(shown, lambda: "at the other end" in shown.panel())
    choose(shown, "北岭县人民政府")
    until(shown, lambda: "step" in shown.panel())
    assert {"qinghe-university", "北岭县人民政府"} <= drawn(shown)
    assert "path=" in hash_of(shown)
    shown.chrome.find_element(By.CSS_SELECTOR, "#content ul button").click()
    until(shown, lambda: shown.chrome.find_elements(By.TAG_NAME, "mark"))
    assert "北岭县人民政府" in drawn(shown)  # the chain stays


def test_a_link_reopens_what_somebody_saw_in_the_other_language(visit: Callable[..., Page]) -> None:
    shown = visit(f"lang=zh&node={urllib.parse.quote(COUNTY)}")
    until(shown, lambda: "北岭县人民政府" in shown.panel())
    assert shown.chrome.find_element(By.ID, "title").text == "2 份报告的档案"
    press(shown, "English")
    assert "An archive" in head(shown)
    assert "Path from here" in shown.panel()


def test_a_kind_that_is_unticked_goes_and_comes_back(visit: Callable[..., Page]) -> None:
    shown = visit(f"lang=en&node={UNIVERSITY}")
    until(shown, lambda: len(drawn(shown)) > 1)
    before = drawn(shown)
    boxes = shown.chrome.find_elements(By.CSS_SELECTOR, "#kinds input")
    boxes[-1].click()
    until(shown, lambda: drawn(shown) < before)
    shown.chrome.find_elements(By.CSS_SELECTOR, "#kinds input")[-1].click()
    until(shown, lambda: drawn(shown) == before)


def test_what_is_not_there_is_told_and_the_first_view_shown(visit: Callable[..., Page]) -> None:
    shown = visit("lang=en&node=body/nobody&activity=none")
    said = shown.chrome.find_element(By.ID, "unknown").text
    assert "body/nobody" in said
    assert "qinghe-university" in drawn(shown)


def test_a_server_that_has_gone_is_told(visit: Callable[..., Page]) -> None:
    shown = visit()
    shown.chrome.execute_script("window.fetch = () => Promise.reject(new Error('gone'))")
    shown.chrome.execute_script("location.hash = 'lang=en&node=body/qinghe-university'")
    until(shown, lambda: "gone" in shown.chrome.find_element(By.ID, "unknown").text)
    assert drawn(shown)


def call(address: str, path: str, **headers: str) -> tuple[int, str]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with urllib.request.urlopen(
            urllib.request.Request(address + path, headers=named), timeout=30
        ) as reply:
            return reply.status, reply.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


@pytest.mark.parametrize("path", ["/", "/view", "/search?q=x", "/sparql?query=ASK+%7B%7D"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_other_sites_are_refused(address: str, path: str, headers: dict[str, str]) -> None:
    assert call(address, path, **headers)[0] == 403


@pytest.mark.parametrize(
    "path",
    [
        "/view?focus=%00&tie=%ff&pages=99999999999999999999",
        "/view?path=" + "a+" * 5000,
        "/view?from=%E2%82%82&belonging=+++",
        "/search?q=%22%27%2A%28",
        "/search",
        "/search?q=" + "%E9%9D%92" * 5000,
    ],
)
def test_whatever_is_asked_is_answered_in_bounds(address: str, path: str) -> None:
    code, text = call(address, path)
    assert code == 200
    assert len(text) < 1_000_000
    json.loads(text)


def test_too_many_fields_are_refused_in_a_line(address: str) -> None:
    code, text = call(address, "/view?" + "&".join(f"a{n}=1" for n in range(100)))
    assert (code, text.count("\n")) == (400, 1)


def test_a_graph_that_is_no_archive_has_its_page_and_no_more(basin: Graph, tmp_path: Path) -> None:
    server = Server(str(GRAPHS / "basin.ttl"), 0, Limits(10.0, 100, 500, 1_000_000), "流域")
    threading.Thread(target=server.run, daemon=True).start()
    assert call(server.address, "/view")[0] == 404
    assert "青禾大学" in call(server.address, "/")[1]
    server.close()
