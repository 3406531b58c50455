"""A report that gave no statement is told about, never passed over in silence."""

from collections.abc import Callable
from pathlib import Path

import pytest

Outcome = tuple[int, str, str]


@pytest.mark.parametrize(
    ("text", "seen", "advice"),
    [
        (
            "今天天气很好。",
            "language zh, 1 paragraph, 0 bodies recognised, 0 other mentions",
            "if it names bodies",
        ),
        (
            "世界银行在内罗毕。",
            "1 body recognised (世界银行), 1 other mention",
            "if it says who worked with whom",
        ),
        (
            "世界银行与沙丘学会向来一道出力。",
            "2 bodies recognised (世界银行, 沙丘学会)",
            "1 sentence may state something: stakegraph missed GRAPH",
        ),
    ],
)
@pytest.mark.parametrize("command", ["build", "extract"])
def test_what_was_seen_and_what_to_do_is_said_on_stderr(
    stakegraph: Callable[..., Outcome], tmp_path: Path, command: str, text: str, seen: str, advice: str
) -> None:
    report = tmp_path / "quiet.txt"
    report.write_text(text, encoding="utf-8")
    code, _, err = stakegraph(command, report, "-o", tmp_path / "out")
    assert (code, err.count("\n")) == (0, 2)
    assert err.startswith("quiet: no statement found in it: ")
    assert seen in err
    assert advice in err
    assert "stakegraph read" in err


def test_a_report_that_states_something_is_passed_over(
    stakegraph: Callable[..., Outcome], tmp_path: Path
) -> None:
    report = tmp_path / "fund.txt"
    report.write_text("关于疫苗的研讨会由世界卫生组织与埃格顿大学联合主办。", encoding="utf-8")
    assert stakegraph("extract", report, "-o", tmp_path / "graph.ttl") == (0, "", "")
