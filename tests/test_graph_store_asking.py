"""Queries: named ones and SPARQL, over graphs and stores, with bounds; and the endpoint that answers them."""

import contextlib
import json
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph

from graph.publish.serving import Server
from graph.store.asking import Limits, ask, within
from graph.store.found import plain, to_csv, to_json
from graph.store.named import named_queries, sparql
from graph.store.store import open_store, put
from ontology.errors import StakegraphError
from stakegraph.cli import run

GRAPHS = Path(__file__).parent / "graphs"
BASIN = str(GRAPHS / "basin.ttl")
GIVEN = {
    "body": "青禾大学",
    "name": "清泉",
    "year": "2031",
    "one": "青禾大学",
    "other": "Lanwan Water Foundation",
}
HOLDS = {
    "co-organizers": "蓝湾水务基金会",
    "doubtful": "清泉倡议",
    "events-in": "流域治理论坛",
    "evidence-for": "由青禾大学与蓝湾水务基金会联合主办的流域治理论坛",
    "funders-of": "澄江开发银行",
    "linked": "",
    "members-of": "",
    "most-active": "青禾大学",
    "planned": "planned",
    "publications-of": "流域手册",
    "reports": "T/2031/7",
    "unconnected": "远山技术公司",
    "units-of": "",
}


def answered(query: str, source: str = BASIN, **given: str) -> list[str]:
    found = ask(source, sparql(query, given))
    return [" ".join(plain(term) for term in row) for row in found.rows]


@pytest.mark.parametrize("name", named_queries())
def test_each_named_query_finds_what_it_says(name: str) -> None:
    query = named_queries()[name]
    rows = answered(name, **{parameter: GIVEN[parameter] for parameter in query.parameters})
    assert query.title.endswith(".")
    assert not HOLDS[name] or any(HOLDS[name] in row for row in rows)


def test_there_are_a_dozen_named_queries() -> None:
    assert len(named_queries()) >= 12
    assert set(named_queries()) == set(HOLDS)


def test_members_are_found_from_the_whole() -> None:
    assert answered("members-of", body="Clear Spring Initiative") == ["海岛气象网 清泉倡议"]


def test_bodies_of_one_name_are_counted_apart(tmp_path: Path) -> None:
    head = "@prefix schema: <https://schema.org/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
    offices = [
        f'<urn:e{n}> schema:organizer <urn:b{n}> . <urn:b{n}> skos:prefLabel "新闻部"@zh .' for n in (1, 2)
    ]
    file = tmp_path / "two.ttl"
    file.write_text("\n".join((head, *offices)), encoding="utf-8")
    assert answered("most-active", str(file)) == ["新闻部 1", "新闻部 1"]


@pytest.mark.parametrize("name", ['"} ; DROP ALL #', "a\\", "\n", "'"])
def test_a_value_cannot_leave_its_place_in_the_query(name: str) -> None:
    assert answered("co-organizers", body=name) == []


@pytest.mark.parametrize(
    ("query", "given", "said"),
    [
        ("co-organizers", {}, "needs --set body"),
        ("reports", {"body": "x"}, "needs no parameters"),
        ("nonsense", {}, "there are co-organizers"),
        ("SELECT * { ?s ?p ?o }", {"body": "x"}, "only named queries"),
        ("missing.rq", {}, "no such file"),
    ],
)
def test_a_query_that_does_not_fit_is_one_clear_line(query: str, given: dict[str, str], said: str) -> None:
    with pytest.raises(StakegraphError, match=said):
        sparql(query, given)


