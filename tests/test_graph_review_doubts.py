"""What is put before a reviewer: what nobody decided, the least sure first."""

from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SKOS

from graph.review.corrections import correct
from graph.review.decisions import Decision, decision
from graph.review.doubts import LISTED, doubts
from graph.store.files import load
from ontology.namespaces import DEFAULT_BASE, SG

CONTRACT = Path(__file__).parent / "graphs" / "contract.ttl"


def made(action: str, subject: str, **values: str) -> Decision:
    return Decision(action, subject, **{"who": "李", "when": "2031-05-12"} | values)


@pytest.fixture
def graph() -> Graph:
    return load(CONTRACT)


def test_statements_under_the_limit_come_the_least_sure_first(graph: Graph) -> None:
    found = doubts(graph, 0.95)
    assert [one.confidence for one in found] == [0.8, 0.9, 0.9, 0.9]
    first = found[0]
    assert (first.subject, first.relation, first.object) == ("forum", "attendance", "300")
    assert "【三百人到会】" in first.text


def test_what_has_been_decided_is_not_asked_again(graph: Graph) -> None:
    correct(graph, [made("accept", "forum", relation="attendance", object="300")])
    assert "attendance" not in {one.relation for one in doubts(graph, 0.95)}


def test_a_row_becomes_a_decision_by_its_action_alone(graph: Graph) -> None:
    for doubt in doubts(graph, 0.95):
        row = doubt.row() | {"action": "reject", "who": "李", "when": "2031-05-12"}
        assert set(row) == set(LISTED)
        rejected = decision({name: row[name] for name in LISTED if name in Decision.__slots__}, "here")
        assert rejected is not None
        assert correct(graph, [rejected]) == ()
    assert doubts(graph, 0.95) == []


def test_the_eighth_meeting_is_not_the_ninth(graph: Graph) -> None:
    names = ("第8次湖泊与河流会议", "第9次湖泊与河流会议", "第9次湖泊和河流会议")
    assert correct(graph, [made("create", name, value="Meeting") for name in names]) == ()
    (pair,) = (one for one in doubts(graph, 0) if one.what == "alike")
    assert "第8次" not in pair.text


def test_a_name_that_was_joined_on_a_ground_is_asked_about_until_it_is_accepted(graph: Graph) -> None:
    ground = Literal("the report introduces 河组 as its short name")
    graph.add((URIRef(DEFAULT_BASE + "river"), SG.linkedBy, ground))
    (asked,) = doubts(graph, 0)
    assert (asked.what, asked.subject) == ("names", "river")
    correct(graph, [made("accept", "river")])
    assert doubts(graph, 0) == []


def test_links_that_two_things_share_or_that_compete_are_asked_about(graph: Graph) -> None:
    links = [
        made("link", "river", value="Q42"),
        made("link", "forum", value="Q1"),
        made("link", "forum", value="Q2"),
    ]
    correct(graph, [*links, made("link", "guide", value="Q3"), made("link", "guide", value="00ae7jd04")])
    reviewed = {(one.subject, one.value.rpartition("/")[2]) for one in doubts(graph, 0) if one.what == "link"}
    assert reviewed == {("lake", "Q42")}  # of the others somebody has decided


def test_two_places_of_the_gazetteer_compete(graph: Graph) -> None:
    for number in (1, 2):
        place = URIRef(f"https://sws.geonames.org/{number}/")
        graph.add((URIRef(DEFAULT_BASE + "forum"), SKOS.exactMatch, place))
    assert [one.subject for one in doubts(graph, 0) if one.what == "link"] == ["forum", "forum"]
