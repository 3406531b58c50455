from itertools import combinations
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.network.measures import Measures, communities, measures
from graph.network.projection import project
from graph.store.files import load

GRAPHS = Path(__file__).parent / "graphs"


def network(*ties: tuple[str, str, int], alone: str = "") -> "nx.Graph[str]":
    made: nx.Graph[str] = nx.Graph()
    made.add_nodes_from(sorted({*alone, *(name for one, other, _ in ties for name in (one, other))}))
    for name in made:
        made.nodes[name].update(label=name, label_en="", kind="Organization")
    made.add_weighted_edges_from(ties)
    return made


def by_name(found: tuple[Measures, ...]) -> dict[str, Measures]:
    return {row.iri: row for row in found}


def test_the_middle_of_a_star_leads_by_every_measure() -> None:
    rows = by_name(measures(network(("m", "a", 1), ("m", "b", 1), ("m", "c", 1))))
    middle = rows.pop("m")
    assert (middle.degree, middle.weighted_degree, middle.betweenness, middle.closeness) == (3, 3, 1.0, 1.0)
    for row in rows.values():
        assert row.betweenness == 0
        assert row.closeness == pytest.approx(3 / 5, abs=1e-6)
        assert row.eigenvector == pytest.approx(middle.eigenvector / 3**0.5, abs=1e-5)
        assert row.pagerank < middle.pagerank


def test_weights_count_in_the_weighted_degree_and_not_in_the_degree() -> None:
    row = by_name(measures(network(("a", "b", 3), ("a", "c", 2))))["a"]
    assert (row.degree, row.weighted_degree) == (2, 5)


def test_a_small_component_does_not_outrank_a_large_one() -> None:
    large = [(one, other, 1) for one, other in combinations("abcdef", 2)]
    rows = by_name(measures(network(*large, ("x", "y", 9))))
    assert rows["x"].eigenvector < rows["a"].eigenvector
    assert rows["x"].closeness < rows["a"].closeness


def test_who_worked_with_nobody_measures_nothing_but_keeps_a_place() -> None:
    row = by_name(measures(network(("a", "b", 1), alone="z")))["z"]
    assert (row.degree, row.betweenness, row.closeness, row.eigenvector) == (0, 0, 0, 0)
    assert row.pagerank > 0


def test_the_most_tied_come_first() -> None:
    found = measures(network(("m", "a", 1), ("m", "b", 2), ("b", "c", 1)))
    assert [row.iri for row in found] == ["b", "m", "a", "c"]


def test_two_cliques_with_one_bridge_are_two_communities_the_larger_first() -> None:
    cliques = [(one, other, 1) for group in ("wxyz", "abcde") for one, other in combinations(group, 2)]
    made = network(*cliques, ("a", "w", 1))
    assert communities(made) == (tuple("abcde"), tuple("wxyz"))
    assert {row.iri: row.community for row in measures(made)} == {
        **dict.fromkeys("abcde", 1),
        **dict.fromkeys("wxyz", 2),
    }


ties = st.sets(
    st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")).filter(lambda tie: tie[0] < tie[1])
)


@given(ties, st.randoms(use_true_random=False))
@settings(max_examples=80, deadline=None)
def test_the_order_of_nodes_and_ties_does_not_show(found: set[tuple[str, str]], random: object) -> None:
    listed = [(one, other, 1) for one, other in sorted(found)]
    shuffled = listed.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    turned = nx.Graph(network(*((other, one, weight) for one, other, weight in shuffled)))
    assert communities(turned) == communities(network(*listed))
    assert [row.iri for row in measures(turned)] == [row.iri for row in measures(network(*listed))]


def test_an_empty_network_has_no_measures() -> None:
    assert measures(network()) == ()
    assert communities(network()) == ()


def test_a_long_list_does_not_outweigh_by_newman() -> None:
    made = network(("m", "a", 1), ("m", "b", 1), ("x", "y", 1))
    nx.set_edge_attributes(made, {("m", "a"): 0.5, ("m", "b"): 0.5, ("x", "y"): 1.0}, "newman")
    rows = by_name(measures(made))
    assert (rows["m"].weighted_degree, rows["m"].newman_degree, rows["x"].newman_degree) == (2, 1, 1)


def test_the_body_that_did_most_with_others_leads_the_example() -> None:
    first = measures(project(load(GRAPHS / "basin.ttl", GRAPHS / "basin-later.ttl")))[0]
    assert (first.label, first.degree, first.weighted_degree) == ("蓝湾水务基金会", 4, 5)
