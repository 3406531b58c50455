"""What is gathered of an archive for a view: things by their numbers in the index, and the words that are quoted."""

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from graph.archive.asked import MOST_PAGES, Asked
from graph.pages.drawing import Place

ACTIVITIES, BELONGINGS, PARTS = 50, 60, 200  # of a body or an activity, at once

BELONGING = """
SELECT a, relation, b, words FROM belonging WHERE a = :body
UNION SELECT a, relation, b, words FROM belonging WHERE b = :body ORDER BY 1, 2, 3 LIMIT :most
"""


@dataclass(slots=True)
class Gathering:
    """What has been gathered for a view.

    Attributes:
        index: where it comes from.
        asked: what is wanted.
        where: the bodies that have a place of their own in the drawing.
        bodies: the numbers of all bodies that are spoken of.
        ties: two bodies and how many activities they share.
        activities: as the page has them, by their numbers.
        places: the numbers of places.
        quotations: the places in the list of the quotations that are quoted.
        belongings: a body, a relation, a body and the words.
        said: what else the view has to tell.
        unknown: what was asked for and is not there.
    """

    index: sqlite3.Connection
    asked: Asked
    where: dict[int, Place] = field(default_factory=dict)
    bodies: set[int] = field(default_factory=set)
    ties: dict[tuple[int, int], int] = field(default_factory=dict)
    activities: dict[int, dict[str, Any]] = field(default_factory=dict)
    places: set[int] = field(default_factory=set)
    quotations: dict[int, int] = field(default_factory=dict)
    belongings: dict[tuple[int, str, int], list[int]] = field(default_factory=dict)
    said: dict[str, Any] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)

    def number(self, table: str, iri: str) -> int | None:
        """Return the number of a thing by its IRI."""
        row = self.index.execute(f"SELECT n FROM {table} WHERE iri = ?", (iri,)).fetchone() if iri else None
        return None if row is None else int(row[0])

    def known(self, name: str, table: str = "body") -> int | None:
        """Return the number of a thing that was asked for, and note where there is no such thing."""
        iri = getattr(self.asked, name)
        found = self.number(table, iri)
        if iri and found is None:
            self.unknown.append(f"{name}={iri}")
        return found

    def pair(self, name: str) -> tuple[int, int] | None:
        """Return the numbers of two bodies that were asked for, and note where there are none."""
        text = getattr(self.asked, name)
        ends = [self.number("body", iri) for iri in text.split(" ")] if text else []
        if len(ends) == 2 and ends[0] is not None and ends[1] is not None and ends[0] != ends[1]:
            return ends[0], ends[1]
        if text:
            self.unknown.append(f"{name}={text}")
        return None

    def more(self, shown: int, all_of_them: int) -> None:
        """Note whether there is more of something than is shown."""
        if shown < all_of_them and self.asked.pages < MOST_PAGES:
            self.said["more"] = True

    def tie(self, found: Iterable[tuple[int, int, int]]) -> None:
        """Take ties, each once."""
        for one, other, shared in found:
            self.ties.setdefault((min(one, other), max(one, other)), shared)

    def belong(self, body: int, among: Collection[int] | None = None) -> None:
        """Take how a body belongs to others, or to some of them, and these to it."""
        most = self.asked.pages * BELONGINGS
        rows = self.index.execute(BELONGING, {"body": body, "most": most + 1}).fetchall()
        self.more(most, len(rows))
        for a, relation, b, words in rows[:most]:
            if among is None or {a, b} - {body} <= {*among}:
                self.bodies |= {a, b}
                self.belongings[a, relation, b] = self.quote(words)

    def quote(self, words: str) -> list[int]:
        """Return the places in the list of quotations that are kept as text."""
        return [self.quotations.setdefault(int(n), len(self.quotations)) for n in words.split()]

    def act(self, n: int, among: Collection[int] | None = None, *, quoted: bool = True) -> None:
        """Take an activity with those who took part, or some of them, and with the words where these are shown."""
        if n in self.activities and not quoted:
            return
        iri, about, own = self.index.execute(
            "SELECT iri, about, own FROM activity WHERE n = ?", (n,)
        ).fetchone()
        known = json.loads(about)
        rows: Iterable[tuple[int, str, str]]
        if among is None:
            rows = self.index.execute(
                "SELECT body, roles, words FROM part WHERE activity = ? LIMIT ?",
                (n, self.asked.pages * PARTS),
            )
        else:
            rows = self.index.execute(
                "SELECT body, roles, words FROM part WHERE activity = ? AND body IN (SELECT value FROM json_each(?))",
                (n, json.dumps(sorted(among))),
            )
        parts = [(body, roles.split(), self.quote(words) if quoted else []) for body, roles, words in rows]
        self.bodies.update(body for body, _, _ in parts)
        self.places.update(known["places"])
        said = " ".join(map(str, known["words"])) if quoted else ""
        self.activities[n] = known | {"id": iri, "own": own, "parts": parts, "words": self.quote(said)}
