"""What an act gives back."""

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import URIRef
from rdflib.namespace import PROV
from rdflib.term import Node


@dataclass(frozen=True, slots=True)
class Touched:
    """What an act touched, and the property of PROV-O by which each of these tells of the review."""

    nodes: Iterable[Node]
    how: URIRef = PROV.wasInfluencedBy
