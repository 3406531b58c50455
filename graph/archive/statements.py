"""The statements of a graph, apart from what they speak of: nine tenths of a graph, which are looked at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from graph.evidence import MODALITIES, PARTS, Quotation, by_confidence, quotation
from ontology.namespaces import SG

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Triple = tuple[Node, Node, Node]
ENDS = (RDF.subject, RDF.predicate, RDF.object)
MODALITY, ASSERTED = str(SG.modality), str(SG.asserted)
STATING = {ox.NamedNode(str(RDF.Statement)), ox.NamedNode(str(SG.Paragraph))}


@dataclass(frozen=True, slots=True)
class Statements:
    """What is stated.

    Attributes:
        words: the quotations that assert each triple, the surest first.
        others: by the thing they are about, the modalities and quotations of all statements.
        asserted: how many assert something.
    """

    words: Mapping[Triple, tuple[Quotation, ...]]
    others: Mapping[Node, list[tuple[str, Quotation]]]
    asserted: int

    def told(self, thing: Node) -> tuple[str, tuple[Quotation, ...]]:
        """Return in which modality something is said of a thing, and the words, as `said_of` does of a graph."""
        about = self.others.get(thing, [])
        for modality in MODALITIES:
            if found := [quoted for how, quoted in about if how == str(SG[modality])]:
                return modality, tuple(sorted(found, key=by_confidence))
        return "", ()


def apart(triples: Iterable[ox.Triple]) -> tuple[Graph, Statements]:
    """Return the graph that triples make without its statements, and these."""
    of: dict[str, dict[str, str]] = {str(predicate): {} for predicate in PARTS}
    ends: dict[str, list[Node | None]] = {}
    modality: dict[str, str] = {}
    at = {str(end): n for n, end in enumerate(ENDS)}
    graph = Graph(store="SimpleMemory")
    known: dict[Term, Node] = {}

    def node(term: Term) -> Node:
        found = known.get(term)
        if found is None:
            found = known[term] = as_node(term)
        return found

    for triple in triples:
        subject, predicate, target = triple.subject, triple.predicate.value, triple.object
        if predicate in at:
            ends.setdefault(subject.value, [None, None, None])[at[predicate]] = node(target)  # type: ignore[union-attr]
        elif predicate in of:
            of[predicate][subject.value] = target.value  # type: ignore[union-attr]
        elif predicate == MODALITY:
            modality[subject.value] = target.value  # type: ignore[union-attr]
        elif target not in STATING:
            graph.add((node(subject), node(triple.predicate), node(target)))
    return graph, stated(graph, {URIRef(name): values for name, values in of.items()}, ends, modality)


def stated(
    graph: Graph,
    of: Mapping[URIRef, Mapping[str, str]],
    ends: Mapping[str, list[Node | None]],
    modality: Mapping[str, str],
) -> Statements:
    """Return statements by what they state and by what they are about."""
    words: dict[Triple, list[Quotation]] = {}
    others: dict[Node, list[tuple[str, Quotation]]] = {}
    asserted = 0
    for statement, (subject, predicate, target) in ends.items():
        if subject is None or predicate is None or target is None or statement not in modality:
            continue
        quoted = quotation(graph, statement, of)
        if modality[statement] == ASSERTED:
            asserted += 1
            words.setdefault((subject, predicate, target), []).append(quoted)
        for thing in {subject, target}:
            others.setdefault(thing, []).append((modality[statement], quoted))
    ordered = {triple: tuple(sorted(found, key=by_confidence)) for triple, found in words.items()}
    return Statements(ordered, others, asserted)


def as_node(term: Term) -> Node:
    """Return a term of Oxigraph as rdflib has it."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        return Literal(term.value, datatype=URIRef(term.datatype.value))
    return BNode(term.value)  # type: ignore[union-attr] # RDF 1.1 states nothing of triples
