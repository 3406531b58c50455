"""The syntax of JSON-LD 1.1: triples as nodes that are compact by the project's context."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Any

import pyoxigraph as ox
from rdflib.namespace import RDF, XSD

from graph.turtle import shortened
from ontology.context import context

TYPE, STRING, BOOLEAN, INTEGER = str(RDF.type), str(XSD.string), str(XSD.boolean), str(XSD.integer)
# what JSON readers of every language keep to the last digit
WHOLE_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,14}")


def json_ld(triples: Sequence[ox.Triple]) -> str:
    """Return triples, which stand in order, as a JSON-LD document with its context: one node a subject."""
    nodes = [node(about) for _, about in groupby(triples, key=lambda triple: triple.subject)]
    return json.dumps({**context(), "@graph": nodes}, ensure_ascii=False, indent=1) + "\n"


def node(about: Iterable[ox.Triple]) -> dict[str, Any]:
    """Return what is said of one subject."""
    said: dict[str, list[Any]] = {}
    name = ""
    for triple in about:
        name, predicate = reference(triple.subject), triple.predicate.value
        if predicate == TYPE and isinstance(triple.object, ox.NamedNode):
            kind, _ = terms().get(triple.object.value, (reference(triple.object), True))
            said.setdefault("type", []).append(kind)
        else:
            term, is_link = terms().get(predicate, (reference(triple.predicate), False))
            said.setdefault(term, []).append(value(triple.object, is_link))
    return {"id": name} | {key: found[0] if len(found) == 1 else found for key, found in said.items()}


def value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple, is_link: bool) -> Any:
    """Return a term; text alone is an IRI where the context says so, and a string elsewhere."""
    if not isinstance(term, ox.Literal):
        return reference(term) if is_link else {"id": reference(term)}
    datatype = term.datatype.value
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if datatype == STRING:
        return {"@value": term.value} if is_link else term.value
    if datatype == BOOLEAN and term.value in {"true", "false"}:
        return term.value == "true"
    if datatype == INTEGER and WHOLE_NUMBER.fullmatch(term.value):
        return int(term.value)
    return {"@value": term.value, "type": reference(term.datatype)}


def reference(term: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    """Return what a node is called: its IRI, short if it can be, or the name of a blank node."""
    return (shortened(term.value) or term.value) if isinstance(term, ox.NamedNode) else str(term)


@cache
def terms() -> Mapping[str, tuple[str, bool]]:
    """Return by its IRI each plain term of the context, and whether text after it is an IRI."""
    found: dict[str, tuple[str, bool]] = {}
    for term, meaning in sorted(context()["@context"].items()):
        definition = meaning if isinstance(meaning, dict) else {"@id": meaning}
        plain = definition.keys() <= {"@id", "@type"} and definition.get("@type", "@id") == "@id"
        if plain and not definition["@id"].startswith("@"):
            found.setdefault(expanded(definition["@id"]), (term, "@type" in definition))
    return found


def expanded(iri: str) -> str:
    """Return an IRI of the context in full."""
    prefix, _, local = iri.partition(":")
    return iri if local.startswith("//") else context()["@context"][prefix] + local
