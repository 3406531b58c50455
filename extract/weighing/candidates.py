"""Candidates: pairs of mentions of a sentence that a relation may hold between, with what speaks for and against.

A sentence is looked at with every list of mentions as one character of its sort ("A、B和C合作" is "b合作"), so that
what a reason says does not depend on what the names look like. Reasons are strings; what each weighs is learnt.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from spacy.tokens import Doc, Span

from extract.finding.names import countries
from extract.language import knowledge
from extract.mentions import COUNT, DATE, GENERIC, PLACE, text_of
from extract.relating.sentences import sentence_end
from ontology.terms import is_body, top_kind

LETTERS = {
    "Body": "B",
    "Country": "C",
    PLACE: "P",
    "Event": "E",
    "Document": "D",
    "Publication": "U",
    "Project": "J",
    "Role": "R",
    "Initiative": "I",
    DATE: "T",
    COUNT: "N",
    GENERIC: "G",
}
ACTORS = frozenset({"Body", "Country", "Role", "Initiative"})
BODIES = frozenset({"Body", "Country", "Initiative"})
TAKES_PART = frozenset({"organizer", "host", "chair", "sponsor", "contributor", "attendee", "establishedBy"})
REACH = 12, 16  # characters looked at before and after a pair
SHOWN = 6  # characters: what stands between two is a reason as a whole if it is no longer
LENGTHS = (0, 1, 2, 4, 8, 15, 30)


@dataclass(eq=False, slots=True)
class Node:
    """A mention as candidates see it.

    Attributes:
        start, end: its characters.
        kind: "Body", "Country" or a top kind, DATE, COUNT or GENERIC.
        form: as `Span.id_` of a mention.
        span: the mention; None in annotation.
        inner: the mentions that stand in it.
        group: the list that it stands in, itself at least.
        place: where its list stands in the sentence as it is looked at.
    """

    start: int
    end: int
    kind: str
    form: str
    span: Span | None = None
    inner: list["Node"] = field(default_factory=list)
    group: list["Node"] = field(default_factory=list)
    place: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two mentions, and the reasons for and against what may be between them."""

    subject: Node
    object: Node
    reasons: frozenset[str]


@dataclass(frozen=True, slots=True)
class View:
    """A sentence as it is looked at: its outermost mentions, their lists, and its characters."""

    text: str
    start: int
    end: int
    top: tuple[Node, ...]
    groups: tuple[tuple[Node, ...], ...]
    letters: str
    words: tuple[tuple[int, int, str], ...]


@lru_cache
def joining(language: str) -> re.Pattern[str]:
    """Return what joins the mentions of a list."""
    return re.compile(knowledge(language, "judgement")["joins"])


def kind_of(kind: str, name: str, language: str) -> str:
    """Return the kind under which a mention is a node; a country may act, other places may not."""
    if kind in {DATE, COUNT, GENERIC}:
        return kind
    top = top_kind(kind)
    if top == PLACE:
        return "Country" if name in countries(language) else PLACE
    return "Body" if is_body(kind) and top != "Initiative" else top


def nodes(doc: Doc, language: str, spans: Iterable[Span]) -> list[Node]:
    """Return the mentions of `doc` that mean something, and those that stand in them, as nodes."""
    found = []
    for span in spans:
        if span.kb_id_ or span.label_ in {DATE, COUNT, GENERIC} or span.id_ in {"name", "unnamed"}:
            found.append(
                Node(
                    span.start, span.end, kind_of(span.label_, span.text, language), span.id_ or "name", span
                )
            )
    return found


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


def candidates(view: View) -> Iterator[Candidate]:
    """Yield the pairs of a sentence that a relation may hold between."""
    for subject, target in pairs(view):
        yield candidate(view, subject, target)


def views(doc: Doc, language: str, found: Sequence[Node]) -> Iterator[View]:
    """Yield the sentences of `doc` that name at least two things."""
    text = text_of(doc)
    order = sorted(found, key=lambda n: (n.start, -n.end))
    top: list[Node] = []
    for node in order:
        if not top or node.start >= top[-1].end:
            top.append(node)
        elif node.end <= top[-1].end:
            top[-1].inner.append(node)
    covered = {i for node in top for i in range(node.start, node.end)}
    edges = [
        0,
        *(m.end() for m in sentence_end(language).finditer(text) if m.start() not in covered),
        len(text),
    ]
    words = [(word.start, word.end, word.label_) for word in doc.spans["words"]]
    first = at = 0
    for start, end in pairwise(edges):
        own = []
        while first < len(top) and top[first].start < end:
            own.append(top[first])
            first += 1
        said = []
        while at < len(words) and words[at][0] < end:
            said.append(words[at])
            at += 1
        if sum(1 + len(node.inner) for node in own) > 1:
            yield view(text, start, end, own, said, joining(language))


def view(
    text: str,
    start: int,
    end: int,
    top: Sequence[Node],
    words: Sequence[tuple[int, int, str]],
    joins: re.Pattern[str],
) -> View:
    """Return a sentence with its lists of mentions as one character each."""
    groups: list[list[Node]] = []
    for node in top:
        last = groups[-1][-1] if groups else None
        if last and joins.fullmatch(text[last.end : node.start]) and alike(last.kind, node.kind):
            groups[-1].append(node)
        else:
            groups.append([node])
    letters: list[str] = []
    place = start
    for group in groups:
        letters += text[place : group[0].start]
        for node in group:
            node.group, node.place = group, len(letters)
        letter = LETTERS.get(group[0].kind, "X")
        letters.append(letter if len(group) == 1 else letter.lower())
        place = group[-1].end
    letters += text[place:end]
    return View(text, start, end, tuple(top), tuple(map(tuple, groups)), "".join(letters), tuple(words))


