"""Many reports built as one: worked at once, kept, gone on with, and the same whatever came first."""

import gzip
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pytest

from graph.identity.provenance import MISSING
from stakegraph.progress import pace

Outcome = tuple[int, str, str]
REPORTS = {
    "forum.txt": "E/2007/901\n\n论坛\n\n1. 关于湖泊的论坛由世界银行与沙丘学会于2005年3月在都柏林联合主办。\n",
    "years/manual.txt": "E/2007/902\n\n手册\n\n1. 《渔网手册》是世界卫生组织与瑞士政府合作出版的。\n",
    "years/seminar.txt": "E/2007/903\n\n讲习班\n\n1. 关于嫁接的讲习班由国际电信联盟于2006年5月在日内瓦主办。\n",
}
OTHERS = {
    "later.txt": "E/2007/901\n\n另一份报告\n\n1. 天气很好。\n",  # the symbol is taken
    "weather.txt": "E/2007/904\n\n天气\n\n1. 天气很好。\n",
    "damaged.pdf": "%PDF-1.4 and no more",
    "table.csv": "no,report",
}
COMMAND = [sys.executable, "-c", "from stakegraph.cli import main; main()", "build"]


class Built(NamedTuple):
    """An archive, what was built of it, and how that went."""

    archive: Path
    results: Path
    done: "subprocess.CompletedProcess[str]"


def write(folder: Path, texts: dict[str, str]) -> Path:
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def build(*arguments: object) -> "subprocess.CompletedProcess[str]":
    done = subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True, check=False)
    done.stderr = done.stderr.removeprefix(f"{MISSING}\n")  # test_corpus_identity.py has what comes of that
    return done


def outputs(results: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in results.iterdir() if file.is_file()}


def kept(results: Path) -> set[Path]:
    return {file.relative_to(results) for file in results.glob("reports/*/*.nq.gz")}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """An archive in which two reports fail, built by two processes."""
    archive = write(tmp_path_factory.mktemp("archive"), REPORTS | OTHERS)
    results = archive / "results"  # which must not be read as a report the next time
    return Built(archive, results, build(archive, "-o", results, "--jobs", 2))


