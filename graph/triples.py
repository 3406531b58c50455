"""The triples of a graph in an order of their own, so that equal graphs give equal texts."""

from collections.abc import Sequence

import pyoxigraph as ox
from oxrdflib.store import OxigraphStore
from rdflib import Graph
from rdflib.namespace import RDF

TYPE = str(RDF.type)


def in_order(graph: Graph) -> list[ox.Triple]:
    """Return the triples of an rdflib graph, sorted by subject, a subject's types first.

    Blank nodes get the names that RDF Dataset Canonicalization (RDFC-1.0, W3C, 2024) gives them.
    """
    form = "ox-nt" if isinstance(graph.store, OxigraphStore) else "nt"
    quads = list(ox.parse(graph.serialize(format=form), format=ox.RdfFormat.N_TRIPLES))
    if any(isinstance(end, ox.BlankNode) for quad in quads for end in (quad.subject, quad.object)):
        dataset = ox.Dataset(quads)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        quads = list(dataset)
    return sorted((quad.triple for quad in quads), key=order)


def order(triple: ox.Triple) -> tuple[str, bool, str, str]:
    """Return what triples are sorted by."""
    predicate = triple.predicate.value
    return str(triple.subject), predicate != TYPE, predicate, str(triple.object)


def n_triples(triples: Sequence[ox.Triple]) -> str:
    """Return triples as N-Triples."""
    return "".join(f"{triple} .\n" for triple in triples)
