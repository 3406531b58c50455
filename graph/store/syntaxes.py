"""RDF in the syntaxes that the Oxigraph library writes: RDF/XML, N-Quads, and RDF 1.2 with triple terms."""

from collections.abc import Sequence

import pyoxigraph as ox
from rdflib.namespace import RDF

from graph.reports import named_graphs
from graph.store.turtle import TYPE
from ontology.errors import StakegraphError
from ontology.namespaces import PREFIXES

PARTS = [str(part) for part in (RDF.subject, RDF.predicate, RDF.object)]
STATEMENT, REIFIES = ox.NamedNode(str(RDF.Statement)), ox.NamedNode(str(RDF) + "reifies")


def rdf_xml(triples: Sequence[ox.Triple]) -> str:
    """Return triples, which stand in order, as RDF/XML.

    Raises:
        StakegraphError: RDF/XML has no way of writing one of the predicates.
    """
    prefixes = {prefix: str(namespace) for prefix, namespace in sorted(PREFIXES.items()) if prefix != "rdf"}
    try:
        text = ox.serialize(triples, format=ox.RdfFormat.RDF_XML, prefixes=prefixes) or b""
    except (OSError, ValueError) as error:
        raise StakegraphError(f"RDF/XML cannot hold this graph: {' '.join(str(error).split())}") from error
    return text.decode() + "\n"


def n_quads(triples: Sequence[ox.Triple]) -> str:
    """Return triples, which stand in order, as N-Quads: a named graph for what each report says."""
    default, reports = named_graphs(triples)
    lines = [f"{triple} .\n" for triple in default]
    for name, said in sorted(reports.items()):
        lines += [f"{triple} {ox.NamedNode(name)} .\n" for triple in said]
    return "".join(lines)


def turtle_12(triples: Sequence[ox.Triple]) -> str:
    """Return triples as Turtle of RDF 1.2, in which a statement reifies a triple term in place of three parts.

    By the RDF 1.2 drafts (W3C, 2025): `statement rdf:reifies <<( subject predicate object )>>`.
    """
    parts: dict[str, dict[str, ox.Triple]] = {}
    for triple in triples:
        if triple.predicate.value in PARTS:
            parts.setdefault(str(triple.subject), {})[triple.predicate.value] = triple
    whole = {subject: said for subject, said in parts.items() if len(said) == len(PARTS)}
    out = []
    for triple in triples:
        said = whole.get(str(triple.subject))
        if said is None:
            out.append(triple)
        elif triple.predicate.value == TYPE and triple.object == STATEMENT:
            subject, predicate, target = (said[part].object for part in PARTS)
            assert isinstance(subject, ox.NamedNode | ox.BlankNode)
            assert isinstance(predicate, ox.NamedNode)
            out.append(ox.Triple(triple.subject, REIFIES, ox.Triple(subject, predicate, target)))
        elif triple.predicate.value not in PARTS:
            out.append(triple)
    prefixes = {prefix: str(namespace) for prefix, namespace in sorted(PREFIXES.items())}
    text = ox.serialize(out, format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b""
    return text.decode()
