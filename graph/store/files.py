"""RDF in and out: every format that linked-data tools read, written the same way each time."""

import io
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO

import pyoxigraph as ox
from oxrdflib.store import OxigraphStore
from rdflib import Graph

from graph.atomic import write_whole
from graph.store.jsonld import json_ld
from graph.store.parsing import READ, parse_apart, some
from graph.store.store import is_location, open_store
from graph.store.syntaxes import n_quads, rdf_xml
from graph.store.triples import in_order, n_triples
from graph.store.turtle import trig, turtle
from ontology.errors import StakegraphError
from ontology.namespaces import DEFAULT_BASE, bind_prefixes

WRITERS: dict[str, Callable[[Sequence[ox.Triple]], str]] = {
    "ttl": turtle,
    "nt": n_triples,
    "jsonld": json_ld,
    "trig": trig,
    "nq": n_quads,
    "rdf": rdf_xml,
}
WRITTEN = tuple(WRITERS)
SUFFIXES = {"turtle": "ttl", "json": "jsonld", "xml": "rdf", "owl": "rdf"}

Source = Path | str | IO[bytes] | IO[str]


def load(*sources: Source, format: str | None = None) -> Graph:
    """Return the graph that the sources hold together, over the Oxigraph store; named graphs become one.

    The store keeps the values of numbers, not their spelling: "0.90" is read as 0.9, and every sort of
    integer as xsd:integer.

    Args:
        sources: files, open streams, "-" for standard input, the folder of a store or an endpoint's address.
        format: one of READ; without it the ending of a file's name tells, and a stream is Turtle.

    Raises:
        StakegraphError: a source is missing, is empty, or is not RDF 1.1; the message says which and where.
    """
    store = ox.Store()
    graph = bind_prefixes(Graph(store=OxigraphStore(store=store)))
    inside = ox.BlankNode(str(graph.identifier))
    for source in sources:
        store.bulk_extend(
            ox.Quad(triple.subject, triple.predicate, triple.object, inside)
            for triple in triples_of(source, format)
        )
    return graph


def triples_of(source: Source, format: str | None = None) -> Iterator[ox.Triple]:
    """Yield the triples of a file, a stream, a store's folder or an endpoint, of whatever named graph."""
    if isinstance(source, Path | str) and is_location(str(source)):
        yield from open_store(str(source), read_only=True).triples()
    else:
        data, name = content(source)
        yield from some(parse_apart(data, format or format_of(source), name, DEFAULT_BASE), name)


def to_text(graph: Graph, format: str) -> str:
    """Return the graph in one of the formats of WRITTEN; equal graphs give equal texts.

    Raises:
        StakegraphError: there is no such format.
    """
    if format not in WRITERS:
        raise StakegraphError(f"no format {format!r} is written; there is {', '.join(WRITTEN)}")
    return WRITERS[format](in_order(graph))


def write(graph: Graph, target: Source, format: str | None = None) -> None:
    """Write the graph to a file, which appears whole or not at all, or to an open stream.

    Args:
        graph: what to write.
        target: the file or stream.
        format: one of WRITTEN; without it the ending of the file's name tells, and a stream gets Turtle.

    Raises:
        StakegraphError: there is no such format, or the file cannot be written.
    """
    text = to_text(graph, format or format_of(target))
    if isinstance(target, Path | str):
        write_whole(target, text)
    elif isinstance(target, io.TextIOBase):
        target.write(text)
    else:
        target.write(text.encode())  # type: ignore[arg-type] # the stream is binary


def format_of(source: Source) -> str:
    """Return the format that the ending of a file's name tells; Turtle for a stream.

    Raises:
        StakegraphError: the ending is not known.
    """
    if not isinstance(source, Path | str) or str(source) == "-":
        return "ttl"
    suffix = Path(source).suffix.lower().removeprefix(".")
    found = SUFFIXES.get(suffix, suffix)
    if found not in READ:
        known = ", ".join("." + one for one in READ)
        raise StakegraphError(f"{source}: no RDF format is known by this ending; there is {known}")
    return found


def content(source: Source) -> tuple[bytes, str]:
    """Return the bytes of a source and what to call it.

    Raises:
        StakegraphError: it cannot be read, or holds nothing.
    """
    name = str(source) if isinstance(source, Path | str) else str(getattr(source, "name", "the stream"))
    try:
        if not isinstance(source, Path | str):
            data = source.read()
        elif str(source) == "-":
            data, name = sys.stdin.buffer.read(), "standard input"
        else:
            data = Path(source).read_bytes()
    except FileNotFoundError as error:
        raise StakegraphError(f"{name}: there is no such file") from error
    except IsADirectoryError as error:
        raise StakegraphError(f"{name} is a folder; name a graph in it, such as graph.ttl") from error
    except OSError as error:
        raise StakegraphError(f"{name} cannot be read: {error.strerror}") from error
    data = data.encode() if isinstance(data, str) else data
    if not data.strip():
        raise StakegraphError(f"{name} is empty")
    return data, name
