"""What an archive costs: python bench/corpus.py CORPUS.jsonl [REPORTS[xSENTENCES] ...].

CORPUS.jsonl has a sentence {"zh": …} a line; a report is fifty of them, or as many as are asked for, so that reports
share their bodies. Where the sentences end they begin again from another place. An archive is built by one process,
by two, and by a Dask cluster of two workers on this machine, started and ended within the figures; then again with
nothing changed and with a report in a hundred changed, at least one. Memory is that of all processes together.
"""

import json
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

SIZES = (10, 100)
SENTENCES, PARAGRAPH = 50, 5  # of a report, of a paragraph
COMMAND = [sys.executable, "-c", "from stakegraph.cli import main; main()", "build"]
EVERY = 0.2  # seconds between two looks at memory


class Cost(NamedTuple):
    """What a build took: seconds by the clock and of processors, megabytes at most."""

    clock: float
    processors: float
    memory: float


def write(archive: Path, sentences: list[str], reports: int, each: int) -> None:
    """Write so many reports of so many sentences each to a folder."""
    stream = cycle(sentences)
    for number in range(reports):
        taken = list(islice(stream, each))
        if number * each // len(sentences) != (number + 1) * each // len(sentences):
            next(stream)  # the next round is cut into other reports
        paragraphs = [
            f"{place // PARAGRAPH + 1}. {''.join(taken[place : place + PARAGRAPH])}\n"
            for place in range(0, each, PARAGRAPH)
        ]
        text = f"E/2015/{number + 1}\n\n第{number + 1}号报告\n\n" + "\n".join(paragraphs)
        (archive / f"{number + 1:05}.txt").write_text(text, encoding="utf-8")


def build(archive: Path, results: Path, *options: str, beside: Sequence[int] = ()) -> Cost:
    """Build an archive, and return what that took; the memory of processes beside it counts, too."""
    before, started = used(), time.perf_counter()
    command = [*COMMAND, str(archive), "-o", str(results), *options]
    memory = 0.0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as run:
        done = threading.Event()
        threading.Thread(target=lambda: (run.wait(), done.set())).start()
        while not done.wait(EVERY):
            memory = max(memory, sum(map(tree, (run.pid, *beside))))
    took = time.perf_counter() - started
    if run.returncode:
        sys.exit(f"the build of {archive} failed")
    return Cost(took, used() - before, memory)


def used() -> float:
    """Return the seconds of processors that processes have used which this one began, and which have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def build_on_cluster(archive: Path, results: Path, workers: int) -> Cost:
    """Build an archive on a cluster that is begun for it on this machine, and return what that took."""
    before, about = used(), results.with_suffix(".json")
    dask = [sys.executable, "-m", "distributed.cli.dask_{}", "--no-dashboard"]
    place = ["--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(about)]
    begun = [subprocess.Popen([part.format("scheduler") for part in dask] + place, stderr=subprocess.DEVNULL)]
    while not about.exists():
        time.sleep(EVERY)
    address = json.loads(about.read_text())["address"]
    worker = [*(part.format("worker") for part in dask), address, "--nthreads", "1", "--no-nanny"]
    begun += [subprocess.Popen(worker, stderr=subprocess.DEVNULL) for _ in range(workers)]
    try:
        cost = build(archive, results, "--cluster", address, beside=[process.pid for process in begun])
    finally:
        for process in begun:
            process.kill()
            process.wait()
    return cost._replace(processors=used() - before)


def tree(process: int, above: str = "") -> float:
    """Return the megabytes of a process and of all that it has begun (Linux alone tells).

    A process that is just being begun has its parent's memory and command still, and is not counted.
    """
    try:
        about = Path(f"/proc/{process}")
        status, command = (about / "status").read_text(), (about / "cmdline").read_text()
        children = (about / f"task/{process}/children").read_text()
    except OSError:
        return 0.0
    if command == above:
        return 0.0
    own = next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")), 0)
    return own / 1024 + sum(tree(int(child), command) for child in children.split())


def main() -> None:
    """Print a line for each build."""
    with Path(sys.argv[1]).open(encoding="utf-8") as file:
        sentences = [json.loads(line)["zh"] for line in file]
    print("reports  sentences  jobs  what             seconds  processor s  reports/min  peak MB")
    for asked in sys.argv[2:] or SIZES:
        reports, each = (int(part) for part in (*str(asked).split("x"), SENTENCES)[:2])
        with tempfile.TemporaryDirectory() as folder:
            archive = Path(folder) / "archive"
            archive.mkdir()
            write(archive, sentences, reports, each)
            for jobs, what in (
                (1, "all"),
                (2, "all"),
                (2, "all, cluster"),
                (2, "none changed"),
                (2, "1% changed"),
            ):
                results = Path(folder) / (f"{what}{jobs}" if what.startswith("all") else "all2")
                if what == "1% changed":
                    for number in range(0, reports, 100):
                        with (archive / f"{number + 1:05}.txt").open("a", encoding="utf-8") as file:
                            file.write("11. 世界银行与瑞士政府联合主办了关于湖泊的论坛。\n")
                if what == "all, cluster":
                    cost = build_on_cluster(archive, results, jobs)
                else:
                    cost = build(archive, results, "--jobs", str(jobs))
                print(
                    f"{reports:7}{each:11}{jobs:6}  {what:15}{cost.clock:9.1f}{cost.processors:13.1f}"
                    f"{60 * reports / cost.clock:13.0f}{cost.memory:9,.0f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
