"""Training of the mention recogniser, from annotated sentences alone."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from torch import Tensor, nn

from extract.finding.encoder import SEEN, WIDTH
from extract.finding.transformer import CONTEXT, transformer
from extract.finding.words import SENTENCE, embedded
from extract.learning.annotation import Annotated, outermost
from extract.learning.layers import Layers, exported, fit
from extract.mentions import text_of
from extract.weighing.recognition import LABELS, OUTSIDE, features, sort_of
from extract.weights import Numbers

WIDE, NARROW, WINDOW = 224, 160, 5
DROPPED, DROPPED_CONTEXT = 0.35, 0.2
BATCH, DECAY = 16, 1e-2
RATE, RATE_OF_LAYERS = 2e-3, 1e-3
LEFT_OUT = -100  # what a place beyond a sentence's end is labelled, for the loss
KINDS = {"Country": "Place"}
BEGUN = ("layers",)


class Example(NamedTuple):
    """A sentence's characters as numbers, what the transformer knows and the rules say with them, and labels."""

    rows: Numbers
    ruled: Numbers
    labels: NDArray[np.int64]


class Head(nn.Module):
    """The network whose arithmetic `weighing.recogniser.Recognition` repeats, with the encoder's layers below it."""

    def __init__(self, ruled: int) -> None:
        super().__init__()
        self.layers, self.context = Layers(), nn.Linear(CONTEXT, WIDTH)
        nn.init.zeros_(self.context.weight)
        nn.init.zeros_(self.context.bias)
        self.drop, self.drop_context = nn.Dropout(DROPPED), nn.Dropout(DROPPED_CONTEXT)
        self.l1, self.n1 = nn.Linear(SEEN + CONTEXT + ruled, WIDE), nn.LayerNorm(WIDE)
        self.c1, self.n2 = nn.Conv1d(WIDE, NARROW, WINDOW, padding=WINDOW // 2), nn.LayerNorm(NARROW)
        self.c2, self.n3 = nn.Conv1d(NARROW, NARROW, 3, padding=1), nn.LayerNorm(NARROW)
        self.out = nn.Linear(NARROW, len(LABELS))

    def forward(self, rows: Tensor, ruled: Tensor, there: Tensor) -> Tensor:
        """Return the scores of each label for each character; `there` is false beyond a sentence's end."""
        context = self.drop_context(rows[..., WIDTH:])
        seen = self.layers(rows[..., :WIDTH] + self.context(context), there.sum(dim=1))
        there = there.unsqueeze(-1)
        first = self.n1(torch.relu(self.l1(self.drop(torch.cat([seen, context, ruled], dim=-1))))) * there
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


def examples(nlp: Language, sentence: Annotated) -> Iterator[Example]:
    """Yield an annotated text as the network sees it, sentence by sentence."""
    doc = before(nlp, "recogniser", sentence.text)
    rows, ruled, labels = embedded(doc), features(doc), labelled(sentence)
    read = transformer(nlp.lang)
    for one in SENTENCE.finditer(text_of(doc)):
        place = slice(*one.span())
        known = np.concatenate([rows[place], read(one.group())], axis=1)
        yield Example(known, ruled[place], labels[place])


def train(given: Sequence[Example], epochs: int, seed: int) -> dict[str, Numbers]:
    """Return the weights of a head trained on the examples; the same seed gives the same ones."""
    torch.manual_seed(seed)
    order = np.random.default_rng(seed)
    head = Head(given[0].ruled.shape[1])

    def loss(batch: list[int]) -> Tensor:
        rows, ruled, labels = padded([given[i] for i in batch])
        found = head(rows, ruled, labels != LEFT_OUT)
        return nn.functional.cross_entropy(found.flatten(0, 1), labels.flatten(), ignore_index=LEFT_OUT)

    lengths = [len(one.labels) for one in given]
    rates = (RATE, RATE_OF_LAYERS)
    fit(head, BEGUN, loss, lengths, size=BATCH, epochs=epochs, rates=rates, decay=DECAY, order=order)
    return exported(head, BEGUN)


def padded(examples: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor]:
    """Return examples as one array each: characters embedded, what the rules say of them, and labels."""
    longest = max(len(example.labels) for example in examples)
    rows = torch.zeros(len(examples), longest, examples[0].rows.shape[1])
    ruled = torch.zeros(len(examples), longest, examples[0].ruled.shape[1])
    labels = torch.full((len(examples), longest), LEFT_OUT)
    for place, one in enumerate(examples):
        rows[place, : len(one.labels)] = torch.from_numpy(one.rows)
        ruled[place, : len(one.labels)] = torch.from_numpy(one.ruled)
        labels[place, : len(one.labels)] = torch.from_numpy(one.labels)
    return rows, ruled, labels
