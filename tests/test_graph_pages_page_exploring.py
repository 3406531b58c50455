"""Exploring: filters, focus, trail, deep links, language, table, timeline, what is saved, keys, size."""

import csv
import io
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from browsing import Page
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import ORG, PROV, RDF, SKOS, XSD
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

from graph.pages.explorer import CORE
from graph.pages.page import page
from ontology.namespaces import NIF, OA, SCHEMA, SG

BODY = "https://w3id.org/stakegraph/id/body/"
UNIVERSITY, FOUNDATION, BANK = (
    BODY + "qinghe-university",
    BODY + "lanwan-foundation",
    BODY + "chengjiang-bank",
)
PLACE = "https://w3id.org/stakegraph/id/place/澄江市"
GRAPHS = Path(__file__).parent / "graphs"
COUNTY, INITIATIVE = BODY + "北岭县人民政府", BODY + "qingquan-initiative"
NETWORK = BODY + "海岛气象网"
Open = Callable[..., Page]


@pytest.fixture
def visit(chrome: Chrome, basin: Graph, tmp_path: Path) -> Open:
    html = page(basin, "流域 Basin")
    return lambda at="", size=(1400, 900): Page(chrome, html, tmp_path, size, at)


def drawn(shown: Page) -> set[str]:
    return set(shown.chrome.execute_script("return network.body.data.nodes.getIds()"))


def lines(shown: Page) -> set[str]:
    return set(shown.chrome.execute_script("return network.body.data.edges.getIds()"))


def tick(shown: Page, group: str, words: str) -> None:
    shown.chrome.find_element(By.XPATH, f"//*[@id='{group}']//label[contains(., '{words}')]/input").click()


def hash_of(shown: Page) -> str:
    found: str = shown.chrome.execute_script("return decodeURIComponent(location.hash)")
    return found


def press_button(shown: Page, words: str) -> None:
    shown.chrome.find_element(By.XPATH, f"//button[contains(., '{words}')]").click()


def test_a_kind_that_is_unticked_goes_and_comes_back(visit: Open) -> None:
    shown = visit()
    before = drawn(shown)
    tick(shown, "kinds", "bank")
    assert before - drawn(shown) == {BANK}
    assert f"{BANK} {INITIATIVE}" not in lines(shown)
    press_button(shown, "Clear filters")
    assert drawn(shown) == before


def test_a_way_to_take_part_that_is_unticked_takes_its_ties_along(visit: Open) -> None:
    shown = visit()
    shown.chrome.find_element(By.CSS_SELECTOR, "#legend details summary").click()
    tie = f"{UNIVERSITY} {COUNTY}"
    tick(shown, "relations", "partnered")
    assert tie in lines(shown)  # they also share the forum
    tick(shown, "relations", "host")
    assert tie not in lines(shown)


def test_ties_below_the_chosen_weight_go(visit: Open) -> None:
    shown = visit("weight=2")
    assert {" ".join(sorted(line.split())) for line in lines(shown)} == {
        " ".join(sorted((COUNTY, UNIVERSITY)))
    }
    assert "2 bodies, 1 ties" in shown.chrome.find_element(By.ID, "counts").text


def test_a_column_of_the_timeline_keeps_the_activities_of_its_period(visit: Open) -> None:
    shown = visit()
    column = shown.chrome.find_element(By.CSS_SELECTOR, "#columns button[aria-label^='2031-06']")
    assert column.accessible_name == "2031-06: 1 activities"
    column.click()
    assert drawn(shown) == {UNIVERSITY, INITIATIVE}
    assert "from=2031-06" in hash_of(shown)
    shown.chrome.find_element(By.CSS_SELECTOR, "#columns button[aria-label^='2031-06']").click()
    assert len(drawn(shown)) == 6


def test_the_years_can_be_chosen_from_lists(visit: Open) -> None:
    shown = visit()
    Select(shown.chrome.find_element(By.ID, "from")).select_by_value("2031-06")
    assert drawn(shown) == {UNIVERSITY, INITIATIVE}