def test_a_named_query_finds_a_body_as_forgivingly_as_partners_does(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert run(["query", BASIN, "members-of", "--set", "body=clear spring"]) == 0
    assert "海岛气象网" in capfd.readouterr().out
    assert run(["query", BASIN, "members-of", "--set", "body=nobody at all"]) == 1
    assert "no body is called 'nobody at all'" in capfd.readouterr().err


def test_a_file_of_sparql_is_read(tmp_path: Path) -> None:
    file = tmp_path / "all.rq"
    file.write_text("ASK { ?s a sg:Forum }")
    assert ask(BASIN, sparql(str(file), {})).truth is True


def test_a_query_that_never_ends_is_stopped() -> None:
    every = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
    endless = f"SELECT * {{ {every} FILTER (?a = ?l && ?d = ?a && ?j = ?c) }} ORDER BY ?a"
    with pytest.raises(StakegraphError, match=r"longer than 0\.5 s"):
        ask(BASIN, endless, Limits(seconds=0.5))


def test_more_rows_than_asked_for_are_cut_and_told() -> None:
    found = ask(BASIN, "SELECT * { ?s ?p ?o }", Limits(rows=3))
    assert (len(found.rows), found.cut) == (3, True)
    found = ask(BASIN, "CONSTRUCT WHERE { ?s ?p ?o }", Limits(rows=3))
    assert (found.triples or "").count("\n") == 3
    assert found.cut


def test_an_answer_too_long_and_a_query_too_greedy_are_one_clear_line() -> None:
    with pytest.raises(StakegraphError, match="longer than 100 characters"):
        ask(BASIN, "SELECT * { ?s ?p ?o }", Limits(characters=100))
    doubled = " ".join(f"BIND(CONCAT(?v{i}, ?v{i}) AS ?v{i + 1})" for i in range(34))
    with pytest.raises(StakegraphError, match=r"memory|longer than 30 s|more than"):
        ask(
            BASIN,
            f'SELECT (STRLEN(?v34) AS ?n) {{ BIND("0123456789" AS ?v0) {doubled} }}',
            Limits(30.0, megabytes=300),
        )


def test_malformed_sparql_and_a_missing_source_are_one_clear_line() -> None:
    with pytest.raises(StakegraphError, match="malformed"):
        ask(BASIN, "SELECT WHERE")
    with pytest.raises(StakegraphError, match="no such file"):
        ask("nothing.ttl", "ASK {}")


def test_answers_are_the_same_from_a_file_and_from_a_store(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    store = open_store(str(folder))
    put(store, [Graph().parse(BASIN)])
    store.store.flush()  # type: ignore[attr-defined]
    del store
    assert answered("most-active", str(folder)) == answered("most-active")


def test_csv_and_json_are_those_of_sparql() -> None:
    found = ask(
        BASIN, 'SELECT ?n ?d { ?e skos:prefLabel ?n ; schema:startDate ?d . FILTER (LANG(?n) = "zh") }'
    )
    assert to_csv(found) == "n,d\r\n流域治理论坛,2031-05-12\r\n"
    (row,) = json.loads(to_json(found))["results"]["bindings"]
    assert row["n"] == {"type": "literal", "value": "流域治理论坛", "xml:lang": "zh"}
    assert row["d"]["datatype"].endswith("#date")


ELSEWHERE = "SERVICE <http://127.0.0.1:9/> { ?a ?b ?c }"


@given(st.text(alphabet="sSeErRvViIcC <>\"'#\\\n\r?x:{}()=!1", max_size=40), st.text(max_size=8))
def test_no_words_around_it_hide_a_service(before: str, after: str) -> None:
    with pytest.raises(StakegraphError):
        within(
            f"SELECT * {{ {before}\n{ELSEWHERE} {after} }}\n"
        )  # on a line of its own, or it may be a comment
    with pytest.raises(StakegraphError):
        within(f"SELECT * {{ {ELSEWHERE} }} # {before.replace(chr(10), ' ').replace(chr(13), ' ')}")


@pytest.mark.parametrize(
    "query",
    [
        f'SELECT * {{ ?a ?b ?c FILTER("""a"b""" != "z") {ELSEWHERE} }}',
        f"SELECT * {{ ?a ?b ?c FILTER('''it's''' != \"z\") {ELSEWHERE} }}",
        "SELECT * { ?s ?p ?e FILTER(1<2)SERVICE?e{?a ?b ?c}FILTER(2>1) }",
        "SELECT * { ?s ?p ?o LATERAL { SERVICE <http://127.0.0.1:9/> { ?a ?b ?o } } }",
        "SELECT * { { SELECT * { OPTIONAL { service silent <http://127.0.0.1:9/> { ?a ?b ?c } } } } }",
        "SELECT * { FILTER EXISTS { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }",
        "SELECT * { ?s ?p ?o # \rSERVICE <http://127.0.0.1:9/> { ?a ?b ?c }\n }",
        "SELECT * " + "{" * 3000 + ELSEWHERE + "}" * 3000,
    ],
)
def test_a_query_that_asks_elsewhere_is_refused_wherever_it_does(query: str) -> None:
    with pytest.raises(StakegraphError):
        within(query)


@pytest.mark.parametrize("name", named_queries())
def test_the_named_queries_ask_no_one_else(name: str) -> None:
    text = sparql(name, dict.fromkeys(named_queries()[name].parameters, "SERVICE"))
    assert within(text) == text


def test_the_word_service_in_names_and_comments_is_no_service() -> None:
    query = 'SELECT * { ?s ?p "SERVICE <x> {}" . <http://x/SERVICE> ?q ?o } # SERVICE'
    assert within(query) == query


def test_no_value_of_a_named_query_is_put_into_another() -> None:
    text = sparql("evidence-for", {"one": "$other", "other": "青禾大学"})
    assert '"$other"' in text
    assert text.count("青禾大学") == 1


@pytest.fixture
def elsewhere() -> Iterator[tuple[str, list[object]]]:
    """A server that must not be asked, and who asked it."""
    asked_by: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        over = threading.Event()

        def listen() -> None:
            while not over.is_set():
                with contextlib.suppress(TimeoutError):
                    connection, who = listening.accept()
                    asked_by.append(who)
                    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nrubbish")
                    connection.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/sparql", asked_by
        over.set()
        thread.join()


def test_another_endpoint_is_asked_for_its_user_only(
    elsewhere: tuple[str, list[object]], served: "Call", capfd: pytest.CaptureFixture[str]
) -> None:
    address, asked_by = elsewhere
    query = f"SELECT * {{ SERVICE <{address}> {{ ?a ?b ?c }} }}"
    assert served(asked(query))[0] == 400
    assert not asked_by
    assert run(["query", BASIN, query]) == 1  # a user may; what it answers is rubbish
    assert capfd.readouterr().err.count("\n") == 1
    assert asked_by


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no means to take a process off the network")
def test_who_answers_cannot_reach_the_network_even_past_the_parser(
    elsewhere: tuple[str, list[object]],
) -> None:
    address, asked_by = elsewhere
    query = f"SELECT * {{ SERVICE <{address}> {{ ?a ?b ?c }} }}"
    code = (
        "from ontology.confinement import confine; from graph.store.asking import answer, answered, Limits;"
        f"confine(2000, 20); print(answered(answer({BASIN!r}, None, {query!r}), Limits()))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ended.returncode != 0
    assert not asked_by
    assert "Traceback" in ended.stderr  # it was tried, and failed for want of a network


def test_a_confined_process_has_bounds_and_files_but_no_sockets(tmp_path: Path) -> None:
    code = (
        "import socket, pathlib, sys; from ontology.confinement import confine; confine(500, 20);"
        f"pathlib.Path({str(tmp_path / 'f')!r}).write_text('x');"
        "big = None\n"
        "try: big = bytearray(1_000_000_000)\n"
        "except MemoryError: print('bounded')\n"
        "try: socket.create_connection(('127.0.0.1', 9), 1)\n"
        "except ConnectionRefusedError: print('reached')\n"
        "except OSError: print('alone')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == {"linux": ["bounded", "alone"], "darwin": ["alone"]}.get(
        sys.platform, ["reached"]
    )
    assert (tmp_path / "f").read_text() == "x"


Call = Callable[..., tuple[int, str]]
LIMITS = Limits(10.0, 100, 500, 1_000_000)


@pytest.fixture
def served() -> Iterator[Call]:
    server = Server(BASIN, 0, LIMITS, "流域")
    threading.Thread(target=server.run, daemon=True).start()

    def call(path: str, body: bytes | None = None, **headers: str) -> tuple[int, str]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(server.address + path, body, named)
        try:
            with urllib.request.urlopen(request, timeout=30) as reply:
                return reply.status, reply.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    call.address = server.address  # type: ignore[attr-defined]
    yield call
    server.close()


def asked(query: str) -> str:
    return "/sparql?" + urllib.parse.urlencode({"query": query})


def test_the_endpoint_answers_queries_by_address_and_by_body(served: Call) -> None:
    code, text = served(asked("ASK { ?s a sg:Forum }"))
    assert (code, json.loads(text)["boolean"]) == (200, True)
    for body, kind in (
        (b"ASK { ?s a sg:Forum }", "application/sparql-query"),
        (b"query=ASK+%7B+%3Fs+a+sg%3AForum+%7D", "application/x-www-form-urlencoded"),
    ):
        code, text = served("/sparql", body, Content_Type=kind)
        assert (code, json.loads(text)["boolean"]) == (200, True)
    assert served(asked("SELECT ?s { ?s a sg:Report }"), Accept="text/csv")[1].startswith("s\r\n")
    assert "流域治理论坛" in served(asked("CONSTRUCT WHERE { ?s skos:prefLabel ?o }"))[1]


def test_the_page_is_served(served: Call) -> None:
    code, text = served("/")
    assert code == 200
    assert "<title>流域</title>" in text


@pytest.mark.parametrize(
    ("path", "body", "headers"),
    [
        ("/sparql", b"DROP ALL", {"Content_Type": "application/sparql-update"}),
        ("/sparql", b"update=DROP+ALL", {"Content_Type": "application/x-www-form-urlencoded"}),
        (asked("ASK {}"), None, {"Origin": "http://evil.example"}),
        (asked("ASK {}"), None, {"Host": "evil.example"}),
        (asked("ASK {}"), None, {"Origin": "http://[::1"}),
        (asked("ASK {}"), None, {"Origin": "null"}),
        (asked("ASK {}"), None, {"Sec_Fetch_Site": "cross-site"}),
        (asked("ASK {}"), None, {"Sec_Fetch_Site": "same-site"}),
        ("/", None, {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Dest": "image"}),
    ],
)
def test_updates_and_other_origins_are_refused(
    served: Call, path: str, body: bytes | None, headers: dict[str, str]
) -> None:
    assert served(path, body, **headers)[0] == 403


@pytest.mark.parametrize(
    ("path", "code"), [("/nothing", 404), ("/sparql", 400), (asked("SELEC"), 400), (asked("DROP ALL"), 400)]
)
def test_what_cannot_be_answered_is_refused_in_a_line(served: Call, path: str, code: int) -> None:
    found, text = served(path)
    assert (found, text.count("\n")) == (code, 1)


def raw(call: Call, request: bytes) -> bytes:
    """What comes back for bytes that no library would send."""
    where = urllib.parse.urlsplit(call.address)  # type: ignore[attr-defined]
    with socket.create_connection((where.hostname, where.port), 20) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.mark.parametrize("length", ["-1", "abc", "9" * 5000, "5000000000", "+5"])
def test_a_length_that_is_none_or_too_long_is_refused_or_hung_up_on(
    served: Call, length: str, capfd: pytest.CaptureFixture[str]
) -> None:
    host = served.address.removeprefix("http://")  # type: ignore[attr-defined]
    answer = raw(
        served,
        f"POST /sparql HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/sparql-query\r\n"
        f"Content-Length: {length}\r\n\r\nASK {{}}".encode(),
    )
    assert not answer or answer.split()[1] in {b"400", b"413"}
    assert served(asked("ASK {}"))[0] == 200
    assert capfd.readouterr().err == ""


def test_a_request_too_long_is_refused_and_the_others_go_on(served: Call) -> None:
    with contextlib.suppress(urllib.error.URLError):  # or hung up on, while it is still being sent
        assert served("/sparql", b"'\\" * 400_000, Content_Type="application/sparql-query")[0] == 413
    assert served("/sparql", b"'\\" * 40_000, Content_Type="application/sparql-query")[0] == 400
    assert served(asked("ASK {}"))[0] == 200


def test_others_are_answered_while_one_takes_long_and_one_leaves(
    served: Call, capfd: pytest.CaptureFixture[str]
) -> None:
    endless = "SELECT * { " + " . ".join(f"?a{i} ?b{i} ?c{i}" for i in range(6)) + " } ORDER BY ?a0"
    where = urllib.parse.urlsplit(served.address)  # type: ignore[attr-defined]
    for _ in range(4):
        with socket.create_connection((where.hostname, where.port)) as connection:
            connection.sendall(f"GET {asked(endless)} HTTP/1.1\r\nHost: {where.netloc}\r\n\r\n".encode())
            time.sleep(0.1)
    time.sleep(2)  # those who left are noticed, and their queries ended
    assert served("/nothing")[0] == 404
    assert served(asked("ASK {}"))[0] == 200
    assert capfd.readouterr().err == ""


def test_serving_ends_when_it_is_told_to(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from stakegraph.cli import main; main()", "serve", BASIN, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert "for the page" in process.stdout.readline()
        process.terminate()
        assert process.wait(20) == 0
        assert process.stderr.read() == ""


def test_a_port_that_is_taken_is_one_clear_line(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    server = Server(BASIN, 0, LIMITS, "x")
    assert run(["serve", BASIN, "--port", server.address.rpartition(":")[2]]) == 1
    assert capfd.readouterr().err.count("\n") == 1
    server.close()


def test_the_command_prints_a_table_and_lists_the_named_queries(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["query", "--list"]) == 0
    assert "co-organizers body" in capfd.readouterr().out
    assert run(["query", BASIN, "co-organizers", "--set", "body=QHU"]) == 0
    assert "蓝湾水务基金会" in capfd.readouterr().out
    assert run(["query", "--store", BASIN, "ASK { ?s a sg:Forum }"]) == 0
    assert capfd.readouterr().out == "yes\n"
    assert run(["query", BASIN, "reports", "--set", "nonsense"]) == 2
    assert run(["query", "--store", BASIN, BASIN, "reports"]) == 2
    assert run(["query", BASIN, "SELECT * { ?s ?p ?o }", "--format", "ttl"]) == 2
