"""How the page bears size: python bench/page.py [NODES ...], beside plain pyvis with its defaults on the same graphs.

For networks of so many bodies (Barabási and Albert, 1999; each tie a publication with its quotation): the seconds to
make the page, its size, the seconds in headless Chromium until something is drawn, and drawings a second while a
reader drags the view for two seconds. What takes longer than LIMIT seconds is told as such.
"""

import hashlib
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import networkx as nx
from pyvis.network import Network
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, ORG, PROV, RDF, SKOS, XSD
from selenium.common.exceptions import TimeoutException, WebDriverException
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

from graph.network.projection import project
from graph.pages.page import page
from ontology.namespaces import DEFAULT_BASE, NIF, OA, SCHEMA, SG

SIZES = (200, 2000, 10000)
LIMIT = 120
DRAGGED = """
const done = arguments[arguments.length - 1], box = document.querySelector("canvas").getBoundingClientRect();
const fire = (type, x, y) => document.querySelector("canvas").dispatchEvent(new PointerEvent(type, {
  clientX: x, clientY: y, bubbles: true, isPrimary: true, button: 0, buttons: 1, pointerId: 1, pointerType: "mouse",
}));
let drawn = 0, step = 0;
const count = () => { drawn += 1; };
const [x, y] = [box.left + 12, box.top + 12];
network.on("afterDrawing", count);
const start = performance.now();
fire("pointerdown", x, y);
const move = () => {
  const passed = performance.now() - start;
  if (passed > 2000) {
    fire("pointerup", x, y);
    network.off("afterDrawing", count);
    done(drawn / (passed / 1000));
  } else {
    step += 1;
    fire("pointermove", x + 4 + 60 * Math.abs(Math.sin(step / 20)), y + 4 + 40 * Math.abs(Math.cos(step / 20)));
    requestAnimationFrame(move);
  }
};
requestAnimationFrame(move);
"""
FIRST = """
const done = arguments[arguments.length - 1];
const wait = () => {
  if (typeof network === "undefined" || !network || !network.once) return setTimeout(wait, 5);
  network.once("afterDrawing", () => done(performance.now() / 1000));
  network.redraw();
};
wait();
"""


def graph_of(count: int) -> Graph:
    """Return a graph of `count` bodies, each tie a publication that a paragraph of a report states."""
    graph = Graph(store="Oxigraph")
    base = URIRef(DEFAULT_BASE)
    report = base + "T"
    graph.add((report, DCTERMS.identifier, Literal("T/1")))
    kinds = (SG.NGO, SG.UNBody, SG.Government, SG.Academic, SG.Company)
    for number in range(count):
        body = base + f"body/b{number:05}"
        for kind in (kinds[number % len(kinds)], ORG.Organization):
            graph.add((body, RDF.type, kind))
        graph.add((body, SKOS.prefLabel, Literal(f"第{number}号机构", lang="zh")))
        graph.add((body, SKOS.prefLabel, Literal(f"Body number {number}", lang="en")))
    for number, (one, other) in enumerate(nx.barabasi_albert_graph(count, 3, seed=7).edges):
        work, paragraph = base + f"T/publication/{number}", base + f"T/paragraph/{number}"
        words = f"第{one}号机构与第{other}号机构合作出版了第{number}号手册"
        graph.add((work, RDF.type, SG.Publication))
        graph.add((work, SKOS.prefLabel, Literal(f"第{number}号手册", lang="zh")))
        graph.add((work, SCHEMA.datePublished, Literal(str(2000 + number % 20), datatype=XSD.gYear)))
        graph.add((paragraph, NIF.isString, Literal(words + "。", lang="zh")))
        graph.add((paragraph, SG.number, Literal(str(number))))
        graph.add((paragraph, DCTERMS.isPartOf, report))
        for body in (one, other):
            target = base + f"body/b{body:05}"
            name = hashlib.sha256(f"{number} {body}".encode()).hexdigest()[:12]
            statement = base + f"T/statement/{name}"
            graph.add((work, SCHEMA.publisher, target))
            for predicate, value in (
                (RDF.type, RDF.Statement),
                (RDF.subject, work),
                (RDF.predicate, SCHEMA.publisher),
                (RDF.object, target),
                (SG.modality, SG.asserted),
                (SG.confidence, Literal("0.9", datatype=XSD.decimal)),
                (PROV.wasQuotedFrom, paragraph),
                (OA.exact, Literal(words, lang="zh")),
                (NIF.beginIndex, Literal(0)),
                (NIF.endIndex, Literal(len(words))),
            ):
                graph.add((statement, predicate, value))
    return graph


def plain(graph: Graph) -> str:
    """Return what pyvis makes of the network with its defaults."""
    network = project(graph)
    drawing = Network(cdn_resources="in_line")
    drawing.from_nx(nx.Graph((a, b) for a, b in network.edges))
    return str(drawing.generate_html())


def measured(make: Callable[[], str], folder: Path) -> list[str]:
    """Return how long a page took to make, its size, when it was drawn first, and how often while dragged."""
    started = time.perf_counter()
    html = make()
    figures = [f"{time.perf_counter() - started:.1f} s", f"{len(html.encode()) / 1e6:.1f} MB"]
    file = folder / "page.html"
    file.write_text(html, encoding="utf-8")
    options = ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    options.page_load_strategy = "none"
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND"):
        options.add_argument(flag)
    chrome = Chrome(options=options, service=Service(shutil.which("chromedriver")))
    chrome.set_script_timeout(LIMIT)
    try:
        chrome.get(file.as_uri())
        figures.append(f"{chrome.execute_async_script(FIRST):.1f} s")
        figures.append(f"{chrome.execute_async_script(DRAGGED):.0f}")
    except (TimeoutException, WebDriverException):
        figures += [f"> {LIMIT} s", "–"][len(figures) - 2 :]
    finally:
        chrome.quit()
    return figures


def main() -> None:
    """Print a table in Markdown."""
    print("| bodies | ties | page | made in | size | drawn after | drawings a second |")
    print("|---|---|---|---|---|---|---|")
    for count in map(int, sys.argv[1:] or SIZES):
        graph = graph_of(count)
        ties = project(graph).number_of_edges()
        for name, make in (
            ("stakegraph", partial(page, graph, "bench")),
            ("plain pyvis", partial(plain, graph)),
        ):
            with tempfile.TemporaryDirectory() as folder:
                print(
                    f"| {count} | {ties} | {name} | {' | '.join(measured(make, Path(folder)))} |", flush=True
                )


if __name__ == "__main__":
    main()
