"""SPARQL queries over a graph or a store, in a process of their own: one that never ends is stopped."""

import csv
import io
import json
import multiprocessing
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from graph.files import content, format_of, parse
from graph.store import Answer, is_location, open_store, plain_prefixes
from graph.triples import n_triples, order
from ontology.errors import StakegraphError

QUERIES = files("graph") / "queries"
SECONDS, ROWS = 60.0, 100_000
# Processes are forked from a server that has no threads: to fork one that has may lock up.
PROCESSES: Any = multiprocessing.get_context("forkserver" if sys.platform != "win32" else "spawn")
if sys.platform != "win32":
    PROCESSES.set_forkserver_preload(["graph.asking"])
ASIDE = re.compile(r"""<[^<>\s]*>|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|#[^\n]*""")


@dataclass(frozen=True, slots=True)
class Found:
    """What a query answers: rows of terms, triples, or yes or no.

    Attributes:
        variables: the columns of SELECT.
        rows: a term or None for each column, in N-Triples.
        triples: of CONSTRUCT and DESCRIBE, as N-Triples; None for other queries.
        truth: of ASK; None for other queries.
        cut: whether there would have been more rows.
    """

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[str | None, ...], ...] = ()
    triples: str | None = None
    truth: bool | None = None
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A query that ships with the project: what it answers, and what must be given."""

    name: str
    title: str
    parameters: tuple[str, ...]
    text: str


def named_queries() -> dict[str, Named]:
    """Return the queries that ship with the project, by name."""
    found = {}
    for file in sorted(QUERIES.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".rq"):
            text = file.read_text(encoding="utf-8")
            head = [line.removeprefix("#").strip() for line in text.splitlines() if line.startswith("#")]
            given = next((line.partition(":")[2].split() for line in head if line.startswith("needs:")), [])
            name = file.name.removesuffix(".rq")
            found[name] = Named(name, head[0], tuple(given), text)
    return found


def sparql(query: str, given: Mapping[str, str]) -> str:
    """Return the SPARQL that `query` means: a name, a file of SPARQL, or SPARQL itself.

    Args:
        query: what the user wrote.
        given: the parameters of a named query.

    Raises:
        StakegraphError: a parameter is missing or unknown, or the file cannot be read.
    """
    known = named_queries().get(query)
    if known is None:
        if given:
            raise StakegraphError("only named queries take parameters; write the values into the SPARQL")
        if query.endswith((".rq", ".sparql")):
            return content(Path(query))[0].decode("utf-8", errors="replace")
        if len(query.split()) == 1:
            names = ", ".join(named_queries())
            raise StakegraphError(f"no query is called {query!r}; there are {names}, or write SPARQL")
        return query
    wrong = sorted(set(known.parameters) ^ set(given))
    if wrong:
        needs = " ".join(f"--set {name}=…" for name in known.parameters) or "no parameters"
        raise StakegraphError(f"{query} needs {needs}; {', '.join(wrong)} does not fit")
    text = known.text
    for name, value in given.items():
        text = text.replace(f"${name}", str(ox.Literal(value)))
    return text


def ask(source: str, text: str, seconds: float = SECONDS, rows: int = ROWS) -> Found:
    """Return what a query answers, over all named graphs together.

    Args:
        source: a file of RDF, "-", the folder of a store, or the address of an endpoint.
        text: SPARQL; the prefixes of the contract need not be declared.
        seconds: how long it may take.
        rows: how many rows at most.

    Raises:
        StakegraphError: the source cannot be read, the query is malformed, or it takes too long.
    """
    data = content(source) if source == "-" else None
    here, there = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=child, args=(there, source, data, text, rows), daemon=True)
    process.start()
    there.close()
    try:
        if not here.poll(seconds):
            raise StakegraphError(f"the query took longer than {seconds:g} s and was stopped; ask for less")
        answer = here.recv()
    except EOFError:
        raise StakegraphError(
            "the query ended without an answer; it may have needed too much memory"
        ) from None
    finally:
        process.kill()
        process.join()
    if isinstance(answer, str):
        raise StakegraphError(answer)
    assert isinstance(answer, Found)
    return answer


def asks_elsewhere(text: str) -> bool:
    """Return whether a query has other endpoints asked (SERVICE), outside its IRIs, strings and comments."""
    return re.search(r"\bSERVICE\b", ASIDE.sub(" ", text), re.IGNORECASE) is not None


def child(out: Any, source: str, data: tuple[bytes, str] | None, text: str, rows: int) -> None:
    """Send what a query answers, or in words what is wrong."""
    try:
        out.send(answered(answer(source, data, text), rows))
    except StakegraphError as error:
        out.send(str(error))


def answer(source: str, data: tuple[bytes, str] | None, text: str) -> Answer:
    """Return what a query over the source answers."""
    if is_location(source):
        return open_store(source, read_only=True).query(text)
    found, name = data or content(source)
    memory = ox.Store()
    memory.bulk_extend(ox.Quad(*triple) for triple in parse(found, format_of(source), name))
    try:
        return memory.query(text, prefixes=plain_prefixes())
    except SyntaxError as error:
        raise StakegraphError(f"the query is malformed: {' '.join(str(error.msg).split())}") from error


def answered(found: Answer, most: int) -> Found:
    """Return an answer as plain data, no more than so many rows of it."""
    if isinstance(found, ox.QueryBoolean):
        return Found(truth=bool(found))
    if isinstance(found, ox.QueryTriples):
        return Found(triples=n_triples(sorted(found, key=order)))
    variables = tuple(variable.value for variable in found.variables)
    rows: list[tuple[str | None, ...]] = []
    for row in found:
        if len(rows) == most:
            return Found(variables, tuple(rows), cut=True)
        rows.append(tuple(None if term is None else str(term) for term in row))
    return Found(variables, tuple(rows))


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
