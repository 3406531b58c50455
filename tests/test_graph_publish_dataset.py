"""The description of a graph for catalogues: its counts are those of the graph."""

import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, PROV, SKOS, VOID

from extract.document import Document, Paragraph
from extract.pipeline import analyse
from extract.rdf import to_rdf
from graph.publish.dataset import describe_dataset
from graph.store.files import to_text
from ontology.errors import StakegraphError
from ontology.namespaces import SCHEMA, SG

BASE = "https://example.org/id/"
DATASET = URIRef(BASE + "dataset")
TEXT = "《乡村电话手册》是由世界银行与联合国贸易和发展会议合作出版的。世界银行资助了乡村电话项目。"
TEXT += "关于电话的讲习班由世界银行于2005年3月在内罗毕主办。"


@pytest.fixture(scope="module")
def graph() -> Graph:
    paragraph = Paragraph("1", "1", (), TEXT, tuple(range(len(TEXT))))
    report = Document("TEST/1", "试验报告", "zh", (paragraph,), TEXT, sha256="00ff")
    return to_rdf([analyse(report)], BASE)


@pytest.fixture(scope="module")
def described(graph: Graph) -> Graph:
    made = describe_dataset(
        graph,
        "合作",
        license="https://example.org/by",
        publisher="河流学会",
        download="https://example.org/g",
    )
    return Graph().parse(data=to_text(made, "ttl"), format="turtle")  # as another tool reads it


@pytest.mark.parametrize(
    ("predicate", "query"),
    [
        (VOID.triples, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
        (VOID.entities, "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s skos:prefLabel ?o }"),
        (VOID.distinctSubjects, "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"),
        (VOID.distinctObjects, "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }"),
        (VOID.properties, "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }"),
        (VOID.classes, "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?s a ?c }"),
    ],
)
def test_the_counts_are_those_that_sparql_gives(
    graph: Graph, described: Graph, predicate: URIRef, query: str
) -> None:
    ((count,),) = graph.query(query)
    assert described.value(DATASET, predicate) == count
    assert count.toPython() > 0


def test_kinds_and_relations_are_counted_apart(graph: Graph, described: Graph) -> None:
    sizes = {
        described.value(part, VOID.property): described.value(part, VOID.triples).toPython()
        for part in described.objects(DATASET, VOID.propertyPartition)
    }
    assert sizes[SCHEMA.publisher] == len(list(graph.subject_objects(SCHEMA.publisher))) == 2
    kinds = set(described.objects(None, VOID["class"]))
    assert {SG.UNBody, SG.Publication} <= kinds


@pytest.mark.parametrize(
    "space", ["http://www.wikidata.org/entity/", "https://ror.org/", "https://sws.geonames.org/"]
)
def test_links_to_other_datasets_are_counted(graph: Graph, described: Graph, space: str) -> None:
    (links,) = described.subjects(VOID.objectsTarget, URIRef(space))
    count = sum(str(link).startswith(space) for link in graph.objects(None, SKOS.exactMatch))
    assert described.value(links, VOID.triples) == Literal(count)
    assert count


def test_reports_and_the_run_with_the_hash_of_its_input_are_told(described: Graph) -> None:
    (report,) = described.objects(DATASET, DCTERMS.source)
    assert described.value(report, DCTERMS.identifier) == Literal("TEST/1")
    (run,) = described.objects(DATASET, PROV.wasGeneratedBy)
    hashes = {described.value(used, SCHEMA.sha256) for used in described.objects(run, PROV.used)}
    assert Literal("00ff") in hashes
    assert described.value(described.value(run, PROV.wasAssociatedWith), SCHEMA.softwareVersion)


def test_what_the_publisher_says_stands_in_it(described: Graph) -> None:
    assert (DATASET, DCTERMS.license, URIRef("https://example.org/by")) in described
    (distribution,) = described.objects(DATASET, DCAT.distribution)
    assert (distribution, DCAT.downloadURL, URIRef("https://example.org/g")) in described
    assert {DCAT.Dataset, VOID.Dataset} == set(described.objects(DATASET, RDF.type))


def test_a_graph_without_a_report_is_refused() -> None:
    with pytest.raises(StakegraphError, match="no report"):
        describe_dataset(Graph(), "空")
