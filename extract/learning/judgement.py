"""Training of the judge, from annotated sentences and from what the recogniser finds in them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from spacy.tokens import Doc
from torch import Tensor, nn

from extract.finding.encoder import SEEN, WIDTH
from extract.finding.transformer import CONTEXT
from extract.language import Numbers
from extract.learning.annotation import Annotated, Stated
from extract.learning.layers import Layers, exported, fit, informing
from extract.learning.surety import surety
from extract.mentions import COUNT, DATE
from extract.weighing.candidates import Candidate, Node, View, candidates, kind_of, nodes, views
from extract.weighing.judge import (
    DISTANCES,
    FORMS,
    KINDS,
    MODALITIES,
    NEVER,
    NONE,
    RELATIONS,
    Seen,
    allowed,
    distances,
    seen,
)

HIDDEN, PRODUCTS = 160, 64
DROPPED, DROPPED_NAMES, DROPPED_REASONS, DROPPED_CONTEXT = 0.4, 0.5, 0.2, 0.2
EPOCHS, BATCH, DECAY = 10, 32, 2e-2
RATE, RATE_OF_LAYERS = 3e-3, 1e-3
LEAST_SEEN = 32  # times: what is rarer is no reason that can be learnt
OPTIONAL = 0.6  # what a fact counts on which readers may differ
MOODS = 0.3  # what the modality counts beside the relation
LEFT_OUT = -100
BLOCKS = 20  # of examples, every other one in the same half


class Example(NamedTuple):
    """A sentence as the judge sees it, with what each of its pairs states."""

    seen: Seen
    relations: NDArray[np.int64]
    modalities: NDArray[np.int64]
    weights: Numbers


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

    Of several mentions of the same two things the nearest state the fact, and the others nothing, nor its lack.
    """
    entities = {id(node): entity for node, entity in named}
    for view in views(doc, language, [node for node, _ in named]):
        found = list(labelled(sentence, view, entities))
        if found:
            facts = [fact for _, fact in found]
            yield Example(
                seen(doc, view, [candidate for candidate, _ in found]),
                np.array([RELATIONS.index(fact.relation if fact else NONE) for fact in facts]),
                np.array([MODALITIES.index(fact.modality) if fact else LEFT_OUT for fact in facts]),
                np.array([OPTIONAL if fact and fact.optional else 1.0 for fact in facts], dtype=np.float32),
            )


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


class Network(nn.Module):
    """The network whose arithmetic `extract.weighing.judge.Judge` repeats; reason 0 is none."""

    def __init__(self, reasons: int) -> None:
        super().__init__()
        self.layers, self.context = Layers(), informing()
        self.kind, self.form = nn.Embedding(len(KINDS), WIDTH), nn.Embedding(len(FORMS), WIDTH)
        self.listed, self.inner = nn.Embedding(2, WIDTH), nn.Embedding(2, WIDTH)
        for traits in (self.kind, self.form, self.listed, self.inner):
            nn.init.normal_(traits.weight, 0, 0.05)
        self.name = nn.Linear(3 * WIDTH, WIDTH)
        self.drop, self.drop_names = nn.Dropout(DROPPED), nn.Dropout(DROPPED_NAMES)
        self.drop_context = nn.Dropout(DROPPED_CONTEXT)
        known = SEEN + CONTEXT + WIDTH
        self.subject, self.object = nn.Linear(known, HIDDEN), nn.Linear(known, HIDDEN)
        self.left, self.right = nn.Linear(known, PRODUCTS), nn.Linear(known, PRODUCTS)
        self.between, self.both = nn.Linear(SEEN, HIDDEN), nn.Linear(PRODUCTS, HIDDEN)
        self.distance = nn.Embedding(2 * (len(DISTANCES) + 1), HIDDEN)
        nn.init.zeros_(self.distance.weight)
        self.norm = nn.LayerNorm(HIDDEN)
        self.relation, self.modality = nn.Linear(HIDDEN, len(RELATIONS)), nn.Linear(HIDDEN, len(MODALITIES))
        self.direct = nn.EmbeddingBag(
            reasons + 1, len(RELATIONS) + len(MODALITIES), mode="sum", padding_idx=0
        )
        nn.init.zeros_(self.direct.weight)

    def forward(self, given: Sequence[Seen], reasons: Tensor) -> tuple[Tensor, Tensor]:
        """Return the scores of each relation and of each modality for all pairs of some sentences."""
        lengths = torch.tensor([len(one.rows) for one in given])
        given_rows = torch.zeros(len(given), int(lengths.max()), WIDTH + CONTEXT)
        for at, one in enumerate(given):
            given_rows[at, : len(one.rows)] = torch.from_numpy(one.rows.astype(np.float32))
        context = self.drop_context(given_rows[..., WIDTH:])
        rows = given_rows[..., :WIDTH] + self.context(context)
        traits = torch.from_numpy(np.concatenate([one.traits for one in given]))
        place = torch.from_numpy(np.concatenate([one.place for one in given]))
        sentence = torch.repeat_interleave(
            torch.arange(len(given)), torch.tensor([len(one.place) for one in given])
        )
        ends = torch.from_numpy(np.concatenate([one.ends for one in given]))
        own = self.name(self.drop_names(ends))
        for table, column in zip((self.kind, self.form, self.listed, self.inner), traits.T, strict=True):
            own = own + table(column)
        outer = traits[:, -1] == 0
        named = rows[sentence[outer], place[outer]]
        rows[sentence[outer], place[outer]] = own[outer] + self.drop_names(named)
        read = self.layers(rows, lengths)
        known = self.drop(torch.cat([read[sentence, place], context[sentence, place], own], dim=1))
        begins = np.cumsum([0, *(len(one.place) for one in given)])
        pairs = np.concatenate([one.pairs + begin for one, begin in zip(given, begins, strict=False)])
        subject, target = torch.from_numpy(pairs).T
        first, second, where = place[subject], place[target], sentence[subject]
        low, high = torch.minimum(first, second) + 1, torch.maximum(first, second)
        summed = nn.functional.pad(read.cumsum(dim=1), (0, 0, 1, 0))
        between = summed[where, torch.maximum(low, high)] - summed[where, low]
        between = between / (high - low).clamp(min=1).unsqueeze(1)
        both = self.left(known)[subject] * self.right(known)[target]
        far = torch.from_numpy(distances(first.numpy(), second.numpy()))
        hidden = self.subject(known)[subject] + self.object(known)[target] + self.between(self.drop(between))
        hidden = self.drop(torch.relu(self.norm(hidden + self.both(both) + self.distance(far))))
        relation, mood = self.direct(reasons).split([len(RELATIONS), len(MODALITIES)], dim=1)
        never = torch.from_numpy(allowed())[traits[subject, 0], traits[target, 0]]
        return self.relation(hidden) + relation + never, self.modality(hidden) + mood


