"""An archive as it is asked: the index, what views and searches give, the same as what the whole graph says."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import SKOS

from graph.archive import drawn, gathering
from graph.archive import index as indexing
from graph.archive.asked import Asked, asked_in
from graph.archive.chains import When, chain
from graph.archive.index import NAME, Index, is_archive
from graph.archive.names import found
from graph.archive.views import facts, view
from graph.network.partners import partners
from graph.network.paths import path
from graph.network.projection import bodies, project
from graph.store.files import load, write
from graph.store.store import open_store, put
from ontology.errors import StakegraphError
from stakegraph.cli import run

GRAPHS = Path(__file__).parent / "graphs"
BODY = "https://w3id.org/stakegraph/id/body/"
UNIVERSITY, BANK = BODY + "qinghe-university", BODY + "chengjiang-bank"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store of two reports that speak of the same bodies."""
    put(
        open_store(str(tmp_path / "store")),
        [load(GRAPHS / name) for name in ("basin.ttl", "basin-later.ttl")],
    )
    return tmp_path / "store"


@pytest.fixture
def whole() -> Graph:
    return load(GRAPHS / "basin.ttl", GRAPHS / "basin-later.ttl")


@contextmanager
def asked(source: Path) -> Iterator[sqlite3.Connection]:
    index = Index(str(source))
    with index.asked(10) as connection:
        yield connection
    index.close()


def test_a_body_stands_among_its_partners_as_in_the_whole_graph(store: Path, whole: Graph) -> None:
    network = project(whole)
    with asked(store) as index:
        for body in bodies(whole):
            seen = view(index, Asked(focus=str(body)))
            ids = [one["id"] for one in seen["bodies"]]
            shared = {
                ids[a + b - ids.index(str(body))]: n
                for a, b, n in seen["ties"]
                if ids.index(str(body)) in (a, b)
            }
            assert shared == {p.partner: len(p.joint) for p in partners(whole, body, network)}
            assert seen["partners"] == len(shared)
            assert not seen["unknown"]


def test_a_tie_comes_with_its_activities_and_the_words_of_both_reports(store: Path, whole: Graph) -> None:
    network = project(whole)
    with asked(store) as index:
        for one, other, tie in network.edges(data=True):
            seen = view(index, Asked(tie=f"{one} {other}"))
            activities = {a["id"]: a for a in seen["activities"]}
            assert set(activities) == {a.iri for a in tie["activities"]}
            said = {(q[0], q[1], q[3]) for q in seen["quotations"]}
            joint = next(p for p in partners(whole, URIRef(one), network) if p.partner == other).joint
            assert {(q.report, q.paragraph, q.words) for j in joint for q in j.quotations} <= said


def test_the_shortest_chain_is_that_of_the_whole_graph(store: Path, whole: Graph) -> None:
    network = project(whole)
    with asked(store) as index:
        number = dict(index.execute("SELECT iri, n FROM body"))
        ends = bodies(whole)
        for one in ends:
            for other in ends:
                if one == other:
                    continue
                got = chain(index, number[str(one)], number[str(other)], When())
                try:
                    wanted = len(path(whole, network, one, other)) + 1
                except StakegraphError:
                    wanted = 0
                assert len(got) == wanted
                seen = view(index, Asked(path=f"{one} {other}"))
                assert [seen["bodies"][at]["id"] for at in seen["chain"]][:: max(1, len(got) - 1)] == (
                    [str(one), str(other)] if got else []
                )


def test_a_period_leaves_what_was_done_in_it_and_the_undated_if_asked(store: Path) -> None:
    with asked(store) as index:
        years = dict(view(index, Asked())["years"])
        assert years
        year = min(years)
        seen = view(index, Asked(focus=UNIVERSITY, when=When(year, year, -1)))
        assert {activity["date"][:4] for activity in seen["activities"]} <= {str(year)}
        kept = view(index, Asked(focus=UNIVERSITY, when=When(year, year, 0)))
        everything = view(index, Asked(focus=UNIVERSITY))
        undated = [a for a in everything["activities"] if not a["date"]]
        assert len(kept["activities"]) == len(seen["activities"]) + len(undated)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("青禾大学", "青禾大学"),
        ("青禾", "青禾大学"),
        ("大学", "青禾大学"),
        ("QINGHE univ", "青禾大学"),
        ("qhu", "青禾大学"),
        ("论坛", "流域治理论坛"),
        ("青木大学", "青禾大学"),
    ],
)
def test_names_are_found_whole_or_in_part_in_both_languages(store: Path, text: str, first: str) -> None:
    with asked(store) as index:
        assert found(index, text)[0]["label"] == first


@pytest.mark.parametrize(
    "text", ["", " ", '"', "*", "' OR 1=1 --", "AND", "^", "a" * 10_000, "\x00", "zzzz", "(", "NEAR(青 禾)"]
)
def test_whatever_is_typed_is_a_name_and_no_query(store: Path, text: str) -> None:
    with asked(store) as index:
        assert all(one["label"] for one in found(index, text))


