"""Training of the mention recogniser, from annotated sentences alone."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from torch import Tensor, nn

from extract.learning.annotation import Annotated, Named
from extract.network import Numbers
from extract.recogniser import LABELS, OUTSIDE, features, sort_of

WIDE, NARROW, SEEN = 224, 160, 5
DROPPED = 0.35
EPOCHS, BATCH, RATE, DECAY = 16, 16, 2e-3, 1e-2
LEFT_OUT = -100  # what a place beyond a sentence's end is labelled, for the loss
KINDS = {"Country": "Place"}


class Example(NamedTuple):
    """A sentence's characters as numbers, and their labels."""

    given: Numbers
    labels: NDArray[np.int64]


class Head(nn.Module):
    """The network whose arithmetic `extract.recogniser.scores` repeats."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.drop = nn.Dropout(DROPPED)
        self.l1, self.n1 = nn.Linear(width, WIDE), nn.LayerNorm(WIDE)
        self.c1, self.n2 = nn.Conv1d(WIDE, NARROW, SEEN, padding=SEEN // 2), nn.LayerNorm(NARROW)
        self.c2, self.n3 = nn.Conv1d(NARROW, NARROW, 3, padding=1), nn.LayerNorm(NARROW)
        self.out = nn.Linear(NARROW, len(LABELS))

    def forward(self, given: Tensor, there: Tensor) -> Tensor:
        """Return the scores of each label for each character; `there` is nought beyond a sentence's end."""
        first = self.n1(torch.relu(self.l1(self.drop(given)))) * there
        second = self.n2(torch.relu(self.across(self.c1, self.drop(first)))) * there
        third = self.n3(second + torch.relu(self.across(self.c2, self.drop(second))))
        scores: Tensor = self.out(self.drop(third))
        return scores

    @staticmethod
    def across(layer: nn.Conv1d, rows: Tensor) -> Tensor:
        """Return rows put through a convolution over places."""
        out: Tensor = layer(rows.transpose(1, 2)).transpose(1, 2)
        return out


def before(nlp: Language, last: str, text: str) -> Doc:
    """Return a text with what the components before `last` make of it."""
    doc = nlp.make_doc(text)
    for name, component in nlp.pipeline:
        if name == last:
            break
        doc = component(doc)
    return doc


def outermost(mentions: Sequence[Named]) -> Iterator[Named]:
    """Yield the mentions that stand in no other, but for references, which are no names."""
    end = 0
    names = (mention for mention in mentions if mention.form != "reference")
    for mention in sorted(names, key=lambda m: (m.begin, -m.end)):
        if mention.begin >= end:
            yield mention
            end = mention.end


def labelled(sentence: Annotated) -> NDArray[np.int64]:
    """Return the label of each character of a sentence."""
    labels = np.full(len(sentence.text), OUTSIDE, dtype=np.int64)
    for mention in outermost(sentence.mentions):
        sort = sort_of(KINDS.get(mention.kind, mention.kind))
        starred = f"{sort}*" if mention.form == "unnamed" and f"B{sort}*" in LABELS else sort
        if mention.end - mention.begin == 1:
            labels[mention.begin] = LABELS.index(f"S{starred}")
        else:
            labels[mention.begin + 1 : mention.end - 1] = LABELS.index(f"I{starred}")
            labels[mention.begin] = LABELS.index(f"B{starred}")
            labels[mention.end - 1] = LABELS.index(f"E{starred}")
    return labels


def example(nlp: Language, sentence: Annotated) -> Example:
    """Return an annotated sentence as the network sees it."""
    doc = before(nlp, "recogniser", sentence.text)
    return Example(np.concatenate([doc.tensor, features(doc)], axis=1), labelled(sentence))


def train(examples: Sequence[Example], seed: int) -> Head:
    """Return a head trained on the examples; the same seed gives the same weights."""
    torch.manual_seed(seed)
    order = np.random.default_rng(seed)
    head = Head(examples[0].given.shape[1])
    optimiser = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * -(-len(examples) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps + 1, pct_start=0.1)
    head.train()
    for _ in range(EPOCHS):
        for batch in batches(examples, order):
            given, labels = padded([examples[i] for i in batch])
            found = head(given, (labels != LEFT_OUT).unsqueeze(-1))
            loss = nn.functional.cross_entropy(found.flatten(0, 1), labels.flatten(), ignore_index=LEFT_OUT)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimiser.step()
            schedule.step()
    head.eval()
    return head


def batches(examples: Sequence[Example], order: np.random.Generator) -> list[list[int]]:
    """Return the examples in batches of sentences of like length, in random order."""
    lengths = np.array([len(example.labels) for example in examples])
    ranked = np.argsort(lengths + 15 * order.random(len(examples)))
    cut = [list(map(int, ranked[i : i + BATCH])) for i in range(0, len(ranked), BATCH)]
    return [cut[i] for i in order.permutation(len(cut))]


def padded(examples: Sequence[Example]) -> tuple[Tensor, Tensor]:
    """Return examples as one array, and their labels."""
    longest = max(len(example.labels) for example in examples)
    given = torch.zeros(len(examples), longest, examples[0].given.shape[1])
    labels = torch.full((len(examples), longest), LEFT_OUT)
    for row, one in enumerate(examples):
        given[row, : len(one.labels)] = torch.from_numpy(one.given)
        labels[row, : len(one.labels)] = torch.from_numpy(one.labels)
    return given, labels


def exported(head: nn.Module) -> dict[str, NDArray[np.float16]]:
    """Return the weights of a network as they are kept: half as exact, which is as good."""
    return {name: value.numpy().astype(np.float16) for name, value in head.state_dict().items()}
