"""How fast graphs are kept, asked and written, beside plain rdflib: python bench/store.py [TRIPLES ...].

Then how a load fares that is killed: KILLS times at random moments; what it left must be the store as it was, or all
of the new graph.
"""

import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph

from graph.store.asking import Limits, answered
from graph.store.embedded import Embedded
from graph.store.files import load, to_text
from graph.store.store import put
from ontology.namespaces import DEFAULT_BASE, PREFIXES

SIZES = (100_000, 1_000_000)
KILLS = 20
REPORT = f"{DEFAULT_BASE}T-1"
QUERY = "SELECT ?p (COUNT(*) AS ?n) { ?s a sg:Paragraph ; ?p ?o } GROUP BY ?p ORDER BY ?p"
LOAD = [
    sys.executable,
    "-c",
    "import sys; from stakegraph.cli import run; sys.exit(run(sys.argv[1:]))",
    "load",
]


def n_triples(count: int) -> str:
    """Return a report of about so many triples, as N-Triples: paragraphs with number, text and report."""
    short = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
    kind = f"<{short['rdf']}type>"
    lines = [
        f"<{REPORT}> {kind} <{short['sg']}Report> .",
        f'<{REPORT}> <{short["dcterms"]}identifier> "T/1" .',
    ]
    for number in range(count // 4):
        paragraph = f"<{REPORT}/paragraph/{number}>"
        lines += [
            f"{paragraph} {kind} <{short['sg']}Paragraph> .",
            f'{paragraph} <{short["sg"]}number> "{number}" .',
            f'{paragraph} <{short["nif"]}isString> "第{number}段说明了合作的情况。"@zh .',
            f"{paragraph} <{short['dcterms']}isPartOf> <{REPORT}> .",
        ]
    return "\n".join(lines) + "\n"


def timed(function: Callable[[], object]) -> str:
    """Return how long a call takes."""
    started = time.perf_counter()
    function()
    return f"{time.perf_counter() - started:.2f} s"


def speeds(count: int, folder: Path) -> None:
    """Print a row for each of loading, asking and writing."""
    file = folder / f"{count}.nt"
    file.write_text(n_triples(count), encoding="utf-8")
    store, plain = Embedded(folder / f"store-{count}"), Graph()
    prefixes = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
    read: list[Graph] = []
    rows = (
        ("read a file", lambda: read.append(load(str(file))), lambda: plain.parse(str(file), format="nt")),
        ("put it into the store on disk", lambda: put(store, read), None),
        (
            "query",
            lambda: answered(store.query(QUERY), Limits(rows=100)),
            lambda: list(plain.query(QUERY, initNs=prefixes)),
        ),
        ("write Turtle", lambda: to_text(read[0], "ttl"), lambda: plain.serialize(format="turtle")),
    )
    for name, quick, slow in rows:
        print(f"| {count:,} | {name} | {timed(quick)} | {timed(slow) if slow else '–'} |", flush=True)


def killed(folder: Path) -> Counter[str]:
    """Return what loads left that were killed at random moments."""
    old, new, place = folder / "old.nt", folder / "new.nt", folder / "killed"
    old.write_text(n_triples(400), encoding="utf-8")
    new.write_text(n_triples(120_000), encoding="utf-8")
    outcomes: Counter[str] = Counter()
    started = time.perf_counter()
    subprocess.run([*LOAD, str(new), "--store", str(folder / "whole")], check=True, capture_output=True)
    longest = 1.3 * (time.perf_counter() - started)  # the store holds something already, which takes longer
    for _ in range(KILLS):
        subprocess.run([*LOAD, str(old), "--store", str(place)], check=True, capture_output=True)
        process = subprocess.Popen([*LOAD, str(new), "--store", str(place)], stdout=subprocess.DEVNULL)
        time.sleep(random.uniform(0.5, longest))
        process.kill()
        process.wait()
        left = len(ox.Store.read_only(str(place)))
        outcomes[
            "as it was" if left == 402 else "all of the new" if left == 120_002 else f"broken: {left}"
        ] += 1
    return outcomes


def main() -> None:
    """Print a table in Markdown, and what killed loads left."""
    print("| triples | what | stakegraph | plain rdflib |")
    print("|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for count in map(int, sys.argv[1:] or SIZES):
            speeds(count, Path(folder))
        print(f"\n{KILLS} loads killed: {dict(killed(Path(folder)))}")


if __name__ == "__main__":
    main()
