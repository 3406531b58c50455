"""The statements of a graph: what they state, of what it can be said, and what goes when they go."""

from collections.abc import Iterable

from rdflib import RDF, Graph, URIRef
from rdflib.namespace import PROV
from rdflib.term import Node

from graph.network.projection import kind as kind_of
from graph.review.decisions import StaleError
from ontology.namespaces import SG
from ontology.terms import relations, top_kind


def triple(graph: Graph, statement: Node) -> tuple[Node, Node, Node]:
    """Return what a statement states."""
    parts = (graph.value(statement, part) for part in (RDF.subject, RDF.predicate, RDF.object))
    subject, predicate, target = parts
    assert subject is not None and predicate is not None and target is not None
    return subject, predicate, target


def mentions(graph: Graph, statement: Node) -> list[Node]:
    """Return the mentions of a statement."""
    return [m for p in (SG.subjectMention, SG.objectMention) for m in graph.objects(statement, p)]


def top(graph: Graph, node: Node) -> str:
    """Return the top kind of an entity, "" for none."""
    found = kind_of(graph, URIRef(str(node)))
    return top_kind(found) if found else ""


def check_kind(graph: Graph, entity: URIRef, kind: str, within: Iterable[Node] | None = None) -> None:
    """Check that what is said of an entity, or what some statements say, can be said of one of a top kind.

    Raises:
        StaleError: it cannot; the message names the relation.
    """
    by_iri = {relation.iri: relation for relation in relations().values()}
    considered = None if within is None else set(within)
    for part, other in ((RDF.subject, "domain"), (RDF.object, "range")):
        for statement in graph.subjects(part, entity):
            relation = by_iri.get(URIRef(str(graph.value(statement, RDF.predicate))))
            if considered is not None and statement not in considered:
                continue
            if relation is not None and kind not in getattr(relation, other):
                raise StaleError(f"things of kind {kind or 'unknown'} have no part in {relation.name}")


def drop(graph: Graph, statement: Node) -> None:
    """Take out a statement, its mentions that no other has, and the triple where nothing else asserts it."""
    said, named = triple(graph, statement), mentions(graph, statement)
    graph.remove((statement, None, None))
    for mention in named:
        if not set(graph.subjects(None, mention)):
            graph.remove((mention, None, None))
    unsay(graph, said)


def unsay(graph: Graph, said: tuple[Node, Node, Node]) -> None:
    """Take out a triple that no statement asserts."""
    subject, predicate, target = said
    for other in graph.subjects(RDF.subject, subject):
        if triple(graph, other) == said and (other, SG.modality, SG.asserted) in graph:
            return
    graph.remove((subject, predicate, target))


def forget(graph: Graph, entity: Node) -> None:
    """Take out an entity of which no statement speaks."""
    spoken = (None, RDF.subject, entity) in graph or (None, RDF.object, entity) in graph
    if isinstance(entity, URIRef) and not spoken:
        for gone in [*graph.subjects(PROV.alternateOf, entity)]:  # what was taken for it goes with it
            graph.remove((gone, None, None))
        graph.remove((entity, None, None))
