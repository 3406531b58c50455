"""Evaluation: the facts of a graph against gold facts, by relation, with what was missed and what was wrong.

Gold is two files of JSON lines. Entities: {"key", "type", "zh": [names], "en": [names]}. Facts: {"para", "s", "p",
"o", "quote"}, where s and o are keys (o a literal for dates and counts), p the short name of a relation; "optional"
facts count when said and are no miss when not, "also" names relations that read the fact as well.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SKOS
from rdflib.term import Node

from graph.evidence import quotations
from graph.network.names import fold
from graph.network.projection import label
from ontology.errors import StakegraphError
from ontology.terms import relations

TITLED = frozenset({"Event", "Publication", "Project", "Document", "Initiative"})
LEAST_TITLE = 5
LEAST_CONTAINED = 6
ALIKE = 72.0

Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and F1 of one relation, or of all; what gold has and what the graph says."""

    relation: str
    precision: float
    recall: float
    f1: float
    gold: int
    said: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that was missed, or one that is wrong, with its paragraph and the words."""

    kind: str
    paragraph: str
    subject: str
    relation: str
    object: str
    words: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures, all relations first; the differences; and for each fact said how sure it was and whether right."""

    figures: tuple[Figures, ...]
    lenient: Figures
    differences: tuple[Difference, ...]
    judged: tuple[tuple[float, bool], ...]


