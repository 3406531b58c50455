"""What in a graph is doubtful: statements, what may be one or two, names joined on a ground, links in conflict.

And what one version of a report alone states, and what the graph may lack: sentences that may state more than was
read.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rdflib import OWL, RDF, Graph, URIRef
from rdflib.namespace import PROV, SKOS
from rdflib.term import Node

from graph.evidence import number
from graph.network.names import fold
from graph.network.projection import kind, label
from graph.reports import base_of
from graph.review.decisions import COLUMNS
from graph.trust.agreement import agreements
from graph.trust.explanation import Explanation, explained
from graph.trust.missed import missed
from ontology.links import space_of
from ontology.namespaces import SG
from ontology.symmetry import is_inverse
from ontology.terms import top_kind

ALIKE = 85
LEAST = 4
SURE = 0.998  # of merges; of those less sure the names alone speak, or something speaks against them
DIGITS = re.compile(r"\d+")
LISTED = ("what", *COLUMNS, "confidence", "text")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something for a person to decide.

    Attributes:
        what: "statement", "one-sided", "alike", "merged", "names", "link" or "suspect".
        subject, relation, object, report, paragraph, value, words: as in a Decision about it.
        confidence: how sure the reading is, 0 to 1; 1 where that is not what is doubtful.
        text: what there is to know before deciding.
    """

    what: str
    subject: str
    relation: str
    object: str
    report: str
    paragraph: str
    value: str
    confidence: float
    text: str
    words: str = ""

    def row(self) -> dict[str, str]:
        """Return it as a row in which a decision can be filled in."""
        return dict.fromkeys(LISTED, "") | {
            "what": self.what,
            "subject": self.subject,
            "relation": self.relation,
            "object": self.object,
            "report": self.report,
            "paragraph": self.paragraph,
            "value": self.value,
            "words": self.words,
            "confidence": f"{self.confidence:.2f}",
            "text": self.text,
        }


def doubts(graph: Graph, below: float) -> list[Doubt]:
    """Return what is doubtful and no one has decided, the least sure statements first.

    Args:
        graph: a graph of the contract.
        below: statements of a confidence under this are doubtful.
    """
    base = base_of(graph)
    return [
        *doubtful_statements(graph, base, below),
        *one_sided(graph, base, below),
        *alike(graph, base),
        *doubtful_merges(graph, base),
        *joined_names(graph, base),
        *conflicting_links(graph, base),
        *suspects(graph, base),
    ]


def doubtful_statements(graph: Graph, base: str, below: float) -> list[Doubt]:
    """Return the statements of little confidence."""
    found = []
    for statement in graph.subjects(RDF.type, RDF.Statement):
        if reviewed(graph, statement) or is_inverse(graph, statement):
            continue
        told = explained(graph, statement)
        if told.quotation.confidence < below:
            ends = [path(graph.value(statement, part), base) for part in (RDF.subject, RDF.object)]
            found.append(
                Doubt(
                    "statement",
                    ends[0],
                    told.relation,
                    ends[1],
                    told.quotation.report,
                    told.quotation.paragraph,
                    "",
                    told.quotation.confidence,
                    sentence(told),
                )
            )
    return sorted(found, key=lambda one: (one.confidence, one.report, one.paragraph, one.subject, one.object))


def one_sided(graph: Graph, base: str, below: float) -> list[Doubt]:
    """Return the statements that only one version of a report makes, of those that are sure by themselves."""
    found = []
    for it in (one for pair in agreements(graph) for one in pair.differences):
        sure = it.told.quotation.confidence
        if sure >= below and not reviewed(graph, it.statement):
            ends = [path(graph.value(it.statement, part), base) for part in (RDF.subject, RDF.object)]
            there = f"{it.nearest.place}: {it.nearest.text}" if it.nearest else "nothing near"
            quoted = it.told.quotation
            text = f"{sentence(it.told)} Only in {it.only}; in {it.other} {there}"
            found.append(
                Doubt(
                    "one-sided",
                    ends[0],
                    it.told.relation,
                    ends[1],
                    quoted.report,
                    quoted.paragraph,
                    "",
                    sure,
                    text,
                )
            )
    return found


def sentence(told: Explanation) -> str:
    """Return what one has to read to judge a statement."""
    steps = "".join(f"; {step}" for step in (*told.subject_steps, *told.object_steps) if " means " in step)
    said = f"{told.subject} | {told.relation} | {told.object}"
    return f"{said} ({told.modality}, {told.quotation.rule}): {told.marked}{steps}"


