"""What a thing is called, is, and is known by elsewhere."""

from rdflib import RDF, URIRef
from rdflib.namespace import SKOS

from graph.review.acts.touched import Touched
from graph.review.decisions import Decision, StaleError
from graph.review.referents import Referents
from graph.review.statements import check_kind
from ontology.links import link_iri
from ontology.namespaces import SG
from ontology.terms import kinds, top_kind


def rename(known: Referents, made: Decision) -> Touched:
    """Give an entity a preferred name; the one it had stays as another."""
    graph, entity, name = known.graph, known.entity(made.subject), known.tagged(made.value)
    for old in known.names(entity, SKOS.prefLabel):
        if old.language == name.language:
            graph.remove((entity, SKOS.prefLabel, old))
            graph.add((entity, SKOS.altLabel, old))
    graph.remove((entity, SKOS.altLabel, name))
    graph.add((entity, SKOS.prefLabel, name))
    graph.remove((entity, SG.madeName, None))  # it was made of the name that this one had
    return Touched([entity])


def retype(known: Referents, made: Decision) -> Touched:
    """Give an entity another kind."""
    graph, entity, wanted = known.graph, known.entity(made.subject), kind(made.value)
    check_kind(graph, entity, top_kind(wanted))
    for one in kinds().values():
        graph.remove((entity, RDF.type, one.iri))
    for name in (wanted, top_kind(wanted)):
        graph.add((entity, RDF.type, kinds()[name].iri))
    return Touched([entity])


def link(known: Referents, made: Decision) -> Touched:
    """Say that an entity is what another dataset has under an identifier."""
    entity = known.entity(made.subject)
    known.graph.add((entity, SKOS.exactMatch, elsewhere(made.value)))
    return Touched([entity])


def unlink(known: Referents, made: Decision) -> Touched:
    """Take a link away."""
    entity, other = known.entity(made.subject), elsewhere(made.value)
    if (entity, SKOS.exactMatch, other) not in known.graph:
        raise StaleError("it has no such link")
    known.graph.remove((entity, SKOS.exactMatch, other))
    return Touched([entity])


def create(known: Referents, made: Decision) -> Touched:
    """Make an entity, of which facts can be added then."""
    return Touched([known.entity_or_new(made.subject, kind(made.value))])


def kind(name: str) -> str:
    """Return the kind of a name.

    Raises:
        StaleError: there is none.
    """
    if name not in kinds():
        raise StaleError(f"no kind is called {name!r}; there are {', '.join(kinds())}")
    return name


def elsewhere(text: str) -> URIRef:
    """Return the IRI of an identifier in another dataset.

    Raises:
        StaleError: it is the identifier of none that is known.
    """
    try:
        return URIRef(link_iri(text))
    except ValueError as error:
        raise StaleError(str(error)) from error
