"""Sentences as they are weighed: units, words or characters, with every list of mentions as one unit of its sort.

"A、B和C合作" is "b合作", so that what is said of a sentence does not depend on what the names look like.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from extract.finding.names import countries
from extract.finding.trained import head
from extract.language import knowledge
from extract.mentions import COUNT, DATE, GENERIC, PLACE, text_of
from extract.relating.sentences import sentence_end
from extract.weighing.units import said
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
        token: the word that the others of its name hang on, where a trained pipeline has parsed the sentence.
    """

    start: int
    end: int
    kind: str
    form: str
    span: Span | None = None
    inner: list["Node"] = field(default_factory=list)
    group: list["Node"] = field(default_factory=list)
    place: int = 0
    token: Token | None = None


@dataclass(frozen=True, slots=True)
class View:
    """A sentence as it is looked at: its outermost mentions, their lists, and its units."""

    language: str
    text: str
    start: int
    end: int
    top: tuple[Node, ...]
    groups: tuple[tuple[Node, ...], ...]
    letters: tuple[str, ...]
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


def views(doc: Doc, language: str, found: Sequence[Node]) -> Iterator[View]:
    """Yield the sentences of `doc` that name at least two things."""
    text = text_of(doc)
    order = sorted(found, key=lambda n: (n.start, -n.end))
    for node in order:
        node.token = head(doc, node.start, node.end)
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
        words_of = []
        while at < len(words) and words[at][0] < end:
            words_of.append(words[at])
            at += 1
        if sum(1 + len(node.inner) for node in own) > 1:
            yield view(text, start, end, own, words_of, language)


def view(
    text: str,
    start: int,
    end: int,
    top: Sequence[Node],
    words: Sequence[tuple[int, int, str]],
    language: str,
) -> View:
    """Return a sentence with its lists of mentions as one unit each."""
    joins = joining(language)
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
        letters += said(text[place : group[0].start], language)
        for node in group:
            node.group, node.place = group, len(letters)
        letter = LETTERS.get(group[0].kind, "X")
        letters.append(letter if len(group) == 1 else letter.lower())
        place = group[-1].end
    letters += said(text[place:end], language)
    return View(
        language, text, start, end, tuple(top), tuple(map(tuple, groups)), tuple(letters), tuple(words)
    )


def alike(one: str, other: str) -> bool:
    """Return whether things of two kinds can stand in one list."""
    return one == other or {one, other} <= ACTORS or {one, other} <= {"Country", PLACE}
