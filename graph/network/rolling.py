"""A graph with its units rolled up: what a unit did, the body at the top did."""

from rdflib import RDF, Graph, URIRef
from rdflib.namespace import SKOS
from rdflib.term import Node

from graph.network.projection import bodies, of_kinds
from ontology.namespaces import SG, bind_prefixes
from ontology.terms import relations

OWN = {RDF.type, SKOS.exactMatch, SG.linkedBy, SG.madeName, SG.unnamed}


def roots(graph: Graph) -> dict[Node, Node]:
    """Return for each unit the body at the top of those of which it is a unit; units of initiatives stay."""
    known = set(bodies(graph)) - set(of_kinds(graph, ["Initiative"]))
    above: dict[Node, Node] = {}
    for unit, whole in sorted(graph.subject_objects(relations()["unitOf"].iri), reverse=True):
        if whole in known:
            above[unit] = whole  # of several, the first in order

    def top(unit: Node) -> Node:
        seen = [unit]
        while (whole := above.get(seen[-1])) is not None:
            if whole in seen:
                return unit  # units of one another have no top
            seen.append(whole)
        return seen[-1]

    return {unit: top(unit) for unit in above if top(unit) != unit}


def rolled_up(graph: Graph) -> Graph:
    """Return a copy of a graph in which each unit is the body at its top, which has the unit's names beside its own.

    What then joins a body to itself is left out.
    """
    tops = roots(graph)
    made = bind_prefixes(Graph(store="Oxigraph"))
    for subject, predicate, target in graph:
        one, other = tops.get(subject, subject), tops.get(target, target)
        if one == other or (subject in tops and predicate in OWN):
            continue
        named = SKOS.altLabel if subject in tops and predicate == SKOS.prefLabel else predicate
        made.add((one, URIRef(str(named)), other))
    return made
