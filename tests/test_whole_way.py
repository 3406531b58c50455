"""From a report to every output, on the sample and, where it is at hand, on the real report."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import RDF, Graph
from remaking import PICTURE, SAMPLE, SHOWS, digest, in_both

from extract.pipeline import analyse
from extract.rdf import to_rdf
from extract.reading import read
from graph.store.files import load
from ontology.namespaces import SG
from ontology.terms import relations
from ontology.validation import validate

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
REPORT = SHARED / "report" / "E_2006_63_zh.txt"
GOLD = SHARED / "gold"
OUTPUTS = {
    "graph.ttl",
    "network.html",
    "network.graphml",
    "network.gexf",
    "nodes.csv",
    "ties.csv",
    "belonging.csv",
    "dataset.ttl",
    "measures.csv",
}

needs_report = pytest.mark.skipif(not REPORT.exists(), reason="the real report is not beside this checkout")


def build(folder: Path, *arguments: str, seed: str = "0") -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-c",
        "from stakegraph.cli import main; main()",
        "build",
        *arguments,
        "-o",
        str(folder),
    ]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


@pytest.fixture(scope="module")
def sample() -> Graph:
    return to_rdf([analyse(read(SAMPLE))])


def test_the_sample_shows_every_relation_of_the_contract(sample: Graph) -> None:
    missing = [
        name for name, relation in relations().items() if not any(sample.subject_objects(relation.iri))
    ]
    assert missing == []


def test_the_picture_in_the_readme_is_of_the_samples_as_they_are_now() -> None:
    pytest.importorskip("splink", reason="the picture is of two languages, which are matched with Splink")
    both, _ = in_both()
    assert SHOWS + digest(both) in PICTURE.read_bytes(), (
        "if the change is meant, `make outputs` makes the picture anew"
    )


def test_the_sample_shows_plans_proposals_and_denials(sample: Graph) -> None:
    said = {str(m).rsplit("#", 1)[-1] for m in sample.objects(None, SG.modality)}
    assert said >= {"asserted", "proposed", "negated"}


def test_the_sample_graph_keeps_the_contract(sample: Graph) -> None:
    assert validate(sample) == ()


def test_every_asserted_triple_has_a_statement(sample: Graph) -> None:
    stated = {
        tuple(sample.value(s, part) for part in (RDF.subject, RDF.predicate, RDF.object))
        for s in sample.subjects(SG.modality, SG.asserted)
    }
    triples = {(s, r.iri, o) for r in relations().values() for s, o in sample.subject_objects(r.iri)}
    assert triples == stated


def test_building_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = build(tmp_path / "a", "--sample", seed="1"), build(tmp_path / "b", "--sample", seed="2")
    assert (first.returncode, second.returncode) == (0, 0), first.stderr
    assert {file.name for file in (tmp_path / "a").iterdir()} == OUTPUTS
    for name in OUTPUTS:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name


def test_a_build_says_nothing_on_stderr_in_a_pipe(tmp_path: Path) -> None:
    done = build(tmp_path / "out", "--sample")
    assert done.stderr == ""
    assert "ties" in done.stdout


def test_a_build_that_fails_leaves_nothing(tmp_path: Path) -> None:
    done = build(tmp_path / "out", str(tmp_path / "missing.txt"))
    assert (done.returncode, list(tmp_path.iterdir())) == (1, [])


@needs_report
def test_the_real_report_is_read_and_its_graph_keeps_the_contract(tmp_path: Path) -> None:
    done = build(tmp_path / "out", str(REPORT))
    assert done.returncode == 0, done.stderr
    assert validate(load(tmp_path / "out" / "graph.ttl")) == ()


@needs_report
def test_the_real_report_reaches_the_precision_and_recall_promised(tmp_path: Path) -> None:
    assert build(tmp_path / "out", str(REPORT)).returncode == 0
    figures = tmp_path / "score.json"
    score = [sys.executable, str(GOLD / "score.py"), str(tmp_path / "out" / "graph.ttl")]
    score += [str(GOLD / "dev.entities.jsonl"), str(GOLD / "dev.facts.jsonl"), "--json", str(figures)]
    subprocess.run(score, check=True, capture_output=True)
    strict = json.loads(figures.read_text())["strict"]
    assert strict["precision"] >= 0.85
    assert strict["recall"] >= 0.60
