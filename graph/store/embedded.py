"""A store in a folder of this machine, which many may read at once, or one may write."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from graph.atomic import beside, exchange, owned_alike, replaceable
from graph.store.answers import Answer, in_a_line, plain_prefixes
from graph.store.triples import n_triples
from ontology.errors import StakegraphError

if sys.platform == "win32":
    fcntl = None  # there the store's own lock must do
else:
    import fcntl

LOCK = "stakegraph.lock"
MANY = 50_000  # triples from which on a new store is made sooner than a transaction is written
BROKEN = (
    OSError,
    RuntimeError,
    ValueError,
)  # what Oxigraph raises where a store's files are not as it left them


class Embedded:
    """An Oxigraph store in a folder."""

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self.folder = folder
        if folder.exists() and not folder.is_dir():
            raise StakegraphError(f"{folder} is a file; a store is a folder")
        if read_only and not is_store(folder):
            raise StakegraphError(f"{folder} holds no store; make one with stakegraph load")
        if folder.is_dir() and not is_store(folder) and any(file.name != LOCK for file in folder.iterdir()):
            raise StakegraphError(f"{folder} holds other files; name an empty or a new folder for the store")
        self.guard = guard(folder, read_only=read_only)
        self.store = opened(folder, read_only=read_only)

    def replace(self, name: str, triples: Sequence[ox.Triple]) -> None:
        """Replace a named graph in one transaction."""
        graph = ox.NamedNode(name)
        try:
            if self.store.contains_named_graph(graph):
                data = n_triples(triples)
                self.store.update(f"CLEAR GRAPH {graph} ; INSERT DATA {{ GRAPH {graph} {{ {data} }} }}")
            else:  # one transaction too, and twice as quick
                self.store.extend(ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples)
            self.store.flush()
        except BROKEN as error:
            raise StakegraphError(
                f"{self.folder} could not be written; it is as it was: {in_a_line(error)}"
            ) from error

    def renew(self, graphs: Mapping[str, Sequence[ox.Triple]]) -> bool:
        """Put a new store in the place of this one, with these named graphs in place of the old, and the others.

        It is loaded in bulk, beside this one's folder, and the two are exchanged in one step: whoever kills the
        process leaves the one or the other. Returns whether it was done; where it was not, nothing has changed: the
        triples are few beside those in the store, or the system cannot exchange two folders there. What went wrong
        on the way, a transaction meets too, and tells.
        """
        coming = sum(map(len, graphs.values()))
        if coming < MANY or coming < len(self.store):
            return False
        replaced = {ox.NamedNode(name): triples for name, triples in graphs.items()}
        try:
            place = replaceable(self.folder)
            with beside(place) as aside:
                new = aside / "store"
                made = ox.Store(str(new))
                made.bulk_extend(
                    chain(
                        (quad for quad in self.store if quad.graph_name not in replaced),
                        (
                            ox.Quad(t.subject, t.predicate, t.object, graph)
                            for graph, triples in replaced.items()
                            for t in triples
                        ),
                    )
                )
                made.flush()
                (new / LOCK).hardlink_to(place / LOCK)  # the same file, so that others stay locked out
                owned_alike(place, new)
                del made, self.store  # closed: an open store knows its files by their path
                try:
                    return exchange(new, place)
                finally:
                    self.store = opened(self.folder)
        except (*BROKEN, StakegraphError):
            if not hasattr(self, "store"):
                raise
            return False

    def names(self) -> list[str]:
        """Return the IRIs of the named graphs."""
        try:
            return sorted(name.value for name in self.store.named_graphs() if isinstance(name, ox.NamedNode))
        except BROKEN as error:
            raise StakegraphError(f"the store {self.folder} cannot be read: {in_a_line(error)}") from error

    def triples(self) -> Iterator[ox.Triple]:
        """Yield the triples of all graphs together."""
        try:
            yield from (quad.triple for quad in self.store)
        except BROKEN as error:
            raise StakegraphError(f"the store {self.folder} cannot be read: {in_a_line(error)}") from error

    def query(self, sparql: str) -> Answer:
        """Return what a query over all graphs together answers."""
        try:
            return self.store.query(sparql, use_default_graph_as_union=True, prefixes=plain_prefixes())
        except SyntaxError as error:
            raise StakegraphError(f"the query is malformed: {' '.join(str(error.msg).split())}") from error
        except BROKEN as error:
            raise StakegraphError(f"the query failed: {in_a_line(error)}") from error


def opened(folder: Path, *, read_only: bool = False) -> ox.Store:
    """Return the store in a folder, opened.

    Raises:
        StakegraphError: its files are not as they were left.
    """
    try:
        return ox.Store.read_only(str(folder)) if read_only else ox.Store(str(folder))
    except BROKEN as error:
        raise StakegraphError(f"the store {folder} cannot be opened: {in_a_line(error)}") from error


def is_store(folder: Path) -> bool:
    """Return whether a folder is an Oxigraph store."""
    return (folder / "CURRENT").is_file()


def guard(folder: Path, *, read_only: bool) -> IO[str] | None:
    """Return the open lock of a store: many may read it at once, or one may write.

    None where there is no lock and none can be made, in a folder that is only read.

    Raises:
        StakegraphError: another process is in the way, or the folder cannot be made.
    """
    lock = folder / LOCK
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not read_only or os.access(lock if lock.exists() else folder, os.W_OK):
            file = lock.open("a+", encoding="utf-8")
        elif lock.exists():
            file = lock.open(encoding="utf-8")
        else:
            return None
    except OSError as error:
        raise StakegraphError(f"the store {folder} cannot be opened: {error.strerror}") from error
    if fcntl is not None:
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if read_only else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except OSError as error:
            file.close()
            doing = "writes to" if read_only else "has opened"
            raise StakegraphError(
                f"another process {doing} the store {folder}; try again when it is done"
            ) from error
    return file
