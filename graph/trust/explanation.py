"""Explanation: why the graph says what it says of a thing, statement by statement."""

from dataclasses import dataclass

from rdflib import Graph, URIRef
from rdflib.namespace import PROV, RDF, RDFS, SKOS
from rdflib.term import Node

from graph.evidence import Quotation, number, quotation
from graph.network.names import find
from graph.network.projection import label
from ontology.errors import StakegraphError
from ontology.namespaces import NIF, SG
from ontology.symmetry import is_inverse
from ontology.terms import relations

PARTS = ("subject", "relation", "object")
COLUMNS = (
    *PARTS,
    "modality",
    "confidence",
    "rule",
    "report",
    "paragraph",
    "sentence",
    "subject_steps",
    "object_steps",
    "reviews",
)


@dataclass(frozen=True, slots=True)
class Explanation:
    """One statement with all that speaks for it.

    Attributes:
        subject, relation, object: the fact, in names.
        modality: asserted, planned, proposed or negated.
        quotation: the words, the rule and the confidence.
        marked: the sentence: 【】 around the words that state it, the subject and the object marked within.
        subject_steps, object_steps: how the words came to mean the subject and the object.
        reviews: what people decided about it, who and when.
    """

    subject: str
    relation: str
    object: str
    modality: str
    quotation: Quotation
    marked: str
    subject_steps: tuple[str, ...]
    object_steps: tuple[str, ...]
    reviews: tuple[str, ...]


def explain(graph: Graph, text: str) -> tuple[Explanation, ...]:
    """Return every statement that `text` asks for, the surest first.

    Args:
        graph: a graph of the contract.
        text: "subject | relation | object", each by a name or IRI, or the one name or IRI of anything.

    Raises:
        StakegraphError: nothing is called so, or no statement is about it.
    """
    found = [
        explained(graph, statement)
        for statement in statements(graph, text)
        if str(statement) == text or not is_inverse(graph, statement)
    ]
    if not found:
        raise StakegraphError(f"the graph states nothing of {text!r}")
    return tuple(
        sorted(found, key=lambda e: (-e.quotation.confidence, e.subject, e.relation, e.object, e.marked))
    )


def statements(graph: Graph, text: str) -> set[Node]:
    """Return the statements that `text` asks for."""
    parts = [part.strip() for part in text.split("|")]
    named = set(graph.subjects(SKOS.prefLabel))
    if len(parts) == 1:
        own = {s for s in graph.subjects(RDF.type, RDF.Statement) if str(s) == text}
        if own:
            return own
        node = find(graph, text, named)
        return {*graph.subjects(RDF.subject, node), *graph.subjects(RDF.object, node)}
    if len(parts) != len(PARTS):
        raise StakegraphError(f"{text!r} is no triple: write it as 'subject | relation | object'")
    known = relations().get(parts[1])
    if known is None:
        raise StakegraphError(f"no relation is called {parts[1]!r}; there are {', '.join(relations())}")
    about = set(graph.subjects(RDF.subject, find(graph, parts[0], named)))
    said = {s for s in about if (s, RDF.predicate, known.iri) in graph}
    if known.range & {"date", "integer"}:
        return {s for s in said if str(graph.value(s, RDF.object)) == parts[2]}
    target = find(graph, parts[2], named)
    if known.symmetric:
        said |= {s for s in graph.subjects(RDF.subject, target) if (s, RDF.predicate, known.iri) in graph}
        return {s for s in said if {graph.value(s, RDF.subject), graph.value(s, RDF.object)} >= {target}}
    return {s for s in said if (s, RDF.object, target) in graph}


def explained(graph: Graph, statement: Node) -> Explanation:
    """Return the explanation of one statement."""
    subject, predicate, target = (
        graph.value(statement, part) for part in (RDF.subject, RDF.predicate, RDF.object)
    )
    by_iri = {relation.iri: name for name, relation in relations().items()}
    quoted = quotation(graph, statement)
    mentions = {part: graph.value(statement, SG[f"{part}Mention"]) for part in ("subject", "object")}
    return Explanation(
        subject=shown(graph, subject),
        relation=by_iri.get(URIRef(str(predicate)), str(predicate)),
        object=shown(graph, target),
        modality=str(graph.value(statement, SG.modality) or "").rsplit("#", 1)[-1],
        quotation=quoted,
        marked=marked(graph, statement, quoted, mentions),
        subject_steps=steps(graph, subject, mentions["subject"]),
        object_steps=steps(graph, target, mentions["object"]),
        reviews=reviews(graph, statement),
    )


