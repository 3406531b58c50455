"""The projection of a graph to networks: who worked with whom, and who took part in what.

Two bodies that organised, hosted, chaired, sponsored, helped, published, led or funded the same thing worked together
(the relations that the vocabulary marks with sg:ties); so did the members of one initiative, through it, and two that
are said to have partnered. Whose meeting an event is takes part in it, and so does a body whose officer does. Ties
that follow from activities are marked as derived and name them.

That a body belongs to another or comes from it (sg:belongs) is kept apart from who worked with whom.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Any

import networkx as nx
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS
from rdflib.term import Node

from ontology.namespaces import SCHEMA, SG
from ontology.terms import Kind, is_body, kinds, relations, top_kind

PARTNERED = "partneredWith"
ACTIVITIES = ("Event", "Publication", "Document", "Project")  # beside initiatives, which are bodies as well
MEMBERSHIP = ("memberOf", "unitOf")
WEIGHTINGS: Mapping[str, str] = {
    "count": "an activity counts one for each pair that shared it, so that who stands in long lists leads",
    "newman": "an activity counts one over the others who took part, for each pair that shared it (Newman, 2001)",
}
Fact = tuple[URIRef, URIRef, URIRef]


@dataclass(frozen=True, slots=True)
class Activity:
    """Something that bodies did together.

    Attributes:
        iri: the event, publication, project or initiative; "" for a partnership said as such.
        label: its preferred name.
        kind: the short name of its finest kind.
        date: when it began or came out, in ISO 8601, or "".
        roles: the relations of each body of the tie to it, by the body's IRI; none for a body whose meeting it is, or
            for an initiative in what its members do through it.
        dated_by: where the date is taken from, if not from what is said of the activity itself: "sentence",
            "paragraph", "heading" or "event".
        share: one over the others who took part.
    """

    iri: str
    label: str
    kind: str
    date: str
    roles: tuple[tuple[str, tuple[str, ...]], ...]
    dated_by: str = ""
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Belonging:
    """That one body belongs to another, or comes from it."""

    body: URIRef
    relation: str
    to: URIRef

    @property
    def fact(self) -> Fact:
        """The triple that says so."""
        return self.body, relations()[self.relation].iri, self.to


def label(graph: Graph, node: Node, language: str = "") -> str:
    """Return the preferred name of an entity: in `language`, or the report's own when none is asked for.

    In a language without one it is that which was made by rule, or "".
    """
    names = sorted((str(name), str(name.language or "")) for name in graph.objects(node, SKOS.prefLabel))  # type: ignore[attr-defined]
    if language:
        stated = next((name for name, code in names if code == language), "")
        return stated or made_name(graph, node, language)
    own = [(name, code) for name, code in names if code != "en"]
    if own and len(own) < len(names) and in_english(graph):
        return next(name for name, code in names if code == "en")
    if len({code for _, code in own}) > 1:  # the registry knows it in more languages than the reports'
        spoken = {str(code) for code in graph.objects(None, DCTERMS.language)}
        own = [pair for pair in own if pair[1] in spoken] or own
    return next((name for name, _ in own or names), str(node))


def in_english(graph: Graph) -> bool:
    """Return whether all reports that a graph was made from are in English, and there is one."""
    spoken = {str(code) for code in graph.objects(None, DCTERMS.language)}
    return spoken == {"en"}


def made_name(graph: Graph, node: Node, language: str = "en") -> str:
    """Return the name that was made by rule for an entity that has none in a language, or ""."""
    names = [name for name in graph.objects(node, SG.madeName) if getattr(name, "language", "") == language]
    stated = {getattr(name, "language", "") for name in graph.objects(node, SKOS.prefLabel)} if names else ()
    return "" if language in stated else min(map(str, names), default="")


def kind(graph: Graph, node: Node) -> str:
    """Return the short name of an entity's finest kind, or ""."""
    found = (kinds_by_class().get(one) for one in graph.objects(node, RDF.type))
    ranked = sorted((one.parent is None, one.name) for one in found if one)
    return ranked[0][1] if ranked else ""


@cache
def kinds_by_class() -> Mapping[Node, Kind]:
    """Return each kind by the IRI of its class."""
    return {one.iri: one for one in kinds().values()}


