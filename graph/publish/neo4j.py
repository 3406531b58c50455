"""The graph as the two CSV files that `neo4j-admin database import` takes: nodes, and relationships with evidence.

Columns have types; what may have several values is an array, with a semicolon between them.
"""

import csv
import io
from collections.abc import Iterable, Iterator

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SKOS

from graph.evidence import every_quotation
from graph.network.projection import PARTNERED, date, describe, participants, project
from ontology.terms import is_body, relations

NODES = ("iri:ID", "name:string", "name_en:string", "kind:string", "date:string", "dated_by:string")
STATED = ("confidence:float", "report:string", "paragraph:string", "words:string")
DERIVED = ("weight:int", "weight_newman:float", "activities:string[]", "activity_iris:string[]")
RELATIONSHIPS = (":START_ID", ":END_ID", ":TYPE", "derived:boolean", *STATED, *DERIVED)
WORKED_WITH = "workedWith"
BODY, ACTIVITY, OTHER = "Body", "Activity", "Thing"


def entities(graph: Graph) -> list[URIRef]:
    """Return everything that has a name, in the order of IRIs."""
    return sorted(node for node in set(graph.subjects(SKOS.prefLabel)) if isinstance(node, URIRef))


def neo4j_nodes(graph: Graph) -> str:
    """Return bodies, events, publications, places and the rest, each with its kinds as labels and its dates.

    Whatever can act has the label Body too, and whatever bodies took part in, Activity. "date" is when it began or
    came out, "dated_by" where that is taken from if it is not said of the thing itself.
    """
    literal = {
        f"{relation.name}:{'int' if 'integer' in relation.range else 'string'}[]": relation.iri
        for relation in relations().values()
        if relation.range & {"date", "integer"}
    }
    activities = participants(graph).keys()
    rows = []
    for node in entities(graph):
        data = describe(graph, node)
        acts = BODY if data["kind"] and is_body(data["kind"]) else ""
        labels = (acts, ACTIVITY if node in activities else "", data["top_kind"], data["kind"])
        values = (array(sorted(str(value) for value in graph.objects(node, iri))) for iri in literal.values())
        told = (data["label"], data["label_en"], data["kind"], *date(graph, node))
        rows.append((node, *told, *values, array(dict.fromkeys(filter(None, labels))) or OTHER))
    return table((*NODES, *literal, ":LABEL"), rows)


def neo4j_relationships(graph: Graph) -> str:
    """Return every asserted triple between two of the nodes, with the surest words that state it, and derived ties.

    A derived tie, of the type workedWith, joins two bodies that shared activities; its weight is their number.
    """
    return table(RELATIONSHIPS, [*stated(graph), *derived(graph)])


def stated(graph: Graph) -> Iterator[tuple[object, ...]]:
    """Yield a row for each asserted triple between two nodes."""
    known = set(entities(graph))
    words = every_quotation(graph)
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
                else ("",) * len(STATED)
            )
            yield (subject, target, name, "false", *proof, *("",) * len(DERIVED))


def derived(graph: Graph) -> Iterator[tuple[object, ...]]:
    """Yield a row for each two bodies that worked together in what both took part in."""
    for one, other, tie in sorted(project(graph).edges(data=True), key=lambda edge: sorted(edge[:2])):
        if tie["derived"]:
            activities = tie["activities"]
            shared = array(activity.label or PARTNERED for activity in activities)
            iris = array(activity.iri for activity in activities if activity.iri)
            weights = tie["weight"], tie["newman"]
            yield (*sorted((one, other)), WORKED_WITH, "true", *("",) * len(STATED), *weights, shared, iris)


def array(values: Iterable[str]) -> str:
    """Return values as one cell."""
    return ";".join(value.replace(";", ",") for value in values)


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Return a table as CSV."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()
