"""Making one of things that are one, in the graph, so that it can be undone.

What gives way stays under its IRI as sg:Merged, with its names and kind, what it was taken for (prov:alternateOf),
how surely and why; whatever spoke of it is noted there (sg:toldIn) and speaks of the other now.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from rdflib import OWL, RDF, Graph, Literal, URIRef
from rdflib.namespace import PROV, SKOS
from rdflib.term import Node

from ontology.namespaces import ITSRDF, SG
from ontology.terms import relations

# What speaks of a thing, beside the relations that statements state.
POINTERS = (RDF.subject, RDF.object, ITSRDF.taIdentRef, SG.dates, SG.ofBody)
FORMER = {RDF.type: SG.formerKind, SKOS.prefLabel: SG.formerName, SKOS.altLabel: SG.formerOtherName}
TOLD = (RDF.subject, RDF.predicate, RDF.object)


@dataclass(frozen=True, slots=True)
class Merge:
    """That two things are one.

    Attributes:
        gone: the IRI that gives way.
        kept: the IRI under which both go.
        score: how likely it is, 0 to 1.
        grounds: why, a line each.
    """

    gone: str
    kept: str
    score: float
    grounds: tuple[str, ...]


def take(graph: Graph, merge: Merge) -> None:
    """Take one thing for another: what is said of it, and its names, go over."""
    gone, kept = URIRef(merge.gone), URIRef(merge.kept)
    tellers = {teller for pointer in POINTERS for teller in graph.subjects(pointer, gone)}
    for predicate in (one.iri for one in relations().values()):
        for target in [*graph.objects(gone, predicate)]:
            graph.remove((gone, predicate, target))
            graph.add((kept, predicate, target))
        for subject in [*graph.subjects(predicate, gone)]:
            graph.remove((subject, predicate, gone))
            graph.add((subject, predicate, kept))
    point(graph, tellers, gone, kept)
    preferred = {name.language: name for name in names(graph, kept, SKOS.prefLabel)}
    known = {*preferred.values(), *names(graph, kept, SKOS.altLabel)}
    for predicate in (SKOS.prefLabel, SKOS.altLabel):
        for name in names(graph, gone, predicate):
            first = predicate == SKOS.prefLabel and name.language not in preferred
            if name not in known:
                graph.add((kept, SKOS.prefLabel if first else SKOS.altLabel, name))
                graph.add((gone, SG.gaveName, name))
                known.add(name)
            if first:
                preferred[name.language] = name
    for predicate, former in FORMER.items():
        for value in [*graph.objects(gone, predicate)]:
            graph.remove((gone, predicate, value))
            graph.add((gone, former, value))
    bring_along(graph, gone, kept)
    graph.add((gone, RDF.type, SG.Merged))
    graph.add((gone, PROV.alternateOf, kept))
    graph.add((gone, SG.confidence, Literal(Decimal(str(merge.score)))))
    graph.add((kept, OWL.sameAs, gone))
    for ground in merge.grounds:
        graph.add((gone, SG.mergedBecause, Literal(ground)))
    for teller in tellers:
        graph.add((gone, SG.toldIn, teller))


def bring_along(graph: Graph, gone: URIRef, kept: URIRef) -> None:
    """Let what was taken for a thing before be taken for what that is taken for now."""
    for before in [*graph.subjects(PROV.alternateOf, gone)]:
        for change, thing in ((graph.remove, gone), (graph.add, kept)):
            change((before, PROV.alternateOf, thing))
            change((thing, OWL.sameAs, before))


def separate(graph: Graph, gone: URIRef) -> None:
    """Undo that a thing was taken for another: what was said of it, and its names, go back."""
    kept = graph.value(gone, PROV.alternateOf)
    tellers = [one for one in graph.objects(gone, SG.toldIn) if tells_of(graph, one, kept)]
    said = {one: triple(graph, one) for one in tellers if (one, RDF.type, RDF.Statement) in graph}
    point(graph, tellers, kept, gone)
    for statement, before in said.items():
        if (statement, SG.modality, SG.asserted) in graph:
            graph.add(triple(graph, statement))
            if not any(triple(graph, other) == before for other in asserting(graph, before[0])):
                graph.remove(before)
    for name in [*graph.objects(gone, SG.gaveName)]:
        heirs = [
            one for one in graph.subjects(PROV.alternateOf, kept) if one != gone and has(graph, one, name)
        ]
        if heirs:
            graph.add((min(heirs, key=str), SG.gaveName, name))
        else:
            graph.remove((kept, None, name))
    for predicate, former in FORMER.items():
        for value in [*graph.objects(gone, former)]:
            graph.remove((gone, former, value))
            graph.add((gone, predicate, value))
    graph.remove((gone, RDF.type, SG.Merged))
    for predicate in (PROV.alternateOf, SG.confidence, SG.mergedBecause, SG.toldIn, SG.gaveName):
        graph.remove((gone, predicate, None))
    graph.remove((kept, OWL.sameAs, gone))


def point(graph: Graph, tellers: Iterable[Node], old: Node | None, new: Node) -> None:
    """Let what speaks of one thing speak of another."""
    for teller in tellers:
        for pointer in POINTERS:
            if (teller, pointer, old) in graph:
                graph.remove((teller, pointer, old))
                graph.add((teller, pointer, new))


def tells_of(graph: Graph, teller: Node, thing: Node | None) -> bool:
    """Return whether something speaks of a thing still: it may have been decided otherwise, or be gone."""
    return any((teller, pointer, thing) in graph for pointer in POINTERS)


def triple(graph: Graph, statement: Node) -> tuple[Node, Node, Node]:
    """Return what a statement states."""
    subject, predicate, target = (graph.value(statement, part) for part in TOLD)
    assert subject is not None and predicate is not None and target is not None
    return subject, predicate, target


def asserting(graph: Graph, subject: Node) -> list[Node]:
    """Return the statements about a subject that assert something."""
    return [s for s in graph.subjects(RDF.subject, subject) if (s, SG.modality, SG.asserted) in graph]


def has(graph: Graph, gone: Node, name: Node) -> bool:
    """Return whether something that gave way had a name."""
    return any((gone, former, name) in graph for former in (SG.formerName, SG.formerOtherName))


def names(graph: Graph, thing: Node, label: URIRef) -> list[Literal]:
    """Return the names that a thing has by one of the two properties of names, in order."""
    return sorted(name for name in graph.objects(thing, label) if isinstance(name, Literal))