def load_gold(folder: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the entities and the facts of the gold in `folder`: *entities.jsonl and *facts.jsonl.

    Raises:
        StakegraphError: a file is missing or a line is not what it should be.
    """
    found = []
    for ending, needed in (("entities.jsonl", ("key", "type")), ("facts.jsonl", ("para", "s", "p", "o"))):
        files = sorted(folder.glob(f"*{ending}")) if folder.is_dir() else []
        if not files:
            raise StakegraphError(f"{folder} holds no *{ending}; name a folder of gold as the README says")
        rows = []
        for file in files:
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                try:
                    row = json.loads(line) if line.strip() else None
                except json.JSONDecodeError as error:
                    raise StakegraphError(f"{file}, line {number}: not JSON ({error.msg})") from error
                if row is not None:
                    missing = [key for key in needed if not isinstance(row, dict) or key not in row]
                    if missing:
                        raise StakegraphError(f"{file}, line {number}: no {missing[0]!r}")
                    rows.append(row)
        found.append(rows)
    return found[0], found[1]


def similar(one: str, other: str) -> float:
    """Return from 0 to 100 how alike two folded titles are; a long one within the other counts as alike."""
    short, long = sorted((one, other), key=len)
    contained = 60 + 40 * len(short) / len(long) if len(short) >= LEAST_CONTAINED and short in long else 0.0
    return max(fuzz.ratio(one, other), contained)


def keys_of(graph: Graph, entities: Iterable[dict[str, Any]]) -> dict[Node, str]:
    """Return the gold key of each node of the graph that has one: by its names, titles also by likeness."""
    exact: dict[str, str] = {}
    titled: list[tuple[str, list[str]]] = []
    for entity in entities:
        names = [fold(name) for name in (*entity.get("zh", ()), *entity.get("en", ()))]
        for name in names:
            exact.setdefault(name, entity["key"])
        if entity["type"] in TITLED:
            titled.append((entity["key"], [name for name in names if len(name) >= LEAST_TITLE]))
    called: dict[Node, list[str]] = {}
    for predicate in (SKOS.prefLabel, SKOS.altLabel):
        for node, known in graph.subject_objects(predicate):
            called.setdefault(node, []).append(fold(str(known)))
    found: dict[Node, str] = {}
    for node, names in called.items():
        keys = [exact[name] for name in names if name in exact]
        if keys:
            found[node] = max(sorted(set(keys)), key=keys.count)
            continue
        best = max(
            ((max((similar(a, b) for a in names for b in other), default=0.0), key) for key, other in titled),
            default=(0.0, ""),
        )
        if best[0] >= ALIKE:
            found[node] = best[1]
    return found


def evaluate(graph: Graph, entities: list[dict[str, Any]], facts: list[dict[str, Any]]) -> Evaluation:
    """Return how the asserted facts of `graph` compare with gold, in the paragraphs that gold covers."""
    covered = {str(fact["para"]) for fact in facts}
    keys = keys_of(graph, entities)
    names = {x["key"]: next(iter((*x.get("zh", ()), *x.get("en", ()))), x["key"]) for x in entities}
    every = {triple(fact): fact for fact in facts}
    wanted = {key: fact for key, fact in every.items() if not fact.get("optional")}
    also = {triple({**fact, "p": other}): triple(fact) for fact in facts for other in fact.get("also", ())}
    said: dict[Triple, tuple[str, str, float]] = {}
    for relation in relations().values():
        for subject, target in graph.subject_objects(relation.iri):
            quoted = quotations(graph, subject, relation.iri, target)
            within = [quotation for quotation in quoted if quotation.paragraph in covered]
            if within:
                value = (
                    str(target)
                    if isinstance(target, Literal)
                    else keys.get(target, f"<{show(graph, target)}>")
                )
                found = ordered(keys.get(subject, f"<{show(graph, subject)}>"), relation.name, value)
                said[also.get(found, found)] = (within[0].paragraph, within[0].words, within[0].confidence)
    right = {key for key in said if key in every}
    figures = [measured("all", set(wanted), set(said), right)]
    for name in sorted({key[1] for key in (*wanted, *said)}):
        figures.append(measured(name, of(wanted, name), of(said, name), of(right, name)))
    differences = [
        Difference("missed", str(fact["para"]), *shown(key, names), str(fact.get("quote", "")), 0.0)
        for key, fact in wanted.items()
        if key not in said
    ]
    differences += [
        Difference("wrong", said[key][0], *shown(key, names), said[key][1], said[key][2])
        for key in said
        if key not in every
    ]
    literal = {relation.name for relation in relations().values() if relation.range & {"date", "integer"}}
    pairs = [
        {frozenset((k[0], k[2])) for k in triples if k[1] not in literal} for triples in (wanted, every, said)
    ]
    lenient = measured("who with whom", pairs[0], pairs[2], pairs[2] & pairs[1])
    return Evaluation(
        tuple(figures),
        lenient,
        tuple(
            sorted(differences, key=lambda d: (d.kind, d.paragraph.zfill(4), d.subject, d.relation, d.object))
        ),
        tuple(sorted((said[key][2], key in every) for key in said)),
    )


def of(triples: Iterable[Triple], relation: str) -> set[Triple]:
    """Return the triples of one relation."""
    return {found for found in triples if found[1] == relation}


def triple(fact: dict[str, Any]) -> Triple:
    """Return a gold fact as a triple of keys."""
    return ordered(fact["s"], fact["p"], str(fact["o"]))


def ordered(subject: str, relation: str, target: str) -> Triple:
    """Return a triple; the ends of a symmetric relation in order."""
    known = relations().get(relation)
    if known is not None and known.symmetric:
        subject, target = sorted((subject, target))
    return subject, relation, target


def show(graph: Graph, node: Node) -> str:
    """Return what a node is called."""
    return label(graph, node) if isinstance(node, URIRef) else str(node)


def shown(found: Triple, names: dict[str, str]) -> Triple:
    """Return a triple with names in place of keys."""
    return names.get(found[0], found[0]), found[1], names.get(found[2], found[2])


def measured(relation: str, wanted: set[Any], said: set[Any], right: set[Any]) -> Figures:
    """Return precision, recall and their harmonic mean."""
    precision = len(right) / len(said) if said else 0.0
    recall = len(wanted & said) / len(wanted) if wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Figures(relation, round(precision, 4), round(recall, 4), round(f1, 4), len(wanted), len(said))


def calibration(judged: Iterable[tuple[float, bool]], edges: tuple[float, ...]) -> list[dict[str, object]]:
    """Return for each band of confidence how many facts said so and what share of them is right.

    A reliability table (DeGroot and Fienberg, 1983); "expected" is the mean of what the facts of a band say.
    """
    rows: list[dict[str, object]] = []
    facts = list(judged)
    for low, high in pairwise(edges):
        band = [(sure, right) for sure, right in facts if low <= sure < high]
        if band:
            rows.append(
                {
                    "from": low,
                    "below": high,
                    "facts": len(band),
                    "expected": sum(sure for sure, _ in band) / len(band),
                    "right": sum(right for _, right in band) / len(band),
                }
            )
    return rows
