"""The network as a whole, by period, from one body to another, over time, and between two reports."""

from pathlib import Path

import networkx as nx
import pytest
from rdflib import OWL, RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import ORG, SKOS

from graph.network.comparison import by_report, by_year, compare, differences, sides
from graph.network.measures import measures
from graph.network.names import find
from graph.network.paths import path, to_rows, to_text
from graph.network.periods import by_period, of_year, periods
from graph.network.projection import project
from graph.network.rolling import rolled_up
from graph.network.structure import FIGURES, brokers, figures, grouped, groups, structure
from graph.network.timeline import timeline
from graph.network.timeline import to_text as timeline_text
from graph.store.files import load
from ontology.errors import StakegraphError
from ontology.namespaces import SCHEMA

GRAPHS = Path(__file__).parent / "graphs"
BODY = "https://w3id.org/stakegraph/id/body/"
UNIVERSITY, FOUNDATION, BANK = (
    BODY + "qinghe-university",
    BODY + "lanwan-foundation",
    BODY + "chengjiang-bank",
)


def network(*ties: tuple[str, str], kinds: str = "") -> "nx.Graph[str]":
    made: nx.Graph[str] = nx.Graph()
    made.add_edges_from(ties, weight=1, activities=())
    for node in made:
        made.nodes[node].update(label=node, label_en="", kind="NGO" if node in kinds else "Company")
    return made


def test_the_figures_of_two_triangles_joined_by_a_tie() -> None:
    found = structure(
        network(("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"), ("d", "e"), ("e", "f"), ("d", "f"))
    )
    assert (found.bodies, found.ties, found.components, found.largest) == (6, 7, 1, 6)
    assert (found.communities, found.articulation_points, found.bridges) == (2, 2, 1)
    assert found.modularity == pytest.approx(5 / 14, abs=1e-6)
    assert found.density == pytest.approx(7 / 15, abs=1e-6)


def test_bodies_that_work_with_their_own_kind_alone_are_assortative() -> None:
    assert structure(network(("a", "b"), ("x", "y"), kinds="ab")).assortativity == 1
    assert structure(network(("a", "x"), ("b", "y"), kinds="ab")).assortativity == -1
    assert structure(network(("a", "b"), kinds="ab")).assortativity is None


def test_an_empty_network_has_figures_too() -> None:
    found = structure(nx.Graph())
    assert (found.bodies, found.modularity, found.density) == (0, None, 0)
    assert {row["figure"] for row in figures(found)} == set(FIGURES)


def test_brokers_say_into_what_parts_it_falls() -> None:
    rows = brokers(network(("a", "b"), ("b", "c"), ("c", "d")))
    assert {(row["broker"], row["label"], row["parts"]) for row in rows} >= {
        ("body", "b", "2 + 1"),
        ("tie", "b", "2 + 2"),
    }


def test_the_most_frequent_pairs_and_triples_share_activities(basin: Graph) -> None:
    pairs = groups(basin, 2)
    assert pairs[0]["activities"] == max(int(str(row["activities"])) for row in pairs)
    assert {frozenset(str(triple["bodies"]).split("; ")) for triple in groups(basin, 3)} == {
        frozenset({"青禾大学", "蓝湾水务基金会", "北岭县人民政府"}),
        frozenset(
            {"澄江开发银行", "蓝湾水务基金会", "海岛气象网"}
        ),  # fund, lead and belong to the initiative
    }


def test_groups_count_ties_within_and_to_others() -> None:
    found = network(("a", "b"), ("b", "x"), kinds="ab")
    rows = {row["kind"]: row for row in grouped(measures(found), found, "kind")}
    assert (rows["NGO"]["bodies"], rows["NGO"]["ties_within"], rows["NGO"]["ties_to_others"]) == (2, 1, 1)
    assert (rows["Company"]["ties_within"], rows["Company"]["ties_to_others"]) == (0, 1)


def test_a_period_has_the_ties_of_its_activities_alone(basin: Graph) -> None:
    (year, part), *rest = by_period(project(basin)).items()
    assert (year, rest) == ("2031", [])
    assert BANK not in part
    assert part.has_edge(UNIVERSITY, FOUNDATION)
    assert [row["period"] for row in periods(project(basin))] == ["2031"]
    with pytest.raises(StakegraphError, match="there is 2031"):
        of_year(project(basin), "1999")


def test_a_path_leads_by_the_fewest_steps_with_the_words(basin: Graph) -> None:
    steps = path(basin, project(basin), URIRef(BANK), URIRef(BODY + "北岭县人民政府"))
    assert [steps[0].label, *(step.partner_label for step in steps)][0::2][0] == "澄江开发银行"
    assert len(steps) == 2
    text = to_text(steps)
    assert text.startswith("2 steps: 澄江开发银行 – ")
    assert "【" in text
    assert {row["step"] for row in to_rows(steps)} == {1, 2}


