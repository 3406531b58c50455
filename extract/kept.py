"""What was read of a report, kept so that it need not be read again.

It is gzipped N-Quads, the report's graph under the report's IRI. The first line, a comment, is JSON of what else
there is to tell.
"""

import gzip
import hashlib
import json
import socket
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from extract.provenance import program
from extract.reading import read_bytes
from extract.reading.limits import Limits
from ontology.errors import StakegraphError

MARK = "# "
SHOWN = 40  # characters of what differs between programs


class Task(NamedTuple):
    """A report to read.

    Attributes:
        name: of its file.
        data: its bytes.
        language: ISO 639-1 code; found by the text where it is None.
        limits: what it may be, and what reading it may use.
        base: what IRIs begin with.
        program: what is to read it, as in its key.
    """

    name: str
    data: bytes
    language: str | None
    limits: Limits
    base: str
    program: Sequence[str]


class OtherProgramError(StakegraphError):
    """What would read a report is not what was asked for."""


class Head(NamedTuple):
    """What there is to tell of a report that was read.

    Attributes:
        report: its IRI.
        id: its symbol, or its file's name.
        title: what it is called.
        empty: whether no statement was found in it.
        unresolved: how many references could not be resolved.
        faults: a line for each paragraph that was left out.
    """

    report: str
    id: str
    title: str
    empty: bool
    unresolved: int
    faults: Sequence[str]


def key(sha256: str, name: str, language: str | None, base: str) -> str:
    """Return a name for what is read of a report: another one wherever something else might come out.

    The limits have no part in it, since they refuse a report and change nothing in one.

    Args:
        sha256: the hash of the file's bytes.
        name: of the file; folders above it tell nothing.
        language: the code that was asked for, if any.
        base: what IRIs begin with.
    """
    parts = [program(), sha256, Path(name).name, language, base]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def make(task: Task) -> bytes:
    """Return what is read of a report, as it is kept; the same report gives the same bytes.

    Raises:
        OtherProgramError: the key would promise what another program gives.
        StakegraphError: it cannot be read, or no paragraph of it analysed.
    """
    if tuple(task.program) != program():
        raise OtherProgramError(differing(task.program, program()))
    # Whoever only asks for what is kept need not wait for spaCy.
    from extract.pipeline import analyse  # noqa: PLC0415
    from extract.rdf import report_iri, said  # noqa: PLC0415

    analysis = analyse(read_bytes(task.data, task.name, language=task.language, limits=task.limits))
    report = analysis.report
    head = Head(
        report_iri(report, task.base),
        report.id,
        report.title,
        not analysis.statements,
        len(analysis.unresolved),
        list(analysis.failed()),
    )
    return packed(head, said(analysis, task.base))


def differing(asked: Sequence[str], here: Sequence[str]) -> str:
    """Return how the program of this machine differs from the one that was asked for, and what to do."""
    wanted, found = (
        ", ".join(sorted(line[:SHOWN] for line in one - other)) or "none of it"
        for one, other in ((set(asked), set(here)), (set(here), set(asked)))
    )
    return (
        f"a worker on {socket.gethostname()} has another program ({found}) than was asked for ({wanted}):"
        " install the same on both, or run this again if it was changed meanwhile"
    )


def packed(head: Head, triples: Iterable[ox.Triple]) -> bytes:
    """Return what is to be told of a report, and its triples, as they are kept."""
    name = ox.NamedNode(head.report)
    lines = sorted(f"{triple} {name} .\n" for triple in triples)
    return gzip.compress("".join([MARK, json.dumps(head._asdict()), "\n", *lines]).encode(), mtime=0)


def head_of(path: Path) -> Head | None:
    """Return what is to be told of the report that is kept in a file; None where none is, or only a part of it."""
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            return Head(**json.loads(file.readline().removeprefix(MARK)))
    except (OSError, EOFError, zlib.error, ValueError, TypeError):
        return None


def triples_of(path: Path) -> Iterator[ox.Triple]:
    """Yield the triples that are kept in a file.

    Raises:
        StakegraphError: the file is damaged or gone.
    """
    try:
        data = gzip.decompress(path.read_bytes())
        for quad in ox.parse(data, format=ox.RdfFormat.N_QUADS):
            yield quad.triple
    except (OSError, EOFError, zlib.error, SyntaxError) as error:
        raise StakegraphError(f"{path} is damaged ({error}); delete it and build again") from error
