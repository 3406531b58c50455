"""The syntax of Turtle and TriG: prefixes, subjects with what is said of them, named graphs."""

import re
from collections.abc import Sequence
from itertools import groupby

import pyoxigraph as ox
from rdflib.namespace import RDF, XSD

from ontology.namespaces import PREFIXES as NAMESPACES

PREFIXES = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(NAMESPACES.items()))
SHORT = {str(namespace): prefix for prefix, namespace in NAMESPACES.items()}
LOCAL_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
TYPE = str(RDF.type)
# literals that Turtle writes without quotation marks: the form says the datatype
BARE = {
    str(XSD.integer): re.compile(r"[+-]?[0-9]+"),
    str(XSD.decimal): re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    str(XSD.boolean): re.compile(r"true|false"),
}
STRING = str(XSD.string)


def subjects(triples: Sequence[ox.Triple], indent: str = "") -> str:
    """Return triples, which stand in order, as one block a subject with an empty line before each."""
    blocks = []
    for subject, about in groupby(triples, key=lambda triple: triple.subject):
        said = []
        for predicate, same in groupby(about, key=lambda triple: triple.predicate.value):
            verb = "a" if predicate == TYPE else iri(predicate)
            said.append(f"{verb} {', '.join(term(triple.object) for triple in same)}")
        lines = f" ;\n{indent}    ".join(said)
        blocks.append(f"\n{indent}{term(subject)} {lines} .\n")
    return "".join(blocks)


def named(name: str, triples: Sequence[ox.Triple]) -> str:
    """Return a named graph of TriG."""
    return f"\n{iri(name)} {{{subjects(triples, indent='    ')}}}\n"


def term(found: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    """Return a term; letters of every script stand as they are."""
    if isinstance(found, ox.NamedNode):
        return iri(found.value)
    if isinstance(found, ox.Literal) and not found.language:
        datatype = found.datatype.value
        if datatype in BARE and BARE[datatype].fullmatch(found.value):
            return found.value
        if datatype != STRING:
            return f"{ox.Literal(found.value)}^^{iri(datatype)}"
    return str(found)


def iri(value: str) -> str:
    """Return an IRI, by one of the contract's prefixes where that is possible."""
    cut = max(value.rfind("#"), value.rfind("/")) + 1
    prefix = SHORT.get(value[:cut])
    if prefix is not None and LOCAL_NAME.fullmatch(value, cut):
        return f"{prefix}:{value[cut:]}"
    return f"<{value}>"
