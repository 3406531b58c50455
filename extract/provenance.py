"""Where statements come from: which file was read, by which version, with which knowledge and settings.

With these four the same graph can be made again; there is no time of day in it, so that it is the same to the byte.
"""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources.abc import Traversable

from extract.analysis import Analysis
from extract.language import FOLDER
from ontology.registry import REGISTRY

SOFTWARE = "stakegraph"


def release() -> str:
    """Return the version of this software."""
    return version(SOFTWARE)


def settings(analysis: Analysis, base: str) -> dict[str, str]:
    """Return by name what decided how a report was read, beside the version and the report itself."""
    return {
        "base-iri": base,
        "components": " ".join(analysis.components),
        "knowledge": f"sha256:{knowledge_hash(analysis.report.language)}",
        "language": analysis.report.language,
    }


@cache
def knowledge_hash(language: str) -> str:
    """Return the SHA-256 of what is known of a language and of the registry: the names and bytes of their files."""
    found = hashlib.sha256()
    for folder in (FOLDER / language, REGISTRY):
        for name, data in sorted(files_of(folder)):
            found.update(f"{name}\n{len(data)}\n".encode() + data)
    return found.hexdigest()


def files_of(folder: Traversable) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each file in a folder."""
    return ((file.name, file.read_bytes()) for file in folder.iterdir() if file.is_file())
