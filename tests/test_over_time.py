"""An archive over the years, the whole way: a body that was renamed, who came and went, and when."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.identity.provenance import installed
from stakegraph.cli import run

Outcome = tuple[int, str, str]
OLD, NEW = "国际湖泊观测协会", "国际水域研究协会"
REPORTS = {
    "a.txt": (
        "E/2003/901\n\n湖泊工作\n\n"
        f"1. 关于湖泊的论坛由世界银行与{OLD}于2003年3月在都柏林联合主办。\n\n"
        f"2. 第一届沙丘讲习班由{OLD}和瑞士政府于2003年5月在日内瓦主办。\n"
    ),
    "b.txt": (
        "E/2004/902\n\n湖泊工作\n\n"
        f"1. 第二届沙丘讲习班由{NEW}（前称{OLD}）和瑞士政府于2004年5月在日内瓦主办。\n"
    ),
    "c.txt": (
        "E/2005/1\n\n湖泊工作\n\n"
        f"1. 第三届沙丘讲习班由{NEW}和国际电信联盟于2005年5月在日内瓦主办。\n\n"
        f"2. {NEW}与世界银行联合举办了关于渔网的研讨会。\n"
    ),
}
pytestmark = pytest.mark.skipif(not installed(), reason="matching needs Splink, of the extra archive")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("years")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    assert run(["build", *(str(folder / name) for name in REPORTS), "-o", str(folder / "corpus")]) == 0
    return folder / "corpus" / "graph.ttl"


@pytest.fixture
def ask(stakegraph: Callable[..., Outcome], corpus: Path) -> Callable[..., list[dict[str, Any]]]:
    def asked(command: str, *options: str) -> list[dict[str, Any]]:
        code, out, _ = stakegraph(command, corpus, *options, "--format", "json")
        assert code == 0
        rows: list[dict[str, Any]] = json.loads(out)
        return rows

    return asked


Ask = Callable[..., list[dict[str, Any]]]


def test_a_body_that_was_renamed_is_one_and_says_which_name_it_bore_when(ask: Ask) -> None:
    old, new = ask("names")
    assert old["iri"] == new["iri"]
    assert (old["name"], old["status"], old["first"], old["last"], old["reports"]) == (
        OLD,
        "former",
        "2003-03",
        "2003-05",
        "E/2003/901",
    )
    assert (new["name"], new["status"], new["first"], new["last"]) == (NEW, "later", "2004-05", "2005-05")
    assert f"{NEW}（前称{OLD}）" in old["told"]
    assert ask("names", OLD) == [old, new]
    assert {row["status"] for row in ask("names", "世界银行")} == {""}


def test_the_reports_of_an_archive_are_compared_in_order(ask: Ask) -> None:
    rows = ask("compare", "--by", "report")
    steps = list(dict.fromkeys((row["from"], row["to"]) for row in rows))
    assert steps == [("E/2003/901", "E/2004/902"), ("E/2004/902", "E/2005/1")]
    bank = [(row["to"], row["change"]) for row in rows if (row["what"], row["label"]) == ("body", "世界银行")]
    assert bank == [("E/2004/902", "went"), ("E/2005/1", "came back")]
    assert not [row for row in rows if row["what"] == "body" and row["label"] in {OLD, NEW}]
    chosen = ask("compare", "--by", "report", "--report", "E/2005/*", "--report", "E/2003/*")
    assert {(row["from"], row["to"]) for row in chosen} == {("E/2005/1", "E/2003/901")}


def test_the_years_of_an_archive_are_compared_and_counted(ask: Ask) -> None:
    rows = ask("compare", "--by", "year")
    came = {(row["to"], row["label"]) for row in rows if (row["what"], row["change"]) == ("body", "came")}
    assert came == {("2005", "国际电信联盟")}
    assert [
        (row["period"], row["came"], row["new"], row["ended"]) for row in ask("analyze", "--by", "period")
    ] == [
        ("2003", None, None, None),
        ("2004", 0, 0, 1),
        ("2005", 1, 1, 1),
    ]
    measured = ask("analyze", "--by", "period", "--measure", "degree", "--top", "1")
    assert [(row["period"], row["label"], row["degree"]) for row in measured] == [
        ("2003", NEW, 2),
        ("2004", NEW, 1),
        ("2005", NEW, 1),
    ]


def test_what_has_no_date_is_counted_where_years_are_compared(
    stakegraph: Callable[..., Outcome], corpus: Path
) -> None:
    code, _, err = stakegraph("compare", corpus, "--by", "year")
    assert (code, err) == (0, "1 activities without a date are left out\n")
