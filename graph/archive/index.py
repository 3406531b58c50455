"""Where the index of an archive is kept, whether it is still of what the archive holds, and how it is asked."""

import os
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from graph.archive.making import Progress, make
from graph.atomic import beside
from graph.store.embedded import LOCK, is_store
from ontology.errors import StakegraphError

NAME = "explorer.index"
VERSION = 1  # another whenever the tables or what stands in them change
GRAPH = "graph.ttl"  # of a folder of results
STEPS = 20_000  # of SQLite's machine, between two looks at the clock


def is_archive(source: str) -> bool:
    """Return whether a source is an archive: the folder of a store, or one of results."""
    folder = Path(source)
    return folder.is_dir() and (is_store(folder) or (folder / GRAPH).is_file())


def graph_in(source: str) -> str:
    """Return where the graph of an archive is: the store itself, or a file."""
    return source if is_store(Path(source)) else str(Path(source) / GRAPH)


class Index:
    """The index of an archive; threads may ask it at once.

    It is kept in the archive's folder, or where that may only be read in one that goes when the index is closed.

    Args:
        source: the folder of a store, or one of results.
        progress: is told how many reports are in it when it has to be made, and how many there are.

    Raises:
        StakegraphError: the archive cannot be read, or the index cannot be made.
    """

    def __init__(self, source: str, progress: Progress = lambda done, total: None) -> None:
        folder = Path(source)
        self.temporary: tempfile.TemporaryDirectory[str] | None = None
        self.file = folder / NAME
        self.here = threading.local()
        mark = mark_of(folder)
        if mark_in(self.file) == mark:
            return
        try:
            if not os.access(folder, os.W_OK):
                self.temporary = tempfile.TemporaryDirectory(prefix="stakegraph-")
                self.file = Path(self.temporary.name) / NAME
            self.make(graph_in(source), mark, progress)
        except (OSError, sqlite3.Error) as error:
            raise StakegraphError(f"the index of {source} cannot be made: {error}") from error

    def make(self, graph: str, mark: str, progress: Progress) -> None:
        """Make the file, which appears whole or not at all."""
        with beside(self.file) as place:
            make(Path(graph), place / NAME, mark, progress)
            (place / NAME).replace(self.file)

    @contextmanager
    def asked(self, seconds: float) -> Iterator[sqlite3.Connection]:
        """Give a connection that reads, for so long.

        Raises:
            StakegraphError: it took longer, or the index is damaged.
        """
        end = time.monotonic() + seconds
        try:
            connection: sqlite3.Connection | None = getattr(self.here, "connection", None)
            if connection is None:
                address = f"{self.file.resolve().as_uri()}?mode=ro&immutable=1"
                connection = self.here.connection = sqlite3.connect(address, uri=True)
            connection.set_progress_handler(lambda: time.monotonic() > end, STEPS)
            yield connection
        except sqlite3.OperationalError as error:
            if time.monotonic() <= end:
                raise StakegraphError(f"the index cannot be read: {error}") from error
            raise StakegraphError(f"this took longer than {seconds:g} s and was stopped") from error
        except sqlite3.Error as error:
            raise StakegraphError(f"the index cannot be read: {error}") from error

    def close(self) -> None:
        """Forget an index that could not be kept."""
        if self.temporary:
            self.temporary.cleanup()


def mark_of(folder: Path) -> str:
    """Return what tells one state of an archive from another: the names, sizes and times of its files.

    Raises:
        StakegraphError: it cannot be read.
    """
    try:
        files = [folder / GRAPH] if not is_store(folder) else sorted(folder.iterdir())
        kept = [file for file in files if not file.name.startswith(("LOG", ".")) and file.name not in OURS]
        said = [f"{file.name} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in kept]
    except OSError as error:
        raise StakegraphError(f"{folder} cannot be read: {error.strerror}") from error
    return "\n".join([str(VERSION), *said])


OURS = {NAME, LOCK, "LOCK"}


def mark_in(file: Path) -> str:
    """Return the mark of the archive that an index was made of, "" where there is none."""
    if not file.is_file():
        return ""
    with suppress(sqlite3.Error):
        connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            row = connection.execute("SELECT value FROM fact WHERE name = 'mark'").fetchone()
            return str(row[0]) if row else ""
        finally:
            connection.close()
    return ""