def date(graph: Graph, node: Node) -> tuple[str, str]:
    """Return when an event began or a publication came out, and where that is taken from if not said of itself.

    Both are "" where nothing tells.
    """
    for predicate in (SCHEMA.startDate, SCHEMA.datePublished):
        found = sorted(str(value) for value in graph.objects(node, predicate))
        if found:
            return found[0], ""
    about = [
        (str(graph.value(dating, SG.about)), str(graph.value(dating, SG.datedBy)))
        for dating in graph.subjects(SG.dates, node)
    ]
    return min(about, key=lambda one: (-len(one[0]), one), default=("", ""))  # of several the most exact


def participants(graph: Graph) -> dict[URIRef, dict[URIRef, tuple[str, ...]]]:
    """Return for each activity the bodies that took part, with the relations by which they did.

    Those that take part because the activity is their own have no relation to it: an initiative with members, and the
    body whose meeting it is.
    """
    found: dict[URIRef, dict[URIRef, set[str]]] = {}
    whose = of_bodies(graph)
    for relation in relations().values():
        if relation.ties:
            for activity, agent in graph.subject_objects(relation.iri):
                if isinstance(activity, URIRef) and isinstance(agent, URIRef):
                    body = whose.get(agent, agent)  # an office acts for its body
                    found.setdefault(activity, {}).setdefault(body, set()).add(relation.name)
    for initiative in of_kinds(graph, ["Initiative"]):
        for name in MEMBERSHIP:
            for member in graph.subjects(relations()[name].iri, initiative):
                if isinstance(member, URIRef) and member != initiative:
                    members = found.setdefault(initiative, {})
                    members.setdefault(initiative, set())
                    members.setdefault(member, set()).add(name)
    for event in whose.keys() & set(of_kinds(graph, ["Event"])):
        found.setdefault(event, {}).setdefault(whose[event], set())
    offices = set(of_kinds(graph, ["Role"]))  # such as act for no body that is known
    return {
        activity: {
            body: tuple(sorted(names)) for body, names in sorted(bodies.items()) if body not in offices
        }
        for activity, bodies in sorted(found.items())
        if bodies.keys() - offices
    }


def of_bodies(graph: Graph) -> dict[URIRef, URIRef]:
    """Return the body that each meeting or office is of, where its name says so."""
    return {
        thing: min(URIRef(str(body)) for body in graph.objects(thing, SG.ofBody))
        for thing in graph.subjects(SG.ofBody)
        if isinstance(thing, URIRef)
    }


def facts(graph: Graph, activity: URIRef, role: str, body: URIRef) -> tuple[Fact, ...]:
    """Return the triples that say that a body took part in an activity by `role`, itself or by an officer."""
    predicate = relations()[role].iri
    if role in MEMBERSHIP:
        return ((body, predicate, activity),)
    offices = (URIRef(str(one)) for one in graph.subjects(SG.ofBody, body))
    return tuple((activity, predicate, agent) for agent in (body, *sorted(offices)))


def belongings(graph: Graph) -> tuple[Belonging, ...]:
    """Return how bodies belong to one another, membership of initiatives left out, which is a tie."""
    known = set(bodies(graph))
    initiatives = set(of_kinds(graph, ["Initiative"]))
    return tuple(
        Belonging(body, relation.name, to)
        for relation in relations().values()
        if relation.belongs
        for body in bodies(graph)
        for to in sorted(known.intersection(graph.objects(body, relation.iri)) - {body})
        if not (relation.name in MEMBERSHIP and to in initiatives)
    )


def activity_of(graph: Graph, node: URIRef, parts: Mapping[URIRef, tuple[str, ...]], others: int) -> Activity:
    """Return an activity with the parts that bodies had in it; `others` is how many took part beside one of them."""
    roles = tuple((str(body), names) for body, names in parts.items())
    when, dated_by = date(graph, node)
    return Activity(
        str(node), label(graph, node), kind(graph, node), when, roles, dated_by, 1 / max(1, others)
    )


def by_date(activity: Activity) -> tuple[str, str, str]:
    """Return what activities are sorted by: their dates, those without one last."""
    return activity.date or "9", activity.label, activity.iri