def test_of_paths_of_one_length_that_of_the_heavier_ties_is_taken() -> None:
    made = network(("a", "b"), ("b", "d"), ("a", "c"), ("c", "d"))
    made.edges["a", "c"]["weight"] = 5
    steps = path(Graph(), made, URIRef("a"), URIRef("d"))
    assert [step.partner for step in steps] == ["c", "d"]


def test_no_path_and_the_same_body_twice_are_told() -> None:
    made = network(("a", "b"), ("x", "y"))
    with pytest.raises(StakegraphError, match="groups of 2 and 2 bodies"):
        path(Graph(), made, URIRef("a"), URIRef("x"))
    with pytest.raises(StakegraphError, match="both ends"):
        path(Graph(), made, URIRef("a"), URIRef("a"))


URN = Namespace("urn:")


def chain(*triples: tuple[str, URIRef, str]) -> Graph:
    graph = Graph()
    for subject, predicate, target in triples:
        for name in (subject, target):
            kind = SCHEMA.Event if name.startswith("event") else ORG.Organization
            graph.add((URN[name], RDF.type, kind))
            graph.add((URN[name], SKOS.prefLabel, Literal(name, lang="en")))
        graph.add((URN[subject], predicate, URN[target]))
    return graph


UNITS = chain(
    ("event1", SCHEMA.organizer, "a"),
    ("event1", SCHEMA.organizer, "unit"),
    ("unit", ORG.unitOf, "part"),
    ("part", ORG.unitOf, "whole"),
    ("event2", SCHEMA.organizer, "whole"),
    ("event2", SCHEMA.organizer, "b"),
)


def test_where_partnerships_make_no_chain_belonging_joins_it_and_is_named() -> None:
    steps = path(UNITS, project(UNITS), URN.a, URN.b)
    assert [step.partner_label for step in steps] == ["unit", "part", "whole", "b"]
    assert [step.joint[0].activity.kind for step in steps] == ["Event", "unitOf", "unitOf", "Event"]
    assert "unit unit of part [unitOf]" in to_text(steps)


def test_units_rolled_up_act_as_the_body_at_their_top() -> None:
    graph = rolled_up(UNITS)
    assert set(project(graph)) == {"urn:a", "urn:b", "urn:whole"}
    steps = path(graph, project(graph), URN.a, URN.b)
    assert [step.partner_label for step in steps] == ["whole", "b"]
    assert find(graph, "unit") == URN.whole


def test_units_of_one_another_do_not_go_round_for_ever() -> None:
    graph = chain(("a", ORG.unitOf, "b"), ("b", ORG.unitOf, "a"))
    assert set(project(rolled_up(graph))) == {"urn:a", "urn:b"}


def test_the_timeline_is_in_order_and_can_be_bounded(basin: Graph) -> None:
    rows = timeline(basin)
    dates = [row["date"] for row in rows]
    assert dates == sorted(dates, key=lambda date: date or "9")
    assert rows[0]["activity"] == "流域治理论坛"
    assert rows[0]["end"] == "2031-05-13"
    assert "青禾大学 (organizer)" in rows[0]["bodies"]
    assert timeline(basin, years=(2032, None)) == []
    assert all(row["date"] for row in timeline(basin, years=(None, 2031)))
    undated = [row["activity"] for row in rows if not row["date"]]
    assert [row["activity"] for row in timeline(basin, years=(2032, None), undated=True)] == undated != []
    assert {row["activity"] for row in timeline(basin, URIRef(BANK))} == {"清泉倡议"}
    assert timeline_text(rows).startswith("2031-05-12 – 2031-05-13  流域治理论坛 [Forum], 澄江市\n")


def test_a_graph_does_not_differ_from_itself(basin: Graph) -> None:
    assert compare(basin, basin) == []


def test_a_rank_changes_only_where_it_moved_by_more_than_ties() -> None:
    before = chain(("event", SCHEMA.organizer, "a"), ("event", SCHEMA.organizer, "b"))
    after = before + chain(("event1", SCHEMA.organizer, "c"), ("event1", SCHEMA.organizer, "d"))
    rows = [row for row in compare(before, after) if row["what"] == "body"]
    assert {(row["label"], row["change"], row["after"]) for row in rows} == {
        ("c", "came", 1),
        ("d", "came", 1),
    }
    assert {row["figure"] for row in rows} == {"rank by shared activities"}


