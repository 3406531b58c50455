from pathlib import Path

import pytest

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
