"""Verdicts: what was read is right, is wrong, or is all that a sentence states."""

from decimal import Decimal

from rdflib import RDF, Literal, URIRef
from rdflib.namespace import PROV

from graph.review.acts.touched import Touched
from graph.review.decisions import Decision, StaleError
from graph.review.referents import Referents
from graph.review.statements import drop, forget, triple
from ontology.namespaces import SG


def accept(known: Referents, made: Decision) -> Touched:
    """Take statements, an entity with its names, or that it was taken for another, for right."""
    if not made.relation:
        return Touched([known.told(made.subject)])
    found = known.statements(made)
    for statement in found:
        known.graph.set((statement, SG.confidence, Literal(Decimal("1.0"))))
    return Touched(found)


def reject(known: Referents, made: Decision) -> Touched:
    """Take statements out, and the entities that nothing speaks of then."""
    graph = known.graph
    found = {statement: triple(graph, statement) for statement in known.statements(made)}
    for statement, (subject, _, target) in found.items():
        quoted = graph.value(statement, PROV.wasQuotedFrom)
        drop(graph, statement)
        if quoted is not None:  # the mark that is left belongs to the report
            graph.add((statement, PROV.wasQuotedFrom, quoted))
        forget(graph, subject)
        forget(graph, target)
    return Touched(found, PROV.wasInvalidatedBy)


def dismiss(known: Referents, made: Decision) -> Touched:
    """Take a suspect sentence for one that states nothing more than was read."""
    for suspect in (URIRef(made.subject), URIRef(known.base + made.subject)):
        if (suspect, RDF.type, SG.Suspect) in known.graph:
            return Touched([suspect])
    raise StaleError("no such sentence is suspected of stating more")
