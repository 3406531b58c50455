from pathlib import Path

from rdflib import Graph

from graph.pages.summary import summary, to_text
from graph.store.files import load

BASIN = Path(__file__).parent / "graphs" / "basin.ttl"


def test_the_summary_counts_what_the_graph_holds() -> None:
    found = summary(load(BASIN))
    assert (found.bodies, found.events, found.publications, found.projects, found.ties) == (7, 3, 1, 0, 8)
    assert dict(found.statements) == {"asserted": 15, "planned": 2, "proposed": 0, "negated": 0}


def test_the_most_tied_bodies_lead_and_the_untied_are_left_out() -> None:
    leading = summary(load(BASIN)).leading
    assert leading[0].label == "蓝湾水务基金会"
    assert all(row.degree for row in leading)


def test_the_text_names_the_leading_bodies_and_only_the_modalities_that_occur() -> None:
    text = to_text(summary(load(BASIN)))
    assert "statements: 15 asserted, 2 planned\n" in text
    assert "青禾大学 (Qinghe University): 3 partners" in text


def test_sentences_that_may_state_more_are_counted_and_no_statements() -> None:
    found = summary(load(BASIN.with_name("suspect.ttl")))
    assert (found.missed, found.bodies, sum(count for _, count in found.statements)) == (1, 0, 0)
    assert "sentences that may state more: 1 (stakegraph missed" in to_text(found)


def test_an_empty_graph_has_a_summary() -> None:
    assert "statements: none" in to_text(summary(Graph()))
