"""Where statements come from: which file was read, by which version, with which knowledge and settings.

With these four the same graph can be made again; there is no time of day in it, so that it is the same to the byte.
"""

import hashlib
import platform
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from extract.language import FOLDER, has, knowledge, languages
from ontology.registry import REGISTRY

if TYPE_CHECKING:
    from extract.analysis import Analysis

SOFTWARE = "stakegraph"


def release() -> str:
    """Return the version of this software."""
    return version(SOFTWARE)


def settings(analysis: "Analysis", base: str) -> dict[str, str]:
    """Return by name what decided how a report was read, beside the version and the report itself."""
    language = analysis.report.language
    known = {
        "base-iri": base,
        "components": " ".join(analysis.components),
        "knowledge": f"sha256:{knowledge_hash(language)}",
        "language": language,
    }
    models = trained_pipelines(language)
    return {**known, "trained": models[0]} if models else known


def trained_pipelines(language: str) -> list[str]:
    """Return the trained pipelines of a language that are installed, with their versions; the first one reads."""
    if not has(language, "trained"):
        return []
    found = []
    for name in knowledge(language, "trained")["models"]:
        with suppress(PackageNotFoundError):
            found.append(f"{name} {version(name)}")
    return found


@cache
def knowledge_hash(language: str) -> str:
    """Return the SHA-256 of what is known of a language, of all, and of the registry: names and bytes of files."""
    found = hashlib.sha256()
    for folder in (FOLDER / language, FOLDER, REGISTRY):
        for name, data in sorted(files_of(folder)):
            found.update(f"{name}\n{len(data)}\n".encode() + data)
    return found.hexdigest()


@cache
def program() -> tuple[str, ...]:
    """Return all that reads a report: versions of Python, libraries and trained pipelines, our code's SHA-256."""
    names = [
        re.split(r"[^\w.-]", needed)[0] for needed in requires(SOFTWARE) or () if "extra ==" not in needed
    ]
    found = hashlib.sha256()
    for package in ("extract", "ontology"):
        add_folder(found, files(package))
    return (
        f"Python {platform.python_version()}",
        *sorted(f"{name} {version(name)}" for name in names),
        *(model for language in languages() for model in trained_pipelines(language)),
        f"{SOFTWARE} {release()} {found.hexdigest()}",
    )


def add_folder(found: "hashlib._Hash", folder: Traversable) -> None:
    """Add to a hash the names and bytes of all files in a folder and those in it."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name != "__pycache__":
            found.update(f"{entry.name}/\n".encode())
            add_folder(found, entry)
        elif entry.is_file():
            data = entry.read_bytes()
            found.update(f"{entry.name}\n{len(data)}\n".encode() + data)


def files_of(folder: Traversable) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each file in a folder."""
    return ((file.name, file.read_bytes()) for file in folder.iterdir() if file.is_file())
