"""Corrections: each does what it says, leaves a graph that keeps the contract, and says who and when."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import OWL, RDF, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, SKOS

from graph.network.projection import project
from graph.reports import base_of, described
from graph.review.corrections import correct
from graph.review.decisions import NEEDS, Decision
from graph.review.doubts import doubts
from graph.store.files import load
from graph.store.files import to_text as text_of
from graph.store.triples import in_order
from graph.trust.explanation import explain, to_text
from ontology.errors import StakegraphError
from ontology.namespaces import DEFAULT_BASE, ITSRDF, OA, SCHEMA, SG
from ontology.validation import validate

CONTRACT = Path(__file__).parent / "graphs" / "contract.ttl"
BASIN = Path(__file__).parent / "graphs" / "basin.ttl"
LAKE, RIVER, FORUM, GUIDE = (URIRef(DEFAULT_BASE + name) for name in ("lake", "river", "forum", "guide"))


@pytest.fixture
def graph() -> Graph:
    return load(CONTRACT)


def made(action: str, subject: str, **values: str) -> Decision:
    return Decision(
        action, subject, **{"who": "李 Wei", "when": "2031-05-12T09:30:00", "why": "读过原文"} | values
    )


def applied(graph: Graph, *decisions: Decision) -> Graph:
    assert correct(graph, decisions) == ()
    assert validate(graph) == ()
    return graph


ORGANIZED = {"relation": "organizer", "object": "lake", "report": "T/1", "paragraph": "1"}


def test_what_is_accepted_is_sure_and_says_who_when_and_why(graph: Graph) -> None:
    applied(graph, made("accept", "forum", **ORGANIZED))
    statement = URIRef(DEFAULT_BASE + "T-1/s1")
    assert float(graph.value(statement, SG.confidence)) == 1
    review = graph.value(statement, PROV.wasInfluencedBy)
    assert (review, RDF.type, SG.Review) in graph
    assert str(graph.value(review, PROV.endedAtTime)) == "2031-05-12T09:30:00"
    told = to_text(explain(graph, "水论坛 | organizer | 湖泊协会"))
    assert "reviewed: 2031-05-12T09:30:00 accept by 李 Wei: 读过原文" in told


def test_what_is_rejected_is_gone_with_its_triple_and_leaves_a_mark(graph: Graph) -> None:
    applied(graph, made("reject", "forum", **ORGANIZED))
    statement = URIRef(DEFAULT_BASE + "T-1/s1")
    assert (FORUM, SCHEMA.organizer, LAKE) not in graph
    assert (statement, RDF.type, RDF.Statement) not in graph
    assert (graph.value(statement, PROV.wasInvalidatedBy), RDF.type, SG.Review) in graph


def test_a_triple_that_another_paragraph_asserts_too_stays(graph: Graph) -> None:
    again = made("add", "forum", relation="organizer", object="lake", report="报纸", words="湖泊协会办了论坛")
    applied(graph, again, made("reject", "forum", **ORGANIZED))
    assert (FORUM, SCHEMA.organizer, LAKE) in graph


def test_an_entity_of_which_nothing_is_said_any_more_goes_too(graph: Graph) -> None:
    decisions = [
        made("reject", "guide", relation="publisher", object="river"),
        made("reject", "river", relation="partneredWith", object="lake"),
    ]
    applied(graph, *decisions)
    assert (RIVER, None, None) not in graph


def test_merging_moves_everything_and_keeps_the_names_and_the_old_iri(graph: Graph) -> None:
    applied(graph, made("retype", "river", value="NGO"), made("merge", "river", object="lake"))
    assert (GUIDE, SCHEMA.publisher, LAKE) in graph
    assert (LAKE, SKOS.altLabel, Literal("河流工作组", lang="zh")) in graph
    assert (LAKE, DCTERMS.replaces, RIVER) in graph
    assert not any(RIVER in triple[:1] for triple in graph)
    assert not set(graph.objects(None, RDF.object)) & {RIVER}


def test_a_partnership_of_two_that_are_one_is_none(graph: Graph) -> None:
    applied(graph, made("merge", "river", object="lake"))
    assert not set(graph.subjects(RDF.predicate, SG.partneredWith))


def test_what_is_decided_of_a_merged_entity_later_is_of_the_one_that_stays(graph: Graph) -> None:
    applied(graph, made("merge", "river", object="lake"), made("rename", "river", value="湖河协会"))
    assert (LAKE, SKOS.prefLabel, Literal("湖河协会", lang="zh")) in graph


def test_a_decision_holds_after_the_registry_has_adopted_what_it_is_about(graph: Graph) -> None:
    graph.add((LAKE, OWL.sameAs, URIRef(DEFAULT_BASE + "body/湖泊协会")))
    applied(graph, made("rename", "body/湖泊协会", value="北湖协会"))
    assert (LAKE, SKOS.prefLabel, Literal("北湖协会", lang="zh")) in graph


def test_splitting_moves_what_one_paragraph_says(graph: Graph) -> None:
    applied(graph, made("split", "lake", report="T/1", paragraph="1", value="北湖协会"))
    (other,) = graph.objects(FORUM, SCHEMA.organizer)
    assert str(graph.value(other, SKOS.prefLabel)) == "北湖协会"
    assert {SG.NGO, URIRef("http://www.w3.org/ns/org#Organization")} == set(graph.objects(other, RDF.type))
    assert (LAKE, SKOS.prefLabel, None) in graph  # paragraph 3 speaks of it still


def test_the_mention_means_the_other_after_a_split(graph: Graph) -> None:
    applied(graph, made("split", "forum", report="T/1", paragraph="1", value="河论坛"))
    mention = URIRef(DEFAULT_BASE + "T-1/m1")
    assert str(graph.value(graph.value(mention, ITSRDF.taIdentRef), SKOS.prefLabel)) == "河论坛"


def test_a_new_name_is_preferred_and_the_old_one_kept(graph: Graph) -> None:
    applied(graph, made("rename", "lake", value="湖协"), made("rename", "lake", value="The Lake Society@en"))
    preferred = {(str(name), name.language) for name in graph.objects(LAKE, SKOS.prefLabel)}
    assert preferred == {("湖协", "zh"), ("The Lake Society", "en")}
    assert {"湖泊协会", "Lake Society"} == {str(name) for name in graph.objects(LAKE, SKOS.altLabel)}


def test_a_kind_is_corrected_with_its_top_kind(graph: Graph) -> None:
    applied(graph, made("retype", "forum", value="Summit"))
    assert set(graph.objects(FORUM, RDF.type)) == {SG.Summit, SCHEMA.Event}


@pytest.mark.parametrize(
    ("given", "iri"),
    [
        ("Q7164", "http://www.wikidata.org/entity/Q7164"),
        ("https://www.wikidata.org/wiki/Q7164", "http://www.wikidata.org/entity/Q7164"),
        ("https://ror.org/00ae7jd04", "https://ror.org/00ae7jd04"),
    ],
)
def test_links_are_added_and_taken_away(graph: Graph, given: str, iri: str) -> None:
    applied(graph, made("link", "river", value=given))
    assert (RIVER, SKOS.exactMatch, URIRef(iri)) in graph
    applied(graph, made("unlink", "river", value=iri))
    assert (RIVER, SKOS.exactMatch, None) not in graph


def test_a_fact_is_added_with_the_words_of_the_report(graph: Graph) -> None:
    fact = {
        "relation": "publisher",
        "object": "lake",
        "report": "T/1",
        "paragraph": "3",
        "words": "拟与湖泊协会合作",
    }
    applied(graph, made("add", "guide", **fact))
    (found,) = explain(graph, "水手册 | publisher | 湖泊协会")
    assert (found.quotation.words, found.quotation.paragraph) == ("拟与湖泊协会合作", "3")
    assert found.marked == "河流工作组2031年出版水手册，【拟与湖泊协会合作】。"
    assert found.quotation.rule == "review"


def test_a_fact_is_added_from_a_source_of_its_own(graph: Graph) -> None:
    source = "https://example.org/news/1"
    fact = {"relation": "host", "object": "沙洲市", "report": source, "words": "沙洲市承办了水论坛"}
    applied(graph, made("create", "沙洲市", value="Government"), made("add", "水论坛", **fact))
    (found,) = explain(graph, "水论坛 | host | 沙洲市")
    assert (found.quotation.report, found.quotation.words) == (source, "沙洲市承办了水论坛")
    assert base_of(graph) == DEFAULT_BASE


def test_adding_what_the_paragraph_states_already_is_accepting_it(graph: Graph) -> None:
    count = len(set(graph.subjects(RDF.type, RDF.Statement)))
    applied(graph, made("add", "forum", **ORGANIZED, words="湖泊协会举办了水论坛"))
    assert len(set(graph.subjects(RDF.type, RDF.Statement))) == count
    assert (URIRef(DEFAULT_BASE + "T-1/s1"), PROV.wasInfluencedBy, None) in graph


def test_an_added_partnership_holds_both_ways(graph: Graph) -> None:
    fact = {"relation": "partneredWith", "object": "river", "report": "报纸", "words": "双方结成伙伴"}
    applied(graph, made("add", "lake", **fact))
    assert (RIVER, SG.partneredWith, LAKE) in graph
    applied(graph, made("reject", "river", relation="partneredWith", object="lake", report="报纸"))
    assert (RIVER, SG.partneredWith, LAKE) not in graph


def test_two_that_are_alike_and_not_one_are_asked_about_once(graph: Graph) -> None:
    applied(
        graph, made("rename", "lake", value="湖泊和河流协会"), made("create", "湖泊与河流协会", value="NGO")
    )
    asked = [one for one in doubts(graph, 0) if one.what == "alike"]
    assert [{one.subject, one.object} for one in asked] == [{"lake", "body/湖泊与河流协会"}]
    applied(graph, made("distinct", "lake", object="湖泊与河流协会"))
    assert (LAKE, OWL.differentFrom, URIRef(DEFAULT_BASE + "body/湖泊与河流协会")) in graph
    assert not [one for one in doubts(graph, 0) if one.what == "alike"]


@pytest.mark.parametrize(
    ("decision", "reason"),
    [
        (made("reject", "forum", relation="host", object="lake"), "states nothing like it"),
        (made("accept", "没有", relation="host", object="lake"), "nothing is called '没有'"),
        (made("accept", "forum", relation="likes", object="lake"), "no relation is called 'likes'"),
        (made("merge", "forum", object="lake"), "things of kind Organization have no part in"),
        (made("merge", "lake", object="lake"), "one already"),
        (made("split", "lake", report="T/1", paragraph="2", value="甲"), "states nothing of it"),
        (made("split", "lake", report="T/1", paragraph="9", value="甲"), "there is no paragraph 9 in T/1"),
        (made("split", "lake", report="T/1", paragraph="1", value="guide"), "have no part in organizer"),
        (made("split", "lake", report="T/1", paragraph="1", value="forum"), "joined to itself"),
        (made("retype", "lake", value="Pond"), "no kind is called 'Pond'"),
        (made("retype", "forum", value="NGO"), "things of kind Organization have no part in"),
        (made("link", "lake", value="湖"), "no item of Wikidata, ROR, UNBIS or GeoNames"),
        (made("unlink", "lake", value="Q1"), "no such link"),
        (
            made("add", "guide", relation="publisher", object="lake", report="T/1", words="别的话"),
            "not have these words",
        ),
        (
            made("add", "lake", relation="publisher", object="guide", report="报", words="话"),
            "joins no such things",
        ),
        (made("add", "forum", relation="startDate", object="春天", report="报", words="话"), "no date"),
    ],
)
def test_what_does_not_apply_is_told_and_changes_nothing(
    graph: Graph, decision: Decision, reason: str
) -> None:
    before = text_of(graph, "nt")
    (stale,) = correct(graph, [decision])
    assert reason in str(stale)
    assert "李 Wei" in str(stale)
    assert text_of(graph, "nt") == before


def test_of_two_verdicts_the_last_holds(graph: Graph) -> None:
    reject, accept = made("reject", "forum", **ORGANIZED), made("accept", "forum", **ORGANIZED, why="错了")
    applied(graph, reject, accept)
    assert (FORUM, SCHEMA.organizer, LAKE) in graph


def test_replaying_twice_changes_nothing(graph: Graph) -> None:
    decisions = [
        made("merge", "river", object="lake"),
        made("reject", "forum", relation="attendance", object="300"),
        made("rename", "lake", value="湖会"),
    ]
    applied(graph, *decisions)
    once = text_of(graph, "ttl")
    assert text_of(applied(load_text(once), *decisions), "ttl") == once


def load_text(text: str) -> Graph:
    import io

    return load(io.StringIO(text))


def test_the_review_goes_with_the_report_into_a_store(graph: Graph) -> None:
    applied(
        graph,
        made("reject", "forum", **ORGANIZED),
        made("accept", "guide", relation="publisher", object="river"),
    )
    (triples,) = described(in_order(graph)).values()
    subjects = {str(triple.subject) for triple in triples}
    assert f"<{DEFAULT_BASE}T-1/s1>" in subjects
    assert sum("/review/" in subject for subject in subjects) == 3  # one was there
    assert any("/reviewer/" in subject for subject in subjects)


def test_a_graph_without_a_report_is_refused() -> None:
    with pytest.raises(StakegraphError, match="no report"):
        correct(Graph(), [made("rename", "a", value="b")])


def test_nothing_is_added_that_joins_a_thing_to_itself(graph: Graph) -> None:
    fact = {"relation": "partneredWith", "object": "lake", "report": "T/1", "words": "水"}
    (stale,) = correct(graph, [made("add", "lake", **fact)])
    assert "joined to itself" in stale.reason


ENTITIES = ("lake", "river", "forum", "guide")
chosen = st.builds(
    lambda action, subject, relation, target, paragraph, value: made(
        action,
        subject,
        relation=relation,
        object=target,
        report="T/1",
        paragraph=paragraph,
        value=value,
        words="水",
    ),
    st.sampled_from([*NEEDS]),
    st.sampled_from(ENTITIES),
    st.sampled_from(["organizer", "publisher", "partneredWith", "host", "memberOf"]),
    st.sampled_from(ENTITIES),
    st.sampled_from(["1", "2", "3"]),
    st.sampled_from(["湖", "河", "NGO", "Summit", "Q7", "lake"]),
)


@settings(max_examples=60)
@given(st.lists(chosen, max_size=6))
def test_whatever_is_decided_the_graph_keeps_the_contract(decisions: list[Decision]) -> None:
    graph = load(CONTRACT)
    correct(graph, decisions)
    assert [str(one) for one in validate(graph)] == []


def test_a_correction_shows_in_the_network() -> None:
    graph = load(BASIN)
    body = "https://w3id.org/stakegraph/id/body/"
    pair = body + "qinghe-university", body + "北岭县人民政府"
    before = project(graph).edges[pair]["weight"]
    applied(graph, made("reject", "青禾大学", relation="partneredWith", object="北岭县人民政府"))
    after = project(graph)
    assert (after.edges[pair]["weight"] if after.has_edge(*pair) else 0) == before - 1
    assert (None, OA.exact, None) in graph
