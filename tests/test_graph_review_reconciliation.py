"""Reconciliation with a real HTTP server of our own that answers as the protocol says, and with some that do not."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import SKOS

from graph.review.reconciliation import BATCH, Service, reconcile
from graph.store.files import to_text
from ontology.errors import StakegraphError
from stakegraph.cli import run

GRAPHS = Path(__file__).parent / "graphs"
KNOWN = {
    "Qinghe University": [("Q1", "Qinghe University", 100, True), ("Q2", "Qinghe College", 61.5, False)],
    "Lanwan Water Foundation": [("Q3", "Lanwan Foundation", 80, False)],
}


class Reconciling(BaseHTTPRequestHandler):
    """A service that knows two bodies, or misbehaves as it is told."""

    behaviour: ClassVar[str] = ""
    asked: ClassVar[list[dict[str, Any]]] = []

    def do_GET(self) -> None:
        manifest: dict[str, Any] = {
            "versions": ["0.2"],
            "name": "Ours",
            "view": {"url": "https://example.org/{{id}}"},
        }
        self.reply({} if self.behaviour == "nameless" else manifest)

    def do_POST(self) -> None:
        fields = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        queries = json.loads(fields["queries"][0])
        self.asked.append(queries)
        if self.behaviour == "odd":
            self.reply({key: {"result": [{"id": 1}]} for key in queries})
            return
        self.reply(
            {
                key: {
                    "result": [
                        {"id": i, "name": n, "score": s, "match": m, "type": []}
                        for i, n, s, m in reversed(KNOWN.get(query["query"], []))
                    ]
                }
                for key, query in queries.items()
            }
        )

    def reply(self, found: object) -> None:
        body = b"<html>" if self.behaviour == "html" else json.dumps(found).encode()
        self.send_response(500 if self.behaviour == "broken" else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture
def service() -> Iterator[str]:
    Reconciling.behaviour = ""
    Reconciling.asked.clear()
    server = HTTPServer(("127.0.0.1", 0), Reconciling)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/reconcile"
    server.shutdown()
    server.server_close()


def test_candidates_come_with_scores_the_best_first(service: str, basin: Graph) -> None:
    found = [one for one in reconcile(basin, Service(service)) if one.label == "青禾大学"]
    assert [(one.id, one.score, one.match, one.link) for one in found] == [
        ("Q1", 100, True, "https://example.org/Q1"),
        ("Q2", 61.5, False, "https://example.org/Q2"),
    ]


def test_a_body_that_the_service_does_not_know_is_told_too(service: str, basin: Graph) -> None:
    unknown = [one for one in reconcile(basin, Service(service)) if one.label == "北岭县人民政府"]
    assert [(one.asked, one.id) for one in unknown] == [("北岭县人民政府", "")]


def test_bodies_that_have_a_link_are_not_asked_for(service: str) -> None:
    graph = Graph().parse(GRAPHS / "basin.ttl")
    body = next(graph.subjects(SKOS.prefLabel, None))
    assert isinstance(body, URIRef)
    before = {one.body for one in reconcile(graph, Service(service))}
    graph.add((body, SKOS.exactMatch, URIRef("http://www.wikidata.org/entity/Q42")))
    assert before - {one.body for one in reconcile(graph, Service(service))} <= {str(body)}


def test_places_and_events_can_be_asked_for(service: str, basin: Graph) -> None:
    asked = {one.asked for one in reconcile(basin, Service(service), things="places")}
    assert asked == {"澄江市"}
    assert "流域治理论坛" in {one.asked for one in reconcile(basin, Service(service), things="events")}


def test_names_are_asked_for_in_batches_with_the_type_and_the_limit(service: str, basin: Graph) -> None:
    list(reconcile(basin, Service(service), "en", "Q43229", 2))
    assert all(len(batch) <= BATCH for batch in Reconciling.asked)
    query = next(iter(Reconciling.asked[0].values()))
    assert (query["type"], query["limit"]) == ("Q43229", 2)


def test_the_graph_is_left_as_it_was(service: str, basin: Graph) -> None:
    before = to_text(basin, "nt")
    list(reconcile(basin, Service(service)))
    assert to_text(basin, "nt") == before


@pytest.mark.parametrize(
    ("behaviour", "said"),
    [
        ("nameless", "no reconciliation service"),
        ("html", "answers no JSON"),
        ("odd", "otherwise than the protocol says"),
        ("broken", "answers 500"),
    ],
)
def test_a_service_that_misbehaves_is_one_clear_line(
    service: str, basin: Graph, behaviour: str, said: str
) -> None:
    Reconciling.behaviour = behaviour
    with pytest.raises(StakegraphError, match=said):
        list(reconcile(basin, Service(service)))


def test_the_command_lists_candidates_and_refuses_what_is_no_address(
    service: str, capfd: pytest.CaptureFixture[str]
) -> None:
    basin = str(GRAPHS / "basin.ttl")
    assert run(["reconcile", basin, "--service", service, "--format", "json"]) == 0
    assert {row["candidate"] for row in json.loads(capfd.readouterr().out)} >= {"Q1", "Q3", ""}
    assert run(["reconcile", basin, "--service", "nonsense"]) == 2
    assert run(["reconcile", basin, "--service", "http://127.0.0.1:9/"]) == 1
    assert capfd.readouterr().err.count("\n") == 2
