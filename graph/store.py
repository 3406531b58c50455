"""A store that keeps graphs: embedded on disk, or any SPARQL 1.1 endpoint that an institution already has.

Each report is a named graph. Replacing one is a single transaction, so a load that is killed leaves what was there.
"""

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, Protocol
from urllib.parse import quote

import pyoxigraph as ox
import urllib3
from rdflib import Graph
from rdflib.namespace import RDF

from graph.reports import described
from graph.triples import in_order, n_triples
from ontology.errors import StakegraphError
from ontology.namespaces import PREFIXES, SG

if sys.platform == "win32":
    fcntl = None  # there the store's own lock must do
else:
    import fcntl

LOCK = "stakegraph.lock"
RETRIES, WAIT, TIMEOUT = 3, 0.5, 60.0
USER, PASSWORD, TOKEN = "STAKEGRAPH_USER", "STAKEGRAPH_PASSWORD", "STAKEGRAPH_TOKEN"
GRAPH_STORES = ("store", "data")
NO_UPDATES = {404, 405, 415, 501}
Answer = ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean
PREFIX_LINES = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())


class Store(Protocol):
    """What both sorts of store can do."""

    def replace(self, name: str, triples: Sequence[ox.Triple]) -> None:
        """Make the named graph hold these triples and no others, or leave it as it was."""

    def names(self) -> list[str]:
        """Return the IRIs of the named graphs."""

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
        except (OSError, ValueError) as error:
            reason = " ".join(str(error).split())
            raise StakegraphError(f"the store {folder} cannot be opened: {reason}") from error

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
        except OSError as error:
            raise StakegraphError(f"{self.folder} could not be written; it is as it was: {error}") from error

    def names(self) -> list[str]:
        """Return the IRIs of the named graphs."""
        return sorted(name.value for name in self.store.named_graphs() if isinstance(name, ox.NamedNode))

    def query(self, sparql: str) -> Answer:
        """Return what a query over all graphs together answers."""
        try:
            return self.store.query(sparql, use_default_graph_as_union=True, prefixes=plain_prefixes())
        except SyntaxError as error:
            raise StakegraphError(f"the query is malformed: {' '.join(str(error.msg).split())}") from error
        except (OSError, RuntimeError, ValueError) as error:
            raise StakegraphError(f"the query failed: {' '.join(str(error).split())}") from error


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
        self.address = address.rstrip("/")
        base, _, last = self.address.rpartition("/")
        self.query_address = self.address
        self.update_addresses = [f"{base}/update"] if last in {"query", "sparql"} else []
        self.update_addresses.append(self.address)
        self.graph_addresses = [f"{base}/{name}" for name in GRAPH_STORES]
        self.headers = credentials()
        self.pool = urllib3.PoolManager(
            timeout=urllib3.Timeout(connect=10.0, read=TIMEOUT),
            retries=urllib3.Retry(
                RETRIES, backoff_factor=WAIT, status_forcelist=(502, 503, 504), allowed_methods=None
            ),
        )

    def ask(self, address: str, body: str, kind: str, accept: str, method: str = "POST") -> tuple[bytes, str]:
        """Return what the endpoint answers, and its media type.

        Raises:
            StakegraphError: it cannot be reached.
            RefusedError: it refuses.
        """
        headers = {**self.headers, "Content-Type": f"{kind}; charset=utf-8", "Accept": accept}
        try:
            reply = self.pool.request(method, address, body=body.encode(), headers=headers)
        except urllib3.exceptions.HTTPError as error:
            reason = " ".join(str(getattr(error, "reason", None) or error).split())
            raise StakegraphError(f"{address} does not answer: {reason[:160]}") from error
        if reply.status in {401, 403}:
            raise StakegraphError(f"{address} asks who you are: set {USER} and {PASSWORD}, or {TOKEN}")
        if reply.status >= 400:
            told = " ".join(reply.data.decode(errors="replace").split())[:160]
            raise RefusedError(f"{address} answers {reply.status}: {told or reply.reason}", reply.status)
        return reply.data, str(reply.headers.get("Content-Type", "")).split(";")[0].strip()

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
                return
            except RefusedError as refused:
                if refused.status not in NO_UPDATES:
                    raise
                refusals.append(refused)
        raise refusals[0]

    def names(self) -> list[str]:
        """Return the IRIs of the named graphs."""
        found = self.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
        assert isinstance(found, ox.QuerySolutions)
        return sorted(row["g"].value for row in found if isinstance(row["g"], ox.NamedNode))

    def query(self, sparql: str) -> Answer:
        """Return what a query answers; which graphs it is over is the endpoint's to say."""
        accept = "application/sparql-results+json, application/n-triples;q=0.9, text/turtle;q=0.5"
        data, kind = self.ask(self.query_address, PREFIX_LINES + sparql, "application/sparql-query", accept)
        try:
            if kind.startswith("application/sparql-results"):
                return ox.parse_query_results(data, format=ox.QueryResultsFormat.from_media_type(kind))
            form = ox.RdfFormat.from_media_type(kind) or ox.RdfFormat.TURTLE
            memory = ox.Store()
            memory.bulk_load(data, format=form)
        except (SyntaxError, ValueError) as error:
            raise StakegraphError(
                f"{self.query_address} answers with what is no SPARQL result: {kind or 'nothing'}"
            ) from error
        return memory.query("CONSTRUCT WHERE { ?s ?p ?o }")


def credentials() -> dict[str, str]:
    """Return the headers that say who asks, from the environment."""
    if os.environ.get(TOKEN):
        return {"Authorization": f"Bearer {os.environ[TOKEN]}"}
    if os.environ.get(USER):
        return dict(urllib3.make_headers(basic_auth=f"{os.environ[USER]}:{os.environ.get(PASSWORD, '')}"))
    return {}


def plain_prefixes() -> dict[str, str]:
    """Return the prefixes of the contract, which queries may use undeclared."""
    return {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}


def guard(folder: Path, *, read_only: bool) -> IO[str]:
    """Return the open lock of a store: many may read it at once, or one may write.

    Raises:
        StakegraphError: another process is in the way, or the folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / LOCK).open("a+", encoding="utf-8")
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
        StakegraphError: a graph has no report.
    """
    names = []
    for graph in graphs:
        if not any(graph.subjects(RDF.type, SG.Report)):
            raise StakegraphError(
                "a graph names no report, so that it has no name in a store; build it from one"
            )
        for name, triples in described(in_order(graph)).items():
            store.replace(name, triples)
            names.append(name)
    return names
