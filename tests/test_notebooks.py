"""The notebooks run from a clone and give the outputs that are committed with them."""

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from remaking import NOTEBOOKS, executed, joined

LONGEST = 15


def outputs(notebook: Any) -> list[list[object]]:
    """What each cell prints and shows."""
    return [
        [output.get("text") or shown(output["data"]) for output in joined(cell.outputs)]
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


def shown(data: Any) -> dict[str, str]:
    """What is shown, of pictures without where things stand, which differs with a machine's arithmetic."""
    return {kind: re.sub(r'="[^"]*"', "", text) if "svg" in kind else text for kind, text in data.items()}


def test_networks_and_plots_are_drawn_and_tables_are_tables() -> None:
    kinds = {
        path.stem: {
            kind
            for cell in nbformat.read(path, as_version=4).cells
            for output in cell.get("outputs", ())
            for kind in output.get("data", ())
        }
        for path in NOTEBOOKS
    }
    assert all("text/html" in found for found in kinds.values())
    assert {name for name, found in kinds.items() if "image/svg+xml" in found} == {*kinds} - {"linked-data"}


def test_there_is_a_notebook_for_each_question() -> None:
    assert {path.stem for path in NOTEBOOKS} == {
        "who-partnered-with-whom",
        "brokers-and-communities",
        "events-over-time",
        "linked-data",
    }


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@pytest.mark.filterwarnings("ignore")
def test_a_notebook_gives_what_is_committed_with_it(path: Path) -> None:
    committed = outputs(nbformat.read(path, as_version=4))
    assert outputs(executed(path)) == committed, "if the change is meant, `make outputs` makes them anew"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_short_and_holds_no_paths_and_nothing_volatile(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(nbformat.reads(text, as_version=4).cells) <= LONGEST
    assert not re.search(r"(?<![\w.])/(?:home|root|tmp|Users|work)/|0x[0-9a-f]{6,}|\d+(?:\.\d+)? ?ms\b", text)
    assert "execution_timestamp" not in text
