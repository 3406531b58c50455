"""What may have been missed is listed until somebody states or dismisses it, and is never taken for a statement."""

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import SKOS

from graph.network.projection import project
from graph.publish.dataset import describe_dataset
from graph.reports import named_graphs
from graph.review.corrections import correct
from graph.review.decisions import Decision
from graph.review.doubts import doubts
from graph.store.files import load
from graph.store.triples import in_order
from graph.trust.missed import missed, natural
from ontology.namespaces import DEFAULT_BASE, SG
from ontology.validation import validate

GRAPHS = Path(__file__).parent / "graphs"
SENTENCE = "世界银行与沙丘学会向来一道出力。"
SUSPECT = "T-2/suspect/one"
FACT = {"relation": "partneredWith", "object": "沙丘学会", "report": "T/2", "words": SENTENCE}
Outcome = tuple[int, str, str]


@pytest.fixture
def graph() -> Graph:
    return load(GRAPHS / "suspect.ttl")


def made(action: str, subject: str, **values: str) -> Decision:
    return Decision(action, subject, **{"who": "李", "when": "2031-05-12"} | values)


def test_a_suspect_sentence_is_listed_with_what_was_recognised(graph: Graph) -> None:
    (found,) = missed(graph)
    assert (found.report, found.paragraph, found.sentence) == ("T/2", "1", SENTENCE)
    assert found.recognised() == "世界银行 (Bank); 沙丘学会 (Academic)"


def test_nothing_else_takes_it_for_a_statement(graph: Graph) -> None:
    assert len(project(graph)) == 0
    described = describe_dataset(graph, "沙丘")
    assert not [one for one in described.subjects() if "/kind/" in str(one) or "/relation/" in str(one)]
    default, reports = named_graphs(in_order(graph))
    assert default == []
    assert set(reports) == {f"{DEFAULT_BASE}T-2"}


def test_a_review_offers_it_with_its_words(graph: Graph) -> None:
    (doubt,) = doubts(graph, 1.0)
    assert (doubt.what, doubt.subject, doubt.report, doubt.words) == ("suspect", SUSPECT, "T/2", SENTENCE)
    assert doubt.row()["words"] == SENTENCE


@pytest.mark.parametrize("subject", ["世界银行", "body/world-bank", f"{DEFAULT_BASE}body/world-bank"])
def test_a_fact_is_added_of_bodies_that_are_only_mentioned(graph: Graph, subject: str) -> None:
    assert correct(graph, [made("add", subject, **FACT)]) == ()
    assert missed(graph) == doubts(graph, 0.9) == []
    assert len(project(graph).edges) == 1
    bank, society = (URIRef(f"{DEFAULT_BASE}body/{name}") for name in ("world-bank", "沙丘学会"))
    assert Literal("World Bank", lang="en") in set(graph.objects(bank, SKOS.prefLabel))
    assert list(graph.objects(bank, SKOS.exactMatch))
    assert graph.value(society, SKOS.prefLabel) == Literal("沙丘学会", lang="zh")
    assert validate(graph) == ()


@pytest.mark.parametrize(
    "wrong", [{"relation": "location"}, {"words": "没有这些话"}, {"object": "海市"}, {"relation": "none"}]
)
def test_a_fact_that_does_not_apply_leaves_the_graph_as_it_was(graph: Graph, wrong: dict[str, str]) -> None:
    before = set(graph)
    (stale,) = correct(graph, [made("add", "世界银行", **FACT | wrong)])
    assert stale.reason
    assert set(graph) == before


def test_a_sentence_that_states_nothing_more_is_dismissed(graph: Graph) -> None:
    assert correct(graph, [made("dismiss", SUSPECT)]) == ()
    assert missed(graph) == []
    assert (URIRef(DEFAULT_BASE + SUSPECT), RDF.type, SG.Suspect) in graph
    assert validate(graph) == ()


def test_a_dismissal_of_what_is_no_longer_suspect_does_not_apply(graph: Graph) -> None:
    (stale,) = correct(graph, [made("dismiss", "T-2/suspect/two")])
    assert "no such sentence" in stale.reason


def test_paragraph_nine_comes_before_ten() -> None:
    assert sorted(["10", "9", "0-2", "A1"], key=natural) == ["0-2", "9", "10", "A1"]


def test_the_command_lists_them_as_text_csv_and_json(stakegraph: Callable[..., Outcome]) -> None:
    path = GRAPHS / "suspect.ttl"
    assert stakegraph("missed", path) == (
        0,
        f"T/2 §1: {SENTENCE}\n  recognised: 世界银行 (Bank); 沙丘学会 (Academic)\n",
        "",
    )
    (row,) = json.loads(stakegraph("missed", path, "--format", "json")[1])
    assert (row["report"], row["paragraph"], row["sentence"]) == ("T/2", "1", SENTENCE)
    (same,) = csv.DictReader(io.StringIO(stakegraph("missed", path, "--format", "csv")[1]))
    assert same == row
    assert stakegraph("missed", GRAPHS / "basin.ttl")[1].startswith("no sentence is suspected")


def test_what_is_filled_in_beside_a_suspect_becomes_a_fact(
    stakegraph: Callable[..., Outcome], tmp_path: Path
) -> None:
    path = Path(shutil.copy(GRAPHS / "suspect.ttl", tmp_path / "graph.ttl"))
    (row,) = csv.DictReader(io.StringIO(stakegraph("review", path, "--table", "-")[1]))
    filled = row | {"action": "add", "subject": "世界银行", "relation": "partneredWith", "object": "沙丘学会"}
    with (tmp_path / "filled.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(filled))
        writer.writeheader()
        writer.writerow(filled)
    assert stakegraph("review", path, "--take", tmp_path / "filled.csv", "--who", "王")[0] == 0
    code, out, err = stakegraph("correct", path)
    assert (code, err) == (0, "")
    assert "sg:partneredWith" in out
