"""Reviewing as people do it: on a terminal, in a spreadsheet, and replayed on every rebuild."""

import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from graph.review.decisions import load_decisions

CONTRACT = Path(__file__).parent / "graphs" / "contract.ttl"
SAMPLE = str(files("extract") / "sample" / "report.zh.txt")
COMMAND = [sys.executable, "-c", "import sys; from stakegraph.cli import run; sys.exit(run(sys.argv[1:]))"]
Outcome = tuple[int, str, str]


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    return Path(shutil.copy(CONTRACT, tmp_path / "graph.ttl"))


def typed(graph: Path, keys: str, *options: str) -> "subprocess.CompletedProcess[str]":
    command = [*COMMAND, "review", str(graph), "--who", "李", "--below", "0.95", *options]
    return subprocess.run(command, input=keys, capture_output=True, text=True, check=False)


def decided(graph: Path) -> list[tuple[str, str, str]]:
    found = load_decisions(graph.with_name("corrections.csv"))
    return [(one.action, one.subject, one.why) for one in found]


def test_what_is_typed_is_kept_at_once(graph: Path) -> None:
    done = typed(graph, "a\nr no such date\ns\nq\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "corrections.csv: 2" in done.stdout
    assert decided(graph) == [("accept", "forum", ""), ("reject", "forum", "no such date")]


def test_what_a_decision_needs_is_asked_for(graph: Path) -> None:
    typed(graph, "n\n\n水利论坛\nq\n")
    (made,) = load_decisions(graph.with_name("corrections.csv"))
    assert (made.action, made.subject, made.value) == ("rename", "forum", "水利论坛")


def test_what_does_not_apply_is_not_kept_and_asked_again(graph: Path) -> None:
    done = typed(graph, "t\n\nPond\na\nq\n")
    assert "not kept: no kind is called 'Pond'" in done.stdout
    assert decided(graph) == [("accept", "forum", "")]


def test_a_decision_is_taken_back(graph: Path) -> None:
    typed(graph, "a\nb\nr\nq\n")
    assert decided(graph) == [("reject", "forum", "")]


def test_the_end_of_what_is_typed_keeps_what_was_decided(graph: Path) -> None:
    done = typed(graph, "a\n")
    assert (done.returncode, decided(graph)) == (0, [("accept", "forum", "")])


def test_a_review_goes_on_where_the_last_one_ended(graph: Path) -> None:
    typed(graph, "a\nq\n")
    done = typed(graph, "q\n")
    assert "3 doubts" in done.stdout


def test_a_suspect_sentence_is_the_source_of_a_fact_or_is_dismissed(tmp_path: Path) -> None:
    graph = Path(shutil.copy(CONTRACT.with_name("suspect.ttl"), tmp_path / "graph.ttl"))
    assert "1 doubts" in typed(graph, "q\n").stdout
    typed(graph, "+\n世界银行\npartneredWith\n沙丘学会\n\n\n\n")
    (made,) = load_decisions(graph.with_name("corrections.csv"))
    assert (made.action, made.report, made.paragraph) == ("add", "T/2", "1")
    assert made.words == "世界银行与沙丘学会向来一道出力。"
    assert "0 doubts" in typed(graph, "").stdout
    graph.with_name("corrections.csv").unlink()
    typed(graph, "x nothing new\n")
    assert decided(graph) == [("dismiss", "T-2/suspect/one", "nothing new")]
    assert "0 doubts" in typed(graph, "").stdout


def test_it_works_on_a_terminal(graph: Path) -> None:
    ours, theirs = pty.openpty()
    command = [*COMMAND, "review", str(graph), "--who", "李", "--below", "0.95"]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    os.write(ours, "r 错了\nq\n".encode())
    shown = b""
    while True:
        try:
            shown += os.read(ours, 4096)
        except OSError:  # the other side has ended
            break
    assert process.wait() == 0
    assert "三百人到会" in shown.decode()
    assert decided(graph) == [("reject", "forum", "错了")]


def test_a_table_is_filled_in_and_taken(
    stakegraph: Callable[..., Outcome], graph: Path, tmp_path: Path
) -> None:
    doubts = tmp_path / "doubts.csv"
    assert stakegraph("review", graph, "--below", 0.95, "--table", doubts)[0] == 0
    lines = doubts.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("what,action,subject,")
    lines[1] = lines[1].replace("statement,,", "statement,reject,", 1)
    doubts.write_text("\n".join(lines), encoding="utf-8")
    code, out, _ = stakegraph("review", graph, "--take", doubts, "--who", "王")
    assert (code, out.splitlines()[0]) == (0, f"decisions kept in {graph.with_name('corrections.csv')}: 1")
    (made,) = load_decisions(graph.with_name("corrections.csv"))
    assert (made.action, made.who) == ("reject", "王")


def test_a_table_can_be_piped(stakegraph: Callable[..., Outcome], graph: Path) -> None:
    code, out, err = stakegraph("review", graph, "--below", 0.95, "--table", "-")
    assert (code, err, out.count("statement")) == (0, "", 4)


def test_corrections_are_replayed_on_every_rebuild(
    stakegraph: Callable[..., Outcome], tmp_path: Path
) -> None:
    results = tmp_path / "results"
    assert stakegraph("build", SAMPLE, "-o", results)[0] == 0
    (results / "corrections.csv").write_text(
        "action,subject,object,value,who,when\n"
        "rename,body/world-bank,,世行集团,李,2031-05-12\n"
        "merge,body/none,body/world-bank,,李,2031-05-12\n",
        encoding="utf-8",
    )
    for _ in range(2):
        code, _, err = stakegraph("build", SAMPLE, "-o", results)
        assert code == 0
        assert (
            "merge body/none | body/world-bank (李, 2031-05-12) no longer applies: nothing is called" in err
        )
    assert "世行集团" in (results / "nodes.csv").read_text(encoding="utf-8")
    assert len(load_decisions(results / "corrections.csv")) == 2
    stakegraph("extract", SAMPLE, "-o", results / "again.ttl")
    assert (results / "again.ttl").read_bytes() == (results / "graph.ttl").read_bytes()


def test_a_graph_is_corrected_without_its_report(stakegraph: Callable[..., Outcome], graph: Path) -> None:
    typed(graph, "r\nq\n")
    code, out, err = stakegraph("correct", graph)
    assert (code, err) == (0, "")
    assert "sg:attendance 300" in graph.read_text(encoding="utf-8")
    assert "sg:attendance" not in out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["correct", "{graph}"], 1),
        (["correct", "{graph}", "--corrections", "none.csv"], 1),
        (["correct", "{graph}", "--corrections", "{graph}"], 1),
        (["review", "{graph}", "--take", "none.csv"], 1),
        (["review", "-"], 2),
        (["review", "http://127.0.0.1:9/query"], 2),
        (["extract", SAMPLE, "--corrections", "none.csv"], 1),
        (["build", "--sample", "-o", "{out}", "--corrections", "none.csv"], 1),
    ],
)
def test_bad_input_is_one_line_and_nothing_is_written(
    stakegraph: Callable[..., Outcome], graph: Path, tmp_path: Path, arguments: list[str], code: int
) -> None:
    target = tmp_path / "out"
    found, out, err = stakegraph(*(a.format(graph=graph, out=target) for a in arguments))
    assert (found, out, err.count("\n")) == (code, "", 1)
    assert not target.exists()
    assert not graph.with_name("corrections.csv").exists()
