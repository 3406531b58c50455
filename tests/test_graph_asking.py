"""Queries: named ones and SPARQL, over graphs and stores, with bounds; and the endpoint that answers them."""

import json
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph

from graph.asking import ask, asks_elsewhere, named_queries, plain, sparql, to_csv, to_json
from graph.serving import Server
from graph.store import open_store, put
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
    "unconnected": "海岛气象网",
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


def test_a_file_of_sparql_is_read(tmp_path: Path) -> None:
    file = tmp_path / "all.rq"
    file.write_text("ASK { ?s a sg:Forum }")
    assert ask(BASIN, sparql(str(file), {})).truth is True


def test_a_query_that_never_ends_is_stopped() -> None:
    every = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
    endless = f"SELECT * {{ {every} FILTER (?a = ?l && ?d = ?a && ?j = ?c) }} ORDER BY ?a"
    with pytest.raises(StakegraphError, match=r"longer than 0\.5 s"):
        ask(BASIN, endless, seconds=0.5)


def test_more_rows_than_asked_for_are_cut_and_told() -> None:
    found = ask(BASIN, "SELECT * { ?s ?p ?o }", rows=3)
    assert (len(found.rows), found.cut) == (3, True)


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


@given(st.text(alphabet="sSeErRvViIcC <>\"'#\n?x:{}", max_size=40))
def test_a_service_is_seen_wherever_it_would_be_asked(text: str) -> None:
    assert asks_elsewhere(
        f"SELECT * {{ SERVICE <http://example.org/> {{ ?s ?p ?o }} }} # {text}".replace("\n", " ")
    )


def test_the_word_service_in_names_and_comments_is_no_service() -> None:
    assert not asks_elsewhere('SELECT * { ?s ?p "SERVICE" . <http://x/SERVICE> ?q ?o } # SERVICE')


Call = Callable[..., tuple[int, str]]


@pytest.fixture
def served() -> Iterator[Call]:
    server = Server(BASIN, 0, 5.0, 100, "流域")
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def call(path: str, body: bytes | None = None, **headers: str) -> tuple[int, str]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(server.address + path, body, named)
        try:
            with urllib.request.urlopen(request, timeout=30) as reply:
                return reply.status, reply.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    yield call
    server.shutdown()
    server.server_close()


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
        (asked("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }"), None, {}),
    ],
)
def test_updates_other_origins_and_other_endpoints_are_refused(
    served: Call, path: str, body: bytes | None, headers: dict[str, str]
) -> None:
    assert served(path, body, **headers)[0] == 403


@pytest.mark.parametrize(
    ("path", "code"), [("/nothing", 404), ("/sparql", 400), (asked("SELEC"), 400), (asked("DROP ALL"), 400)]
)
def test_what_cannot_be_answered_is_refused_in_a_line(served: Call, path: str, code: int) -> None:
    found, text = served(path)
    assert (found, text.count("\n")) == (code, 1)


def test_a_port_that_is_taken_is_one_clear_line(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    server = Server(BASIN, 0, 5.0, 100, "x")
    assert run(["serve", BASIN, "--port", str(server.server_address[1])]) == 1
    assert capfd.readouterr().err.count("\n") == 1
    server.server_close()


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
