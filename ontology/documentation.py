"""The vocabulary as a page for people, made from its Turtle so that the two never differ."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment
from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.namespace import DCTERMS, SKOS
from rdflib.term import Node

from ontology.namespaces import PREFIXES, SCHEMA, SG
from ontology.terms import vocabulary

TEMPLATE = Path(__file__).with_name("templates") / "vocabulary.html.j2"
ONTOLOGY = URIRef(str(SG).rstrip("#"))
SORTS = (
    ("Kinds", (OWL.Class, RDFS.Class)),
    ("Relations and properties", (OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property)),
    ("Modalities", (SKOS.ConceptScheme, SG.Modality)),
    ("Annotations", (OWL.AnnotationProperty,)),
)
ABOVE, FROM, TO = (RDFS.subClassOf, SG.kindOf), (SCHEMA.domainIncludes,), (SCHEMA.rangeIncludes,)
ALIKE = (SKOS.exactMatch, SKOS.closeMatch, OWL.equivalentClass, OWL.equivalentProperty)


@dataclass(frozen=True, slots=True)
class Reference:
    """Another term: its short form and where it is told of, in this page or at its IRI."""

    short: str
    link: str


@dataclass(frozen=True, slots=True)
class Term:
    """One term of the vocabulary.

    Attributes:
        short: with its prefix, such as "schema:organizer".
        anchor: its place on the page.
        iri: its IRI.
        labels, definitions: (language, text), English first.
        facts: (what is told, the terms that tell it), such as ("from", …).
        symmetric: whether the relation holds in both directions.
    """

    short: str
    anchor: str
    iri: str
    labels: tuple[tuple[str, str], ...]
    definitions: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, tuple[Reference, ...]], ...]
    symmetric: bool


def vocabulary_page() -> str:
    """Return the vocabulary as one HTML page: every term with its names, definition and relations to others."""
    graph = vocabulary()
    told = {
        title: sorted(
            {node for kind in kinds for node in graph.subjects(RDF.type, kind) if described(graph, node)},
            key=short,
        )
        for title, kinds in SORTS
    }
    everything = {node for nodes in told.values() for node in nodes}
    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    return template.from_string(TEMPLATE.read_text(encoding="utf-8")).render(
        title=texts(graph, ONTOLOGY, DCTERMS.title),
        description=texts(graph, ONTOLOGY, DCTERMS.description),
        version=str(graph.value(ONTOLOGY, OWL.versionInfo)),
        iri=str(SG),
        sections=[
            (title, [term(graph, node, everything) for node in nodes]) for title, nodes in told.items()
        ],
    )


def described(graph: Graph, node: Node) -> bool:
    """Return whether a node is a term with a name, and not a class that is only spoken of."""
    return isinstance(node, URIRef) and (node, RDFS.label, None) in graph


def term(graph: Graph, node: Node, everything: set[Node]) -> Term:
    """Return what the page tells of a term."""
    facts = (
        ("finer kind of", ABOVE),
        ("from", FROM),
        ("to", TO),
        ("the same as, or close to", ALIKE),
    )
    return Term(
        short=short(node),
        anchor=anchor(node),
        iri=str(node),
        labels=texts(graph, node, RDFS.label),
        definitions=texts(graph, node, SKOS.definition),
        facts=tuple(
            (name, tuple(reference(other, everything) for other in objects(graph, node, predicates)))
            for name, predicates in facts
            if objects(graph, node, predicates)
        ),
        symmetric=(node, RDF.type, OWL.SymmetricProperty) in graph,
    )


def objects(graph: Graph, node: Node, predicates: Iterable[URIRef]) -> list[Node]:
    """Return what a term is joined to by any of the predicates, in order."""
    return sorted({other for predicate in predicates for other in graph.objects(node, predicate)}, key=short)


def reference(node: Node, everything: set[Node]) -> Reference:
    """Return how to point at a term."""
    return Reference(short(node), f"#{anchor(node)}" if node in everything else str(node))


def short(node: Node) -> str:
    """Return an IRI with its prefix, or as it is."""
    for prefix, namespace in PREFIXES.items():
        if str(node).startswith(str(namespace)):
            return f"{prefix}:{str(node).removeprefix(str(namespace))}"
    return str(node)


def anchor(node: Node) -> str:
    """Return a term's place on the page: its local name for our own, so that its IRI leads there."""
    name = short(node)
    return name.removeprefix("sg:") if name.startswith("sg:") else name.replace(":", "-")


def texts(graph: Graph, node: Node, predicate: URIRef) -> tuple[tuple[str, str], ...]:
    """Return the texts of a node with their languages, English first."""
    found = ((str(getattr(text, "language", "") or ""), str(text)) for text in graph.objects(node, predicate))
    return tuple(sorted(found, key=lambda pair: (pair[0] != "en", pair)))
