"""What a reader of an archive sees: the part of it that one address asks for, in the shape of a report's page."""

import json
import sqlite3
from collections.abc import Collection
from typing import Any

from graph.archive.asked import Asked
from graph.archive.drawn import draw
from graph.archive.gathering import Gathering
from graph.archive.panel import fill


def view(index: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """Return what is asked to be seen, as a page's data; "unknown" lists what of it is not there."""
    gathering = Gathering(index, asked)
    draw(gathering)
    fill(gathering)
    return shaped(gathering)


def facts(index: sqlite3.Connection) -> dict[str, Any]:
    """Return what is the same in all views: the totals of the archive, and what its IRIs begin with."""
    rows = index.execute("SELECT name, value FROM fact WHERE name IN ('totals', 'base')")
    first, last = index.execute("SELECT MIN(year), MAX(year) FROM active WHERE year > 0").fetchone()
    return {name: json.loads(value) for name, value in rows} | {"years": first and [first, last]}


def shaped(gathering: Gathering) -> dict[str, Any]:
    """Return all of it in the shape of a page's data, things by their places in lists."""
    bodies = sorted(described(gathering, "body", gathering.bodies), key=lambda row: by_iri(row[1]))
    places = sorted(described(gathering, "place", gathering.places), key=lambda row: by_iri(row[1]))
    position = {row[0]: n for n, row in enumerate(bodies)}
    venue = {row[0]: n for n, row in enumerate(places)}
    for activity in gathering.activities.values():
        activity["parts"] = [[position[body], *rest] for body, *rest in activity["parts"]]
        activity["own"] = position.get(activity["own"], -1)
        activity["places"] = [venue[place] for place in activity["places"]]
    chained = gathering.said.pop("chain", None)
    return {
        "bodies": [with_place(gathering, *row) for row in bodies],
        "activities": list(gathering.activities.values()),
        "places": [{"id": iri, **json.loads(about)} for _, iri, about in places],
        "quotations": quoted(gathering),
        "belongings": [
            [position[a], name, position[b], said] for (a, name, b), said in gathering.belongings.items()
        ],
        "parents": list(range(len(bodies))),
        "ties": [[*sorted((position[a], position[b])), n] for (a, b), n in gathering.ties.items()],
        "drawn": len(gathering.where),
        "lined": len(bodies),
        "unknown": gathering.unknown,
        **({} if chained is None else {"chain": [position[body] for body in chained]}),
        **gathering.said,
    }


def described(gathering: Gathering, table: str, things: Collection[int]) -> list[tuple[int, str, str]]:
    """Return the numbers, IRIs and descriptions of some things."""
    return gathering.index.execute(
        f"SELECT n, iri, about FROM {table} WHERE n IN (SELECT value FROM json_each(?))",
        (json.dumps(list(things)),),
    ).fetchall()


def with_place(gathering: Gathering, n: int, iri: str, about: str) -> dict[str, Any]:
    """Return a body as the page has it, with its place where it has one."""
    row = gathering.index.execute("SELECT strength, rank FROM body WHERE n = ?", (n,)).fetchone()
    where = {"who": gathering.where[n]} if n in gathering.where else {}
    return {"id": iri, **json.loads(about), "measures": [row[0]], "ranks": [row[1]], **where}


def quoted(gathering: Gathering) -> list[list[str]]:
    """Return the quotations, in the order in which they came."""
    found = dict(
        gathering.index.execute(
            "SELECT n, said FROM quotation WHERE n IN (SELECT value FROM json_each(?))",
            (json.dumps(list(gathering.quotations)),),
        )
    )
    return [json.loads(found[n]) for n in gathering.quotations]


def by_iri(iri: str) -> bytes:
    """Return what IRIs are sorted by, as the browser does: code units."""
    return iri.encode("utf-16-be", "surrogatepass")
