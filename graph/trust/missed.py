"""What may have been missed: sentences in which bodies seem to work together and from which nothing was read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rdflib import RDF, Graph, URIRef
from rdflib.namespace import DCTERMS, PROV
from rdflib.term import Node

from graph.evidence import number, place
from graph.network.projection import kinds_by_class
from graph.trust.explanation import reviews
from ontology.namespaces import ITSRDF, NIF, OA, SG

COLUMNS = ("report", "paragraph", "sentence", "mentions", "iri")
BY_HAND = "review"  # what adds a statement that a person made


@dataclass(frozen=True, slots=True)
class Missed:
    """A sentence that may state more than was read.

    Attributes:
        iri: its own.
        report, paragraph: the report's identifier and the paragraph's number.
        place: how to refer to the paragraph.
        begin: where it begins in the paragraph.
        sentence: its words.
        mentions: the words that were recognised in it, in order, each with the kind of what it means, "" for none.
    """

    iri: URIRef
    report: str
    paragraph: str
    place: str
    begin: int
    sentence: str
    mentions: tuple[tuple[str, str], ...]

    def recognised(self) -> str:
        """Return what was recognised in it, for people to read."""
        return "; ".join(f"{words} ({kind})" if kind else words for words, kind in self.mentions)


def missed(graph: Graph) -> list[Missed]:
    """Return the suspect sentences of a graph about which nobody has decided, in the order of the reports."""
    found = [
        one(graph, URIRef(str(suspect)))
        for suspect in graph.subjects(RDF.type, SG.Suspect)
        if not reviews(graph, suspect) and not stated_by_hand(graph, suspect)
    ]
    return sorted(found, key=lambda it: (it.report, natural(it.paragraph), it.begin))


def one(graph: Graph, suspect: URIRef) -> Missed:
    """Return one suspect sentence."""
    paragraph = graph.value(suspect, PROV.wasQuotedFrom)
    report = graph.value(paragraph, DCTERMS.isPartOf)
    phrases = sorted(
        graph.objects(suspect, SG.mentions), key=lambda phrase: number(graph, phrase, NIF.beginIndex)
    )
    return Missed(
        iri=suspect,
        report=str(graph.value(report, DCTERMS.identifier) or report or ""),
        paragraph=str(graph.value(paragraph, SG.number) or ""),
        place=place(
            str(graph.value(paragraph, SG.number) or ""), str(graph.value(paragraph, SG.heading) or "")
        ),
        begin=int(number(graph, suspect, NIF.beginIndex)),
        sentence=str(graph.value(suspect, OA.exact) or ""),
        mentions=tuple(
            (str(graph.value(phrase, NIF.anchorOf) or ""), kind(graph, phrase)) for phrase in phrases
        ),
    )


def kind(graph: Graph, phrase: Node) -> str:
    """Return the kind of what words mean, "" where they mean nothing in particular."""
    found = kinds_by_class().get(graph.value(phrase, ITSRDF.taClassRef) or phrase)
    return found.name if found else ""


def stated_by_hand(graph: Graph, suspect: Node) -> bool:
    """Return whether somebody has stated a fact with words of the sentence."""
    begin, end = (number(graph, suspect, at) for at in (NIF.beginIndex, NIF.endIndex))
    return any(
        (statement, RDF.type, RDF.Statement) in graph
        and str(graph.value(statement, SG.foundBy)) == BY_HAND
        and number(graph, statement, NIF.beginIndex) < end
        and begin < number(graph, statement, NIF.endIndex)
        for paragraph in graph.objects(suspect, PROV.wasQuotedFrom)
        for statement in graph.subjects(PROV.wasQuotedFrom, paragraph)
    )


def natural(text: str) -> tuple[tuple[int, str], ...]:
    """Return what numbers as printed are sorted by: 9 comes before 10."""
    return tuple((int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", text))


def to_rows(found: Sequence[Missed]) -> list[dict[str, object]]:
    """Return suspect sentences as rows."""
    return [
        {
            "report": it.report,
            "paragraph": it.paragraph,
            "sentence": it.sentence,
            "mentions": it.recognised(),
            "iri": str(it.iri),
        }
        for it in found
    ]


def to_text(found: Sequence[Missed]) -> str:
    """Return suspect sentences for people to read."""
    lines = [f"{it.report} {it.place}: {it.sentence}\n  recognised: {it.recognised()}\n" for it in found]
    return "".join(lines) or "no sentence is suspected of stating more than was read\n"
