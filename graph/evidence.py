"""Evidence: the statements behind a triple, each with the words quoted and the sentence around them."""

import re
from dataclasses import dataclass

from rdflib import RDF, Graph, URIRef
from rdflib.namespace import DCTERMS, PROV
from rdflib.term import Node

from ontology.errors import StakegraphError
from ontology.namespaces import NIF, OA, SG

SENTENCE_END = re.compile(r"[。！？!?\n][”’」』）)]*|\.(?=\s)")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a report that state something.

    Attributes:
        report: the report's identifier.
        paragraph: its number.
        before, words, after: the sentence, in three parts: the words that state it stand in the middle.
        confidence: how sure the reading is, 0 to 1.
        rule: the id of the rule that found it.
    """

    report: str
    paragraph: str
    before: str
    words: str
    after: str
    confidence: float
    rule: str


def quotations(graph: Graph, subject: Node, predicate: URIRef, target: Node) -> tuple[Quotation, ...]:
    """Return the words that assert a triple, the surest first."""
    found = [
        quotation(graph, statement)
        for statement in graph.subjects(RDF.subject, subject)
        if (statement, RDF.predicate, predicate) in graph
        and (statement, RDF.object, target) in graph
        and (statement, SG.modality, SG.asserted) in graph
    ]
    return tuple(sorted(found, key=lambda q: (-q.confidence, q.report, q.paragraph, q.words)))


def quotation(graph: Graph, statement: Node) -> Quotation:
    """Return what a statement quotes."""
    paragraph = graph.value(statement, PROV.wasQuotedFrom)
    text = str(graph.value(paragraph, NIF.isString) or "")
    words = str(graph.value(statement, OA.exact) or "")
    begin, end = (int(number(graph, statement, index)) for index in (NIF.beginIndex, NIF.endIndex))
    start = max((m.end() for m in SENTENCE_END.finditer(text, 0, begin)), default=0)
    following = SENTENCE_END.search(text, max(begin, end - 1))
    stop = following.end() if following else len(text)
    report = graph.value(paragraph, DCTERMS.isPartOf)
    return Quotation(
        report=str(graph.value(report, DCTERMS.identifier) or report or ""),
        paragraph=str(graph.value(paragraph, SG.number) or ""),
        before=text[start:begin],
        words=words,
        after=text[end:stop],
        confidence=number(graph, statement, SG.confidence),
        rule=str(graph.value(statement, SG.foundBy) or ""),
    )


def number(graph: Graph, statement: Node, predicate: URIRef) -> float:
    """Return a number that a statement gives, 0 where it gives none.

    Raises:
        StakegraphError: it gives something else.
    """
    value = graph.value(statement, predicate)
    try:
        return float(str(value or 0))
    except ValueError as error:
        name = predicate.n3(graph.namespace_manager)
        raise StakegraphError(f"{statement}: {name} is {str(value)!r}; make it a number") from error
