"""The network by period: of each year, the ties that rest on what was done in it."""

import networkx as nx

from graph.network.measures import measures
from graph.network.projection import tie
from graph.network.structure import structure
from ontology.errors import StakegraphError

YEAR = len("2005")


def by_period(network: "nx.Graph[str]") -> dict[str, "nx.Graph[str]"]:
    """Return the network of each year in which bodies did something together, in order.

    A tie's weight there is the number of activities of that year; bodies without a tie in it are left out, and so
    are activities without a date.
    """
    found: dict[str, nx.Graph[str]] = {}
    weighting = network.graph.get("weighting", "count")
    for one, other, data in sorted(network.edges(data=True), key=lambda edge: (edge[0], edge[1])):
        years = sorted({activity.date[:YEAR] for activity in data["activities"] if activity.date})
        for year in years:
            activities = tuple(a for a in data["activities"] if a.date[:YEAR] == year)
            part = found.setdefault(year, nx.Graph())
            for node in (one, other):
                part.add_node(node, **network.nodes[node])
            part.add_edge(one, other, **tie(activities, weighting))
    return dict(sorted(found.items()))


def periods(network: "nx.Graph[str]", engine: str = "auto") -> list[dict[str, object]]:
    """Return the figures of each year and the bodies that lead in it."""
    rows: list[dict[str, object]] = []
    for year, part in by_period(network).items():
        found = structure(part)
        first = measures(part, engine)[0]
        rows.append(
            {
                "period": year,
                "bodies": found.bodies,
                "ties": found.ties,
                "density": found.density,
                "components": found.components,
                "leading": first.label,
                "weighted_degree": first.weighted_degree,
            }
        )
    return rows


def of_year(network: "nx.Graph[str]", year: str) -> "nx.Graph[str]":
    """Return the network of one year.

    Raises:
        StakegraphError: nothing in the network is dated so.
    """
    found = by_period(network)
    if year not in found:
        there = ", ".join(found) or "no dated activities of several bodies"
        raise StakegraphError(f"no tie rests on an activity of {year}; there is {there}")
    return found[year]
