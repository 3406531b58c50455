"""SPARQL queries over a graph or a store, in a process of their own that is bounded in all it may use."""

import csv
import io
import json
import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any, TypeVar

import pyoxigraph as ox
from pyparsing import ParseBaseException
from rdflib.plugins.sparql.parser import expandUnicodeEscapes, parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from graph.store.answers import Answer, plain_prefixes
from graph.store.files import content, format_of
from graph.store.parsing import parse, some
from graph.store.store import is_location, open_store
from graph.store.triples import n_triples, order
from ontology.confinement import confine
from ontology.errors import StakegraphError
from ontology.namespaces import DEFAULT_BASE

QUERIES = files("graph.store") / "queries"
# Processes are forked from a server that has no threads: to fork one that has may lock up.
PROCESSES: Any = multiprocessing.get_context("forkserver" if sys.platform != "win32" else "spawn")
if sys.platform != "win32":
    PROCESSES.set_forkserver_preload(["graph.store.asking"])
T = TypeVar("T")
HEARTBEAT = 0.2  # seconds between two looks at whether an answer is still wanted


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may use.

    Attributes:
        seconds: until its answer.
        rows: of its answer, or triples.
        megabytes: of memory.
        characters: of its answer.
    """

    seconds: float = 60.0
    rows: int = 100_000
    megabytes: int = 2_000
    characters: int = 64_000_000


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
    return Template(known.text).substitute({name: str(ox.Literal(value)) for name, value in given.items()})


def ask(
    source: str,
    text: str,
    limits: Limits = Limits(),
    *,
    alone: bool = False,
    unwanted: Callable[[], object] = lambda: False,
) -> Found:
    """Return what a query answers, over all named graphs together.

    Args:
        source: a file of RDF, "-", the folder of a store, or the address of an endpoint.
        text: SPARQL; the prefixes of the contract need not be declared.
        limits: what it may use.
        alone: whether it may ask no other endpoint (SERVICE): such a query is refused, and the process that
            answers has no network, unless the source is an endpoint itself.
        unwanted: says when nobody waits for the answer any more.

    Raises:
        StakegraphError: the source cannot be read, the query is malformed or asks too much.
    """
    data = content(source) if source == "-" else None
    here, there = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=child, args=(there, source, data, text, limits, alone), daemon=True)
    process.start()
    there.close()
    try:
        answer = awaited(here, limits.seconds, unwanted)
    except (EOFError, OSError):
        raise StakegraphError(
            f"the query needed more than {limits.megabytes} MB of memory or broke off; ask for less"
        ) from None
    finally:
        process.kill()
        process.join()
    if isinstance(answer, str):
        raise StakegraphError(answer)
    assert isinstance(answer, Found)
    return answer


def awaited(here: Any, seconds: float, unwanted: Callable[[], object]) -> object:
    """Return what comes through a pipe, in time and while it is wanted."""
    end = time.monotonic() + seconds
    while not here.poll(min(HEARTBEAT, max(0.0, end - time.monotonic()))):
        if unwanted():
            raise StakegraphError("nobody waits for the answer any more")
        if time.monotonic() >= end:
            raise StakegraphError(f"the query took longer than {seconds:g} s and was stopped; ask for less")
    return here.recv()


def child(
    out: Any, source: str, data: tuple[bytes, str] | None, text: str, limits: Limits, alone: bool
) -> None:
    """Send what a query answers, or in words what is wrong."""
    silence()
    confine(limits.megabytes, limits.seconds, network=not alone or source.startswith(("http://", "https://")))
    try:
        if alone:
            text = within(text)
        out.send(answered(answer(source, data, text), limits))
    except StakegraphError as error:
        out.send(str(error))
    except MemoryError:
        out.send(f"the query needed more than {limits.megabytes} MB of memory; ask for less")
    except Exception as error:  # what an engine or another endpoint makes of a query cannot be listed
        out.send(f"the query cannot be answered: {' '.join(str(error).split())}")


def silence() -> None:
    """Take this process's last words: what an engine prints when it dies is told in a line by the parent."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def within(text: str) -> str:
    """Return a query that asks no other endpoint, as it is to be run.

    Decided on its parse tree. What the parser cannot follow is refused, and what two parsers might read
    differently (escapes of code points, ends of lines) is refused or made plain first.

    Raises:
        StakegraphError: it asks another endpoint, or cannot be followed.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if expandUnicodeEscapes(text) != text:
        raise StakegraphError("this endpoint takes no \\u escapes; write the characters themselves")
    try:
        parts = list(nodes(parseQuery(text)))
    except ParseBaseException as error:
        raise StakegraphError(f"the query is malformed: {' '.join(str(error).split())}") from error
    except RecursionError:
        raise StakegraphError("the query is nested too deeply") from None
    if any(part.name == "ServiceGraphPattern" for part in parts):
        raise StakegraphError("this endpoint asks no other (SERVICE)")
    return text


def nodes(tree: object) -> Iterator[CompValue]:
    """Yield the parts of a parse tree of SPARQL, however deep."""
    left = [tree]
    while left:
        part = left.pop()
        if isinstance(part, CompValue):
            yield part
            left.extend(part.values())
        elif not isinstance(part, str) and hasattr(part, "__iter__"):
            left.extend(part)


def answer(source: str, data: tuple[bytes, str] | None, text: str) -> Answer:
    """Return what a query over the source answers."""
    if is_location(source):
        return open_store(source, read_only=True).query(text)
    found, name = data or content(source)
    memory = ox.Store()
    triples = some(parse(found, format_of(source), name, DEFAULT_BASE), name)
    memory.bulk_extend(ox.Quad(*triple) for triple in triples)
    try:
        return memory.query(text, prefixes=plain_prefixes())
    except SyntaxError as error:
        raise StakegraphError(f"the query is malformed: {' '.join(str(error.msg).split())}") from error


def answered(found: Answer, limits: Limits) -> Found:
    """Return an answer as plain data, within its limits.

    Raises:
        StakegraphError: it is longer than it may be.
    """
    if isinstance(found, ox.QueryBoolean):
        return Found(truth=bool(found))
    if isinstance(found, ox.QueryTriples):
        triples, cut = first(found, limits, str)
        return Found(triples=n_triples(sorted(triples, key=order)), cut=cut)
    variables = tuple(variable.value for variable in found.variables)
    rows, cut = first(
        (tuple(None if term is None else str(term) for term in row) for row in found),
        limits,
        lambda row: "".join(term or "" for term in row),
    )
    return Found(variables, tuple(rows), cut=cut)


def first(found: Iterable[T], limits: Limits, words: Callable[[T], str]) -> tuple[list[T], bool]:
    """Return as many of an answer's rows as it may have, and whether there are more."""
    rows: list[T] = []
    characters = 0
    for row in found:
        if len(rows) == limits.rows:
            return rows, True
        characters += len(words(row))
        if characters > limits.characters:
            raise StakegraphError(f"the answer is longer than {limits.characters} characters; ask for less")
        rows.append(row)
    return rows, False


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
