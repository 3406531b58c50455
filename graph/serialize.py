"""Triples as text, in an order of their own: equal graphs give equal texts."""

import json
from collections.abc import Sequence

import pyoxigraph as ox
from oxrdflib.store import OxigraphStore
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from graph import turtle as turtle_syntax
from graph.reports import named_graphs
from ontology.context import context

TYPE = str(RDF.type)


def triples(graph: Graph) -> list[ox.Triple]:
    """Return the triples of an rdflib graph in order: by subject, a subject's types first.

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


def n_triples(found: Sequence[ox.Triple]) -> str:
    """Return triples as N-Triples."""
    return "".join(f"{triple} .\n" for triple in found)


def turtle(found: Sequence[ox.Triple]) -> str:
    """Return triples as Turtle."""
    return turtle_syntax.PREFIXES + turtle_syntax.subjects(found)


def trig(found: Sequence[ox.Triple]) -> str:
    """Return triples as TriG: a named graph for what each report says, the default one for all else."""
    default, reports = named_graphs(found)
    blocks = [turtle_syntax.named(report, said) for report, said in sorted(reports.items())]
    return turtle_syntax.PREFIXES + turtle_syntax.subjects(default) + "".join(blocks)


def json_ld(found: Sequence[ox.Triple]) -> str:
    """Return triples as JSON-LD 1.1, compact by the project's context, which stands within it."""
    graph = Graph()
    for triple in found:
        graph.add((node(triple.subject), node(triple.predicate), node(triple.object)))
    terms = context()["@context"]
    written = json.loads(graph.serialize(format="json-ld", context=terms, auto_compact=False))
    written.pop("@context", None)
    things = written.get("@graph", [written] if written else [])
    things = sorted((ordered(thing) for thing in things), key=lambda thing: thing["id"])
    return json.dumps({"@context": terms, "@graph": things}, ensure_ascii=False, indent=1) + "\n"


def node(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    """Return an Oxigraph term as rdflib's, its lexical form untouched."""
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)
    if isinstance(term, ox.Triple):
        raise TypeError("rdflib has no triple terms")
    return BNode(term.value) if isinstance(term, ox.BlankNode) else URIRef(term.value)


def ordered(value: object, within: str = "") -> object:
    """Return JSON-LD with its keys, and the values of a key that are a set, in order."""
    if isinstance(value, dict):
        return {key: ordered(item, key) for key, item in sorted(value.items())}
    if isinstance(value, list):
        items = [ordered(item) for item in value]
        return (
            items if within == "@list" else sorted(items, key=lambda item: json.dumps(item, sort_keys=True))
        )
    return value
