"""How far the versions of one report in two languages agree, and what only one of them states.

What one reading missed or got wrong shows there: the other has the same sentence, in another language.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rdflib import Graph, URIRef
from rdflib.namespace import PROV
from rdflib.term import Node

from graph.evidence import number
from graph.identity.versions import noted_versions
from graph.trust.explanation import Explanation, explained, shown
from graph.trust.missed import natural
from graph.trust.sides import Fact, Sentence, Version, nearest, version
from ontology.namespaces import NIF, SG
from ontology.terms import relations

COLUMNS = (
    "report",
    "only",
    "subject",
    "relation",
    "object",
    "modality",
    "confidence",
    "paragraph",
    "sentence",
    "other_paragraph",
    "other_sentence",
    "other_states",
)


@dataclass(frozen=True, slots=True)
class OneSided:
    """A fact that one version states and the other does not.

    Attributes:
        only: the language that states it.
        statement: the surest statement of it.
        told: what there is to tell of that.
        other: the language that does not.
        nearest: the sentence of the other that comes nearest; None where none is near.
        instead: what the other states, of the same subject or in the same paragraph, that differs in one part alone.
    """

    only: str
    statement: URIRef
    told: Explanation
    other: str
    nearest: Sentence | None
    instead: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two versions of a report agree.

    Attributes:
        report: the report's identifier.
        languages: of the two versions.
        both: how many facts both state, by relation.
        alone: how many only the first and only the second states, by relation.
        differences: what only one of them states, in the order of the report.
    """

    report: str
    languages: tuple[str, str]
    both: Counter[str]
    alone: tuple[Counter[str], Counter[str]]
    differences: tuple[OneSided, ...]

    def summary(self) -> str:
        """Return it in a line."""
        one, other = self.languages
        counts = self.both.total(), *(side.total() for side in self.alone)
        return (
            f"{self.report} in {one} and {other}: {counts[0]} facts in both, {counts[1]} in {one} alone, "
            f"{counts[2]} in {other} alone"
        )


def agreements(graph: Graph) -> list[Agreement]:
    """Return how far the versions agree of each report that is there in two languages, in the order of these."""
    known: dict[URIRef, Version] = {}
    found = []
    for pair in noted_versions(graph):
        one, other = (known.setdefault(report, version(graph, report)) for report in pair)
        sides = [[fact for fact in a.facts if fact not in b.facts] for a, b in ((one, other), (other, one))]
        differences = [
            *(one_sided(graph, fact, one, other, sides[1]) for fact in sides[0]),
            *(one_sided(graph, fact, other, one, sides[0]) for fact in sides[1]),
        ]
        found.append(
            Agreement(
                one.report,
                (one.language, other.language),
                by_relation(fact for fact in one.facts if fact in other.facts),
                (by_relation(sides[0]), by_relation(sides[1])),
                tuple(sorted(differences, key=in_order)),
            )
        )
    return found


def in_order(one: OneSided) -> tuple[object, ...]:
    """Return what differences are sorted by: where in the report they stand."""
    told = one.told
    return natural(told.quotation.paragraph), told.subject, told.relation, told.object, one.only


def by_relation(facts: "Sequence[Fact] | Iterator[Fact]") -> "Counter[str]":
    """Return how many facts there are of each relation, by its short name."""
    names = {relation.iri: name for name, relation in relations().items()}
    return Counter(names.get(URIRef(str(predicate)), str(predicate)) for _, predicate, _, _ in facts)


def one_sided(graph: Graph, stated: Fact, here: Version, there: Version, others: Sequence[Fact]) -> OneSided:
    """Return a fact that only one version states, with what comes nearest in the other.

    Args:
        graph: a graph of the contract.
        stated: the fact.
        here: the version that states it.
        there: the other.
        others: what only the other states.
    """
    ranked = sorted(here.facts[stated], key=lambda one: (-number(graph, one, SG.confidence), str(one)))
    statement = URIRef(str(ranked[0]))
    paragraph = where(graph, statement)
    instead = [
        other
        for other in others
        if alike(stated, other)
        and (stated[0] == other[0] or any(where(graph, one) == paragraph for one in there.facts[other]))
    ]
    text = str(graph.value(graph.value(statement, PROV.wasQuotedFrom), NIF.isString) or " ")
    at = number(graph, statement, NIF.beginIndex) / len(text)
    return OneSided(
        here.language,
        statement,
        explained(graph, statement),
        there.language,
        nearest(graph, stated, paragraph, at, there),
        tuple(in_words(graph, other) for other in sorted(instead, key=str)),
    )


def where(graph: Graph, statement: Node) -> str:
    """Return the last part of the IRI of a statement's paragraph, which is the same in all versions."""
    return str(graph.value(statement, PROV.wasQuotedFrom)).rpartition("/")[2]


def alike(one: Fact, other: Fact) -> bool:
    """Return whether two facts share all parts but one: the subject, the relation, the object or how it is stated."""
    return sum(a == b for a, b in zip(one, other, strict=True)) == len(one) - 1


def in_words(graph: Graph, stated: Fact) -> str:
    """Return a fact in names."""
    subject, predicate, target, modality = stated
    names = {relation.iri: name for name, relation in relations().items()}
    relation = names.get(URIRef(str(predicate)), str(predicate))
    how = str(modality).rsplit("#", 1)[-1]
    return f"{shown(graph, subject)} | {relation} | {shown(graph, target)}" + (
        f" ({how})" if how != "asserted" else ""
    )


def to_rows(found: Sequence[Agreement]) -> list[dict[str, object]]:
    """Return what only one version states as rows."""
    return [
        {
            "report": pair.report,
            "only": it.only,
            "subject": it.told.subject,
            "relation": it.told.relation,
            "object": it.told.object,
            "modality": it.told.modality,
            "confidence": it.told.quotation.confidence,
            "paragraph": it.told.quotation.paragraph,
            "sentence": it.told.marked,
            "other_paragraph": it.nearest.paragraph if it.nearest else "",
            "other_sentence": it.nearest.text if it.nearest else "",
            "other_states": "; ".join(it.instead),
        }
        for pair in found
        for it in pair.differences
    ]


def to_text(found: Sequence[Agreement]) -> str:
    """Return how far versions agree, for people to read."""
    lines = []
    for pair in found:
        lines.append(f"{pair.summary()}\n")
        lines += [f"\n{in_text(it)}" for it in pair.differences]
    return "\n".join(lines) or "no report is here in two languages\n"


def in_text(it: OneSided) -> str:
    """Return a fact that one version states, and what the other has in its place."""
    how = f" ({it.told.modality})" if it.told.modality != "asserted" else ""
    lines = [
        f"{it.only} alone: {it.told.subject} | {it.told.relation} | {it.told.object}{how}",
        f"  {it.only} {it.told.quotation.place}: {it.told.marked}",
        f"  {it.other} {it.nearest.place}: {it.nearest.text}"
        if it.nearest
        else f"  {it.other}: nothing near",
        *(f"  {it.other} states instead: {said}" for said in it.instead),
    ]
    return "\n".join(lines)
