"""Graphs of several reports made one."""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from oxrdflib.store import OxigraphStore
from rdflib import Graph
from rdflib.namespace import SKOS

from ontology.namespaces import SG, bind_prefixes

PREFERRED, OTHER, MADE = (ox.NamedNode(str(name)) for name in (SKOS.prefLabel, SKOS.altLabel, SG.madeName))


def merged(reports: Iterable[Iterable[ox.Triple]]) -> Graph:
    """Return the graph of what several reports say, over the Oxigraph store.

    What has been given a preferred name in a language keeps it; what a later report prefers is another name.

    Args:
        reports: the triples of each; one report's are in memory at a time.
    """
    store = ox.Store()
    graph = bind_prefixes(Graph(store=OxigraphStore(store=store)))
    inside = ox.BlankNode(str(graph.identifier))
    names: dict[tuple[object, str | None], ox.Literal] = {}
    for triples in reports:
        store.extend(
            ox.Quad(triple.subject, triple.predicate, triple.object, inside)
            for triple in agreed(list(triples), names)
        )
    return graph


def agreed(
    triples: list[ox.Triple], names: dict[tuple[object, str | None], ox.Literal]
) -> Iterator[ox.Triple]:
    """Yield the triples of a report, its names as those that were preferred before leave them.

    Args:
        triples: what it says.
        names: by thing and language the preferred names, under None those made by rule; what it adds is noted there.
    """
    for triple in triples:
        if triple.predicate == PREFERRED and isinstance(triple.object, ox.Literal):
            names.setdefault((triple.subject, triple.object.language), triple.object)
    for triple in triples:
        subject, name = triple.subject, triple.object
        if triple.predicate in (PREFERRED, OTHER) and isinstance(name, ox.Literal):
            best = names.get((subject, name.language)) == name
            yield ox.Triple(subject, PREFERRED if best else OTHER, name)
        elif triple.predicate == MADE and isinstance(name, ox.Literal):
            if (subject, "en") not in names and names.setdefault((subject, None), name) == name:
                yield triple
        else:
            yield triple
