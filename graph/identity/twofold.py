"""What two versions of one report tell of, each in its language: known by where and what they tell, as names cannot.

Each thing that only one of them tells of is held against those that only the other does: whether they stand in the
same paragraphs, which facts both have, their kinds, numbers and dates, and what is known of their English names.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, SKOS
from rdflib.term import Node

from graph.identity import names
from graph.identity.clusters import Cluster, clusters, ways
from graph.identity.linkage import Row, links
from graph.identity.merging import Merge
from graph.identity.tellings import Telling, first_of, tellings
from graph.identity.versions import Pair
from ontology.namespaces import ITSRDF, NIF, SCHEMA, SG
from ontology.terms import is_body, kinds

WORD = re.compile(r"[a-z0-9]+")
VAGUE = (
    "Organization",
    "Event",
    "Publication",
    "Document",
    "Project",
)  # kinds of what no finer kind is known of


@dataclass(slots=True)
class Told:
    """What one report tells of one thing.

    Attributes:
        paragraphs: where, by the last part of the paragraph's IRI.
        facts: what, by relation and other end.
    """

    paragraphs: set[str] = field(default_factory=set)
    facts: set[str] = field(default_factory=set)


def told_twice(
    graph: Graph, base: str, pairs: Sequence[Pair], different: Mapping[str, set[str]]
) -> list[Merge]:
    """Return which things two versions of a report tell of under two IRIs, in the order of these.

    Args:
        graph: a graph of the contract; what is one by name is one in it already.
        base: what its IRIs begin with.
        pairs: the reports that are versions of one.
        different: for each thing such as it cannot be.
    """
    things = {one.iri: one for one in tellings(graph, base)}
    told = {report: all_told(graph, report) for report in sorted({one for pair in pairs for one in pair})}
    dated = dates(graph)
    rows: list[Row] = []
    for number, (one, other) in enumerate(pairs):
        for here, there in ((one, other), (other, one)):
            alone = [things[iri] for iri in sorted(told[here]) if iri in things and iri not in told[there]]
            held = Counter((group(thing), fact) for thing in alone for fact in told[here][thing.iri].facts)
            beside = Counter(
                (group(thing), paragraph) for thing in alone for paragraph in told[here][thing.iri].paragraphs
            )
            rows += (
                row(graph, thing, f"{number} {here}", told[here][thing.iri], held, beside, dated)
                for thing in alone
            )
    tellers = {iri: {str(report) for report, known in told.items() if iri in known} for iri in things}
    single = [
        Cluster({iri}, {iri} if things[iri].registered else set(), tellers[iri], set(different.get(iri, ())))
        for iri in dict.fromkeys(str(one["iri"]) for one in rows)
    ]
    grouped, joints = clusters(single, between(rows))
    found = []
    for cluster in grouped:
        kept = min(
            cluster.members, key=lambda iri: (not things[iri].registered, things[iri].label.isascii(), iri)
        )
        for gone, joint in ways(kept, joints).items():
            pair = f"{things[gone].label} and {things[joint.to].label}"
            found.append(Merge(gone, kept, joint.score, (f"{pair}: {'; '.join(joint.grounds)}",)))
    return sorted(found, key=lambda one: one.gone)


def between(rows: Sequence[Row]) -> Iterator[tuple[str, str, float, tuple[str, ...]]]:
    """Yield the links between things of two versions, the surest first."""
    for link in links("version", rows):
        one, other = rows[link.one], rows[link.other]
        if one["side"] != other["side"] and one["iri"] != other["iri"]:
            yield one["iri"], other["iri"], link.score, link.grounds


def all_told(graph: Graph, report: Node) -> dict[str, Told]:
    """Return what a report tells of each thing, by its IRI."""
    found: dict[str, Told] = defaultdict(Told)
    for paragraph in graph.subjects(DCTERMS.isPartOf, report):
        place = str(paragraph).rpartition("/")[2]
        for phrase in graph.subjects(NIF.referenceContext, paragraph):
            for thing in graph.objects(phrase, ITSRDF.taIdentRef):
                found[str(thing)].paragraphs.add(place)
        for statement in graph.subjects(PROV.wasQuotedFrom, paragraph):
            if (statement, RDF.type, RDF.Statement) not in graph:
                continue
            subject, relation, target = (
                graph.value(statement, part) for part in (RDF.subject, RDF.predicate, RDF.object)
            )
            found[str(subject)].paragraphs.add(place)
            found[str(subject)].facts.add(f"{relation} {target}")
            if isinstance(target, URIRef):
                found[str(target)].paragraphs.add(place)
                found[str(target)].facts.add(f"{subject} {relation}")
    return found


def row(
    graph: Graph,
    thing: Telling,
    side: str,
    told: Told,
    held: Mapping[tuple[str, str], int],
    beside: Mapping[tuple[str, str], int],
    dated: Mapping[str, str],
) -> Row:
    """Return what is compared of a thing.

    Args:
        graph: the graph.
        thing: it.
        side: the pair of versions, and which of them tells of it.
        told: what it tells.
        held: how many things of its sort have a fact, of those that the other version does not tell of.
        beside: how many of these a paragraph has.
        dated: when things were.
    """
    sort = group(thing)
    rare = sorted(fact for fact in told.facts if held[sort, fact] == 1)
    titles = [names.title(name) for name in thing.called]
    english = english_names(graph, URIRef(thing.iri))
    pair = side.split(" ", 1)[0]
    common = set(WORD.findall(kinds()[thing.kind].labels.get("en", "")))
    return {
        "block": [f"{pair} {sort} {one}" for one in (*sorted(told.paragraphs), *rare)],
        "iri": thing.iri,
        "side": side,
        "kind": thing.kind,
        "vague": thing.kind in VAGUE,
        "paragraphs": sorted(told.paragraphs),
        "sole": sorted(one for one in told.paragraphs if beside[sort, one] == 1),
        "facts": sorted(told.facts),
        "rare": rare,
        "numbers": " ".join(sorted({n for one in titles for n in (*one.numbers, *one.years)})),
        "dated": dated.get(thing.iri, ""),
        "names": sorted({names.key(name) for name in english}),
        "words": sorted({word for name in english for word in WORD.findall(names.plain(name))} - common),
    }


def group(thing: Telling) -> str:
    """Return the sort of a thing, within which it is looked for."""
    if is_body(thing.kind):
        return "body"
    return "work" if thing.top in ("Publication", "Document") else thing.top


def english_names(graph: Graph, thing: URIRef) -> list[str]:
    """Return the English names of a thing, stated or made by rule."""
    known = (
        name for label in (SKOS.prefLabel, SKOS.altLabel, SG.madeName) for name in graph.objects(thing, label)
    )
    return sorted(str(name) for name in known if isinstance(name, Literal) and name.language == "en")


def dates(graph: Graph) -> dict[str, str]:
    """Return when each activity was, as exactly as is stated."""
    return first_of(
        pair for said in (SCHEMA.startDate, SCHEMA.datePublished) for pair in graph.subject_objects(said)
    )
