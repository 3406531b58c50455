"""Finding an entity by any of its names, forgivingly."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process
from rdflib import Graph, URIRef
from rdflib.namespace import SKOS
from rdflib.term import Node

from graph.network.projection import bodies, label
from ontology.errors import StakegraphError
from ontology.namespaces import SG

NEAR = 85
SUGGESTIONS = 3
BODIES = frozenset({"body", "one", "other"})  # what named queries call a body that they need


def fold(name: str) -> str:
    """Return a name without width, case, white space and punctuation."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name)).casefold()


def find(graph: Graph, name: str, among: Iterable[Node] | None = None) -> URIRef:
    """Return the thing that `name` means: its IRI, a label in any language, a part of one, or nearly one.

    Args:
        graph: a graph of the contract.
        name: as somebody types it.
        among: what it may be; by default any body.

    Raises:
        StakegraphError: nothing is called so (the message has the nearest names), or several things are.
    """
    called: dict[str, set[URIRef]] = {}
    for body in bodies(graph) if among is None else among:
        if not isinstance(body, URIRef):
            continue
        for predicate in (SKOS.prefLabel, SKOS.altLabel, SG.madeName):
            for known in graph.objects(body, predicate):
                called.setdefault(fold(str(known)), set()).add(body)
        if name in {str(body), str(body).rsplit("/", 1)[-1]}:
            return body
    wanted = fold(name)
    if not wanted:
        raise StakegraphError("name what to look for, such as 世界银行 or UNCTAD")
    for matches in (
        called.get(wanted, set()),
        {body for known, found in called.items() if len(wanted) > 1 and wanted in known for body in found},
        near(wanted, called),
    ):
        if len(matches) == 1:
            return next(iter(matches))
        if matches:
            labels = Counter(label(graph, body) for body in matches)
            several = ", ".join(
                sorted(
                    f"{label(graph, b)} ({b})" if labels[label(graph, b)] > 1 else label(graph, b)
                    for b in matches
                )[: SUGGESTIONS * 2]
            )
            raise StakegraphError(f"{name!r} may mean {several}; name one of them")
    nearest = process.extract(wanted, list(called), scorer=fuzz.WRatio, limit=SUGGESTIONS)
    likely = dict.fromkeys(label(graph, min(called[known])) for known, _, _ in nearest)
    hint = f"; the nearest are {', '.join(likely)}" if likely else "; the graph names none"
    raise StakegraphError(f"{'no body' if among is None else 'nothing'} is called {name!r}{hint}")


def near(wanted: str, called: dict[str, set[URIRef]]) -> set[URIRef]:
    """Return the bodies with a name that differs from the one wanted in a letter or two."""
    hits = process.extract(wanted, list(called), scorer=fuzz.ratio, score_cutoff=NEAR)
    return {body for known, _, _ in hits for body in called[known]}


def meant(graph: Graph, given: Mapping[str, str]) -> dict[str, str]:
    """Return the values of a named query with each body, however it is written, under its preferred name.

    Raises:
        StakegraphError: no body is meant, or several are.
    """
    return {
        name: label(graph, find(graph, value)) if name in BODIES else value for name, value in given.items()
    }
