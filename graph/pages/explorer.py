"""What the page knows: bodies, activities, who took part in what, and the sentences that prove it, as plain data."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

import networkx as nx
from rdflib import Graph, URIRef
from rdflib.term import Node

from graph.evidence import UNNUMBERED, Quotation, every_quotation, said_of
from graph.network.measures import NAMES, measures
from graph.network.projection import (
    ACTIVITIES,
    MEMBERSHIP,
    PARTNERED,
    Belonging,
    belongings,
    date,
    describe,
    facts,
    of_kinds,
    participants,
    project,
)
from graph.network.rolling import roots
from graph.pages.called import called_in_both, links, named, named_activity, names
from graph.pages.drawing import (
    STAR,
    Place,
    drawn_nodes,
    large_memberships,
    lines,
    most_tied,
    places,
    sizes,
    strength,
)
from ontology.namespaces import SCHEMA
from ontology.terms import relations

CORE = 300
Words = Mapping[tuple[Node, Node, Node], tuple[Quotation, ...]]
Said = Callable[[Iterable[Quotation]], list[int]]


def explorer(graph: Graph) -> dict[str, Any]:
    """Return the data of the page, ready for JSON.

    Bodies and activities refer to each other by their places in the lists. Where there are more bodies than a browser
    draws well only the `CORE` most tied have a place of their own on the page.
    """
    network = project(graph)
    sentences: dict[tuple[str, ...], int] = {}

    def said(found: Iterable[Quotation]) -> list[int]:
        return [sentences.setdefault(row, len(sentences)) for row in dict.fromkeys(map(as_row, found))]

    rows = sorted(measures(network), key=lambda row: row.iri)
    position = {row.iri: number for number, row in enumerate(rows)}
    words = every_quotation(graph)
    venues = {venue: n for n, venue in enumerate(sorted(set(graph.objects(None, SCHEMA.location)), key=str))}
    told = partial(said_of, graph)
    activities = [
        *shared(graph, position, words, said, venues, told),
        *partnered(graph, position, words, said),
    ]
    belonging = belongings(graph)
    lined = most_tied(network, belonging)
    core = lined[:CORE]
    tops = {str(unit): str(top) for unit, top in roots(graph).items()}
    called = {row.iri: named(graph, URIRef(row.iri)) for row in rows}
    labels: dict[str, tuple[str, ...]] = {
        iri: (words["lines"], words["englishLines"]) for iri, words in called.items()
    }
    who, what = drawings(network, core, activities, belonging, labels, large_memberships(graph))
    ranked = ranks(rows)
    bodies = [
        {
            "id": row.iri,
            **called[row.iri],
            "kind": row.kind,
            "names": names(graph, URIRef(row.iri)),
            "links": links(graph, URIRef(row.iri)),
            "measures": [getattr(row, name) for name in NAMES],
            "ranks": [ranked[name].get(getattr(row, name)) for name in NAMES],
            **({"what": what[row.iri]} if row.iri in what else {}),
        }
        for row in rows
    ]
    for number, activity in enumerate(activities):
        if str(number) in what:
            activity["what"] = what[str(number)]
    belonged = [
        [position[str(one.body)], one.relation, position[str(one.to)], said(words.get(one.fact, ()))]
        for one in belonging
    ]
    return {
        "bodies": bodies,
        "activities": activities,
        "places": [
            {"id": str(venue), **called_in_both(graph, venue), "names": names(graph, venue)}
            for venue in venues
        ],
        "nodes": drawn_nodes(network, who, labels),
        "quotations": list(sentences),
        "belongings": belonged,
        "parents": [position[tops.get(row.iri, row.iri)] for row in rows],
        "membership": MEMBERSHIP,
        "star": STAR,
        "measures": NAMES,
        "lined": len(lined),
        "drawn": len(core),
    }


def shared(
    graph: Graph,
    position: Mapping[str, int],
    words: Words,
    said: Said,
    venues: Mapping[Node, int],
    told: Callable[[Node], tuple[str, Iterable[Quotation]]],
) -> list[dict[str, Any]]:
    """Return every activity in the order of IRIs, with the bodies that took part, how, and the words.

    Of those in which none did there are the words that say something else of them, and in which modality these do.

    Args:
        graph: a graph of the contract, of which its statements are not looked at.
        position: the numbers of bodies by their IRIs.
        words: the quotations that assert each triple.
        said: gives the numbers of quotations.
        venues: the numbers of places.
        told: gives what is said of a thing, as `said_of` does.
    """
    found = []
    took_part = participants(graph)
    for activity in sorted({*took_part, *of_kinds(graph, ACTIVITIES)}):
        parts = took_part.get(activity, {})
        bodies = [
            [
                position[str(body)],
                list(names),
                said(
                    q
                    for name in names
                    for fact in facts(graph, activity, name, body)
                    for q in words.get(fact, ())
                ),
            ]
            for body, names in parts.items()
            if str(body) in position
        ]
        if bodies or str(activity) not in position:
            modality, others = ("", ()) if bodies else told(activity)
            when, dated_by = date(graph, activity)
            found.append(
                {
                    "id": str(activity),
                    **named_activity(graph, activity),
                    "names": names(graph, activity),
                    "kind": describe(graph, activity)["kind"],
                    "date": when,
                    "datedBy": dated_by,
                    "own": position[str(activity)] if activity in parts else -1,
                    "end": first(graph, activity, SCHEMA.endDate),
                    "places": sorted(venues[where] for where in graph.objects(activity, SCHEMA.location)),
                    "parts": bodies,
                    "modality": modality,
                    "words": said(others),
                }
            )
    return found


def partnered(graph: Graph, position: Mapping[str, int], words: Words, said: Said) -> list[dict[str, Any]]:
    """Return the partnerships that are said as such, each pair once, in the shape of an activity."""
    predicate = relations()[PARTNERED].iri
    found: dict[tuple[str, str], list[int]] = {}
    for one, other in sorted((str(a), str(b)) for a, b in graph.subject_objects(predicate)):
        if one != other and {one, other} <= position.keys():
            pair = (min(one, other), max(one, other))
            found.setdefault(pair, []).extend(said(words.get((URIRef(one), predicate, URIRef(other)), ())))
    return [
        {
            "id": "",
            "label": "",
            "english": "",
            "lines": "",
            "englishLines": "",
            "names": [],
            "kind": PARTNERED,
            "date": "",
            "datedBy": "",
            "own": -1,
            "end": "",
            "places": [],
            "parts": [[position[body], [PARTNERED], list(dict.fromkeys(numbers))] for body in pair],
            "modality": "",
            "words": [],
        }
        for pair, numbers in found.items()
    ]


def as_row(quoted: Quotation) -> tuple[str, ...]:
    """Return a quotation as the page has it: report, paragraph, the sentence in three parts, a heading."""
    heading = quoted.heading if quoted.paragraph == UNNUMBERED else ""
    return (quoted.report, quoted.paragraph, quoted.before, quoted.words, quoted.after, heading)


def first(graph: Graph, node: URIRef, predicate: URIRef) -> str:
    """Return the earliest value that an entity has for a date, or ""."""
    return min((str(value) for value in graph.objects(node, predicate)), default="")


def ranks(rows: list[Any]) -> dict[str, dict[float, int]]:
    """Return for each measure the rank of each value, 1 the highest; communities, and what all share, have none."""
    found = {}
    for name in NAMES:
        values = sorted((value for row in rows if (value := getattr(row, name)) is not None), reverse=True)
        ordered = {value: rank for rank, value in reversed(list(enumerate(values, 1)))}
        found[name] = {} if name == "community" or len(ordered) == 1 else ordered
    return found


def drawings(
    network: "nx.Graph[str]",
    core: list[str],
    activities: list[dict[str, Any]],
    belonging: tuple[Belonging, ...],
    labels: dict[str, tuple[str, ...]],
    stars: frozenset[str],
) -> tuple[dict[str, Place], dict[str, Place]]:
    """Return where things stand when bodies alone are drawn, and where when activities are drawn among them.

    In the second, an activity goes by its place in the list.
    """
    drawn = frozenset(core)
    who = lines(network, core, belonging, stars)
    what: nx.Graph[str] = nx.Graph()
    bodies = sorted(labels)
    for number, activity in enumerate(activities):
        members = [bodies[part[0]] for part in activity["parts"]]
        if activity["id"] and drawn.intersection(members):
            what.add_edges_from((str(number), body) for body in members if body in drawn)
    for step in belonging:
        if {str(step.body), str(step.to)} <= drawn:
            what.add_edge(str(step.body), str(step.to))
    if what.number_of_nodes() > 2 * CORE:
        least = sorted((node for node in what if node.isdecimal()), key=lambda n: (what.degree(n), n))
        what.remove_nodes_from(least[: what.number_of_nodes() - 2 * CORE])
        what.remove_nodes_from([node for node in what if not what.degree(node)])
    roomy = (
        what.number_of_nodes() <= CORE
    )  # else only the signs of activities find room, and names when asked for
    things = {
        str(n): (activity["lines"], activity["englishLines"]) if roomy else ("",)
        for n, activity in enumerate(activities)
    }
    shares = sizes(who, {node: float(strength(network, node)) for node in core})
    degrees = sizes(what, {node: float(what.degree(node)) for node in what})
    return places(who, labels, shares), places(what, labels | things, degrees)
