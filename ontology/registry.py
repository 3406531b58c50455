"""The registry of known bodies, events and documents: one line an entry in `registry/*.jsonl`."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from ontology.errors import StakegraphError
from ontology.terms import kinds

FOLDER = files("ontology") / "registry"
FACTS = frozenset({"key", "kind", "wikidata"})


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that reports name and that is known beforehand.

    Attributes:
        key: its name in IRIs, lower case.
        kind: the short name of its kind.
        names: its names by language code, the preferred one first.
        wikidata: its item ("Q1065"), where that was checked.
    """

    key: str
    kind: str
    names: Mapping[str, tuple[str, ...]]
    wikidata: str | None


@cache
def load_registry(folder: Traversable = FOLDER) -> tuple[Entry, ...]:
    """Return every entry, in the order of the files' names and lines.

    Raises:
        StakegraphError: a line is no entry, or says what another line says of something else.
    """
    entries: list[Entry] = []
    keys: dict[str, str] = {}
    names: dict[tuple[str, str], str] = {}
    for place, line in lines(folder):
        entry = parse(line, place)
        if entry.key in keys:
            raise StakegraphError(f"{place}: the key {entry.key!r} is taken by {keys[entry.key]}; choose another")
        keys[entry.key] = place
        for language, called in entry.names.items():
            for name in called:
                other = names.setdefault((language, name), place)
                if other != place:
                    raise StakegraphError(f"{place}: the name {name!r} is claimed by {other} too; keep it in one")
        entries.append(entry)
    return tuple(entries)


def lines(folder: Traversable) -> Iterator[tuple[str, str]]:
    """Yield each line that holds anything, with the file and line where it stands."""
    if not folder.is_dir():
        return
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".jsonl"):
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                if line.strip():
                    yield f"{file.name}, line {number}", line


def parse(line: str, place: str) -> Entry:
    """Return the entry of one line.

    Raises:
        StakegraphError: the line is not an entry; the message says what it lacks.
    """
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise StakegraphError(f"{place}: not JSON ({error.msg}); write one entry a line") from error
    if not isinstance(row, dict) or not isinstance(row.get("key"), str) or not row["key"]:
        raise StakegraphError(f'{place}: no "key"; write {{"key": "…", "kind": "…", "zh": ["…"]}}')
    if row.get("kind") not in kinds():
        raise StakegraphError(f"{place}: no kind {row.get('kind')!r}; it must be one of {', '.join(kinds())}")
    names = {language: tuple(called) for language, called in sorted(row.items()) if language not in FACTS}
    if not any(names.values()):
        raise StakegraphError(f"{place}: {row['key']!r} has no name in any language")
    return Entry(row["key"], row["kind"], MappingProxyType(names), row.get("wikidata"))
