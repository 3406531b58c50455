"""The figures of a graph: what it holds, and who stands in the middle of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from rdflib import Graph

from graph.evidence import MODALITIES
from graph.network.measures import Measures, measures
from graph.network.projection import bodies, of_kinds, project
from graph.trust.agreement import Agreement, agreements
from graph.trust.missed import missed
from ontology.namespaces import SG
from ontology.symmetry import is_inverse

LEADING = 5


@dataclass(frozen=True, slots=True)
class Summary:
    """How many things of each sort there are; statements by modality; the most tied bodies; suspect sentences.

    And how far the versions of reports agree that are there in two languages, a line each.
    """

    bodies: int
    events: int
    publications: int
    projects: int
    ties: int
    statements: tuple[tuple[str, int], ...]
    leading: tuple[Measures, ...]
    missed: int
    agreement: tuple[str, ...] = ()


def summary(graph: Graph) -> Summary:
    """Return the figures of `graph`."""
    network = project(graph)
    by_modality = tuple(
        (name, sum(not is_inverse(graph, said) for said in set(graph.subjects(SG.modality, SG[name]))))
        for name in MODALITIES
    )
    return Summary(
        bodies=len(bodies(graph)),
        events=len(of_kinds(graph, ["Event"])),
        publications=len(of_kinds(graph, ["Publication", "Document"])),
        projects=len(of_kinds(graph, ["Project"])),
        ties=network.number_of_edges(),
        statements=by_modality,
        leading=tuple(row for row in measures(network)[:LEADING] if row.degree),
        missed=len(missed(graph)),
        agreement=in_lines(agreements(graph)),
    )


def in_lines(found: Sequence[Agreement]) -> tuple[str, ...]:
    """Return how far versions agree: of each report in a line, of many in one of sums."""
    if len(found) <= LEADING:
        return tuple(pair.summary() for pair in found)
    both = sum(pair.both.total() for pair in found)
    alone = sum(side.total() for pair in found for side in pair.alone)
    return (f"{len(found)} reports in two languages: {both} facts in both, {alone} in one alone",)


def to_text(found: Summary) -> str:
    """Return the figures for people to read."""
    said = ", ".join(f"{count} {name}" for name, count in found.statements if count)
    lines = [
        f"bodies {found.bodies}, events {found.events}, publications and documents {found.publications}, "
        f"projects {found.projects}, ties {found.ties}",
        f"statements: {said or 'none'}",
    ]
    if found.missed:
        lines.append(f"sentences that may state more: {found.missed} (stakegraph missed lists them)")
    lines += found.agreement
    if found.agreement:
        lines[-1] += " (stakegraph across lists what one alone states)"
    if found.leading:
        lines.append("most tied:")
        lines += [
            f"  {row.label}{f' ({row.label_en})' if row.label_en not in ('', row.label) else ''}: "
            f"{row.degree} partners, {row.weighted_degree} joint activities"
            for row in found.leading
        ]
    return "\n".join(lines) + "\n"
