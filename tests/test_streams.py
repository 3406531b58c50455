"""What the command writes to: full disks, terminals, and whoever breaks off."""

import errno
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

BASIN = Path(__file__).parent / "graphs" / "basin.ttl"
COMMAND = [sys.executable, "-c", "from stakegraph.cli import main; main()"]
ESCAPE = "\x1b]0;owned\x07"


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """A graph whose names would command a terminal."""
    path = tmp_path / "graph.ttl"
    path.write_text(
        BASIN.read_text(encoding="utf-8").replace("青禾大学", r"青禾\u001B]0;owned\u0007大学\u009B1m"),
        encoding="utf-8",
    )
    return path


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    "arguments", [["export", BASIN], ["partners", BASIN, "青禾大学"], ["validate", BASIN], ["--help"]]
)
def test_a_full_disk_is_one_line_and_code_1(unbuffered: str, arguments: list[object]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, *map(str, arguments)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        )
    assert (done.returncode, done.stderr) == (
        1,
        f"stakegraph: the output cannot be written: {os.strerror(errno.ENOSPC)}\n",
    )


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_disk_that_fills_up_half_way_is_told_whether_buffered_or_not(
    tmp_path: Path, unbuffered: str
) -> None:
    resource = pytest.importorskip("resource")
    with (tmp_path / "out").open("w") as out:
        done = subprocess.run(
            [*COMMAND, "export", str(BASIN)],
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered, "PYTHONDONTWRITEBYTECODE": "1"},
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000)),
        )
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert os.strerror(errno.EFBIG) in done.stderr


def test_who_stops_reading_is_no_error() -> None:
    done = subprocess.run(
        f"{sys.executable} -c 'from stakegraph.cli import main; main()' export {BASIN} | head -c 10",
        shell=True,
        capture_output=True,
        check=True,
    )
    assert (len(done.stdout), done.stderr) == (10, b"")


def on_terminal(*arguments: object) -> bytes:
    """Everything that the command writes to a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen([*COMMAND, *map(str, arguments)], stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 65536):
            shown += part
            if b"[?]" in part:
                os.write(ours, b"q\n")
    except OSError:  # Linux says so when nobody has the other end any more
        pass
    process.wait()
    os.close(ours)
    return shown


@pytest.mark.parametrize(
    "arguments",
    [
        ["partners", "Qinghe University"],
        ["explain", "Qinghe University"],
        ["export"],
        ["review", "--below", "1"],
        ["query", "SELECT ?n { ?b skos:prefLabel ?n }"],
        ["partners", ESCAPE],
    ],
)
def test_no_name_commands_the_terminal(graph: Path, arguments: list[str]) -> None:
    shown = on_terminal(arguments[0], graph, *arguments[1:])
    assert b"owned" in shown
    assert not {0x1B, 0x07} & set(shown)
    assert "\x9b".encode() not in shown


def test_a_pipe_gets_what_the_graph_says(graph: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "partners", str(graph), "Qinghe University"], capture_output=True, check=True
    )
    assert ESCAPE.encode() in done.stdout


def test_an_interrupted_review_says_how_many_decisions_are_kept(graph: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "review", str(graph), "--who", "李", "--below", "1"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    process.stdin.write("a\n")
    process.stdin.flush()
    file = graph.with_name("corrections.csv")
    while not file.exists():
        time.sleep(0.05)
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert err == ""
    assert f"decisions kept in {file}: 1" in out
