from pathlib import Path

import networkx as nx
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import ORG, RDF, SKOS

from graph.files import load
from graph.network import project, two_mode
from ontology.namespaces import SCHEMA, SG

GRAPHS = Path(__file__).parent / "graphs"
BODY = "https://w3id.org/stakegraph/id/body/"
REPORT = "https://w3id.org/stakegraph/id/T-2031-7/"
UNIVERSITY, FOUNDATION, BANK = (
    BODY + "qinghe-university",
    BODY + "lanwan-foundation",
    BODY + "chengjiang-bank",
)
INITIATIVE, COUNTY = BODY + "qingquan-initiative", BODY + "北岭县人民政府"
COMPANY, NETWORK = BODY + "远山技术公司", BODY + "海岛气象网"
FORUM, HANDBOOK = REPORT + "event/流域治理论坛", REPORT + "publication/流域手册"


@pytest.fixture(scope="module")
def graph() -> Graph:
    return load(GRAPHS / "basin.ttl")


@pytest.fixture(scope="module")
def network(graph: Graph) -> "nx.Graph[str]":
    return project(graph)


def test_every_body_is_a_node_with_its_names_and_kinds(network: "nx.Graph[str]") -> None:
    assert list(network) == sorted([UNIVERSITY, FOUNDATION, BANK, INITIATIVE, COUNTY, COMPANY, NETWORK])
    assert network.nodes[UNIVERSITY] == {
        "label": "青禾大学",
        "label_en": "Qinghe University",
        "kind": "Academic",
        "top_kind": "Organization",
    }
    assert network.nodes[COUNTY]["label_en"] == ""
    assert network.nodes[INITIATIVE]["top_kind"] == "Initiative"


def test_bodies_that_took_part_in_the_same_activity_are_tied_and_no_others(network: "nx.Graph[str]") -> None:
    assert {frozenset(tie) for tie in network.edges} == {
        frozenset({UNIVERSITY, FOUNDATION}),  # organised the forum
        frozenset({UNIVERSITY, COUNTY}),  # one organised it, one was its host; and partners
        frozenset({FOUNDATION, COUNTY}),
        frozenset({FOUNDATION, BANK}),  # one leads the initiative, one funds it
        frozenset({UNIVERSITY, INITIATIVE}),  # published the handbook
    }


def test_a_tie_says_what_was_done_when_and_in_which_roles(network: "nx.Graph[str]") -> None:
    (activity,) = network.edges[FOUNDATION, COUNTY]["activities"]
    assert (activity.iri, activity.label, activity.kind) == (FORUM, "流域治理论坛", "Forum")
    assert activity.date == "2031-05-12"
    assert dict(activity.roles) == {FOUNDATION: ("organizer",), COUNTY: ("host",)}


def test_the_weight_of_a_tie_counts_activities_and_a_partnership_said_as_such(
    network: "nx.Graph[str]",
) -> None:
    tie = network.edges[UNIVERSITY, COUNTY]
    assert tie["weight"] == 2
    assert [activity.kind for activity in tie["activities"]] == ["Forum", "partneredWith"]
    assert network.edges[UNIVERSITY, FOUNDATION]["weight"] == 1


def test_an_initiative_is_a_body_in_what_it_does_and_an_activity_for_who_leads_it(
    network: "nx.Graph[str]",
) -> None:
    assert [activity.iri for activity in network.edges[FOUNDATION, BANK]["activities"]] == [INITIATIVE]
    assert [activity.iri for activity in network.edges[UNIVERSITY, INITIATIVE]["activities"]] == [HANDBOOK]


def test_what_is_only_planned_ties_nobody(network: "nx.Graph[str]") -> None:
    labels = {activity.label for tie in network.edges for activity in network.edges[tie]["activities"]}
    assert "第二届流域治理论坛" not in labels


def test_membership_alone_is_no_tie(network: "nx.Graph[str]") -> None:
    assert network.degree(NETWORK) == 0


def small(*triples: tuple[str, URIRef, str]) -> Graph:
    graph = Graph(store="Oxigraph")
    for name in ("a", "b"):
        graph.add((URIRef(BODY + name), RDF.type, ORG.Organization))
        graph.add((URIRef(BODY + name), SKOS.prefLabel, Literal(name, lang="en")))
    for subject, predicate, target in triples:
        graph.add((URIRef(BODY + subject), predicate, URIRef(BODY + target)))
    return graph


def test_a_partnership_said_from_both_sides_counts_once() -> None:
    network = project(small(("a", SG.partneredWith, "b"), ("b", SG.partneredWith, "a")))
    assert network.edges[BODY + "a", BODY + "b"]["weight"] == 1


def test_a_tie_is_derived_unless_it_is_said_as_such_alone() -> None:
    said = ("a", SG.partneredWith, "b")
    assert not project(small(said)).edges[BODY + "a", BODY + "b"]["derived"]
    both = small(said, ("e", SCHEMA.organizer, "a"), ("e", SG.host, "b"))
    assert project(both).edges[BODY + "a", BODY + "b"]["derived"]


def test_one_body_in_two_roles_is_not_tied_to_itself() -> None:
    network = project(small(("e", SCHEMA.organizer, "a"), ("e", SG.host, "a"), ("a", SG.partneredWith, "a")))
    assert network.number_of_edges() == 0


def test_partners_of_no_known_kind_are_left_out() -> None:
    graph = small(("a", SG.partneredWith, "x"), ("e", SCHEMA.organizer, "a"), ("e", SCHEMA.organizer, "y"))
    assert set(project(graph)) == {BODY + "a", BODY + "b"}
    assert set(two_mode(graph)) == {BODY + "a", BODY + "e"}


def test_the_order_of_triples_does_not_show(graph: Graph, network: "nx.Graph[str]") -> None:
    turned = Graph()
    for triple in list(graph)[::-1]:
        turned.add(triple)
    again = project(turned)
    assert list(again.nodes(data=True)) == list(network.nodes(data=True))
    assert list(again.edges(data=True)) == list(network.edges(data=True))


def test_the_two_mode_network_leads_from_activities_to_bodies_by_relation(graph: Graph) -> None:
    network = two_mode(graph)
    relations = {(one, other): data["relation"] for one, other, data in network.edges(data=True)}
    assert relations[FORUM, COUNTY] == "host"
    assert relations[INITIATIVE, BANK] == "funder"
    assert relations[HANDBOOK, INITIATIVE] == "publisher"
    assert network.nodes[FORUM]["top_kind"] == "Event"
    assert (REPORT + "event/节水技术讲习班", COMPANY) in relations
