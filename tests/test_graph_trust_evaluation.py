"""Evaluation: known facts against a graph of which every error is known."""

import json
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph

from graph.trust.evaluation import calibration, evaluate, load_gold
from ontology.errors import StakegraphError

ENTITIES: list[dict[str, Any]] = [
    {"key": "forum", "type": "Event", "zh": ["流域治理论坛"]},
    {"key": "qinghe", "type": "Organization", "zh": ["青禾大学"]},
    {"key": "lanwan", "type": "Organization", "zh": ["蓝湾水务基金会"]},
    {"key": "beiling", "type": "Organization", "zh": ["北岭县人民政府"]},
    {"key": "manual", "type": "Publication", "en": ["Basin Manual"]},
]


def fact(subject: str, relation: str, target: str, **more: object) -> dict[str, Any]:
    return {"para": 1, "s": subject, "p": relation, "o": target, "quote": "原文", **more}


def figures(
    graph: Graph, facts: list[dict[str, Any]], relation: str = "all"
) -> tuple[float, float, int, int]:
    found = next(row for row in evaluate(graph, ENTITIES, facts).figures if row.relation == relation)
    return found.precision, found.recall, found.gold, found.said


EVERY = [
    fact("forum", "organizer", "qinghe"),
    fact("forum", "organizer", "lanwan"),
    fact("forum", "host", "beiling"),
    fact("forum", "startDate", "2031-05-12"),
    fact("forum", "endDate", "2031-05-13"),
    fact("forum", "attendance", "300"),
]


def test_what_gold_has_is_right_and_what_it_lacks_is_wrong(basin: Graph) -> None:
    precision, recall, gold, said = figures(basin, EVERY)
    assert (recall, gold, said) == (1.0, 6, 7)
    assert precision == pytest.approx(6 / 7, abs=1e-4)
    (wrong,) = evaluate(basin, ENTITIES, EVERY).differences
    assert (wrong.kind, wrong.relation, wrong.subject) == ("wrong", "location", "流域治理论坛")


def test_a_missed_fact_is_listed_with_its_words(basin: Graph) -> None:
    evaluated = evaluate(basin, ENTITIES, [*EVERY, fact("manual", "publisher", "qinghe")])
    missed = [row for row in evaluated.differences if row.kind == "missed"]
    assert [(row.subject, row.object, row.words) for row in missed] == [("Basin Manual", "青禾大学", "原文")]


def test_an_optional_fact_is_no_miss_and_no_error(basin: Graph) -> None:
    optional = [
        *EVERY[1:],
        fact("forum", "organizer", "qinghe", optional=True),
        fact("forum", "sponsor", "beiling", optional=True),
    ]
    assert figures(basin, optional, "organizer") == (1.0, 1.0, 1, 2)
    assert figures(basin, optional)[1] == 1.0


def test_another_right_reading_counts(basin: Graph) -> None:
    facts = [row for row in EVERY if row["p"] != "host"]
    facts.append(fact("forum", "organizer", "beiling", also=["host"]))
    assert figures(basin, facts, "organizer")[:2] == (1.0, 1.0)


def test_who_with_whom_does_not_ask_how(basin: Graph) -> None:
    facts = [fact("forum", "contributor", body) for body in ("qinghe", "lanwan", "beiling")]
    evaluated = evaluate(basin, ENTITIES, facts)
    assert evaluated.figures[0].recall == 0.0
    assert evaluated.lenient.recall == 1.0


def test_only_paragraphs_that_gold_covers_are_judged(basin: Graph) -> None:
    assert all(row.paragraph == "1" for row in evaluate(basin, ENTITIES, EVERY).differences)


def test_calibration_is_the_share_of_right_facts_in_each_band() -> None:
    rows = calibration([(0.9, True), (0.94, False), (0.99, True)], (0.0, 0.9, 0.95, 1.01))
    assert [(row["facts"], row["right"]) for row in rows] == [(2, 0.5), (1, 1.0)]
    assert rows[0]["expected"] == pytest.approx(0.92)


def test_gold_is_read_from_a_folder(tmp_path: Path) -> None:
    (tmp_path / "my.entities.jsonl").write_text("\n".join(json.dumps(row) for row in ENTITIES))
    (tmp_path / "my.facts.jsonl").write_text("\n\n".join(json.dumps(row) for row in EVERY))
    assert load_gold(tmp_path) == (ENTITIES, EVERY)


@pytest.mark.parametrize("line", ["{", "[1]", '{"key": "a"}', "7"])
def test_a_bad_line_of_gold_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "entities.jsonl").write_text(json.dumps(ENTITIES[0]) + "\n" + line)
    (tmp_path / "facts.jsonl").write_text("")
    with pytest.raises(StakegraphError, match=r"entities\.jsonl, line 2"):
        load_gold(tmp_path)
