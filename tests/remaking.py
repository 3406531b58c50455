"""What is committed with its outputs, made anew: the notebooks and the README's picture. `make outputs` runs it."""

import hashlib
import struct
import sys
import tempfile
import zlib
from importlib.resources import files
from pathlib import Path
from typing import Any

import nbformat
from browsing import Page, open_chrome
from nbclient import NotebookClient
from rdflib import Graph

from extract.pipeline import analyse
from extract.rdf import to_rdf
from extract.reading import read
from graph.identity.finding import unite
from graph.pages.page import page
from graph.publish.results import export
from graph.reports import base_of

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PICTURE = ROOT / ".github" / "network.png"
SAMPLE, ENGLISH = (
    Path(str(files("extract") / "sample" / f"report.{language}.txt")) for language in ("zh", "en")
)
SHOWN = "body/un-ict-task-force", "body/world-bank"  # the tie that the picture has open
SIZE = 1400, 717
SHOWS = b"tEXtShows\0"  # the piece of a PNG that says what the picture is of
CLOSING = 12  # bytes: the piece that a PNG ends with


def executed(path: Path) -> Any:
    """Return a notebook with the outputs that it gives now."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook, timeout=300, record_timing=False, resources={"metadata": {"path": str(path.parent)}}
    ).execute()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = joined(cell.outputs)
    return notebook


def joined(outputs: list[Any]) -> list[Any]:
    """Return outputs with what was printed in one piece: it comes in as many as chance will have it."""
    out: list[Any] = []
    for one in outputs:
        if out and "text" in one and "text" in out[-1] and one.get("name") == out[-1].get("name"):
            out[-1].text += one.text
        else:
            out.append(one)
    return out


def in_both() -> tuple[Graph, str]:
    """Return the graph of the sample report in Chinese and in English, and its title."""
    analyses = [analyse(read(path)) for path in (SAMPLE, ENGLISH)]
    graph = to_rdf(analyses)
    unite(graph)
    return graph, ", ".join(one.report.title for one in analyses)


def digest(graph: Graph) -> bytes:
    """Return what tells the network that a graph's page shows from any other: its bodies and ties."""
    shown = export(graph, "nodes") + export(graph, "ties")
    return hashlib.sha256(shown.encode()).hexdigest().encode()


def pictured(graph: Graph, title: str) -> bytes | None:
    """Return a graph's page as PNG, a tie open, with the digest of its network; None where there is no browser.

    The pixels are those of the browser at hand: only the digest can be compared.
    """
    chrome = open_chrome()
    if chrome is None:
        return None
    one, other = (base_of(graph) + end for end in SHOWN)
    with tempfile.TemporaryDirectory() as folder:
        Page(chrome, page(graph, title), Path(folder), SIZE, f"tie={one}+{other}&lang=en")
        png = chrome.get_screenshot_as_png()
    chrome.quit()
    piece = SHOWS + digest(graph)
    length, check = struct.pack(">I", len(piece) - 4), struct.pack(">I", zlib.crc32(piece))
    return png[:-CLOSING] + length + piece + check + png[-CLOSING:]


if __name__ == "__main__":
    for path in NOTEBOOKS:
        nbformat.write(executed(path), path)
        print(path.name)
    picture = pictured(*in_both())
    if picture is None:
        sys.exit(f"{PICTURE.name} is as it was: Chromium and its driver are not installed")
    PICTURE.write_bytes(picture)
    print(PICTURE.name)
