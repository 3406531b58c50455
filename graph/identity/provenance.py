"""By what the reports of a graph were matched with each other, told in the graph beside how each was read."""

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from rdflib import RDF, Graph, Literal
from rdflib.namespace import PROV

from ontology.namespaces import SG

LIBRARIES = ("splink", "duckdb")
UNMATCHED = {"matching": "none"}
MISSING = "reports are not matched with each other: pip install 'stakegraph[archive]'"


def installed() -> bool:
    """Return whether what matches reports is here: the libraries of the extra `archive`."""
    return all(find_spec(name) is not None for name in LIBRARIES)


def settings() -> dict[str, str]:
    """Return by name what decides which things of several reports are one, beside the version of this software."""
    return {
        "matching": " ".join(f"{name}-{version(name)}" for name in LIBRARIES),
        "matching-knowledge": f"sha256:{knowledge_hash()}",
    }


@cache
def knowledge_hash() -> str:
    """Return the SHA-256 of what is known of names and of what agreement weighs: the names and bytes of its files."""
    found = hashlib.sha256()
    for file in sorted(Path(__file__).parent.glob("*.toml")):
        data = file.read_bytes()
        found.update(f"{file.name}\n{len(data)}\n".encode() + data)
    return found.hexdigest()


def note(graph: Graph, settings: Mapping[str, str]) -> None:
    """Note with each run in which a report of a graph was read how they were matched: settings, or UNMATCHED."""
    for report in [*graph.subjects(RDF.type, SG.Report)]:
        for run in [*graph.subjects(PROV.used, report)]:
            for name, value in settings.items():
                graph.add((run, SG.setting, Literal(f"{name}={value}")))
