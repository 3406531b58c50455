"""How the page of an archive bears size: python bench/archive.py [BODIES STATEMENTS [FOLDER]].

A made archive (bench/making_archives.py) of so many bodies and statements, 10^5 and 10^6 by default, is put into a
store in FOLDER, which is kept, or in a temporary one; then its index is made and served. Printed are what the index
costs; when the first view is drawn in headless Chromium; for one reader and for READERS at once the milliseconds of
each kind of question, EACH times asked by each over a connection that is kept; and the most memory held.
"""

import http.client
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

from making_archives import make_store, name
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait
from serving import peak

from graph.archive.index import NAME
from ontology.namespaces import DEFAULT_BASE

READERS, EACH, SEED = 8, 100, 11
DRAWN = "return document.body.dataset.drawn && performance.now()"
CODE = "import sys; from stakegraph.cli import main; main()"


def questions(chance: random.Random, bodies: int) -> dict[str, Callable[[], str]]:
    """Return what a reader may ask, by what it is called: each call gives an address."""

    def some(most: float = 1.0) -> str:
        return f"{DEFAULT_BASE}body/b{int(bodies * most * chance.random() ** 3)}"

    def typed() -> str:
        called = name(int(bodies * chance.random() ** 3))[chance.randrange(2)]
        return called[: chance.randint(1, len(called))]

    return {
        "the page itself": lambda: "/",
        "first part": lambda: "/view?",
        "search": lambda: "/search?" + urlencode({"q": typed()}),
        "body": lambda: "/view?" + urlencode({"focus": some()}),
        "body of the most tied": lambda: "/view?" + urlencode({"focus": some(0.0001)}),
        "body in a period": lambda: "/view?" + urlencode({"focus": some(), "from": "2000", "to": "2004"}),
        "tie": lambda: "/view?" + urlencode({"focus": some(0.001), "tie": f"{some(0.001)} {some(0.001)}"}),
        "path": lambda: "/view?" + urlencode({"path": f"{some()} {some()}"}),
        "path, any two": lambda: (
            "/view?"
            + urlencode(
                {"path": " ".join(f"{DEFAULT_BASE}body/b{chance.randrange(bodies)}" for _ in range(2))}
            )
        ),
    }


def asked(port: int, seed: int, bodies: int, took: dict[str, list[float]]) -> None:
    """Ask each kind of question so many times, and note the milliseconds until the last byte of the answer."""
    kinds = questions(random.Random(seed), bodies)
    order = [kind for kind in kinds for _ in range(EACH)]
    random.Random(seed).shuffle(order)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for kind in order:
        address = kinds[kind]()
        start = time.perf_counter()
        connection.request("GET", address)
        reply = connection.getresponse()
        reply.read()
        took[kind].append(1000 * (time.perf_counter() - start))
        assert reply.status == 200, (address, reply.status)


def in_browser(port: int) -> str:
    """Return when the first view was drawn after it was asked for, in each of five openings."""
    if not shutil.which("chromium"):
        return "no Chromium here"
    options = ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1400,900"):
        options.add_argument(flag)
    chrome = Chrome(options=options, service=Service(shutil.which("chromedriver")))
    found = []
    try:
        for _ in range(5):
            chrome.get("about:blank")
            chrome.get(f"http://127.0.0.1:{port}/")
            found.append(WebDriverWait(chrome, 60, 0.01).until(lambda c: c.execute_script(DRAWN)))
    finally:
        chrome.quit()
    return ", ".join(f"{ms / 1000:.2f} s" for ms in found)


def measured(server: "subprocess.Popen[str]", store: Path, bodies: int, fresh: bool, started: float) -> None:
    """Print what a server that is being started costs, and how it answers."""
    assert server.stdout is not None
    found = re.search(r":(\d+)/", server.stdout.readline())
    assert found
    took, size = time.perf_counter() - started, (store / NAME).stat().st_size / 1e6
    how = "made in" if fresh else "was there; opened in"
    print(f"index of {size:.0f} MB {how} {took:.1f} s, peak memory {peak(server.pid)}")
    port = int(found[1])
    print(f"first view drawn after {in_browser(port)}")
    print("\n| question | one reader: median ms | 95 of 100 ms | 8 readers: median ms | 95 of 100 ms |")
    print("|---|---|---|---|---|")
    one: dict[str, list[float]] = {kind: [] for kind in questions(random.Random(), bodies)}
    many: dict[str, list[float]] = {kind: [] for kind in one}
    asked(port, SEED, bodies, one)
    readers = [
        threading.Thread(target=asked, args=(port, SEED + n, bodies, many)) for n in range(1, READERS + 1)
    ]
    started = time.perf_counter()
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    took = time.perf_counter() - started
    for kind, alone in one.items():
        figures = [
            f"{figure:.1f}"
            for times in (alone, many[kind])
            for figure in (statistics.median(times), statistics.quantiles(times, n=20)[-1])
        ]
        print(f"| {kind} | {' | '.join(figures)} |")
    total = sum(map(len, many.values()))
    print(f"\n{READERS} readers: {total} answers in {took:.1f} s; server's peak memory {peak(server.pid)}")


def main(bodies: int, statements: int, folder: Path) -> None:
    """Print what it costs, as tables in Markdown."""
    store = folder / f"archive-{bodies}-{statements}"
    if not store.is_dir():
        started = time.perf_counter()
        make_store(store, bodies, statements)
        print(f"store: {time.perf_counter() - started:.0f} s")
    fresh = not (store / NAME).exists()
    started = time.perf_counter()
    command = [sys.executable, "-c", CODE, "serve", str(store), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            measured(server, store, bodies, fresh, started)
        finally:
            server.terminate()


if __name__ == "__main__":
    counts = [int(given) for given in sys.argv[1:3]] or [100_000, 1_000_000]
    if len(sys.argv) > 3:
        main(*counts, Path(sys.argv[3]))
    else:
        with tempfile.TemporaryDirectory() as place:
            main(*counts, Path(place))
