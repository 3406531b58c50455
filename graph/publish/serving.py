"""A read-only SPARQL endpoint and the explorer page on this machine alone; of an archive, what its page asks for too.

Safe by default: it listens on the loopback address, answers only requests that name it as their host (against DNS
rebinding) and that no other site has a browser send, takes queries and no updates, asks no other endpoint, and bounds
the time, memory, rows and length of each answer. HTTP itself is waitress's.
"""

import json
import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from email.message import Message
from http import HTTPStatus
from sqlite3 import Connection
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from waitress.server import create_server

from graph.archive.asked import asked_in
from graph.archive.index import Index
from graph.archive.names import found
from graph.archive.views import facts, view
from graph.pages.page import archive_page, page
from graph.store.asking import HEARTBEAT, Limits, ask
from graph.store.files import load
from graph.store.found import to_csv, to_json
from ontology.errors import StakegraphError

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

HOST = "127.0.0.1"
LONGEST = 100_000  # bytes of a request's body
FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
JSON, CSV, TRIPLES = "application/sparql-results+json", "text/csv", "application/n-triples"
AT_ONCE, WAITING, PATIENCE = 4, 16, 5.0  # queries, those that wait for their turn, and how long in seconds
SECONDS = 10.0  # of what the page of an archive asks for
THREADS, CONNECTIONS, IDLE = 24, 100, 30  # more than queries and those that wait, so that others are answered
# None may be told what a page of ours says, nor show it in a frame.
CLOSED = (
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
)


ASKED: Mapping[str, Callable[[Connection, Mapping[str, list[str]]], object]] = {
    "/search": lambda index, given: found(index, given.get("q", [""])[0]),
    "/view": lambda index, given: view(index, asked_in(given)),
}


