"""The syntax of JSON-LD 1.1: triples as nodes that are compact by the project's context."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

import pyoxigraph as ox
from rdflib.namespace import RDF, XSD

from graph.store.turtle import shortened
from ontology.context import context

TYPE, STRING, BOOLEAN, INTEGER = str(RDF.type), str(XSD.string), str(XSD.boolean), str(XSD.integer)
# what JSON readers of every language keep to the last digit
WHOLE_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,14}")


@dataclass(frozen=True, slots=True)
class Term:
    """A name that the context gives an IRI.

    Attributes:
        name: the name.
        text_is: what text after it means: "@id" an IRI, "@vocab" a term, "@language" words in a map by their
            language, an IRI a literal of that datatype, "" a string.
    """

    name: str
    text_is: str


def json_ld(triples: Sequence[ox.Triple]) -> str:
    """Return triples, which stand in order, as a JSON-LD document with its context: one node a subject."""
    nodes = [node(about) for _, about in groupby(triples, key=lambda triple: triple.subject)]
    return json.dumps({**context(), "@graph": nodes}, ensure_ascii=False, indent=1) + "\n"


def node(about: Iterable[ox.Triple]) -> dict[str, Any]:
    """Return what is said of one subject."""
    name, said, by_language = "", dict[str, list[Any]](), dict[str, dict[str, list[str]]]()
    for triple in about:
        name, target = reference(triple.subject), triple.object
        term = terms().get(triple.predicate.value, Term(reference(triple.predicate), ""))
        if triple.predicate.value == TYPE and isinstance(target, ox.NamedNode):
            said.setdefault("type", []).append(vocabulary(target))
        elif term.text_is != "@language":
            said.setdefault(term.name, []).append(value(target, term.text_is))
        elif isinstance(target, ox.Literal) and target.language:
            by_language.setdefault(term.name, {}).setdefault(target.language, []).append(target.value)
        else:
            said.setdefault(reference(triple.predicate), []).append(value(target, ""))
    maps = {key: alone_or_list(texts) for key, texts in by_language.items()}
    return {"id": name} | alone_or_list(said) | maps


def alone_or_list(said: Mapping[str, list[Any]]) -> dict[str, Any]:
    """Return lists of values by key, a single value without its list."""
    return {key: found[0] if len(found) == 1 else found for key, found in said.items()}


def value(target: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple, text_is: str) -> Any:
    """Return an object of a triple in the shortest way that the term before it allows."""
    if isinstance(target, ox.Literal):
        return literal(target, text_is)
    if text_is == "@vocab":
        return vocabulary(target)
    return reference(target) if text_is == "@id" else {"id": reference(target)}


def literal(target: ox.Literal, text_is: str) -> Any:
    """Return a literal, as a text, number or truth value of JSON if that is understood after the term."""
    datatype = target.datatype.value
    if target.language:
        return {"@value": target.value, "@language": target.language}
    if datatype == (text_is or STRING):
        return target.value
    if not text_is and datatype == BOOLEAN and target.value in {"true", "false"}:
        return target.value == "true"
    if not text_is and datatype == INTEGER and WHOLE_NUMBER.fullmatch(target.value):
        return int(target.value)
    return {"@value": target.value, "type": vocabulary(target.datatype)}


def reference(term: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    """Return what a node is called: its IRI, short if it can be, or the name of a blank node."""
    return (shortened(term.value) or term.value) if isinstance(term, ox.NamedNode) else str(term)


def vocabulary(term: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    """Return what a node is called where terms of the context may stand."""
    known = terms().get(term.value) if isinstance(term, ox.NamedNode) else None
    return known.name if known else reference(term)


@cache
def terms() -> Mapping[str, Term]:
    """Return the terms of the context by the IRIs that they stand for."""
    found: dict[str, Term] = {}
    for name, meaning in sorted(context()["@context"].items()):
        definition = meaning if isinstance(meaning, dict) else {"@id": meaning}
        if not definition["@id"].startswith("@"):
            text_is = definition.get("@container") or expanded(definition.get("@type", ""))
            found.setdefault(expanded(definition["@id"]), Term(name, text_is))
    return found


def expanded(iri: str) -> str:
    """Return an IRI of the context in full."""
    prefix, _, local = iri.partition(":")
    return iri if not local or local.startswith("//") else context()["@context"][prefix] + local
