"""What any store is asked with and answers: prefixes, the sorts of answer, what an engine says of a failure."""

import pyoxigraph as ox

from ontology.namespaces import PREFIXES

Answer = ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean


def plain_prefixes() -> dict[str, str]:
    """Return the prefixes of the contract, which queries may use undeclared."""
    return {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}


def in_a_line(error: Exception) -> str:
    """Return what an engine says of a failure."""
    return " ".join(str(error).split())
