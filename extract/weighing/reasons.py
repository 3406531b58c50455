"""What speaks for and against a relation between two mentions of a sentence: reasons, each a string.

What stands between the two and around them, which verbs are near, and, where a trained pipeline has parsed the
sentence, how one hangs on the other. What each reason weighs is learnt.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from spacy.tokens import Token

from extract.language import knowledge, spaced
from extract.mentions import COUNT, DATE
from extract.weighing.units import joined, said
from extract.weighing.views import Node, View

REACH = 12, 16  # units looked at before and after a pair
SHOWN = 6  # units: what stands between two is a reason as a whole if there are no more
LENGTHS = (0, 1, 2, 4, 8, 15, 30)
LISTED = frozenset({"conj", "appos"})  # how one of a list hangs on the one before
FARTHEST = 6  # steps of a tree between two mentions


def reasons(view: View, subject: Node, target: Node) -> Iterator[str]:
    """Yield the reasons for and against what may be between two mentions."""
    if target in subject.inner or subject in target.inner:
        yield from nested(view, subject, target)
    elif subject.group is target.group:
        listed = f"{subject.kind}>{target.kind}"
        yield from (listed, "one list", f"{listed} one list")
    else:
        yield from apart(view, subject, target)
        yield from verbs(view, subject, target)
        yield from paths(subject, target)


@lru_cache
def clauses(language: str) -> str:
    """Return what parts the clauses of a sentence."""
    marks: str = knowledge(language, "judgement")["clauses"]
    return marks


def nested(view: View, subject: Node, target: Node) -> Iterator[str]:
    """Yield the reasons for a pair of which one stands in the other's name."""
    outer, inner = (subject, target) if target in subject.inner else (target, subject)
    pair = f"{subject.kind}>{target.kind}{'in' if outer is subject else 'out'}"
    rest, before = (
        said(view.text[begin:end], view.language)
        for begin, end in ((inner.end, outer.end), (outer.start, inner.start))
    )
    yield pair
    yield f"{pair} leads {inner.start == outer.start}"
    yield from (
        f"{pair} rest {told(view, rest[:2])}",
        f"{pair} before {told(view, before[-2:])}",
        f"{pair} length {min(6, len(rest))}",
    )
    yield from (f"{pair} ends {told(view, rest[-n:])}" for n in (1, 2, 3))
    yield from (f"{pair} holds {told(view, rest[i : i + 2])}" for i in range(len(rest) - 1))
    yield f"{pair} name {view.text[inner.start : inner.end]}"


def told(view: View, units: Sequence[str]) -> str:
    """Return units of a sentence as a text."""
    return joined(units, view.language)


def apart(view: View, subject: Node, target: Node) -> Iterator[str]:
    """Yield the reasons for a pair that stands apart: what is between, before and after, and what else is named."""
    way = "<" if subject.place < target.place else ">"
    pair = f"{subject.kind}>{target.kind}{way}"
    low, high = sorted((subject.place, target.place))
    middle = view.letters[low + 1 : high]
    left = view.letters[max(0, low - REACH[0]) : low]
    right = view.letters[high + 1 : high + 1 + REACH[1]]
    known = [f"{subject.kind}>{target.kind}", f"apart {next((n for n in LENGTHS if len(middle) <= n), 31)}"]
    if len(middle) <= SHOWN:
        known.append(f"between {told(view, middle)}")
    known += [f"first {told(view, middle[:n])}" for n in (1, 2)]
    known += [f"last {told(view, middle[-n:])}" for n in (1, 2, 3)]
    known += [f"left {told(view, left[-n:])}" for n in (1, 2, 3)]
    known += [f"right {told(view, right[:n])}" for n in (1, 2, 3)]
    known += ["opens"] if low == 0 else []
    known.append(f"clauses {min(3, sum(map(middle.count, clauses(view.language))))}")
    others = [group for group in view.groups if low < group[0].place < high]
    known.append(f"others {min(3, len(others))}")
    known += [f"other {group[0].kind}" for group in others]
    for name, node in (("subject", subject), ("object", target)):
        known += [] if any(group[0].kind == node.kind for group in others) else [f"nearest {name}"]
        known += [f"only {name}"] if sum(node.kind == other.kind for other in view.top) == 1 else []
        known += [f"{name} {node.form}"]
        known += [f"listed {name}"] if len(node.group) > 1 else []
        if node.kind not in {DATE, COUNT}:
            known.append(f"{name} ends {ending(view, node)}")
    for reason in known:
        yield reason
        yield f"{pair} {reason}"
    for width in (1, 2, 3):
        for i in range(len(middle) - width + 1):
            yield f"holds {told(view, middle[i : i + width])}"
            if width < 3:  # of three, a kind's own would be too rare to learn from
                yield f"{pair} holds {told(view, middle[i : i + width])}"
    yield from (
        f"{way} after {told(view, right[i : i + n])}" for n in (2, 3) for i in range(len(right) - n + 1)
    )
    yield from (
        f"{way} before {told(view, left[i : i + n])}" for n in (1, 2) for i in range(len(left) - n + 1)
    )


