"""SPARQL queries over a graph or a store, in a process of their own that is bounded in all it may use."""

import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import pyoxigraph as ox
from pyparsing import ParseBaseException
from rdflib.plugins.sparql.parser import expandUnicodeEscapes, parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from graph.store.answers import Answer, plain_prefixes
from graph.store.files import content, format_of
from graph.store.found import Found
from graph.store.parsing import parse, some
from graph.store.store import is_location, open_store
from graph.store.triples import n_triples, order
from ontology.confinement import confine
from ontology.errors import StakegraphError
from ontology.namespaces import DEFAULT_BASE

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
