"""Training of the judgement, from annotated sentences and from what the recogniser finds in them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from spacy.tokens import Doc
from torch import Tensor, nn

from extract.candidates import Candidate, Node, candidates, kind_of, nodes
from extract.judgement import MODALITIES, NONE, RELATIONS, number, vectors
from extract.learning.annotation import Annotated, Stated
from extract.mentions import COUNT, DATE
from extract.network import Numbers

HIDDEN = 32
MEMBERS = 2  # networks whose probabilities are averaged
DROPPED, DROPPED_VECTORS, DROPPED_REASONS = 0.5, 0.3, 0.1
EPOCHS, BATCH, RATE, DECAY = 10, 256, 4e-3, 5e-2
LEAST_SEEN = 24  # times: what is rarer is no reason that can be learnt
OPTIONAL = 0.6  # what a fact counts on which readers may differ
MOODS = 0.5  # what the modality counts beside the relation
LEFT_OUT = -100


class Example(NamedTuple):
    """A candidate as numbers, with what it states."""

    reasons: NDArray[np.int64]
    vectors: NDArray[np.float16]
    relation: int
    modality: int
    weight: float


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
    """Yield the candidates among some mentions of a sentence, each with what a reader took it to state.

    Of several mentions of the same two things the nearest state the fact, and the others nothing, nor its lack.
    """
    entities = {id(node): entity for node, entity in named}
    found = []
    for candidate in candidates(doc, language, [node for node, _ in named]):
        subject, target = entities[id(candidate.subject)], entities[id(candidate.object)]
        if subject and subject == target:
            continue
        facts = stated(sentence, subject, candidate, target)
        found.append((candidate, facts, (subject, target or str(candidate.object.start))))
    nearest: dict[tuple[str, str], int] = {}
    for candidate, facts, pair in found:
        if facts:
            nearest[pair] = min(nearest.get(pair, distance(candidate)), distance(candidate))
    for candidate, facts, pair in found:
        if not facts or distance(candidate) == nearest[pair]:
            yield example(doc, candidate, facts)


def distance(candidate: Candidate) -> int:
    """Return how many characters part the two mentions."""
    return max(candidate.subject.start, candidate.object.start) - min(
        candidate.subject.end, candidate.object.end
    )


def stated(sentence: Annotated, subject: str, candidate: Candidate, target: str) -> list[Stated]:
    """Return the facts of a sentence that a candidate states, the sure ones first."""
    span = candidate.object.span
    if candidate.object.kind in {DATE, COUNT} and span is not None:
        value = span._.value
        target = str(value.start if candidate.object.kind == DATE else value)
    found = [
        fact
        for fact in sentence.facts
        if fact.relation in RELATIONS
        and (
            (fact.subject, fact.object) == (subject, target)
            or (fact.relation == "partneredWith" and (fact.object, fact.subject) == (subject, target))
        )
    ]
    return sorted(found, key=lambda fact: fact.optional)


def example(doc: Doc, candidate: Candidate, facts: Sequence[Stated]) -> Example:
    """Return a candidate as numbers."""
    fact = facts[0] if facts else None
    return Example(
        np.array(sorted(map(number, candidate.reasons))),
        vectors(doc, candidate).astype(np.float16),
        RELATIONS.index(fact.relation if fact else NONE),
        MODALITIES.index(fact.modality) if fact else LEFT_OUT,
        OPTIONAL if fact and fact.optional else 1.0,
    )


class Weigher(nn.Module):
    """The network whose arithmetic `extract.judgement.Judge` repeats; reason 0 is none."""

    def __init__(self, reasons: int, width: int) -> None:
        super().__init__()
        self.weights = nn.EmbeddingBag(reasons + 1, HIDDEN, mode="sum", padding_idx=0)
        nn.init.normal_(self.weights.weight, 0, 0.02)
        self.direct = nn.EmbeddingBag(
            reasons + 1, len(RELATIONS) + len(MODALITIES), mode="sum", padding_idx=0
        )
        nn.init.zeros_(self.direct.weight)
        self.vectors = nn.Linear(width, HIDDEN)
        self.drop, self.drop_vectors = nn.Dropout(DROPPED), nn.Dropout(DROPPED_VECTORS)
        self.relation = nn.Linear(HIDDEN, len(RELATIONS))
        self.modality = nn.Linear(HIDDEN, len(MODALITIES))

    def forward(self, reasons: Tensor, seen: Tensor) -> tuple[Tensor, Tensor]:
        """Return the scores of each relation and of each modality."""
        hidden = self.drop(torch.relu(self.weights(reasons) + self.vectors(self.drop_vectors(seen))))
        relation, mood = self.direct(reasons).split([len(RELATIONS), len(MODALITIES)], dim=1)
        return self.relation(hidden) + relation, self.modality(hidden) + mood


def train(given: Sequence[Example], seed: int) -> dict[str, Numbers]:
    """Return the weights of a judge trained on examples; the same seed gives the same ones."""
    counts = Counter(int(reason) for one in given for reason in one.reasons)
    kept = sorted(reason for reason, times in counts.items() if times >= LEAST_SEEN)
    rows = {reason: row + 1 for row, reason in enumerate(kept)}
    known = [[rows[int(r)] for r in one.reasons if int(r) in rows] for one in given]
    out: dict[str, Numbers] = {"reasons": np.array(kept, dtype=np.uint32)}
    for member in range(MEMBERS):
        for name, array in member_of(given, known, len(kept), seed + member).items():
            out[f"{member}.{name}"] = array[1:] if name in {"weights.weight", "direct.weight"} else array
    return out


def member_of(
    given: Sequence[Example], known: Sequence[Sequence[int]], reasons: int, seed: int
) -> dict[str, Numbers]:
    """Return the weights of one network trained on examples, whose reasons are given as rows."""
    torch.manual_seed(seed)
    seen = torch.from_numpy(np.stack([one.vectors for one in given]))
    relations = torch.tensor([one.relation for one in given])
    moods = torch.tensor([one.modality for one in given])
    weight = torch.tensor([one.weight for one in given])
    weigher = Weigher(reasons, seen.shape[1])
    optimiser = torch.optim.AdamW(weigher.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * -(-len(given) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps + 1, pct_start=0.1)
    weigher.train()
    for _ in range(EPOCHS):
        for batch in torch.randperm(len(given)).split(BATCH):
            given_reasons = padded([known[i] for i in batch])
            dropped = torch.rand(given_reasons.shape) < DROPPED_REASONS
            relation, mood = weigher(given_reasons.masked_fill(dropped, 0), seen[batch].float())
            loss = nn.functional.cross_entropy(relation, relations[batch], reduction="none")
            loss = (loss * weight[batch]).mean()
            if (moods[batch] != LEFT_OUT).any():
                loss = loss + MOODS * nn.functional.cross_entropy(mood, moods[batch], ignore_index=LEFT_OUT)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    weigher.eval()
    return {name: value.numpy().astype(np.float16) for name, value in weigher.state_dict().items()}


def padded(rows: Sequence[Sequence[int]]) -> Tensor:
    """Return rows of reasons as one array, with nought beyond a row's end."""
    out = torch.zeros(len(rows), max(1, *map(len, rows)), dtype=torch.long)
    for place, row in enumerate(rows):
        out[place, : len(row)] = torch.tensor(row, dtype=torch.long)
    return out
