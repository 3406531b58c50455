"""The registry of known bodies, events and documents: one JSON object a line of `registry/*.jsonl`."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from ontology.errors import StakegraphError
from ontology.links import AUTHORITIES
from ontology.terms import kinds

REGISTRY = Path(__file__).with_name("registry")

FORMER = re.compile(r"[a-z]+/[^\s<>\"{}|\\^`%/]+")
YEAR = re.compile(r"[0-9]{4}|")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Entry:
    """A known entity.

    Attributes:
        key: what its IRI ends with.
        kind: the short name of its kind.
        names: its names by language code, the preferred one first.
        links: the IRIs of the same thing elsewhere, where they are known.
        formerly: the paths under the base at which it stood before it had an entry here.
        former: of its names those that it bore before, each with the year in which it was renamed, "" for unknown.
    """

    key: str
    kind: str
    names: Mapping[str, tuple[str, ...]]
    links: tuple[str, ...]
    formerly: tuple[str, ...] = ()
    former: Mapping[str, str] = field(default_factory=dict)


@cache
def load_registry(folder: Path = REGISTRY) -> tuple[Entry, ...]:
    """Return every entry of the files of `folder`, file by file in the order of their names.

    Raises:
        StakegraphError: a line is no entry, or says of a key or a name what another line has said before;
            the message names the file and the line.
    """
    entries: list[Entry] = []
    keys: dict[str, str] = {}
    claims: dict[tuple[str, str], str] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            where = f"{path.name}, line {number}"
            try:
                entry = parse_entry(line)
            except ValueError as error:
                raise StakegraphError(f"{where}: {error}") from error
            if entry.key in keys:
                raise StakegraphError(f"{where}: {keys[entry.key]} has the key {entry.key!r}; use another")
            keys[entry.key] = where
            for claim in (*all_names(entry), *(("", iri) for iri in (*entry.links, *entry.formerly))):
                if claim in claims:
                    sort = "name" if claim[0] else "link"
                    raise StakegraphError(
                        f"{where}: {claims[claim]} has the {sort} {claim[1]!r}; keep it in one"
                    )
                claims[claim] = where
            entries.append(entry)
    return tuple(entries)


def all_names(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield every name of `entry` with its language."""
    return ((language, name) for language, names in entry.names.items() for name in names)


def parse_entry(line: str) -> Entry:
    """Return the entry that one line of a registry file holds.

    Raises:
        ValueError: it holds none; the message says why.
    """
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"this is not JSON ({error.msg}); write one entry a line") from error
    if not isinstance(record, dict):
        raise ValueError("this is no JSON object; write one entry a line")
    key, kind = record.pop("key", None), record.pop("kind", None)
    formerly, former = record.pop("formerly", []), record.pop("former", {})
    identifiers = {authority: record.pop(authority, None) for authority in AUTHORITIES}
    if not isinstance(key, str) or not key:
        raise ValueError('"key" is missing; give the entry a short identifier')
    if not isinstance(kind, str) or kind not in kinds():
        raise ValueError(f"{kind!r} is no kind; use one of {', '.join(kinds())}")
    if not isinstance(formerly, list) or not all(
        isinstance(f, str) and FORMER.fullmatch(f) for f in formerly
    ):
        raise ValueError('"formerly" needs a list of paths, such as ["body/湖泊协会"]')
    known = {name for names in record.values() if isinstance(names, list) for name in names}
    if not isinstance(former, dict) or not all(
        name in known and isinstance(year, str) and YEAR.fullmatch(year) for name, year in former.items()
    ):
        raise ValueError(
            '"former" needs names of the entry with years, such as {"湖泊协会": "1986"}, or "" for one'
        )
    for authority, identifier in identifiers.items():
        if identifier is not None and not AUTHORITIES[authority][1].fullmatch(str(identifier)):
            raise ValueError(f"{identifier!r} is no identifier of {authority}; correct it, or leave it out")
    for language, names in record.items():
        if not LANGUAGE.fullmatch(language):
            raise ValueError(f"{language!r} is no language code; use codes such as zh and en")
        if not isinstance(names, list) or not all(isinstance(n, str) and n and n == n.strip() for n in names):
            raise ValueError(f"{language!r} needs a list of names without spaces around them")
    if not any(record.values()):
        raise ValueError(f"{key!r} has no name; give it one in at least one language")
    names_by_language = {language: tuple(names) for language, names in sorted(record.items())}
    links = tuple(AUTHORITIES[name][0] + one for name, one in identifiers.items() if one is not None)
    return Entry(
        key, kind, MappingProxyType(names_by_language), links, tuple(formerly), MappingProxyType(former)
    )
