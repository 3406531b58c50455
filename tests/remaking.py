"""What is committed with its outputs, made anew: the notebooks. `make outputs` runs it."""

from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))


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


if __name__ == "__main__":
    for path in NOTEBOOKS:
        nbformat.write(executed(path), path)
        print(path.name)
