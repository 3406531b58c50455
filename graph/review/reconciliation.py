"""Candidates for the same things elsewhere, asked of a reconciliation service; nothing is written unasked.

The protocol is that of the Reconciliation Service API 0.2 (W3C Community Group, 2023), which OpenRefine speaks.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from rdflib import Graph, URIRef
from rdflib.namespace import SKOS

from graph.network.projection import bodies, kind, label, of_kinds
from graph.web import Client, without_credentials
from ontology.errors import StakegraphError

BATCH = 10
THINGS: Mapping[str, Callable[[Graph], list[URIRef]]] = {
    "bodies": bodies,
    "places": lambda graph: of_kinds(graph, ["Place"]),
    "events": lambda graph: of_kinds(graph, ["Event"]),
}
COLUMNS = ("label", "asked", "candidate", "name", "score", "match", "link", "iri")


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a service proposes for a body, a place or an event.

    Attributes:
        body: its IRI.
        label: its name.
        kind: the short name of its kind.
        asked: the name that the service was asked for.
        id, name: what it proposes; "" where it proposes nothing.
        score: how well it fits, on the service's own scale.
        match: whether the service holds it for the same.
        link: its web address, where the service tells how to make one.
    """

    body: str
    label: str
    kind: str
    asked: str
    id: str
    name: str
    score: float
    match: bool
    link: str


class Service:
    """A reconciliation service at an address."""

    def __init__(self, address: str) -> None:
        self.address, self.headers = without_credentials(address)
        self.client = Client()
        manifest = self.answer("GET")
        if not isinstance(manifest, dict) or "name" not in manifest:
            raise StakegraphError(f"{self.address} is no reconciliation service: its manifest has no name")
        view = manifest.get("view")
        self.view = str(view.get("url", "")) if isinstance(view, dict) else ""

    def answer(self, method: str, fields: dict[str, str] | None = None) -> Any:
        """Return what the service answers, as JSON.

        Raises:
            StakegraphError: it cannot be reached, refuses, or answers something else.
        """
        body = urlencode(fields).encode() if fields else None
        headers = {**self.headers, "Accept": "application/json"}
        if fields:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        reply = self.client.ask(method, self.address, body, headers)
        if reply.status >= 400:
            raise StakegraphError(f"{self.address} answers {reply.status} {reply.reason}".rstrip())
        try:
            return json.loads(reply.data)
        except (ValueError, RecursionError) as error:
            raise StakegraphError(
                f"{self.address} is no reconciliation service: it answers no JSON"
            ) from error

    def candidates(self, names: Sequence[str], kind: str, limit: int) -> list[list[dict[str, Any]]]:
        """Return what the service proposes for each name, the best first.

        Args:
            names: what to look for.
            kind: the service's own type, such as Q43229, or "".
            limit: how many at most for each.
        """
        queries = {
            f"q{number}": {"query": name, "limit": limit, **({"type": kind} if kind else {})}
            for number, name in enumerate(names)
        }
        found = self.answer("POST", {"queries": json.dumps(queries, ensure_ascii=False)})
        try:
            results = [found[key]["result"] for key in queries]
            return [sorted(map(checked, result), key=lambda one: -one["score"])[:limit] for result in results]
        except (KeyError, TypeError, ValueError) as error:
            raise StakegraphError(f"{self.address} answers otherwise than the protocol says") from error

    def link(self, identity: str) -> str:
        """Return the web address of what an identifier names, or ""."""
        return self.view.replace("{{id}}", identity)


def checked(row: dict[str, Any]) -> dict[str, Any]:
    """Return a candidate with the parts that the protocol promises."""
    match = row.get("match", False)
    return {
        "id": str(row["id"]),
        "name": str(row["name"]),
        "score": float(row["score"]),
        "match": bool(match),
    }


def reconcile(
    graph: Graph,
    service: Service,
    language: str = "en",
    kind_asked: str = "",
    limit: int = 3,
    things: str = "bodies",
) -> Iterator[Candidate]:
    """Yield the candidates for each thing of the graph that has no link yet, in the order of IRIs.

    Args:
        graph: a graph of the contract.
        service: whom to ask.
        language: the language whose names are asked for first; the report's own otherwise.
        kind_asked: the service's own type of what to look for, or "".
        limit: how many candidates at most for each.
        things: one of THINGS.
    """
    waiting = [body for body in THINGS[things](graph) if (body, SKOS.exactMatch, None) not in graph]
    for start in range(0, len(waiting), BATCH):
        batch = waiting[start : start + BATCH]
        asked = [label(graph, body, language) or label(graph, body) for body in batch]
        for body, name, found in zip(batch, asked, service.candidates(asked, kind_asked, limit), strict=True):
            about = (str(body), label(graph, body), kind(graph, body), name)
            if not found:
                yield Candidate(*about, "", "", 0.0, False, "")
            for one in found:
                yield Candidate(
                    *about, one["id"], one["name"], one["score"], one["match"], service.link(one["id"])
                )


def to_rows(found: Sequence[Candidate]) -> list[dict[str, object]]:
    """Return candidates as rows."""
    return [
        {
            "label": one.label,
            "asked": one.asked,
            "candidate": one.id,
            "name": one.name,
            "score": one.score,
            "match": "yes" if one.match else "",
            "link": one.link,
            "iri": one.body,
        }
        for one in found
    ]
