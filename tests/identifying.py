"""The pairs by which matching across reports is measured: public facts, each told as one report would tell it.

tests/identity/*.csv has a telling a line; tellings of one group with the same "is" are of one thing, with another of
two. R: before a name says that it is the report's own, U: that what is called so has no name of its own.
"""

import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, SKOS

from extract.finding.names import geoname
from graph.identity.finding import merges
from ontology.iris import date_literal, room, slug
from ontology.links import AUTHORITIES
from ontology.namespaces import DEFAULT_BASE, NIF, SCHEMA, SG
from ontology.registry import Entry, load_registry
from ontology.terms import kinds, relations, top_kind

FOLDER = Path(__file__).with_name("identity")
ASIDE = 3  # one group in so many is set aside


class Told(NamedTuple):
    """A thing as one report tells of it: its group, what it is, and its IRI in the graph of all tellings."""

    group: str
    what: str
    iri: str
    words: str


class Figures(NamedTuple):
    """How tellings were joined: pairs that are one and that are two, and what came of them."""

    one: int
    two: int
    right: int
    wrong: int
    errors: tuple[str, ...]

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.one

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def rows(name: str, aside: bool) -> list[dict[str, str]]:
    """Return the tellings of a file: those that are set aside by the hash of their group, or the others."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if is_aside(row["group"]) == aside]


def is_aside(group: str) -> bool:
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) % ASIDE == 0


def registry() -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for entry in load_registry():
        for name in (*entry.names.get("zh", ()), *entry.names.get("en", ())):
            found.setdefault(name, entry)
    return found


class Teller:
    """Makes the graph of tellings, each of a report of its own, with the IRIs that extraction gives."""

    def __init__(self) -> None:
        self.graph, self.known = Graph(store="Oxigraph"), registry()
        self.reports = 0

    def tell(self, row: dict[str, str]) -> Told:
        self.reports += 1
        report = f"R-{self.reports}"
        self.add(URIRef(DEFAULT_BASE + report), RDF.type, SG.Report)
        self.add(URIRef(DEFAULT_BASE + report), DCTERMS.identifier, Literal(report))
        mark = row["names"][0] if row["names"][1:2] == ":" else ""
        named = [name.strip() for name in row["names"].removeprefix(f"{mark}:").split(";")]
        thing = self.thing(row["kind"], named, report, mark)
        for relation, value in (("startDate", row.get("when")), ("endDate", row.get("until"))):
            if value:
                dated = relation if top_kind(row["kind"]) == "Event" else "issued"
                self.add(thing, relations()[dated].iri, date_literal(value))
        for place in filter(None, [row.get("place")]):
            self.add(thing, SCHEMA.location, self.place(place))
        for body in filter(None, (row.get("bodies") or "").split("; ")):
            part = "organizer" if top_kind(row["kind"]) == "Event" else "publisher"
            self.add(thing, relations()[part].iri, self.thing("Organization", [body], report, ""))
        if row.get("text"):
            self.paragraph(report, row["text"])
        return Told(row["group"], row["is"], str(thing), row["names"])

    def thing(self, kind: str, named: list[str], report: str, mark: str) -> URIRef:
        entry = self.known.get(named[0])
        if entry is not None and entry.kind in kinds() and room(entry.kind) == room(kind):
            iri, kind = URIRef(f"{DEFAULT_BASE}{room(kind)}/{slug(entry.key)}"), entry.kind
            names = {language: [*known] for language, known in entry.names.items()}
            names["zh"] = [*names.get("zh", ()), *named[1:]]
        else:
            own = mark or room(kind) != "body"
            place = f"-{self.reports}" if mark == "U" else ""
            iri = URIRef(f"{DEFAULT_BASE}{report + '/' if own else ''}{room(kind)}/{slug(named[0])}{place}")
            names = {"zh": named}
        for one in (kind, top_kind(kind)):
            self.add(iri, RDF.type, kinds()[one].iri)
        for language, known in names.items():
            for number, name in enumerate(known):
                if (iri, SKOS.prefLabel, called := Literal(name, lang=language)) not in self.graph:
                    self.add(iri, SKOS.altLabel if number else SKOS.prefLabel, called)
        if mark == "U":
            self.add(iri, SG.unnamed, Literal(True))
        return iri

    def place(self, name: str) -> URIRef:
        iri = URIRef(f"{DEFAULT_BASE}place/{slug(name)}")
        self.add(iri, RDF.type, SCHEMA.Place)
        self.add(iri, SKOS.prefLabel, Literal(name, lang="zh"))
        if (number := geoname(name, "zh")) is not None:
            self.add(iri, SKOS.exactMatch, URIRef(f"{AUTHORITIES['geonames'][0]}{number}/"))
        return iri

    def paragraph(self, report: str, text: str) -> None:
        paragraph = URIRef(f"{DEFAULT_BASE}{report}/paragraph/1")
        self.add(paragraph, RDF.type, SG.Paragraph)
        self.add(paragraph, SG.number, Literal("1"))
        self.add(paragraph, NIF.isString, Literal(text, lang="zh"))
        self.add(paragraph, DCTERMS.isPartOf, URIRef(DEFAULT_BASE + report))

    def add(self, subject: URIRef, predicate: URIRef, target: URIRef | Literal) -> None:
        self.graph.add((subject, predicate, target))


def measured(tellings: Iterable[dict[str, str]]) -> Figures:
    """Return how the tellings are joined when all of them are one archive; a join across groups is wrong too.

    Two tellings that have one IRI already, since the registry has the name, are no pair.
    """
    teller = Teller()
    told = [teller.tell(row) for row in tellings]
    meant = {one.gone: one.kept for one in merges(teller.graph, DEFAULT_BASE)}
    ends = [meant.get(one.iri, one.iri) for one in told]
    counts: dict[str, int] = defaultdict(int)
    errors = []
    for (a, end), (b, other) in combinations(zip(told, ends, strict=True), 2):
        same, joined = (a.group, a.what) == (b.group, b.what), end == other
        if a.iri == b.iri:
            continue
        if a.group == b.group:
            counts["one" if same else "two"] += 1
        if joined:
            counts["right" if same else "wrong"] += 1
        if same != joined:
            errors.append(f"{'missed' if same else 'WRONG'} {a.group}: {a.words} | {b.words}")
    return Figures(counts["one"], counts["two"], counts["right"], counts["wrong"], tuple(errors))
