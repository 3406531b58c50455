from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import ORG, RDF, SKOS

from graph.network.names import find
from graph.store.files import load
from ontology.errors import StakegraphError

GRAPHS = Path(__file__).parent / "graphs"
BODY = "https://w3id.org/stakegraph/id/body/"


@pytest.fixture(scope="module")
def graph() -> Graph:
    return load(GRAPHS / "basin.ttl")


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("青禾大学", "qinghe-university"),
        ("蓝湾基金", "lanwan-foundation"),
        ("Qinghe University", "qinghe-university"),
        ("qhu", "qinghe-university"),
        ("ＱＨＵ", "qinghe-university"),
        ("  qinghe   UNIVERSITY ", "qinghe-university"),
        ("Qinghe-University", "qinghe-university"),
        ("青禾 大学", "qinghe-university"),
        ("“青禾大学”", "qinghe-university"),
        ("澄江", "chengjiang-bank"),
        ("development bank", "chengjiang-bank"),
        ("Lanwan Watter Foundation", "lanwan-foundation"),
        ("北岭县人民政府", "北岭县人民政府"),
        (BODY + "lanwan-foundation", "lanwan-foundation"),
        ("lanwan-foundation", "lanwan-foundation"),
    ],
)
def test_a_body_is_found_by_any_of_its_names_however_it_is_typed(graph: Graph, name: str, body: str) -> None:
    assert find(graph, name) == URIRef(BODY + body)


def two(*names: str) -> Graph:
    graph = Graph(store="Oxigraph")
    for number, name in enumerate(names):
        graph.add((URIRef(f"{BODY}{number}"), RDF.type, ORG.Organization))
        graph.add((URIRef(f"{BODY}{number}"), SKOS.prefLabel, Literal(name, lang="zh")))
    return graph


def test_a_whole_name_wins_over_longer_names_that_hold_it() -> None:
    assert find(two("青禾", "青禾大学"), "青禾") == URIRef(BODY + "0")


def test_a_name_that_several_bodies_share_is_refused_and_they_are_named() -> None:
    with pytest.raises(StakegraphError, match=r"'青禾' may mean 青禾中学, 青禾大学"):
        find(two("青禾大学", "青禾中学"), "青禾")


def test_an_unknown_name_is_refused_with_the_nearest(graph: Graph) -> None:
    with pytest.raises(
        StakegraphError, match=r"no body is called '蓝湾水利公司'; the nearest are .*蓝湾水务基金会"
    ):
        find(graph, "蓝湾水利公司")


def test_no_name_and_no_bodies_are_refused(graph: Graph) -> None:
    with pytest.raises(StakegraphError, match="name what to look for"):
        find(graph, " ，")
    with pytest.raises(StakegraphError, match="the graph names none"):
        find(Graph(), "青禾大学")


def test_events_are_no_bodies(graph: Graph) -> None:
    with pytest.raises(StakegraphError, match="no body is called"):
        find(graph, "节水技术讲习班")
