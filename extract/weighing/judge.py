"""The trained judge: how probable each relation is between two mentions of a sentence, and each modality of it.

The sentence is read with every mention as one row among its characters, that of its kind and of how it is called, by
the encoder's two layers, trained on for this (as Zhong and Chen, 2021, mark what a pair is in "A Frustratingly Easy
Approach for Entity and Relation Extraction"). What the layers say of both mentions and of what stands between, and
the reasons of `extract.weighing.candidates`, each with its learnt weights, together give the probabilities.
"""

import zlib
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from extract.finding.encoder import WIDTH, Layers
from extract.finding.words import embedded
from extract.language import Numbers, weights
from extract.statements import Modality
from extract.weighing.candidates import LETTERS, Candidate, Node, View, candidates, possible
from extract.weighing.network import informed, linear, normal, rectified, shares

NONE = ""
RELATIONS = (
    NONE,
    "organizer",
    "host",
    "chair",
    "sponsor",
    "contributor",
    "attendee",
    "location",
    "startDate",
    "partOf",
    "attendance",
    "publisher",
    "presentedAt",
    "documents",
    "issued",
    "memberOf",
    "unitOf",
    "partneredWith",
    "spunOffFrom",
    "buildsOn",
    "establishedBy",
    "leader",
    "funder",
    "contributedTo",
    "presents",
)
MODALITIES: tuple[Modality, ...] = ("asserted", "planned", "proposed", "negated")
KINDS = tuple(LETTERS)
FORMS = ("name", "unnamed", "reference")
DISTANCES = np.array([1, 2, 3, 4, 6, 8, 12, 18, 30, 50])  # rows, where one class of distance ends
WAYS = len(DISTANCES) + 1  # classes of distance; as many again for an object that comes first
NEVER = np.float32(-1e4)
LEAST = 1e-4  # by which a probability is kept from being certain

Places = NDArray[np.int64]


class Seen(NamedTuple):
    """A sentence as the judge sees it.

    Attributes:
        rows: embedded characters, and for each mention the mean of its own.
        place: of each mention among the rows; of one that stands in another, the other's.
        traits: of each mention its kind, how it is called, whether it is listed, and whether it stands in another.
        ends: of each mention its last two characters and its first.
        pairs: the mentions of each candidate.
        reasons: the number of each reason for each candidate.
    """

    rows: Numbers
    place: Places
    traits: Places
    ends: Numbers
    pairs: Places
    reasons: list[list[int]]


def number(reason: str) -> int:
    """Return the number under which the weights of a reason are kept."""
    return zlib.crc32(reason.encode())


def seen(doc: Doc, view: View, given: Sequence[Candidate]) -> Seen:
    """Return a sentence of `doc` and its candidates as numbers."""
    characters = embedded(doc)
    own = characters[:, :WIDTH]
    nodes: list[Node] = []
    place: list[int] = []
    rows: list[Numbers] = []
    length, after = 0, view.start
    for top in view.top:
        rows += [characters[after : top.start], characters[top.start : top.end].mean(axis=0, keepdims=True)]
        length += top.start - after
        for node in (top, *top.inner):
            nodes.append(node)
            place.append(length)
        length, after = length + 1, top.end
    rows.append(characters[after : view.end])
    inner = {id(node) for top in view.top for node in top.inner}
    traits = [
        (
            KINDS.index(node.kind),
            FORMS.index(node.form if node.form in FORMS else "name"),
            len(node.group) > 1,
            id(node) in inner,
        )
        for node in nodes
    ]
    last = np.array([node.end - 1 for node in nodes])
    start = np.array([node.start for node in nodes])
    ends = np.concatenate([own[np.maximum(start, last - 1)], own[last], own[start]], axis=1)
    index = {id(node): at for at, node in enumerate(nodes)}
    return Seen(
        np.concatenate(rows),
        np.array(place),
        np.array(traits, dtype=np.int64),
        ends,
        np.array([(index[id(c.subject)], index[id(c.object)]) for c in given]).reshape(-1, 2),
        [sorted(map(number, c.reasons)) for c in given],
    )


