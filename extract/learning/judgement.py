"""Training of the judge of `learning.judge`, from annotated sentences and from what the recogniser finds in them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from spacy.tokens import Doc
from torch import Tensor, nn

from extract.finding.transformer import LONGEST, cutter
from extract.learning.annotation import Annotated, Stated
from extract.learning.comparing import facts_of
from extract.learning.fitting import exported, fit
from extract.learning.judge import BEGUN, Network
from extract.learning.surety import surety
from extract.mentions import COUNT, DATE, text_of
from extract.weighing.candidates import Candidate, candidates
from extract.weighing.judge import (
    MODALITIES,
    NEVER,
    NONE,
    RELATIONS,
    Seen,
    seen,
)
from extract.weighing.judgement import constructed
from extract.weighing.views import Node, View, kind_of, nodes, views
from extract.weights import Numbers

DROPPED_REASONS = 0.2
EPOCHS, BATCH, DECAY = 5, 24, 1e-2
RATE, RATE_OF_LAYERS = 1.5e-3, 1e-3
LEAST_SEEN = 32  # times: what is rarer is no reason that can be learnt
LEAST_SAID = 0.045  # by a reason's largest weight: what says less is not kept
OPTIONAL = 0.6  # what a fact counts on which readers may differ
MOODS = 0.3  # what the modality counts beside the relation
LEFT_OUT = -100
UNSURE = 0.3  # below which nothing is stated, however sure one may be of it
BLOCKS = 20  # of examples, every other one in the same half


class Reading(NamedTuple):
    """What a construction reads in a sentence: between which pair, one way or the other, and whether it is right."""

    pairs: tuple[int, ...]
    relation: int
    rule: str
    right: bool


class Example(NamedTuple):
    """A sentence as the judge sees it, with what each of its pairs states, and what constructions read in it."""

    seen: Seen
    relations: NDArray[np.int64]
    modalities: NDArray[np.int64]
    weights: Numbers
    read: tuple[Reading, ...]


class Told(NamedTuple):
    """How likely a judge takes statements to be that it was not trained on, each of a group, and which are right."""

    groups: list[int]
    likely: list[float]
    right: list[bool]


def marked(sentence: Annotated, doc: Doc, language: str) -> list[tuple[Node, str]]:
    """Return the mentions that a reader marked as nodes, each with its entity, and the dates and counts."""
    found = [
        (
            Node(m.begin, m.end, marked_kind(m.kind, sentence.text[m.begin : m.end], language), m.form),
            m.entity,
        )
        for m in sentence.mentions
    ]
    times = (Node(s.start, s.end, s.label_, "name", s) for s in doc.spans["times"])
    return [*found, *((node, "") for node in times)]


def marked_kind(kind: str, name: str, language: str) -> str:
    """Return the kind of node that a reader's kind is."""
    return kind if kind == "Country" else kind_of(kind, name, language)


def recognised(sentence: Annotated, doc: Doc, language: str) -> list[tuple[Node, str]]:
    """Return what the pipeline found as nodes, each with the entity that a reader saw there, if one did."""
    meant = {(m.begin, m.end): m.entity for m in sentence.mentions}
    found = nodes(doc, language, [*doc.spans["mentions"], *doc.spans["nested"]])
    return [(node, meant.get((node.start, node.end), "")) for node in found]


def examples(
    sentence: Annotated, doc: Doc, language: str, named: Sequence[tuple[Node, str]]
) -> Iterator[Example]:
    """Yield the sentences of an annotated text as the judge sees them, with what a reader took them to state.

    Of several mentions of the same two things the nearest state the fact, and the others nothing, nor its lack. What
    is too long to be read at once is left out.
    """
    entities = {id(node): entity for node, entity in named}
    for view in views(doc, language, [node for node, _ in named]):
        found = list(labelled(sentence, view, entities))
        pieces = cutter(language)(text_of(doc)[view.start : view.end])
        if found and len(pieces) <= LONGEST:
            facts = [fact for _, fact in found]
            yield Example(
                seen(doc, view, [candidate for candidate, _ in found], pieces),
                np.array([RELATIONS.index(fact.relation if fact else NONE) for fact in facts]),
                np.array([MODALITIES.index(fact.modality) if fact else LEFT_OUT for fact in facts]),
                np.array([OPTIONAL if fact and fact.optional else 1.0 for fact in facts], dtype=np.float32),
                tuple(readings(sentence, doc, [candidate for candidate, _ in found])),
            )