class RefusedError(Exception):
    """A request that is not answered, and why."""

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class Server:
    """Serves one source; the page is made when it is first asked for.

    Args:
        source: the graph that queries ask.
        port: where to listen, 0 for any.
        limits: of a query.
        title: what the page is called, "" for what it is called by default.
        index: of an archive, whose page asks for what it shows; None for a page that has all at once.

    Raises:
        StakegraphError: the port cannot be listened on.
    """

    def __init__(
        self, source: str, port: int, limits: Limits, title: str, index: Index | None = None
    ) -> None:
        self.source, self.limits, self.title, self.index = source, limits, title, index
        self.at_once = threading.BoundedSemaphore(AT_ONCE)
        self.waiting = threading.BoundedSemaphore(WAITING)
        self.page_lock = threading.Lock()
        self.html = b""
        logging.getLogger("waitress").setLevel(logging.CRITICAL)  # who asks what, and how badly, is no news
        try:
            self.http: Any = create_server(
                self.respond,
                host=HOST,
                port=port,
                threads=THREADS,
                connection_limit=CONNECTIONS,
                channel_timeout=IDLE,
                cleanup_interval=IDLE,
                channel_request_lookahead=1,  # so that a client who leaves is seen
                max_request_body_size=LONGEST,
                ident=None,
            )
        except OSError as error:
            raise StakegraphError(
                f"port {port} cannot be listened on: {error.strerror}; name another"
            ) from error
        self.hosts = {f"{name}:{self.http.effective_port}" for name in (HOST, "localhost")}

    @property
    def address(self) -> str:
        """Where it is found."""
        return f"http://{HOST}:{self.http.effective_port}"

    def run(self) -> None:
        """Answer requests until SystemExit or KeyboardInterrupt."""
        self.http.run()

    def close(self) -> None:
        """Listen no more, and end what runs."""
        self.http.task_dispatcher.shutdown()
        self.http.close()

    def explorer(self) -> bytes:
        """Return the page of the source."""
        with self.page_lock:
            if not self.html and self.index:
                with self.index.asked(SECONDS) as asked:
                    self.html = archive_page(self.title, facts(asked)).encode()
            elif not self.html:
                self.html = page(load(self.source), self.title).encode()
            return self.html

    def respond(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Answer one request (WSGI, PEP 3333)."""
        more: tuple[tuple[str, str], ...] = ()
        try:
            self.admit(environ)
            status = HTTPStatus.OK
            if environ["PATH_INFO"] == "/":
                body, kind = self.explorer(), "text/html; charset=utf-8"
            elif environ["PATH_INFO"] == "/sparql":
                body, kind, more = self.answer(asked(environ), environ)
            elif self.index and environ["PATH_INFO"] in ASKED:
                body, kind = self.part(self.index, environ), "application/json; charset=utf-8"
            else:
                raise RefusedError(HTTPStatus.NOT_FOUND, "there are / and /sparql")
        except RefusedError as refusal:
            status, body, kind = refusal.status, f"{refusal}\n".encode(), "text/plain; charset=utf-8"
        except StakegraphError as error:
            status, body, kind = HTTPStatus.BAD_REQUEST, f"{error}\n".encode(), "text/plain; charset=utf-8"
        start(f"{status} {status.phrase}", [("Content-Type", kind), *more, *CLOSED])
        return [body]

    def part(self, index: Index, environ: "WSGIEnvironment") -> bytes:
        """Return what the page of an archive asks for: names that are found, or a part of it, as JSON.

        The questions are ours, and bounded in how much they look at and give; the clock bounds each all the same.
        """
        given = form(environ["QUERY_STRING"])
        with index.asked(SECONDS) as asked:
            answer = ASKED[environ["PATH_INFO"]](asked, given)
        return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")

    def admit(self, environ: "WSGIEnvironment") -> None:
        """Refuse a request that is not for this host, or that another site has a browser send.

        By Host, Origin and Sec-Fetch-Site (W3C, Fetch Metadata Request Headers): pictures and scripts of other
        sites are asked for without an Origin.
        """
        origin = environ.get("HTTP_ORIGIN")
        if (
            environ.get("HTTP_HOST") not in self.hosts
            or (origin is not None and origin not in {f"http://{host}" for host in self.hosts})
            or environ.get("HTTP_SEC_FETCH_SITE", "none") not in {"none", "same-origin"}
        ):
            raise RefusedError(HTTPStatus.FORBIDDEN, "only pages of this server may ask it")
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD", "POST"}:
            raise RefusedError(HTTPStatus.METHOD_NOT_ALLOWED, "this endpoint is read-only; use GET or POST")

    @contextmanager
    def turn(self, gone: Callable[[], object]) -> Iterator[None]:
        """Wait until one of the queries that run at once has ended, or refuse where too many wait or too long.

        Args:
            gone: says when the client waits no more.
        """
        end = time.monotonic() + PATIENCE
        refusal = RefusedError(HTTPStatus.SERVICE_UNAVAILABLE, "too many queries at once; try again")
        if not self.waiting.acquire(blocking=False):
            raise refusal
        try:
            while not self.at_once.acquire(timeout=HEARTBEAT):
                if gone() or time.monotonic() > end:
                    raise refusal
        finally:
            self.waiting.release()
        try:
            yield
        finally:
            self.at_once.release()

    def answer(self, text: str, environ: "WSGIEnvironment") -> tuple[bytes, str, tuple[tuple[str, str], ...]]:
        """Return the answer to a query in the form that is asked for, its media type, and whether it is cut."""
        gone = environ.get("waitress.client_disconnected", lambda: False)
        with self.turn(gone):
            answer = ask(self.source, text, self.limits, alone=True, unwanted=gone)
        more = (("X-Cut-At", str(self.limits.rows)),) if answer.cut else ()
        if answer.triples is not None:
            return answer.triples.encode(), TRIPLES, more
        if CSV in environ.get("HTTP_ACCEPT", "") and answer.truth is None:
            return to_csv(answer).encode(), f"{CSV}; charset=utf-8", more
        return to_json(answer).encode(), JSON, more


def asked(environ: "WSGIEnvironment") -> str:
    """Return the query of a request: of its address or its body (SPARQL 1.1 Protocol, W3C, 2013).

    Raises:
        RefusedError: there is none, or it is an update.
    """
    kind = Message()
    kind["Content-Type"] = environ.get("CONTENT_TYPE", "")
    if environ["REQUEST_METHOD"] != "POST":
        given = form(environ["QUERY_STRING"])
        if "query" not in given:
            raise RefusedError(HTTPStatus.BAD_REQUEST, "send a query: /sparql?query=…")
        return given["query"][0]
    text = environ["wsgi.input"].read(LONGEST).decode("utf-8", errors="replace")
    if kind.get_content_type() == QUERY:
        return str(text)
    given = form(text) if kind.get_content_type() == FORM else {}
    if "query" not in given:
        raise RefusedError(HTTPStatus.FORBIDDEN, f"this endpoint is read-only; send a query as {QUERY}")
    return given["query"][0]


def form(text: str) -> dict[str, list[str]]:
    """Return the fields of a form."""
    try:
        return parse_qs(text, max_num_fields=20)
    except ValueError:
        raise RefusedError(HTTPStatus.BAD_REQUEST, "the query has too many fields") from None
