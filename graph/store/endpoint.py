"""A store at the address of any SPARQL 1.1 endpoint that an institution already has."""

import os
from collections.abc import Iterator, Sequence
from urllib.parse import quote

import pyoxigraph as ox
import urllib3

from graph.store.answers import Answer, in_a_line, plain_prefixes
from graph.store.parsing import READ, parse_apart
from graph.store.triples import n_triples
from graph.web import Client, without_credentials
from ontology.errors import StakegraphError

USER, PASSWORD, TOKEN = "STAKEGRAPH_USER", "STAKEGRAPH_PASSWORD", "STAKEGRAPH_TOKEN"
GRAPH_STORES = ("store", "data")
NO_UPDATES = {404, 405, 415, 501}
SAMPLE = 20  # triples of a report that an endpoint is asked for when it has taken it
PREFIX_LINES = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in plain_prefixes().items())


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
