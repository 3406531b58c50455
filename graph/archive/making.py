"""The index of an archive: made of its graph, a few reports at a time, and put beside it whole."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from rdflib import Graph, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from graph.archive.names import add_names
from graph.archive.overview import overview
from graph.archive.statements import Statements, apart
from graph.evidence import Quotation
from graph.network.projection import MEMBERSHIP, belongings, bodies, kind
from graph.pages.called import called_in_both, links, named, names
from graph.pages.explorer import as_row, partnered, shared
from graph.reports import base_of, described
from graph.store.embedded import Embedded, is_store
from graph.store.files import triples_of
from ontology.namespaces import SCHEMA, SG

BATCH = 100_000  # triples that are worked at once
Progress = Callable[[int, int], None]


class Maker:
    """Puts graphs into an index, one after another.

    What the page of one report knows of bodies and activities is reckoned of each graph by the page's own means;
    where two graphs speak of one thing it is joined here.
    """

    def __init__(self, index: sqlite3.Connection) -> None:
        self.index = index
        self.bodies: dict[str, int] = {}
        self.places: dict[Node, int] = {}
        self.activities: dict[str, int] = {}
        self.quotations = 0
        self.here: dict[tuple[str, ...], int] = {}
        self.statements = 0
        self.reports: set[Node] = set()
        self.base = ""

    def add(self, graph: Graph, said: Statements) -> None:
        """Add what a graph says, and the statements that prove it."""
        self.here = {}
        self.statements += said.asserted
        self.reports.update(graph.subjects(RDF.type, SG.Report))
        self.base = self.base or base_of(graph)
        position = {str(one): self.body(graph, one) for one in bodies(graph)}
        venues = {where: self.place(graph, where) for where in set(graph.objects(None, SCHEMA.location))}
        for activity in shared(graph, position, said.words, self.said, venues, said.told):
            self.activity(activity["id"], activity)
        for activity in partnered(graph, position, said.words, self.said):
            self.activity(" ".join(str(part[0]) for part in activity["parts"]), activity)
        for one in belongings(graph):
            ends = position[str(one.body)], one.relation, position[str(one.to)]
            self.index.execute(
                "INSERT INTO belonging VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET words = words || excluded.words",
                (*ends, numbers(self.said(said.words.get(one.fact, ())))),
            )

    def body(self, graph: Graph, node: URIRef) -> int:
        """Return the number of a body."""
        if str(node) not in self.bodies:
            self.bodies[str(node)] = len(self.bodies)
            about = {
                **named(graph, node),
                "kind": kind(graph, node),
                "names": names(graph, node),
                "links": links(graph, node),
            }
            row = (self.bodies[str(node)], str(node), packed(about))
            self.index.execute("INSERT INTO body (n, iri, about) VALUES (?, ?, ?)", row)
        return self.bodies[str(node)]

    def place(self, graph: Graph, node: Node) -> int:
        """Return the number of a place."""
        if node not in self.places:
            self.places[node] = len(self.places)
            about = {**called_in_both(graph, node), "kind": "Place", "names": names(graph, node)}
            self.index.execute(
                "INSERT INTO place VALUES (?, ?, ?)", (self.places[node], str(node), packed(about))
            )
        return self.places[node]

    def said(self, found: Iterable[Quotation]) -> list[int]:
        """Return the numbers of quotations."""
        answer = []
        for row in dict.fromkeys(map(as_row, found)):
            if row not in self.here:
                self.here[row] = self.quotations
                self.index.execute("INSERT INTO quotation VALUES (?, ?)", (self.quotations, packed(row)))
                self.quotations += 1
            answer.append(self.here[row])
        return answer

    def activity(self, key: str, activity: dict[str, Any]) -> None:
        """Add an activity with who took part, or what is said of one that is known already."""
        parts, iri = activity.pop("parts"), activity["id"]
        for name in ("lines", "englishLines", "what"):  # of what is drawn; here none is
            activity.pop(name, None)
        if key in self.activities:
            n = self.activities[key]
            (before,) = self.index.execute("SELECT about FROM activity WHERE n = ?", (n,)).fetchone()
            activity = joined(json.loads(before), activity)
        else:
            n = self.activities[key] = len(self.activities)
        self.index.execute(
            "INSERT OR REPLACE INTO activity VALUES (?, ?, ?, ?, ?)",
            (n, iri, packed(activity), activity["date"], activity["own"]),
        )
        self.index.executemany(
            "INSERT OR IGNORE INTO held VALUES (?, ?)", ((place, n) for place in activity["places"])
        )
        for body, roles, words in parts:
            self.part(n, body, roles, words, itself=bool(iri) and body == self.bodies.get(iri))

    def part(self, activity: int, body: int, roles: list[str], words: list[int], *, itself: bool) -> None:
        """Add how a body took part in an activity."""
        before = self.index.execute(
            "SELECT roles, words FROM part WHERE activity = ? AND body = ?", (activity, body)
        ).fetchone()
        said = numbers(words)
        if before:
            roles = sorted({*before[0].split(), *roles})
            said = before[1] + said
        self.index.execute(
            "INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?, ?, ?)",
            (activity, body, " ".join(roles), said, itself, not {*MEMBERSHIP}.isdisjoint(roles)),
        )

    def finish(self) -> None:
        """Reckon what follows from all that was added."""
        self.index.executescript(script("finishing.sql"))
        add_names(self.index)
        (ties,) = self.index.execute("SELECT COUNT(*) / 2 FROM (SELECT 1 FROM tie GROUP BY a, b)").fetchone()
        totals = {
            "bodies": len(self.bodies),
            "ties": ties,
            "activities": self.index.execute("SELECT COUNT(*) FROM activity WHERE iri <> ''").fetchone()[0],
            "statements": self.statements,
            "reports": len(self.reports),
        }
        seen = {str(body): place for body, place in overview(self.index).items()}
        for name, value in (("totals", totals), ("base", self.base), ("overview", seen)):
            self.index.execute("INSERT INTO fact VALUES (?, ?)", (name, packed(value)))


def joined(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Return what two graphs know of one activity: the names of both, the earliest date."""
    found = dict(one)
    for name in ("names", "places", "words"):
        found[name] = sorted({*one[name], *other[name]})
    if other["date"] and (not one["date"] or other["date"] < one["date"]):
        found |= {name: other[name] for name in ("date", "datedBy")}
    found["end"] = min(filter(None, (one["end"], other["end"])), default="")
    found["own"] = max(one["own"], other["own"])
    return found


