"""RDF in and out: every format that linked-data tools read, written the same way each time."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF

from graph.atomic import write_whole
from ontology.context import context
from ontology.errors import StakegraphError
from ontology.namespaces import PREFIXES, SG, bind_prefixes

FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}
SUFFIXES = {".turtle": "ttl", ".json": "jsonld", ".xml": "rdf", ".owl": "rdf"}
WRITTEN = ("ttl", "nt", "jsonld", "trig")


def load(*sources: Path | str) -> Graph:
    """Return the graph that the files hold together, over the Oxigraph store; "-" is standard input, in Turtle.

    Raises:
        StakegraphError: a file is missing, is empty, or is not RDF; the message says where.
    """
    graph = bind_prefixes(Graph(store="Oxigraph"))
    for source in sources:
        for triple in parse(*read(source)):
            graph.add(triple)
    return graph


def read(source: Path | str) -> tuple[bytes, ox.RdfFormat, str]:
    """Return the bytes of a source, its format and its name.

    Raises:
        StakegraphError: it cannot be read, or its format is not known.
    """
    if str(source) == "-":
        data, suffix, name = sys.stdin.buffer.read(), "ttl", "standard input"
    else:
        path = Path(source)
        suffix, name = SUFFIXES.get(path.suffix.lower(), path.suffix.lower().removeprefix(".")), str(path)
        if path.is_dir():
            raise StakegraphError(f"{path} is a folder; name a graph in it, such as {path / 'graph.ttl'}")
        if path.exists() and suffix not in FORMATS:
            known = ", ".join("." + known for known in FORMATS)
            raise StakegraphError(f"{path}: no RDF format is known by this ending; there is {known}")
        try:
            data = path.read_bytes()
        except FileNotFoundError as error:
            raise StakegraphError(f"{path}: there is no such file") from error
        except OSError as error:
            raise StakegraphError(f"{path} cannot be read: {error.strerror}") from error
    if not data.strip():
        raise StakegraphError(f"{name} is empty")
    return data, FORMATS[suffix], name


def parse(data: bytes, form: ox.RdfFormat, name: str) -> list[tuple[URIRef, URIRef, URIRef]]:
    """Return the triples that `data` holds, of whatever graph.

    Raises:
        StakegraphError: it is malformed.
    """
    store = ox.Store()
    try:
        store.bulk_load(data, form, base_iri="https://w3id.org/stakegraph/", to_graph=None)
    except (SyntaxError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise StakegraphError(f"{name} is malformed: {reason}") from error
    flat = ox.serialize(
        (ox.Triple(q.subject, q.predicate, q.object) for q in store), format=ox.RdfFormat.N_TRIPLES
    )
    return list(Graph(store="Oxigraph").parse(data=flat, format="ox-nt"))  # type: ignore[arg-type]


def to_text(graph: Graph, form: str) -> str:
    """Return the graph in one of the formats that `WRITTEN` lists; the same graph gives the same text.

    Raises:
        StakegraphError: there is no such format.
    """
    if form not in WRITTEN:
        raise StakegraphError(f"no format {form!r}; there is {', '.join(WRITTEN)}")
    triples = sorted(oxigraph_triples(graph), key=order)
    if form == "jsonld":
        return json_ld(triples)
    prefixes = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
    if form == "trig":
        return serialize(quads(graph, triples), form, prefixes)
    return serialize(triples, form, prefixes if form == "ttl" else None)


def write(graph: Graph, path: Path | str, form: str) -> None:
    """Write the graph to the file at `path`.

    Raises:
        StakegraphError: there is no such format, or the file cannot be written.
    """
    write_whole(path, to_text(graph, form))


def oxigraph_triples(graph: Graph) -> Iterable[ox.Triple]:
    """Return the triples of an rdflib graph as Oxigraph's."""
    flat = graph.serialize(format="ox-nt") if graph.store.__class__.__name__ == "OxigraphStore" else None
    data = flat if flat is not None else graph.serialize(format="nt")
    parsed = ox.parse(data.encode() if isinstance(data, str) else data, format=ox.RdfFormat.N_TRIPLES)
    return (quad.triple for quad in parsed)