def alike(graph: Graph, base: str) -> list[Doubt]:
    """Return the pairs of entities of one top kind whose names are nearly the same."""
    by_top: dict[str, dict[str, URIRef]] = defaultdict(dict)
    for node in sorted(set(graph.subjects(SKOS.prefLabel)), key=str):
        if isinstance(node, URIRef) and (found := kind(graph, node)):
            by_top[top_kind(found)][str(node)] = node
    pairs = {}
    for entities in by_top.values():
        names = {iri: fold(label(graph, node)) for iri, node in entities.items()}
        longer = {iri: name for iri, name in names.items() if len(name) >= LEAST}
        for iri, name in longer.items():
            for _, score, other in process.extract(
                name, longer, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None
            ):
                numbered = DIGITS.findall(name) != DIGITS.findall(longer[other])  # the 8th is not the 9th
                if iri < other and not numbered:
                    pairs[entities[iri], entities[other]] = score
    apart = set(graph.subject_objects(OWL.differentFrom))
    return [
        Doubt(
            "alike",
            path(one, base),
            "",
            path(other, base),
            "",
            "",
            "",
            1.0,
            f"{label(graph, one)} and {label(graph, other)}: are the two one?",
        )
        for one, other in sorted(pairs, key=lambda pair: (-pairs[pair], pair))
        if not {(one, other), (other, one)} & apart
    ]


def doubtful_merges(graph: Graph, base: str) -> list[Doubt]:
    """Return what was taken for what another report tells of, and is less sure than most."""
    found = []
    for gone in graph.subjects(RDF.type, SG.Merged):
        sure = number(graph, gone, SG.confidence)
        if sure < SURE and not reviewed(graph, gone):
            kept = graph.value(gone, PROV.alternateOf)
            grounds = "; ".join(sorted(map(str, graph.objects(gone, SG.mergedBecause))))
            ends = path(gone, base), path(kept, base)
            text = f"{ends[0]} was taken for {ends[1]}: {grounds}"
            found.append(Doubt("merged", ends[0], "", ends[1], "", "", "", sure, text))
    return sorted(found, key=lambda one: (one.confidence, one.subject))


def joined_names(graph: Graph, base: str) -> list[Doubt]:
    """Return the entities that names were joined to on a ground that the report gives."""
    found = []
    for entity in sorted(set(graph.subjects(SG.linkedBy)), key=str):
        grounds = [str(ground) for ground in graph.objects(entity, SG.linkedBy)]
        joined = sorted(g for g in grounds if "short name" in g or "named with its owner" in g)
        if joined and not reviewed(graph, entity) and (entity, SKOS.prefLabel, None) in graph:
            text = f"{label(graph, URIRef(str(entity)))}: {'; '.join(joined)}"
            found.append(Doubt("names", path(entity, base), "", "", "", "", "", 1.0, text))
    return found


def conflicting_links(graph: Graph, base: str) -> Iterator[Doubt]:
    """Yield the links that two entities share, and the second of one authority that an entity has."""
    holders: dict[Node, list[Node]] = defaultdict(list)
    spaces: dict[tuple[Node, str], list[Node]] = defaultdict(list)
    for entity, link in sorted(graph.subject_objects(SKOS.exactMatch)):
        if (entity, RDF.type, SG.Merged) in graph:
            continue
        holders[link].append(entity)
        spaces[entity, space_of(str(link))].append(link)
    shared = [(one, link) for link, those in holders.items() if len(those) > 1 for one in those]
    several = [(entity, link) for (entity, _), those in spaces.items() if len(those) > 1 for link in those]
    for entity, link in dict.fromkeys((*shared, *several)):
        if not reviewed(graph, entity):
            text = f"{label(graph, URIRef(str(entity)))} is linked to {link}, and something else is too"
            yield Doubt("link", path(entity, base), "", "", "", "", str(link), 1.0, text)


def suspects(graph: Graph, base: str) -> list[Doubt]:
    """Return the sentences that may state more than was read, for a fact to be added with them as its words."""
    return [
        Doubt(
            "suspect",
            path(one.iri, base),
            "",
            "",
            one.report,
            one.paragraph,
            "",
            1.0,
            f"{one.report} {one.place}: {one.sentence} Recognised: {one.recognised()}",
            one.sentence,
        )
        for one in missed(graph)
    ]


def reviewed(graph: Graph, node: Node) -> bool:
    """Return whether somebody has decided about a statement or an entity."""
    reviews = (*graph.objects(node, PROV.wasInfluencedBy), *graph.objects(node, PROV.wasGeneratedBy))
    return any((review, RDF.type, SG.Review) in graph for review in reviews)


def path(node: Node | None, base: str) -> str:
    """Return an entity's path under the base, or a value as it is."""
    return str(node).removeprefix(base) if isinstance(node, URIRef) else str(node)
