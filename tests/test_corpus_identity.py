"""The same thing in several reports, the whole way: one node, with the reasons for it, and undone at will."""

import random
import re
import sys
from collections.abc import Callable
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path

import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import OWL, PROV, SKOS

from extract.pipeline import analyse
from extract.provenance import program
from extract.rdf import to_rdf
from extract.reading.here import read_here
from graph.identity.finding import unite
from graph.identity.merging import separate
from graph.identity.provenance import MISSING, installed, note, settings
from graph.review.corrections import correct
from graph.review.decisions import Decision, save_decisions
from graph.review.doubts import doubts
from graph.review.statements import drop, forget
from graph.store.files import load, to_text
from ontology.errors import StakegraphError
from ontology.namespaces import DEFAULT_BASE, SG
from ontology.validation import validate

Outcome = tuple[int, str, str]
REPORTS = {
    "first.txt": (
        "E/2007/901\n\n论坛\n\n"
        "1. 国际沙丘研究协会（以下简称沙丘研协）与世界银行于2005年3月14日在内罗毕"
        "联合主办了第二届非洲湖泊问题论坛。\n\n"
        "2. 《沙丘上的渔村图书馆手册》是国际沙丘研究协会与世界银行合作出版的。\n"
    ),
    "second.txt": (
        "E/2008/902\n\n论坛\n\n"
        "1. 第2届非洲湖泊论坛由沙丘研协和世界银行于2005年3月在肯尼亚联合主办。\n\n"
        "2. 《沙丘上的渔村图书馆手册》由世界银行出版。\n"
    ),
    "third.txt": "E/2009/903\n\n協會\n\n1. 第三屆非洲湖泊問題論壇由國際沙丘研究協會與世界銀行聯合主辦。\n",
}
BODY = URIRef(DEFAULT_BASE + "body/国际沙丘研究协会")
OTHERWISE = dict.fromkeys(("splink", "duckdb"), "99.1")
matching = pytest.mark.skipif(not installed(), reason="matching needs Splink, of the extra archive")
SECOND = "E-2007-901/event/第二届非洲湖泊问题论坛", "E-2008-902/event/第2届非洲湖泊论坛"


@pytest.fixture(scope="module")
def apart() -> Graph:
    """The graph of the three reports before anything is known again."""
    return to_rdf([analyse(read_here(text.encode(), name)) for name, text in REPORTS.items()])


@pytest.fixture
def united(apart: Graph) -> Graph:
    if not installed():
        pytest.skip("matching needs Splink, of the extra archive")
    graph = copy(apart)
    unite(graph)
    return graph


def copy(graph: Graph) -> Graph:
    made = Graph(store="Oxigraph")
    for triple in graph:
        made.add(triple)
    return made


def called(graph: Graph, *names: str) -> set[URIRef]:
    return {
        node
        for name in names
        for label in (SKOS.prefLabel, SKOS.altLabel)
        for node in graph.subjects(label, Literal(name, lang="zh"))
    }


def known_again(out: str) -> int:
    found = re.search(r"known again across reports: (\d+); explain says why", out)
    return int(found[1]) if found else 0


def test_what_several_reports_tell_of_is_one_node_with_every_name(apart: Graph, united: Graph) -> None:
    forms = ("国际沙丘研究协会", "沙丘研协", "國際沙丘研究協會")
    assert len(called(apart, *forms)) > 1
    assert called(united, *forms) == {BODY}
    assert called(united, "第二届非洲湖泊问题论坛") == called(united, "第2届非洲湖泊论坛")
    assert len(called(united, "沙丘上的渔村图书馆手册")) == 1
    assert called(united, "第三屆非洲湖泊問題論壇").isdisjoint(called(united, "第二届非洲湖泊问题论坛"))
    assert validate(united) == ()


def test_every_merge_says_how_sure_it_is_and_why_and_separating_all_gives_back_what_was(
    apart: Graph, united: Graph
) -> None:
    merged = sorted(united.subjects(RDF.type, SG.Merged), key=str)
    assert merged
    for gone in merged:
        assert float(united.value(gone, SG.confidence)) >= 0.99
        assert str(united.value(gone, SG.mergedBecause))
        assert (united.value(gone, PROV.alternateOf), OWL.sameAs, gone) in united
    random.shuffle(merged)
    for gone in merged:
        separate(united, URIRef(str(gone)))
        assert validate(united) == ()
    before = copy(apart)
    note(before, settings())
    assert set(united) == set(before)


def test_the_order_of_what_is_told_has_no_part_in_it(apart: Graph, united: Graph) -> None:
    triples = sorted(apart, key=str)
    random.shuffle(triples)
    other = Graph(store="Oxigraph")
    for triple in triples:
        other.add(triple)
    unite(other)
    assert to_text(other, "nt") == to_text(united, "nt")