def readings(sentence: Annotated, doc: Doc, given: Sequence[Candidate]) -> Iterator[Reading]:
    """Yield what constructions read of the candidates of a sentence."""
    for one, pairs in constructed(doc, given):
        right = any(True for _ in facts_of(sentence, one))
        yield Reading(tuple(pairs), RELATIONS.index(one.property), one.rule, right)


def labelled(
    sentence: Annotated, view: View, entities: dict[int, str]
) -> Iterator[tuple[Candidate, Stated | None]]:
    """Yield the candidates of a sentence, each with the fact that it states, if any."""
    found = []
    for candidate in candidates(view):
        subject, target = entities[id(candidate.subject)], entities[id(candidate.object)]
        if not subject or subject != target:
            fact = stated(sentence, subject, candidate, target)
            found.append((candidate, fact, (subject, target or str(candidate.object.start))))
    nearest: dict[tuple[str, str], int] = {}
    for candidate, fact, pair in found:
        if fact:
            nearest[pair] = min(nearest.get(pair, distance(candidate)), distance(candidate))
    for candidate, fact, pair in found:
        if not fact or distance(candidate) == nearest[pair]:
            yield candidate, fact


def distance(candidate: Candidate) -> int:
    """Return how many characters part the two mentions."""
    return max(candidate.subject.start, candidate.object.start) - min(
        candidate.subject.end, candidate.object.end
    )


def stated(sentence: Annotated, subject: str, candidate: Candidate, target: str) -> Stated | None:
    """Return the fact of a sentence that a candidate states, a sure one rather than one on which readers differ."""
    span = candidate.object.span
    if candidate.object.kind in {DATE, COUNT} and span is not None:
        value = span._.value
        target = str(value.start if candidate.object.kind == DATE else value)
    either = ((subject, target), (target, subject))
    found = (
        fact
        for fact in sentence.facts
        if fact.relation in RELATIONS
        and (fact.subject, fact.object) in either[: 2 if fact.relation == "partneredWith" else 1]
    )
    return min(found, key=lambda fact: fact.optional, default=None)


