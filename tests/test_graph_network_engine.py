"""Both engines give the same answers, by the definitions of networkx."""

import math
import random

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.network import engine
from graph.network.engine import IGRAPH, NETWORKX, effective_size, eigenvector
from graph.network.measures import MEANING, NAMES, measures
from ontology.errors import StakegraphError


@st.composite
def networks(draw: st.DrawFn) -> "nx.Graph[str]":
    """A network of up to a dozen bodies in any number of components, with weights."""
    names = [f"b{number:02}" for number in range(draw(st.integers(0, 12)))]
    made: nx.Graph[str] = nx.Graph()
    for name in names:
        made.add_node(name, label=name, label_en="", kind=draw(st.sampled_from(["NGO", "Company"])))
    pairs = [(one, other) for one in names for other in names if one < other]
    for one, other in draw(st.lists(st.sampled_from(pairs), unique=True, max_size=25)) if pairs else []:
        made.add_edge(one, other, weight=draw(st.integers(1, 6)))
    return made


def same(one: float, other: float) -> bool:
    return (math.isnan(one) and math.isnan(other)) or one == pytest.approx(other, abs=1e-6)


@given(networks())
def test_igraph_answers_as_networkx_does(network: "nx.Graph[str]") -> None:
    for name, function in NETWORKX.items():
        expected, found = function(network), IGRAPH[name](network)
        assert list(found) == list(expected)
        assert all(same(found[node], expected[node]) for node in network), name
    assert measures(network, "igraph") == measures(network, "networkx")


@given(networks())
def test_effective_size_is_that_of_networkx(network: "nx.Graph[str]") -> None:
    expected, found = nx.effective_size(network) if network else {}, effective_size(network)
    for node in network:
        value = found[node]
        assert math.isnan(expected[node]) if value is None else same(value, expected[node])


def test_a_large_component_has_the_eigenvector_of_a_small_one() -> None:
    network = nx.relabel_nodes(nx.barabasi_albert_graph(engine.DENSE + 100, 2, seed=5), str)
    nx.set_edge_attributes(
        network, {tie: random.Random(str(tie)).randint(1, 5) for tie in network.edges}, "weight"
    )
    expected = nx.eigenvector_centrality_numpy(network, weight="weight")
    most = max(expected.values())
    found = eigenvector(network)
    assert all(found[node] == pytest.approx(expected[node] / most, abs=1e-6) for node in network)


def test_the_engine_is_chosen_by_size_and_can_be_named() -> None:
    small, large = nx.path_graph(3), nx.path_graph(engine.LARGE)
    assert engine.chosen(small, "auto") is NETWORKX
    assert engine.chosen(large, "auto") is IGRAPH
    assert engine.chosen(large, "networkx") is NETWORKX
    assert engine.chosen(small, "igraph") is IGRAPH


def test_without_igraph_networkx_serves_and_asking_for_it_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert engine.chosen(nx.path_graph(engine.LARGE), "auto") is NETWORKX
    with pytest.raises(StakegraphError, match=r"stakegraph\[fast\]"):
        engine.chosen(nx.path_graph(3), "igraph")


def test_every_measure_says_what_it_means() -> None:
    assert list(MEANING) == list(NAMES)