def make(source: Path, file: Path, mark: str, progress: Progress) -> None:
    """Make the index of a source.

    Args:
        source: the folder of a store, or a file of RDF.
        file: what does not exist yet.
        mark: what is kept in it as the mark of the source's state.
        progress: is told how many reports are in it, and how many there are.
    """
    index = sqlite3.connect(file, isolation_level=None)
    try:
        index.executescript(script("tables.sql"))
        index.execute("BEGIN")
        maker = Maker(index)
        for triples, done, total in batches(source):
            maker.add(*apart(triples))
            progress(done, total)
        index.execute("COMMIT")
        maker.finish()
        index.execute("INSERT INTO fact VALUES ('mark', ?)", (mark,))
        index.execute("ANALYZE")
    finally:
        index.close()


def batches(source: Path) -> Iterator[tuple[list[ox.Triple], int, int]]:
    """Yield the triples of a source, some reports at a time, with the number of the last and how many there are."""
    if is_store(source):
        store = Embedded(source, read_only=True).store
        named = sorted(store.named_graphs(), key=str)
        every: list[Iterable[ox.Triple]] = [
            (quad.triple for quad in store.quads_for_pattern(None, None, None, one))
            for one in (*named, ox.DefaultGraph())
        ]
    else:
        triples = list(triples_of(source))
        every = list(described(triples).values()) or [triples]
    batch: list[ox.Triple] = []
    for number, triples_here in enumerate(every, 1):
        batch.extend(triples_here)
        if len(batch) >= BATCH or (number == len(every) and batch):
            yield batch, number, len(every)
            batch = []


def packed(value: object) -> str:
    """Return a value as JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def numbers(words: Iterable[int]) -> str:
    """Return the numbers of quotations as text that can be appended to."""
    return "".join(f"{number} " for number in words)


def script(name: str) -> str:
    """Return one of the scripts beside this module."""
    return (files("graph.archive") / name).read_text(encoding="utf-8")
