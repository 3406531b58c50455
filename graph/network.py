"""The projection of a graph to networks: who worked with whom, and who took part in what.

Two bodies that organised, hosted, sponsored, helped, published, led or funded the same thing worked together
(the relations that the vocabulary marks with sg:ties); so did two that are said to have partnered. A tie's
weight is the number of such activities. Ties that follow from activities are marked as derived and name them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import networkx as nx
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SKOS
from rdflib.term import Node

from ontology.namespaces import SCHEMA
from ontology.terms import Kind, is_body, kinds, relations, top_kind

PARTNERED = "partneredWith"


@dataclass(frozen=True, slots=True)
class Activity:
    """Something that bodies did together.

    Attributes:
        iri: the event, publication, project or initiative; "" for a partnership said as such.
        label: its preferred name.
        kind: the short name of its finest kind.
        date: when it began or came out, in ISO 8601, or "".
        roles: the relations of each body of the tie to it, by the body's IRI.
    """

    iri: str
    label: str
    kind: str
    date: str
    roles: tuple[tuple[str, tuple[str, ...]], ...]


def label(graph: Graph, node: Node, language: str = "") -> str:
    """Return the preferred name of an entity: in `language`, or the report's own when none is asked for."""
    names = sorted((str(name), str(name.language or "")) for name in graph.objects(node, SKOS.prefLabel))  # type: ignore[attr-defined]
    if language:
        return next((name for name, code in names if code == language), "")
    return next((name for name, code in names if code != "en"), names[0][0] if names else str(node))


def kind(graph: Graph, node: Node) -> str:
    """Return the short name of an entity's finest kind, or ""."""
    found = (kinds_by_class().get(one) for one in graph.objects(node, RDF.type))
    ranked = sorted((one.parent is None, one.name) for one in found if one)
    return ranked[0][1] if ranked else ""


@cache
def kinds_by_class() -> Mapping[Node, Kind]:
    """Return each kind by the IRI of its class."""
    return {one.iri: one for one in kinds().values()}


def date(graph: Graph, node: Node) -> str:
    """Return when an event began or a publication came out, or ""."""
    for predicate in (SCHEMA.startDate, SCHEMA.datePublished):
        found = sorted(str(value) for value in graph.objects(node, predicate))
        if found:
            return found[0]
    return ""


def participants(graph: Graph) -> dict[URIRef, dict[URIRef, tuple[str, ...]]]:
    """Return for each activity the bodies that took part, with the relations by which they did."""
    found: dict[URIRef, dict[URIRef, set[str]]] = {}
    for relation in relations().values():
        if relation.ties:
            for activity, body in graph.subject_objects(relation.iri):
                if isinstance(activity, URIRef) and isinstance(body, URIRef):
                    found.setdefault(activity, {}).setdefault(body, set()).add(relation.name)
    return {
        activity: {body: tuple(sorted(names)) for body, names in sorted(bodies.items())}
        for activity, bodies in sorted(found.items())
    }


def activity_of(graph: Graph, node: URIRef, parts: Mapping[URIRef, tuple[str, ...]]) -> Activity:
    """Return an activity with the parts that bodies had in it."""
    roles = tuple((str(body), names) for body, names in parts.items())
    return Activity(str(node), label(graph, node), kind(graph, node), date(graph, node), roles)


def by_date(activity: Activity) -> tuple[str, str, str]:
    """Return what activities are sorted by: their dates, those without one last."""
    return activity.date or "9", activity.label, activity.iri


def project(graph: Graph) -> "nx.Graph[str]":
    """Return the network of who worked with whom.

    Nodes are the IRIs of bodies, with "label", "label_en", "kind" and "top_kind"; edges have "weight",
    "activities" (a tuple of Activity) and "derived": whether the tie follows from an activity that the two
    shared, rather than being said as such alone. Bodies that worked with nobody stand alone.
    """
    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from((str(body), describe(graph, body)) for body in bodies(graph))
    shared: dict[tuple[str, str], list[Activity]] = {}
    for activity, parts in participants(graph).items():
        known = [body for body in parts if str(body) in network]
        for one, other in combinations(known, 2):
            made = activity_of(graph, activity, {one: parts[one], other: parts[other]})
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
        ordered = tuple(sorted(activities, key=by_date))
        derived = any(activity.iri for activity in ordered)
        network.add_edge(first, second, weight=len(ordered), derived=derived, activities=ordered)
    return network


def two_mode(graph: Graph) -> "nx.MultiDiGraph[str]":
    """Return the network of activities and the bodies that took part in them.

    There is an edge from activity to body for each relation, which is its key and its attribute "relation".
    Nodes have "label", "label_en", "kind" and "top_kind". An initiative may stand at both ends: as a body in
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


def describe(graph: Graph, node: URIRef) -> dict[str, str]:
    """Return what a network says of a node."""
    finest = kind(graph, node)
    top = top_kind(finest) if finest else ""
    return {
        "label": label(graph, node),
        "label_en": label(graph, node, "en"),
        "kind": finest,
        "top_kind": top,
    }
