"""The queries that ship with the project, and what SPARQL a user means."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from string import Template

import pyoxigraph as ox

from graph.store.files import content
from ontology.errors import StakegraphError

QUERIES = files("graph.store") / "queries"


@dataclass(frozen=True, slots=True)
class Named:
    """A query that ships with the project: what it answers, and what must be given."""

    name: str
    title: str
    parameters: tuple[str, ...]
    text: str


def named_queries() -> dict[str, Named]:
    """Return the queries that ship with the project, by name."""
    found = {}
    for file in sorted(QUERIES.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".rq"):
            text = file.read_text(encoding="utf-8")
            head = [line.removeprefix("#").strip() for line in text.splitlines() if line.startswith("#")]
            given = next((line.partition(":")[2].split() for line in head if line.startswith("needs:")), [])
            name = file.name.removesuffix(".rq")
            found[name] = Named(name, head[0], tuple(given), text)
    return found


def sparql(query: str, given: Mapping[str, str]) -> str:
    """Return the SPARQL that `query` means: a name, a file of SPARQL, or SPARQL itself.

    Args:
        query: what the user wrote.
        given: the parameters of a named query.

    Raises:
        StakegraphError: a parameter is missing or unknown, or the file cannot be read.
    """
    known = named_queries().get(query)
    if known is None:
        if given:
            raise StakegraphError("only named queries take parameters; write the values into the SPARQL")
        if query.endswith((".rq", ".sparql")):
            return content(Path(query))[0].decode("utf-8", errors="replace")
        if len(query.split()) == 1:
            names = ", ".join(named_queries())
            raise StakegraphError(f"no query is called {query!r}; there are {names}, or write SPARQL")
        return query
    wrong = sorted(set(known.parameters) ^ set(given))
    if wrong:
        needs = " ".join(f"--set {name}=…" for name in known.parameters) or "no parameters"
        raise StakegraphError(f"{query} needs {needs}; {', '.join(wrong)} does not fit")
    return Template(known.text).substitute({name: str(ox.Literal(value)) for name, value in given.items()})
