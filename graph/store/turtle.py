"""The syntax of Turtle and TriG, set for people to read: what is said of a subject stands together."""

import re
from collections.abc import Sequence
from itertools import groupby

import pyoxigraph as ox
from rdflib.namespace import DCAT, FOAF, RDF, VOID, XSD

from graph.reports import named_graphs
from ontology.namespaces import PREFIXES

# of descriptions of datasets; declared where they are used alone
RARE = {"dcat": DCAT, "foaf": FOAF, "void": VOID}
SHORT = {str(namespace): prefix for prefix, namespace in (PREFIXES | RARE).items()}
LOCAL_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
TYPE = str(RDF.type)
# literals that Turtle writes without quotation marks: the form says the datatype
BARE = {
    str(XSD.integer): re.compile(r"[+-]?[0-9]+"),
    str(XSD.decimal): re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    str(XSD.boolean): re.compile(r"true|false"),
}
STRING = str(XSD.string)


def turtle(triples: Sequence[ox.Triple]) -> str:
    """Return triples, which stand in order, as Turtle."""
    return with_head(subjects(triples))


def with_head(body: str) -> str:
    """Return Turtle or TriG with the declarations of its prefixes before it."""
    used = PREFIXES | {prefix: namespace for prefix, namespace in RARE.items() if f" {prefix}:" in body}
    return (
        "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(used.items())) + body
    )


def trig(triples: Sequence[ox.Triple]) -> str:
    """Return triples, which stand in order, as TriG: a named graph for what each report says."""
    default, reports = named_graphs(triples)
    blocks = (
        f"\n{iri(name)} {{{subjects(said, indent='    ')}}}\n" for name, said in sorted(reports.items())
    )
    return with_head(subjects(default) + "".join(blocks))


def subjects(triples: Sequence[ox.Triple], indent: str = "") -> str:
    """Return triples as one block a subject, an empty line before each."""
    blocks = []
    for subject, about in groupby(triples, key=lambda triple: triple.subject):
        said = []
        for predicate, same in groupby(about, key=lambda triple: triple.predicate.value):
            verb = "a" if predicate == TYPE else iri(predicate)
            said.append(f"{verb} {', '.join(term(triple.object) for triple in same)}")
        lines = f" ;\n{indent}    ".join(said)
        blocks.append(f"\n{indent}{term(subject)} {lines} .\n")
    return "".join(blocks)


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
    return shortened(value) or f"<{value}>"


def shortened(value: str) -> str:
    """Return an IRI as prefix and local name, or "" if none of the contract's prefixes fits."""
    cut = max(value.rfind("#"), value.rfind("/")) + 1
    prefix = SHORT.get(value[:cut])
    return f"{prefix}:{value[cut:]}" if prefix is not None and LOCAL_NAME.fullmatch(value, cut) else ""
