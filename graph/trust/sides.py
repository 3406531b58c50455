"""What one version of a report states: its facts and its sentences, to be held against those of another version."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from rdflib import RDF, Graph, URIRef
from rdflib.namespace import DCTERMS, PROV, SKOS
from rdflib.term import Node

from graph.evidence import SENTENCE_END, number, place
from graph.identity.versions import languages
from ontology.namespaces import ITSRDF, NIF, SG
from ontology.symmetry import is_inverse
from ontology.terms import relations

SAME_PARAGRAPH, NEAR = 1.5, 0.4  # what these weigh beside a mention, when the nearest sentence is looked for

Fact = tuple[Node, Node, Node, Node]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report.

    Attributes:
        paragraph: the last part of its paragraph's IRI, the same in all versions.
        place: how to refer to the paragraph.
        text: its words.
        at: how far into the paragraph it begins, 0 to 1.
        mentions: what its words mean, by IRI.
    """

    paragraph: str
    place: str
    text: str
    at: float
    mentions: frozenset[str]


@dataclass(slots=True)
class Version:
    """What a report states in one language: its facts, each with the statements of it, and its sentences."""

    report: str
    language: str
    facts: dict[Fact, list[Node]] = field(default_factory=dict)
    sentences: list[Sentence] = field(default_factory=list)


def version(graph: Graph, report: URIRef) -> Version:
    """Return what a report states, and its sentences; of a tie that holds both ways one direction alone."""
    found = Version(
        str(graph.value(report, DCTERMS.identifier) or report),
        languages(graph, report),
    )
    for paragraph in sorted(graph.subjects(DCTERMS.isPartOf, report), key=str):
        for statement in sorted(graph.subjects(PROV.wasQuotedFrom, paragraph), key=str):
            if (statement, RDF.type, RDF.Statement) in graph and not is_inverse(graph, statement):
                found.facts.setdefault(fact(graph, statement), []).append(statement)
        found.sentences += sentences(graph, paragraph)
    return found


def fact(graph: Graph, statement: Node) -> Fact:
    """Return what a statement states, and how; the ends of a tie that holds both ways in one order."""
    subject, predicate, target, modality = (
        graph.value(statement, part) for part in (RDF.subject, RDF.predicate, RDF.object, SG.modality)
    )
    assert subject is not None and predicate is not None and target is not None and modality is not None
    if any(relation.iri == predicate and relation.symmetric for relation in relations().values()):
        subject, target = sorted((subject, target), key=str)
    return subject, predicate, target, modality


def sentences(graph: Graph, paragraph: Node) -> Iterator[Sentence]:
    """Yield the sentences of a paragraph."""
    text = str(graph.value(paragraph, NIF.isString) or "")
    phrases = [
        (int(number(graph, phrase, NIF.beginIndex)), str(thing))
        for phrase in graph.subjects(NIF.referenceContext, paragraph)
        for thing in graph.objects(phrase, ITSRDF.taIdentRef)
    ]
    where = place(str(graph.value(paragraph, SG.number) or ""), str(graph.value(paragraph, SG.heading) or ""))
    begin = 0
    for end in (*(found.end() for found in SENTENCE_END.finditer(text)), len(text)):
        if words := text[begin:end].strip():
            mentions = frozenset(thing for at, thing in phrases if begin <= at < end)
            yield Sentence(str(paragraph).rpartition("/")[2], where, words, begin / len(text), mentions)
        begin = end


def nearest(graph: Graph, stated: Fact, paragraph: str, at: float, there: Version) -> Sentence | None:
    """Return the sentence of a version that comes nearest to a fact of the other: by paragraph and what it mentions.

    Args:
        graph: a graph of the contract.
        stated: the fact.
        paragraph: the last part of the IRI of the paragraph that states it.
        at: how far into that, 0 to 1.
        there: the version that does not.
    """
    ends = stated[0], stated[2]
    words = [spellings(graph, end, there.language) for end in ends]

    def score(one: Sentence) -> float:
        found = sum(
            str(end) in one.mentions or any(word in one.text for word in said)
            for end, said in zip(ends, words, strict=True)
        )
        same = one.paragraph == paragraph
        return found + same * (SAME_PARAGRAPH - NEAR * abs(one.at - at))

    best = max(there.sentences, key=score, default=None)
    return best if best is not None and score(best) > 0 else None


def spellings(graph: Graph, end: Node, language: str) -> list[str]:
    """Return how a language may write one end of a fact: its names, or the year of a date."""
    if isinstance(end, URIRef):
        names = (name for label in (SKOS.prefLabel, SKOS.altLabel) for name in graph.objects(end, label))
        return sorted(str(name) for name in names if getattr(name, "language", "") in language.split())
    return [str(end)[:4]]