def ending(view: View, node: Node) -> str:
    """Return what a name ends in: its last word, or its last two characters."""
    if spaced(view.language):
        return told(view, said(view.text[node.start : node.end], view.language)[-1:])
    return view.text[node.end - 2 : node.end]


def verbs(view: View, subject: Node, target: Node) -> Iterator[str]:
    """Yield the reasons that verbs and prepositions give: between the two, the next ones after, the last before."""
    pair = f"{subject.kind}>{target.kind}{'<' if subject.place < target.place else '>'}"
    low, high = min(subject.end, target.end), max(subject.start, target.start)
    begin, end = min(subject.start, target.start), max(subject.end, target.end)
    text = view.text
    inside = [text[a:b] for a, b, tag in view.words if tag in {"v", "vn", "p"} and low <= a and b <= high]
    after = [text[a:b] for a, b, tag in view.words if tag in {"v", "vn"} and a >= end][:3]
    before = [text[a:b] for a, b, tag in view.words if tag in {"v", "vn", "p", "d"} and b <= begin][-3:]
    known = [f"verb {word}" for word in inside]
    known += [f"first verb {inside[0]}", f"last verb {inside[-1]}"] if inside else []
    known += [f"verb after {place} {word}" for place, word in enumerate(after)]
    known += [f"verb before {word}" for word in before]
    for reason in known:
        yield reason
        yield f"{pair} {reason}"


def paths(subject: Node, target: Node) -> Iterator[str]:
    """Yield the reasons that a parsed sentence gives: what one hangs on the other by, and where the two ways meet."""
    if subject.token is None or target.token is None:
        return
    pair = f"{subject.kind}>{target.kind}"
    above, below = (climbed(node.token) for node in (subject, target) if node.token is not None)
    meeting = next((token for token in above if token in below), None)
    for name, way in (("subject", above), ("object", below)):
        yield f"{pair} {name} hangs {way[0].dep_} {way[1].lemma_ if len(way) > 1 else ''}"
    if meeting is None:
        return
    up, down = above[: above.index(meeting)], below[: below.index(meeting)]
    if len(up) + len(down) > FARTHEST:
        return
    at = meeting.lemma_ if up and down else ""
    shape = [token.dep_ for token in up], [token.dep_ for token in reversed(down)]
    path = [
        *map(hung, up[:1]),
        *map(passed, up[1:]),
        at,
        *map(passed, reversed(down[1:])),
        *map(hung, down[:1]),
    ]
    yield f"{pair} shape {' '.join(shape[0])} . {' '.join(shape[1])}"
    yield from (f"{pair} path {' '.join(path)}", f"path {' '.join(path)}", f"{pair} meets {at}")


def climbed(token: Token) -> list[Token]:
    """Return a word and what it hangs on, up to the root; of a list, all hang where its first does."""
    way = [token]
    while way[-1].head != way[-1]:
        if way[-1].dep_ in LISTED:
            way[-1] = way[-1].head
        else:
            way.append(way[-1].head)
    return way


def hung(token: Token) -> str:
    """Return how a mention hangs on what it hangs on."""
    return token.dep_


def passed(token: Token) -> str:
    """Return a word between two mentions, and how it hangs on the next."""
    return f"{token.lemma_}/{token.dep_}"
