"""RDF of others: parsed by a process of its own that is bounded in all it may use.

A few hundred bytes can be made to unfold, or to nest, beyond any memory. Run as a program this module is that
process: RDF comes on standard input, N-Triples leave on standard output. It imports little, to start quickly.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from textwrap import shorten

import pyoxigraph as ox

from ontology.confinement import confine
from ontology.errors import StakegraphError

READ = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}
# What a parser may use: so much, and so much more for each megabyte that it is given.
SECONDS, SECONDS_EACH = 20, 2
MEGABYTES, MEGABYTES_EACH = 500, 10
UNFOLDED, UNFOLDED_EACH = (
    50,
    50,
)  # megabytes of N-Triples; prefixes and nesting make Turtle several times shorter
MESSAGE = 300  # characters of what the parser says: it quotes what it stumbles over, of whatever length


def parse_apart(
    data: bytes, format: str, name: str, base: str, *, canonical: bool = False
) -> Iterator[ox.Triple]:
    """Yield the triples that `data` holds, of whatever named graph, as another process finds them.

    Args:
        data: RDF.
        format: one of READ.
        name: what to call it.
        base: what relative IRIs are relative to.
        canonical: whether blank nodes get the names of RDF Dataset Canonicalization (RDFC-1.0, W3C, 2024), which few
            triples can make take for ever.

    Raises:
        StakegraphError: it is malformed, says what rdflib cannot hold, or needs too much.
    """
    check(format)
    megabytes, seconds, _ = bounds(len(data))
    path = os.pathsep.join(place or os.curdir for place in sys.path)
    try:
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "graph.store.parsing",
                format,
                name,
                base,
                "canonical" if canonical else "",
            ],
            input=data,
            capture_output=True,
            timeout=seconds,
            env={**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise StakegraphError(f"{name} takes longer than {seconds} s and was given up") from None
    if done.returncode == 1:
        raise StakegraphError(done.stderr.decode(errors="replace"))
    if done.returncode:
        raise StakegraphError(f"{name} needs more than {megabytes} MB of memory and was given up")
    yield from ox.parse(
        done.stdout, format=ox.RdfFormat.N_TRIPLES, lenient=True
    )  # it has been looked at already


def parse(data: bytes, format: str, name: str, base: str) -> Iterator[ox.Triple]:
    """Yield the triples that `data` holds as parse_apart does, but in this process: for one that is confined."""
    check(format)
    try:
        for quad in ox.parse(data, format=READ[format], base_iri=base, rename_blank_nodes=True):
            target = quad.object
            if isinstance(target, ox.Triple) or (isinstance(target, ox.Literal) and target.direction):
                raise StakegraphError(f"{name} uses RDF 1.2, which rdflib does not read; write it as RDF 1.1")
            yield quad.triple
    except MemoryError as error:
        if not error.args:
            raise
        raise StakegraphError(f"{name} holds a name or a value that is too long: {error}") from error
    except SyntaxError as error:
        said = error.msg.removeprefix("Parser error ").removeprefix("at ")
        reason = shorten(said, MESSAGE, placeholder=" …")  # in one line
        raise StakegraphError(f"{name} is malformed: {reason}") from error


def some(triples: Iterator[ox.Triple], name: str) -> Iterator[ox.Triple]:
    """Yield the triples, of which there must be some.

    Raises:
        StakegraphError: there are none.
    """
    first = next(triples, None)
    if first is None:
        raise StakegraphError(f"{name} holds no triples")
    yield first
    yield from triples


def check(format: str) -> None:
    """Raise where a format is not read."""
    if format not in READ:
        raise StakegraphError(f"no format {format!r} is read; there is {', '.join(READ)}")


def bounds(size: int) -> tuple[int, int, int]:
    """Return what so many bytes of RDF may need: megabytes of memory, seconds, and megabytes of N-Triples."""
    each = size // 1_000_000
    return MEGABYTES + MEGABYTES_EACH * each, SECONDS + SECONDS_EACH * each, UNFOLDED + UNFOLDED_EACH * each


def main(format: str, name: str, base: str, canonical: str) -> int:
    """Read RDF and write N-Triples; return 1 where something is wrong that a line on standard error tells."""
    data = sys.stdin.buffer.read()
    megabytes, seconds, unfolded = bounds(len(data))
    confine(megabytes, seconds)
    left = unfolded * 1_000_000
    try:
        triples = parse(data, format, name, base)
        if canonical:
            dataset = ox.Dataset(ox.Quad(*triple) for triple in triples)
            dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
            triples = (quad.triple for quad in dataset)
        for triple in triples:
            line = f"{triple} .\n".encode()
            left -= len(line)
            if left < 0:
                raise StakegraphError(f"{name} unfolds to more than {unfolded} MB and was given up")
            sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()
    except StakegraphError as error:
        sys.stderr.buffer.write(str(error).encode(errors="replace"))
        return 1
    except MemoryError:
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
