from pathlib import Path

import networkx as nx
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import ORG, RDF, SKOS, XSD

from graph.network.projection import belongings, project, two_mode
from graph.store.files import load
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
        "label_en_made": False,
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
        frozenset({NETWORK, INITIATIVE}),  # is its member
        frozenset({NETWORK, FOUNDATION}),  # and so takes part in what others lead and fund
        frozenset({NETWORK, BANK}),
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


def test_an_initiative_is_tied_to_its_members_and_not_to_who_leads_or_funds_it(
    network: "nx.Graph[str]",
) -> None:
    assert network.has_edge(NETWORK, INITIATIVE)
    assert not network.has_edge(FOUNDATION, INITIATIVE)
    assert not network.has_edge(BANK, INITIATIVE)


def partnership(members: str) -> Graph:
    graph = small(*((member, ORG.memberOf, "i") for member in members))
    for name in (*members, "i"):
        graph.add((URIRef(BODY + name), RDF.type, SG.Initiative if name == "i" else ORG.Organization))
        graph.add((URIRef(BODY + name), SKOS.prefLabel, Literal(name, lang="en")))
    return graph


def test_members_of_one_initiative_worked_together_through_it() -> None:
    network = project(partnership("abcd"))
    assert network.number_of_edges() == 6 + 4
    (activity,) = network.edges[BODY + "a", BODY + "b"]["activities"]
    assert (activity.iri, activity.kind) == (BODY + "i", "Initiative")
    assert dict(activity.roles)[BODY + "a"] == ("memberOf",)


def test_members_are_weighed_by_one_over_the_others_beside_the_plain_count() -> None:
    graph = partnership("abcdefghijk".replace("i", "x"))  # eleven
    tie = project(graph).edges[BODY + "a", BODY + "b"]
    assert (tie["weight"], tie["newman"]) == (1, 0.1)
    assert project(graph, "newman").edges[BODY + "a", BODY + "b"]["weight"] == 0.1


@pytest.mark.parametrize("size", [2, 5])
def test_what_a_body_shares_in_one_event_makes_one_by_newman(size: int) -> None:
    members = "abcde"[:size]
    graph = partnership(members)
    for member in members:
        graph.remove((URIRef(BODY + member), ORG.memberOf, None))
        graph.add((URIRef(BODY + "forum"), SCHEMA.organizer, URIRef(BODY + member)))
    assert project(graph).degree(BODY + "a", weight="newman") == pytest.approx(1)


def test_belonging_is_kept_apart_from_who_worked_with_whom() -> None:
    graph = small(("a", ORG.unitOf, "b"), ("b", SG.establishedBy, "b"))
    assert [(one.body, one.relation, one.to) for one in belongings(graph)] == [
        (URIRef(BODY + "a"), "unitOf", URIRef(BODY + "b"))
    ]
    assert project(graph).number_of_edges() == 0


def test_membership_of_an_initiative_is_a_tie_and_no_belonging(graph: Graph) -> None:
    assert [(str(one.body), one.relation) for one in belongings(graph)] == [(INITIATIVE, "leader")]


def test_whose_meeting_it_is_takes_part_in_it() -> None:
    graph = small(("e", SCHEMA.organizer, "a"))
    graph.add((URIRef(BODY + "e"), RDF.type, SCHEMA.Event))
    graph.add((URIRef(BODY + "e"), SG.ofBody, URIRef(BODY + "b")))
    (activity,) = project(graph).edges[BODY + "a", BODY + "b"]["activities"]
    assert dict(activity.roles) == {BODY + "a": ("organizer",), BODY + "b": ()}


def test_who_presides_takes_part_and_so_does_a_body_whose_officer_does() -> None:
    assert project(small(("e", SCHEMA.organizer, "a"), ("e", SG.chair, "b"))).number_of_edges() == 1
    graph = small(("e", SCHEMA.organizer, "a"), ("e", SG.chair, "president"))
    graph.add((URIRef(BODY + "president"), RDF.type, SG.Role))
    assert project(graph).number_of_edges() == 0
    graph.add((URIRef(BODY + "president"), SG.ofBody, URIRef(BODY + "b")))
    assert project(graph).has_edge(BODY + "a", BODY + "b")


def test_a_date_of_the_surroundings_counts_where_none_is_stated_and_says_where_it_is_from() -> None:
    graph = small(("e", SCHEMA.organizer, "a"), ("e", SCHEMA.organizer, "b"))
    dating = URIRef(BODY + "dating")
    graph.add((dating, SG.dates, URIRef(BODY + "e")))
    graph.add((dating, SG.about, Literal("2031", datatype=XSD.gYear)))
    graph.add((dating, SG.datedBy, Literal("paragraph")))
    (activity,) = project(graph).edges[BODY + "a", BODY + "b"]["activities"]
    assert (activity.date, activity.dated_by) == ("2031", "paragraph")
    graph.add((URIRef(BODY + "e"), SCHEMA.startDate, Literal("2031-05-12", datatype=XSD.date)))
    (activity,) = project(graph).edges[BODY + "a", BODY + "b"]["activities"]
    assert (activity.date, activity.dated_by) == ("2031-05-12", "")


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
