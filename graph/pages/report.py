"""The report: a few pages for people who were not there, with numbers, pictures and the words that prove them."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib.resources import files
from typing import Any

import networkx as nx
from jinja2 import Environment, Template
from markupsafe import Markup
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, RDF

from graph.evidence import Quotation
from graph.network.english import english_title
from graph.network.measures import Measures, measures
from graph.network.partners import shared
from graph.network.projection import (
    ACTIVITIES,
    Activity,
    belongings,
    date,
    kind,
    of_kinds,
    participants,
    project,
)
from graph.network.structure import Structure, structure
from graph.pages.charts import Bar, bars, columns
from graph.pages.drawing import look_name, most_tied, palette
from graph.pages.languages import body_name, kind_name, say, titled, titles
from graph.pages.picture import MOST, picture
from graph.pages.summary import Summary, summary
from ontology.namespaces import SG

TEMPLATE = files("graph.pages") / "templates" / "report.html.j2"
LEADING, KINDS, PARTNERSHIPS, SHARED, QUOTED, COMMUNITIES, MEMBERS = 8, 8, 5, 2, 1, 4, 4
LONGEST_QUOTATION = 150
MARKED = 0.1  # of assortativity
ACCENT = "#0b5cad"
Say = Callable[..., str]


def report(graph: Graph, title: str = "", language: str = "en") -> str:
    """Return the report as one HTML page without scripts, which prints well on A4.

    Args:
        graph: a graph of the contract.
        title: what it is called; by default the titles of the reports that the graph was made from.
        language: what it is written in, "en" or "zh"; names without an English form stay as they are.
    """
    speak = partial(say, language)
    network = project(graph)
    found = measures(network)
    names = {node: body_name(network.nodes[node], language) for node in network}
    partnered = [row for row in found if row.degree]
    activities = of_kinds(graph, ACTIVITIES)
    dates = [dating for one in activities if (dating := date(graph, one))[0]]
    figures, shape = summary(graph), structure(network)
    took_part = len(participants(graph).keys() & set(activities))
    ties = network.number_of_edges()
    return template().render(
        language=language,
        say=speak,
        title=title or titles(graph, language),
        read_from=read_from(graph, sorted(when for when, _ in dates), speak),
        numbers=numbers(figures, speak),
        picture=Markup(picture(graph, language, network)),
        under_picture=under_picture(graph, network, speak),
        leading=leading(partnered, names, language) if partnered else [],
        leading_cut=cut_at(LEADING, len(partnered), "leading_cut", speak),
        said=said(shape, len(found) - len(partnered), speak),
        communities=communities(partnered, names, language),
        partnerships=partnerships(graph, network, language),
        partnerships_cut=cut_at(PARTNERSHIPS, ties, "strongest_cut", speak),
        kinds=[
            ("bodies_by_kind", of_kind([row.kind for row in found], "bodies_by_kind", language)),
            (
                "activities_by_kind",
                of_kind([kind(graph, one) for one in activities], "activities_by_kind", language),
            ),
        ],
        took_part=speak("took_part", n=took_part, all=len(activities)) if activities else "",
        years=years([when for when, _ in dates], speak),
        dated=" ".join(
            [
                speak("dated", n=len(dates), all=len(activities)),
                *counted("around", sum(bool(source) for _, source in dates), speak),
            ]
        ),
        method=speak("method_read", **dict(figures.statements)),
        made=speak("made") if language == "en" else "",
    )


def template() -> Template:
    """Return the page's template."""
    made = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    return made.from_string(TEMPLATE.read_text(encoding="utf-8"))


def read_from(graph: Graph, dates: Sequence[str], speak: Say) -> str:
    """Return what was read, and of when its activities are."""
    reports = graph.subjects(RDF.type, SG.Report)
    names = sorted(str(graph.value(one, DCTERMS.identifier) or one) for one in reports)
    sources = speak("comma").join(names) or speak("no_reports")
    if not dates:
        return speak("read_from", sources=sources)
    first, last = dates[0][:4], dates[-1][:4]
    period = first if first == last else speak("period", first=first, last=last)
    return speak("read_from_dated", sources=sources, period=period)


