import errno
import multiprocessing
import os
import random
import signal
import sys
import time
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from graph import atomic
from graph.atomic import whole_folder, write_whole
from ontology.errors import StakegraphError


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_file_is_replaced_and_nothing_else_is_left_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "graph.ttl"
    file.write_text("old")
    write_whole(file, "新")
    assert file.read_text(encoding="utf-8") == "新"
    assert names(tmp_path) == ["graph.ttl"]


def test_a_file_that_cannot_be_written_is_said_by_its_name_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    for path in (tmp_path / "missing" / "graph.ttl", tmp_path / "taken"):
        with pytest.raises(StakegraphError, match=path.name):
            write_whole(path, "text")
    assert names(tmp_path) == ["taken"]


@pytest.mark.parametrize("before", [None, {"kept.txt": "kept", "graph.ttl": "old"}])
def test_a_folder_that_fails_half_way_stays_as_it_was(tmp_path: Path, before: dict[str, str] | None) -> None:
    folder = tmp_path / "results"
    if before is not None:
        folder.mkdir()
        for name, text in before.items():
            (folder / name).write_text(text)
    with pytest.raises(KeyboardInterrupt), whole_folder(folder) as place:
        (place / "graph.ttl").write_text("half")
        raise KeyboardInterrupt
    assert names(tmp_path) == ([] if before is None else ["results"])
    assert {file.name: file.read_text() for file in folder.glob("*")} == (before or {})


def test_a_folder_that_exists_keeps_its_other_files(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("kept")
    (tmp_path / "graph.ttl").write_text("old")
    with whole_folder(tmp_path) as place:
        (place / "graph.ttl").write_text("new")
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {
        "kept.txt": "kept",
        "graph.ttl": "new",
    }


def test_a_new_folder_and_the_folders_above_it_are_made_for_others_to_read(tmp_path: Path) -> None:
    with whole_folder(tmp_path / "a" / "b") as place:
        (place / "x").write_text("x")
    assert (tmp_path / "a" / "b" / "x").read_text() == "x"
    assert (tmp_path / "a" / "b").stat().st_mode & 0o055 == 0o055


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StakegraphError, match="is a file"), whole_folder(tmp_path / "file"):
        pass


def test_a_folder_holds_what_else_was_in_it_and_keeps_its_rights_and_the_link_to_it(tmp_path: Path) -> None:
    folder = tmp_path / "results"
    (folder / "mine" / "deep").mkdir(parents=True)
    (folder / "mine" / "deep" / "note.txt").write_text("mine")
    (folder / "graph.ttl").write_text("old")
    (folder / "away").symlink_to("nowhere")
    folder.chmod(0o750)
    (tmp_path / "link").symlink_to(folder)
    inode = (folder / "mine" / "deep" / "note.txt").stat().st_ino
    with whole_folder(tmp_path / "link", ["graph.ttl"]) as place:
        (place / "graph.ttl").write_text("new")
    assert (folder / "mine" / "deep" / "note.txt").stat().st_ino == inode
    assert (folder / "graph.ttl").read_text() == "new"
    assert (folder / "away").readlink() == Path("nowhere")
    assert folder.stat().st_mode & 0o777 == 0o750
    assert names(tmp_path) == ["link", "results"]


def test_what_cannot_be_replaced_is_found_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "results"
    (folder / "graph.ttl").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    for path, reason in (
        (folder, "graph.ttl is a folder"),
        (Path("/"), "is a disk"),
        (tmp_path, "you are in it"),
        (Path(), "you are in it"),
        (tmp_path / ("n" * 300), "File name too long"),
    ):
        with pytest.raises(StakegraphError, match=reason), whole_folder(path, ["graph.ttl"]):
            pytest.fail("something was to be written")
    with pytest.raises(StakegraphError, match="File name too long"):
        write_whole(tmp_path / ("n" * 300), "x")
    assert names(tmp_path) == ["results"]


@pytest.mark.parametrize("reason", [errno.EXDEV, errno.EPERM])
def test_files_are_copied_where_there_are_no_links_and_left_alone_on_another_disk(
    tmp_path: Path, reason: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(reason, os.strerror(reason))

    folder = tmp_path / "results"
    (folder / "disk").mkdir(parents=True)
    (folder / "disk" / "mine.txt").write_text("mine")
    monkeypatch.setattr(os, "link", refuse)
    expected = (
        pytest.raises(StakegraphError, match=r"keep .*mine\.txt") if reason == errno.EXDEV else nullcontext()
    )
    with expected, whole_folder(folder) as place:
        (place / "graph.ttl").write_text("new")
    assert (folder / "disk" / "mine.txt").read_text() == "mine"
    assert (folder / "graph.ttl").exists() == (reason != errno.EXDEV)
    assert names(tmp_path) == ["results"]


def test_what_is_no_file_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, "through")
    assert os.read(reading, 100) == b"through"
    os.close(reading)
    assert pipe.is_fifo()
    (tmp_path / "link").symlink_to(tmp_path / "file")
    write_whole(tmp_path / "link", "x")
    assert (tmp_path / "file").read_text() == "x"
    with pytest.raises(StakegraphError, match="No space left"):
        write_whole("/dev/full", "x")


def test_what_a_living_run_prepares_is_left_alone(tmp_path: Path) -> None:
    with whole_folder(tmp_path / "one") as place:
        write_whole(tmp_path / "two", "x")
        (place / "x").write_text("x")
    assert names(tmp_path) == ["one", "two"]


FORK: Any = multiprocessing.get_context("fork")
FILES = 8


def keep_writing(folder: Path, version: int) -> None:
    """Replace the folder over and over until killed."""
    while True:
        version += 1
        with whole_folder(folder) as place:
            for number in range(FILES):
                (place / f"{number}.txt").write_text(str(version))
        write_whole(folder.parent / "alone.txt", str(version) * 1000)


@pytest.mark.parametrize("in_one_step", [True, False])
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_run_killed_at_any_moment_leaves_all_or_nothing(
    tmp_path: Path, how: signal.Signals, in_one_step: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "results"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    if not in_one_step:
        monkeypatch.setattr(atomic, "exchange", lambda *_: False)
    elif not (sys.platform == "linux" and swaps(tmp_path)):
        pytest.skip("two folders cannot be exchanged in one step here")
    missing = 0
    for turn in range(60):
        process = FORK.Process(target=keep_writing, args=(folder, turn * 1000))
        process.start()
        time.sleep(random.uniform(0.005, 0.03))
        os.kill(process.pid, how)
        process.join()
        if not in_one_step and not folder.exists():  # between two renames: the next run puts it back
            missing += 1
            with pytest.raises(KeyboardInterrupt), whole_folder(folder):
                raise KeyboardInterrupt
        held = {file.name: file.read_text() for file in folder.iterdir()}
        assert held.pop("mine.txt") == "mine"
        assert len(held) in {0, FILES}
        assert len(set(held.values())) <= 1
        assert not (alone := tmp_path / "alone.txt").exists() or len(alone.read_text()) % 1000 == 0
    assert missing < 60
    with whole_folder(folder) as place:
        (place / "0.txt").write_text("last")
    write_whole(tmp_path / "alone.txt", "last")
    assert names(tmp_path) == ["alone.txt", "results"]  # nothing of sixty killed runs is left


def swaps(folder: Path) -> bool:
    """Whether this system and file system exchange folders."""
    for name in ("a", "b"):
        (folder / name).mkdir()
    done = atomic.exchange(folder / "a", folder / "b")
    for name in ("a", "b"):
        (folder / name).rmdir()
    return done
