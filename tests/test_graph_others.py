"""What others give, broken or meant to break: RDF, stores, endpoints. One clear line, little memory, no password."""

import gzip
import json
import os
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph

from graph import web
from graph.store import parsing
from graph.store.embedded import Embedded
from graph.store.endpoint import Endpoint
from graph.store.files import WRITTEN, load, to_text
from graph.store.parsing import READ, parse
from graph.store.store import put
from ontology.errors import StakegraphError

GRAPHS = Path(__file__).parent / "graphs"
BASIN, CONTRACT = GRAPHS / "basin.ttl", GRAPHS / "contract.ttl"
REPORT = "https://w3id.org/stakegraph/id/T-2031-7"
COMMAND = [sys.executable, "-c", "from stakegraph.cli import main; main()"]
Outcome = tuple[int, str, str]


def multiplying(times: int) -> str:
    entities = '<!ENTITY a0 "aaaaaaaaaa">' + "".join(
        f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(times)
    )
    return f"<!DOCTYPE r [{entities}]>"


HEAD = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="urn:x:">'
DEEP = 100_000
BOMBS = {
    "laughs.rdf": f'{multiplying(9)}{HEAD}<x:T rdf:about="urn:a"><x:p>&a9;</x:p></x:T></rdf:RDF>',
    "many.rdf": f'{multiplying(5)}{HEAD}<x:T rdf:about="urn:a">{"<x:p>&a5;</x:p>" * 2000}</x:T></rdf:RDF>',
    "nested.rdf": f"{HEAD}{'<x:T><x:p>' * DEEP}{'</x:p></x:T>' * DEEP}</rdf:RDF>",
    "terms.nt": f"<urn:a> <urn:p> {'<<( <urn:a> <urn:p> ' * DEEP}<urn:a>{')>>' * DEEP} .",
    "nested.jsonld": '{"urn:p":' * DEEP + "1" + "}" * DEEP,
    "prefix.ttl": f"@prefix a: <urn:{'a' * 100_000}> .\n"
    + "".join(f"a:{n} a:a a:a .\n" for n in range(9000)),
    "long.ttl": f'<urn:a> <urn:p> "{"x" * 20_000_000}" .',
}
REFUSED = ("needs more than", "takes longer than", "unfolds to", "is malformed", "too long")


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_that_unfolds_or_nests_beyond_measure_is_one_clear_line(
    stakegraph: Callable[..., Outcome], tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parsing, "SECONDS", 3)
    (tmp_path / name).write_text(BOMBS[name])
    code, out, err = stakegraph("validate", tmp_path / name)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert name in err
    assert any(reason in err for reason in REFUSED)


@pytest.mark.parametrize(
    "text", ["[ <urn:p> " * DEEP + "1" + "]" * DEEP, "(" * DEEP + ")" * DEEP], ids=["nodes", "lists"]
)
def test_turtle_nested_beyond_measure_is_refused_where_its_nodes_must_be_named(
    stakegraph: Callable[..., Outcome], tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parsing, "SECONDS", 10)
    (tmp_path / "nested.ttl").write_text(f"<urn:a> <urn:p> {text} .")
    code, out, err = stakegraph("export", tmp_path / "nested.ttl", "--format", "nt")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "needs more than" in err or "takes longer than" in err


def test_blank_nodes_too_entangled_to_be_named_are_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parsing, "SECONDS", 2)
    clique = "".join(f"_:b{one} <urn:p> _:b{other} .\n" for one in range(12) for other in range(12))
    (tmp_path / "clique.nt").write_text(clique)
    with pytest.raises(StakegraphError, match="blank nodes"):
        to_text(load(tmp_path / "clique.nt"), "nt")


WHOLE = {form: to_text(load(BASIN), form).encode() for form in WRITTEN}


@pytest.mark.parametrize("form", READ)
@given(data=st.data())
@settings(max_examples=200, deadline=None)
def test_a_graph_that_was_damaged_is_read_or_refused(form: str, data: st.DataObject) -> None:
    whole = bytearray(WHOLE[form])
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(whole)))
        end = min(len(whole), start + data.draw(st.sampled_from([0, 1, 2, 50, 5000])))
        whole[start:end] = data.draw(
            st.binary(max_size=6) | st.sampled_from([b"<<(", b'"', b"\\u", b"&a;", b"[("])
        )
    try:
        assert all(str(triple) for triple in parse(bytes(whole), form, "it", "urn:base"))
    except StakegraphError as refused:
        assert "it" in str(refused)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole") / "corpus"
    made = Embedded(folder)
    put(made, [load(BASIN)])
    made.store.flush()
    made.store.optimize()
    return folder


