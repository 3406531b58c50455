"""The kinds of entities and the relations between them, as `vocabulary.ttl` lists them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.namespace import ORG
from rdflib.term import Node

from ontology.namespaces import SCHEMA, SG

VOCABULARY = Path(__file__).with_name("vocabulary.ttl")

LITERALS: Mapping[Node, str] = {
    XSD.date: "date",
    XSD.gYearMonth: "date",
    XSD.gYear: "date",
    XSD.integer: "integer",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entity.

    Attributes:
        name: its short name, such as "UNBody".
        iri: its class.
        labels: by language code.
        parent: the short name of the kind that it is a finer kind of; None for a top kind.
    """

    name: str
    iri: URIRef
    labels: Mapping[str, str]
    parent: str | None


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation from an entity to an entity or a literal.

    Attributes:
        name: its short name, such as "organizer".
        iri: its property.
        labels: by language code.
        domain: the kinds its subject may have; a kind stands for its finer kinds too.
        range: the kinds its object may have, or "date" or "integer".
        symmetric: whether it holds in both directions.
        ties: whether two bodies that it joins to one activity worked together.
        belongs: whether by it one body belongs to another or comes from it.
    """

    name: str
    iri: URIRef
    labels: Mapping[str, str]
    domain: frozenset[str]
    range: frozenset[str]
    symmetric: bool
    ties: bool
    belongs: bool


@cache
def vocabulary() -> Graph:
    """Return the vocabulary as a graph, which callers only read."""
    return Graph(store="Oxigraph").parse(VOCABULARY, format="ox-turtle")


@cache
def kinds() -> Mapping[str, Kind]:
    """Return every kind by its short name, in alphabetical order."""
    graph = vocabulary()
    names = {iri: name for iri, name in graph.subject_objects(SG.name) if (iri, RDF.type, OWL.Class) in graph}
    found = {}
    for iri, name in names.items():
        above = (*graph.objects(iri, RDFS.subClassOf), *graph.objects(iri, SG.kindOf))
        parent = next((str(names[one]) for one in above if one in names), None)
        found[str(name)] = Kind(str(name), URIRef(str(iri)), labels(iri), parent)
    return MappingProxyType(dict(sorted(found.items())))


@cache
def relations() -> Mapping[str, Relation]:
    """Return every relation by its short name, in alphabetical order."""
    graph = vocabulary()
    by_iri = {kind.iri: kind.name for kind in kinds().values()}
    found = {}
    for iri, name in graph.subject_objects(SG.name):
        if iri in by_iri:
            continue
        found[str(name)] = Relation(
            name=str(name),
            iri=URIRef(str(iri)),
            labels=labels(iri),
            domain=covered(graph.objects(iri, SCHEMA.domainIncludes)),
            range=covered(graph.objects(iri, SCHEMA.rangeIncludes)),
            symmetric=(iri, RDF.type, OWL.SymmetricProperty) in graph,
            ties=(iri, SG.ties, Literal(True)) in graph,
            belongs=(iri, SG.belongs, Literal(True)) in graph,
        )
    return MappingProxyType(dict(sorted(found.items())))


@cache
def top_kind(name: str) -> str:
    """Return the kind at the top of the tree that kind `name` stands in: "Organization" for "UNBody".

    Raises:
        KeyError: no kind has that name.
    """
    parent = kinds()[name].parent
    return name if parent is None else top_kind(parent)


@cache
def is_body(name: str) -> bool:
    """Return whether things of kind `name` can act: organizations, networks, working groups, initiatives."""
    return is_under(kinds()[top_kind(name)].iri, ORG.Organization)


def is_under(iri: Node, above: Node) -> bool:
    """Return whether the class `iri` is `above` or, by the vocabulary, a subclass of it."""
    return above in vocabulary().transitive_objects(iri, RDFS.subClassOf)


def covered(terms: Iterable[Node]) -> frozenset[str]:
    """Return the top kinds that the classes of a domain or range cover, and the sorts of its literals."""
    wanted = list(terms)
    tops = (kind for kind in kinds().values() if kind.parent is None)
    found = {kind.name for kind in tops if any(is_under(kind.iri, above) for above in wanted)}
    return frozenset(found | {LITERALS[term] for term in wanted if term in LITERALS})


def labels(iri: Node) -> Mapping[str, str]:
    """Return the labels of a term by language code."""
    found = [label for label in vocabulary().objects(iri, RDFS.label) if isinstance(label, Literal)]
    return MappingProxyType(dict(sorted((str(label.language), str(label)) for label in found)))