def test_filters_that_leave_nothing_say_so(visit: Open) -> None:
    shown = visit("from=1999&to=1999")
    assert shown.chrome.find_element(By.ID, "empty").text == "The filters leave nothing to show."


def test_focus_shows_a_body_with_its_neighbours_step_by_step(visit: Open) -> None:
    shown = visit()
    shown.jump("澄江开发银行")
    press_button(shown, "Focus on it")
    near = drawn(shown)
    assert near == {BANK, FOUNDATION, INITIATIVE} or BANK in near
    press_button(shown, "One step farther")
    assert near < drawn(shown)
    press_button(shown, "One step nearer")
    assert drawn(shown) == near
    press_button(shown, "Show the whole network")
    assert len(drawn(shown)) == 6


def test_the_trail_leads_back(visit: Open) -> None:
    shown = visit()
    shown.jump("澄江开发银行")
    shown.jump("青禾大学")
    press_button(shown, "Back")
    assert shown.selection()["nodes"] == [BANK]
    shown.chrome.find_element(By.XPATH, "//nav//button[contains(., 'Qinghe')]").click()
    assert shown.selection()["nodes"] == [UNIVERSITY]


def test_a_deep_link_reopens_the_same_view(visit: Open) -> None:
    shown = visit()
    shown.jump("青禾大学")
    tick(shown, "kinds", "bank")
    Select(shown.chrome.find_element(By.ID, "colour")).select_by_value("community")
    shown.chrome.find_element(By.ID, "language").click()
    before = (drawn(shown), shown.panel(), hash_of(shown))
    again = visit(shown.chrome.execute_script("return location.hash.slice(1)"))
    assert (drawn(again), again.panel(), hash_of(again)) == before


@pytest.mark.parametrize(
    "at", ["node=nothing", "tie=a%20b", "view=x&steps=9&size=y", "lang=xx&from=no", "%%%", "steps=-1"]
)
def test_a_broken_link_opens_the_whole_network(visit: Open, at: str) -> None:
    shown = visit(at)
    assert len(drawn(shown)) == 6
    assert shown.log("browser") == []


def test_a_link_to_a_tie_opens_its_sentences_whichever_end_comes_first(visit: Open) -> None:
    for pair in ((UNIVERSITY, FOUNDATION), (FOUNDATION, UNIVERSITY)):
        assert "流域治理论坛" in visit("tie=" + "%20".join(pair)).panel()


def heading(shown: Page) -> str:
    return shown.panel().split("\n")[1]


def test_what_is_open_stands_in_the_address_and_back_opens_what_was_before(visit: Open) -> None:
    shown = visit("lang=zh")
    opened = []
    for name in ("流域治理论坛", "青禾大学", "澄江市"):
        shown.jump(name)
        opened.append((hash_of(shown), heading(shown)))
    assert [name for _, name in opened] == ["流域治理论坛", "青禾大学", "澄江市"]
    assert len({at for at, _ in opened}) == 3
    assert all(len(at) < 40 for at, _ in opened)
    for _, name in opened[1::-1]:
        shown.chrome.back()
        WebDriverWait(shown.chrome, 10).until(lambda _, name=name: heading(shown) == name)
    shown.chrome.back()
    WebDriverWait(shown.chrome, 10).until(lambda _: shown.panel() == "")
    for at, name in opened:
        assert heading(visit(at[1:])) == name


def test_an_activity_stays_open_when_the_language_or_a_filter_changes(visit: Open) -> None:
    shown = visit("view=what")
    shown.jump("流域治理论坛")
    shown.chrome.find_element(By.ID, "language").click()
    tick(shown, "kinds", "银行")
    assert heading(shown) == "流域治理论坛"
    assert len(shown.selection()["nodes"]) == 1


