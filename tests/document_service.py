"""A server that behaves as the Official Document System of the United Nations does, well or badly, for the tests."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from making_reports import Words, pdf

PAGE = b"<!doctype html><html><head><title>ODS</title></head><body><app-root></app-root></body></html>"
ACCESS = "/api/symbol/access?s={symbol}&l={lang}&t=pdf"
Document = tuple[str, str]  # symbol and language


def report(symbol: str, *paragraphs: str) -> bytes:
    """Return a PDF of one page with the symbol at its head."""
    lines = [Words(300, 570, 12, symbol)]
    lines += [Words(40, 500 - 40 * n, 12, text) for n, text in enumerate(paragraphs)]
    return pdf([lines])


class Asked(NamedTuple):
    """A request: where, when by time.monotonic(), and as whom."""

    path: str
    at: float
    agent: str
    credentials: str


@dataclass
class Service:
    """What the server has, how it misbehaves about a document, and what it was asked.

    Attributes:
        address: of the server.
        documents: what it has, by symbol and language.
        behaviour: what it does instead, request by request and then for good, by symbol.
        asked: every request.
    """

    address: str
    documents: dict[Document, bytes]
    behaviour: dict[str, Sequence["Behaviour"]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    met: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def template(self) -> str:
        """What `--from` is given."""
        return self.address + ACCESS

    def requests(self, symbol: str) -> list[Asked]:
        """Those that asked the access point for a symbol."""
        return [one for one in self.asked if f"s={symbol}&" in unquote(one.path)]

    def next(self, symbol: str) -> "Behaviour | None":
        """What the server does about a symbol this time; None is its usual behaviour."""
        planned = self.behaviour.get(symbol, ())
        number = self.met[symbol]
        self.met[symbol] += 1
        return planned[min(number, len(planned) - 1)] if planned else None


class Handler(BaseHTTPRequestHandler):
    """Answers for a Service."""

    protocol_version = "HTTP/1.1"
    service: Service

    def do_GET(self) -> None:
        self.service.asked.append(
            Asked(
                self.path,
                time.monotonic(),
                self.headers.get("User-Agent", ""),
                self.headers.get("Authorization", ""),
            )
        )
        parts = urlsplit(self.path)
        if parts.path == "/api/symbol/access":
            query = parse_qs(parts.query)
            symbol, language = query["s"][0], query["l"][0]
            act = self.service.next(symbol)
            (act or usual)(self, symbol, language)
        elif parts.path.startswith("/doc/"):
            for (symbol, language), data in self.service.documents.items():
                if parts.path == place(symbol, language):
                    self.give(200, data, {"Content-Type": "application/pdf"})
                    return
            self.give(404, b"")
        elif parts.path.startswith("/files/"):  # a mirror: files by their names
            for (symbol, language), data in self.service.documents.items():
                if parts.path == f"/files/{symbol.replace('/', '_')}_{language}.pdf":
                    self.give(200, data, {"Content-Type": "application/octet-stream"})
                    return
            self.give(404, b"no such file", {"Content-Type": "text/plain"})
        else:  # the application answers for every other path, /error too
            self.give(200, PAGE, {"Content-Type": "text/html"})

    def give(self, status: int, body: bytes, headers: Mapping[str, str] | None = None) -> None:
        """Answer."""
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if not {"Content-Length", "Transfer-Encoding", "Connection"} & set(headers or {}):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        if "Connection" in (headers or {}):
            self.close_connection = True

    def log_message(self, format: str, *arguments: object) -> None:
        pass


Behaviour = Callable[[Handler, str, str], None]


def place(symbol: str, language: str) -> str:
    """Where a document stands."""
    return f"/doc/UNDOC/GEN/{symbol.encode().hex().upper()}/PDF/{language.upper()}.PDF"


def usual(handler: Handler, symbol: str, language: str) -> None:
    """Redirect to the document, or to the page that says that there is none."""
    here = handler.service
    there = place(symbol, language) if (symbol, language) in here.documents else f"{here.address}/error"
    handler.give(
        302, f"Found. Redirecting to {there}".encode(), {"Location": there, "Content-Type": "text/plain"}
    )


def in_words(handler: Handler, symbol: str, language: str) -> None:
    """Redirect in words alone."""
    handler.give(
        200, f"Found. Redirecting to {place(symbol, language)}".encode(), {"Content-Type": "text/plain"}
    )


def status(code: int, **headers: str) -> Behaviour:
    """Answer with a status."""
    return lambda handler, *_: handler.give(
        code, b"", {name.replace("_", "-"): value for name, value in headers.items()}
    )


def to(target: str, code: int = 302) -> Behaviour:
    """Redirect to an address."""
    return lambda handler, *_: handler.give(code, b"", {"Location": target})


def page(handler: Handler, *_: str) -> None:
    """Answer with the application's page, and status 200."""
    handler.give(200, PAGE, {"Content-Type": "text/html"})


def cut(how: str) -> Behaviour:
    """Break off in the middle of a document whose length was told, or was not, or that comes in chunks."""

    def act(handler: Handler, symbol: str, language: str) -> None:
        data = handler.service.documents[symbol, language]
        half = data[: len(data) // 2]
        headers = {
            "length": {"Content-Length": str(len(data))},
            "close": {"Connection": "close"},
            "chunked": {"Transfer-Encoding": "chunked"},
        }[how]
        body = f"{len(half):x}\r\n".encode() + half + b"\r\n" if how == "chunked" else half
        handler.give(200, body, {"Content-Type": "application/pdf", **headers})
        handler.close_connection = True

    return act


def endless(every: float, piece: bytes) -> Behaviour:
    """Never come to an end, a piece at a time."""

    def act(handler: Handler, *_: str) -> None:
        handler.give(200, b"%PDF-1.4\n", {"Content-Type": "application/pdf", "Connection": "close"})
        try:
            while True:
                handler.wfile.write(piece)
                time.sleep(every)
        except OSError:
            pass

    return act


def silent(handler: Handler, *_: str) -> None:
    """Hang up without a word."""
    handler.close_connection = True


@contextmanager
def serving(documents: dict[Document, bytes]) -> Iterator[Service]:
    """Serve documents on a port of this machine."""
    own = type("Own", (Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), own)
    server.daemon_threads = True
    own.service = Service(f"http://127.0.0.1:{server.server_address[1]}", documents)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield own.service
    finally:
        server.shutdown()
        server.server_close()
