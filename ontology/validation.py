"""Whether a graph keeps the contract, by the SHACL shapes of `shapes.ttl`."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyshacl import validate as run_shacl
from rdflib import RDF, SH, BNode, Graph, Literal
from rdflib.term import Node

from ontology.namespaces import DEFAULT_BASE, PREFIXES
from ontology.terms import vocabulary

SHAPES = Path(__file__).with_name("shapes.ttl")


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One place where a graph breaks the contract.

    Attributes:
        focus: what breaks it, as `short` names it.
        path: by which property; "" where no single one is to blame.
        value: with which value; "" where one is missing.
        message: what is wrong and what to do about it.
        severity: "Violation", "Warning" or "Info".
    """

    focus: str
    path: str
    value: str
    message: str
    severity: str

    def __str__(self) -> str:
        """Return it as one line: where, then what to do."""
        where = " ".join(part for part in (self.focus, self.path, self.value) if part)
        return f"{where}: {self.message}"


class Checked(Graph):
    """A graph that stays as it is made, quick to check.

    It stands over Oxigraph, which answers the queries of the shapes far sooner than rdflib's store, and it
    counts its triples once, since pySHACL asks for their number several times a violation.
    """

    def __init__(self, triples: Iterable[tuple[Node, Node, Node]]) -> None:
        super().__init__(store="Oxigraph")
        for triple in triples:
            self.add(triple)
        self.count = super().__len__()

    def __len__(self) -> int:
        """Return the number of triples."""
        return self.count


def validate(graph: Graph) -> tuple[Violation, ...]:
    """Return every place where `graph` breaks the contract, in order; none means that it keeps it."""
    checked = Checked((*graph, *vocabulary()))
    _, report, _ = run_shacl(checked, shacl_graph=shapes(), inplace=True)
    if not isinstance(report, Graph):  # pySHACL hands back what went wrong with the shapes instead
        raise RuntimeError(f"the shapes cannot be applied: {report!r}")
    found = {
        Violation(
            focus=short(report.value(result, SH.focusNode)),
            path=short(report.value(result, SH.resultPath)),
            value=short(report.value(result, SH.value)),
            message=str(report.value(result, SH.resultMessage)),
            severity=short(report.value(result, SH.resultSeverity)).removeprefix(str(SH)),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }
    return tuple(sorted(found))


@cache
def shapes() -> Graph:
    """Return the shapes as a graph, which callers only read."""
    return Graph().parse(SHAPES, format="turtle")


def short(node: Node | None) -> str:
    """Return a node as people read it: "body/undp" under the default base, "sg:host", a literal's words."""
    if node is None:
        return ""
    if isinstance(node, BNode):  # its label would differ from run to run
        return "[]"
    text = str(node)
    if isinstance(node, Literal):
        return " ".join(text.split())
    for prefix, namespace in PREFIXES.items():
        if text.startswith(str(namespace)):
            return f"{prefix}:{text.removeprefix(str(namespace))}"
    return text.removeprefix(DEFAULT_BASE)
