"""How long graphs take to validate: python bench/validation.py [TRIPLES ...].

Beside `ontology.validation`: pyrudof, an engine written in Rust, and pySHACL as it comes, over rdflib's own store,
which is given up on beyond PLAIN triples. All have the same shapes and vocabulary; how many breaches each finds is
printed too, since an engine that leaves SPARQL constraints out is quick for that.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pyrudof as ru
import pyshacl
from rdflib import Graph

from extract.pipeline import analyse
from extract.rdf import to_rdf
from extract.reading import read
from ontology.namespaces import DEFAULT_BASE
from ontology.terms import VOCABULARY
from ontology.validation import SHAPES, validate

SIZES = (10_000, 100_000, 1_000_000)
PLAIN = 20_000


def corpus(count: int) -> str:
    """Return about so many triples as N-Triples: the sample report over and over, each under a base of its own.

    In every hundredth copy one statement is surer than sure.
    """
    one = to_rdf([analyse(read(str(files("extract") / "sample" / "report.zh.txt")))]).serialize(
        format="ox-nt"
    )
    copies = max(1, count // one.count("\n"))
    sure = 'confidence> "0.'
    texts = []
    for number in range(copies):
        text = one.replace(DEFAULT_BASE, f"{DEFAULT_BASE}{number}/")
        texts.append(text.replace(sure, 'confidence> "9.', 1) if number % 100 == 0 else text)
    return "".join(texts)


def ours(path: Path) -> int:
    """Return how many breaches `ontology.validation` finds."""
    return len(validate(Graph(store="Oxigraph").parse(path, format="ox-nt")))


def plain(path: Path) -> int:
    """Return how many breaches pySHACL finds as it comes."""
    graph = Graph().parse(path, format="nt").parse(VOCABULARY)
    _, report, _ = pyshacl.validate(graph, shacl_graph=Graph().parse(SHAPES), inplace=True)
    return str(report.serialize(format="nt")).count("shacl#resultMessage>")


def rudof(path: Path) -> int:
    """Return how many breaches pyrudof finds."""
    engine = ru.Rudof(ru.RudofConfig())
    engine.read_data(str(path), ru.RDFFormat.NTriples)
    engine.read_data(str(VOCABULARY), ru.RDFFormat.Turtle, merge=True)
    engine.read_shacl(str(SHAPES), ru.ShaclFormat.Turtle)
    return len(engine.validate_shacl().violations)


def timed(engine: Callable[[Path], int], path: Path) -> str:
    """Return how long an engine takes and what it finds, or why it does not."""
    started = time.perf_counter()
    try:
        found = engine(path)
    except Exception as error:
        return f"{type(error).__name__}: {str(error)[:80]}"
    return f"{time.perf_counter() - started:.1f} s, {found} breaches"


def main() -> None:
    """Print a table in Markdown."""
    print("| triples | engine | time |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for count in map(int, sys.argv[1:] or SIZES):
            path = Path(folder) / f"{count}.nt"
            path.write_text(corpus(count), encoding="utf-8")
            for engine in (ours, rudof, plain) if count <= PLAIN else (ours, rudof):
                print(f"| {count:,} | {engine.__name__} | {timed(engine, path)} |", flush=True)


if __name__ == "__main__":
    main()