def damaged(store: Path, folder: Path, what: str, how: str) -> None:
    shutil.copytree(store, folder)
    for file in sorted(folder.glob(what)):
        data = file.read_bytes()
        if how == "gone":
            file.unlink()
        else:
            half = len(data) // 2
            other = {
                "rubbish": b"rubbish" * 100,
                "cut": data[:half],
                "flipped": data[:half] + b"\xff" + data[half:],
            }
            file.write_bytes(other[how])


@pytest.mark.parametrize("how", ["rubbish", "cut", "flipped", "gone"])
@pytest.mark.parametrize("what", ["CURRENT", "MANIFEST*", "*.sst", "*.log"])
def test_a_store_that_was_damaged_is_read_or_one_clear_line(
    store: Path, tmp_path: Path, what: str, how: str
) -> None:
    folder = tmp_path / "corpus"
    damaged(store, folder, what, how)
    for command in (
        ["partners", folder, "青禾大学"],
        ["query", folder, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"],
        ["load", CONTRACT, "--store", folder],
    ):
        done = subprocess.run([*COMMAND, *map(str, command)], capture_output=True, text=True, check=False)
        assert done.returncode in {0, 1}, (command, done.stderr)
        assert done.stderr.count("\n") == done.returncode, done.stderr
        assert "unexpected" not in done.stderr
        assert "memory" not in done.stderr


def test_bytes_damaged_anywhere_in_a_store_are_read_or_told(store: Path, tmp_path: Path) -> None:
    chance = random.Random(7)
    for turn in range(12):
        folder = tmp_path / str(turn)
        shutil.copytree(store, folder)
        file = chance.choice([one for one in sorted(folder.iterdir()) if one.stat().st_size])
        data = bytearray(file.read_bytes())
        for _ in range(5):
            data[chance.randrange(len(data))] = chance.randrange(256)
        file.write_bytes(data)
        code = (
            "import sys; from graph.store.files import load; from ontology.errors import StakegraphError\n"
            "try: load(sys.argv[1])\n"
            "except StakegraphError as error: print(error)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, folder], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, ""), file.name
        assert done.stdout.count("\n") <= 1


def test_a_store_that_may_only_be_read_is_read(store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    shutil.copytree(store, folder)
    (folder / "stakegraph.lock").unlink()
    command = [*COMMAND, "query", str(folder), "ASK { ?s a sg:Forum }"]
    if os.geteuid() == 0:
        command = [
            "unshare",
            "-m",
            "sh",
            "-c",
            'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"',
        ]
        command += [str(folder), *COMMAND, "query", str(folder), "ASK { ?s a sg:Forum }"]
        if shutil.which("unshare") is None or subprocess.run([*command[:6], "true"], check=False).returncode:
            pytest.skip("no folder can be made read-only for root here")
    else:
        folder.chmod(0o555)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "yes\n", "")
    assert not (folder / "stakegraph.lock").exists()


TABLE = {
    "head": {"vars": ["s", "p", "o"]},
    "results": {"bindings": [{"s": {"type": "uri", "value": "urn:a"}}]},
}
JSON, TRIPLES = "application/sparql-results+json", "application/n-triples"
ODD = {
    "a web page": (200, "text/html", b"<html>all is well</html>"),
    "a web page that says to be a table": (200, JSON, b"<html>all is well</html>"),
    "a cut table": (200, JSON, json.dumps(TABLE).encode()[:-20]),
    "a bad IRI": (200, JSON, json.dumps(TABLE).replace("urn:a", "not an iri").encode()),
    "a table": (200, JSON, json.dumps(TABLE).encode()),
    "an empty table": (200, JSON, b'{"head": {"vars": []}, "results": {"bindings": []}}'),
    "deep JSON": (200, JSON, b"[" * 200_000),
    "cut triples": (200, TRIPLES, b"<urn:a> <urn:p> <urn:"),
    "multiplying XML": (200, "application/rdf+xml", BOMBS["laughs.rdf"].encode()),
    "a table of multiplying XML": (200, "application/sparql-results+xml", BOMBS["laughs.rdf"].encode()),
    "nothing": (200, "", b""),
    "an error page": (500, "text/html", b"<html>\x1b[31m" + b"x" * 10_000_000),
}


class Odd(BaseHTTPRequestHandler):
    """A server that gives one answer to whatever it is asked."""

    reply: ClassVar[tuple[int, str, bytes]]
    headers_more: ClassVar[dict[str, str]] = {}
    seen: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        Odd.seen.append(self.headers.get("Authorization", ""))
        status, kind, body = self.reply
        self.send_response(status)
        for name, value in {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            **self.headers_more,
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    do_PUT = do_POST  # noqa: N815 - the name that http.server calls

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture
def odd(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(web, "WAIT", 0.01)
    Odd.headers_more, Odd.seen = {}, []
    server = HTTPServer(("127.0.0.1", 0), Odd)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_address[1]}/query"
    server.shutdown()


@pytest.mark.parametrize("what", ODD)
def test_an_endpoint_that_answers_oddly_is_one_clear_line_and_shows_no_password(
    odd: str, what: str, stakegraph: Callable[..., Outcome]
) -> None:
    Odd.reply = ODD[what]
    address = f"http://ann:s%40cret@{odd}"
    for command in (
        ["load", BASIN, "--store", address],
        ["validate", address],
        ["query", address, "CONSTRUCT WHERE { ?s ?p ?o }"],
    ):
        code, out, err = stakegraph(*command)
        if command[0] == "query" and what in {"a table", "an empty table"}:
            continue  # it is shown as what it is
        assert (code, out, err.count("\n")) == (1, "", 1), command
        assert odd.partition("/")[0] in err
        assert "unexpected" not in err
        assert "cret" not in err
    with pytest.raises(StakegraphError, match=odd.partition("/")[0]):
        Endpoint(address).names()
    assert set(Odd.seen) == {"Basic YW5uOnNAY3JldA=="}


def test_an_answer_that_unpacks_beyond_measure_is_given_up(odd: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "LARGEST", 20_000_000)
    Odd.reply = (200, TRIPLES, gzip.compress(bytes(300_000_000)))
    Odd.headers_more = {"Content-Encoding": "gzip"}
    with pytest.raises(StakegraphError, match="answers more than 20 MB"):
        Endpoint(f"http://{odd}").query("ASK {}")


def test_an_endpoint_that_takes_a_report_and_drops_it_is_told(
    odd: str, stakegraph: Callable[..., Outcome]
) -> None:
    Odd.reply = (200, JSON, b'{"head": {}, "boolean": false}')
    code, out, err = stakegraph("load", BASIN, "--store", f"http://{odd}")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "does not hold it" in err


def test_a_host_that_is_not_there_is_told_without_the_password(stakegraph: Callable[..., Outcome]) -> None:
    for address in ("http://ann:s3cret@127.0.0.1:9/query", "http://ann:s3cret@[::1/query"):
        code, _, err = stakegraph("validate", address)
        assert (code, err.count("\n")) == (1, 1)
        assert "s3cret" not in err


def test_of_several_graphs_all_are_kept_or_none_or_it_is_said_which(
    stakegraph: Callable[..., Outcome], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, nameless, folder = tmp_path / "bad.nt", tmp_path / "nameless.nt", tmp_path / "corpus"
    bad.write_text("<urn:a> <urn:b")
    nameless.write_text("<urn:a> <urn:b> <urn:c> .")
    for other in (bad, nameless):
        code, out, err = stakegraph("load", BASIN, other, "--store", folder)
        assert (code, out, err.count("\n")) == (1, "", 1)
        assert not folder.exists() or not Embedded(folder).names()

    replace = Embedded.replace

    def full(self: Embedded, name: str, triples: list[object]) -> None:
        if name != REPORT:
            raise StakegraphError("no room")
        replace(self, name, triples)  # type: ignore[arg-type]

    monkeypatch.setattr(Embedded, "replace", full)
    with pytest.raises(StakegraphError, match=f"no room; kept before: {REPORT}"):
        put(Embedded(tmp_path / "other"), [load(BASIN), Graph().parse(CONTRACT)])
