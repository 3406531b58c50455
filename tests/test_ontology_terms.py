from collections.abc import Callable

import pytest
from rdflib import RDF, RDFS, SKOS, URIRef

from ontology.namespaces import BIBO, SCHEMA, SG
from ontology.terms import is_body, kinds, relations, top_kind, vocabulary

RELATIONS = (
    "organizer host chair sponsor contributor attendee location startDate endDate partOf attendance "
    "publisher presentedAt documents issued memberOf unitOf partneredWith spunOffFrom buildsOn establishedBy "
    "leader funder contributedTo presents"
)
FINER = {
    "Organization": "Government State Company UNBody Intergovernmental Academic Foundation NGO Bank Department",
    "RegionalNetwork": "",
    "WorkingGroup": "",
    "Initiative": "",
    "Event": "Summit Conference Meeting Forum RoundTable Workshop Exhibition Competition Consultation "
    "Training SeriesOfEvents",
    "Publication": "Book Report Manual Periodical Proceedings Series",
    "Document": "Resolution Declaration Agreement",
    "Project": "",
    "Place": "",
    "Role": "",
}
BODIES = {"Organization", "RegionalNetwork", "WorkingGroup", "Initiative"}


ONTOLOGY = URIRef(str(SG).removesuffix("#"))


def terms() -> list[URIRef]:
    return sorted({*vocabulary().subjects(RDF.type)} - {ONTOLOGY})


def test_every_kind_of_the_contract_stands_under_its_top_kind():
    expected = {top: {top, *finer.split()} for top, finer in FINER.items()}
    found: dict[str, set[str]] = {}
    for name in kinds():
        found.setdefault(top_kind(name), set()).add(name)
    assert found == expected


def test_every_relation_of_the_contract_is_there_and_no_other():
    assert set(relations()) == set(RELATIONS.split())


@pytest.mark.parametrize("term", terms(), ids=str)
def test_every_term_has_one_label_and_one_definition_in_english_and_chinese(term: URIRef):
    for predicate in (RDFS.label, SKOS.definition):
        said = list(vocabulary().objects(term, predicate))
        assert sorted(str(text.language) for text in said) == ["en", "zh"]
        assert all(text.strip() for text in said)


def test_every_own_term_that_is_used_is_described():
    graph = vocabulary()
    used = {node for triple in graph for node in triple if isinstance(node, URIRef) and node.startswith(SG)}
    assert [term for term in used if (term, RDFS.label, None) not in graph] == []


def test_no_two_kinds_are_called_alike():
    labels = [(code, text) for one in kinds().values() for code, text in one.labels.items()]
    assert len(labels) == len(set(labels))


def test_bodies_are_organizations_networks_groups_and_initiatives():
    assert {top_kind(name) for name in kinds() if is_body(name)} == BODIES
    assert is_body("UNBody")
    assert not is_body("Place")


def test_a_body_in_a_range_stands_for_every_kind_of_body():
    assert relations()["organizer"].range == BODIES
    assert relations()["chair"].range == {*BODIES, "Role"}
    assert relations()["memberOf"].domain == BODIES


def test_dates_and_head_counts_are_literals():
    assert relations()["startDate"].range == relations()["issued"].range == {"date"}
    assert relations()["attendance"].range == {"integer"}


def test_domains_and_ranges_name_top_kinds_or_sorts_of_literals():
    for relation in relations().values():
        assert relation.domain
        assert relation.domain <= FINER.keys()
        assert relation.range
        assert relation.range <= {*FINER, "date", "integer"}


def test_what_makes_a_tie_is_doing_something_together():
    ties = {name for name, relation in relations().items() if relation.ties}
    assert ties == {"organizer", "host", "chair", "sponsor", "contributor", "publisher", "leader", "funder"}


def test_only_a_partnership_holds_in_both_directions():
    assert [name for name, relation in relations().items() if relation.symmetric] == ["partneredWith"]


@pytest.mark.parametrize(
    ("table", "name", "iri"),
    [
        (kinds, "Event", SCHEMA.Event),
        (kinds, "Book", BIBO.Book),
        (kinds, "UNBody", SG.UNBody),
        (relations, "partOf", SCHEMA.superEvent),
        (relations, "issued", SCHEMA.datePublished),
        (relations, "presentedAt", BIBO.presentedAt),
    ],
)
def test_short_names_stand_for_terms_of_the_contract(
    table: Callable[[], dict[str, object]], name: str, iri: URIRef
):
    assert table()[name].iri == iri


def test_names_come_in_both_languages():
    assert kinds()["Event"].labels == {"en": "event", "zh": "活动"}
    assert relations()["organizer"].labels == {"en": "organizer", "zh": "主办方"}


def test_an_unknown_kind_is_refused():
    with pytest.raises(KeyError):
        top_kind("Dragon")


def test_other_vocabularies_classes_get_no_superclasses_of_ours():
    under_ours = [sub for sub, above in vocabulary().subject_objects(RDFS.subClassOf) if above.startswith(SG)]
    assert under_ours
    assert all(sub.startswith(SG) for sub in under_ours)
