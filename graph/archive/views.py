"""What a reader of an archive sees: the part of it that one address asks for, in the shape of a report's page."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.archive.chains import EVER, When, chain
from graph.archive.overview import between
from graph.pages.drawing import Place

PARTNERS, ACTIVITIES, BELONGINGS, PARTS = 40, 50, 60, 200  # of a body or an activity, at once
MOST_PAGES = 20
STEP = (340, 90)  # from one body of a chain to the next, in the drawing

PARTNERS_OF = """
SELECT b, SUM(n) AS shared, COUNT(*) OVER () FROM tie
WHERE a = :body AND (year BETWEEN :first AND :last OR year = :undated)
GROUP BY b ORDER BY shared DESC, b LIMIT :most
"""
DONE_BY = """
SELECT done.activity, COUNT(*) OVER () FROM done CROSS JOIN activity ON activity.n = done.activity
WHERE done.body = :body AND (done.date >= :from AND done.date < :to OR done.date = :never) AND activity.iri <> ''
ORDER BY done.date, done.activity LIMIT :most
"""
SHARED = """
SELECT done.activity, COUNT(*) OVER () FROM done
CROSS JOIN part ON part.activity = done.activity AND part.body = :other
WHERE done.body = :body AND (done.date >= :from AND done.date < :to OR done.date = :never)
ORDER BY done.date, done.activity LIMIT :most
"""
HELD = """
SELECT held.activity, COUNT(*) OVER () FROM held JOIN activity ON activity.n = held.activity
WHERE held.place = :place ORDER BY activity.date = '', activity.date, activity.n LIMIT :most
"""
YEARS_OF = """
SELECT CAST(substr(date, 1, 4) AS INTEGER) AS year, COUNT(*) FROM done WHERE body = ? AND date <> '9' GROUP BY 1
"""
BELONGING = """
SELECT a, relation, b, words FROM belonging WHERE a = :body
UNION SELECT a, relation, b, words FROM belonging WHERE b = :body ORDER BY 1, 2, 3 LIMIT :most
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks to see; things go by their IRIs, "" for none.

    Attributes:
        focus: the body in the middle of the drawing.
        path: two bodies between which a chain is drawn.
        node, tie, activity, place, belonging: what the panel shows, one of them; a tie has two bodies, a belonging a
            body, a relation and a body, with spaces between.
        when: the period.
        pages: how much of what is long, up to MOST_PAGES.
    """

    focus: str = ""
    path: str = ""
    node: str = ""
    tie: str = ""
    activity: str = ""
    place: str = ""
    belonging: str = ""
    when: When = EVER
    pages: int = 1


def asked_in(form: Mapping[str, list[str]]) -> Asked:
    """Return what the fields of an address ask for; what they cannot mean is left out."""
    given = {name: values[0] for name, values in form.items()}
    first, last = (number(given.get(end, "")[:4]) for end in ("from", "to"))
    when = EVER
    if first or last:
        when = When(first or 1, last or 9999, 0 if given.get("undated") == "1" else -1)
    things = ("focus", "path", "node", "tie", "activity", "place", "belonging")
    return Asked(
        **{name: given.get(name, "") for name in things},
        when=when,
        pages=min(max(1, number(given.get("pages", ""))), MOST_PAGES),
    )


def number(text: str) -> int:
    """Return a number that a text says, 0 for none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 4 else 0


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

    def draw(self) -> None:
        """Gather what is drawn: a chain, a body with its partners, or the most tied of all."""
        focus = self.known("focus")
        self.said["years"] = self.index.execute("SELECT year, n FROM active WHERE year > 0").fetchall()
        if ends := self.pair("path"):
            self.draw_chain(*ends)
        elif focus is not None:
            self.draw_around(focus)
        else:
            (kept,) = self.index.execute("SELECT value FROM fact WHERE name = 'overview'").fetchone()
            self.where = {int(body): place for body, place in json.loads(kept).items()}
            self.bodies.update(self.where)
            self.tie(between(self.index, self.where, self.asked.when))

    def draw_chain(self, one: int, other: int) -> None:
        """Gather the chain between two bodies, drawn one after the other."""
        found = chain(self.index, one, other, self.asked.when)
        self.said["chain"] = found
        self.where = {body: (n * STEP[0], n % 2 * STEP[1]) for n, body in enumerate(found or (one, other))}
        self.bodies.update(self.where)
        self.tie(between(self.index, self.where, self.asked.when))
        for body in found:
            self.belong(body, found)

    def draw_around(self, body: int) -> None:
        """Gather a body with its partners, the strongest first, and what else of it there is to list."""
        pages = self.asked.pages
        named = {**self.asked.when.named(), "body": body}
        partners = self.index.execute(PARTNERS_OF, {**named, "most": pages * PARTNERS}).fetchall()
        self.bodies |= {body, *(partner for partner, _, _ in partners)}
        self.tie((body, partner, shared) for partner, shared, _ in partners)
        self.tie(between(self.index, [partner for partner, _, _ in partners[:PARTNERS]], self.asked.when))
        self.belong(body)
        self.said["years"] = self.index.execute(YEARS_OF, (body,)).fetchall()
        done = self.index.execute(DONE_BY, {**named, "most": pages * ACTIVITIES}).fetchall()
        for activity, _ in done:
            self.act(activity, among={body}, quoted=False)
        self.said["partners"] = partners[0][2] if partners else 0
        self.more(len(partners), self.said["partners"])
        self.more(len(done), done[0][1] if done else 0)

    def open(self) -> None:
        """Gather what the panel shows beside what is drawn."""
        most = self.asked.pages * ACTIVITIES
        if ends := self.pair("tie"):
            self.open_tie(*ends, most)
        if (activity := self.known("activity", "activity")) is not None:
            self.act(activity)
            took_part = "SELECT COUNT(*) FROM part WHERE activity = ?"
            (all_of_them,) = self.index.execute(took_part, (activity,)).fetchone()
            self.more(len(self.activities[activity]["parts"]), all_of_them)
        if (place := self.known("place", "place")) is not None:
            self.places.add(place)
            held = self.index.execute(HELD, {"place": place, "most": most}).fetchall()
            for one, _ in held:
                self.act(one, quoted=False)
            self.more(len(held), held[0][1] if held else 0)
        if (node := self.known("node")) is not None:
            self.bodies.add(node)
        one, _, rest = self.asked.belonging.partition(" ")
        _, _, other = rest.partition(" ")
        if one and (end := self.number("body", one)) is not None:
            self.belong(end, [n for n in [self.number("body", other)] if n is not None])

    def open_tie(self, one: int, other: int, most: int) -> None:
        """Gather what two bodies did together, with the words."""
        first, second = sorted((one, other), key=self.done)
        named = {**self.asked.when.named(), "body": first, "other": second}
        shared = self.index.execute(SHARED, {**named, "most": most}).fetchall()
        self.bodies |= {one, other}
        self.tie(between(self.index, (one, other), self.asked.when))
        for activity, _ in shared:
            self.act(activity, among={one, other})
        self.more(len(shared), shared[0][1] if shared else 0)

    def done(self, body: int) -> int:
        """Return how much a body did."""
        return int(self.index.execute("SELECT COUNT(*) FROM done WHERE body = ?", (body,)).fetchone()[0])

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

    def data(self) -> dict[str, Any]:
        """Return all of it in the shape of a page's data, things by their places in lists."""
        bodies = sorted(self.described("body", self.bodies), key=lambda row: by_iri(row[1]))
        places = sorted(self.described("place", self.places), key=lambda row: by_iri(row[1]))
        position = {row[0]: n for n, row in enumerate(bodies)}
        venue = {row[0]: n for n, row in enumerate(places)}
        for activity in self.activities.values():
            activity["parts"] = [[position[body], *rest] for body, *rest in activity["parts"]]
            activity["own"] = position.get(activity["own"], -1)
            activity["places"] = [venue[place] for place in activity["places"]]
        chained = self.said.pop("chain", None)
        return {
            "bodies": [self.body(*row) for row in bodies],
            "activities": list(self.activities.values()),
            "places": [{"id": iri, **json.loads(about)} for _, iri, about in places],
            "quotations": self.quoted(),
            "belongings": [
                [position[a], name, position[b], said] for (a, name, b), said in self.belongings.items()
            ],
            "parents": list(range(len(bodies))),
            "ties": [[*sorted((position[a], position[b])), n] for (a, b), n in self.ties.items()],
            "drawn": len(self.where),
            "lined": len(bodies),
            "unknown": self.unknown,
            **({} if chained is None else {"chain": [position[body] for body in chained]}),
            **self.said,
        }

    def described(self, table: str, things: Collection[int]) -> list[tuple[int, str, str]]:
        """Return the numbers, IRIs and descriptions of some things."""
        return self.index.execute(
            f"SELECT n, iri, about FROM {table} WHERE n IN (SELECT value FROM json_each(?))",
            (json.dumps(list(things)),),
        ).fetchall()

    def body(self, n: int, iri: str, about: str) -> dict[str, Any]:
        """Return a body as the page has it, with its place where it has one."""
        row = self.index.execute("SELECT strength, rank FROM body WHERE n = ?", (n,)).fetchone()
        where = {"who": self.where[n]} if n in self.where else {}
        return {"id": iri, **json.loads(about), "measures": [row[0]], "ranks": [row[1]], **where}

    def quoted(self) -> list[list[str]]:
        """Return the quotations, in the order in which they came."""
        found = dict(
            self.index.execute(
                "SELECT n, said FROM quotation WHERE n IN (SELECT value FROM json_each(?))",
                (json.dumps(list(self.quotations)),),
            )
        )
        return [json.loads(found[n]) for n in self.quotations]


def by_iri(iri: str) -> bytes:
    """Return what IRIs are sorted by, as the browser does: code units."""
    return iri.encode("utf-16-be", "surrogatepass")


def view(index: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """Return what is asked to be seen, as a page's data; "unknown" lists what of it is not there."""
    gathering = Gathering(index, asked)
    gathering.draw()
    gathering.open()
    return gathering.data()


def facts(index: sqlite3.Connection) -> dict[str, Any]:
    """Return what is the same in all views: the totals of the archive, and what its IRIs begin with."""
    rows = index.execute("SELECT name, value FROM fact WHERE name IN ('totals', 'base')")
    first, last = index.execute("SELECT MIN(year), MAX(year) FROM active WHERE year > 0").fetchone()
    return {name: json.loads(value) for name, value in rows} | {"years": first and [first, last]}
