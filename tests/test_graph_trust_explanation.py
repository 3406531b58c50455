"""Explanation: from a fact back to the sentence, the roles in it, the rule and the grounds of linking."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, URIRef

from extract.pipeline import analyse
from extract.rdf import to_rdf
from extract.reading import read_bytes
from graph.trust.explanation import explain, to_text
from ontology.errors import StakegraphError
from ontology.namespaces import SG

REPORT = """
T/2031/9

河流年度报告

1. 由湖泊协会和青禾大学联合主办的流域治理论坛于2031年5月12日在巴马科举行。该论坛由世界银行赞助。

2. 湖泊协会计划与世界银行合作出版《流域手册》。湖泊协会与青禾大学建立了伙伴关系。
"""


@pytest.fixture(scope="module")
def graph() -> Graph:
    return to_rdf([analyse(read_bytes(REPORT.encode(), "report"))])


def test_the_subject_and_the_object_are_marked_within_the_words_that_state_it(graph: Graph) -> None:
    (found,) = explain(graph, "流域治理论坛 | organizer | 青禾大学")
    assert found.marked == (
        "【由湖泊协会和[object: 青禾大学]联合主办的[subject: 流域治理论坛]】于2031年5月12日在巴马科举行。"
    )
    assert (found.modality, found.quotation.paragraph) == ("asserted", "1")


def test_a_reference_says_on_what_ground_it_means_what_it_means(graph: Graph) -> None:
    (found,) = explain(graph, "流域治理论坛 | sponsor | world bank")
    assert found.subject_steps[0].startswith("该论坛 means 流域治理论坛: ")
    assert any("registry" in step for step in found.object_steps)
    assert "[subject: 该论坛]" in found.marked


def test_what_is_only_planned_is_explained_too(graph: Graph) -> None:
    assert {found.modality for found in explain(graph, "流域手册")} == {"planned"}


def test_a_date_is_asked_for_as_it_is_written(graph: Graph) -> None:
    (found,) = explain(graph, "流域治理论坛 | startDate | 2031-05-12")
    assert "[object: 2031年5月12日]" in found.marked


def test_a_symmetric_fact_is_found_from_both_ends(graph: Graph) -> None:
    one = explain(graph, "湖泊协会 | partneredWith | 青禾大学")
    assert one == explain(graph, "青禾大学 | partneredWith | 湖泊协会")
    assert len(one) == 1


def test_a_statement_is_found_by_its_iri(graph: Graph) -> None:
    for statement in graph.subjects(SG.foundBy):
        assert isinstance(statement, URIRef)
        assert len(explain(graph, str(statement))) == 1


def test_a_name_of_several_words_is_asked_for_without_a_word_about_iris(
    graph: Graph, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(StakegraphError):
        explain(graph, "Lake Forum of the North")
    assert not caplog.records


def test_the_sure_come_first(graph: Graph) -> None:
    sure = [found.quotation.confidence for found in explain(graph, "湖泊协会")]
    assert sure == sorted(sure, reverse=True)
    assert len(sure) >= 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("流域治理论坛 | 主办 | 青禾大学", "no relation is called '主办'; there are"),
        ("流域治理论坛 | organizer", "write it as 'subject | relation | object'"),
        ("流域治理论坛 | funder | 青禾大学", "states nothing"),
        ("月球学会", "nothing is called '月球学会'"),
        ("", "name what to look for"),
    ],
)
def test_what_cannot_be_explained_is_said(graph: Graph, text: str, said: str) -> None:
    with pytest.raises(StakegraphError, match=said.replace("|", r"\|")):
        explain(graph, text)


@given(st.text(max_size=30))
def test_whatever_is_asked_is_explained_or_refused_in_words(graph: Graph, text: str) -> None:
    try:
        assert to_text(explain(graph, text))
    except StakegraphError as error:
        assert str(error)
