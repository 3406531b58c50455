"""What of bodies is compared: names that are theirs alone, countries, numbers, whose units they are."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rdflib import Graph

from graph.identity import names
from graph.identity.linkage import Row
from graph.identity.pairings import pairings
from graph.identity.tellings import Telling, texts, units
from ontology.registry import all_names, load_registry


@dataclass(slots=True)
class Given:
    """The names that reports give to bodies beside those that they go by.

    Attributes:
        grounds: by body and key of such a name, who gives it.
        former: keys of names that were borne before.
    """

    grounds: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    former: set[str] = field(default_factory=set)


def given_names(graph: Graph, bodies: Sequence[Telling]) -> Given:
    """Return the names that reports give to bodies, those alone that are given to one of them."""
    by_key: dict[str, list[Telling]] = defaultdict(list)
    given = Given()
    for body in bodies:
        for known in sorted(body.own):
            by_key[known].append(body)
        for name in (one for one in body.also if names.key(one) not in body.own):
            ground = f"a report calls {body.label} {name} as well"
            given.grounds[body.iri].setdefault(names.key(name), ground)
            by_key[names.key(name)].append(body)
    for pair in pairings(texts(graph), by_key):
        if pair.former:
            given.former.add(pair.known if pair.former == "known" else names.key(pair.other))
        for body in by_key[pair.known]:
            if names.telling(pair.other) and pair.known in body.own:
                given.grounds[body.iri][names.key(pair.other)] = pair.ground
    claims = claimed(bodies, given)
    for body in bodies:
        found = given.grounds[body.iri]
        general = {names.key(name) for name in body.also if not names.telling(name)}
        for known in [*found]:
            if known in body.own or known in general or len(claims[known]) > 1:
                del found[known]
    return given


def claimed(bodies: Sequence[Telling], given: Given) -> dict[str, set[str]]:
    """Return which bodies, each by one of its keys, are given a name, by its key.

    The registry gives abbreviations too; a whole name of it is no other's, and says rather who the body is.
    """
    claims: dict[str, set[str]] = defaultdict(set)
    for entry in load_registry():
        keys = {names.key(name) for _, name in all_names(entry)}
        for known in filter(names.short, keys):
            claims[known].add(min(keys))
    for body in bodies:
        for known in given.grounds[body.iri]:
            claims[known].add(min(body.own, default=""))
    return claims


def body_rows(graph: Graph, bodies: Sequence[Telling], given: Given) -> Iterator[tuple[str, Row]]:
    """Yield each body's IRI and what of it is compared; a body that is one report's own is like no other's."""
    of = units(graph)
    for body in bodies:
        if body.report:
            continue
        own = sorted(body.own)
        also = sorted(given.grounds[body.iri])
        titles = [names.title(name) for name in body.called]
        yield (
            body.iri,
            {
                "block": [f"{body.top} {known}" for known in dict.fromkeys((*own, *also))],
                "own": own,
                "also": also,
                "kind": body.kind,
                "top": body.top,
                "numbers": " ".join(sorted({n for one in titles for n in (*one.numbers, *one.years)})),
                "countries": sorted({c for name in body.called for c in names.countries(name)}),
                "units": sorted(of.get(body.iri, ())),
            },
        )


def given_grounds(given: Given, rows: Mapping[str, Row], one: str, other: str) -> Iterator[str]:
    """Yield which report gives one of two bodies the name that the other goes by."""
    for giver, bearer in ((one, other), (other, one)):
        for known in rows[bearer]["own"]:
            if known in given.grounds[giver]:
                yield given.grounds[giver][known]
