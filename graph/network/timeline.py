"""Activities in time order, with the bodies that took part."""

from collections.abc import Iterable
from typing import Any

from rdflib import Graph, URIRef

from graph.network.projection import date, kind, label, participants
from ontology.namespaces import SCHEMA

COLUMNS = ("date", "end", "dated_by", "activity", "kind", "place", "bodies", "iri")


def timeline(
    graph: Graph,
    body: URIRef | None = None,
    years: tuple[int | None, int | None] = (None, None),
    undated: bool = False,
) -> list[dict[str, Any]]:
    """Return the activities of a graph, or of one body, by date; those without a date come last.

    Args:
        graph: a graph of the contract.
        body: only what it took part in.
        years: the first and the last year wanted, None for no bound.
        undated: whether those without a date are kept where there is a bound.
    """
    first, last = years
    rows = []
    for activity, parts in participants(graph).items():
        began, dated_by = date(graph, activity)
        if body is not None and body not in parts:
            continue
        within = (first or 0) <= int(began[:4]) <= (last or 9999) if began else undated
        if (first or last) and not within:
            continue
        rows.append(
            {
                "date": began,
                "end": str(graph.value(activity, SCHEMA.endDate) or ""),
                "dated_by": dated_by,
                "activity": label(graph, activity),
                "kind": kind(graph, activity),
                "place": ", ".join(
                    sorted(label(graph, where) for where in graph.objects(activity, SCHEMA.location))
                ),
                "bodies": "; ".join(
                    f"{label(graph, b)} ({', '.join(names) or 'its own'})" for b, names in parts.items()
                ),
                "iri": str(activity),
            }
        )
    return sorted(rows, key=lambda row: (row["date"] or "9", row["activity"], row["iri"]))


def to_text(rows: Iterable[dict[str, Any]]) -> str:
    """Return a timeline for people to read."""
    lines = []
    for row in rows:
        when = " – ".join(filter(None, (row["date"], row["end"]))) or "undated"
        when += f" (by the {row['dated_by']})" if row["dated_by"] else ""
        where = f", {row['place']}" if row["place"] else ""
        lines += [f"{when}  {row['activity']} [{row['kind']}]{where}", f"    {row['bodies']}"]
    return "\n".join(lines) + ("\n" if lines else "")
