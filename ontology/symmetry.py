"""Symmetric relations in both directions, so that a query finds a tie from either end."""

from rdflib import RDF, Graph, URIRef
from rdflib.namespace import PROV
from rdflib.term import Node

from ontology.namespaces import SG
from ontology.terms import relations

ENDS = {
    RDF.subject: RDF.object,
    RDF.object: RDF.subject,
    SG.subjectMention: SG.objectMention,
    SG.objectMention: SG.subjectMention,
}


def complete(graph: Graph) -> None:
    """Add the other direction of each asserted tie of a symmetric relation, with a statement of its own.

    That statement has the same evidence and says by prov:wasDerivedFrom which one it turns round.
    """
    for relation in relations().values():
        if relation.symmetric:
            for statement, (subject, target) in one_sided(graph, relation.iri).items():
                graph.add((target, relation.iri, subject))
                turn_round(graph, statement)


def one_sided(graph: Graph, predicate: URIRef) -> dict[URIRef, tuple[URIRef, URIRef]]:
    """Return the asserted statements that no other in their paragraph turns round, with their ends."""
    said = {}
    for statement in graph.subjects(RDF.predicate, predicate):
        ends = graph.value(statement, RDF.subject), graph.value(statement, RDF.object)
        if (statement, SG.modality, SG.asserted) in graph and None not in ends:
            said[statement] = (*ends, graph.value(statement, PROV.wasQuotedFrom))
    present = set(said.values())
    return {
        statement: (subject, target)  # type: ignore[misc] # shapes ask for IRIs
        for statement, (subject, target, paragraph) in said.items()
        if (target, subject, paragraph) not in present
    }


def turn_round(graph: Graph, statement: URIRef) -> None:
    """Add a statement with the ends of another exchanged."""
    inverse = URIRef(f"{statement}/inverse")
    for predicate, value in list(graph.predicate_objects(statement)):
        graph.add((inverse, ENDS.get(URIRef(str(predicate)), predicate), value))
    graph.add((inverse, PROV.wasDerivedFrom, statement))


def is_inverse(graph: Graph, statement: Node) -> bool:
    """Return whether a statement only turns another round."""
    return (statement, PROV.wasDerivedFrom, None) in graph
