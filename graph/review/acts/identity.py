"""What is one thing and what is two."""

from rdflib import OWL, RDF, Literal
from rdflib.namespace import DCTERMS, PROV, SKOS

from graph.identity.merging import separate
from graph.network.projection import kind as kind_of
from graph.review.acts.touched import Touched
from graph.review.decisions import Decision, StaleError
from graph.review.referents import Referents
from graph.review.statements import check_kind, drop, forget, mentions, top, triple, unsay
from ontology.namespaces import ITSRDF, SG


def merge(known: Referents, made: Decision) -> Touched:
    """Make one of two entities: the object gets what is said of the subject, and its names."""
    graph, gone, kept = known.graph, known.entity(made.subject), known.entity(made.object)
    if gone == kept:
        raise StaleError("the two are one already")
    check_kind(graph, gone, top(graph, kept))
    told = [*graph.subjects(RDF.subject, gone), *graph.subjects(RDF.object, gone)]
    preferred = {name.language for name in known.names(kept, SKOS.prefLabel)}
    for name in known.names(gone, SKOS.prefLabel):
        graph.add((kept, SKOS.altLabel if name.language in preferred else SKOS.prefLabel, name))
    for name in known.names(gone, SKOS.altLabel):
        graph.add((kept, SKOS.altLabel, name))
    for name in known.names(kept, SKOS.prefLabel):
        graph.remove((kept, SKOS.altLabel, name))
    if any(name.language == "en" for name in known.names(kept, SKOS.prefLabel)):
        graph.remove((kept, SG.madeName, None))
    for dropped in (SKOS.prefLabel, SKOS.altLabel, SG.madeName, RDF.type):
        graph.remove((gone, dropped, None))
    for predicate, target in [*graph.predicate_objects(gone)]:
        graph.add((kept, predicate, target))
    for node, predicate in [*graph.subject_predicates(gone)]:
        graph.add((node, predicate, kept))
    graph.remove((gone, None, None))
    graph.remove((None, None, gone))
    graph.add((kept, DCTERMS.replaces, gone))
    graph.add((kept, SG.linkedBy, Literal(f"{gone.rpartition('/')[2]}: merged by {made.who}")))
    for statement in told:
        if graph.value(statement, RDF.subject) == graph.value(statement, RDF.object):
            drop(graph, statement)
    return Touched([kept, *(s for s in told if (s, RDF.type, RDF.Statement) in graph)])


def distinct(known: Referents, made: Decision) -> Touched:
    """Keep two entities apart for good; where one report's was taken for another's, the two are two again."""
    one, other = known.told(made.subject), known.told(made.object)
    if known.now(one) == known.now(other):
        gone = next((each for each in (one, other) if each != known.now(each)), None)
        if gone is None:
            raise StaleError(
                "the two are one in every report; say which paragraph means another, and split it"
            )
        separate(known.graph, gone)
    one, other = known.now(one), known.now(other)
    known.graph.add((one, OWL.differentFrom, other))
    return Touched([one, other])


def split(known: Referents, made: Decision) -> Touched:
    """Let what one paragraph calls the subject be another thing, which is made if there is none of the name."""
    graph, whole = known.graph, known.entity(made.subject)
    paragraphs = known.paragraphs(made)
    places = [
        (statement, part)
        for part in (RDF.subject, RDF.object)
        for statement in graph.subjects(part, whole)
        if graph.value(statement, PROV.wasQuotedFrom) in paragraphs
    ]
    if not places:
        raise StaleError("that paragraph states nothing of it")
    statements = [*dict.fromkeys(statement for statement, _ in places)]
    other = known.entity_or_new(made.value, kind_of(graph, whole))
    if other == whole or any(other in triple(graph, statement) for statement in statements):
        raise StaleError("it would be joined to itself")
    check_kind(graph, whole, top(graph, other), statements)
    for statement in statements:
        said = triple(graph, statement)
        for part in (RDF.subject, RDF.object):
            if (statement, part) in places:
                graph.set((statement, part, other))
        unsay(graph, said)
        if (statement, SG.modality, SG.asserted) in graph:
            graph.add(triple(graph, statement))
        for mention in mentions(graph, statement):
            if graph.value(mention, ITSRDF.taIdentRef) == whole:
                graph.set((mention, ITSRDF.taIdentRef, other))
    forget(graph, whole)
    return Touched([other, *statements])
