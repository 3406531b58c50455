from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import ORG, RDF, SKOS

from graph.network.partners import BELONGS, COLUMNS, alone, belonging, partners, to_rows, to_text
from graph.store.files import load
from ontology.namespaces import SCHEMA

GRAPHS = Path(__file__).parent / "graphs"
BODY = "https://w3id.org/stakegraph/id/body/"
UNIVERSITY, FOUNDATION, BANK = (
    URIRef(BODY + name) for name in ("qinghe-university", "lanwan-foundation", "chengjiang-bank")
)
COMPANY = URIRef(BODY + "远山技术公司")


@pytest.fixture(scope="module")
def graph() -> Graph:
    return load(GRAPHS / "basin.ttl", GRAPHS / "basin-later.ttl")


def test_partners_come_with_the_most_joint_activities_first(graph: Graph) -> None:
    found = partners(graph, UNIVERSITY)
    assert [(one.label, len(one.joint)) for one in found] == [
        ("北岭县人民政府", 2),
        ("蓝湾水务基金会", 2),
        ("清泉倡议", 1),
    ]
    assert found[1].label_en == "Lanwan Water Foundation"


def test_each_side_keeps_its_own_role(graph: Graph) -> None:
    (initiative,) = next(one for one in partners(graph, BANK) if one.partner == str(FOUNDATION)).joint
    assert (initiative.roles, initiative.partner_roles) == (("funder",), ("leader",))
    mirrored = next(one for one in partners(graph, FOUNDATION) if one.partner == str(BANK))
    assert (mirrored.joint[0].roles, mirrored.joint[0].partner_roles) == (("leader",), ("funder",))


def test_the_words_for_both_sides_are_quoted_each_once_from_every_report(graph: Graph) -> None:
    (initiative,) = next(one for one in partners(graph, BANK) if one.partner == str(FOUNDATION)).joint
    assert [(quoted.report, quoted.paragraph, quoted.words) for quoted in initiative.quotations] == [
        ("T/2031/7", "2", "澄江开发银行资助了清泉倡议"),
        ("T/2032/3", "2", "澄江开发银行资助了清泉倡议"),
        ("T/2031/7", "2", "该倡议由蓝湾水务基金会牵头"),
    ]
    forum = partners(graph, UNIVERSITY)[1].joint[0]
    assert len(forum.quotations) == 1  # one sentence says it of both


def test_a_partnership_said_as_such_is_quoted_from_either_side(graph: Graph) -> None:
    county = URIRef(BODY + "北岭县人民政府")
    for body, partner in ((UNIVERSITY, county), (county, UNIVERSITY)):
        found = next(one for one in partners(graph, body) if one.partner == str(partner))
        said = next(joint for joint in found.joint if not joint.activity.iri)
        assert [quoted.words for quoted in said.quotations] == ["青禾大学与北岭县人民政府结成了伙伴"]


def test_what_a_body_did_alone_is_told_apart(graph: Graph) -> None:
    (workshop,) = alone(graph, COMPANY)
    assert (workshop.activity.label, workshop.roles, workshop.partner_roles) == (
        "节水技术讲习班",
        ("organizer",),
        (),
    )
    assert workshop.quotations[0].words == "远山技术公司举办了节水技术讲习班"
    assert partners(graph, COMPANY) == ()
    assert alone(graph, UNIVERSITY) == ()


def test_rows_hold_one_quotation_each_under_every_column(graph: Graph) -> None:
    found = to_rows(partners(graph, BANK))
    assert [row["partner"] for row in found] == ["海岛气象网"] * 3 + ["蓝湾水务基金会"] * 3
    assert all(tuple(row) == COLUMNS for row in found)
    assert (found[3]["role"], found[3]["partner_role"], found[3]["share"]) == ("funder", "leader", 0.5)


def test_rows_name_what_a_body_belongs_to_apart_from_its_partners(graph: Graph) -> None:
    found = to_rows(partners(graph, FOUNDATION), belonging(graph, FOUNDATION))
    (row,) = [row for row in found if row["tie"] == BELONGS]
    assert (row["partner"], row["role"], row["share"]) == ("清泉倡议", "leader", "")
    assert row["quotation"] == "该倡议由蓝湾水务基金会牵头"


def test_a_partner_without_any_quotation_still_has_a_row() -> None:
    graph = Graph(store="Oxigraph")
    for name in "ab":
        graph.add((URIRef(BODY + name), RDF.type, ORG.Organization))
        graph.add((URIRef(BODY + name), SKOS.prefLabel, Literal(name, lang="zh")))
        graph.add((URIRef(BODY + "event"), SCHEMA.organizer, URIRef(BODY + name)))
    (row,) = to_rows(partners(graph, URIRef(BODY + "a")))
    assert (row["partner"], row["quotation"]) == ("b", "")


def test_the_text_shows_each_partner_with_the_sentence_and_marks_the_words(graph: Graph) -> None:
    text = to_text(graph, BANK, partners(graph, BANK))
    assert text.splitlines() == [
        "澄江开发银行 (Chengjiang Development Bank): 2 partners",
        "",
        "海岛气象网 – 1",
        "  清泉倡议 [funder, memberOf]",
        "    T/2031/7 §2: 【澄江开发银行资助了清泉倡议】；该倡议由蓝湾水务基金会牵头。",
        "    T/2032/3 §2: 前一年，【澄江开发银行资助了清泉倡议】。",
        "    T/2031/7 §7: 【海岛气象网是清泉倡议的成员】。",
        "",
        "蓝湾水务基金会 (Lanwan Water Foundation) – 1",
        "  清泉倡议 [funder, leader]",
        "    T/2031/7 §2: 【澄江开发银行资助了清泉倡议】；该倡议由蓝湾水务基金会牵头。",
        "    T/2032/3 §2: 前一年，【澄江开发银行资助了清泉倡议】。",
        "    T/2031/7 §2: 澄江开发银行资助了清泉倡议；【该倡议由蓝湾水务基金会牵头】。",
    ]


def test_the_text_of_a_body_without_partners_tells_what_it_did_alone(graph: Graph) -> None:
    text = to_text(graph, COMPANY, ())
    assert text.startswith("远山技术公司: no partners\n")
    assert "节水技术讲习班 [organizer]" in text
    nothing = URIRef(BODY + "nothing")
    assert to_text(graph, nothing, partners(graph, nothing)) == f"{nothing}: no partners\n"


def test_a_member_and_its_initiative_are_partners_by_the_words_of_the_membership(graph: Graph) -> None:
    found = partners(graph, URIRef(BODY + "海岛气象网"))
    initiative = next(one for one in found if one.label == "清泉倡议")
    assert [quoted.words for quoted in initiative.joint[0].quotations] == ["海岛气象网是清泉倡议的成员"]


def test_the_text_names_belonging_after_the_partners(graph: Graph) -> None:
    text = to_text(graph, FOUNDATION, partners(graph, FOUNDATION))
    assert "belongs, which is no partnership – 1\n  清泉倡议 leader 蓝湾水务基金会 [leader]" in text
