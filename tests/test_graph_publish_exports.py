import csv
import io
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import ORG, RDF, SKOS

from graph.network.measures import measures
from graph.network.projection import belongings, project
from graph.publish.exports import belonging_csv, nodes_csv, ties_csv, to_gexf, to_graphml
from graph.publish.results import export
from graph.store.files import load
from ontology.namespaces import SCHEMA

GRAPHS = Path(__file__).parent / "graphs"
BODY = "https://w3id.org/stakegraph/id/body/"
UNIVERSITY, FOUNDATION, COUNTY = (
    BODY + "qinghe-university",
    BODY + "lanwan-foundation",
    BODY + "北岭县人民政府",
)
INITIATIVE = BODY + "qingquan-initiative"


@pytest.fixture(scope="module")
def network() -> "nx.Graph[str]":
    return project(load(GRAPHS / "basin.ttl", GRAPHS / "basin-later.ttl"))


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_the_network_reads_back_with_numbers_as_numbers(network: "nx.Graph[str]", form: str) -> None:
    if form == "graphml":
        again = nx.parse_graphml(to_graphml(network, measures(network)))
    else:
        again = nx.read_gexf(io.BytesIO(to_gexf(network, measures(network)).encode()))
    assert set(again) == set(network)
    worked = {frozenset(tie) for tie in again.edges if again.edges[tie]["weight"]}
    assert worked == {frozenset(tie) for tie in network.edges}
    university = again.nodes[UNIVERSITY]
    assert university["label"] == "青禾大学"
    assert university["label_en"] == "Qinghe University"
    assert (university["degree"], university["weighted_degree"]) == (3, 5)
    assert isinstance(university["betweenness"], float)
    tie = again.edges[UNIVERSITY, FOUNDATION]
    assert tie["weight"] == 2
    assert tie["derived"] is True
    assert tie["activities"] == "流域治理论坛; 节水周"
    assert tie["relations"] == "organizer"


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_belonging_is_a_line_of_its_own_that_weighs_nothing(form: str) -> None:
    graph = load(GRAPHS / "basin.ttl")
    network = project(graph)
    written = (to_graphml if form == "graphml" else to_gexf)(network, measures(network), belongings(graph))
    again = nx.parse_graphml(written) if form == "graphml" else nx.read_gexf(io.BytesIO(written.encode()))
    line = again.edges[INITIATIVE, FOUNDATION]
    assert (line["weight"], line["belonging"]) == (0, "清泉倡议 leader 蓝湾水务基金会")
    (row,) = rows(belonging_csv(network, belongings(graph)))
    assert (row["source"], row["relation"], row["target"]) == (INITIATIVE, "leader", FOUNDATION)


def test_gexf_holds_no_date_of_its_making(network: "nx.Graph[str]") -> None:
    root = ElementTree.fromstring(to_gexf(network, measures(network)))
    assert [child.tag.rpartition("}")[2] for child in root] == ["graph"]


def test_gexf_declares_every_attribute_that_it_uses(network: "nx.Graph[str]") -> None:
    root = ElementTree.fromstring(to_gexf(network, measures(network)))
    space = {"g": "http://www.gexf.net/1.2draft"}
    declared = {one.get("id") for one in root.findall(".//g:attribute", space)}
    used = {one.get("for") for one in root.findall(".//g:attvalue", space)}
    assert used
    assert used <= declared


def test_gephi_is_told_where_bodies_stand_and_what_they_look_like(network: "nx.Graph[str]") -> None:
    root = ElementTree.fromstring(to_gexf(network, measures(network)))
    space = {"g": "http://www.gexf.net/1.2draft", "v": "http://www.gexf.net/1.2draft/viz"}
    nodes = {one.get("id"): one for one in root.findall(".//g:node", space)}
    places = {(p.get("x"), p.get("y")) for one in nodes.values() for p in one.findall("v:position", space)}
    assert len(places) == len(nodes) == len(network)
    size = {name: float(one.find("v:size", space).get("value")) for name, one in nodes.items()}  # type: ignore[union-attr,arg-type]
    assert size[UNIVERSITY] == max(size.values()) > min(size.values())
    colour = {name: one.find("v:color", space).attrib for name, one in nodes.items()}  # type: ignore[union-attr]
    assert colour[UNIVERSITY] != colour[COUNTY]  # of other kinds
    assert colour[UNIVERSITY] == {"r": "0", "g": "158", "b": "115", "a": "1.0"}
    again = nx.read_gexf(io.BytesIO(to_gexf(network, measures(network)).encode()))
    names = (again.nodes[UNIVERSITY][name] for name in ("label", "name", "label_en"))
    assert [*names] == ["青禾大学", "青禾大学", "Qinghe University"]


