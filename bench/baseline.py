"""How much the patterns add: bodies by the lexical analyser alone, tied when they share a sentence, beside ours.

    python bench/baseline.py REPORT GOLD [-o baseline.ttl]

Both are compared with the who-with-whom network of the gold facts: two bodies are tied when they took part in one
activity, or when one fact joins them. With -o the baseline is written as a graph of the contract, for other scorers.
"""

import argparse
import re
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

from rdflib import RDF, Graph

from extract.analysis import Analysis
from extract.document import Document
from extract.entities import Entity
from extract.finding.encoder import encoder
from extract.pipeline import analyse
from extract.rdf import to_rdf
from extract.reading import read
from extract.statements import Evidence, Statement
from graph.evidence import quotations
from graph.trust.evaluation import Triple, keys_of, load_gold, measured, triple
from ontology.iris import slug
from ontology.terms import relations

BODIES = frozenset({"Organization", "WorkingGroup", "RegionalNetwork", "Initiative"})
SENTENCE = re.compile(r"[^。；！？]+")
Ties = set[frozenset[str]]


def ties(facts: Iterable[Triple], bodies: set[str]) -> Ties:
    """Return the pairs of bodies that share an activity, or that one fact joins."""
    of_activity: dict[str, set[str]] = {}
    found: Ties = set()
    for subject, relation, target in facts:
        if subject in bodies and target in bodies:
            found.add(frozenset((subject, target)))
        elif target in bodies and relations()[relation].ties:
            of_activity.setdefault(subject, set()).add(target)
    for members in of_activity.values():
        found |= {frozenset(pair) for pair in combinations(sorted(members), 2)}
    return found


def ours(graph: Graph, keys: dict[Any, str], covered: set[str]) -> list[Triple]:
    """Return the asserted facts of the paragraphs that gold covers, in gold's keys."""
    found = []
    for name, relation in relations().items():
        for subject, target in graph.subject_objects(relation.iri):
            if any(q.paragraph in covered for q in quotations(graph, subject, relation.iri, target)):
                found.append((keys.get(subject, str(subject)), name, keys.get(target, str(target))))
    return found


def baseline(report: Document) -> Graph:
    """Return the graph in which all that the analyser calls an organization is tied within each sentence."""
    made: list[Statement] = []
    for paragraph in report.paragraphs:
        for sentence in SENTENCE.finditer(paragraph.text):
            names = sorted(
                {word for word, tag in encoder()(sentence.group()).words if tag == "ORG" and len(word) > 1}
            )
            bodies = [Entity(f"body/{slug(name)}", "Organization", {"zh": [name]}) for name in names]
            quoted = Evidence(paragraph.id, *sentence.span(), sentence.group())
            made += [
                Statement(one, "partneredWith", other, "asserted", 0.5, "baseline.shares-a-sentence", quoted)
                for one, other in combinations(bodies, 2)
                if one.id != other.id
            ]
    return to_rdf([Analysis(report, ("baseline",), {}, tuple(made))])


def main() -> None:
    """Print precision, recall and F1 of both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("report", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    arguments = parser.parse_args()
    report = read(str(arguments.report))
    entities, facts = load_gold(arguments.gold)
    covered = {str(fact["para"]) for fact in facts}
    named = {entity["key"] for entity in entities if entity["type"] in BODIES}
    every = ties((triple(fact) for fact in facts), named)
    wanted = ties((triple(fact) for fact in facts if not fact.get("optional")), named)
    graphs = {"lexical analyser alone": baseline(report), "stakegraph": to_rdf([analyse(report)])}
    print(f"{'who with whom':24}{'precision':>10}{'recall':>10}{'F1':>10}{'ties':>8}{'gold':>8}")
    for method, graph in graphs.items():
        keys = keys_of(graph, entities)
        bodies = named | {str(node) for node in graph.subjects(RDF.type) if "/body/" in str(node)}
        said = ties(ours(graph, keys, covered), bodies)
        found = measured(method, wanted, said, said & every)
        figures = f"{found.precision:>10.2f}{found.recall:>10.2f}{found.f1:>10.2f}"
        print(f"{method:24}{figures}{found.said:>8}{found.gold:>8}")
    if arguments.output:
        arguments.output.write_text(
            graphs["lexical analyser alone"].serialize(format="turtle"), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
