"""Things that a graph only mentions: recognised in a suspect sentence, and described once somebody states a fact."""

from functools import cache

from rdflib import OWL, RDF, Graph, Literal, URIRef
from rdflib.namespace import SKOS
from rdflib.term import Node

from graph.trust.missed import kind
from ontology.iris import room, slug
from ontology.namespaces import ITSRDF, NIF, SG
from ontology.registry import Entry, load_registry
from ontology.terms import kinds, top_kind


def mentioned(graph: Graph, base: str, text: str) -> URIRef | None:
    """Return the one thing that is mentioned under a path, an IRI or by these words; None where there is no such."""
    for iri in (URIRef(text), URIRef(base + text)):
        if (None, ITSRDF.taIdentRef, iri) in graph:
            return iri
    meant = {
        str(thing)
        for phrase, words in graph.subject_objects(NIF.anchorOf)
        if str(words) == text
        for thing in graph.objects(phrase, ITSRDF.taIdentRef)
    }
    return URIRef(meant.pop()) if len(meant) == 1 else None


def describe(graph: Graph, base: str, thing: URIRef) -> bool:
    """Add the kinds and names of a thing that is only mentioned, and return whether there was anything to add.

    The registry's are taken where it has the thing, else its kind and the fullest words that name it.
    """
    entry = registered().get(thing.removeprefix(base))
    phrases = sorted(graph.subjects(ITSRDF.taIdentRef, thing), key=lambda phrase: rank(graph, phrase))
    known = entry.kind if entry else next(filter(None, (kind(graph, phrase) for phrase in phrases)), "")
    if not known:
        return False
    for name in (known, top_kind(known)):
        graph.add((thing, RDF.type, kinds()[name].iri))
    if entry is None:
        words = graph.value(phrases[0], NIF.anchorOf)
        graph.add((thing, SKOS.prefLabel, words or Literal("")))
        return True
    for language, names in entry.names.items():
        for place, name in enumerate(names):
            label = SKOS.altLabel if place else SKOS.prefLabel
            graph.add((thing, label, Literal(name, lang=language)))
    for link in entry.links:
        graph.add((thing, SKOS.exactMatch, URIRef(link)))
    for former in entry.formerly:
        graph.add((thing, OWL.sameAs, URIRef(base + former)))
    return True


def rank(graph: Graph, phrase: Node) -> tuple[bool, int, str]:
    """Return what the words that mean a thing are sorted by: names before what only refers to it, long ones first."""
    words = str(graph.value(phrase, NIF.anchorOf) or "")
    return (phrase, SG.linkedBy, None) in graph, -len(words), words


@cache
def registered() -> dict[str, Entry]:
    """Return the registry's entries by the path of their IRI under the base."""
    return {f"{room(entry.kind)}/{slug(entry.key)}": entry for entry in load_registry()}
