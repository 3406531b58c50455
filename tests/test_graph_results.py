import csv
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from graph.files import load
from graph.results import EXPORTS, export, write_results

BASIN = Path(__file__).parent / "graphs" / "basin.ttl"
NAMES = [
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
        assert next(csv.DictReader(file))["label"] == "青禾大学"


def test_the_folder_is_the_same_bytes_each_time(graph: Graph, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_results(graph, tmp_path / name, "蓝湾流域")
    for name in NAMES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_a_failure_leaves_no_folder(graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.results.page", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_results(graph, tmp_path / "results", "x")
    assert list(tmp_path.iterdir()) == []


def test_exports_are_the_same_bytes_in_processes_that_hash_differently() -> None:
    program = (
        "import sys; from graph.files import load; from graph.results import EXPORTS, export\n"
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
    assert "青禾大学" in text
    assert text.endswith("\n")
