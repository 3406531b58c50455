"""What texts say of two names of one body: short for each other, in two languages, before and after a change."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graph.identity.names import key

LONGEST, SHORTEST = 120, 3  # characters of a name that stands before what pairs it with another
NAMES = ("other", "second")  # what a cue calls the names that follow


@dataclass(frozen=True, slots=True)
class Pairing:
    """That a text says two names of one body.

    Attributes:
        known: the name that a body of the graph has, as a key.
        other: the other name, as it is written.
        former: which of the two was borne before, "known" or "other"; "" where both are borne.
        ground: who says so, in which words.
        when: the year of the change, where it is told, or "".
    """

    known: str
    other: str
    former: str
    ground: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class Cue:
    """A way in which texts pair names.

    Attributes:
        pattern: what follows the one name and holds the other, in groups.
        says: what that says, for a reader.
        former: which of the two was borne before.
        alike: whether the other name has to be in Latin script, or made of characters of the one in their order.
    """

    pattern: "re.Pattern[str]"
    says: str
    former: str
    alike: bool


@cache
def cues() -> tuple[Cue, ...]:
    """Return what pairings.toml says."""
    table = tomllib.loads(Path(__file__).with_name("pairings.toml").read_text(encoding="utf-8"))
    return tuple(
        Cue(re.compile(row["after"]), row["says"], row.get("former", ""), row.get("alike", False))
        for row in table["pairs"]
    )


def pairings(texts: Iterable[tuple[str, str]], names: Mapping[str, object]) -> Iterator[Pairing]:
    """Yield what texts say of the names of bodies, text by text in the order of their characters.

    Args:
        texts: where each stands, for a reader, and its words.
        names: what is known, by key; of what stands before a cue the longest that is known is taken.
    """
    for place, text in texts:
        for cue in cues():
            for found in cue.pattern.finditer(text):
                known = name_before(text, found.start(), names)
                told = found.groupdict("")
                for other in (told[name] for name in NAMES if told.get(name) and known):
                    if key(other) != key(known) and (not cue.alike or is_alike(other, known)):
                        ground = f"{place} {cue.says}: {known}{found[0].rstrip('，。；,.; ')}"
                        yield Pairing(key(known), other.strip(), cue.former, ground, told.get("when", ""))


def name_before(text: str, end: int, names: Mapping[str, object]) -> str:
    """Return the longest known name that ends there, as it is written; "" for none."""
    before = text[max(0, end - LONGEST) : end]
    whole = key(before)
    longest = next((at for at in range(len(whole) - SHORTEST + 1) if whole[at:] in names), None)
    if longest is None:
        return ""
    for start in range(len(before) - SHORTEST, -1, -1):
        if begins_name(before, start) and key(before[start:]) == whole[longest:]:
            return before[start:]
    return ""


def begins_name(text: str, start: int) -> bool:
    """Return whether a name can begin there: one in Latin script with a capital or a digit, and no word before."""
    first, before = text[start], text[start - 1 : start]
    if not first.isascii():
        return first.isalnum()
    return (first.isupper() or first.isdecimal()) and not (before.isascii() and before.isalnum())


def is_alike(other: str, known: str) -> bool:
    """Return whether a name in brackets can be one of the body before them: in Latin script, or short for it."""
    rest = iter(known)
    return (other[0].isascii() and other[0].isalpha()) or all(c in rest for c in other)
