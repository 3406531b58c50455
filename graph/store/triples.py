"""The triples of a graph in an order of their own, so that equal graphs give equal texts."""

from collections.abc import Sequence

import pyoxigraph as ox
from oxrdflib.store import OxigraphStore
from rdflib import Graph
from rdflib.namespace import RDF

from graph.store.parsing import parse_apart
from ontology.namespaces import DEFAULT_BASE

TYPE = str(RDF.type)


def in_order(graph: Graph) -> list[ox.Triple]:
    """Return the triples of an rdflib graph, sorted by subject, a subject's types first.

    Blank nodes get the names that RDF Dataset Canonicalization (RDFC-1.0, W3C, 2024) gives them.

    Raises:
        StakegraphError: there are so many, so entangled, that this takes too long.
    """
    form = "ox-nt" if isinstance(graph.store, OxigraphStore) else "nt"
    data = graph.serialize(format=form, encoding="utf-8")
    triples = [quad.triple for quad in ox.parse(data, format=ox.RdfFormat.N_TRIPLES)]
    if any(isinstance(end, ox.BlankNode) for triple in triples for end in (triple.subject, triple.object)):
        name = "the naming of the graph's blank nodes"
        triples = list(parse_apart(data, "nt", name, DEFAULT_BASE, canonical=True))
    return sorted(triples, key=order)


def order(triple: ox.Triple) -> tuple[str, bool, str, str]:
    """Return what triples are sorted by."""
    predicate = triple.predicate.value
    return str(triple.subject), predicate != TYPE, predicate, str(triple.object)


def n_triples(triples: Sequence[ox.Triple]) -> str:
    """Return triples as N-Triples."""
    return "".join(f"{triple} .\n" for triple in triples)