def test_an_address_holds_when_the_page_is_made_anew_of_more(
    chrome: Chrome, basin: Graph, visit: Open, tmp_path: Path
) -> None:
    shown = visit("lang=zh")
    addresses = []
    for name in ("北岭县人民政府", "流域手册", "澄江市"):
        shown.jump(name)
        addresses.append((hash_of(shown)[1:], name))
    more = Graph() + basin
    for n, kind in enumerate((SG.Company, SG.Forum, SCHEMA.Place)):
        more.add((URIRef(f"https://w3id.org/stakegraph/id/{n}"), RDF.type, kind))
    more.add((URIRef(BODY + "x"), SCHEMA.location, URIRef("https://w3id.org/stakegraph/id/2")))
    html = page(more, "more")
    for at, name in addresses:
        assert heading(Page(chrome, html, tmp_path, at=at)) == name


def test_how_bodies_belong_together_has_an_address_too(chrome: Chrome, tmp_path: Path) -> None:
    html = page(joint(4), "Joint")
    shown = Page(chrome, html, tmp_path)
    shown.jump("unit")
    shown.chrome.find_element(By.XPATH, "//aside//li//button[contains(., 'unit of')]").click()
    panel, at = shown.panel(), hash_of(shown)
    assert at == "#belonging=unit+unitOf+m0"
    again = Page(chrome, html, tmp_path, at=at[1:])
    assert again.panel() == panel
    assert again.selection()["edges"] == ["belongs:0"]


def test_how_bodies_belong_together_is_shown_with_the_words_that_say_so(
    chrome: Chrome, tmp_path: Path
) -> None:
    graph = Graph().parse(GRAPHS / "basin.ttl")
    state(graph, (URIRef(NETWORK), ORG.unitOf, URIRef(UNIVERSITY)), 7, "海岛气象网")
    shown = Page(chrome, page(graph, "流域"), tmp_path, at="node=qinghe-university")
    shown.chrome.find_element(By.XPATH, "//aside//li//button[contains(., 'unit of')]").click()
    assert "海岛气象网是清泉倡议的成员。" in shown.panel()
    assert shown.log("browser") == []


@pytest.mark.parametrize(
    "at", ["activity=gone", "place=gone", "belonging=a+unitOf+b", "tie=chengjiang-bank+qinghe-university"]
)
def test_an_address_of_what_is_no_longer_there_says_so_and_opens_the_page(visit: Open, at: str) -> None:
    shown = visit(at)
    said = shown.chrome.find_element(By.ID, "unknown").text
    assert said == f"The address names what this page does not have: {at.replace('+', ' ')}"
    assert len(drawn(shown)) == 6
    assert not shown.chrome.find_element(By.ID, "panel").is_displayed()


def test_the_language_changes_names_and_texts(visit: Open) -> None:
    shown = visit()
    label = "return network.body.data.nodes.get(arguments[0]).label.replace(/\\n/g, ' ')"
    assert shown.chrome.execute_script(label, UNIVERSITY) == "Qinghe University"
    shown.chrome.find_element(By.ID, "language").click()
    assert shown.chrome.execute_script(label, UNIVERSITY) == "青禾大学"
    assert "图例与筛选" in shown.chrome.find_element(By.TAG_NAME, "main").text
    assert shown.chrome.find_element(By.TAG_NAME, "html").get_attribute("lang") == "zh"
    shown.jump("青禾大学")
    assert shown.panel().split("\n")[1:3] == ["青禾大学", "Qinghe University"]


def test_bodies_and_activities_are_drawn_together(visit: Open) -> None:
    shown = visit("view=what")
    titles = shown.chrome.execute_script("return network.body.data.nodes.get().map((n) => n.title)")
    assert any("流域治理论坛" in title for title in titles)
    activity = next(
        node
        for node in shown.chrome.execute_script("return network.body.data.nodes.get()")
        if "流域治理论坛" in node["title"]
    )
    shown.click(activity["id"])
    assert "Who took part" in shown.panel()
    assert "由青禾大学与蓝湾水务基金会联合主办的流域治理论坛" in shown.panel()


