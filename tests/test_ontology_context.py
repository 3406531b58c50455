import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import ORG, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from ontology.context import context
from ontology.namespaces import DEFAULT_BASE, OA, PREFIXES, SCHEMA, SG
from ontology.terms import kinds, relations, vocabulary

GRAPHS = Path(__file__).parent / "graphs"
# of the vocabulary, what describes it and stands in no graph
UNUSED = {SG.Modality, SG.modalities, SG.name, SG.kindOf, SG.ties, SG.belongs}
UNUSED |= {ORG.OrganizationalUnit, ORG.OrganizationalCollaboration}
TERMS = context()["@context"]
YEAR = PREFIXES["xsd"]["gYear"]


def expanded(term: str) -> URIRef:
    definition = TERMS[term]
    prefix, _, local = (definition["@id"] if isinstance(definition, dict) else definition).partition(":")
    return URIRef(TERMS[prefix] + local)


def compact(graph: Graph) -> str:
    return graph.serialize(format="json-ld", context=TERMS, auto_compact=False)


def keys(text: str) -> set[str]:
    return {key for node in json.loads(text)["@graph"] for key in node}


def test_kinds_and_relations_go_by_their_short_names():
    assert {name: expanded(name) for name in kinds()} == {name: kind.iri for name, kind in kinds().items()}
    assert {name: expanded(name) for name in relations()} == {name: r.iri for name, r in relations().items()}


def test_what_leads_to_an_entity_is_read_as_a_link_and_a_date_is_not():
    for name, relation in relations().items():
        is_link = not relation.range & {"date", "integer"}
        assert (isinstance(TERMS[name], dict) and TERMS[name]["@type"] == "@id") == is_link


def test_prefixes_are_those_of_the_project():
    assert {prefix: TERMS[prefix] for prefix in PREFIXES} == {p: str(n) for p, n in PREFIXES.items()}


def test_every_term_of_the_vocabulary_that_graphs_use_has_a_short_name():
    named = {expanded(term) for term in TERMS if term not in {"id", "type", *PREFIXES}}
    described = set(vocabulary().subjects(RDFS.label)) - UNUSED
    assert described <= named


def test_no_two_short_names_stand_for_one_term():
    named = [expanded(term) for term in TERMS if term not in {"id", "type", *PREFIXES}]
    assert len(named) == len(set(named))


@pytest.mark.parametrize("path", sorted(GRAPHS.glob("*.ttl")), ids=lambda path: path.stem)
def test_a_graph_comes_back_from_json_ld_as_it_was(path: Path):
    graph = Graph().parse(path)
    text = compact(graph)
    assert isomorphic(Graph().parse(data=text, format="json-ld"), graph)
    assert not [key for key in keys(text) if ":" in key], "every property is compact"


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.sampled_from(["zh", "en", "fr", "zh-Hant"])
)
def test_names_and_quotations_of_any_language_come_back_as_they_were(words: str, language: str):
    graph, thing = Graph(), URIRef(DEFAULT_BASE + "body/a")
    for predicate in (SKOS.prefLabel, SKOS.altLabel, OA.exact, SG.heading):
        graph.add((thing, predicate, Literal(words, lang=language)))
    assert set(Graph().parse(data=compact(graph), format="json-ld")) == set(graph)


@given(st.decimals(0, 1, places=2), st.integers(0, 10**6), st.dates())
def test_numbers_and_dates_come_back_as_they_were(confidence, attendance, date):
    graph, thing = Graph(), URIRef(DEFAULT_BASE + "event/a")
    graph.add((thing, SG.confidence, Literal(confidence)))
    graph.add((thing, SG.attendance, Literal(attendance)))
    graph.add((thing, SCHEMA.startDate, Literal(date)))
    graph.add((thing, SCHEMA.endDate, Literal(f"{date.year:04}", datatype=YEAR)))
    assert set(Graph().parse(data=compact(graph), format="json-ld")) == set(graph)


def test_names_stand_by_language():
    graph = Graph()
    thing = URIRef(DEFAULT_BASE + "body/a")
    graph.add((thing, SKOS.prefLabel, Literal("湖泊协会", lang="zh")))
    graph.add((thing, SKOS.prefLabel, Literal("Lake Society", lang="en")))
    graph.add((thing, RDF.type, kinds()["NGO"].iri))
    node = json.loads(compact(graph))
    node = node.get("@graph", [node])[0]
    assert node["prefLabel"] == {"en": "Lake Society", "zh": "湖泊协会"}
    assert node["type"] == "NGO"
