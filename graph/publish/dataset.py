"""A graph described for catalogues: what it holds, how much of it, and how it was made.

In DCAT 3 (W3C, 2024), VoID (W3C, 2011) and PROV-O (W3C, 2013).
"""

from collections import Counter
from collections.abc import Iterator

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, PROV, SKOS, VOID, XSD
from rdflib.term import Node

from graph.reports import base_of
from ontology.errors import StakegraphError
from ontology.links import space_of
from ontology.namespaces import PREFIXES, SG, bind_prefixes
from ontology.terms import kinds, relations

MEDIA = Namespace("https://www.iana.org/assignments/media-types/")
CARRIED = (DCTERMS.identifier, DCTERMS.title, DCTERMS.language)


def describe_dataset(
    graph: Graph, title: str, *, license: str = "", publisher: str = "", download: str = ""
) -> Graph:
    """Return the description of a graph.

    Args:
        graph: a graph of the contract.
        title: what the dataset is called.
        license: the IRI of its licence, if it has one.
        publisher: the name of whoever publishes it.
        download: the address of the graph as Turtle.

    Raises:
        StakegraphError: the graph names no report, so that nothing tells what its IRIs begin with.
    """
    base = base_of(graph)
    if not base:
        raise StakegraphError("the graph names no report; describe one that was built from reports")
    made = bind_prefixes(Graph(store="Oxigraph"))
    for prefix, namespace in (("dcat", DCAT), ("void", VOID), ("foaf", FOAF)):
        made.bind(prefix, namespace)
    dataset = URIRef(f"{base}dataset")
    for kind in (DCAT.Dataset, VOID.Dataset):
        made.add((dataset, RDF.type, kind))
    made.add((dataset, DCTERMS.title, Literal(title)))
    if license:
        made.add((dataset, DCTERMS.license, URIRef(license)))
    if publisher:
        agent = URIRef(f"{dataset}/publisher")
        made.add((dataset, DCTERMS.publisher, agent))
        made.add((agent, RDF.type, FOAF.Agent))
        made.add((agent, FOAF.name, Literal(publisher)))
    if download:
        distribution = URIRef(f"{dataset}/turtle")
        made.add((dataset, DCAT.distribution, distribution))
        made.add((dataset, VOID.dataDump, URIRef(download)))
        made.add((distribution, RDF.type, DCAT.Distribution))
        made.add((distribution, DCAT.downloadURL, URIRef(download)))
        made.add((distribution, DCAT.mediaType, MEDIA["text/turtle"]))
    for triple in (*counted(graph, dataset, base), *linked(graph, dataset), *traced(graph, dataset)):
        made.add(triple)
    return made


Triples = Iterator[tuple[Node, Node, Node]]


def counted(graph: Graph, dataset: URIRef, base: str) -> Triples:
    """Yield how much a graph holds, in all, by kind and by relation."""
    subjects, predicates, objects = (
        set(graph.subjects()),
        Counter(graph.predicates()),
        set(graph.objects()),
    )
    types = Counter(graph.objects(None, RDF.type))
    named = set(graph.subjects(SKOS.prefLabel))
    for predicate, count in (
        (VOID.triples, len(graph)),
        (VOID.entities, len(named)),
        (VOID.distinctSubjects, len(subjects)),
        (VOID.distinctObjects, len(objects)),
        (VOID.properties, len(predicates)),
        (VOID.classes, len(types)),
    ):
        yield dataset, predicate, Literal(count, datatype=XSD.integer)
    yield dataset, VOID.uriSpace, Literal(base)
    for namespace in PREFIXES.values():
        if any(str(term).startswith(str(namespace)) for term in (*predicates, *types)):
            yield dataset, VOID.vocabulary, URIRef(str(namespace))
    for name, kind in kinds().items():
        if types[kind.iri]:
            part = URIRef(f"{dataset}/kind/{name}")
            yield dataset, VOID.classPartition, part
            yield part, VOID["class"], kind.iri
            yield part, VOID.entities, Literal(types[kind.iri], datatype=XSD.integer)
    for name, relation in relations().items():
        if predicates[relation.iri]:
            part = URIRef(f"{dataset}/relation/{name}")
            yield dataset, VOID.propertyPartition, part
            yield part, VOID.property, relation.iri
            yield part, VOID.triples, Literal(predicates[relation.iri], datatype=XSD.integer)


def linked(graph: Graph, dataset: URIRef) -> Triples:
    """Yield to which other datasets a graph links, and how often."""
    spaces = Counter(space_of(str(link)) for link in graph.objects(None, SKOS.exactMatch))
    for space, count in sorted(spaces.items()):
        links = URIRef(f"{dataset}/links/{space.removesuffix('/').rpartition('//')[2]}")
        yield dataset, VOID.subset, links
        yield links, RDF.type, VOID.Linkset
        yield links, VOID.linkPredicate, SKOS.exactMatch
        yield links, VOID.subjectsTarget, dataset
        yield links, VOID.objectsTarget, URIRef(space)
        yield links, VOID.triples, Literal(count, datatype=XSD.integer)


def traced(graph: Graph, dataset: URIRef) -> Triples:
    """Yield the reports of a graph, and the runs that it comes from with all that is said of them."""
    for report in graph.subjects(RDF.type, SG.Report):
        yield dataset, DCTERMS.source, report
        yield from ((report, part, value) for part in CARRIED for value in graph.objects(report, part))
        yield from ((dataset, DCTERMS.language, code) for code in graph.objects(report, DCTERMS.language))
    for activity in set(graph.subjects(RDF.type, PROV.Activity)):
        yield dataset, PROV.wasGeneratedBy, activity
        ends = [
            *graph.objects(activity, PROV.used),
            *graph.objects(activity, PROV.wasAssociatedWith),
        ]
        for node in (activity, *(end for end in ends if (end, RDF.type, SG.Report) not in graph)):
            yield from ((node, predicate, value) for predicate, value in graph.predicate_objects(node))