def test_search_finds_activities_and_places_and_forgives_spelling(chrome: Chrome, tmp_path: Path) -> None:
    graph = Graph().parse(GRAPHS / "basin.ttl")
    graph.add((URIRef(PLACE), SKOS.prefLabel, Literal("Chengjiang City", lang="en")))
    shown = Page(chrome, page(graph, "流域"), tmp_path)
    shown.jump("qinhge univrsity")
    assert shown.selection()["nodes"] == [UNIVERSITY]
    shown.search("流域治理论谈")
    assert shown.matches()[0] == "Forum, Chengjiang City, 12 May 2031* – 流域治理论坛\nforum"
    shown.press(Keys.ENTER)
    assert "Who took part" in shown.panel()
    assert "forum · 2031-05-12 – 2031-05-13 · Chengjiang City" in shown.panel()
    shown.search("chengjang city")
    assert shown.matches()[-1] == "Chengjiang City\n澄江市\nplace"  # after the forum that is called by it
    shown.jump("chengjiang city")
    assert "Activities held here" in shown.panel()
    shown.chrome.find_element(By.XPATH, "//aside//li//button[contains(., 'Forum, Chengjiang City')]").click()
    assert "Who took part" in shown.panel()


def state(graph: Graph, triple: tuple[URIRef, URIRef, URIRef], paragraph: int, words: str) -> None:
    """Assert a triple by the words that a paragraph begins with."""
    report = "https://w3id.org/stakegraph/id/T-2031-7"
    statement = URIRef(f"{report}/statement/{len(graph)}")
    graph.add(triple)
    for predicate, target in (
        *zip((RDF.subject, RDF.predicate, RDF.object), triple, strict=True),
        (SG.modality, SG.asserted),
        (PROV.wasQuotedFrom, URIRef(f"{report}/paragraph/{paragraph}")),
        (OA.exact, Literal(words, lang="zh")),
        (NIF.beginIndex, Literal(0)),
        (NIF.endIndex, Literal(len(words))),
    ):
        graph.add((statement, predicate, target))


def test_search_finds_what_no_body_took_part_in_and_the_panel_says_what_is_said_of_it(
    chrome: Chrome, tmp_path: Path
) -> None:
    graph = Graph().parse(GRAPHS / "basin.ttl")
    alone = URIRef(BODY + "水日")
    where = URIRef("https://w3id.org/stakegraph/id/place/北岭县")
    graph.add((alone, RDF.type, SG.Forum))
    graph.add((alone, SKOS.prefLabel, Literal("水日", lang="zh")))
    graph.add((alone, SCHEMA.startDate, Literal("1999", datatype=XSD.gYear)))
    graph.add((where, SKOS.prefLabel, Literal("北岭县", lang="zh")))
    state(graph, (alone, SCHEMA.location, where), 7, "海岛气象网")
    shown = Page(chrome, page(graph, "流域"), tmp_path, at="view=what")
    columns = [column.accessible_name for column in chrome.find_elements(By.CSS_SELECTOR, "#columns button")]
    assert len(columns) == 12  # of 2031: the drawing has nothing of 1999
    before = drawn(shown)
    shown.jump("水日")
    panel = shown.panel()
    assert "forum · 1999 · 北岭县" in panel
    assert "No body is said to have taken part. What is said of it" in panel
    assert "海岛气象网是清泉倡议的成员。\nT/2031/7, paragraph 7" in panel
    assert drawn(shown) == before
    shown.jump("北岭县")
    assert "Activities held here" in shown.panel()
    assert "水日" in shown.panel()
    shown.jump("第二届流域治理论坛")
    assert "Only planned, as the text says" in shown.panel()
    assert "拟与澄江开发银行共同主办第二届流域治理论坛" in shown.panel()


def test_an_activity_that_is_found_is_shown_where_it_is_drawn(visit: Open) -> None:
    shown = visit("view=what")
    shown.jump("流域手册")
    shown.chrome.execute_async_script("setTimeout(arguments[0], 300)")  # the panel makes the drawing smaller
    (chosen,) = shown.selection()["nodes"]
    title = shown.chrome.execute_script("return network.body.data.nodes.get(arguments[0]).title", chosen)
    assert title.startswith("Manual")
    assert "Qinghe University" in shown.panel()
    shown.press(Keys.ESCAPE)
    assert shown.selection()["nodes"] == []


