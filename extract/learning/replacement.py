"""Sentences whose names are replaced by others of their kind: a recogniser learns how a name is used, not which.

The method is mention replacement (Dai and Adel, 2020: "An Analysis of Simple Data Augmentation for Named Entity
Recognition").
"""

from collections.abc import Iterator, Sequence

import numpy as np

from extract.learning.annotation import Annotated, Named, outermost

REPLACED = 0.7  # of the names of a sentence


def replaced(given: Sequence[Annotated], seed: int) -> Iterator[Annotated]:
    """Yield the sentences that name something, most names replaced by others of their kind.

    The same seed gives the same sentences.
    """
    order = np.random.default_rng(seed)
    names: dict[tuple[str, str], list[str]] = {}
    for sentence in given:
        for one in outermost(sentence.mentions):
            known = names.setdefault((one.kind, one.form), [])
            known.append(sentence.text[one.begin : one.end])
    for sentence in given:
        text, after = "", 0
        mentions = []
        for one in outermost(sentence.mentions):
            name = sentence.text[one.begin : one.end]
            if order.random() < REPLACED:
                others = names[one.kind, one.form]
                name = others[order.integers(len(others))]
            text += sentence.text[after : one.begin]
            mentions.append(Named(len(text), len(text) + len(name), one.kind, one.entity, one.form))
            text, after = text + name, one.end
        text += sentence.text[after:]
        if text != sentence.text:
            yield Annotated(sentence.id, text, tuple(mentions), ())