def hostile() -> "nx.Graph[str]":
    graph = Graph(store="Oxigraph")
    names = ['<meta name="x">&\'"]]></meta>', 'comma, "quote"\nand a new line \x0b\x00\ufffe']
    for number, name in enumerate(names):
        body = URIRef(f"{BODY}{number}")
        graph.add((body, RDF.type, ORG.Organization))
        graph.add((body, SKOS.prefLabel, Literal(name, lang="zh")))
        graph.add((URIRef(BODY + "event"), SCHEMA.organizer, body))
    return project(graph)


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_names_of_any_characters_make_well_formed_xml(form: str) -> None:
    network = hostile()
    written = (to_graphml if form == "graphml" else to_gexf)(network, measures(network))
    again = nx.parse_graphml(written) if form == "graphml" else nx.read_gexf(io.BytesIO(written.encode()))
    labels = {again.nodes[node]["label"] for node in again}
    assert labels == {'<meta name="x">&\'"]]></meta>', 'comma, "quote"\nand a new line '}


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_table_of_ties_names_both_bodies_and_what_they_did(network: "nx.Graph[str]") -> None:
    found = {(row["source"], row["target"]): row for row in rows(ties_csv(network))}
    tie = found[UNIVERSITY, COUNTY]
    assert (tie["source_label"], tie["target_label"], tie["weight"]) == ("青禾大学", "北岭县人民政府", "2")
    assert tie["activities"] == "流域治理论坛; partneredWith"
    assert tie["activity_iris"] == "https://w3id.org/stakegraph/id/T-2031-7/event/流域治理论坛"
    assert tie["dates"] == "2031-05-12"
    assert tie["relations"] == "host, organizer, partneredWith"
    assert [row["weight"] for row in found.values()] == ["2", "2", "1", "1", "1", "1", "1", "1"]
    assert found[FOUNDATION, UNIVERSITY]["weight_newman"] == "1.5"  # one of three, one of two


def test_the_table_of_bodies_names_each_with_its_kind(network: "nx.Graph[str]") -> None:
    found = {row["iri"]: row for row in rows(nodes_csv(network))}
    assert set(found) == set(network)
    assert found[COUNTY]["label"] == "北岭县人民政府"
    assert (found[COUNTY]["kind"], found[COUNTY]["kind_zh"]) == ("Government", "政府机构")


def test_tables_keep_commas_quotes_and_new_lines_within_their_cells() -> None:
    found = rows(nodes_csv(hostile()))
    assert len(found) == 2
    assert 'comma, "quote"\nand a new line' in found[1]["label"]


def test_tables_are_utf8_without_a_byte_order_mark(network: "nx.Graph[str]") -> None:
    assert nodes_csv(network).encode().startswith(b"iri,label")


def test_an_empty_network_is_exported_too() -> None:
    empty = project(Graph())
    assert len(nx.parse_graphml(to_graphml(empty, ()))) == 0
    assert len(nx.read_gexf(io.BytesIO(to_gexf(empty, ()).encode()))) == 0
    assert rows(nodes_csv(empty)) == rows(ties_csv(empty)) == []


@pytest.mark.parametrize("title", ["=cmd|' /C calc'!A0", '=HYPERLINK("http://x.example","here")', "+1", "@x"])
def test_no_name_is_a_formula_in_a_table(title: str) -> None:
    graph = Graph(store="Oxigraph")
    for number in range(2):
        graph.add((URIRef(f"{BODY}{number}"), RDF.type, ORG.Organization))
        graph.add((URIRef(f"{BODY}{number}"), SKOS.prefLabel, Literal(title, lang="zh")))
        graph.add((URIRef(BODY + "event"), SCHEMA.organizer, URIRef(f"{BODY}{number}")))
    graph.add((URIRef(BODY + "event"), SKOS.prefLabel, Literal(title, lang="zh")))
    for form in ("nodes", "ties", "measures"):
        cells = [cell for row in rows(export(graph, form)) for cell in row.values()]
        assert any(title in cell for cell in cells)
        assert not any(cell.startswith(("=", "@")) for cell in cells)