@pytest.mark.parametrize(
    "given",
    [
        {"focus": "nobody"},
        {"node": "nobody"},
        {"tie": "a b c"},
        {"tie": UNIVERSITY},
        {"path": f"{UNIVERSITY} {UNIVERSITY}"},
        {"activity": "none"},
        {"place": "none"},
    ],
)
def test_what_is_not_there_is_named_and_the_rest_is_shown(store: Path, given: dict[str, str]) -> None:
    with asked(store) as index:
        seen = view(index, asked_in({name: [value] for name, value in given.items()}))
        assert len(seen["unknown"]) == 1
        assert seen["bodies"]


def test_nonsense_in_an_address_is_left_out(store: Path) -> None:
    given = {"from": ["²⁰"], "to": ["-1"], "pages": ["9" * 400], "nothing": ["x"]}
    assert asked_in(given) == Asked(pages=1)
    assert asked_in({"from": ["2005-03"], "pages": ["99"]}) == Asked(when=When(2005, 9999, -1), pages=20)


def test_the_index_of_results_is_that_of_a_store(store: Path, whole: Graph, tmp_path: Path) -> None:
    results = tmp_path / "results"
    results.mkdir()
    write(whole, results / "graph.ttl")
    assert is_archive(str(results))
    with asked(store) as one, asked(results) as other:
        assert facts(one) == facts(other)
        for body in (UNIVERSITY, BANK):
            ours, theirs = (view(index, Asked(focus=body)) for index in (one, other))
            assert [b["id"] for b in ours["bodies"]] == [b["id"] for b in theirs["bodies"]]
            assert sorted(ours["ties"]) == sorted(theirs["ties"])


def test_an_index_is_kept_until_the_archive_changes(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    make = indexing.make
    monkeypatch.setattr(indexing, "make", lambda *given: made.append(1) or make(*given))
    for _ in range(2):
        with asked(store) as index:
            assert facts(index)["totals"]["reports"] == 2
    assert len(made) == 1
    (store / NAME).write_bytes(b"no index")  # nor does a damaged one matter
    with asked(store):
        pass
    assert len(made) == 2
    later = load(GRAPHS / "basin.ttl")
    later.set((URIRef(UNIVERSITY), SKOS.prefLabel, next(later.objects(URIRef(BANK), SKOS.prefLabel))))
    put(open_store(str(store)), [later])
    with asked(store):
        pass
    assert len(made) == 3


def test_an_archive_that_may_only_be_read_is_explored_too(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everywhere
    index = Index(str(store))
    with index.asked(10) as connection:
        assert facts(connection)["totals"]["bodies"]
    assert not (store / NAME).exists()
    index.close()
    assert not index.file.exists()


def test_an_archive_in_which_nobody_worked_together_is_told_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text(
        f'<{BANK}> a <http://www.w3.org/ns/org#Organization> ; <{SKOS.prefLabel}> "澄江银行"@zh .',
        encoding="utf-8",
    )
    with asked(tmp_path) as index:
        assert facts(index)["years"] is None
        assert view(index, Asked())["bodies"] == []
        assert [one["id"] for one in found(index, "澄江")] == [BANK]
        assert view(index, Asked(focus=BANK))["partners"] == 0


def test_what_is_long_comes_page_by_page(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in ((drawn, "PARTNERS"), (drawn, "ACTIVITIES"), (gathering, "PARTS")):
        monkeypatch.setattr(module, name, 1)
    with asked(store) as index:
        everything = view(index, Asked(focus=UNIVERSITY, pages=20))
        first = view(index, Asked(focus=UNIVERSITY))
        assert (len(first["bodies"]), len(first["activities"]), first["more"]) == (2, 1, True)
        assert first["partners"] == everything["partners"] > 1
        assert "more" not in everything
        shared = max(everything["activities"], key=lambda activity: str(activity["id"]).endswith("forum"))
        opened = [view(index, Asked(activity=shared["id"], pages=pages)) for pages in (1, 20)]
        assert len(opened[0]["activities"][0]["parts"]) == 1
        assert opened[0]["more"]
        assert "more" not in opened[1]


def test_what_takes_too_long_is_stopped_and_told(store: Path) -> None:
    index = Index(str(store))
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT MAX(i) FROM n"
    with pytest.raises(StakegraphError, match="took longer"), index.asked(0.1) as connection:
        connection.execute(endless).fetchone()


def test_a_folder_that_is_no_archive_is_one_clear_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["serve", str(tmp_path)]) == 1
    assert capfd.readouterr().err.count("\n") == 1
    (tmp_path / "graph.ttl").write_text("<a> <b>", encoding="utf-8")
    assert run(["serve", str(tmp_path)]) == 1
    assert capfd.readouterr().err.count("\n") == 1
    assert [file.name for file in tmp_path.iterdir()] == ["graph.ttl"]
