"""Corrections: what people decided, replayed on a graph; each leaves in it who decided, when, and on what."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from rdflib import RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.namespace import PROV

from graph.reports import base_of
from graph.review.acts import ACTS
from graph.review.acts.touched import Touched
from graph.review.decisions import Decision, StaleError, key
from graph.review.referents import Referents
from graph.review.statements import drop
from ontology.errors import StakegraphError
from ontology.iris import slug
from ontology.namespaces import SG
from ontology.symmetry import complete, is_inverse

VERDICTS = ("accept", "reject")


@dataclass(frozen=True, slots=True)
class Unapplied:
    """A decision that does not apply, and why."""

    decision: Decision
    reason: str

    def __str__(self) -> str:
        """Return it as one line."""
        made = self.decision
        about = " | ".join(filter(None, (made.subject, made.relation, made.object)))
        return f"{made.action} {about} ({made.who}, {made.when[:10]}) no longer applies: {self.reason}"


def correct(graph: Graph, decisions: Sequence[Decision]) -> tuple[Unapplied, ...]:
    """Replay decisions on a graph, in their order, and return those that do not apply.

    Of several verdicts on one statement the last holds. What has been replayed on this graph before is left out.

    Raises:
        StakegraphError: the graph names no report, so that nothing tells what its IRIs begin with.
    """
    base = base_of(graph)
    if not base:
        raise StakegraphError("the graph names no report; correct one that was built from reports")
    known = Referents(graph, base)
    verdicts = {about(made): made for made in decisions if made.action in VERDICTS}
    left = []
    for made in decisions:
        if made.action not in VERDICTS or verdicts[about(made)] == made:
            try:
                apply(known, made)
            except StaleError as reason:
                left.append(Unapplied(made, str(reason)))
    turn_round_anew(graph)
    return tuple(left)


def apart(graph: Graph, decisions: Sequence[Decision]) -> tuple[tuple[str, str], ...]:
    """Return the IRIs of things of which somebody has said that they are two, before reports are made one graph."""
    known = Referents(graph, base_of(graph))
    found = []
    for made in decisions:
        if made.action == "distinct":
            with suppress(StaleError):  # which is told when it is replayed
                found.append((str(known.entity(made.subject)), str(known.entity(made.object))))
    return tuple(found)


def about(made: Decision) -> tuple[str, ...]:
    """Return the statement, or the entity, that a verdict is on."""
    return made.subject, made.relation, made.object, made.report, made.paragraph


def apply(known: Referents, made: Decision) -> None:
    """Carry out one decision and record it, if that has not been done before.

    Raises:
        StaleError: it does not apply, and the graph is as it was.
    """
    review = URIRef(f"{known.base}review/{key(made)}")
    if (review, RDF.type, SG.Review) not in known.graph:
        record(known, made, review, ACTS[made.action](known, made))


def record(known: Referents, made: Decision, review: URIRef, touched: Touched) -> None:
    """Write down who decided, when and why, and what it touched."""
    graph = known.graph
    reviewer = URIRef(f"{known.base}reviewer/{slug(made.who) or 'unknown'}")
    when = made.when if "T" in made.when else f"{made.when}T00:00:00"
    for kind in (SG.Review, PROV.Activity):
        graph.add((review, RDF.type, kind))
    graph.add((review, SG.decision, Literal(made.action)))
    graph.add((review, PROV.wasAssociatedWith, reviewer))
    graph.add((review, PROV.endedAtTime, Literal(when, datatype=XSD.dateTime)))
    if made.why:
        graph.add((review, RDFS.comment, Literal(made.why)))
    graph.add((reviewer, RDF.type, PROV.Person))
    graph.add((reviewer, RDFS.label, Literal(made.who)))
    for node in touched.nodes:
        graph.add((node, touched.how, review))


def turn_round_anew(graph: Graph) -> None:
    """Give symmetric ties in both directions again, after what was decided of either."""
    for statement in [s for s in graph.subjects(PROV.wasDerivedFrom) if is_inverse(graph, s)]:
        drop(graph, statement)
    complete(graph)