def project(graph: Graph, weighting: str = "count") -> "nx.Graph[str]":
    """Return the network of who worked with whom.

    Nodes are the IRIs of bodies, with what `describe` says of them; edges have "weight", "newman",
    "activities" (a tuple of Activity) and "derived": whether the tie follows from an activity that the two
    shared, rather than being said as such alone. Bodies that worked with nobody stand alone.

    Args:
        graph: a graph of the contract.
        weighting: one of WEIGHTINGS, by which "weight" is reckoned; "newman" is always the second of them.
    """
    network: nx.Graph[str] = nx.Graph(weighting=weighting)
    network.add_nodes_from((str(body), describe(graph, body)) for body in bodies(graph))
    shared: dict[tuple[str, str], list[Activity]] = {}
    for activity, parts in participants(graph).items():
        known = [body for body in parts if str(body) in network]
        others = len(set(known) - {activity}) - 1
        for one, other in combinations(known, 2):
            if own_tie(activity, parts, one, other):
                made = activity_of(graph, activity, {one: parts[one], other: parts[other]}, others)
                shared.setdefault((str(one), str(other)), []).append(made)
    for partnered in sorted(graph.subject_objects(relations()[PARTNERED].iri)):
        first, second = sorted(str(body) for body in partnered)
        if first == second or not {first, second} <= network.nodes:
            continue
        roles = ((first, (PARTNERED,)), (second, (PARTNERED,)))
        ties = shared.setdefault((first, second), [])
        if all(activity.iri for activity in ties):  # else it was said from the other side already
            ties.append(Activity("", "", PARTNERED, "", roles))
    for (first, second), activities in sorted(shared.items()):
        network.add_edge(first, second, **tie(activities, weighting))
    return network


def own_tie(activity: URIRef, parts: Mapping[URIRef, tuple[str, ...]], one: URIRef, other: URIRef) -> bool:
    """Return whether two that took part in an activity are tied by it: an initiative itself to its members alone."""
    beside = {one: other, other: one}.get(activity)
    return beside is None or not {*MEMBERSHIP}.isdisjoint(parts[beside])


def tie(activities: Iterable[Activity], weighting: str) -> dict[str, object]:
    """Return the attributes of a tie that rests on activities."""
    ordered = tuple(sorted(activities, key=by_date))
    newman = round(sum(activity.share for activity in ordered), 6)
    return {
        "weight": newman if weighting == "newman" else len(ordered),
        "newman": newman,
        "derived": any(activity.iri for activity in ordered),
        "activities": ordered,
    }


def two_mode(graph: Graph) -> "nx.MultiDiGraph[str]":
    """Return the network of activities and the bodies that took part in them.

    There is an edge from activity to body for each relation, which is its key and its attribute "relation".
    Nodes have what `describe` says of them. An initiative may stand at both ends: as a body in
    a publication, as an activity for those who fund it.
    """
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    known = {str(body) for body in bodies(graph)}
    for activity, parts in participants(graph).items():
        took_part = {str(body): names for body, names in parts.items() if str(body) in known}
        for node in (str(activity), *took_part):
            network.add_node(node, **describe(graph, URIRef(node)))
        for body, names in took_part.items():
            for name in names:
                network.add_edge(str(activity), body, key=name, relation=name)
    return network


def bodies(graph: Graph) -> list[URIRef]:
    """Return every entity of the graph that can act, in the order of their IRIs."""
    found: set[URIRef] = set()
    for one in kinds().values():
        if is_body(one.name):
            found |= {node for node in graph.subjects(RDF.type, one.iri) if isinstance(node, URIRef)}
    return sorted(found)


def of_kinds(graph: Graph, tops: Iterable[str]) -> list[URIRef]:
    """Return every entity under one of the top kinds."""
    wanted = set(tops)
    found: set[URIRef] = set()
    for one in kinds().values():
        if top_kind(one.name) in wanted:
            found |= {node for node in graph.subjects(RDF.type, one.iri) if isinstance(node, URIRef)}
    return sorted(found)


def describe(graph: Graph, node: URIRef) -> dict[str, Any]:
    """Return what a network says of a node; "label_en_made" is whether its English name was made by rule."""
    finest = kind(graph, node)
    top = top_kind(finest) if finest else ""
    return {
        "label": label(graph, node),
        "label_en": label(graph, node, "en"),
        "label_en_made": bool(made_name(graph, node)),
        "kind": finest,
        "top_kind": top,
    }
