"""Sentences whose names are replaced by others of their kind: what is learnt is how a name is used, not which it is.

The method is mention replacement (Dai and Adel, 2020: "An Analysis of Simple Data Augmentation for Named Entity
Recognition"); here what the sentence states stays stated.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from extract.learning.annotation import Annotated, Named, outermost

REPLACED = 0.7  # of the names of a sentence

Names = Mapping[tuple[str, str], Sequence[str]]


def replaced(given: Sequence[Annotated], seed: int) -> Iterator[Annotated]:
    """Yield the sentences that name something, most names replaced by others of their kind.

    A name within which another stands of which something is stated is left. The same seed gives the same sentences.
    """
    order = np.random.default_rng(seed)
    names = called(given)
    for sentence in given:
        changed = renamed(sentence, names, order)
        if changed.text != sentence.text:
            yield changed


def called(given: Iterable[Annotated]) -> Names:
    """Return how things of each kind are called, by kind and form, as often as they are."""
    names: dict[tuple[str, str], list[str]] = {}
    for sentence in given:
        for one in outermost(sentence.mentions):
            names.setdefault((one.kind, one.form), []).append(sentence.text[one.begin : one.end])
    return names


def renamed(sentence: Annotated, names: Names, order: np.random.Generator) -> Annotated:
    """Return a sentence with most of its names replaced, one that stands twice by the same both times."""
    stated = {entity for fact in sentence.facts for entity in (fact.subject, fact.object)}
    chosen: dict[tuple[str, str], str] = {}
    text, after = "", 0
    moved: list[tuple[Named, int]] = []  # what is replaced, and by how much what follows has moved
    mentions = []
    for one in outermost(sentence.mentions):
        own = sentence.text[one.begin : one.end]
        if any(inner.entity in stated for inner in within(one, sentence.mentions)):
            continue
        if (one.entity, own) not in chosen:
            others = names[one.kind, one.form]
            other = others[order.integers(len(others))] if order.random() < REPLACED else own
            chosen[one.entity, own] = other
        name = chosen[one.entity, own]
        if name != own:
            text += sentence.text[after : one.begin] + name
            mentions.append(replace(one, begin=len(text) - len(name), end=len(text)))
            after = one.end
            moved.append((one, len(text) - after))
    text += sentence.text[after:]
    gone = {id(one) for top, _ in moved for one in (top, *within(top, sentence.mentions))}
    for one in sentence.mentions:
        if id(one) not in gone:
            by = next((by for top, by in reversed(moved) if top.end <= one.begin), 0)
            mentions.append(replace(one, begin=one.begin + by, end=one.end + by))
    mentions.sort(key=lambda one: (one.begin, -one.end))
    return replace(sentence, text=text, mentions=tuple(mentions))


def within(top: Named, mentions: Iterable[Named]) -> Iterator[Named]:
    """Yield the mentions that stand in another, or across its edge."""
    return (one for one in mentions if one is not top and one.begin < top.end and top.begin < one.end)