def test_the_legend_says_what_the_shapes_of_activities_stand_for(visit: Open) -> None:
    shown = visit("view=what")
    things = shown.chrome.find_element(By.ID, "things")
    assert [row.text for row in things.find_elements(By.TAG_NAME, "li")] == [
        "event1",
        "initiative1",
        "publication1",
    ]
    outlines = [path.get_attribute("d") for path in things.find_elements(By.TAG_NAME, "path")]
    assert len(set(outlines)) == 3
    shown.chrome.find_element(By.ID, "view-who").click()
    assert not shown.chrome.find_element(By.ID, "things-title").is_displayed()
    assert things.text == ""


def test_the_panel_tells_a_bodys_activities_in_time_order(visit: Open) -> None:
    shown = visit()
    shown.jump("青禾大学")
    times = [time.text for time in shown.chrome.find_elements(By.CSS_SELECTOR, "#panel time")]
    assert times == sorted(times)
    assert times[0] == "2031-05-12"


def rows(shown: Page) -> list[list[str]]:
    return [
        [cell.text for cell in row.find_elements(By.CSS_SELECTOR, "th, td")]
        for row in shown.chrome.find_elements(By.CSS_SELECTOR, "#rows tbody tr")
    ]


def test_the_table_lists_bodies_and_sorts_by_any_column(visit: Open) -> None:
    shown = visit()
    press_button(shown, "Table")
    weights = [float(row[3]) for row in rows(shown)]
    assert weights == sorted(weights, reverse=True)
    assert len(weights) == 7
    shown.chrome.find_element(By.XPATH, "//*[@id='rows']//thead//button[.='Body']").click()
    names = [row[0] for row in rows(shown)]
    assert names[0].startswith("Chengjiang")
    head = shown.chrome.find_element(By.XPATH, "//*[@id='rows']//thead//th[1]")
    assert head.get_attribute("aria-sort") == "ascending"
    shown.chrome.find_element(By.XPATH, "//*[@id='rows']//thead//button[.='Body']").click()
    assert [row[0] for row in rows(shown)] == names[::-1]


def test_each_measure_says_what_it_means(visit: Open) -> None:
    shown = visit("table=bodies")
    head = shown.chrome.find_element(By.XPATH, "//*[@id='rows']//thead//th[contains(., 'betweenness')]")
    assert "chains between others" in str(head.get_attribute("title"))


def test_the_table_of_ties_leads_to_their_sentences(visit: Open) -> None:
    shown = visit("table=ties")
    assert len(rows(shown)) == 8
    shown.chrome.find_element(By.CSS_SELECTOR, "#rows tbody th button").click()
    assert shown.chrome.find_elements(By.CSS_SELECTOR, "#panel blockquote mark")


SAVED = """
const [id, done] = arguments;
const make = URL.createObjectURL;
URL.createObjectURL = (blob) => {
  const reader = new FileReader();
  reader.onload = () => done([blob.type, reader.result]);
  reader[blob.type === "image/png" ? "readAsDataURL" : "readAsText"](blob);
  URL.createObjectURL = make;
  return make.call(URL, blob);
};
HTMLAnchorElement.prototype.click = () => {};
document.getElementById("export").open = true;
document.getElementById(id).click();
"""


def test_the_view_is_saved_as_a_picture(visit: Open) -> None:
    kind, data = visit().chrome.execute_async_script(SAVED, "export-png")
    assert kind == "image/png"
    assert data.startswith("data:image/png;base64,iVBOR")
    assert len(data) > 5000


def test_the_view_is_saved_as_a_drawing_with_every_name_in_it(visit: Open) -> None:
    shown = visit()
    kind, data = shown.chrome.execute_async_script(SAVED, "export-svg")
    root = ElementTree.fromstring(data)
    space = "{http://www.w3.org/2000/svg}"
    assert kind == "image/svg+xml"
    assert root.tag == f"{space}svg"
    assert len(list(root.iter(f"{space}line"))) == len(lines(shown))
    assert "Qinghe" in " ".join(root.itertext())