def train(given: Sequence[Example], seed: int) -> dict[str, NDArray[np.generic]]:
    """Return the weights of a judge trained on examples; the same seed gives the same ones.

    How sure it may be is told by two judges of half the examples, each of the other half.
    """
    network, reasons = fitted(given, seed)
    halves: list[list[Example]] = [[], []]
    for place, one in enumerate(given):
        halves[place * BLOCKS // len(given) % len(halves)].append(one)
    told = [
        judged(*fitted(one, seed + number + 1), list(unlike(other)))
        for number, (one, other) in enumerate((halves, halves[::-1]))
    ]
    slope, shift = surety(*(np.concatenate(parts) for parts in zip(*told, strict=True)))
    out = exported(network, network.layers)
    return {
        **out,
        "direct.weight": out["direct.weight"][1:],
        "reasons": np.array(reasons, dtype=np.uint32),
        "slope": slope,
        "shift": shift,
    }


def unlike(given: Sequence[Example]) -> Iterator[Example]:
    """Yield each example once."""
    yield from {id(one): one for one in given}.values()


def judged(
    network: "Network", reasons: Sequence[int], given: Sequence[Example]
) -> tuple[NDArray[np.int64], Numbers, NDArray[np.bool_]]:
    """Return of each pair of some examples the likeliest relation, how likely it is, and whether it is right."""
    numbers = numbered(reasons)
    found: list[tuple[NDArray[np.int64], Numbers, NDArray[np.bool_]]] = []
    with torch.no_grad():
        for start in range(0, len(given), BATCH):
            some = given[start : start + BATCH]
            relation, mood = network([one.seen for one in some], spoken(some, numbers))
            likely, moods = torch.softmax(relation, 1).numpy(), torch.softmax(mood, 1).numpy()
            best = likely[:, 1:].argmax(axis=1) + 1
            sure = likely[np.arange(len(best)), best] * moods.max(axis=1)
            found.append((best, sure, best == np.concatenate([one.relations for one in some])))
    relations, likely, right = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return relations, likely, right


def numbered(reasons: Sequence[int]) -> dict[int, int]:
    """Return the row of each reason; row 0 is none."""
    return {reason: row + 1 for row, reason in enumerate(reasons)}


def spoken(given: Sequence[Example], numbers: Mapping[int, int]) -> Tensor:
    """Return the rows of the reasons of all pairs of some examples."""
    return padded(
        [[numbers[r] for r in known if r in numbers] for one in given for known in one.seen.reasons]
    )


def fitted(given: Sequence[Example], seed: int) -> tuple["Network", list[int]]:
    """Return a network trained on examples, and the reasons that it knows."""
    torch.manual_seed(seed)
    order = np.random.default_rng(seed)
    counts = Counter(reason for one in given for reasons in one.seen.reasons for reason in reasons)
    kept = sorted(reason for reason, times in counts.items() if times >= LEAST_SEEN)
    numbers = numbered(kept)
    network = Network(len(kept))

    def loss(batch: list[int]) -> Tensor:
        some = [given[i] for i in batch]
        reasons = spoken(some, numbers)
        dropped = torch.rand(reasons.shape) < DROPPED_REASONS
        relation, mood = network([one.seen for one in some], reasons.masked_fill(dropped, 0))
        return lost(some, relation, mood)

    lengths = [len(one.seen.rows) for one in given]
    rates = (RATE, RATE_OF_LAYERS)
    fit(
        network,
        network.layers,
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
