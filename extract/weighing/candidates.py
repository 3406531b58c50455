"""Candidates: pairs of mentions of a sentence that a relation may hold between, with what speaks for and against."""

from collections.abc import Iterator
from dataclasses import dataclass

from extract.mentions import COUNT, DATE, PLACE
from extract.weighing.reasons import reasons
from extract.weighing.views import ACTORS, Node, View

FARTHEST = 12  # lists of mentions from one of a pair to the other
MOST = 40  # mentions of a list that are looked at in pairs
BODIES = frozenset({"Body", "Country", "Initiative"})
TAKES_PART = frozenset({"organizer", "host", "chair", "sponsor", "contributor", "attendee", "establishedBy"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two mentions, and the reasons for and against what may be between them."""

    subject: Node
    object: Node
    reasons: frozenset[str]


def candidates(view: View) -> Iterator[Candidate]:
    """Yield the pairs of a sentence that a relation may hold between."""
    for subject, target in pairs(view):
        yield Candidate(subject, target, frozenset(reasons(view, subject, target)))


def pairs(view: View) -> Iterator[tuple[Node, Node]]:
    """Yield the pairs between whose kinds a relation may hold, also of a mention and one that stands in it.

    What stands too far apart in a sentence without end, or in one list with very many, is no pair.
    """
    lists = {id(node): place for place, group in enumerate(view.groups) for node in group}
    for subject in view.top:
        place = lists[id(subject)]
        for group in view.groups[max(0, place - FARTHEST) : place + FARTHEST + 1]:
            if len(group) > MOST and group[0].group is subject.group:
                continue
            for target in group:
                relations = possible(subject.kind, target.kind) if subject is not target else frozenset()
                if relations and not (relations == {"partneredWith"} and subject.start > target.start):
                    yield subject, target
        for inner in subject.inner:
            if possible(subject.kind, inner.kind):
                yield subject, inner
            if possible(inner.kind, subject.kind):
                yield inner, subject


def possible(subject: str, target: str) -> frozenset[str]:
    """Return the relations that may hold from a thing of one kind to one of another."""
    found: set[str] = set()
    actor = target in ACTORS
    if subject == "Event":
        found |= TAKES_PART if actor else set()
        found |= {"Country": {"location"}, PLACE: {"location"}, DATE: {"startDate"}}.get(target, set())
        found |= {COUNT: {"attendance"}, "Event": {"partOf"}, "Document": {"establishedBy"}}.get(
            target, set()
        )
    elif subject in {"Publication", "Document"}:
        found |= {"publisher", "contributor", "establishedBy"} if actor else set()
        found |= {"Event": {"presentedAt", "documents"}, DATE: {"issued"}}.get(target, set())
        found |= {"documents"} if target in {"Project", "Initiative", "Body"} else set()
    elif subject == "Project":
        found |= {"leader", "funder", "sponsor", "contributor", "establishedBy"} if actor else set()
        found |= {"establishedBy"} if target == "Document" else set()
        found |= {"buildsOn", "spunOffFrom"} if target in {"Initiative", "Project"} else set()
    elif subject in BODIES:
        found |= (
            {"memberOf", "unitOf", "partneredWith", "establishedBy", "funder"} if target in BODIES else set()
        )
        found |= {"contributedTo"} if target in {"Event", "Project", "Initiative"} else set()
        found |= {"presents"} if target in {"Project", "Initiative", "Publication"} else set()
        found |= {"establishedBy"} if target in {"Document", "Role"} else set()
        found |= {"chair"} if target == "Role" else set()
        if subject == "Initiative":
            found |= {"leader"} if actor else set()
            found |= {"buildsOn", "spunOffFrom"} if target in {*BODIES, "Project"} else set()
    return frozenset(found)
