"""The network by period: of each year, the ties that rest on what was done in it."""

from collections.abc import Set
from typing import TypeVar

import networkx as nx

from graph.network.measures import measures, rows
from graph.network.projection import tie
from graph.network.structure import structure
from ontology.errors import StakegraphError

YEAR = len("2005")
Item = TypeVar("Item")


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
    """Return the figures of each year, what came and went since the one before it, and the body that leads in it."""
    found: list[dict[str, object]] = []
    bodies: set[str] | None = None
    ties: set[frozenset[str]] | None = None
    for year, part in by_period(network).items():
        figures = structure(part)
        first = measures(part, engine)[0]
        came, went = turnover(bodies, bodies := {*part})
        new, ended = turnover(ties, ties := {frozenset(tie) for tie in part.edges})
        found.append(
            {
                "period": year,
                "bodies": figures.bodies,
                "came": came,
                "went": went,
                "ties": figures.ties,
                "new": new,
                "ended": ended,
                "density": figures.density,
                "components": figures.components,
                "leading": first.label,
                "weighted_degree": first.weighted_degree,
            }
        )
    return found


def turnover(before: Set[Item] | None, now: Set[Item]) -> tuple[int | None, int | None]:
    """Return how many came and how many went; None where there was nothing before."""
    return (None, None) if before is None else (len(now - before), len(before - now))


def measures_by_period(network: "nx.Graph[str]", engine: str = "auto") -> dict[str, list[dict[str, object]]]:
    """Return the measures of the bodies of each year, in order."""
    return {year: rows(measures(part, engine)) for year, part in by_period(network).items()}


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
