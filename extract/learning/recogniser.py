"""Training of the mention recogniser, from annotated sentences alone."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from torch import Tensor, nn

from extract.finding.transformer import HIDDEN, LONGEST, Piece, covered, cutter
from extract.learning.annotation import Annotated, outermost
from extract.learning.fitting import exported, fit
from extract.learning.tuning import Tuned
from extract.mentions import text_of
from extract.weighing.recognition import LABELS, OUTSIDE, Features, sort_of
from extract.weighing.units import sentences, units
from extract.weights import Numbers

WIDE, WINDOWS = 192, (5, 3)
DROPPED = 0.3
BATCH, DECAY = 16, 1e-2
RATE, RATE_OF_LAYERS = 2e-3, 1e-3
LEFT_OUT = -100  # what a place beyond a sentence's end is labelled, for the loss
KINDS = {"Country": "Place"}
BEGUN = ("tuned",)


class Example(NamedTuple):
    """A sentence cut in pieces, the first and last piece of each unit, what the rules say of it, and its label."""

    pieces: list[Piece]
    covered: NDArray[np.int64]
    ruled: Numbers
    labels: NDArray[np.int64]


class Head(nn.Module):
    """The network whose arithmetic `weighing.recognition.Recognition` repeats, with the layers below it."""

    def __init__(self, language: str, ruled: int) -> None:
        super().__init__()
        self.tuned = Tuned(language)
        self.drop = nn.Dropout(DROPPED)
        self.ruled = nn.Linear(ruled, WIDE)
        self.l1, self.n1 = nn.Linear(3 * HIDDEN, WIDE), nn.LayerNorm(WIDE)
        (self.c1, self.c2), (self.n2, self.n3) = (
            (nn.Conv1d(WIDE, WIDE, width, padding=width // 2) for width in WINDOWS),
            (nn.LayerNorm(WIDE) for _ in WINDOWS),
        )
        self.out = nn.Linear(WIDE, len(LABELS))

    def forward(self, given: Sequence[Example]) -> tuple[Tensor, Tensor]:
        """Return the scores of each label for each unit of some sentences, and the labels that they have."""
        seen, _ = self.tuned(*self.tuned.read([one.pieces for one in given]))
        seen = seen[:, 1:-1]
        covered, ruled, labels = (
            padded([getattr(one, name) for one in given], beyond)
            for name, beyond in (("covered", 0), ("ruled", 0), ("labels", LEFT_OUT))
        )
        there = (labels != LEFT_OUT).unsqueeze(-1)
        row = torch.arange(len(given))[:, None]
        first, last = covered.unbind(-1)
        summed = nn.functional.pad(seen.cumsum(dim=1), (0, 0, 1, 0))
        mean = (summed[row, last + 1] - summed[row, first]) / (last + 1 - first).unsqueeze(-1)
        read = torch.cat([seen[row, first], seen[row, last], mean], dim=-1)
        out = self.n1(torch.relu(self.l1(self.drop(read)) + self.ruled(self.drop(ruled)))) * there
        out = self.n2(out + torch.relu(self.across(self.c1, self.drop(out)))) * there
        out = self.n3(out + torch.relu(self.across(self.c2, self.drop(out))))
        return self.out(self.drop(out)), labels

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


def labelled(sentence: Annotated, places: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
    """Return the label of each unit of a sentence; a mention that begins or ends within one has none."""
    labels = np.full(len(places), OUTSIDE, dtype=np.int64)
    begins = {begin: unit for unit, (begin, _) in enumerate(places)}
    ends = {end: unit for unit, (_, end) in enumerate(places)}
    for mention in outermost(sentence.mentions):
        first, last = begins.get(mention.begin), ends.get(mention.end)
        if first is None or last is None:
            continue
        sort = sort_of(KINDS.get(mention.kind, mention.kind))
        starred = f"{sort}*" if mention.form == "unnamed" and f"B{sort}*" in LABELS else sort
        if first == last:
            labels[first] = LABELS.index(f"S{starred}")
        else:
            labels[first + 1 : last] = LABELS.index(f"I{starred}")
            labels[first], labels[last] = LABELS.index(f"B{starred}"), LABELS.index(f"E{starred}")
    return labels


def examples(nlp: Language, language: str, sentence: Annotated) -> Iterator[Example]:
    """Yield an annotated text as the network sees it, sentence by sentence.

    What is too long to be read at once is left out.
    """
    doc = before(nlp, "recogniser", sentence.text)
    features = Features(doc)
    for start, end in sentences(text_of(doc), language):
        places = units(sentence.text[start:end], language)
        pieces = cutter(language)(sentence.text[start:end])
        if places and len(pieces) <= LONGEST:
            shifted = [(start + begin, start + stop) for begin, stop in places]
            yield Example(
                pieces,
                covered(pieces, np.array(places)),
                features(shifted),
                labelled(sentence, shifted),
            )


def train(given: Sequence[Example], language: str, epochs: int, seed: int) -> dict[str, Numbers]:
    """Return the weights of a head trained on the examples; the same seed gives the same ones."""
    torch.manual_seed(seed)
    order = np.random.default_rng(seed)
    head = Head(language, given[0].ruled.shape[1])

    def loss(batch: list[int]) -> Tensor:
        found, labels = head([given[i] for i in batch])
        return nn.functional.cross_entropy(found.flatten(0, 1), labels.flatten(), ignore_index=LEFT_OUT)

    lengths = [len(one.pieces) for one in given]
    rates = (RATE, RATE_OF_LAYERS)
    fit(head, BEGUN, loss, lengths, size=BATCH, epochs=epochs, rates=rates, decay=DECAY, order=order)
    return exported(head, BEGUN)


def padded(rows: Sequence[NDArray[Any]], beyond: int) -> Tensor:
    """Return arrays of unlike lengths as one, with the same number beyond each one's end."""
    return nn.utils.rnn.pad_sequence(
        list(map(torch.from_numpy, rows)), batch_first=True, padding_value=beyond
    )
