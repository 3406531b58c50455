"""Evidence: the statements behind a triple, each with the words quoted and the sentence around them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rdflib import RDF, Graph, URIRef
from rdflib.namespace import DCTERMS, PROV
from rdflib.term import Node

from ontology.errors import StakegraphError
from ontology.namespaces import NIF, OA, SG

PARTS = (
    RDF.subject,
    RDF.predicate,
    RDF.object,
    PROV.wasQuotedFrom,
    OA.exact,
    NIF.beginIndex,
    NIF.endIndex,
    SG.confidence,
    SG.foundBy,
    NIF.isString,
    SG.number,
    SG.heading,
    DCTERMS.isPartOf,
    DCTERMS.identifier,
)
MODALITIES = ("asserted", "planned", "proposed", "negated")
UNNUMBERED = "0"  # the number of text outside the numbering, such as an abstract
SENTENCE_END = re.compile(r"[。！？!?\n][”’」』）)]*|\.(?=\s)")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a report that state something.

    Attributes:
        report: the report's identifier.
        paragraph: its number, UNNUMBERED for none.
        before, words, after: the sentence, in three parts: the words that state it stand in the middle.
        confidence: how sure the reading is, 0 to 1.
        rule: the id of the rule that found it.
        heading: what the paragraph stands under.
    """

    report: str
    paragraph: str
    before: str
    words: str
    after: str
    confidence: float
    rule: str
    heading: str = ""

    @property
    def place(self) -> str:
        """Where in the report it stands."""
        return place(self.paragraph, self.heading)


def place(paragraph: str, heading: str) -> str:
    """Return how to refer to a paragraph: by its number, or by its heading where it has none."""
    return heading if paragraph == UNNUMBERED and heading else f"§{paragraph}"


def quotations(graph: Graph, subject: Node, predicate: URIRef, target: Node) -> tuple[Quotation, ...]:
    """Return the words that assert a triple, the surest first."""
    found = [
        quotation(graph, statement)
        for statement in graph.subjects(RDF.subject, subject)
        if (statement, RDF.predicate, predicate) in graph
        and (statement, RDF.object, target) in graph
        and (statement, SG.modality, SG.asserted) in graph
    ]
    return tuple(sorted(found, key=by_confidence))


def every_quotation(graph: Graph) -> dict[tuple[Node, Node, Node], tuple[Quotation, ...]]:
    """Return the words that assert each triple of a graph, the surest first: `quotations` for all at once."""
    of = {predicate: dict(graph.subject_objects(predicate)) for predicate in PARTS}
    found: dict[tuple[Node, Node, Node], list[Quotation]] = {}
    for statement in graph.subjects(SG.modality, SG.asserted):
        triple = tuple(of[part].get(statement) for part in (RDF.subject, RDF.predicate, RDF.object))
        if None not in triple:
            found.setdefault(triple, []).append(quotation(graph, statement, of))  # type: ignore[arg-type]
    return {triple: tuple(sorted(words, key=by_confidence)) for triple, words in found.items()}


def said_of(graph: Graph, thing: Node) -> tuple[str, tuple[Quotation, ...]]:
    """Return in which modality something is said of a thing, and the words, the surest first.

    The modality is the first of MODALITIES in which anything is, "" where nothing is said.
    """
    statements = {*graph.subjects(RDF.subject, thing), *graph.subjects(RDF.object, thing)}
    for modality in MODALITIES:
        found = [quotation(graph, one) for one in statements if (one, SG.modality, SG[modality]) in graph]
        if found:
            return modality, tuple(sorted(found, key=by_confidence))
    return "", ()


def by_confidence(quoted: Quotation) -> tuple[float, str, str, str]:
    """Return what quotations are sorted by: the surest first."""
    return -quoted.confidence, quoted.report, quoted.paragraph, quoted.words


def quotation(
    graph: Graph, statement: Any, of: Mapping[URIRef, Mapping[Any, Any]] | None = None
) -> Quotation:
    """Return what a statement quotes.

    Args:
        graph: a graph of the contract.
        statement: one of its statements.
        of: for each of PARTS the values by their subjects, as nodes or as text, where the caller has them; they are
            looked up otherwise.
    """

    def value(node: Any, predicate: URIRef) -> Any:
        return graph.value(node, predicate) if of is None else of[predicate].get(node) if node else None

    paragraph = value(statement, PROV.wasQuotedFrom)
    text = str(value(paragraph, NIF.isString) or "")
    words = str(value(statement, OA.exact) or "")
    begin, end = (int(read(graph, statement, i, value(statement, i))) for i in (NIF.beginIndex, NIF.endIndex))
    start = max((m.end() for m in SENTENCE_END.finditer(text, 0, begin)), default=0)
    following = SENTENCE_END.search(text, max(begin, end - 1))
    stop = following.end() if following else len(text)
    report = value(paragraph, DCTERMS.isPartOf)
    return Quotation(
        report=str(value(report, DCTERMS.identifier) or report or ""),
        paragraph=str(value(paragraph, SG.number) or ""),
        before=text[start:begin],
        words=words,
        after=text[end:stop],
        confidence=read(graph, statement, SG.confidence, value(statement, SG.confidence)),
        rule=str(value(statement, SG.foundBy) or ""),
        heading=str(value(paragraph, SG.heading) or ""),
    )


def number(graph: Graph, statement: Node, predicate: URIRef) -> float:
    """Return a number that a statement gives, 0 where it gives none.

    Raises:
        StakegraphError: it gives something else.
    """
    return read(graph, statement, predicate, graph.value(statement, predicate))


def read(graph: Graph, statement: Node, predicate: URIRef, value: Node | None) -> float:
    """Return a value as a number, 0 for none.

    Raises:
        StakegraphError: it is something else.
    """
    try:
        return float(str(value or 0))
    except ValueError as error:
        name = predicate.n3(graph.namespace_manager)
        raise StakegraphError(f"{statement}: {name} is {str(value)!r}; make it a number") from error
