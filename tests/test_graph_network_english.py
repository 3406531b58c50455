"""What things are called in English: stated names first, made ones marked, activities by what, where and when."""

import pytest
from rdflib import Graph, URIRef

from graph.network.english import english_title, in_words
from graph.network.names import find
from graph.network.projection import label, project
from graph.network.rolling import rolled_up
from graph.pages.explorer import explorer
from graph.pages.report import report
from graph.publish.exports import nodes_csv
from graph.review.corrections import correct
from graph.review.decisions import Decision

A = "https://example.org/"
GRAPH = """
@prefix : <https://example.org/> . @prefix sg: <https://w3id.org/stakegraph/ontology#> .
@prefix schema: <https://schema.org/> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
:r a sg:Report ; dcterms:identifier "T/1" ; dcterms:title "年度报告"@zh ; sg:madeName "Annual report"@en .
:bank a org:Organization ; skos:prefLabel "湖银行"@zh, "Lake Bank"@en ; sg:madeName "Bank of the Lake"@en .
:state a org:Organization, sg:Government ; skos:prefLabel "冰岛政府"@zh ; sg:madeName "Government of Iceland"@en .
:unit a org:Organization ; skos:prefLabel "冰岛秘书处"@zh ; sg:madeName "Secretariat"@en ; org:unitOf :state .
:ninth a schema:Event, sg:Meeting ; skos:prefLabel "第九次会议"@zh ; sg:madeName "Ninth meeting"@en ;
    schema:location :tunis ; schema:startDate "2005"^^xsd:gYear ; schema:organizer :bank, :state, :unit .
:table a schema:Event, sg:RoundTable ; skos:prefLabel "关于湖的圆桌会议"@zh ;
    schema:startDate "2005-11-07"^^xsd:date ;
    schema:organizer :bank, :state .
:named a schema:Event ; skos:prefLabel "湖日"@zh, "Lake Day"@en ; schema:location :tunis .
:tunis a schema:Place ; skos:prefLabel "突尼斯"@zh ; sg:madeName "Tunis"@en .
"""


@pytest.fixture
def graph() -> Graph:
    return Graph().parse(data=GRAPH, format="turtle")


def test_a_stated_name_goes_before_a_made_one(graph: Graph) -> None:
    assert label(graph, URIRef(A + "bank"), "en") == "Lake Bank"
    assert label(graph, URIRef(A + "state"), "en") == "Government of Iceland"
    network = project(graph)
    assert [network.nodes[A + name]["label_en_made"] for name in ("bank", "state")] == [False, True]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("ninth", ("Ninth meeting, Tunis, 2005", True)),
        ("table", ("Round table, 7 November 2005", True)),
        ("named", ("Lake Day", False)),
    ],
)
def test_activities_are_called_by_what_where_and_when(
    graph: Graph, name: str, title: tuple[str, bool]
) -> None:
    assert english_title(graph, URIRef(A + name)) == title


def test_dates_are_said_as_exactly_as_they_are_known() -> None:
    assert [in_words(d) for d in ("", "2005", "2005-11", "2005-11-07")] == [
        "",
        "2005",
        "November 2005",
        "7 November 2005",
    ]


def test_a_body_is_found_by_its_made_name(graph: Graph) -> None:
    assert find(graph, "government of iceland") == URIRef(A + "state")


def test_pages_and_tables_mark_what_was_made(graph: Graph) -> None:
    data = explorer(graph)
    assert {body["label"]: body["english"] for body in data["bodies"]} == {
        "湖银行": "Lake Bank",
        "冰岛政府": "Government of Iceland*",
        "冰岛秘书处": "Secretariat*",
    }
    drawn = {activity["english"]: activity["englishLines"] for activity in data["activities"]}
    assert drawn["Ninth meeting, Tunis, 2005* – 第九次会议"].split() == [
        "Ninth",
        "meeting,",
        "Tunis,",
        "2005*",
    ]
    page = report(graph)
    assert "<h1>Annual report*</h1>" in page
    assert "Round table, 7 November 2005* – 关于湖的圆桌会议" in page
    assert "* No source states this English name" in page
    assert "*" not in report(graph, language="zh").partition("<main>")[2]
    assert "Government of Iceland,true," in nodes_csv(project(graph))


def test_a_unit_that_is_rolled_up_leaves_its_made_name_behind(graph: Graph) -> None:
    assert label(rolled_up(graph), URIRef(A + "state"), "en") == "Government of Iceland"


def test_a_name_that_was_made_of_another_goes_with_it(graph: Graph) -> None:
    assert not correct(
        graph, [Decision("rename", A + "state", value="湖国政府", who="李 Wei", when="2031-07-01T09:00:00")]
    )
    assert label(graph, URIRef(A + "state"), "en") == ""
