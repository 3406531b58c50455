"""Which reports are one report in several languages, and that noted in the graph.

They have one symbol, or files of one name but for the language: E/2006/63 in both, report-zh.txt and report-en.txt.
"""

import re
from collections import defaultdict
from functools import cache
from itertools import combinations

from rdflib import RDF, Graph, URIRef
from rdflib.namespace import DCTERMS

from graph.identity.names import knowledge
from ontology.namespaces import SCHEMA, SG

Pair = tuple[URIRef, URIRef]


def versions(graph: Graph) -> list[Pair]:
    """Return the reports that are one report in two languages, two by two, in the order of their IRIs."""
    called: dict[str, list[tuple[str, URIRef]]] = defaultdict(list)
    for report in sorted({URIRef(str(one)) for one in graph.subjects(RDF.type, SG.Report)}):
        language = languages(graph, report)
        called[bare(str(graph.value(report, DCTERMS.identifier) or ""), language)].append((language, report))
    return [
        (one, other)
        for those in called.values()
        for (spoken, one), (in_other, other) in combinations(those, 2)
        if spoken != in_other
    ]


def languages(graph: Graph, report: URIRef) -> str:
    """Return the code of a report's language, of several all of them."""
    return " ".join(sorted(map(str, graph.objects(report, DCTERMS.language))))


def bare(identifier: str, language: str) -> str:
    """Return an identifier without what says that it is the text in a language."""
    words = language_words().get(language)
    rest = words.sub(" ", identifier.casefold()) if words else identifier.casefold()
    return " ".join(re.findall(r"[^\W_]+", rest))


@cache
def language_words() -> "dict[str, re.Pattern[str]]":
    """Return by language code what says in the name of a file that it is the text in it."""
    return {
        language: re.compile("|".join([rf"(?<![^\W\d_])(?:{row['words']})(?![^\W\d_])", row["within"]]))
        for language, row in knowledge()["languages"].items()
    }


def note_versions(graph: Graph, pairs: list[Pair]) -> None:
    """Note in the graph which reports say the same in two languages; which was written first is not known."""
    for one, other in pairs:
        graph.add((one, SCHEMA.workTranslation, other))
        graph.add((other, SCHEMA.workTranslation, one))


def noted_versions(graph: Graph) -> list[Pair]:
    """Return the pairs that are noted in a graph, each once, in the order of their IRIs."""
    noted = graph.subject_objects(SCHEMA.workTranslation)
    ends = {(min(a, b, key=str), max(a, b, key=str)) for a, b in noted}
    return sorted((URIRef(str(one)), URIRef(str(other))) for one, other in ends)