def test_the_view_is_saved_as_a_table_of_what_the_filters_leave(visit: Open) -> None:
    shown = visit("weight=2")
    kind, data = shown.chrome.execute_async_script(SAVED, "export-csv")
    found = list(csv.DictReader(io.StringIO(data.lstrip("\ufeff"))))
    assert kind.startswith("text/csv")
    assert [row["Shared activities"] for row in found] == ["2"]


def test_keys_open_the_table_and_the_focus_and_escape_leaves_them(visit: Open) -> None:
    shown = visit()
    shown.jump("青禾大学")
    shown.chrome.execute_script("document.activeElement.blur()")
    shown.press("f")
    assert "focus=" in hash_of(shown)
    shown.press(Keys.ESCAPE)
    shown.press(Keys.ESCAPE)
    assert hash_of(shown) == ""
    shown.press("t")
    assert shown.chrome.find_element(By.ID, "rows").is_displayed()


def test_the_whole_page_can_be_reached_with_the_tab_key(visit: Open) -> None:
    shown = visit()
    seen = []
    for _ in range(60):
        shown.press(Keys.TAB)
        seen.append(
            shown.chrome.execute_script("return document.activeElement.id || document.activeElement.tagName")
        )
    assert {"view-who", "query", "language", "colour", "network", "whole", "from"} <= set(seen)


def large(count: int) -> Graph:
    """A chain of bodies, each of which published something with the next, and all with the first."""
    graph = Graph(store="Oxigraph")
    bodies = [URIRef(f"{BODY}b{number:05}") for number in range(count)]
    for number, body in enumerate(bodies):
        for kind in (SG.NGO, ORG.Organization):
            graph.add((body, RDF.type, kind))
        graph.add((body, SKOS.prefLabel, Literal(f"第{number}号协会", lang="zh")))
    for number, pair in enumerate([*pairwise(bodies), *((bodies[0], body) for body in bodies[2:])]):
        work = URIRef(f"https://w3id.org/stakegraph/id/T/publication/{number}")
        graph.add((work, RDF.type, SG.Publication))
        graph.add((work, SKOS.prefLabel, Literal(f"第{number}号手册", lang="zh")))
        graph.add((work, SCHEMA.datePublished, Literal("2031", datatype=XSD.gYear)))
        for body in pair:
            graph.add((work, SCHEMA.publisher, body))
    return graph


def test_a_network_too_large_to_draw_opens_on_its_core_and_says_so(chrome: Chrome, tmp_path: Path) -> None:
    shown = Page(chrome, page(large(CORE + 40), "大"), tmp_path)
    assert len(drawn(shown)) == CORE
    assert (
        f"The {CORE} most tied of {CORE + 40} bodies are drawn"
        in shown.chrome.find_element(By.ID, "core").text
    )
    far = next(i for i in range(CORE + 40) if f"{BODY}b{i:05}" not in drawn(shown))
    shown.jump(f"第{far}号协会")
    assert "Worked with" in shown.panel()
    press_button(shown, "Focus on it")
    assert f"{BODY}b{far:05}" in drawn(shown)


def test_a_phone_shows_the_drawing_and_hides_the_filters(visit: Open) -> None:
    shown = visit("", (390, 800))
    assert shown.chrome.execute_script("return document.documentElement.scrollWidth") == 390
    assert shown.chrome.find_element(By.ID, "network").size["height"] > 350
    assert not shown.chrome.find_element(By.ID, "kinds").is_displayed()


