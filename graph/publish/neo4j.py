"""The graph as the two CSV files that `neo4j-admin database import` takes: nodes, and relationships with evidence."""

import csv
import io

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SKOS

from graph.evidence import every_quotation
from graph.network.projection import describe
from ontology.terms import relations

NODES = ("iri:ID", "name", "name_en", ":LABEL")
RELATIONSHIPS = (":START_ID", ":END_ID", ":TYPE", "confidence:float", "report", "paragraph", "words")


def entities(graph: Graph) -> list[URIRef]:
    """Return everything that has a name, in the order of IRIs."""
    return sorted(node for node in set(graph.subjects(SKOS.prefLabel)) if isinstance(node, URIRef))


def neo4j_nodes(graph: Graph) -> str:
    """Return bodies, events, publications, places and the rest, each with its kinds as labels and its dates."""
    literal = [relation for relation in relations().values() if relation.range & {"date", "integer"}]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow((*NODES[:3], *(relation.name for relation in literal), NODES[3]))
    for node in entities(graph):
        data = describe(graph, node)
        values = (
            "; ".join(sorted(str(v) for v in graph.objects(node, relation.iri))) for relation in literal
        )
        labels = ";".join(dict.fromkeys(filter(None, (data["top_kind"], data["kind"]))))
        writer.writerow((node, data["label"], data["label_en"], *values, labels or "Thing"))
    return out.getvalue()


def neo4j_relationships(graph: Graph) -> str:
    """Return every asserted triple between two of the nodes, with the surest words that state it."""
    known = set(entities(graph))
    words = every_quotation(graph)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(RELATIONSHIPS)
    for name, relation in sorted(relations().items()):
        for subject, target in sorted(graph.subject_objects(relation.iri)):
            if isinstance(target, Literal) or not {subject, target} <= known:
                continue
            if relation.symmetric and str(target) < str(subject) and (target, relation.iri, subject) in graph:
                continue  # Neo4j matches a relationship from either end
            quoted = next(iter(words.get((subject, relation.iri, target), ())), None)
            proof = (
                (quoted.confidence, quoted.report, quoted.paragraph, quoted.words)
                if quoted
                else ("", "", "", "")
            )
            writer.writerow((subject, target, name, *proof))
    return out.getvalue()
