"""Whole reports of our own, from file to facts: each asserts the facts that stand beside it, and no others."""

from pathlib import Path

import pytest

from extract.entities import Entity
from extract.pipeline import analyse
from extract.reading import read

REPORTS = sorted((Path(__file__).parent / "reports").glob("*.zh.txt"))


def named(thing: Entity | str | int) -> str:
    return thing.names["zh"][0] if isinstance(thing, Entity) else str(thing)


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name)
def test_a_report_asserts_its_facts_and_no_others(path: Path) -> None:
    found = {
        f"{s.evidence.paragraph}: {named(s.subject)} | {s.property} | {named(s.object)}"
        for s in analyse(read(str(path))).statements
        if s.modality == "asserted" and not s.rule.endswith(".learnt")
    }
    wanted = path.with_suffix(".facts").read_text(encoding="utf-8").splitlines()
    assert found == set(wanted)
