"""From links between two to things told many times: the surest first, and none that brings together what is two."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple


class Joint(NamedTuple):
    """Why something came to a cluster: what it was found to be like, how surely, on which grounds."""

    to: str
    score: float
    grounds: tuple[str, ...]


@dataclass(slots=True)
class Cluster:
    """Tellings of one thing.

    Attributes:
        members: their IRIs.
        registered: those that the registry has.
        reports: the reports whose own some of them are.
        apart: the IRIs of what none of them is.
        times: when they say it was, from and until.
        numbers: which of a series it is by its names, where they say so.
        editions: the years that it is named after.
        series: whether it is a whole series, which the registry has as one thing.
    """

    members: set[str]
    registered: set[str] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    apart: set[str] = field(default_factory=set)
    times: set[tuple[str, str]] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    editions: set[str] = field(default_factory=set)
    series: bool = False

    def fits(self, other: "Cluster") -> bool:
        """Return whether nothing speaks against the two being one.

        A report's own things are two as it tells of them, and so are two entries of the registry, things that a
        statement joins, things that somebody has said are two, and things of different dates or numbers.
        """
        return not (
            len(self.registered | other.registered) > 1
            or self.reports & other.reports
            or self.apart & other.members
            or other.apart & self.members
            or apart(self.numbers, other.numbers)
            or apart(self.editions, other.editions)
            or (self.series and (other.numbers or other.editions))
            or (other.series and (self.numbers or self.editions))
            or any(not agree(a, b) for a in self.times for b in other.times)
        )

    def take(self, other: "Cluster") -> None:
        """Take in another."""
        self.members |= other.members
        self.registered |= other.registered
        self.reports |= other.reports
        self.apart |= other.apart
        self.times |= other.times
        self.numbers |= other.numbers
        self.editions |= other.editions
        self.series |= other.series


def apart(one: set[str], other: set[str]) -> bool:
    """Return whether both say something, and nothing that is the same."""
    return bool(one and other) and not one & other


def agree(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Return whether two times can be one: as exact as both are, or overlapping."""
    (begun, ended), (since, until) = one, other
    if begun.startswith(since) or since.startswith(begun):
        return True
    return bool(ended and until) and begun <= until and since <= ended


def clusters(
    single: Iterable[Cluster], links: Iterable[tuple[str, str, float, tuple[str, ...]]]
) -> tuple[list[Cluster], dict[str, list[tuple[str, Joint]]]]:
    """Return the clusters of more than one, and between which of their members there are links.

    Args:
        single: clusters of one member each.
        links: pairs of IRIs with the score and the grounds, the surest first.
    """
    of = {iri: one for one in single for iri in one.members}
    beside: dict[str, list[tuple[str, Joint]]] = {}
    for one, other, score, grounds in links:
        first, second = of[one], of[other]
        if first is second or not first.fits(second):
            continue
        if len(first.members) < len(second.members):
            first, second = second, first
        first.take(second)
        for member in second.members:
            of[member] = first
        beside.setdefault(one, []).append((other, Joint(other, score, grounds)))
        beside.setdefault(other, []).append((one, Joint(one, score, grounds)))
    found = {id(cluster): cluster for cluster in of.values() if len(cluster.members) > 1}
    return list(found.values()), beside


def ways(head: str, beside: dict[str, list[tuple[str, Joint]]]) -> dict[str, Joint]:
    """Return how each member of a cluster came to its head: by the link on the way there."""
    found: dict[str, Joint] = {}
    ahead = [head]
    for member in ahead:
        for other, joint in beside.get(member, ()):
            if other != head and other not in found:
                found[other] = Joint(member, joint.score, joint.grounds)
                ahead.append(other)
    return found
