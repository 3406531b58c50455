"""An archive that is read by a real cluster of two workers: the same bytes, whoever dies."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from test_corpus import COMMAND, Built, build, kept, outputs, write

from extract import cluster
from extract.cluster import connected, worked
from ontology.errors import StakegraphError

dask = pytest.importorskip("dask")
pytest.importorskip("distributed")
Outcome = tuple[int, str, str]
FOLDER = Path(__file__).parent
SOON = 120  # seconds, for what takes some on a machine that is busy
REPORTS = {
    f"{number}.txt": f"E/2007/{number}\n\n论坛\n\n"
    f"1. 第{number}次关于湖泊的论坛由世界银行与沙丘学会于2005年3月在都柏林联合主办。\n"
    for number in range(910, 918)
}


def deadly(number: int) -> int:
    """Half of a number; 13 kills the worker, whoever that is."""
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    if number % 2:
        raise StakegraphError("odd")
    return number // 2


@contextmanager
def started(folder: Path, count: int, *options: str) -> Iterator[tuple[str, list["subprocess.Popen[bytes]"]]]:
    """A cluster on this machine: its address, and its workers."""
    about = folder / "scheduler.json"
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(FOLDER), *sys.path]),
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
    }

    def begin(part: str, *more: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", f"distributed.cli.dask_{part}", "--no-dashboard", *more]
        with (folder / "log.txt").open("ab") as log:
            return subprocess.Popen(command, env=environment, cwd=folder, stdout=log, stderr=log)

    scheduler = begin("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(about))
    until(about.exists)
    address = json.loads(about.read_text())["address"]
    workers = [begin("worker", address, "--nthreads", "1", *options) for _ in range(count)]
    try:
        yield address, workers
    finally:
        for process in (*workers, scheduler):
            process.kill()  # told to end, one may wait for ever for a scheduler that has ended
        for process in (*workers, scheduler):
            process.wait()


def until(holds: Callable[[], object]) -> None:
    end = time.monotonic() + SOON
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """An archive that one process of this machine has read."""
    folder = tmp_path_factory.mktemp("alone")
    archive = write(folder / "archive", REPORTS)
    return Built(archive, folder / "results", build(archive, "-o", folder / "results", "--jobs", 1))


def same(results: Path, alone: Built) -> bool:
    """Whether results are to the byte those of one process, and what is kept of each report is."""
    return outputs(results) == outputs(alone.results) and {
        file: (results / file).read_bytes() for file in kept(results)
    } == {file: (alone.results / file).read_bytes() for file in kept(alone.results)}


def test_a_cluster_gives_the_same_to_the_byte_whether_or_not_a_worker_is_killed(
    alone: Built, tmp_path: Path
) -> None:
    with started(tmp_path, 2, "--no-nanny") as (address, workers):
        whole = build(alone.archive, "-o", tmp_path / "whole", "--cluster", address)
        assert (whole.returncode, whole.stderr) == (0, "")
        assert same(tmp_path / "whole", alone)

        results = tmp_path / "killed"
        command = [*COMMAND, str(alone.archive), "-o", str(results), "--cluster", address]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
            until(lambda: kept(results))
            workers[0].kill()
            assert len(kept(results)) < len(REPORTS) - 1
            out, err = run.communicate(timeout=SOON)
    assert (run.returncode, err) == (0, "")
    assert "reports: 8, 8 of them read now" in out
    assert same(results, alone)


def test_a_task_that_kills_its_workers_is_given_up_and_the_others_are_done(tmp_path: Path) -> None:
    with started(tmp_path, 2) as (address, _), connected(address) as client:
        done = dict(worked(deadly, [2, 13, 3, *range(4, 40, 2)], client))
    assert str(done.pop(13)) == "2 workers that read it died, one after the other"
    assert str(done.pop(3)) == "odd"
    assert done == {number: number // 2 for number in (2, *range(4, 40, 2))}


def test_where_workers_or_the_scheduler_are_gone_it_is_told_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 2.0)
    with ExitStack() as stack, dask.config.set({"distributed.comm.timeouts.connect": "5s"}):
        address, _ = stack.enter_context(started(tmp_path, 0))
        with connected(address) as client:
            with pytest.raises(StakegraphError, match=f"no worker has been at {address} for 2 s; start some"):
                list(worked(deadly, [2], client))
            stack.close()
            with pytest.raises(StakegraphError, match="the Dask scheduler is gone; run this again"):
                list(worked(deadly, [2], client))


def test_a_worker_that_would_do_several_at_once_is_refused(tmp_path: Path) -> None:
    with (
        started(tmp_path, 1, "--no-nanny", "--nthreads", "3") as (address, _),
        connected(address) as client,
        pytest.raises(StakegraphError, match="has 3 threads and may have one: start it with --nthreads 1"),
    ):
        list(worked(deadly, [2], client))


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nowhere", "http://127.0.0.1:1", ""])
def test_an_address_at_which_no_scheduler_answers_is_told_in_a_line(
    stakegraph: Callable[..., Outcome], tmp_path: Path, address: str
) -> None:
    report = write(tmp_path, {"one.txt": "E/2007/901\n\n1. 天气很好。\n"}) / "one.txt"
    with dask.config.set({"distributed.comm.timeouts.connect": "1s"}):
        code, out, err = stakegraph("build", report, "-o", tmp_path / "results", "--cluster", address)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert err.startswith(f"stakegraph: no Dask scheduler answers at '{address}': ")
    assert not (tmp_path / "results").exists()


def test_without_dask_it_is_told_how_to_install_it_and_jobs_are_for_this_machine(
    stakegraph: Callable[..., Outcome], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("build", FOLDER / "conftest.py", "-o", tmp_path / "results", "--cluster", "tcp://127.0.0.1:1")
    code, _, err = stakegraph(*asked, "--jobs", "2")
    assert (code, err.count("\n")) == (2, 1)
    monkeypatch.setitem(sys.modules, "distributed", None)
    code, _, err = stakegraph(*asked)
    assert (code, err.count("\n")) == (1, 1)
    assert "pip install 'stakegraph[cluster]'" in err