def joint(members: int) -> Graph:
    """An initiative with members, the first of which has a unit that held an undated event with the last."""
    graph = Graph()
    names = [f"m{n}" for n in range(members)]
    for name in (*names, "i", "unit"):
        graph.add((URIRef(BODY + name), RDF.type, SG.Initiative if name == "i" else ORG.Organization))
        graph.add((URIRef(BODY + name), SKOS.prefLabel, Literal(name, lang="zh")))
    for name in names:
        graph.add((URIRef(BODY + name), ORG.memberOf, URIRef(BODY + "i")))
    graph.add((URIRef(BODY + "unit"), ORG.unitOf, URIRef(BODY + "m0")))
    for event, guest, year in (("e", names[-1], ""), ("f", names[1], "2031"), ("g", names[2], "2032")):
        graph.add((URIRef(BODY + event), RDF.type, SCHEMA.Event))
        graph.add((URIRef(BODY + event), SKOS.prefLabel, Literal(event, lang="zh")))
        for body in ("unit", guest):
            graph.add((URIRef(BODY + event), SCHEMA.organizer, URIRef(BODY + body)))
        if year:
            graph.add((URIRef(BODY + event), SCHEMA.startDate, Literal(year, datatype=XSD.gYear)))
    return graph


@pytest.mark.parametrize(("members", "star"), [(4, False), (12, True)])
def test_a_large_membership_is_drawn_as_a_star(
    chrome: Chrome, tmp_path: Path, members: int, star: bool
) -> None:
    shown = Page(chrome, page(joint(members), "Joint"), tmp_path)
    assert (f"{BODY}m0 {BODY}m1" not in lines(shown)) == star
    assert f"{BODY}i {BODY}m0" in lines(shown)
    shown.jump("m0")
    assert f"Worked with {members} bodies" in shown.panel()  # the members and the initiative itself


def test_belonging_is_drawn_apart_and_can_be_left_out(chrome: Chrome, tmp_path: Path) -> None:
    shown = Page(chrome, page(joint(4), "Joint"), tmp_path)
    assert "belongs:0" in lines(shown)
    shown.jump("unit")
    assert "Belongs, which is no partnership" in shown.panel()
    tick(shown, "lines", "belongs")
    assert "belongs:0" not in lines(shown)
    assert "apart=1" in hash_of(shown)


def test_units_rolled_up_count_as_their_parents(chrome: Chrome, tmp_path: Path) -> None:
    shown = Page(chrome, page(joint(12), "Joint"), tmp_path)
    assert f"{BODY}m0 {BODY}m11" not in lines(shown)
    kinds = shown.chrome.find_element(By.ID, "kinds")
    assert "organization13" in kinds.text
    tick(shown, "lines", "parent")
    assert BODY + "unit" not in drawn(shown)
    assert "organization12" in kinds.text
    assert f"{BODY}m0 {BODY}m11" in lines(shown)


def test_bodies_that_are_a_community_alone_have_no_colour_of_their_own(
    chrome: Chrome, tmp_path: Path
) -> None:
    graph = joint(4)
    graph.remove((URIRef(BODY + "e"), None, None))
    graph.remove((URIRef(BODY + "f"), None, None))
    graph.remove((URIRef(BODY + "g"), None, None))
    shown = Page(chrome, page(graph, "Joint"), tmp_path, at="colour=community")
    colour = "return network.body.data.nodes.get(arguments[0]).color"
    assert shown.chrome.execute_script(colour, BODY + "unit") == "#777777"
    assert shown.chrome.execute_script(colour, BODY + "m0") != "#777777"
    assert len(shown.chrome.find_elements(By.CSS_SELECTOR, "#communities li")) == 1


def test_the_period_says_how_many_undated_it_leaves_out_and_keeps_them(
    chrome: Chrome, tmp_path: Path
) -> None:
    shown = Page(chrome, page(joint(12), "Joint"), tmp_path, at="from=2031&to=2031")
    assert f"{BODY}m1 {BODY}unit" in lines(shown)
    assert f"{BODY}m11 {BODY}unit" not in lines(shown)
    assert shown.chrome.find_element(By.ID, "undated-said").text == "2 undated left out; keep them"
    shown.chrome.find_element(By.ID, "keep").click()
    assert f"{BODY}m11 {BODY}unit" in lines(shown)
    assert f"{BODY}m2 {BODY}unit" not in lines(shown)