def numbers(figures: Summary, speak: Say) -> list[tuple[int, str]]:
    """Return how many things of each sort there are."""
    names = ("bodies", "ties", "events", "publications", "projects")
    counts = [(int(getattr(figures, name)), speak(name)) for name in names]
    return [*counts, (dict(figures.statements)["asserted"], speak("statements"))]


def counted(key: str, count: int, speak: Say) -> list[str]:
    """Return a phrase that counts something, or nothing where there is none of it."""
    return [speak(key, n=count)] if count else []


def cut_at(shown: int, whole: int, key: str, speak: Say) -> str:
    """Return that a list has been cut, or "" where it has not."""
    return speak(key, shown=shown, n=whole) if whole > shown else ""


def under_picture(graph: Graph, network: "nx.Graph[str]", speak: Say) -> str:
    """Return how the picture is read, and what it leaves out."""
    lined = len(most_tied(network, belongings(graph)))
    return " ".join(
        [
            speak("picture_said"),
            *counted("picture_apart", len(network) - lined, speak),
            *([speak("picture_cut", drawn=MOST, n=lined)] if lined > MOST else []),
        ]
    )


def leading(found: Sequence[Measures], names: Mapping[str, str], language: str) -> list[tuple[str, Markup]]:
    """Return charts of the bodies that lead by each of three measures, with what each shows."""
    charts = {
        "shares": ("weighted_degree", ".3g"),
        "close": ("newman_degree", ".3g"),
        "connects": ("betweenness", ".1%"),
    }
    return [(name, ranked(found, *measure, names, say(language, name))) for name, measure in charts.items()]


def ranked(
    found: Sequence[Measures], measure: str, form: str, names: Mapping[str, str], title: str
) -> Markup:
    """Return a chart of the bodies that lead by a measure."""
    rows = [row for row in found if getattr(row, measure)]
    rows.sort(key=lambda row: (-getattr(row, measure), row.label, row.iri))
    drawn = [
        Bar(
            names[row.iri],
            getattr(row, measure),
            format(getattr(row, measure), form),
            palette()[look_name(row.kind)].colour,
        )
        for row in rows[:LEADING]
    ]
    return Markup(bars(drawn, title, above=True, wide=260))


def of_kind(names: Sequence[str], title: str, language: str) -> Markup:
    """Return a chart of how many things there are of each kind."""
    counts = sorted(Counter(filter(None, names)).items(), key=lambda pair: (-pair[1], pair[0]))
    rest = counts[KINDS:] if len(counts) > KINDS + 1 else []
    shown = counts[: len(counts) - len(rest)]
    drawn = [
        Bar(kind_name(name, language), n, str(n), palette()[look_name(name)].colour) for name, n in shown
    ]
    if rest:
        others = sum(n for _, n in rest)
        drawn.append(
            Bar(
                say(language, "other_kinds", n=len(rest)),
                others,
                str(others),
                palette()["Organization"].colour,
            )
        )
    return Markup(bars(drawn, say(language, title)))


