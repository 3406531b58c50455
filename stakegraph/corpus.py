"""Many reports made one graph: worked at once, kept as they come, and not worked again until something changes."""

import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click
from rdflib import Graph

from extract.kept import Head, OtherProgramError, Task, head_of, key, make, triples_of
from extract.provenance import program
from extract.reading import taken
from extract.reading.here import FORMATS
from extract.reading.limits import Limits
from graph.atomic import write_whole
from graph.identity.finding import unite
from graph.identity.provenance import MISSING, UNMATCHED, installed, note
from graph.review.corrections import apart
from graph.review.decisions import Decision
from ontology.errors import StakegraphError
from ontology.merging import merged
from stakegraph.progress import pace, step

FOLDER = "reports"  # of what is kept, in that of the results
SHOWN = 3
Worked = Callable[
    [Callable[[Task], bytes], Iterable[Task]], Iterator[tuple[Task, bytes | StakegraphError]]
]  # what works: the processes of this machine, or a cluster


def reports_in(named: Sequence[str], output: Path) -> list[Path]:
    """Return the reports that are named, and those in folders that are, by their paths in order.

    Args:
        named: paths of files and folders.
        output: the folder of the results, which holds none.
    """
    found: set[Path] = set()
    for path in map(Path, named):
        found.update(within(path, output.resolve()) if path.is_dir() else [path])
    return sorted(found)


def within(folder: Path, output: Path) -> Iterator[Path]:
    """Yield the reports in a folder and in those in it; hidden ones, and Word's locks, are none."""
    for place, folders, names in os.walk(folder):
        here = Path(place)
        folders[:] = [name for name in folders if name[0] != "." and (here / name).resolve() != output]
        for name in names:
            if Path(name).suffix.lower() in FORMATS and not name.startswith((".", "~$")):
                yield here / name


