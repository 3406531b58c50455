"""Which report says what: the triples of a graph, apart by report."""

import re
from collections.abc import Mapping, Sequence

import pyoxigraph as ox
from rdflib import Graph
from rdflib.namespace import DCTERMS, PROV, RDF

from ontology.namespaces import NIF, SCHEMA, SG

REPORT = ox.NamedNode(str(SG.Report))
BASE = re.compile(r".*[/#:]|")
PARTS = (str(RDF.subject), str(RDF.predicate), str(RDF.object))

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def named_graphs(triples: Sequence[ox.Triple]) -> tuple[list[ox.Triple], dict[str, list[ox.Triple]]]:
    """Return what no report says, and by the IRI of each report what it says, both in the order given.

    A report's graph holds the report itself, its file, the run that read it, its paragraphs, its statements, their
    mentions and the triples that these assert; a triple that two reports assert stands in both. Kinds and names of
    entities belong to no report.
    """
    owner = owners(triples)
    asserted = assertions(triples, owner)
    default: list[ox.Triple] = []
    reports: dict[str, list[ox.Triple]] = {}
    for triple in triples:
        subject = str(triple.subject)
        said_by = {owner[subject]} if subject in owner else asserted.get(triple, set())
        if not said_by:
            default.append(triple)
        for report in said_by:
            reports.setdefault(report, []).append(triple)
    return default, reports


def described(triples: Sequence[ox.Triple]) -> dict[str, list[ox.Triple]]:
    """Return what each report says, with the kinds and names of all that it speaks of: a graph that stands alone."""
    default, reports = named_graphs(triples)
    about: dict[str, list[ox.Triple]] = {}
    for triple in default:
        about.setdefault(str(triple.subject), []).append(triple)
    found = {}
    for report, said in reports.items():
        found[report] = [*said, *spoken_of(said, about)]
    return found


def spoken_of(said: Sequence[ox.Triple], about: Mapping[str, Sequence[ox.Triple]]) -> list[ox.Triple]:
    """Return what `about` has on everything that triples name, on what that names in turn, and so on."""
    found: list[ox.Triple] = []
    known: set[str] = set()
    ahead = list(said)
    while ahead:
        names = dict.fromkeys(str(end) for triple in ahead for end in (triple.subject, triple.object))
        ahead = [triple for name in names if name not in known for triple in about.get(name, ())]
        known.update(names)
        found += ahead
    return found


def owners(triples: Sequence[ox.Triple]) -> dict[str, str]:
    """Return the IRI of the report that each report, paragraph and statement belongs to."""
    found = {
        str(triple.subject): triple.subject.value
        for triple in triples
        if triple.object == REPORT and isinstance(triple.subject, ox.NamedNode)
    }
    # paragraphs first: statements and mentions belong through them
    for predicate in (
        DCTERMS.isPartOf,
        SCHEMA.encodesCreativeWork,
        PROV.used,
        PROV.wasQuotedFrom,
        NIF.referenceContext,
    ):
        found |= {
            str(triple.subject): found[str(triple.object)]
            for triple in triples
            if triple.predicate.value == str(predicate) and str(triple.object) in found
        }
    return found


def assertions(triples: Sequence[ox.Triple], owner: dict[str, str]) -> dict[ox.Triple, set[str]]:
    """Return each triple that statements are about, with the reports of the statements."""
    parts: dict[str, dict[str, Term]] = {}
    for triple in triples:
        if triple.predicate.value in PARTS and str(triple.subject) in owner:
            parts.setdefault(str(triple.subject), {})[triple.predicate.value] = triple.object
    found: dict[ox.Triple, set[str]] = {}
    for statement, said in parts.items():
        subject, predicate, target = (said.get(part) for part in PARTS)
        if (
            isinstance(subject, ox.NamedNode | ox.BlankNode)
            and isinstance(predicate, ox.NamedNode)
            and target
        ):
            found.setdefault(ox.Triple(subject, predicate, target), set()).add(owner[statement])
    return found


def base_of(graph: Graph) -> str:
    """Return what the IRIs of a graph begin with, by its first report's; "" where it names none."""
    reports = sorted(str(report) for report in graph.subjects(RDF.type, SG.Report))
    return BASE.match(reports[0])[0] if reports else ""  # type: ignore[index] # it matches any text