def order(triple: ox.Triple) -> tuple[str, bool, str, str]:
    """Return what triples are sorted by: subject, its types first, predicate, object."""
    is_type = triple.predicate.value == str(RDF.type)
    return str(triple.subject), not is_type, str(triple.predicate), str(triple.object)


def serialize(triples: Iterable[ox.Triple | ox.Quad], form: str, prefixes: dict[str, str] | None) -> str:
    """Return triples in their order, in one of Oxigraph's formats."""
    data = ox.serialize(triples, format=FORMATS[form], prefixes=prefixes)
    assert data is not None
    lines = data.decode().split("\n")
    # Oxigraph's prefixes come in no fixed order, and its subjects without a line between them.
    head = sorted(line for line in lines if line.startswith("@prefix"))
    body = [line for line in lines if not line.startswith("@prefix")]
    if form == "ttl":
        body = ["\n" + line if line.startswith(("<", "_:")) else line for line in body]
    return "\n".join(head + body)


def quads(graph: Graph, triples: list[ox.Triple]) -> list[ox.Quad]:
    """Return the triples with the named graph of the report that says each; names of entities in the default one.

    A report's graph holds the report, its paragraphs, its statements and the triples that they assert.
    """
    reports = {}
    for paragraph, report in graph.subject_objects(DCTERMS.isPartOf):
        reports[str(paragraph)] = str(report)
    for report in graph.subjects(RDF.type, SG.Report):
        reports[str(report)] = str(report)
    said: dict[tuple[str, str, str], set[str]] = {}
    for statement, paragraph in graph.subject_objects(PROV.wasQuotedFrom):
        report = reports.get(str(paragraph))
        if report is None:
            continue
        reports[str(statement)] = report
        parts = [graph.value(statement, part) for part in (RDF.subject, RDF.predicate, RDF.object)]
        if None not in parts:
            subject, predicate, target = (part.n3() for part in parts if part is not None)
            said.setdefault((subject, predicate, target), set()).add(report)
    found = []
    for triple in triples:
        subject = triple.subject.value if isinstance(triple.subject, ox.NamedNode) else ""
        key = (str(triple.subject), str(triple.predicate), str(triple.object))
        graphs = {reports[subject]} if subject in reports else said.get(key, set())
        if not graphs:
            found.append(ox.Quad(triple.subject, triple.predicate, triple.object))
        found += [ox.Quad(*key_of(triple), ox.NamedNode(report)) for report in sorted(graphs)]
    return sorted(found, key=lambda quad: (str(quad.graph_name), *order(quad.triple)))


def key_of(triple: ox.Triple) -> tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]:
    """Return the parts of a triple."""
    return triple.subject, triple.predicate, triple.object  # type: ignore[return-value]


def json_ld(triples: list[ox.Triple]) -> str:
    """Return triples as JSON-LD 1.1 that is compact by the project's context, which is within it."""
    terms = context()
    graph = Graph().parse(data=serialize(triples, "nt", None), format="nt")
    text = graph.serialize(format="json-ld", context=terms["@context"], auto_compact=False)
    document = json.loads(text)
    nodes = document.get("@graph", [document] if "@id" in document else [])
    nodes = sorted((tidy(node) for node in nodes), key=lambda node: node["@id"] if "@id" in node else node["id"])
    return json.dumps({"@context": terms["@context"], "@graph": nodes}, ensure_ascii=False, indent=1) + "\n"


def tidy(value: object) -> object:
    """Return JSON with keys and lists in a fixed order."""
    if isinstance(value, dict):
        return {key: tidy(item) for key, item in sorted(value.items())}
    if isinstance(value, list):
        return sorted((tidy(item) for item in value), key=lambda item: json.dumps(item, ensure_ascii=False, sort_keys=True))
    return value
