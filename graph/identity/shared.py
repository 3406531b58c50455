"""Places and offices, which all reports share: one for all languages that name them.

They have no dates or partners by which they could be scored: what makes two one is a number in GeoNames, or an
English name that one thing of another language alone has.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import SKOS
from rdflib.term import Node

from graph.identity import names
from graph.identity.merging import Merge
from ontology.iris import SHARED
from ontology.namespaces import SG
from ontology.terms import kinds

NAMED = (SKOS.prefLabel, SKOS.altLabel, SG.madeName)


def shared_merges(graph: Graph) -> list[Merge]:
    """Return which places and offices that only English names are those of another language."""
    found = []
    for kind in SHARED:
        english: list[URIRef] = []
        others: dict[str, set[URIRef]] = defaultdict(set)
        for node in sorted(set(graph.subjects(RDF.type, kinds()[kind].iri)), key=str):
            if not isinstance(node, URIRef) or (node, SKOS.prefLabel, None) not in graph:
                continue
            if any(name.language != "en" for name in called(graph, node)):
                for mark in marks(graph, node):
                    others[mark].add(node)
            else:
                english.append(node)
        for node in english:
            by_link = set().union(*(others[link] for link in links(graph, node)))
            meant = by_link or set().union(*(others[mark] for mark in marks(graph, node)))
            if len(meant) == 1:
                says = "one number in a gazetteer" if by_link else "one English name"
                (kept,) = meant
                pair = f"{called(graph, node)[0]} and {called(graph, kept)[0]}"
                found.append(Merge(str(node), str(kept), 1.0, (f"{pair}: {says}",)))
    return found


def called(graph: Graph, node: Node) -> list[Literal]:
    """Return the preferred names of a thing, the English one last."""
    found = [name for name in graph.objects(node, SKOS.prefLabel) if isinstance(name, Literal)]
    return sorted(found, key=lambda name: (name.language == "en", str(name)))


def links(graph: Graph, node: Node) -> Iterator[str]:
    """Yield what the thing is elsewhere."""
    yield from map(str, graph.objects(node, SKOS.exactMatch))


def marks(graph: Graph, node: Node) -> Iterator[str]:
    """Yield what tells two languages that a thing is one: its links and the keys of its English names."""
    yield from links(graph, node)
    for label in NAMED:
        for name in graph.objects(node, label):
            if isinstance(name, Literal) and name.language == "en":
                yield names.key(re.sub(names.knowledge()["implied"], "", str(name)))
