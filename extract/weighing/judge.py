"""The trained judge: how probable each relation is between two mentions of a sentence, and each modality of it.

The transformer reads the sentence with every mention marked by its kind and by how it is called (as Zhong and Chen,
2021, mark what a pair is in "A Frustratingly Easy Approach for Entity and Relation Extraction"). What it says of both
mentions, of what stands between, and of what both heed (Zhou et al., 2021: "Document-Level Relation Extraction with
Adaptive Thresholding and Localized Context Pooling"), and the reasons of `extract.weighing.candidates`, each with its
learnt weights, together give the probabilities.
"""

import zlib
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from extract.finding.transformer import HIDDEN, LONGEST, Piece, Read, Transformer, covered, cutter
from extract.finding.words import embedded
from extract.mentions import text_of
from extract.statements import Modality
from extract.weighing.candidates import Candidate, candidates, possible
from extract.weighing.network import linear, normal, rectified, shares
from extract.weighing.units import said
from extract.weighing.views import LETTERS, Node, View
from extract.weights import Numbers, weights

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
TRAITS = ("kind", "form", "listed")
DISTANCES = np.array([1, 2, 3, 4, 6, 8, 12, 18, 30, 50])  # rows, where one class of distance ends
WAYS = len(DISTANCES) + 1  # classes of distance; as many again for an object that comes first
NEVER = np.float32(-1e4)
LITTLE = 1e-6  # keeps a division from one by nothing
LEAST = 1e-4  # by which a probability is kept from being certain

Places = NDArray[np.int64]


class Seen(NamedTuple):
    """A sentence as the judge sees it.

    Attributes:
        pieces: of the sentence.
        spans: of each mention its first and its last piece.
        place: of each mention among the units, when each outermost mention is one.
        traits: of each mention its kind, how it is called, and whether it is listed.
        ends: of each mention its last two characters and its first, embedded.
        pairs: the mentions of each candidate.
        reasons: the number of each reason for each candidate.
    """

    pieces: list[Piece]
    spans: Places
    place: Places
    traits: Places
    ends: Numbers
    pairs: Places
    reasons: list[list[int]]


@lru_cache(maxsize=100_000)
def number(reason: str) -> int:
    """Return the number under which the weights of a reason are kept; most reasons hold of many pairs."""
    return zlib.crc32(reason.encode())


