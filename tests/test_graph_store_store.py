"""The store: reports as named graphs, replaced whole or not at all, on disk and at a real SPARQL endpoint."""

import base64
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import pyoxigraph as ox
import pytest
import urllib3
from rdflib import Graph
from rdflib.compare import isomorphic

from graph import web
from graph.store import embedded
from graph.store.embedded import MANY, Embedded
from graph.store.endpoint import Endpoint
from graph.store.files import load
from graph.store.store import open_store, put
from ontology.errors import StakegraphError

GRAPHS = Path(__file__).parent / "graphs"
BASIN, CONTRACT = GRAPHS / "basin.ttl", GRAPHS / "contract.ttl"
LOAD = [
    sys.executable,
    "-c",
    "import sys; from stakegraph.cli import run; sys.exit(run(sys.argv[1:]))",
    "load",
]
REPORT = "https://w3id.org/stakegraph/id/T-2031-7"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "corpus"


def close(store: Embedded) -> None:
    store.store.flush()
    del store.store
    store.guard.close()


def filled(folder: Path, *graphs: Path) -> None:
    store = Embedded(folder)
    put(store, [load(graph) for graph in graphs])
    close(store)


def load_with(graph: Path, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Load a graph in a process of its own, as the command does."""
    command = [*LOAD, str(graph), "--store", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def contents(folder: Path) -> set[str]:
    store = ox.Store.read_only(str(folder))
    return {str(quad) for quad in store}


def test_each_report_is_a_named_graph_that_stands_alone(folder: Path) -> None:
    filled(folder, BASIN, CONTRACT)
    store = Embedded(folder, read_only=True)
    assert store.names() == ["https://w3id.org/stakegraph/id/T-1", REPORT]
    named = store.query(f"SELECT ?n {{ GRAPH <{REPORT}> {{ ?b skos:prefLabel ?n }} }}")
    assert isinstance(named, ox.QuerySolutions)
    assert "青禾大学" in {row["n"].value for row in named}


def test_a_store_gives_back_what_was_loaded(folder: Path) -> None:
    filled(folder, BASIN)
    there = load(str(folder))
    expected = load(BASIN)
    missing = set(expected) - set(there)
    assert not set(there) - set(expected)
    assert all(
        not list(expected.subjects(None, subject)) for subject, _, _ in missing
    )  # spoken of by no report


def test_loading_again_changes_nothing_and_touches_nothing_else(folder: Path) -> None:
    filled(folder, BASIN, CONTRACT)
    before = contents(folder)
    filled(folder, BASIN)
    assert contents(folder) == before


def test_a_report_that_changed_replaces_the_old_one(folder: Path) -> None:
    filled(folder, BASIN)
    store = Embedded(folder)
    triple = ox.Triple(ox.NamedNode("x:a"), ox.NamedNode("x:b"), ox.Literal("c"))
    store.replace(REPORT, [triple])
    found = store.query("SELECT * { ?s ?p ?o }")
    assert isinstance(found, ox.QuerySolutions)
    assert len(list(found)) == 1
    close(store)


def test_a_load_that_is_killed_leaves_the_store_as_it_was(folder: Path, tmp_path: Path) -> None:
    filled(folder, CONTRACT)
    before = contents(folder)
    big = tmp_path / "big.ttl"
    extra = "".join(
        f'<https://example.org/p{n}> a sg:Paragraph ; dcterms:isPartOf <{REPORT}> ; sg:number "{n}" .\n'
        for n in range(20_000)
    )
    big.write_text(BASIN.read_text(encoding="utf-8") + extra, encoding="utf-8")
    command = [*LOAD, str(big), "--store", str(folder)]
    outcomes = set()
    for _ in range(4):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(random.uniform(0.4, 2.5))
        process.send_signal(signal.SIGKILL)
        process.wait()
        after = contents(folder)
        outcomes.add(after == before or len(after) > 60_000)
        if after != before:
            break
    assert outcomes == {True}  # as it was, or all of it there
    assert load_with(big, folder).returncode == 0
    assert [file.name for file in tmp_path.glob(".*")] == []  # what killed ones left is cleared away


def paragraphs(count: int) -> list[ox.Triple]:
    part = ox.NamedNode("http://purl.org/dc/terms/isPartOf")
    return [ox.Triple(ox.NamedNode(f"x:{n}"), part, ox.NamedNode(REPORT)) for n in range(count)]


def test_many_triples_come_in_a_new_store_that_holds_what_else_there_was(folder: Path) -> None:
    filled(folder, BASIN, CONTRACT)
    others = {quad for quad in contents(folder) if REPORT not in quad.rsplit(" ", 1)[-1]}
    before = folder.stat().st_ino
    store = Embedded(folder)
    assert store.renew({REPORT: paragraphs(MANY)})
    assert folder.stat().st_ino != before
    assert store.names() == ["https://w3id.org/stakegraph/id/T-1", REPORT]
    with pytest.raises(StakegraphError, match="another process writes to the store"):
        Embedded(folder, read_only=True)
    assert not store.renew({REPORT: paragraphs(3)})
    close(store)
    assert {quad for quad in contents(folder) if "<x:" not in quad} == others
    assert len(contents(folder)) == len(others) + MANY
    assert [file.name for file in folder.parent.iterdir()] == [folder.name]


def test_where_folders_cannot_be_exchanged_a_transaction_does(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "exchange", lambda *_: False)
    filled(folder, CONTRACT)
    before = contents(folder)
    store = Embedded(folder)
    assert not store.renew({REPORT: paragraphs(MANY)})
    close(store)
    assert contents(folder) == before


def test_two_writers_are_told_apart_and_readers_wait_for_neither(folder: Path) -> None:
    filled(folder, BASIN)
    readers = [Embedded(folder, read_only=True), Embedded(folder, read_only=True)]
    make = f"Embedded(__import__('pathlib').Path({str(folder)!r}))"
    code = f"import sys; from graph.store.embedded import Embedded; {make}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "another process has opened the store" in done.stderr
    for reader in readers:
        reader.guard.close()


@pytest.mark.parametrize("make", ["file", "other"])
def test_what_is_no_store_is_refused(tmp_path: Path, make: str) -> None:
    place = tmp_path / "place"
    if make == "file":
        place.write_text("mine")
    else:
        place.mkdir()
        (place / "mine.txt").write_text("mine")
    with pytest.raises(StakegraphError, match="store"):
        open_store(str(place))
    with pytest.raises(StakegraphError, match="store"):
        open_store(str(place), read_only=True)


def test_a_store_of_broken_files_is_one_clear_line(folder: Path) -> None:
    filled(folder, BASIN)
    (folder / "CURRENT").write_text("MANIFEST-999999\n")
    with pytest.raises(StakegraphError, match="cannot be opened"):
        open_store(str(folder))


def test_a_graph_without_a_report_cannot_be_kept(folder: Path) -> None:
    with pytest.raises(StakegraphError, match="names no report"):
        put(Embedded(folder), [Graph()])


@pytest.fixture
def oxigraph(tmp_path: Path) -> Iterator[str]:
    """A real SPARQL 1.1 server: Oxigraph's own."""
    binary = Path(sys.executable).parent / "oxigraph"
    command = shutil.which("oxigraph") or (str(binary) if binary.is_file() else None)
    if not command:
        pytest.skip("the Oxigraph server is not installed")
    address = "127.0.0.1:17878"
    process = subprocess.Popen(
        [command, "serve", "--location", str(tmp_path / "server"), "--bind", address],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://{address}/", timeout=1).close()
            break
        except OSError:
            time.sleep(0.1)
    yield f"http://{address}/query"
    process.kill()
    process.wait()


@pytest.fixture
def rdflib_endpoint() -> Iterator[str]:
    """A real SPARQL 1.1 server of another make: rdflib's own engine behind rdflib-endpoint."""
    code = (
        "import sys, uvicorn; from rdflib import Dataset; from rdflib_endpoint import SparqlEndpoint;"
        "app = SparqlEndpoint(graph=Dataset(default_union=True), path='/query', enable_update=True);"
        "uvicorn.run(app, port=int(sys.argv[1]), log_level='critical')"
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-c", code, str(port)], stdout=subprocess.DEVNULL)
    for _ in range(200):
        with socket.socket() as trial:
            if not trial.connect_ex(("127.0.0.1", port)):
                break
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}/query"
    process.kill()
    process.wait()


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib_endpoint"])
def test_the_same_calls_work_on_real_endpoints(engine: str, request: pytest.FixtureRequest) -> None:
    store = open_store(request.getfixturevalue(engine))
    assert put(store, [load(CONTRACT)]) == put(store, [load(CONTRACT)])
    put(store, [load(BASIN)])
    assert store.names() == ["https://w3id.org/stakegraph/id/T-1", REPORT]
    found = store.query(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{REPORT}> {{ ?s a rdf:Statement }} }}")
    assert isinstance(found, ox.QuerySolutions)
    assert int(next(iter(found))["n"].value) > 5
    assert store.query(f"ASK {{ GRAPH <{REPORT}> {{ ?s ?p ?o }} }}")
    triples = store.query(f"CONSTRUCT {{ ?s a ?o }} WHERE {{ GRAPH <{REPORT}> {{ ?s a ?o }} }}")
    assert isinstance(triples, ox.QueryTriples)
    assert len(list(triples)) > 10
    with pytest.raises(StakegraphError, match="answers 400"):
        store.query("SELEC")


class WithoutUpdates(BaseHTTPRequestHandler):
    """A server that passes everything on but updates, which it does not know."""

    behind = ""
    puts: ClassVar[list[str]] = []

    def pass_on(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/update":
            self.send_error(404)
            return
        if self.command == "PUT":
            WithoutUpdates.puts.append(self.path)
        kept = {name: self.headers[name] for name in ("Content-Type", "Accept")}
        reply = urllib3.request(self.command, self.behind + self.path, body=body, headers=kept)
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.headers.get("Content-Type", "text/plain"))
        self.send_header("Content-Length", str(len(reply.data)))
        self.end_headers()
        self.wfile.write(reply.data)

    do_POST = do_PUT = pass_on  # noqa: N815 - the names that http.server calls

    def log_message(self, format: str, *arguments: object) -> None:
        pass


def test_an_endpoint_without_updates_gets_graphs_by_the_graph_store_protocol(oxigraph: str) -> None:
    WithoutUpdates.behind = oxigraph.removesuffix("/query")
    server = HTTPServer(("127.0.0.1", 0), WithoutUpdates)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    store = open_store(f"http://127.0.0.1:{server.server_address[1]}/query")
    put(store, [load(BASIN)])
    put(store, [load(BASIN)])
    assert store.names() == [REPORT]
    assert len(WithoutUpdates.puts) == 2
    server.shutdown()


class Answering(BaseHTTPRequestHandler):
    """An endpoint that misbehaves as it is told."""

    behaviour = ""
    seen: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        Answering.seen.append(self.headers.get("Authorization", ""))
        if self.behaviour == "dies":
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", "100000")
            self.end_headers()
            self.wfile.write(b'{"head"')
            self.connection.close()
            return
        status = {"busy": 503, "locked": 401, "odd": 200}[self.behaviour]
        self.send_response(200 if self.behaviour == "busy" and len(self.seen) > 2 else status)
        body = b'{"head": {}, "boolean": true}' if self.behaviour == "busy" else b"<html>"
        self.send_header("Content-Type", "application/sparql-results+json" if status != 200 else "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture
def misbehaving(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(web, "WAIT", 0.01)
    Answering.seen = []
    server = HTTPServer(("127.0.0.1", 0), Answering)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/query"
    server.shutdown()


@pytest.mark.parametrize(
    ("behaviour", "said"),
    [("dies", "does not answer"), ("locked", "STAKEGRAPH_USER"), ("odd", "no SPARQL result")],
)
def test_an_endpoint_that_fails_is_one_clear_line(misbehaving: str, behaviour: str, said: str) -> None:
    Answering.behaviour = behaviour
    with pytest.raises(StakegraphError, match=said):
        Endpoint(misbehaving).query("ASK {}")


def test_an_endpoint_that_is_busy_is_asked_again(misbehaving: str) -> None:
    Answering.behaviour = "busy"
    assert Endpoint(misbehaving).query("ASK {}")
    assert len(Answering.seen) == 3


def test_credentials_come_from_the_environment(misbehaving: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Answering.behaviour = "busy"
    monkeypatch.setenv("STAKEGRAPH_USER", "ann")
    monkeypatch.setenv("STAKEGRAPH_PASSWORD", "secret")
    Endpoint(misbehaving).query("ASK {}")
    assert base64.b64decode(Answering.seen[0].split()[1]) == b"ann:secret"
    monkeypatch.setenv("STAKEGRAPH_TOKEN", "abc")
    Endpoint(misbehaving).query("ASK {}")
    assert Answering.seen[-1] == "Bearer abc"


def test_a_full_disk_is_told_and_nothing_is_lost(folder: Path, tmp_path: Path) -> None:
    if not Path("/dev/full").exists() or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("a disk of little room can be made by root alone")
    folder.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)], check=False, capture_output=True
    ).returncode:
        pytest.skip("no disk of little room can be mounted here")
    try:
        load_with(CONTRACT, folder)
        before = contents(folder)
        big = tmp_path / "big.ttl"
        extra = "".join(
            f'<x:{n}> dcterms:isPartOf <{REPORT}> ; sg:number "{"v" * 200}" .\n' for n in range(30_000)
        )
        big.write_text(BASIN.read_text(encoding="utf-8") + extra, encoding="utf-8")
        done = load_with(big, folder)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
        assert contents(folder) == before
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


def test_a_graph_survives_the_way_into_a_store_and_back(folder: Path) -> None:
    filled(folder, CONTRACT)
    again = load(str(folder))
    spoken = {triple for triple in load(CONTRACT) if triple in again}
    made = Graph()
    for triple in spoken:
        made.add(triple)
    assert isomorphic(made, Graph() + again)
