"""Every figure of every bench as one table in a file: python bench/all.py CORPUS.jsonl REPORT -o bench/FIGURES.md.

With --small each bench has the least of its sizes, with --without NAME one is left out, --gold GOLD adds the one that
needs gold facts. A bench that fails, or has not ended after --most seconds, is told in the table as such.
"""

import argparse
import os
import platform
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

BENCHES = {  # the arguments of each, and those that take less time
    "start": ("REPORT", "REPORT 1"),
    "components": ("REPORT", "REPORT 1"),
    "reading": ("CORPUS", "CORPUS"),
    "recognisers": ("CORPUS", "CORPUS"),
    "across": ("CORPUS", "CORPUS --limit 100"),
    "baseline": ("REPORT GOLD", "REPORT GOLD"),
    "readers": ("", "2000"),
    "length": ("", "0.1"),
    "corpus": ("CORPUS", "CORPUS 10"),
    "kills": ("", "4"),
    "store": ("", "100000"),
    "validation": ("", "10000"),
    "measures": ("", "1000"),
    "page": ("", "200"),
    "serving": ("GRAPH", "GRAPH 10"),
}
HERE = Path(__file__).parent
MOST = 3600  # seconds
FIGURE = re.compile(r"[-–\d][\d.,]*( (s|characters/s|ms|MB))?|–")
BETWEEN = re.compile(r"  +")
RULE = re.compile(r"[|\s:-]+")


class Row(NamedTuple):
    """A line of the table."""

    bench: str
    figures: str


def rows(bench: str, printed: str) -> Iterator[Row]:
    """Yield what a bench has printed, each figure with what stands at the head of its column."""
    head: list[str] = []
    for line in map(str.strip, printed.splitlines()):
        if not line:
            head = []
            continue
        if line.startswith("|") and RULE.fullmatch(line):
            continue
        cells = [
            cell.strip() for cell in (line.strip("|").split("|") if line[0] == "|" else BETWEEN.split(line))
        ]
        if len(cells) > 2 and not any(FIGURE.fullmatch(cell) for cell in cells):
            head = cells
        elif len(cells) == len(head):
            yield Row(bench, "; ".join(f"{name} {cell}" for name, cell in zip(head, cells, strict=True)))
        else:
            yield Row(bench, "; ".join(cells))


def run(bench: str, arguments: list[str], most: float) -> Iterator[Row]:
    """Yield what comes of a bench, and what processor time it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {"OPENBLAS_NUM_THREADS": "1", **os.environ}  # as the command does
    ended = ""
    try:
        done = subprocess.run(
            [sys.executable, str(HERE / f"{bench}.py"), *arguments],
            capture_output=True,
            text=True,
            timeout=most,
            check=False,
            env=environment,
        )
        printed = done.stdout
        if done.returncode:
            said = (done.stderr.strip() or "nothing said").splitlines()[-1]
            ended = f"ended with code {done.returncode}: {said.split(': ')[0]}"  # the rest may have paths
    except subprocess.TimeoutExpired as error:
        printed = error.stdout.decode() if isinstance(error.stdout, bytes) else ""
        ended = f"not ended within {most:.0f} s"
    yield from rows(bench, printed)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    yield Row(bench, f"{ended or 'ended'}; the bench took {used:.0f} s of processor time")


def machine() -> str:
    """Return what the figures were measured on."""
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    load = f"{os.getloadavg()[0] / (os.cpu_count() or 1):.1f}"
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {pages * size / 1024**3:.0f} GB of memory, "
        f"{platform.system()}, {platform.python_implementation()} {platform.python_version()}, "
        f"stakegraph {version('stakegraph')}; {load} programs a core wanted to run when it began"
    )


def main() -> None:
    """Run the benches one after the other, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("report", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--without", action="append", default=[], choices=list(BENCHES))
    parser.add_argument("--most", type=float, default=MOST)
    asked = parser.parse_args()
    left = {*asked.without, *(() if asked.gold else ("baseline",))}
    about = machine()
    found: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        graph = str(Path(folder) / "graph.ttl")
        places = {"CORPUS": asked.corpus, "REPORT": asked.report, "GOLD": asked.gold, "GRAPH": graph}
        if "serving" not in left:
            code = "from stakegraph.cli import main; main()"
            made = [sys.executable, "-c", code, "extract", str(asked.report), "-o", graph]
            subprocess.run(made, check=True, capture_output=True)
        for bench, sizes in BENCHES.items():
            if bench not in left:
                print(bench, file=sys.stderr, flush=True)
                arguments = [str(places.get(one, one)) for one in sizes[asked.small].split()]
                found += run(bench, arguments, asked.most)
    lines = [
        "# Figures",
        "",
        "Made by `python bench/all.py`; what each bench measures, and how, its first lines tell.",
        "",
        f"Measured on {about}. Where others use the machine, seconds by the clock say little: seconds of processor",
        "time and ratios hold better, and even they grow where cores and their memory are shared.",
        *(["With --small: each bench has the least of its sizes. "] if asked.small else []),
        *([f"Left out: {', '.join(sorted(left))}."] if left else []),
        "",
        "| bench | figures |",
        "|---|---|",
        *(f"| {row.bench} | {row.figures.replace('|', '/')} |" for row in found),
    ]
    asked.output.write_text("\n".join(line.rstrip() for line in lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