@cache
def allowed() -> Numbers:
    """Return for each two kinds what each relation's score is raised by: nought, or never."""
    out = np.full((len(KINDS), len(KINDS), len(RELATIONS)), NEVER, dtype=np.float32)
    for row, subject in enumerate(KINDS):
        for column, target in enumerate(KINDS):
            for relation in (NONE, *possible(subject, target)):
                out[row, column, RELATIONS.index(relation)] = 0
    return out


def distances(first: Places, second: Places) -> Places:
    """Return the class of distance from one place to another, and of which comes first."""
    far = np.searchsorted(DISTANCES, np.abs(second - first))
    out: Places = far + WAYS * (second > first)
    return out


class Judge:
    """The trained weights of a language, asked for probabilities."""

    def __init__(self, language: str) -> None:
        self.trained = weights(language, "judgement")
        self.layers = Layers(self.trained)
        self.rows = {int(key): row for row, key in enumerate(self.trained["reasons"])}

    def __call__(self, doc: Doc, view: View) -> tuple[list[Candidate], Numbers, Numbers]:
        """Return the candidates of a sentence, and of each the probability of each relation and modality."""
        given = list(candidates(view))
        if not given:
            none = np.zeros((0, len(RELATIONS) + len(MODALITIES)), dtype=np.float32)
            return [], none[:, : len(RELATIONS)], none[:, len(RELATIONS) :]
        relation, mood = self.scores(seen(doc, view, given))
        return given, shares(relation), shares(mood)

    def surety(self, relation: int, likely: float) -> float:
        """Return how often a judgement that comes out as likely as this is right (Platt, 1999).

        Networks take themselves to be surer than they are; how much, was seen on sentences that were not trained on.
        """
        odds = np.log(np.clip(likely, LEAST, 1 - LEAST) / (1 - np.clip(likely, LEAST, 1 - LEAST)))
        score = self.trained["slope"][0] * odds + self.trained["shift"][relation]
        return float(1 / (1 + np.exp(-score)))

    def scores(self, given: Seen) -> tuple[Numbers, Numbers]:
        """Return the scores of each relation and each modality for each pair; `learning.judgement` trains them."""
        trained = self.trained
        own = linear(trained, "name", given.ends)
        for name, column in zip(("kind", "form", "listed", "inner"), given.traits.T, strict=True):
            own = own + trained[f"{name}.weight"][column]
        outer = given.traits[:, -1] == 0
        rows = informed(trained, given.rows)
        rows[given.place[outer]] += own[outer]
        read = self.layers(rows)
        known = np.concatenate([read[given.place], given.rows[given.place, WIDTH:], own], axis=1)
        subject, target = given.pairs.T
        first, second = given.place[subject], given.place[target]
        low, high = np.minimum(first, second) + 1, np.maximum(first, second)
        summed = np.concatenate([np.zeros((1, read.shape[1]), dtype=np.float32), read.cumsum(axis=0)])
        between = (summed[np.maximum(low, high)] - summed[low]) / np.maximum(high - low, 1)[:, None]
        both = linear(trained, "left", known)[subject] * linear(trained, "right", known)[target]
        hidden = rectified(
            normal(
                trained,
                "norm",
                linear(trained, "subject", known)[subject]
                + linear(trained, "object", known)[target]
                + linear(trained, "between", between)
                + linear(trained, "both", both)
                + trained["distance.weight"][distances(first, second)],
            )
        )
        direct = trained["direct.weight"]
        # In order, so that sums are the same in every run.
        spoken = np.stack(
            [direct[[self.rows[r] for r in one if r in self.rows]].sum(axis=0) for one in given.reasons]
        )
        split = len(RELATIONS)
        kinds = given.traits[:, 0]
        relation = (
            linear(trained, "relation", hidden) + spoken[:, :split] + allowed()[kinds[subject], kinds[target]]
        )
        return relation, linear(trained, "modality", hidden) + spoken[:, split:]
