"""What is kept of a report: under a key that changes with all that matters, and whole or not at all."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from extract.kept import Head, OtherProgramError, Task, head_of, key, make, packed, triples_of
from extract.provenance import program
from extract.reading.limits import USUAL
from ontology.errors import StakegraphError

HEAD = Head("urn:report", "E/2007/901", "湖", False, 2, ["left out"])
TRIPLE = ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("一\n二", language="zh"))


def test_what_is_packed_comes_back_the_same_whatever_the_order(tmp_path: Path) -> None:
    other = ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.NamedNode("urn:c"))
    file = tmp_path / "one.nq.gz"
    file.write_bytes(packed(HEAD, [TRIPLE, other]))
    assert file.read_bytes() == packed(HEAD, [other, TRIPLE])
    assert head_of(file) == HEAD
    assert set(triples_of(file)) == {TRIPLE, other}


@pytest.mark.parametrize("length", [0, 5, 60, -8])
def test_what_was_cut_off_is_never_taken_for_whole(tmp_path: Path, length: int) -> None:
    file = tmp_path / "one.nq.gz"
    file.write_bytes(packed(HEAD, [TRIPLE])[:length])
    if head_of(file) is not None:
        with pytest.raises(StakegraphError, match="damaged"):
            list(triples_of(file))


def test_the_key_changes_with_the_report_the_settings_and_the_program(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keys = {
        key("00", "a.txt", None, "urn:"),
        key("01", "a.txt", None, "urn:"),
        key("00", "b.txt", None, "urn:"),
        key("00", "a.txt", "zh", "urn:"),
        key("00", "a.txt", None, "urn:x:"),
    }
    assert len(keys) == 5
    assert key("00", "elsewhere/a.txt", None, "urn:") in keys
    monkeypatch.setattr("extract.kept.program", lambda: ("another",))
    assert key("00", "a.txt", None, "urn:") not in keys


def test_a_report_is_not_read_by_another_program_than_its_key_promises() -> None:
    here = program()
    asked = (*here[:-1], "numpy 0.1")
    with pytest.raises(OtherProgramError, match=r"has another program \(stakegraph .*\(numpy 0.1\)"):
        make(Task("a.txt", b"", None, USUAL, "urn:", asked))
