"""How well things are known again across reports, and what that costs.

    python bench/identity.py [--errors]
    python bench/identity.py --cost CORPUS/reports [TIMES ...]

Tellings of public facts (tests/identity) are made one archive; counted is which pairs of them become one. A part is
set aside by a hash of its group, and nothing is tuned on it: --errors shows what went wrong in the other part alone.

--cost takes what a build kept of an archive and copies it so many times, each copy as other reports that tell of the
same: what is everybody's they share, and every event is told once more. Processor seconds are those of finding and
merging alone; memory is the most that the process had, the graph included.
"""

import gzip
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from graph.identity.finding import unite
from ontology.merging import merged

TIMES = (1, 4, 16)


def quality() -> None:
    """Print a line for each sort and part."""
    sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
    from identifying import measured, rows  # noqa: PLC0415 - what it brings along is no cost of matching

    print("what         part       one  two  right  wrong  precision  recall     F1")
    for name in ("bodies", "activities"):
        for aside in (False, True):
            found = measured(rows(name, aside))
            print(
                f"{name:13}{'set aside' if aside else 'tuned on':9}{found.one:5}{found.two:5}{found.right:7}"
                f"{found.wrong:7}{found.precision:11.3f}{found.recall:8.3f}{found.f1:7.3f}"
            )
            if "--errors" in sys.argv and not aside:
                print(*found.errors, sep="\n")


def copies(file: Path, times: int) -> Iterator[list[ox.Triple]]:
    """Yield what is kept of a report, and the same as other reports' that tell it again."""
    text = gzip.decompress(file.read_bytes()).decode()
    report = re.search(r'"report": "([^"]+)"', text)[1]  # type: ignore[index]
    for number in range(times):
        again = re.sub(rf"<{re.escape(report)}(?=[/>])", f"<{report}-copy-{number}", text) if number else text
        yield [quad.triple for quad in ox.parse(again, format=ox.RdfFormat.N_QUADS)]


def cost(folder: str, times: int) -> None:
    """Print what it costs to know again what an archive tells so many times over."""
    files = sorted(Path(folder).glob("*/*.nq.gz"))
    graph = merged(triples for file in files for triples in copies(file, times))
    size, started, before = len(graph), time.process_time(), time.perf_counter()
    found = len(unite(graph))
    used, took = time.process_time() - started, time.perf_counter() - before
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    reports = len(files) * times
    print(
        f"{reports:7}{size:10}{found:8}{used:13.1f}{took:9.1f}{1000 * used / reports:13.0f}{memory:9,.0f}",
        flush=True,
    )


def main() -> None:
    """Print figures, or costs: each in a process of its own."""
    if "--cost" not in sys.argv:
        quality()
    elif "--once" in sys.argv:
        cost(sys.argv[-2], int(sys.argv[-1]))
    else:
        folder, *times = sys.argv[sys.argv.index("--cost") + 1 :]
        print("reports   triples  merged  processor s  seconds  ms a report  peak MB", flush=True)
        for each in times or map(str, TIMES):
            subprocess.run([sys.executable, __file__, "--cost", "--once", folder, each], check=True)


if __name__ == "__main__":
    main()