def reviews(graph: Graph, statement: Node) -> tuple[str, ...]:
    """Return what people decided about a statement, in the order of time."""
    found = []
    for how in (PROV.wasInfluencedBy, PROV.wasGeneratedBy):
        for review in graph.objects(statement, how):
            if (review, RDF.type, SG.Review) in graph:
                when, why = graph.value(review, PROV.endedAtTime), graph.value(review, RDFS.comment)
                who = graph.value(graph.value(review, PROV.wasAssociatedWith), RDFS.label)
                reason = f": {why}" if why else ""
                found.append(f"{when} {graph.value(review, SG.decision)} by {who}{reason}")
    return tuple(sorted(found))


def shown(graph: Graph, node: Node | None) -> str:
    """Return the name of an entity, or a value as it is."""
    return label(graph, node) if isinstance(node, URIRef) else str(node)


def steps(graph: Graph, node: Node | None, mention: Node | None) -> tuple[str, ...]:
    """Return how words came to mean a thing: those of the mention first, then how the thing came by its names."""
    found = []
    if mention is not None:
        words, called = str(graph.value(mention, NIF.anchorOf)), shown(graph, node)
        grounds = sorted(map(str, graph.objects(mention, SG.linkedBy)))
        if words != called or grounds:
            found.append(f"{words} means {called}" + "".join(f": {ground}" for ground in grounds))
    elif isinstance(node, URIRef):
        found.append("left unsaid here: what the sentence before, or the report, is about")
    if node is None:
        return tuple(found)
    return (*found, *sorted(map(str, graph.objects(node, SG.linkedBy))), *merged(graph, node))


def merged(graph: Graph, node: Node) -> tuple[str, ...]:
    """Return what other reports tell of and was taken for the same thing, how surely and why."""
    return tuple(
        sorted(
            f"{min(map(str, graph.objects(gone, SG.formerName)), default=str(gone))} ({gone}) is the same, "
            f"{number(graph, gone, SG.confidence):.2f} sure: "
            + "; ".join(sorted(map(str, graph.objects(gone, SG.mergedBecause))))
            for gone in graph.subjects(PROV.alternateOf, node)
        )
    )


def marked(graph: Graph, statement: Node, quoted: Quotation, mentions: dict[str, Node | None]) -> str:
    """Return the sentence with the words that state the fact, its subject and its object marked.

    What names the subject or the object in an earlier sentence is not marked.
    """
    begin = int(number(graph, statement, NIF.beginIndex))
    sentence = quoted.before + quoted.words + quoted.after
    start = begin - len(quoted.before)
    marks = [(len(quoted.before), 1, "【"), (len(quoted.before) + len(quoted.words), 0, "】")]
    for part, mention in mentions.items():
        if mention is not None:
            first, last = (int(number(graph, mention, at)) - start for at in (NIF.beginIndex, NIF.endIndex))
            if 0 <= first < last <= len(sentence):
                marks += [(first, 2, f"[{part}: "), (last, -1, "]")]
    for place, _, mark in sorted(marks, reverse=True):
        sentence = sentence[:place] + mark + sentence[place:]
    return sentence.strip()


def to_rows(found: tuple[Explanation, ...]) -> list[dict[str, object]]:
    """Return explanations as rows."""
    return [
        {
            "subject": one.subject,
            "relation": one.relation,
            "object": one.object,
            "modality": one.modality,
            "confidence": one.quotation.confidence,
            "rule": one.quotation.rule,
            "report": one.quotation.report,
            "paragraph": one.quotation.paragraph,
            "sentence": one.marked,
            "subject_steps": "; ".join(one.subject_steps),
            "object_steps": "; ".join(one.object_steps),
            "reviews": "; ".join(one.reviews),
        }
        for one in found
    ]


def to_text(found: tuple[Explanation, ...]) -> str:
    """Return explanations for people to read."""
    lines = []
    for one in found:
        quoted = one.quotation
        lines += [
            f"{one.subject} | {one.relation} | {one.object}",
            f"  {quoted.report} {quoted.place}: {one.marked}",
            f"  {one.modality}, confidence {quoted.confidence:.2f}, found by {quoted.rule}",
            *(f"  subject: {step}" for step in one.subject_steps),
            *(f"  object: {step}" for step in one.object_steps),
            *(f"  reviewed: {review}" for review in one.reviews),
            "",
        ]
    return "\n".join(lines[:-1]) + "\n"