def train(given: Sequence[Example], language: str, seed: int) -> dict[str, NDArray[np.generic]]:
    """Return the weights of a judge trained on examples; the same seed gives the same ones.

    How sure it may be is told by two judges of half the examples, each of the other half.
    """
    network, reasons = fitted(given, language, seed)
    halves: list[list[Example]] = [[], []]
    for place, one in enumerate(given):
        halves[place * BLOCKS // len(given) % len(halves)].append(one)
    rules = sorted({reading.rule for one in given for reading in one.read})
    told, known = Told([], [], []), Told([], [], [])
    for number, half in enumerate(halves):
        judge = fitted(half, language, seed + number + 1)
        judged(*judge, list(unlike(halves[1 - number])), rules, told, known)
    return weighed(network, reasons, rules, told, known)


def weighed(
    network: Network, reasons: Sequence[int], rules: Sequence[str], told: Told, known: Told
) -> dict[str, NDArray[np.generic]]:
    """Return the weights of a judge, with what it and the constructions were seen to be worth."""
    out = exported(network, BEGUN)
    for what, seen_of, count in (("", told, len(RELATIONS)), ("read_", known, len(rules) + 1)):
        slope, shift = surety(
            np.array(seen_of.groups, dtype=np.int64),
            count,
            np.array(seen_of.likely, dtype=np.float32),
            np.array(seen_of.right),
        )
        out |= {f"{what}slope": slope, f"{what}shift": shift}
    direct = out["direct.weight"][1:]
    loud = np.abs(direct).max(axis=1) >= LEAST_SAID
    return {
        **out,
        "direct.weight": direct[loud],
        "reasons": np.array(reasons, dtype=np.uint32)[loud],
        "rules": np.frombuffer("\n".join(rules).encode(), np.uint8),
    }


def unlike(given: Sequence[Example]) -> Iterator[Example]:
    """Yield each example once."""
    yield from {id(one): one for one in given}.values()


def judged(
    network: Network,
    reasons: Sequence[int],
    given: Sequence[Example],
    rules: Sequence[str],
    told: Told,
    known: Told,
) -> None:
    """Add what a judge takes to be likely: the best relation of each pair, and what constructions read."""
    numbers = numbered(reasons)
    with torch.no_grad():
        for start in range(0, len(given), BATCH):
            some = given[start : start + BATCH]
            relation, mood = network([one.seen for one in some], spoken(some, numbers))
            likely, moods = torch.softmax(relation, 1).numpy(), torch.softmax(mood, 1).numpy()
            best = likely[:, 1:].argmax(axis=1) + 1
            sure = likely[np.arange(len(best)), best] * moods.max(axis=1)
            kept = sure >= UNSURE
            told.groups.extend(best[kept].tolist())
            told.likely.extend(sure[kept].tolist())
            told.right.extend((best == np.concatenate([one.relations for one in some]))[kept].tolist())
            begin = 0
            for one in some:
                for reading in one.read:
                    known.groups.append(rules.index(reading.rule))
                    known.likely.append(
                        max(float(likely[begin + p, reading.relation]) for p in reading.pairs)
                    )
                    known.right.append(reading.right)
                begin += len(one.relations)


def numbered(reasons: Sequence[int]) -> dict[int, int]:
    """Return the row of each reason; row 0 is none."""
    return {reason: row + 1 for row, reason in enumerate(reasons)}


def spoken(given: Sequence[Example], numbers: Mapping[int, int]) -> Tensor:
    """Return the rows of the reasons of all pairs of some examples."""
    return padded(
        [[numbers[r] for r in known if r in numbers] for one in given for known in one.seen.reasons]
    )


def fitted(given: Sequence[Example], language: str, seed: int) -> tuple[Network, list[int]]:
    """Return a network trained on examples, and the reasons that it knows."""
    torch.manual_seed(seed)
    order = np.random.default_rng(seed)
    counts = Counter(reason for one in given for reasons in one.seen.reasons for reason in reasons)
    kept = sorted(reason for reason, times in counts.items() if times >= LEAST_SEEN)
    numbers = numbered(kept)
    network = Network(len(kept), language, given[0].seen.ends.shape[1])

    def loss(batch: list[int]) -> Tensor:
        some = [given[i] for i in batch]
        reasons = spoken(some, numbers)
        dropped = torch.rand(reasons.shape) < DROPPED_REASONS
        relation, mood = network([one.seen for one in some], reasons.masked_fill(dropped, 0))
        return lost(some, relation, mood)

    lengths = [len(one.seen.pieces) for one in given]
    rates = (RATE, RATE_OF_LAYERS)
    fit(
        network,
        BEGUN,
        loss,
        lengths,
        size=BATCH,
        epochs=EPOCHS,
        rates=rates,
        decay=DECAY,
        order=order,
    )
    return network, kept


def lost(given: Sequence[Example], relation: Tensor, mood: Tensor) -> Tensor:
    """Return how far scores are from what the pairs of some sentences state."""
    relations = torch.from_numpy(np.concatenate([one.relations for one in given]))
    moods = torch.from_numpy(np.concatenate([one.modalities for one in given]))
    weight = torch.from_numpy(np.concatenate([one.weights for one in given]))
    # What the kinds of a pair rule out, whatever a reader said of it, is left out.
    possible = relation.gather(1, relations.unsqueeze(1)).squeeze(1) > NEVER / 2
    wrong = nn.functional.cross_entropy(relation, relations.where(possible, 0), reduction="none")
    loss: Tensor = (wrong * weight * possible).mean()
    if (moods != LEFT_OUT).any():
        loss = loss + MOODS * nn.functional.cross_entropy(mood, moods, ignore_index=LEFT_OUT)
    return loss


def padded(rows: Sequence[Sequence[int]]) -> Tensor:
    """Return rows of reasons as one array, with nought beyond a row's end."""
    out = torch.zeros(len(rows), max(1, *map(len, rows)), dtype=torch.long)
    for place, row in enumerate(rows):
        out[place, : len(row)] = torch.tensor(row, dtype=torch.long)
    return out
