"""A store that keeps graphs: embedded on disk, or any SPARQL 1.1 endpoint that an institution already has.

Each report is a named graph. Replacing one is a single transaction, so a load that is killed leaves what was there.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Protocol
from urllib.parse import quote

import pyoxigraph as ox
import urllib3
from rdflib import Graph
from rdflib.namespace import RDF

from graph.reports import described
from graph.store.parsing import READ, parse_apart
from graph.store.triples import in_order, n_triples
from graph.web import Client, without_credentials
from ontology.errors import StakegraphError
from ontology.namespaces import PREFIXES, SG

if sys.platform == "win32":
    fcntl = None  # there the store's own lock must do
else:
    import fcntl

LOCK = "stakegraph.lock"
USER, PASSWORD, TOKEN = "STAKEGRAPH_USER", "STAKEGRAPH_PASSWORD", "STAKEGRAPH_TOKEN"
GRAPH_STORES = ("store", "data")
NO_UPDATES = {404, 405, 415, 501}
BROKEN = (
    OSError,
    RuntimeError,
    ValueError,
)  # what Oxigraph raises where a store's files are not as it left them
SAMPLE = 20  # triples of a report that an endpoint is asked for when it has taken it
Answer = ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean
PREFIX_LINES = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())


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
        return Endpoint(location)
    return Embedded(Path(location), read_only=read_only)


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
        try:
            self.store = ox.Store.read_only(str(folder)) if read_only else ox.Store(str(folder))
        except BROKEN as error:
            raise StakegraphError(f"the store {folder} cannot be opened: {in_a_line(error)}") from error

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


class RefusedError(StakegraphError):
    """An endpoint answers, and does not do what it was asked."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class Endpoint:
    """A SPARQL 1.1 endpoint: queries, updates, and the graph store protocol where it takes no updates.

    Where the three have different addresses the query's is given; the others are …/update beside …/query or …/sparql,
    or the same, and …/store (Oxigraph) or …/data (Fuseki). Credentials come from the environment.
    """

    def __init__(self, address: str) -> None:
        address, told = without_credentials(address)
        self.address = address.rstrip("/")
        base, _, last = self.address.rpartition("/")
        self.query_address = self.address
        self.update_addresses = [f"{base}/update"] if last in {"query", "sparql"} else []
        self.update_addresses.append(self.address)
        self.graph_addresses = [f"{base}/{name}" for name in GRAPH_STORES]
        self.headers = credentials() or told
        self.client = Client()

    def ask(self, address: str, body: str, kind: str, accept: str, method: str = "POST") -> tuple[bytes, str]:
        """Return what the endpoint answers, and its media type.

        Raises:
            StakegraphError: it cannot be reached.
            RefusedError: it refuses.
        """
        headers = {**self.headers, "Content-Type": f"{kind}; charset=utf-8", "Accept": accept}
        reply = self.client.ask(method, address, body.encode(), headers)
        if reply.status in {401, 403}:
            raise StakegraphError(f"{address} asks who you are: set {USER} and {PASSWORD}, or {TOKEN}")
        if reply.status >= 400:
            told = " ".join(reply.data[:1000].decode(errors="replace").split())[:160]
            raise RefusedError(f"{address} answers {reply.status}: {told or reply.reason}", reply.status)
        return reply.data, reply.kind

    def replace(self, name: str, triples: Sequence[ox.Triple]) -> None:
        """Replace a named graph in one update, which SPARQL 1.1 asks endpoints to carry out as a whole.

        An endpoint that takes no updates is asked to put the graph in place (SPARQL 1.1 Graph Store HTTP Protocol).
        """
        graph, data = ox.NamedNode(name), n_triples(triples)
        update = f"CLEAR SILENT GRAPH {graph} ; INSERT DATA {{ GRAPH {graph} {{ {data} }} }}"
        attempts = [
            (address, update, "application/sparql-update", "POST") for address in self.update_addresses
        ]
        where = f"?graph={quote(name, safe='')}"
        attempts += [(a + where, data, "application/n-triples", "PUT") for a in self.graph_addresses]
        refusals = []
        for address, body, kind, method in attempts:
            try:
                self.ask(address, body, kind, "*/*", method)
                break
            except RefusedError as refused:
                if refused.status not in NO_UPDATES:
                    raise
                refusals.append(refused)
        else:
            raise refusals[0]
        self.verify(graph, triples)

    def verify(self, graph: ox.NamedNode, triples: Sequence[ox.Triple]) -> None:
        """Ask for some of what an endpoint has taken: a web page too answers that all is well.

        Raises:
            StakegraphError: it is not there.
        """
        sample = [
            t for t in triples if isinstance(t.subject, ox.NamedNode) and isinstance(t.object, ox.NamedNode)
        ]
        held = self.query(f"ASK {{ GRAPH {graph} {{ {n_triples(sample[:SAMPLE])} }} }}")
        if not (isinstance(held, ox.QueryBoolean) and held):
            raise StakegraphError(
                f"{self.address} took {graph.value} and does not hold it; is it a SPARQL endpoint?"
            )

    def names(self) -> list[str]:
        """Return the IRIs of the named graphs."""
        found = self.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
        if not isinstance(found, ox.QuerySolutions) or "g" not in [one.value for one in found.variables]:
            raise StakegraphError(f"{self.address} answers another question than the one it was asked")
        return sorted(row["g"].value for row in found if isinstance(row["g"], ox.NamedNode))

    def triples(self) -> Iterator[ox.Triple]:
        """Yield the triples that the endpoint shows."""
        found = self.query("CONSTRUCT WHERE { ?s ?p ?o }")
        if not isinstance(found, ox.QueryTriples):
            raise StakegraphError(f"{self.address} answers with a table where triples were asked for")
        yield from found

    def query(self, sparql: str) -> Answer:
        """Return what a query answers; which graphs it is over is the endpoint's to say.

        Raises:
            StakegraphError: the answer is none, or is broken anywhere.
        """
        accept = "application/sparql-results+json, application/n-triples;q=0.9, text/turtle;q=0.5"
        data, kind = self.ask(self.query_address, PREFIX_LINES + sparql, "application/sparql-query", accept)
        form = ox.RdfFormat.from_media_type(kind)
        if form in READ.values():
            memory = ox.Store()
            name = next(name for name, known in READ.items() if known == form)
            triples = parse_apart(data, name, self.query_address, self.query_address)
            memory.bulk_extend(ox.Quad(*triple) for triple in triples)
            return memory.query("CONSTRUCT WHERE { ?s ?p ?o }")
        table = ox.QueryResultsFormat.from_media_type(kind)
        if table is None:
            raise StakegraphError(
                f"{self.query_address} answers with what is no SPARQL result: {kind or 'nothing'}"
            )
        try:
            found = ox.parse_query_results(data, format=table)
            if isinstance(found, ox.QueryBoolean):
                return found
            for _ in found:  # what is broken at its end is told here, and not while its rows are used
                pass
            return ox.parse_query_results(data, format=table)
        except (SyntaxError, ValueError) as error:
            reason = in_a_line(error)[:160]
            raise StakegraphError(f"{self.query_address} answers with a broken table: {reason}") from error


def credentials() -> dict[str, str]:
    """Return the headers that say who asks, from the environment."""
    if os.environ.get(TOKEN):
        return {"Authorization": f"Bearer {os.environ[TOKEN]}"}
    if os.environ.get(USER):
        return dict(urllib3.make_headers(basic_auth=f"{os.environ[USER]}:{os.environ.get(PASSWORD, '')}"))
    return {}


def in_a_line(error: Exception) -> str:
    """Return what an engine says of a failure."""
    return " ".join(str(error).split())


def plain_prefixes() -> dict[str, str]:
    """Return the prefixes of the contract, which queries may use undeclared."""
    return {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}


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


def is_store(folder: Path) -> bool:
    """Return whether a folder is an Oxigraph store."""
    return (folder / "CURRENT").is_file()


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
