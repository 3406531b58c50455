"""What one report costs from a cold start: python bench/start.py REPORT [ROUNDS].

Seconds of processor time, of the processes that a command begins too, best of ROUNDS; and as ratios to an interpreter
that only imports rdflib and spaCy, which hold also where others use the machine.
"""

import os
import subprocess
import sys
import tempfile
from importlib.resources import files
from pathlib import Path

ROUNDS = 3
COMMAND = "from stakegraph.cli import main; main()"
SAMPLE = str(files("extract") / "sample" / "report.zh.txt")
BODY = "世界银行"
KILOBYTE = 1024


def cost(code: str, *arguments: str) -> tuple[float, float]:
    """Return seconds of processor time and the most megabytes that a program takes."""
    with subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.DEVNULL) as run:
        _, status, used = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
    if run.returncode:
        sys.exit(f"{' '.join(arguments[:1])} failed")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / KILOBYTE


def main() -> None:
    """Print a line for each command."""
    report, rounds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        results = str(Path(folder) / "results")
        runs = {
            "import rdflib, spacy": ("import rdflib, spacy",),
            "build REPORT": (COMMAND, "build", report, "-o", results),
            "partners of its graph": (COMMAND, "partners", f"{results}/graph.ttl", BODY),
            "build --sample": (COMMAND, "build", SAMPLE, "-o", str(Path(folder) / "sample")),
            "--help": (COMMAND, "--help"),
        }
        # Each in its turn, so that what others do at the time bears on all alike.
        found = [{what: cost(*run) for what, run in runs.items()} for _ in range(rounds)]
    print("what                    processor s   ratio   peak MB")
    least = {what: min(one[what] for one in found) for what in runs}
    floor = least["import rdflib, spacy"][0]
    for what, (seconds, memory) in least.items():
        print(f"{what:24}{seconds:11.2f}{seconds / floor:8.2f}{memory:10.0f}")


if __name__ == "__main__":
    main()
