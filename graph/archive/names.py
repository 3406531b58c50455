"""Finding what is called so in an archive: whole names first, then those that begin so, then those that hold it.

Names are compared as on the page of one report: without width, case, accents, spaces and punctuation, a Chinese
character being a word of its own. Of a word of letters the beginning is enough.
"""

import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from rapidfuzz import fuzz

MOST = 12  # of each sort
LONGEST = 100  # characters of what is looked for
SORTS = ("body", "activity", "place")
NEAR, CANDIDATES = 75, 400  # how alike, of 100, a name is to one that is misspelt, and how many are looked at
HAN = r"\u2e80-\u2fdf\u3005\u3007\u3021-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
WORD = re.compile(rf"[{HAN}]|[^\W_{HAN}]+")


def words(name: str) -> list[str]:
    """Return a name as it is compared, word by word."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return WORD.findall(plain.lower())


def add_names(index: sqlite3.Connection) -> None:
    """Put the names of all things into an index, those of the most tied first, which are then found first."""
    ranked: tuple[str, ...] = (
        "SELECT n, about FROM body ORDER BY strength DESC, iri",
        "SELECT n, about FROM activity WHERE iri <> '' AND own < 0"
        " ORDER BY (SELECT COUNT(*) FROM part WHERE activity = n) DESC, iri",
        "SELECT n, about FROM place ORDER BY (SELECT COUNT(*) FROM held WHERE place = n) DESC, iri",
    )
    number = 0
    for sort, things in enumerate(ranked):
        for thing, about in index.execute(things).fetchall():
            known = json.loads(about)
            for name in {
                tuple(words(name)): None for name in (known["label"], known["english"], *known["names"])
            }:
                if name:
                    number += 1
                    index.execute(
                        "INSERT INTO name VALUES (?, ?, ?, ?)", (number, sort, thing, "".join(name))
                    )
                    index.execute("INSERT INTO called (rowid, words) VALUES (?, ?)", (number, " ".join(name)))
    index.execute("CREATE INDEX name_folded ON name (sort, folded)")
    index.execute("CREATE INDEX name_sort ON name (sort)")


def found(index: sqlite3.Connection, text: str) -> list[dict[str, Any]]:
    """Return what is called so, at most `MOST` of each sort: what the page shows of each, and its sort.

    Where nothing is, what is nearly called so: a part of the name must be right.
    """
    wanted = words(text[:LONGEST])
    if not wanted:
        return []
    answer = [
        row for sort in range(len(SORTS)) for row in described(index, sort, of_sort(index, sort, wanted))
    ]
    return answer or described(index, 0, nearly(index, wanted))


def of_sort(index: sqlite3.Connection, sort: int, wanted: list[str]) -> Iterator[int]:
    """Yield the things of one sort that are called so."""
    yield from (
        thing
        for (thing,) in index.execute(
            "SELECT thing FROM name WHERE sort = ? AND folded = ? ORDER BY n LIMIT ?",
            (sort, "".join(wanted), MOST),
        )
    )
    first, last = index.execute("SELECT MIN(n), MAX(n) FROM name WHERE sort = ?", (sort,)).fetchone()
    if first is None:
        return
    phrase = f'"{" ".join(wanted)}" *'
    for match in (f"^{phrase}", phrase):
        # several names of one thing may match
        numbers = index.execute(
            "SELECT rowid FROM called WHERE called MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid LIMIT ?",
            (match, first, last, 4 * MOST),
        ).fetchall()
        yield from (
            index.execute("SELECT thing FROM name WHERE n = ?", number).fetchone()[0] for number in numbers
        )


def nearly(index: sqlite3.Connection, wanted: list[str]) -> list[int]:
    """Return the bodies with a name that differs in little: whose first or last half is as it was written."""
    middle = len(wanted) // 2
    whole = "".join(wanted)
    halves = [wanted[:middle], wanted[middle:]] if middle else [[whole[: (len(whole) + 1) // 2]]]
    match = " OR ".join(f'"{" ".join(half)}" *' for half in halves)
    rows = index.execute(
        "SELECT thing, folded FROM called JOIN name ON name.n = called.rowid"
        " WHERE called MATCH ? AND sort = 0 ORDER BY called.rowid LIMIT ?",
        (match, CANDIDATES),
    )
    graded = [(fuzz.ratio(whole, folded), thing) for thing, folded in rows]
    return [thing for grade, thing in sorted(graded, key=lambda one: -one[0]) if grade >= NEAR]


def described(index: sqlite3.Connection, sort: int, things: Iterable[int]) -> list[dict[str, Any]]:
    """Return what is shown of the first `MOST` of some things."""
    answer = []
    for thing in list(dict.fromkeys(things))[:MOST]:
        row = index.execute(f"SELECT iri, about FROM {SORTS[sort]} WHERE n = ?", (thing,)).fetchone()
        known = json.loads(row[1])
        answer.append(
            {
                "sort": SORTS[sort],
                "id": row[0],
                "label": known["label"],
                "english": known["english"],
                "kind": known["kind"],
            }
        )
    return answer