def test_a_body_that_the_registry_has_adopted_is_the_one_that_it_was(basin: Graph) -> None:
    former, now = (URIRef(f"{BODY}{name}") for name in ("北岭县人民政府", "beiling-county"))
    after = Graph()
    for triple in basin:
        after.add(tuple(now if term == former else term for term in triple))
    assert {row["change"] for row in compare(basin, after)} > {"came"}
    after.add((now, OWL.sameAs, former))
    assert compare(basin, after) == compare(after, basin) == []


def test_what_came_and_went_is_told_from_both_sides(basin: Graph) -> None:
    less = load(GRAPHS / "basin.ttl")
    forum = next(less.subjects(SCHEMA.organizer, URIRef(FOUNDATION)))
    less.remove((forum, None, None))
    went = {(row["what"], row["change"], row["label"]) for row in compare(basin, less)}
    came = {(row["what"], row["change"], row["label"]) for row in compare(less, basin)}
    assert ("activity", "went", "流域治理论坛") in went
    assert ("activity", "came", "流域治理论坛") in came
    assert ("tie", "went", "蓝湾水务基金会 – 青禾大学") in went
    assert ("tie", "changed", "青禾大学 – 北岭县人民政府") in went


def held(*events: tuple[str, str]) -> Graph:
    """The graph of events that two bodies each held, in a year."""
    graph = Graph()
    for year, held_by in events:
        graph += chain(*((f"event {year} {held_by}", SCHEMA.organizer, body) for body in held_by))
        graph.add((URN[f"event {year} {held_by}"], SCHEMA.startDate, Literal(year)))
    return graph


def told(rows: list[dict[str, object]], what: str) -> list[tuple[object, ...]]:
    return [(row["from"], row["to"], row["change"], row["label"]) for row in rows if row["what"] == what]


def test_of_a_series_each_is_compared_with_the_one_before_and_what_comes_again_came_back() -> None:
    graphs = [held(("2003", "ab")), held(("2004", "ac")), held(("2005", "ab"))]
    rows = differences(sides(list(zip("123", graphs, strict=True))))
    assert told(rows, "tie") == [
        ("1", "2", "went", "a – b"),
        ("1", "2", "came", "a – c"),
        ("2", "3", "came back", "a – b"),
        ("2", "3", "went", "a – c"),
    ]
    with pytest.raises(StakegraphError, match="there is 1 alone"):
        differences(sides([("1", graphs[0])]))


def test_the_years_of_one_graph_are_such_a_series() -> None:
    graph = held(("2003", "ab"), ("2005", "ac"), ("2009-04", "ab"), ("2009-05", "cd"))
    rows = differences(by_year(graph))
    assert told(rows, "body") == [
        ("2003", "2005", "came", "c"),
        ("2003", "2005", "went", "b"),
        ("2005", "2009", "came back", "b"),
        ("2005", "2009", "came", "d"),
    ]
    assert not told(rows, "activity")
    (first, second, third) = periods(project(graph))
    assert (first["came"], first["went"], first["new"], first["ended"]) == (None, None, None, None)
    assert (second["came"], second["went"], second["new"], second["ended"]) == (1, 1, 1, 1)
    assert (third["bodies"], third["came"], third["went"]) == (4, 2, 0)
    assert (third["ties"], third["new"], third["ended"]) == (2, 2, 1)


def test_bodies_that_one_graph_knows_to_be_one_are_one_in_all_and_their_ties_add_up() -> None:
    before = held(("2003", "ab"), ("2004", "xb"), ("2004", "ax"))
    after = held(("2005", "xb"))
    after.add((URN.x, OWL.sameAs, URN.a))
    rows = compare(before, after)
    assert [(r["label"], r["before"], r["after"]) for r in rows if r["what"] == "tie"] == [("b – x", 2, 1)]
    assert {r["label"] for r in rows if r["what"] == "body"} == set()


def test_reports_of_a_graph_come_by_the_numbers_of_their_symbols(basin: Graph) -> None:
    both = load(GRAPHS / "basin.ttl", GRAPHS / "basin-later.ttl")
    assert [side.name for side in by_report(both)] == ["T/2031/7", "T/2032/3"]
    assert [side.name for side in by_report(both, ["t/2032/*", "T/2031/7"])] == ["T/2032/3", "T/2031/7"]
    with pytest.raises(
        StakegraphError, match=r"no report is called 'T/1999/\*'; there is T/2031/7, T/2032/3"
    ):
        by_report(both, ["T/1999/*"])
    first, second = by_report(both)
    assert UNIVERSITY in first.network
    assert first.activities.keys() & second.activities.keys() == {BODY + "qingquan-initiative"}
