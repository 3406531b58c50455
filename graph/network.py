"""The projection of a graph to networks: who worked with whom, and who took part in what.

Two bodies that organised, hosted, sponsored, helped, published, led or funded the same thing worked together
(the relations that the vocabulary marks with sg:ties); so did two that are said to have partnered. A tie's weight
is the number of such activities. Ties are derived, and marked so: each names the activities that it derives from.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import networkx as nx
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SKOS
from rdflib.term import Node

from ontology.namespaces import SCHEMA
from ontology.terms import is_body, kinds, relations, top_kind

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
    by_iri = {one.iri: one for one in kinds().values()}
    found = sorted(
        (by_iri[one].parent is None, by_iri[one].name)  # type: ignore[index]
        for one in graph.objects(node, RDF.type)
        if one in by_iri
    )
    return found[0][1] if found else ""


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


def project(graph: Graph) -> "nx.Graph[str]":
    """Return the network of who worked with whom.

    Nodes are the IRIs of bodies, with "label", "label_en", "kind" and "top_kind"; edges have "weight", "derived"
    and "activities" (a tuple of Activity). Bodies that worked with nobody stand alone.
    """
    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from((str(body), describe(graph, body)) for body in bodies(graph))
    shared: dict[tuple[str, str], list[Activity]] = {}
    for activity, parts in participants(graph).items():
        known = [body for body in parts if str(body) in network]
        for one, other in combinations(known, 2):
            roles = ((str(one), parts[one]), (str(other), parts[other]))
            made = Activity(
                str(activity), label(graph, activity), kind(graph, activity), date(graph, activity), roles
            )
            shared.setdefault((str(one), str(other)), []).append(made)
    for one, other in sorted(graph.subject_objects(relations()[PARTNERED].iri)):
        first, second = sorted((str(one), str(other)))
        roles = ((first, (PARTNERED,)), (second, (PARTNERED,)))
        ties = shared.setdefault((first, second), [])
        if not any(activity.iri == "" for activity in ties):
            ties.append(Activity("", "", PARTNERED, "", roles))
    for (first, second), activities in sorted(shared.items()):
        ordered = tuple(sorted(activities, key=lambda a: (a.date or "9", a.label, a.iri)))
        network.add_edge(first, second, weight=len(ordered), derived=True, activities=ordered)
    return network


def two_mode(graph: Graph) -> "nx.Graph[str]":
    """Return the network of bodies and the activities that they took part in.

    Nodes have "label", "label_en", "kind", "top_kind" and "bipartite" (0 a body, 1 an activity), edges "relations".
    """
    network: nx.Graph[str] = nx.Graph()
    for activity, parts in participants(graph).items():
        network.add_node(str(activity), **describe(graph, activity), bipartite=1)
        for body, names in parts.items():
            if str(body) not in network:
                network.add_node(str(body), **describe(graph, body), bipartite=0)
            network.add_edge(str(body), str(activity), relations=", ".join(names))
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
