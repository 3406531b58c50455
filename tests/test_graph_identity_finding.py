"""What is known again across reports, measured on public facts, and what is never taken for one."""

import random

import pytest
from identifying import Teller, measured, registry, rows
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import SKOS

from graph.identity.finding import merges
from ontology.iris import room, slug
from ontology.namespaces import DEFAULT_BASE
from ontology.registry import load_registry
from ontology.terms import kinds, top_kind

pytest.importorskip("splink", reason="matching needs Splink, of the extra archive")
LEAST = {"bodies": 0.95, "activities": 0.9}


@pytest.mark.parametrize("aside", [False, True], ids=["tuned on", "set aside"])
@pytest.mark.parametrize("sort", LEAST)
def test_tellings_of_public_facts_are_joined_rightly(sort: str, aside: bool) -> None:
    found = measured(rows(sort, aside))
    assert found.f1 >= LEAST[sort], found.errors
    assert found.precision >= 0.98, found.errors


def test_there_are_pairs_enough_and_hard_ones_among_them() -> None:
    found = [measured(rows(sort, aside)) for sort in LEAST for aside in (False, True)]
    assert sum(one.one + one.two for one in found) >= 400
    assert sum(one.two for one in found) > sum(one.one for one in found)


def test_two_entries_of_the_registry_are_never_one_whatever_a_report_says() -> None:
    graph, iris = Graph(store="Oxigraph"), set()
    for entry in load_registry():
        iri = URIRef(f"{DEFAULT_BASE}{room(entry.kind)}/{slug(entry.key)}")
        iris.add(str(iri))
        for kind in (entry.kind, top_kind(entry.kind)):
            graph.add((iri, RDF.type, kinds()[kind].iri))
        for language, names in entry.names.items():
            for number, name in enumerate(names):
                graph.add((iri, SKOS.altLabel if number else SKOS.prefLabel, Literal(name, lang=language)))
    assert merges(graph, DEFAULT_BASE) == []
    bodies = sorted(entry.names["zh"][0] for entry in registry().values() if entry.names.get("zh"))
    teller = Teller()
    teller.graph = graph
    random.Random(5).shuffle(bodies)
    for one, other in zip(bodies[::2], bodies[1::2], strict=False):
        text = f"{one}（前称{other}）与{other}（以下简称{one}）合作。"
        teller.tell({"group": "", "is": "", "kind": "NGO", "names": f"{other}合作社", "text": text})
    for merge in merges(graph, DEFAULT_BASE):
        assert not {merge.gone, merge.kept} <= iris


def told(*lines: dict[str, str]) -> list[tuple[str, str]]:
    """Return what is taken for what, by the last parts of the IRIs."""
    teller = Teller()
    for line in lines:
        teller.tell({"group": "", "is": "", "kind": "NGO", **line})
    random.shuffle(lines_of := list(teller.graph))
    graph = Graph(store="Oxigraph")
    for triple in lines_of:
        graph.add(triple)
    return [(one.gone.rpartition("/")[2], one.kept.rpartition("/")[2]) for one in merges(graph, DEFAULT_BASE)]


def test_a_body_that_was_renamed_goes_by_the_name_of_today() -> None:
    text = "沙丘与绿洲学会（前称国际沙丘研究会）有会员百名。"
    assert told({"names": "国际沙丘研究会"}, {"names": "沙丘与绿洲学会", "text": text}) == [
        ("国际沙丘研究会", "沙丘与绿洲学会")
    ]


def test_a_short_name_of_two_bodies_means_neither() -> None:
    full = [{"names": "国际沙丘研究学会; 沙研会"}, {"names": "世界沙果研制学会; 沙研会"}]
    assert told(full[0], {"names": "沙研会"}) == [("沙研会", "国际沙丘研究学会")]
    assert told(*full, {"names": "沙研会"}) == []


def test_what_a_statement_joins_is_two() -> None:
    teller = Teller()
    ends = [
        URIRef(teller.tell({"group": "", "is": "", "kind": "NGO", "names": name}).iri)
        for name in ("挪威沙丘协会", "挪威王国沙丘协会")
    ]
    assert len(merges(teller.graph, DEFAULT_BASE)) == 1
    statement = URIRef("urn:statement")
    teller.graph.add((statement, RDF.subject, ends[0]))
    teller.graph.add((statement, RDF.object, ends[1]))
    assert merges(teller.graph, DEFAULT_BASE) == []


def test_meetings_of_one_series_stay_apart_and_what_links_them_does_not_bring_them_together() -> None:
    event = {"kind": "Forum", "place": "日内瓦", "bodies": "世界银行"}
    second, third = (
        {**event, "names": f"第{n}届沙丘与绿洲论坛", "when": when}
        for n, when in (("二", "2005-03-14"), ("三", "2005-03-15"))
    )
    assert told(second, third) == []
    unnumbered = {**event, "names": "沙丘与绿洲论坛", "when": "2005-03"}
    assert len(told(second, third, unnumbered)) <= 1


def test_what_one_report_tells_apart_is_not_one_through_another() -> None:
    teller = Teller()
    line = {"group": "", "is": "", "kind": "Forum", "when": "2005-03-14", "place": "日内瓦"}
    teller.tell({**line, "names": "第二届沙丘与绿洲论坛"})
    teller.reports -= 1
    teller.tell({**line, "names": "第2届沙丘和绿洲论坛"})
    assert merges(teller.graph, DEFAULT_BASE) == []


def test_a_thousand_alike_tellings_are_one_for_the_price_of_two() -> None:
    line = {"kind": "Forum", "names": "第二届沙丘与绿洲论坛", "when": "2005-03-14", "place": "日内瓦"}
    assert len(told(*[line] * 300)) == 299