def seen(doc: Doc, view: View, given: Sequence[Candidate], pieces: list[Piece]) -> Seen:
    """Return a sentence of `doc`, cut in pieces, and its candidates as numbers."""
    nodes: list[Node] = []
    place: list[int] = []
    at, before = 0, view.start
    for top in view.top:
        inside = (top, *top.inner)
        nodes += inside
        at += len(said(view.text[before : top.start], view.language))
        place += [at] * len(inside)
        at, before = at + 1, top.end
    traits = [
        (
            KINDS.index(node.kind),
            FORMS.index(node.form if node.form in FORMS else "name"),
            len(node.group) > 1,
        )
        for node in nodes
    ]
    rows = embedded(doc)
    last = np.array([node.end - 1 for node in nodes])
    start = np.array([node.start for node in nodes])
    ends = np.concatenate([rows[np.maximum(start, last - 1)], rows[last], rows[start]], axis=1)
    index = {id(node): at for at, node in enumerate(nodes)}
    return Seen(
        pieces,
        covered(pieces, np.stack([start, last + 1], axis=1) - view.start),
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


def odds(likely: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return the logarithms of odds; nothing is taken to be certain."""
    held = np.clip(likely, LEAST, 1 - LEAST)
    out: NDArray[np.floating] = np.log(held / (1 - held))
    return out


class Judge:
    """The trained weights of a language, asked for probabilities."""

    def __init__(self, language: str) -> None:
        self.trained = weights(language, "judgement")
        self.transformer = Transformer(language, self.trained)
        self.rows = {int(key): row for row, key in enumerate(self.trained["reasons"])}
        names = bytes(self.trained["rules"]).decode().split("\n")
        self.rules = {name: row for row, name in enumerate(names)}

    def __call__(self, doc: Doc, view: View) -> tuple[list[Candidate], Numbers, Numbers]:
        """Return the candidates of a sentence, and of each the probability of each relation and modality."""
        given = list(candidates(view))
        if not given:
            none = np.zeros((0, len(RELATIONS) + len(MODALITIES)), dtype=np.float32)
            return [], none[:, : len(RELATIONS)], none[:, len(RELATIONS) :]
        pieces = cutter(self.transformer.language)(text_of(doc)[view.start : view.end])
        relation, mood = self.scores(seen(doc, view, given, pieces))
        return given, shares(relation), shares(mood)

    def surety(self, relation: int, likely: float) -> float:
        """Return how often a judgement that comes out as likely as this is right.

        Networks take themselves to be surer than they are; how much, was seen on sentences that were not trained on.
        """
        return self.told("", relation, likely)

    def trust(self, rule: str, likely: float) -> float:
        """Return how often a construction is right where the judge takes what it says to be as likely as this."""
        return self.told("read_", self.rules.get(rule, len(self.rules)), likely)

    def told(self, what: str, group: int, likely: float) -> float:
        """Return how often what came out as likely as this was right, by the odds' slope and shift (Platt, 1999)."""
        slope, shift = self.trained[f"{what}slope"][0], self.trained[f"{what}shift"][group]
        return float(1 / (1 + np.exp(-(slope * odds(np.array(likely)) + shift))))

    def scores(self, given: Seen) -> tuple[Numbers, Numbers]:
        """Return the scores of each relation and each modality for each pair; `learning.judgement` trains them."""
        trained = self.trained
        read = self.transformer.read(given.pieces, self.marks(given))
        summed = np.concatenate([np.zeros((1, HIDDEN), dtype=np.float32), read.pieces.cumsum(axis=0)])
        first, last = given.spans.T
        mean = (summed[last + 1] - summed[first]) / (last + 1 - first)[:, None]
        own = linear(trained, "name", given.ends)
        for name, column in zip(TRAITS, given.traits.T, strict=True):
            own = own + trained[f"{name}.weight"][column]
        known = np.concatenate([mean, read.pieces[first], read.pieces[last], own], axis=1)
        subject, target = given.pairs.T
        high = np.maximum(first[subject], first[target])
        low = np.minimum(np.minimum(last[subject], last[target]) + 1, high)
        between = (summed[high] - summed[low]) / np.maximum(high - low, 1)[:, None]
        both = linear(trained, "left", known)[subject] * linear(trained, "right", known)[target]
        hidden = rectified(
            normal(
                trained,
                "norm",
                linear(trained, "subject", known)[subject]
                + linear(trained, "object", known)[target]
                + linear(trained, "between", between)
                + linear(trained, "heeded", heeded(read, first[subject], first[target]))
                + linear(trained, "both", both)
                + trained["distance.weight"][distances(given.place[subject], given.place[target])],
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

    def marks(self, given: Seen) -> Numbers:
        """Return what each piece is given beside itself: the marks of the mentions that it stands in."""
        out = np.zeros((len(given.pieces), HIDDEN), dtype=np.float32)
        begins = self.trained["begins.weight"]
        for (first, last), traits in zip(given.spans, given.traits, strict=True):
            for name, trait in zip(TRAITS, traits, strict=True):
                out[first : last + 1] += self.trained[f"mark_{name}.weight"][trait]
            out[first] += begins[traits[0]]
        return out


def heeded(read: Read, first: Places, second: Places) -> Numbers:
    """Return what two pieces heed both, for each pair of pieces: nothing where they were not read at once."""
    out = np.zeros((len(first), HIDDEN), dtype=np.float32)
    for number, part in enumerate(read.shares):
        begin, end = number * LONGEST, number * LONGEST + part.shape[1]
        (at,) = np.nonzero((begin <= first) & (first < end) & (begin <= second) & (second < end))
        both = sum(heads[first[at] - begin] * heads[second[at] - begin] for heads in part)
        out[at] = (both / (both.sum(axis=1, keepdims=True) + LITTLE)) @ read.pieces[begin:end]
    return out
