"""A store that keeps graphs: embedded on disk, or any SPARQL 1.1 endpoint that an institution already has.

Each report is a named graph. Replacing one is a single transaction, so a load that is killed leaves what was there;
of an embedded store, where more comes than there is, all is replaced at once.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox
from rdflib import Graph
from rdflib.namespace import RDF

from graph.reports import described
from graph.store.answers import Answer
from graph.store.embedded import Embedded, is_store
from graph.store.triples import in_order
from ontology.errors import StakegraphError
from ontology.namespaces import SG


class Store(Protocol):
    """What both sorts of store can do."""

    def replace(self, name: str, triples: Sequence[ox.Triple]) -> None:
        """Make the named graph hold these triples and no others, or leave it as it was."""

    def names(self) -> list[str]:
        """Return the IRIs of the named graphs."""

    def triples(self) -> Iterator[ox.Triple]:
        """Yield the triples of all graphs together."""

    def query(self, sparql: str) -> Answer:
        """Return what a query over all graphs together answers."""


def open_store(location: str, *, read_only: bool = False) -> Store:
    """Return the store at a folder or an endpoint's address.

    Args:
        location: a folder, which is made if it is not there, or http(s)://… of a SPARQL 1.1 endpoint.
        read_only: for a folder: several processes may then read at once, and none is made.

    Raises:
        StakegraphError: it cannot be opened; the message says why.
    """
    if location.startswith(("http://", "https://")):
        from graph.store.endpoint import Endpoint  # noqa: PLC0415 - files need no HTTP

        return Endpoint(location)
    return Embedded(Path(location), read_only=read_only)


def is_location(source: str) -> bool:
    """Return whether a source is a store: an address, or a folder that holds one."""
    return source.startswith(("http://", "https://")) or is_store(Path(source))


def put(store: Store, graphs: Iterable[Graph]) -> list[str]:
    """Put each report of the graphs into the store as a named graph, and return their IRIs.

    A report that is there already is replaced; nothing else is touched.

    Raises:
        StakegraphError: a graph has no report, and nothing is written; or a report cannot be written, and the message
            says which ones were.
    """
    reports: dict[str, list[ox.Triple]] = {}
    for graph in graphs:
        if not any(graph.subjects(RDF.type, SG.Report)):
            raise StakegraphError(
                "a graph names no report, so that it has no name in a store; build it from one"
            )
        reports |= described(in_order(graph))
    if isinstance(store, Embedded) and store.renew(reports):
        return list(reports)
    names: list[str] = []
    for name, triples in reports.items():
        try:
            store.replace(name, triples)
        except StakegraphError as error:
            raise StakegraphError(
                f"{error}; kept before: {', '.join(names)}" if names else str(error)
            ) from error
        except KeyboardInterrupt:
            raise StakegraphError(
                f"interrupted at {name}; kept before: {', '.join(names) or 'none'}"
            ) from None
        names.append(name)
    return names