@pytest.fixture(scope="module")
def clean(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The same without what fails, built with what was kept."""
    folder = tmp_path_factory.mktemp("clean")
    archive = write(folder / "archive", REPORTS)
    shutil.copytree(built.results, folder / "results")
    return Built(archive, folder / "results", build(archive, "-o", folder / "results"))


@pytest.fixture
def again(clean: Built, tmp_path: Path) -> Built:
    """A copy of it, to be changed."""
    shutil.copytree(clean.archive, tmp_path / "archive")
    shutil.copytree(clean.results, tmp_path / "results")
    return Built(tmp_path / "archive", tmp_path / "results", clean.done)


def test_reports_that_fail_are_named_with_their_reason_and_stop_nothing(built: Built) -> None:
    assert built.done.returncode == 1
    empty, head, damaged, taken = built.done.stderr.splitlines()
    assert empty == "no statement found in E/2007/904; build one alone to see why"
    assert head == "2 of 6 reports failed:"
    assert damaged.startswith(f"{built.archive / 'damaged.pdf'}: ")
    assert taken == (
        f"{built.archive / 'later.txt'}: it is called E/2007/901, as {built.archive / 'forum.txt'} is;"
        " rename one, or build them apart"
    )
    assert "reports: 4, 5 of them read now" in built.done.stdout


def test_what_is_unchanged_is_not_read_again_whatever_the_order_of_its_names(again: Built) -> None:
    assert (again.done.returncode, again.done.stderr) == (0, "")
    assert "reports: 3, 0 of them read now" in again.done.stdout
    names = "\n".join(str(again.archive / name) for name in reversed(REPORTS))
    listed = write(again.archive.parent, {"list.txt": f"{names}\n\n"}) / "list.txt"
    made = outputs(again.results)
    done = build("--list", listed, "-o", again.results)
    assert done.returncode == 0
    assert "reports: 3, 0 of them read now" in done.stdout
    assert outputs(again.results) == made


def test_what_changed_is_read_again_and_what_was_removed_leaves_the_graph(again: Built) -> None:
    before = kept(again.results)
    (again.archive / "years" / "manual.txt").unlink()
    changed = REPORTS["years/seminar.txt"].replace("国际电信联盟", "国际劳工组织")
    write(again.archive, {"years/seminar.txt": changed})
    done = build(again.archive, "-o", again.results)
    assert "reports: 2, 1 of them read now" in done.stdout
    graph = (again.results / "graph.ttl").read_text(encoding="utf-8")
    assert [name in graph for name in ("沙丘学会", "国际劳工组织", "国际电信联盟", "渔网手册")] == [
        True,
        True,
        False,
        False,
    ]
    assert len(kept(again.results)) == 2
    assert len(kept(again.results) & before) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_broken_off_is_gone_on_with_to_the_same_bytes(
    clean: Built, tmp_path: Path, how: signal.Signals
) -> None:
    results = tmp_path / "broken-off"
    command = [*COMMAND, str(clean.archive), "-o", str(results), "--jobs", "1"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as run:
        while not kept(results):
            assert run.poll() is None
            time.sleep(0.005)
        if how == signal.SIGINT:
            os.killpg(run.pid, how)  # as a terminal does
        else:
            run.kill()
        _, err = run.communicate()
    assert err.strip() == ("stakegraph: interrupted; nothing is half-written" if how == signal.SIGINT else "")
    assert outputs(results) == {}
    before = len(kept(results))
    done = build(clean.archive, "-o", results, "--jobs", 1)
    assert f"reports: 3, {3 - before} of them read now" in done.stdout
    assert outputs(results) == outputs(clean.results)


def test_a_second_build_in_the_same_folder_is_turned_away_while_the_first_is_alive(again: Built) -> None:
    before = outputs(again.results)
    (again.archive / "forum.txt").unlink()
    command = (
        "import sys; from pathlib import Path; from graph.atomic import alone\n"
        "with alone(Path(sys.argv[1])): print('at work', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", command, again.results], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as first:
        assert first.stdout is not None
        first.stdout.readline()
        done = build(again.archive, "-o", again.results.parent / "archive" / ".." / "results")
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
        assert "another run is at work" in done.stderr
        assert outputs(again.results) == before
        first.kill()
    assert build(again.archive, "-o", again.results).returncode == 0
    assert outputs(again.results) != before
    assert {place.name for place in again.results.parent.iterdir()} == {"archive", "results"}


def test_where_all_reports_fail_nothing_is_left(tmp_path: Path) -> None:
    done = build(tmp_path / "one.txt", tmp_path / "two.txt", "-o", tmp_path / "results")
    assert (done.returncode, list(tmp_path.iterdir())) == (1, [])
    assert len(done.stderr.splitlines()) == 4
    assert "No such file" in done.stderr


@pytest.mark.parametrize("named", [["."], ["-", "report.txt"]])
def test_a_folder_without_reports_and_a_report_from_a_pipe_beside_another_are_wrong_usage(
    stakegraph: Callable[..., Outcome], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = stakegraph("build", *named, "-o", tmp_path / "results")
    assert (code, err.count("\n")) == (2, 1)


def test_the_time_left_is_told_by_the_pace_so_far() -> None:
    now = time.monotonic()
    assert pace(0, 9, 0, now) == "0 of 9"
    assert pace(1, 5, 0, now - 10) == "1 of 5, about 40 s left"
    assert pace(10, 130, 2, now - 600) == "10 of 130, 2 failed, about 2 h 0 min left"
    assert pace(9, 9, 0, now) == "9 of 9"


def test_parts_alone_are_what_a_store_loads_in_bulk(clean: Built, tmp_path: Path) -> None:
    done = build(clean.archive, "-o", tmp_path / "parts", "--parts")
    assert (done.returncode, done.stderr) == (0, "")
    assert outputs(tmp_path / "parts") == {}
    assert kept(tmp_path / "parts") == kept(clean.results)
    store = ox.Store()
    for file in kept(tmp_path / "parts"):
        store.bulk_load(
            gzip.decompress((tmp_path / "parts" / file).read_bytes()), format=ox.RdfFormat.N_QUADS
        )
    assert len(list(store.named_graphs())) == len(REPORTS)
    alike = ox.Store()
    alike.bulk_load((clean.results / "graph.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    parts, whole = ({quad.triple for quad in one} for one in (store, alike))
    assert parts <= whole
    assert all(str(triple.object.value).startswith("matching") for triple in whole - parts)  # how, of each
