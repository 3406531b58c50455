"""Sentences as reports write them, read from end to end: every fact that the patterns read in them and no other."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extract.entities import Entity
from extract.pipeline import load_pipeline

PATH = Path(__file__).parent / "sentences" / "constructions.zh.toml"
ROWS = tomllib.loads(PATH.read_text("utf-8"))["sentence"]


def named(thing: Entity | str | int) -> str:
    return thing.names["zh"][0] if isinstance(thing, Entity) else str(thing)


@pytest.mark.parametrize("row", ROWS, ids=[f"{n} {row['about']}" for n, row in enumerate(ROWS)])
def test_a_construction_gives_its_facts_and_no_other(row: dict[str, Any]) -> None:
    found = {
        f"{named(s.subject)} | {s.property} | {named(s.object)}"
        for s in load_pipeline("zh")(row["text"])._.statements
        if s.modality == "asserted" and not s.rule.endswith(".learnt")
    }
    free = set(row.get("free", ()))
    assert found - free == set(row["facts"]) - free
