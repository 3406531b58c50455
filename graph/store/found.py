"""What a query answers, as plain data, as people read it, and in the formats of SPARQL."""

import csv
import io
import json
from dataclasses import dataclass

import pyoxigraph as ox


@dataclass(frozen=True, slots=True)
class Found:
    """What a query answers: rows of terms, triples, or yes or no.

    Attributes:
        variables: the columns of SELECT.
        rows: a term or None for each column, in N-Triples.
        triples: of CONSTRUCT and DESCRIBE, as N-Triples; None for other queries.
        truth: of ASK; None for other queries.
        cut: whether there would have been more rows or triples.
    """

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[str | None, ...], ...] = ()
    triples: str | None = None
    truth: bool | None = None
    cut: bool = False


def plain(term: str | None) -> str:
    """Return a term in N-Triples as people read it: an IRI or a value without its marks."""
    if term is None:
        return ""
    return str(read_term(term).value) if not term.startswith("<<") else term


def read_term(term: str) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """Return a term from N-Triples."""
    node = next(iter(ox.parse(f"<x:x> <x:x> {term} .", format=ox.RdfFormat.N_TRIPLES))).object
    assert isinstance(node, ox.NamedNode | ox.BlankNode | ox.Literal)
    return node


def to_csv(found: Found) -> str:
    """Return rows in the CSV of SPARQL 1.1 (W3C, 2013)."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(found.variables)
    writer.writerows([plain(term) for term in row] for row in found.rows)
    return out.getvalue()


def to_json(found: Found) -> str:
    """Return rows, or yes or no, in the JSON of SPARQL 1.1 (W3C, 2013)."""
    if found.truth is not None:
        return json.dumps({"head": {}, "boolean": found.truth}) + "\n"
    bindings = [
        {name: as_json(term) for name, term in zip(found.variables, row, strict=True) if term is not None}
        for row in found.rows
    ]
    table = {"head": {"vars": found.variables}, "results": {"bindings": bindings}}
    return json.dumps(table, ensure_ascii=False) + "\n"


def as_json(term: str) -> dict[str, str]:
    """Return a term as SPARQL's JSON has it."""
    node = read_term(term)
    if isinstance(node, ox.NamedNode):
        return {"type": "uri", "value": node.value}
    if isinstance(node, ox.BlankNode):
        return {"type": "bnode", "value": node.value}
    found = {"type": "literal", "value": node.value}
    if node.language:
        return {**found, "xml:lang": node.language}
    return found if node.datatype.value.endswith("#string") else {**found, "datatype": node.datatype.value}
