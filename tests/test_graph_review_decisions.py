"""The table of decisions: kept whole, through spreadsheets, and by two people at once."""

import multiprocessing
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.review.decisions import (
    COLUMNS,
    NEEDS,
    Decision,
    decision,
    load_decisions,
    save_decisions,
    table,
    withdraw,
)
from ontology.errors import StakegraphError

ACCEPT = Decision(
    "accept",
    "T-1/event/水论坛",
    "organizer",
    "body/湖泊协会",
    "T/1",
    "1",
    who="李",
    when="2031-05-12T09:30:00",
    why="读过",
)
MERGE = Decision("merge", "body/甲", object="body/乙", who="王", when="2031-05-13T00:00:00")
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).map(str.strip)
filled = texts.filter(bool)


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    values = {name: draw(filled) for name in COLUMNS}
    return Decision(
        **{**values, "action": draw(st.sampled_from(sorted(NEEDS))), "when": "2031-05-12T09:30:00"}
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "corrections.csv"


@given(st.lists(decisions(), max_size=5, unique=True))
def test_decisions_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, made: list[Decision]
) -> None:
    path = tmp_path_factory.mktemp("table") / "corrections.csv"
    save_decisions(path, made)
    assert load_decisions(path) == made if made else not path.exists()


def test_saving_adds_and_keeps_each_once(file: Path) -> None:
    assert save_decisions(file, [ACCEPT]) == 1
    assert save_decisions(file, [ACCEPT, MERGE]) == 1
    assert load_decisions(file) == [ACCEPT, MERGE]


def test_a_decision_can_be_taken_back(file: Path) -> None:
    save_decisions(file, [ACCEPT, MERGE])
    withdraw(file, ACCEPT)
    assert load_decisions(file) == [MERGE]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_spreadsheets_make_of_the_table_is_understood(
    file: Path, encoding: str, delimiter: str, end: str
) -> None:
    rows = [COLUMNS, tuple(asdict(ACCEPT).values()), ("",) * len(COLUMNS)]
    file.write_bytes(end.join(delimiter.join(row) for row in rows).encode(encoding))
    assert load_decisions(file) == [ACCEPT]


def test_columns_may_stand_in_any_order_among_others(file: Path) -> None:
    rows = [{**asdict(MERGE), "note": "x", "action": " Merge "}]
    file.write_bytes(table(rows, ("note", *reversed(COLUMNS))))
    assert load_decisions(file) == [MERGE]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"action": "erase"}, "row 2: no action is called 'erase'"),
        ({"subject": ""}, "row 2: accept needs 'subject'"),
        ({"who": ""}, "row 2: accept needs 'who'"),
        ({"when": ""}, "row 2: accept needs 'when'"),
        ({"when": "yesterday"}, "row 2: 'yesterday' is no time"),
        ({"object": ""}, "row 2: a statement has a relation and an object"),
        ({"action": "reject", "relation": ""}, "row 2: reject needs 'relation'"),
        ({"action": "rename"}, "row 2: rename needs 'value'"),
        ({"action": "add"}, "row 2: add needs 'words'"),
    ],
)
def test_a_row_that_is_no_decision_is_named(file: Path, change: dict[str, str], message: str) -> None:
    file.write_bytes(table([{**asdict(ACCEPT), **change}], COLUMNS))
    with pytest.raises(StakegraphError, match=message):
        load_decisions(file)


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00\x01\x81", b"action;subject"])
def test_other_files_are_no_table_or_an_empty_one(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    if content == b"action;subject":
        assert load_decisions(file) == []
    else:
        with pytest.raises(StakegraphError, match=r"corrections\.csv"):
            load_decisions(file)


def test_a_file_with_a_bad_row_is_not_written_over(file: Path) -> None:
    file.write_bytes(table([{**asdict(ACCEPT), "action": "erase"}], COLUMNS))
    before = file.read_bytes()
    with pytest.raises(StakegraphError, match="erase"):
        save_decisions(file, [MERGE])
    assert file.read_bytes() == before


def test_a_row_without_an_action_is_undecided() -> None:
    assert decision(dict.fromkeys(COLUMNS, ""), "here") is None


def decide(arguments: tuple[str, int]) -> None:
    path, number = arguments
    for turn in range(10):
        made = Decision("distinct", f"body/{number}", object=f"body/{turn}", who="x", when="2031-05-12")
        save_decisions(Path(path), [made])


def test_two_people_at_once_lose_nothing(file: Path) -> None:
    with multiprocessing.get_context("forkserver").Pool(4) as pool:
        pool.map(decide, [(str(file), number) for number in range(4)])
    assert len(load_decisions(file)) == 40