def alike(one: str, other: str) -> bool:
    """Return whether things of two kinds can stand in one list."""
    return one == other or {one, other} <= ACTORS or {one, other} <= {"Country", PLACE}


def pairs(view: View) -> Iterator[tuple[Node, Node]]:
    """Yield the pairs between whose kinds a relation may hold, also of a mention and one that stands in it."""
    for subject in view.top:
        for target in view.top:
            relations = possible(subject.kind, target.kind) if subject is not target else frozenset()
            if relations and not (relations == {"partneredWith"} and subject.start > target.start):
                yield subject, target
        for inner in subject.inner:
            if possible(subject.kind, inner.kind):
                yield subject, inner
            if possible(inner.kind, subject.kind):
                yield inner, subject


def candidate(view: View, subject: Node, target: Node) -> Candidate:
    """Return a pair with its reasons."""
    if target in subject.inner or subject in target.inner:
        return Candidate(subject, target, frozenset(nested(view, subject, target)))
    if subject.group is target.group:
        listed = f"{subject.kind}>{target.kind}"
        return Candidate(subject, target, frozenset({listed, "one list", f"{listed} one list"}))
    reasons = {*apart(view, subject, target), *verbs(view, subject, target)}
    return Candidate(subject, target, frozenset(reasons))


def nested(view: View, subject: Node, target: Node) -> Iterator[str]:
    """Yield the reasons for a pair of which one stands in the other's name."""
    outer, inner = (subject, target) if target in subject.inner else (target, subject)
    pair = f"{subject.kind}>{target.kind}{'in' if outer is subject else 'out'}"
    rest, before = view.text[inner.end : outer.end], view.text[outer.start : inner.start]
    yield pair
    yield f"{pair} leads {inner.start == outer.start}"
    yield from (
        f"{pair} rest {rest[:2]}",
        f"{pair} before {before[-2:]}",
        f"{pair} length {min(6, len(rest))}",
    )
    yield from (f"{pair} ends {rest[-n:]}" for n in (1, 2, 3))
    yield from (f"{pair} holds {rest[i : i + 2]}" for i in range(len(rest) - 1))
    yield f"{pair} name {view.text[inner.start : inner.end]}"


def apart(view: View, subject: Node, target: Node) -> Iterator[str]:
    """Yield the reasons for a pair that stands apart: what is between, before and after, and what else is named."""
    way = "<" if subject.place < target.place else ">"
    pair = f"{subject.kind}>{target.kind}{way}"
    low, high = sorted((subject.place, target.place))
    middle = view.letters[low + 1 : high]
    left = view.letters[max(0, low - REACH[0]) : low]
    right = view.letters[high + 1 : high + 1 + REACH[1]]
    said = [f"{subject.kind}>{target.kind}", f"apart {next((n for n in LENGTHS if len(middle) <= n), 31)}"]
    if len(middle) <= SHOWN:
        said.append(f"between {middle}")
    said += [f"first {middle[:n]}" for n in (1, 2)] + [f"last {middle[-n:]}" for n in (1, 2, 3)]
    said += [f"left {left[-n:]}" for n in (1, 2, 3)] + [f"right {right[:n]}" for n in (1, 2, 3)]
    said += ["opens"] if low == 0 else []
    said.append(f"clauses {min(3, sum(middle.count(mark) for mark in '，；：'))}")
    others = [group for group in view.groups if low < group[0].place < high]
    said.append(f"others {min(3, len(others))}")
    said += [f"other {group[0].kind}" for group in others]
    for name, node in (("subject", subject), ("object", target)):
        said += [] if any(group[0].kind == node.kind for group in others) else [f"nearest {name}"]
        said += [f"only {name}"] if sum(node.kind == other.kind for other in view.top) == 1 else []
        said += [f"{name} {node.form}"]
        said += [f"listed {name}"] if len(node.group) > 1 else []
        said += (
            [f"{name} ends {view.text[node.end - 2 : node.end]}"] if node.kind not in {DATE, COUNT} else []
        )
    for reason in said:
        yield reason
        yield f"{pair} {reason}"
    for width in (1, 2, 3):
        for i in range(len(middle) - width + 1):
            yield f"holds {middle[i : i + width]}"
            if width < 3:  # of three, a kind's own would be too rare to learn from
                yield f"{pair} holds {middle[i : i + width]}"
    yield from (f"{way} after {right[i : i + n]}" for n in (2, 3) for i in range(len(right) - n + 1))
    yield from (f"{way} before {left[i : i + n]}" for n in (1, 2) for i in range(len(left) - n + 1))


def verbs(view: View, subject: Node, target: Node) -> Iterator[str]:
    """Yield the reasons that verbs and prepositions give: between the two, the next ones after, the last before."""
    pair = f"{subject.kind}>{target.kind}{'<' if subject.place < target.place else '>'}"
    low, high = min(subject.end, target.end), max(subject.start, target.start)
    begin, end = min(subject.start, target.start), max(subject.end, target.end)
    text = view.text
    inside = [text[a:b] for a, b, tag in view.words if tag in {"v", "vn", "p"} and low <= a and b <= high]
    after = [text[a:b] for a, b, tag in view.words if tag in {"v", "vn"} and a >= end][:3]
    before = [text[a:b] for a, b, tag in view.words if tag in {"v", "vn", "p", "d"} and b <= begin][-3:]
    said = [f"verb {word}" for word in inside]
    said += [f"first verb {inside[0]}", f"last verb {inside[-1]}"] if inside else []
    said += [f"verb after {place} {word}" for place, word in enumerate(after)]
    said += [f"verb before {word}" for word in before]
    for reason in said:
        yield reason
        yield f"{pair} {reason}"
