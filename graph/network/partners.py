"""Who partnered with a body, through what, when, and the words that say so."""

from dataclasses import dataclass

import networkx as nx
from rdflib import Graph, URIRef

from graph.evidence import Quotation, quotations
from graph.network.projection import (
    PARTNERED,
    Activity,
    Belonging,
    activity_of,
    belongings,
    by_date,
    facts,
    kind,
    label,
    participants,
    project,
)
from ontology.terms import relations


@dataclass(frozen=True, slots=True)
class Joint:
    """One activity that two bodies shared, with the words that say that each took part.

    Attributes:
        activity: what they did.
        roles: the relations of the body asked about to it.
        partner_roles: those of its partner; none where the body did it alone.
        quotations: the words, each once.
    """

    activity: Activity
    roles: tuple[str, ...]
    partner_roles: tuple[str, ...]
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Partnership:
    """A body's partner and what they did together."""

    partner: str
    label: str
    label_en: str
    kind: str
    joint: tuple[Joint, ...]


def partners(graph: Graph, body: URIRef, network: "nx.Graph[str] | None" = None) -> tuple[Partnership, ...]:
    """Return the partners of `body`, those of most activities first.

    Args:
        graph: a graph of the contract.
        body: the IRI of a body.
        network: its projection, where the caller has it.
    """
    network = project(graph) if network is None else network
    if str(body) not in network:
        return ()
    found = []
    for partner in network.neighbors(str(body)):
        data = network.nodes[partner]
        activities = network.edges[str(body), partner]["activities"]
        joint = tuple(shared(graph, activity, str(body), partner) for activity in activities)
        found.append(Partnership(partner, data["label"], data["label_en"], data["kind"], joint))
    return tuple(sorted(found, key=lambda p: (-len(p.joint), p.label, p.partner)))


def alone(graph: Graph, body: URIRef) -> tuple[Joint, ...]:
    """Return the activities that `body` took part in and, as far as the graph says, no other body did."""
    found = [
        shared(graph, activity_of(graph, activity, parts, 0), str(body), "")
        for activity, parts in participants(graph).items()
        if set(parts) == {body}
    ]
    return tuple(sorted(found, key=lambda joint: by_date(joint.activity)))


def shared(graph: Graph, activity: Activity, body: str, partner: str) -> Joint:
    """Return an activity with its evidence: each quotation once."""
    roles = dict(activity.roles)
    found: dict[tuple[str, str, str], Quotation] = {}
    for who, other in ((body, partner), (partner, body)):
        for role in roles.get(who, ()):
            for quoted in evidence(graph, activity, role, who, other):
                found.setdefault((quoted.report, quoted.paragraph, quoted.words), quoted)
    return Joint(activity, roles[body], roles.get(partner, ()), tuple(found.values()))


def evidence(graph: Graph, activity: Activity, role: str, who: str, other: str) -> tuple[Quotation, ...]:
    """Return the words that say that `who` took part in the activity by `role`."""
    if role == PARTNERED:
        predicate = relations()[role].iri
        return (
            *quotations(graph, URIRef(who), predicate, URIRef(other)),
            *quotations(graph, URIRef(other), predicate, URIRef(who)),
        )
    said = facts(graph, URIRef(activity.iri), role, URIRef(who))
    return tuple(quoted for fact in said for quoted in quotations(graph, *fact))


def belonging(graph: Graph, body: URIRef) -> tuple[Partnership, ...]:
    """Return what `body` belongs to or comes from, and what belongs to it, in the shape of partnerships."""
    found = []
    for one in belongings(graph):
        if body in (one.body, one.to):
            other = one.to if one.body == body else one.body
            names = label(graph, other), label(graph, other, "en")
            found.append(Partnership(str(other), *names, kind(graph, other), (belongs(graph, one),)))
    return tuple(found)


def belongs(graph: Graph, one: Belonging) -> Joint:
    """Return a belonging as a step that bodies share, called by what it is, with its words."""
    ends = (label(graph, one.body), relations()[one.relation].labels["en"], label(graph, one.to))
    roles = ((str(one.body), (one.relation,)), (str(one.to), ()))
    step = Activity("", " ".join(ends), one.relation, "", roles)
    return Joint(step, (one.relation,), (), quotations(graph, *one.fact))


def to_rows(
    found: tuple[Partnership, ...], belonging: tuple[Partnership, ...] = ()
) -> list[dict[str, object]]:
    """Return partnerships, and belongings, as rows, one an activity and quotation, one too where none is quoted."""
    return [
        {
            "tie": tie,
            "partner": partnership.label,
            "partner_en": partnership.label_en,
            "kind": partnership.kind,
            "activity": joint.activity.label or PARTNERED,
            "activity_kind": joint.activity.kind,
            "date": joint.activity.date,
            "dated_by": joint.activity.dated_by,
            "share": round(joint.activity.share, 6) if tie == WORKED else "",
            "role": ", ".join(joint.roles),
            "partner_role": ", ".join(joint.partner_roles),
            "report": quoted.report if quoted else "",
            "paragraph": quoted.paragraph if quoted else "",
            "quotation": quoted.words if quoted else "",
            "confidence": quoted.confidence if quoted else "",
        }
        for tie, partnerships in ((WORKED, found), (BELONGS, belonging))
        for partnership in partnerships
        for joint in partnership.joint
        for quoted in joint.quotations or (None,)
    ]


WORKED, BELONGS = "worked together", "belongs"
COLUMNS = (
    "tie",
    "partner",
    "partner_en",
    "kind",
    "activity",
    "activity_kind",
    "date",
    "dated_by",
    "share",
    "role",
    "partner_role",
    "report",
    "paragraph",
    "quotation",
    "confidence",
)


def to_text(graph: Graph, body: URIRef, found: tuple[Partnership, ...]) -> str:
    """Return partnerships for people to read, each with its sentences, and what `body` did alone."""
    name, english = label(graph, body), label(graph, body, "en")
    name += f" ({english})" if english not in {"", name} else ""
    lines = [f"{name}: {len(found) or 'no'} partner{'' if len(found) == 1 else 's'}"]
    for partnership in found:
        also = f" ({partnership.label_en})" if partnership.label_en not in {"", partnership.label} else ""
        lines += ["", f"{partnership.label}{also} – {len(partnership.joint)}"]
        lines += [line for joint in partnership.joint for line in told(joint)]
    apart = belonging(graph, body)
    if apart:
        lines += ["", f"belongs, which is no partnership – {len(apart)}"]
        lines += [line for one in apart for line in told(one.joint[0])]
    own = alone(graph, body)
    if own:
        lines += ["", f"alone, as far as the graph says – {len(own)}"]
        lines += [line for joint in own for line in told(joint)]
    return "\n".join(lines) + "\n"


def told(joint: Joint) -> list[str]:
    """Return the lines that tell of one activity."""
    source = f" (by the {joint.activity.dated_by})" if joint.activity.dated_by else ""
    when = f", {joint.activity.date}{source}" if joint.activity.date else ""
    roles = ", ".join(sorted({*joint.roles, *joint.partner_roles}))
    return [
        f"  {joint.activity.label or 'partnership'}{when} [{roles or 'its own'}]",
        *(f"    {q.report} {q.place}: {q.before}【{q.words}】{q.after}" for q in joint.quotations),
    ]
