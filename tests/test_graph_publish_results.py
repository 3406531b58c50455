import csv
import io
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, Graph
from rdflib.compare import isomorphic

from graph.network.projection import project
from graph.publish.results import EXPORTS, export, write_results
from graph.store.files import load

BASIN = Path(__file__).parent / "graphs" / "basin.ttl"
NAMES = [
    "belonging.csv",
    "dataset.ttl",
    "graph.ttl",
    "measures.csv",
    "network.gexf",
    "network.graphml",
    "network.html",
    "nodes.csv",
    "ties.csv",
]


@pytest.fixture(scope="module")
def graph() -> Graph:
    return load(BASIN)


def test_the_folder_holds_the_graph_the_page_the_network_and_the_tables(graph: Graph, tmp_path: Path) -> None:
    write_results(graph, tmp_path / "results", "蓝湾流域")
    assert sorted(file.name for file in (tmp_path / "results").iterdir()) == NAMES
    assert isomorphic(load(tmp_path / "results" / "graph.ttl"), graph)
    with (tmp_path / "results" / "measures.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["label"] == "蓝湾水务基金会"


def test_the_folder_is_the_same_bytes_each_time(graph: Graph, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_results(graph, tmp_path / name, "蓝湾流域")
    for name in NAMES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_a_failure_leaves_no_folder(graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.publish.results.page", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_results(graph, tmp_path / "results", "x")
    assert list(tmp_path.iterdir()) == []


def test_exports_are_the_same_bytes_in_processes_that_hash_differently() -> None:
    program = (
        "import sys; from graph.store.files import load; from graph.publish.results import EXPORTS, export\n"
        "graph = load(sys.argv[1])\n"
        "for form in EXPORTS: print(export(graph, form))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program, BASIN],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent.parent), "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


@pytest.mark.parametrize("form", EXPORTS)
def test_everything_is_exported_as_text_that_names_the_bodies(graph: Graph, form: str) -> None:
    text = export(graph, form)
    assert ("清泉倡议" if form == "belonging" else "青禾大学") in text
    assert text.endswith("\n")


def test_turtle_of_rdf_12_has_a_triple_term_for_each_statement(basin: Graph) -> None:
    triples = list(ox.parse(export(basin, "ttl12"), format=ox.RdfFormat.TURTLE))
    reified = [t.object for t in triples if t.predicate.value.endswith("#reifies")]
    statements = len(set(basin.subjects(RDF.type, RDF.Statement)))
    assert len(reified) == statements > 5
    assert all(isinstance(term, ox.Triple) for term in reified)
    assert not any(t.predicate.value == str(RDF.subject) for t in triples)


def test_neo4j_gets_nodes_and_relationships_that_fit_together(basin: Graph) -> None:
    nodes = list(csv.DictReader(io.StringIO(export(basin, "neo4j-nodes"))))
    ties = list(csv.DictReader(io.StringIO(export(basin, "neo4j-relationships"))))
    known = {row["iri:ID"] for row in nodes}
    assert {row[":START_ID"] for row in ties} | {row[":END_ID"] for row in ties} <= known
    forum = next(row for row in nodes if row["name:string"] == "流域治理论坛")
    assert (forum[":LABEL"], forum["date:string"]) == ("Activity;Event;Forum", "2031-05-12")
    assert (forum["startDate:string[]"], forum["attendance:int[]"]) == ("2031-05-12", "300")
    university = next(row for row in nodes if row["name_en:string"] == "Qinghe University")
    assert (university[":LABEL"], university["kind:string"]) == ("Body;Organization;Academic", "Academic")
    organized = [row for row in ties if row[":TYPE"] == "organizer"]
    assert all("主办" in row["words:string"] or "举办" in row["words:string"] for row in organized)


def test_neo4j_gets_who_worked_with_whom_as_ties_of_their_own(basin: Graph) -> None:
    ties = list(csv.DictReader(io.StringIO(export(basin, "neo4j-relationships"))))
    worked = {
        frozenset((row[":START_ID"], row[":END_ID"])): row for row in ties if row[":TYPE"] == "workedWith"
    }
    network = project(basin)
    assert worked.keys() == {frozenset(edge) for edge in network.edges if network.edges[edge]["derived"]}
    for edge, row in worked.items():
        assert int(row["weight:int"]) == network.edges[tuple(edge)]["weight"]
        assert row["derived:boolean"] == "true"
    assert all(row["derived:boolean"] == "false" for row in ties if row[":TYPE"] != "workedWith")
    assert len([row for row in ties if row[":TYPE"] == "partneredWith"]) == 1  # once, from either end