def years(dates: Sequence[str], speak: Say) -> list[tuple[str, Markup]]:
    """Return a chart of how many activities each year has, and one of the months of a year that has most of them."""
    if not dates:
        return []
    counts = Counter(date[:4] for date in dates)
    busiest, most = min(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    charts = []
    if len(counts) > 1:
        span = [str(year) for year in range(int(min(counts)), int(max(counts)) + 1)]
        charts.append((speak("by_year"), [(year, counts[year]) for year in span]))
    months = Counter(date[5:7] for date in dates if date.startswith(busiest) and len(date) > 4)
    if months and most > len(dates) / 2:
        title = speak("by_month", year=busiest, n=months.total(), all=most)
        charts.append((title, [(f"{month:02}", months[f"{month:02}"]) for month in range(1, 13)]))
    wide = 760 if len(charts) == 1 else 370
    return [(title, Markup(columns(values, title, ACCENT, wide))) for title, values in charts]


def said(found: Structure, alone: int, speak: Say) -> list[str]:
    """Return in words what the figures of the network mean."""
    lines = [
        " ".join(
            [
                speak("largest", largest=found.largest, n=found.bodies),
                *counted("holding", found.articulation_points, speak),
                *counted("alone", alone, speak),
            ]
        )
    ]
    if found.modularity is not None:
        lines.append(speak("groups", n=found.communities, modularity=f"{found.modularity:.2f}"))
    if found.assortativity is not None:
        marked = "kind_own" if found.assortativity > 0 else "kind_other"
        how = marked if abs(found.assortativity) > MARKED else "kind_chance"
        lines.append(speak(how, value=f"{found.assortativity:.2f}"))
    return lines


def partnerships(graph: Graph, network: "nx.Graph[str]", language: str) -> list[dict[str, Any]]:
    """Return the strongest ties, each with its activities and the words of one."""
    ordered = sorted(
        network.edges(data=True),
        key=lambda tie: (-tie[2]["weight"], *sorted((str(tie[0]), str(tie[1])))),
    )
    found = []
    for one, other, data in ordered[:PARTNERSHIPS]:
        joints = [shared(graph, activity, one, other) for activity in data["activities"]]
        words = {(q.report, q.paragraph, q.words): q for joint in joints for q in joint.quotations}.values()
        names = [activity_name(graph, joint.activity, language) for joint in joints]
        ends = (network.nodes[end] for end in (one, other))
        found.append(
            {
                "bodies": [body_name(end, language) for end in ends],
                "shared": say(language, "shared", n=data["weight"]),
                "activities": names[:SHARED]
                + counted("more", max(0, len(names) - SHARED), partial(say, language)),
                "quotations": [
                    (*cut(q), source(q, language))
                    for q in sorted(words, key=lambda q: (len(q.words), q.words))[:QUOTED]
                ],
            }
        )
    return found


def source(quoted: Quotation, language: str) -> str:
    """Return where words stand: by the number of their paragraph, or the heading over one that has none."""
    if quoted.place == quoted.heading:
        return say(language, "section", report=quoted.report, heading=quoted.heading)
    return say(language, "paragraph", report=quoted.report, number=quoted.paragraph)


def activity_name(graph: Graph, activity: Activity, language: str) -> str:
    """Return what an activity is called, its own title beside an English one that was made; or that it is none."""
    if not activity.iri:
        return say(language, "partnership")
    if language != "en":
        return activity.label
    title, made = english_title(graph, URIRef(activity.iri))
    return titled(title, made, activity.label)


def cut(quoted: Quotation) -> tuple[str, str, str]:
    """Return a sentence in three parts, no longer than a report has room for; the words themselves are kept."""
    room = max(0, LONGEST_QUOTATION - len(quoted.words)) // 2
    before = quoted.before if len(quoted.before) <= room else "…" + quoted.before[len(quoted.before) - room :]
    after = quoted.after if len(quoted.after) <= room else quoted.after[:room] + "…"
    return before.lstrip(), quoted.words, after


def communities(partnered: Sequence[Measures], names: Mapping[str, str], language: str) -> list[str]:
    """Return in words the largest communities of bodies that have partners, by their leading members."""
    members: dict[int, list[Measures]] = {}
    for row in partnered:
        members.setdefault(row.community, []).append(row)
    largest = sorted(members.values(), key=lambda group: (-len(group), group[0].community))
    between = say(language, "between" if language == "en" else "comma")
    lines = []
    for group in largest[:COMMUNITIES]:
        first = between.join(names[row.iri] for row in group[:MEMBERS])
        lines.append(say(language, "group", n=len(group), leading=first))
    return lines + counted("groups_cut", max(0, len(largest) - COMMUNITIES), partial(say, language))
