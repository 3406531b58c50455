"""A read-only SPARQL endpoint and the explorer page on this machine alone.

Safe by default: it listens on the loopback address, answers only requests that name it as their host (against DNS
rebinding) and come from no other origin, takes queries and no updates, and bounds their time and rows.
"""

import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from graph.asking import Found, ask, asks_elsewhere, to_csv, to_json
from graph.files import load
from graph.page import page
from ontology.errors import StakegraphError

HOST = "127.0.0.1"
LONGEST = 1_000_000  # bytes of a request
FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
JSON, CSV, TRIPLES = "application/sparql-results+json", "text/csv", "application/n-triples"
AT_ONCE = 4


class Server(ThreadingHTTPServer):
    """Serves one source; the page is made when it is first asked for."""

    daemon_threads = True

    def __init__(self, source: str, port: int, seconds: float, rows: int, title: str) -> None:
        self.source, self.seconds, self.rows, self.title = source, seconds, rows, title
        self.at_once = threading.BoundedSemaphore(AT_ONCE)
        self.page_lock = threading.Lock()
        self.html = b""
        try:
            super().__init__((HOST, port), Handler)
        except OSError as error:
            raise StakegraphError(
                f"port {port} cannot be listened on: {error.strerror}; name another"
            ) from error

    @property
    def address(self) -> str:
        """Where it is found."""
        return f"http://{HOST}:{self.server_address[1]}"

    def explorer(self) -> bytes:
        """Return the page of the source."""
        with self.page_lock:
            if not self.html:
                self.html = page(load(self.source), self.title).encode()
            return self.html


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Server
    server_version, sys_version = "stakegraph", ""
    timeout = 30

    def do_GET(self) -> None:
        """Answer the page, or a query in the address."""
        path, given = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        if not self.allowed():
            return
        if path == "/":
            self.reply(HTTPStatus.OK, self.server.explorer(), "text/html; charset=utf-8")
        elif path == "/sparql" and "query" in given:
            self.answer(given["query"][0])
        elif path == "/sparql":
            self.refuse(HTTPStatus.BAD_REQUEST, "send a query: /sparql?query=…")
        else:
            self.refuse(HTTPStatus.NOT_FOUND, "there are / and /sparql")

    def do_POST(self) -> None:
        """Answer a query in the body; an update is refused."""
        length = int(self.headers.get("Content-Length") or 0)
        kind = self.headers.get_content_type()
        if not self.allowed():
            return
        if urlsplit(self.path).path != "/sparql":
            self.refuse(HTTPStatus.NOT_FOUND, "queries go to /sparql")
        elif length > LONGEST:
            self.refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "the query is too long")
        elif kind not in {FORM, QUERY}:
            self.refuse(HTTPStatus.FORBIDDEN, f"this endpoint is read-only; send {QUERY}")
        else:
            text = self.rfile.read(length).decode("utf-8", errors="replace")
            given = parse_qs(text) if kind == FORM else {"query": [text]}
            if "query" in given:
                self.answer(given["query"][0])
            else:
                self.refuse(HTTPStatus.FORBIDDEN, "this endpoint is read-only; send a query")

    def allowed(self) -> bool:
        """Return whether the request is for this host and from no other page; refuse it otherwise."""
        names = {f"{name}:{self.server.server_address[1]}" for name in (HOST, "localhost")}
        origin = self.headers.get("Origin")
        if self.headers.get("Host") in names and (not origin or urlsplit(origin).netloc in names):
            return True
        self.refuse(HTTPStatus.FORBIDDEN, "only pages of this server may ask it")
        return False

    def answer(self, text: str) -> None:
        """Answer a query in the form that is asked for."""
        if asks_elsewhere(text):
            self.refuse(HTTPStatus.FORBIDDEN, "this endpoint asks no other (SERVICE)")
            return
        if not self.server.at_once.acquire(blocking=False):
            self.refuse(HTTPStatus.SERVICE_UNAVAILABLE, "too many queries at once; try again")
            return
        try:
            found = ask(self.server.source, text, self.server.seconds, self.server.rows)
        except StakegraphError as error:
            self.refuse(HTTPStatus.BAD_REQUEST, str(error))
        else:
            self.reply(HTTPStatus.OK, *self.rendered(found))
        finally:
            self.server.at_once.release()

    def rendered(self, found: Found) -> tuple[bytes, str]:
        """Return an answer and its media type."""
        if found.triples is not None:
            return found.triples.encode(), TRIPLES
        if CSV in self.headers.get("Accept", "") and found.truth is None:
            return to_csv(found).encode(), f"{CSV}; charset=utf-8"
        return to_json(found).encode(), JSON

    def refuse(self, status: HTTPStatus, reason: str) -> None:
        """Say in a line why not."""
        self.close_connection = True
        self.reply(status, f"{reason}\n".encode(), "text/plain; charset=utf-8")

    def reply(self, status: HTTPStatus, body: bytes, kind: str) -> None:
        """Send an answer that no other page may read or frame."""
        self.send_response(status)
        for name, value in (
            ("Content-Type", kind),
            ("Content-Length", str(len(body))),
            ("X-Content-Type-Options", "nosniff"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("X-Frame-Options", "DENY"),
        ):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Write nothing: who asks what is nobody's business."""