@dataclass(slots=True)
class Corpus:
    """Reports, where what is read of them is kept, and what came of it.

    Attributes:
        paths: of the reports, in order.
        place: the folder of what is kept.
        language: ISO 639-1 code; found by each text where it is None.
        limits: what a report may be, and what reading it may use.
        base: what IRIs begin with.
        keys: of what is kept of each report that could be opened.
        failed: why a report is not in the graph.
        heads: by the IRI of each report in the graph, its path and what there is to tell of it.
        anew: how many were not kept from before.
        united: how many things were taken for what another report tells of.
    """

    paths: Sequence[Path]
    place: Path
    language: str | None
    limits: Limits
    base: str
    keys: dict[Path, str] = field(default_factory=dict)
    failed: dict[Path, str] = field(default_factory=dict)
    heads: dict[str, tuple[Path, Head]] = field(default_factory=dict)
    anew: int = 0
    united: int = 0

    def read(self, worked: Worked) -> None:
        """Read the reports of which nothing is kept, and keep what is read as it comes.

        Raises:
            StakegraphError: what reads has become another program, or is gone.
        """
        missing = [path for path in self.paths if head_of(self.file(self.key(path))) is None]
        started = time.monotonic()
        step("reports", pace(0, len(missing), 0, started))
        for task, answer in worked(make, self.tasks(missing)):
            path = Path(task.name)
            if isinstance(answer, OtherProgramError):
                raise answer
            if isinstance(answer, StakegraphError):
                self.failed[path] = str(answer)
            else:
                file = self.file(self.keys[path])
                file.parent.mkdir(parents=True, exist_ok=True)
                write_whole(file, answer)
                self.anew += 1
            step("reports", pace(self.anew + len(self.failed), len(missing), len(self.failed), started))
        step("reports", "")
        self.take()

    def key(self, path: Path) -> str:
        """Return under what a report is kept; "" where it cannot be opened, which will be told when it is read."""
        try:
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return ""
        self.keys[path] = key(found, path.name, self.language, self.base)
        return self.keys[path]

    def file(self, key: str) -> Path:
        """Return the file for what is kept under a key; folders of some thousand files are slow."""
        return self.place / key[:2] / f"{key[2:]}.nq.gz"

    def tasks(self, paths: Sequence[Path]) -> Iterator[Task]:
        """Yield the reports to be read, each opened when it is its turn."""
        for path in paths:
            try:
                with path.open("rb") as file:
                    data = taken(file, str(path), self.limits)
            except OSError as error:
                self.failed[path] = f"{error.strerror}; give the path of a report"
            except StakegraphError as error:
                self.failed[path] = str(error)
            else:  # it may have changed meanwhile
                found = hashlib.sha256(data).hexdigest()
                self.keys[path] = key(found, path.name, self.language, self.base)
                yield Task(str(path), data, self.language, self.limits, self.base, program())

    def take(self) -> None:
        """Take what is kept of each report; of two that are called the same, the one whose path comes first."""
        for path in self.paths:
            if path in self.failed:
                continue
            head = head_of(self.file(self.keys[path]))
            if head is None:
                self.failed[path] = "what was read of it is gone; build again"
                continue
            first, _ = self.heads.setdefault(head.report, (path, head))
            if self.keys[first] != self.keys[path]:
                self.failed[path] = f"it is called {head.id}, as {first} is; rename one, or build them apart"

    def settle(self) -> None:
        """Delete what is kept of other reports than these.

        Raises:
            StakegraphError: none could be read.
        """
        if not self.heads:
            self.complain()
            raise StakegraphError(f"none of {len(self.paths)} reports could be read")
        files = {self.file(self.keys[path]) for path, _ in self.heads.values()}
        for file in self.place.glob("*/*"):
            if file.is_dir():  # of a run that was killed
                shutil.rmtree(file, ignore_errors=True)
            elif file not in files:
                file.unlink(missing_ok=True)

    def graph(self, decisions: Sequence[Decision]) -> Graph:
        """Return the graph of all that could be read, the same whatever came first.

        What several reports tell of is one thing in it, where the extra `archive` is installed.

        Args:
            decisions: what people decided; it is replayed afterwards, but that two things are not one is heeded here.
        """
        graph = merged(triples_of(self.file(self.keys[path])) for _, (path, _) in sorted(self.heads.items()))
        if len(self.heads) > 1:
            self.match(graph, decisions)
        return graph

    def match(self, graph: Graph, decisions: Sequence[Decision]) -> None:
        """Make one of what several reports tell of, where that is installed, and note in the graph whether it is."""
        if not installed():
            note(graph, UNMATCHED)
            return
        step("reports", "finding what several of them tell of")
        self.united = len(unite(graph, apart(graph, decisions)))
        step("reports", "")

    def title(self) -> str:
        """Return what the reports are called, for more than a few with an ellipsis and their number."""
        titles = list(dict.fromkeys(head.title for _, (_, head) in sorted(self.heads.items())))
        return shortened(titles)

    def tell(self) -> None:
        """Tell how many reports were read, and on stderr what is missing of them."""
        heads = [head for _, (_, head) in sorted(self.heads.items())]
        unresolved = sum(head.unresolved for head in heads)
        click.echo(
            f"reports: {len(heads)}, {self.anew} of them read now; references not resolved: {unresolved}"
        )
        if len(self.heads) > 1 and not installed():
            click.echo(MISSING, err=True)
        if self.united:
            click.echo(f"known again across reports: {self.united}; explain says why, review undoes it")
        if empty := [head.id for head in heads if head.empty]:
            click.echo(f"no statement found in {shortened(empty)}; build one alone to see why", err=True)
        for head in heads:
            for line in head.faults:
                click.echo(line, err=True)
        self.complain()

    def complain(self) -> None:
        """Tell on stderr which reports are not in the graph, and why."""
        if self.failed:
            click.echo(f"{len(self.failed)} of {len(self.paths)} reports failed:", err=True)
        for path, reason in sorted(self.failed.items()):
            click.echo(f"{path}: {reason.removeprefix(f'{path}: ')}", err=True)


def shortened(names: Sequence[str]) -> str:
    """Return names in a row; of many the first few, and how many there are."""
    few = len(names) <= SHOWN
    return ", ".join(names) if few else f"{', '.join(names[:SHOWN])}, … ({len(names)})"
