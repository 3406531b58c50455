"""The report: two pages for people who were not there, with numbers, charts and the words that prove them."""

from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import networkx as nx
from jinja2 import Environment
from markupsafe import Markup
from rdflib import Graph
from rdflib.namespace import DCTERMS, RDF

from graph.evidence import Quotation
from graph.network.measures import Measures, measures
from graph.network.partners import shared
from graph.network.projection import project
from graph.network.structure import Structure, structure
from graph.network.timeline import timeline
from graph.pages.charts import Bar, bars, columns
from graph.pages.drawing import look_name, palette
from graph.pages.summary import summary
from ontology.namespaces import SG
from ontology.terms import kinds, top_kind

TEMPLATE = files("graph.pages") / "templates" / "report.html.j2"
LEADING, PARTNERSHIPS, QUOTED, COMMUNITIES, MEMBERS = 8, 5, 1, 4, 4
LONGEST_QUOTATION = 150
MARKED = 0.1  # of assortativity
ACCENT = "#0b5cad"


def report(graph: Graph, title: str = "") -> str:
    """Return the report as one HTML page without scripts, which prints on two pages of A4.

    Args:
        graph: a graph of the contract.
        title: what it is called; by default the titles of the reports that the graph was made from.
    """
    network = project(graph)
    found = measures(network)
    rows = timeline(graph)
    dates = [row["date"] for row in rows if row["date"]]
    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    return template.from_string(TEMPLATE.read_text(encoding="utf-8")).render(
        title=title or titles(graph) or "Who partnered with whom",
        sources=sources(graph),
        summary=summary(graph),
        structure=structure(network),
        said=said(structure(network)),
        period=" to ".join(dict.fromkeys((min(dates)[:4], max(dates)[:4]))) if dates else "",
        leading=Markup(leading(found, "weighted_degree", "Bodies by shared activities")),
        close=Markup(leading(found, "newman_degree", "Bodies by shared activities, each shared out")),
        brokers=Markup(leading(found, "betweenness", "Bodies by betweenness")),
        years=Markup(years(dates)),
        undated=len(rows) - len(dates),
        around=sum(bool(row["dated_by"]) for row in rows),
        activities=Markup(
            of_kind([top_kind(row["kind"]) for row in rows if row["kind"]], "Activities by kind")
        ),
        bodies=Markup(of_kind([look_name(row.kind) for row in found], "Bodies by kind")),
        partnerships=partnerships(graph, network),
        communities=communities(found),
    )


def titles(graph: Graph) -> str:
    """Return the titles of the reports that a graph was made from."""
    found = {str(t) for r in graph.subjects(RDF.type, SG.Report) for t in graph.objects(r, DCTERMS.title)}
    return "; ".join(sorted(found))


def sources(graph: Graph) -> list[str]:
    """Return the identifiers of the reports that a graph was made from."""
    reports = graph.subjects(RDF.type, SG.Report)
    return sorted(str(graph.value(one, DCTERMS.identifier) or one) for one in reports)


def called(row: Measures) -> str:
    """Return what a body is called: in English where that is known."""
    return row.label_en or row.label


def colour(name: str) -> str:
    """Return the colour of a kind."""
    return palette()[look_name(name)].colour


def leading(found: Sequence[Measures], measure: str, title: str) -> str:
    """Return a chart of the bodies that lead by a measure."""
    rows = [row for row in found if getattr(row, measure)]
    rows.sort(key=lambda row: (-getattr(row, measure), row.label, row.iri))
    return bars(
        [
            Bar(called(row), getattr(row, measure), f"{getattr(row, measure):.3g}", colour(row.kind))
            for row in rows[:LEADING]
        ],
        title,
        above=True,
        wide=260,
    )


def of_kind(names: Sequence[str], title: str) -> str:
    """Return a chart of how many things there are of each kind."""
    counts = sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0]))
    return bars(
        [
            Bar(kinds()[name].labels.get("en", name), count, str(count), colour(name))
            for name, count in counts[:LEADING]
        ],
        title,
    )


def years(dates: Sequence[str]) -> str:
    """Return a chart of how many activities each year has, or each month where all are of one year."""
    if not dates:
        return ""
    first, last = min(dates)[:4], max(dates)[:4]
    if first == last:
        months = [f"{first}-{month:02}" for month in range(1, 13)]
        counts = Counter(date[:7] for date in dates)
        return columns([(m[5:], counts[m]) for m in months], f"Activities by month of {first}", ACCENT)
    counts = Counter(date[:4] for date in dates)
    span = [str(year) for year in range(int(first), int(last) + 1)]
    return columns([(year, counts[year]) for year in span], "Activities by year", ACCENT)


def said(found: Structure) -> list[str]:
    """Return in words what the figures of the network mean."""
    lines = [
        f"{found.largest} of the {found.bodies} bodies hang together in one group of partners; "
        f"{found.articulation_points} of them hold parts of it together, which would fall apart without them."
    ]
    if found.modularity is not None:
        lines.append(
            f"Partners gather in {found.communities} groups who work more with one another than with others "
            f"(modularity {found.modularity:.2f}, how much more than by chance; from 0.3 on groups are marked)."
        )
    if found.assortativity is not None:
        how = "with their own kind about as by chance"
        if abs(found.assortativity) > MARKED:
            how = "rather with their own kind" if found.assortativity > 0 else "rather with other kinds"
        lines.append(
            f"Bodies work {how} (assortativity {found.assortativity:.2f}: 1 would be always with their own kind, "
            "0 as by chance)."
        )
    return lines


def partnerships(graph: Graph, network: "nx.Graph[str]") -> list[dict[str, Any]]:
    """Return the strongest ties, each with its activities and the words of one."""
    ordered = sorted(
        network.edges(data=True),
        key=lambda tie: (-tie[2]["weight"], *sorted((str(tie[0]), str(tie[1])))),
    )
    found = []
    for one, other, data in ordered[:PARTNERSHIPS]:
        joints = [shared(graph, activity, one, other) for activity in data["activities"]]
        words = [quoted for joint in joints for quoted in joint.quotations]
        found.append(
            {
                "bodies": [
                    network.nodes[end]["label_en"] or network.nodes[end]["label"] for end in (one, other)
                ],
                "weight": data["weight"],
                "activities": [joint.activity.label or "said to be partners" for joint in joints],
                "quotations": sorted(words, key=lambda q: (len(q.words), q.words))[:QUOTED],
                "cut": cut,
            }
        )
    return found


def cut(quoted: Quotation) -> tuple[str, str, str]:
    """Return a sentence in three parts, no longer than a report has room for; the words themselves are kept."""
    room = max(0, LONGEST_QUOTATION - len(quoted.words)) // 2
    before = quoted.before if len(quoted.before) <= room else "…" + quoted.before[len(quoted.before) - room :]
    after = quoted.after if len(quoted.after) <= room else quoted.after[:room] + "…"
    return before.lstrip(), quoted.words, after


def communities(found: Sequence[Measures]) -> list[dict[str, Any]]:
    """Return the largest communities of bodies that have partners, by their leading members."""
    members: dict[int, list[Measures]] = {}
    for row in found:
        if row.degree:
            members.setdefault(row.community, []).append(row)
    largest = sorted(members.values(), key=lambda group: (-len(group), group[0].community))
    return [
        {"size": len(group), "leading": [called(row) for row in group[:MEMBERS]]}
        for group in largest[:COMMUNITIES]
    ]
