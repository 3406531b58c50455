"""Which names bodies bear and bore, and when: what was renamed is one, and reports of its past call it otherwise.

A name is dated by what the body did where it is called so, by the dates that activities have anyway. That one name
was borne before another is told by reports (前称, formerly) or by the registry.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain

from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, RDF
from rdflib.term import Node

from graph.identity import names
from graph.identity.pairings import pairings
from graph.identity.tellings import Telling, dates, sort_of, tellings, texts
from graph.reports import base_of
from ontology.iris import room, slug
from ontology.namespaces import ITSRDF, NIF, SG
from ontology.registry import load_registry

MENTIONS = (SG.subjectMention, SG.objectMention)
COLUMNS = ("body", "name", "status", "changed", "first", "last", "said", "reports", "told", "iri")


@dataclass(slots=True)
class Bearing:
    """That a body bears or bore a name.

    Attributes:
        name: as it is written.
        status: "former" where another took its place, "later" where it took another's, "" where neither is told.
        changed: the year of that, where it is told.
        dates: of what the body did where it is called so.
        said: how often it is called so.
        reports: the symbols of those in which it is.
        told: who says that it was renamed, in which words.
    """

    name: str
    status: str = ""
    changed: str = ""
    dates: set[str] = field(default_factory=set)
    said: int = 0
    reports: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)

    def change(self, status: str, when: str, ground: str) -> None:
        """Note that it took another's place, or another its; of both it is a former name."""
        if self.status != "former":
            self.status, self.changed = status, self.changed if self.status == status else ""
        if self.status == status:
            self.changed = self.changed or when
            self.told.add(ground)


def bearings(graph: Graph, body: Node | None = None) -> list[dict[str, object]]:
    """Return the names of a body, or of all bodies that were renamed, in the order in which they were borne.

    Args:
        graph: a graph of the contract.
        body: whose names are wanted, whether it was renamed or not.
    """
    base = base_of(graph)
    known = {one.iri: one for one in tellings(graph, base) if sort_of(one) == "body"}
    found = {iri: {name: Bearing(name) for name in (*one.called, *one.also)} for iri, one in known.items()}
    note_changes(graph, found)
    note_registered(base, found)
    wanted = [iri for iri, borne in found.items() if any(one.status for one in borne.values())]
    if body is not None:
        wanted = [str(body)] if str(body) in found else []
    note_uses(graph, {iri: found[iri] for iri in wanted})
    ordered = sorted(wanted, key=lambda iri: (known[iri].label, iri))
    return [row(known[iri], one) for iri in ordered for one in sorted(found[iri].values(), key=in_time)]


def note_changes(graph: Graph, found: Mapping[str, dict[str, Bearing]]) -> None:
    """Note which names changed by what reports say of names that are one body's and nobody else's."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for iri, borne in found.items():
        for name in borne:
            bearers[names.key(name)].add(iri)
    for pair in pairings(texts(graph), bearers):
        other = names.key(pair.other)
        theirs = bearers.get(other, set())
        if not pair.former or len(bearers[pair.known]) > 1 or not theirs <= bearers[pair.known]:
            continue
        (iri,) = bearers[pair.known]
        if not theirs and names.telling(pair.other):
            found[iri][pair.other] = Bearing(pair.other)
            bearers[other] = {iri}
        former, later = (pair.known, other) if pair.former == "known" else (other, pair.known)
        for one in found[iri].values():
            if (called := names.key(one.name)) in {former, later}:
                one.change("former" if called == former else "later", pair.when, pair.ground)


def note_registered(base: str, found: Mapping[str, dict[str, Bearing]]) -> None:
    """Note which names changed by what the registry says."""
    for entry in load_registry():
        borne = found.get(f"{base}{room(entry.kind)}/{slug(entry.key)}", {}) if entry.former else {}
        for called in entry.names.values():
            for name in called:
                if name in borne and (former := entry.former.get(name)) is not None:
                    borne[name].change("former", former, "the registry has it as a former name")
                    borne[called[0]].change("later", former, "the registry has it as the name of today")


def note_uses(graph: Graph, found: Mapping[str, dict[str, Bearing]]) -> None:
    """Note where bodies are called by their names, and when that was which is said of them there."""
    when = dates(graph)
    for iri, borne in found.items():
        alike = {names.key(name): name for name in sorted(borne, reverse=True)}
        for phrase in graph.subjects(ITSRDF.taIdentRef, URIRef(iri)):
            words = str(graph.value(phrase, NIF.anchorOf) or "")
            one = borne.get(words) or borne.get(alike.get(names.key(words), ""))
            if one is None:
                continue  # it is called the association, or it
            one.said += 1
            report = graph.value(graph.value(phrase, NIF.referenceContext), DCTERMS.isPartOf)
            one.reports.add(str(graph.value(report, DCTERMS.identifier) or report))
            for statement in chain.from_iterable(graph.subjects(mention, phrase) for mention in MENTIONS):
                ends = (str(graph.value(statement, end)) for end in (RDF.subject, RDF.object))
                one.dates.update(when[end] for end in ends if end in when)


def in_time(one: Bearing) -> tuple[str, bool, str]:
    """Return what the names of a body are sorted by: when they were borne first, as far as that is known."""
    return min(one.dates, default="" if one.status == "former" else "9"), one.status != "former", one.name


def row(body: Telling, one: Bearing) -> dict[str, object]:
    """Return a name of a body as a row."""
    return {
        "body": body.label,
        "name": one.name,
        "status": one.status,
        "changed": one.changed,
        "first": min(one.dates, default=""),
        "last": max(one.dates, default=""),
        "said": one.said,
        "reports": ", ".join(sorted(one.reports)),
        "told": "; ".join(sorted(one.told)),
        "iri": body.iri,
    }
