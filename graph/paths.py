"""The shortest chain of partnerships between two bodies, with its evidence."""

from dataclasses import dataclass
from itertools import pairwise

import networkx as nx
from rdflib import Graph, URIRef

from graph.network import label
from graph.partners import Joint, shared, told
from ontology.errors import StakegraphError

COLUMNS = ("step", "body", "partner", "activity", "date", "roles", "report", "paragraph", "quotation")


@dataclass(frozen=True, slots=True)
class Step:
    """Two bodies next to each other in a chain, and what they did together."""

    body: str
    partner: str
    label: str
    partner_label: str
    joint: tuple[Joint, ...]


def path(graph: Graph, network: "nx.Graph[str]", one: URIRef, other: URIRef) -> tuple[Step, ...]:
    """Return the shortest chain between two bodies; of several, that of the heaviest ties.

    Args:
        graph: a graph of the contract.
        network: its projection.
        one: the IRI of a body.
        other: the IRI of another.

    Raises:
        StakegraphError: the bodies are the same, or no chain leads from one to the other.
    """
    if one == other:
        raise StakegraphError(f"{label(graph, one)} is both ends of the path; name two bodies")
    start, end = str(one), str(other)
    if not nx.has_path(network, start, end):
        sizes = [len(nx.node_connected_component(network, node)) for node in (start, end)]
        told_of = f"they stand in groups of {sizes[0]} and {sizes[1]} bodies without a tie between them"
        raise StakegraphError(f"no chain leads from {label(graph, one)} to {label(graph, other)}: {told_of}")
    fewest_first = int(network.size(weight="weight")) + 1
    best = nx.dijkstra_path(network, start, end, weight=lambda _a, _b, tie: fewest_first - tie["weight"])
    return tuple(
        Step(
            a,
            b,
            str(network.nodes[a]["label"]),
            str(network.nodes[b]["label"]),
            tuple(shared(graph, activity, a, b) for activity in network.edges[a, b]["activities"]),
        )
        for a, b in pairwise(best)
    )


def to_text(steps: tuple[Step, ...]) -> str:
    """Return a chain for people to read, each step with its sentences."""
    names = " – ".join([steps[0].label, *(step.partner_label for step in steps)])
    lines = [f"{len(steps)} step{'' if len(steps) == 1 else 's'}: {names}"]
    for step in steps:
        lines += ["", f"{step.label} – {step.partner_label}"]
        lines += [line for joint in step.joint for line in told(joint)]
    return "\n".join(lines) + "\n"


def to_rows(steps: tuple[Step, ...]) -> list[dict[str, object]]:
    """Return a chain as rows, one an activity and quotation."""
    return [
        {
            "step": number,
            "body": step.label,
            "partner": step.partner_label,
            "activity": joint.activity.label or joint.activity.kind,
            "date": joint.activity.date,
            "roles": ", ".join(sorted({*joint.roles, *joint.partner_roles})),
            "report": quoted.report if quoted else "",
            "paragraph": quoted.paragraph if quoted else "",
            "quotation": quoted.words if quoted else "",
        }
        for number, step in enumerate(steps, 1)
        for joint in step.joint
        for quoted in joint.quotations or (None,)
    ]
