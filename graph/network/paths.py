"""The shortest chain of partnerships between two bodies, with its evidence.

Where partnerships alone make no chain, belonging joins it: a step from a unit to its parent, named as such.
"""

from dataclasses import dataclass
from itertools import pairwise

import networkx as nx
from rdflib import Graph, URIRef

from graph.network.partners import Joint, belongs, shared, told
from graph.network.projection import belongings, label
from ontology.errors import StakegraphError

COLUMNS = ("step", "body", "partner", "activity", "date", "roles", "report", "paragraph", "quotation")


@dataclass(frozen=True, slots=True)
class Step:
    """Two bodies next to each other in a chain, and what they did together or how one belongs to the other."""

    body: str
    partner: str
    label: str
    partner_label: str
    joint: tuple[Joint, ...]


def path(graph: Graph, network: "nx.Graph[str]", one: URIRef, other: URIRef) -> tuple[Step, ...]:
    """Return the shortest chain between two bodies; of several, that of the heaviest ties.

    Steps of belonging are taken only where there is no other way, as few as may be.

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
    ways: nx.Graph[str] = nx.Graph()
    ways.add_nodes_from(network)
    longest = len(network) + 1
    heaviest = 1 + max((tie["weight"] for _, _, tie in network.edges(data=True)), default=0)
    for belonging in belongings(graph):
        ways.add_edge(str(belonging.body), str(belonging.to), cost=longest, belonging=belonging)
    for a, b, tie in network.edges(data=True):
        # The weights of a whole chain together never outweigh a step.
        ways.add_edge(a, b, cost=1 - tie["weight"] / (heaviest * longest))
    if not nx.has_path(ways, start, end):
        sizes = [len(nx.node_connected_component(ways, node)) for node in (start, end)]
        told_of = f"they stand in groups of {sizes[0]} and {sizes[1]} bodies without a tie between them"
        raise StakegraphError(f"no chain leads from {label(graph, one)} to {label(graph, other)}: {told_of}")
    return tuple(
        Step(
            a,
            b,
            str(network.nodes[a]["label"]),
            str(network.nodes[b]["label"]),
            joint(graph, network, ways, a, b),
        )
        for a, b in pairwise(nx.dijkstra_path(ways, start, end, weight="cost"))
    )


def joint(graph: Graph, network: "nx.Graph[str]", ways: "nx.Graph[str]", a: str, b: str) -> tuple[Joint, ...]:
    """Return what two bodies did together or, where they did nothing, how one belongs to the other."""
    if network.has_edge(a, b):
        return tuple(shared(graph, activity, a, b) for activity in network.edges[a, b]["activities"])
    return (belongs(graph, ways.edges[a, b]["belonging"]),)


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