def test_a_decision_that_two_are_two_undoes_it_on_the_graph_as_in_a_build(
    apart: Graph, united: Graph
) -> None:
    one, other = (URIRef(DEFAULT_BASE + path) for path in SECOND)
    decision = Decision("distinct", SECOND[1], object=SECOND[0], who="Li Wei", when="2031-05-12T09:30:00")
    assert correct(united, [decision]) == ()
    built = copy(apart)
    unite(built, [(str(one), str(other))])
    assert correct(built, [decision]) == ()
    assert to_text(built, "nt") == to_text(united, "nt")
    assert called(united, "第二届非洲湖泊问题论坛") == {one}
    assert called(united, "第2届非洲湖泊论坛") == {other}
    assert validate(united) == ()
    assert correct(united, [decision]) == ()  # replayed once more


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    (folder := tmp_path / "archive").mkdir()
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@matching
def test_the_command_knows_things_again_tells_why_and_heeds_decisions(
    stakegraph: Callable[..., Outcome], archive: Path, tmp_path: Path
) -> None:
    results = tmp_path / "results"
    code, out, err = stakegraph("build", archive, "-o", results, "--jobs", 2)
    assert (code, err) == (0, "")
    before = known_again(out)
    assert before > 0
    graph = (results / "graph.ttl").read_bytes()
    _, out, _ = stakegraph("explain", results / "graph.ttl", "第2届非洲湖泊论坛")
    assert "is the same, 1.00 sure: 第2届非洲湖泊论坛 and 第二届非洲湖泊问题论坛: one name" in out
    (results / "graph.ttl").unlink()
    paths = [archive / name for name in reversed(REPORTS)]
    assert stakegraph("build", *paths, "-o", results, "--jobs", 1)[0] == 0
    assert (results / "graph.ttl").read_bytes() == graph
    decision = Decision("distinct", SECOND[0], object=SECOND[1], who="Li Wei", when="2031-05-12")
    save_decisions(results / "corrections.csv", [decision])
    _, out, err = stakegraph("build", archive, "-o", results)
    assert (known_again(out), err) == (before - 1, "")
    made = load(results / "graph.ttl")
    assert len(called(made, *(path.rpartition("/")[2] for path in SECOND))) == len(SECOND)


def matched_by(file: Path) -> set[str]:
    graph = load(file)
    told = [
        str(value) for run in graph.subjects(RDF.type, PROV.Activity) for value in graph[run : SG.setting]
    ]
    assert sum(value.startswith("matching=") for value in told) == len(REPORTS)
    return {value for value in told if value.startswith("matching=")}


def test_without_splink_reports_are_read_and_not_matched_which_is_told_and_made_up_for_later(
    stakegraph: Callable[..., Outcome], archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    results = tmp_path / "results"
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "splink", None)
        code, out, err = stakegraph("build", archive, "-o", results)
        assert (code, known_again(out), err) == (0, 0, f"{MISSING}\n")
        graph = load(results / "graph.ttl")
        assert len(called(graph, *(path.rpartition("/")[2] for path in SECOND))) == len(SECOND)
        assert validate(graph) == ()
        assert matched_by(results / "graph.ttl") == {"matching=none"}
        assert stakegraph("build", archive / "first.txt", "-o", tmp_path / "one")[2] == ""
        with pytest.raises(StakegraphError, match=r"stakegraph\[archive\]"):
            unite(graph)
    if installed():
        code, out, err = stakegraph("build", archive, "-o", results)
        assert (code, err) == (0, "")
        assert "reports: 3, 0 of them read now" in out
        assert known_again(out) > 0
        (by,) = matched_by(results / "graph.ttl")
        assert by.startswith("matching=splink-")


@matching
def test_another_version_of_splink_is_told_in_the_graph_and_no_report_is_read_again(
    stakegraph: Callable[..., Outcome], archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stakegraph("build", archive, "-o", tmp_path / "results")
    for module in ("extract", "graph.identity"):
        monkeypatch.setattr(f"{module}.provenance.version", lambda name: OTHERWISE.get(name) or version(name))
    program.cache_clear()
    _, out, _ = stakegraph("build", archive, "-o", tmp_path / "results")
    assert "reports: 3, 0 of them read now" in out
    assert matched_by(tmp_path / "results/graph.ttl") == {"matching=splink-99.1 duckdb-99.1"}


def test_what_one_report_alone_tells_is_left_as_it_is(
    stakegraph: Callable[..., Outcome], tmp_path: Path
) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / "first.txt").write_text(REPORTS["first.txt"], encoding="utf-8")
    stakegraph("build", archive / "first.txt", "-o", tmp_path / "one")
    assert stakegraph("build", archive, "-o", tmp_path / "many")[2] == ""
    assert (tmp_path / "one/graph.ttl").read_bytes() == (tmp_path / "many/graph.ttl").read_bytes()


def asked_about(graph: Graph) -> list[tuple[str, str]]:
    return [(one.subject, one.object) for one in doubts(graph, 0) if one.what == "merged"]


def test_a_doubtful_merge_is_asked_about_until_somebody_decides(united: Graph) -> None:
    (gone,) = (node for node in united.subjects(RDF.type, SG.Merged) if str(node).endswith(SECOND[1]))
    united.set((gone, SG.confidence, Literal(Decimal("0.99"))))
    assert SECOND[::-1] in asked_about(united)
    accepted = Decision("accept", SECOND[1], who="Li Wei", when="2031-05-12T09:30:00")
    assert correct(united, [accepted]) == ()
    assert SECOND[::-1] not in asked_about(united)


def test_what_nothing_speaks_of_any_more_takes_along_what_was_taken_for_it(united: Graph) -> None:
    (gone,) = (node for node in united.subjects(RDF.type, SG.Merged) if str(node).endswith(SECOND[1]))
    kept = united.value(gone, PROV.alternateOf)
    for said in [*united.subjects(RDF.subject, kept), *united.subjects(RDF.object, kept)]:
        drop(united, said)
    forget(united, kept)
    assert (gone, None, None) not in united
