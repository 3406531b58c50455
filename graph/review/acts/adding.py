"""A fact stated by hand, with the words and the source that say so."""

import hashlib
from decimal import Decimal

from rdflib import RDF, XSD, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, SKOS
from rdflib.term import Node

from graph.review.acts.touched import Touched
from graph.review.decisions import Decision, StaleError, key
from graph.review.referents import Referents
from graph.review.statements import top, triple
from graph.trust.mentioned import describe, mentioned
from graph.trust.missed import BY_HAND
from ontology.iris import slug
from ontology.namespaces import NIF, OA, SCHEMA, SG
from ontology.terms import Relation, relations


def add(known: Referents, made: Decision) -> Touched:
    """State a fact by hand, with the words and the source that say so; one that is stated there is accepted."""
    relation = relations().get(made.relation)
    if relation is None:
        raise StaleError(f"no relation is called {made.relation!r}; there are {', '.join(relations())}")
    described = [thing for text in (made.subject, made.object) for thing in newly_described(known, text)]
    try:
        return state(known, made, relation)
    except StaleError:
        for thing in described:
            known.graph.remove((thing, None, None))
        raise


def newly_described(known: Referents, text: str) -> list[URIRef]:
    """Return what a decision names and no statement speaks of, now that it is described; nothing for others."""
    try:
        known.entity(text)
    except StaleError:
        thing = mentioned(known.graph, known.base, text)
        named = thing is None or (thing, SKOS.prefLabel, None) in known.graph
        return [thing] if thing and not named and describe(known.graph, known.base, thing) else []
    return []


def state(known: Referents, made: Decision, relation: Relation) -> Touched:
    """Add the statement of a fact, or find the one that is there.

    Raises:
        StaleError: the relation joins no such things, or the source does not have the words.
    """
    graph, subject = known.graph, known.entity(made.subject)
    target = known.target(made.object, relation.range)
    if subject == target:
        raise StaleError("it would be joined to itself")
    fitting = not isinstance(target, URIRef) or top(graph, target) in relation.range
    if top(graph, subject) not in relation.domain or not fitting:
        raise StaleError(f"{made.relation} joins no such things; see stakegraph vocabulary html")
    said, paragraph = (subject, relation.iri, target), source(known, made)
    same = [
        statement
        for statement in graph.subjects(RDF.subject, subject)
        if triple(graph, statement) == said
        and (statement, PROV.wasQuotedFrom, paragraph) in graph
        and (statement, SG.modality, SG.asserted) in graph
    ]
    return (
        Touched(same) if same else Touched([assert_fact(known, made, said, paragraph)], PROV.wasGeneratedBy)
    )


def assert_fact(known: Referents, made: Decision, said: tuple[Node, Node, Node], paragraph: URIRef) -> URIRef:
    """Add a triple and the statement of it, which is quoted from a paragraph, and return the statement."""
    graph, text = known.graph, known.graph.value(paragraph, NIF.isString)
    begin = str(text).index(made.words)
    statement = URIRef(f"{graph.value(paragraph, DCTERMS.isPartOf)}/statement/{key(made)}")
    graph.add(said)
    for predicate, value in (
        (RDF.type, RDF.Statement),
        *zip((RDF.subject, RDF.predicate, RDF.object), said, strict=True),
        (SG.modality, SG.asserted),
        (SG.confidence, Literal(Decimal("1.0"))),
        (SG.foundBy, Literal(BY_HAND)),
        (PROV.wasQuotedFrom, paragraph),
        (OA.exact, Literal(made.words, lang=getattr(text, "language", None))),
        (NIF.beginIndex, Literal(begin, datatype=XSD.nonNegativeInteger)),
        (NIF.endIndex, Literal(begin + len(made.words), datatype=XSD.nonNegativeInteger)),
    ):
        graph.add((statement, predicate, value))
    return statement


def source(known: Referents, made: Decision) -> URIRef:
    """Return the paragraph that the words of an added fact stand in; one of a source of its own is made.

    Raises:
        StaleError: a report of the graph is named, and does not have the words.
    """
    graph = known.graph
    report = URIRef(f"{known.base}source-{slug(made.report)}")
    if {*graph.subjects(DCTERMS.identifier, Literal(made.report))} - {report}:
        for paragraph in sorted(known.paragraphs(made), key=str):
            if made.words in str(graph.value(paragraph, NIF.isString)):
                return URIRef(str(paragraph))
        raise StaleError(f"{made.report} does not have these words there")
    language = known.language()
    part = hashlib.sha256(f"{made.paragraph}\n{made.words}".encode()).hexdigest()[:8]
    paragraph = URIRef(f"{report}/paragraph/{part}")
    for subject, predicate, value in (
        (report, RDF.type, SG.Report),
        (report, RDF.type, SCHEMA.CreativeWork),
        (report, DCTERMS.identifier, Literal(made.report)),
        (report, DCTERMS.title, Literal(made.report, lang=language)),
        (report, DCTERMS.language, Literal(language)),
        (paragraph, RDF.type, SG.Paragraph),
        (paragraph, RDF.type, NIF.Context),
        (paragraph, SG.number, Literal(made.paragraph or "0")),
        (paragraph, NIF.isString, Literal(made.words, lang=language)),
        (paragraph, DCTERMS.isPartOf, report),
    ):
        graph.add((subject, predicate, value))
    return paragraph
