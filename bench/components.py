"""How fast each component of the pipeline is, in characters a second: python bench/components.py REPORT [ROUNDS]."""

import sys
import time
from collections import defaultdict

from extract.analysis import Analysis
from extract.pipeline import load_pipeline
from extract.rdf import to_rdf
from extract.reading import read
from extract.report import to_doc


def main() -> None:
    """Print for each component its best round."""
    path, rounds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 3
    started = time.perf_counter()
    nlp = load_pipeline("zh")
    print(f"pipeline loaded in {time.perf_counter() - started:.2f} s")
    times: dict[str, list[float]] = defaultdict(list)
    length = 0
    for _ in range(rounds):
        started = time.perf_counter()
        report = read(path)
        times["reading"].append(time.perf_counter() - started)
        doc = to_doc(report, nlp)
        length = len(doc)
        for name, component in nlp.pipeline:
            started = time.perf_counter()
            component(doc)
            times[name].append(time.perf_counter() - started)
        found = Analysis(report, tuple(nlp.pipe_names), doc._.entities, doc._.statements)
        started = time.perf_counter()
        to_rdf([found])
        times["rdf"].append(time.perf_counter() - started)
    print(f"{length} characters, best of {rounds} rounds")
    for name, found in times.items():
        print(f"{name:12}{min(found):8.3f} s{length / min(found):14,.0f} characters/s")


if __name__ == "__main__":
    main()
