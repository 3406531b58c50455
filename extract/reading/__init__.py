"""Reading: from a report in a file to a Document.

Files come from anywhere and their parsers are large programs, so each report is read by a process of its own, which
has so much memory and time and no network. `here` is what runs there, over `formats` and `paragraphs`.

Uses what `extract` shares. Others call `read` and `read_bytes`, and `exchange` for a document as JSON.
"""

import io
import json
import pickle
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from extract.document import Document, Heading, Note, Paragraph
from extract.reading.limits import MEGABYTE, USUAL, Limits
from ontology.errors import StakegraphError

# The path is the caller's, and not the working folder, where a report's sender might have put a module.
PROGRAM = "import sys; sys.path[:] = {!r}; from extract.reading.apart import main; main()"
SENT = {(kind.__module__, kind.__qualname__): kind for kind in (Document, Heading, Note, Paragraph)}


def read(path: Path | str, *, language: str | None = None, limits: Limits = USUAL) -> Document:
    """Return the report in the file `path`; "-" is standard input.

    Args:
        path: a .txt, .pdf, .docx, .html, .htm or .xhtml file.
        language: ISO 639-1 code; found by the text where it is None.
        limits: what it may be, and what reading it may use.

    Raises:
        StakegraphError: the file cannot be read, holds nothing to read, or more than it may.
    """
    path = Path(path)
    if str(path) == "-":
        data, name = taken(sys.stdin.buffer, "standard input", limits), "standard input"
    else:
        name = str(path)
        try:
            with path.open("rb") as file:
                data = taken(file, name, limits)
        except OSError as error:
            raise StakegraphError(f"{path}: {error.strerror}; give the path of a report") from error
    return read_bytes(data, name, language=language, limits=limits)


def taken(file: BinaryIO, name: str, limits: Limits) -> bytes:
    """Return what a file holds.

    Raises:
        StakegraphError: it is longer than it may be.
    """
    data = file.read(limits.file * MEGABYTE + 1)
    limits.check(name, "file", len(data) / MEGABYTE)
    return data


def read_bytes(data: bytes, name: str, *, language: str | None = None, limits: Limits = USUAL) -> Document:
    """Return the report that `data` holds.

    Args:
        data: the bytes of the file.
        name: its name, for its format and for messages; one without an ending leaves the format to the bytes.
        language: ISO 639-1 code; found by the text where it is None.
        limits: what it may be, and what reading it may use.

    Raises:
        StakegraphError: the bytes are damaged or empty, of a format or language that is not read, or more than
            they may be.
    """
    limits.check(name, "file", len(data) / MEGABYTE)
    asked = json.dumps([name, language, asdict(limits)])
    command = [sys.executable, "-I", "-S", "-c", PROGRAM.format(sys.path), asked]
    try:
        # What a parser prints when it dies is told in a line below.
        done = subprocess.run(
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise StakegraphError(
            f"{name}: not read within {limits.seconds:,} s; if you trust it, allow more with --limit seconds=N"
        ) from None
    answer = unpacked(done.stdout)
    if isinstance(answer, Document):
        return answer
    if isinstance(answer, str):
        raise StakegraphError(answer)
    raise StakegraphError(
        f"{name}: its reader needed more than {limits.memory:,} MB of memory or broke off;"
        " if you trust it, allow more with --limit memory=N"
    )


class Answer(pickle.Unpickler):
    """Unpickles a document and nothing else: whoever takes over the process that reads must not get further."""

    def find_class(self, module: str, name: str) -> Any:
        """Return one of a document's types."""
        if (module, name) not in SENT:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a document")
        return SENT[module, name]


def unpacked(answer: bytes) -> object:
    """Return what the process that reads has sent; None where that is nothing whole."""
    try:
        return Answer(io.BytesIO(answer)).load()
    except Exception:  # what pickle makes of bytes cannot be listed
        return None
