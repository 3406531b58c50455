"""The judge's network in training, with the transformer's layers below it."""

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn

from extract.finding.transformer import HIDDEN as WIDE
from extract.learning.tuning import Tuned
from extract.weighing.judge import (
    DISTANCES,
    FORMS,
    KINDS,
    LITTLE,
    MODALITIES,
    RELATIONS,
    TRAITS,
    Seen,
    allowed,
    distances,
)

HIDDEN, PRODUCTS, OWN = 192, 64, 128
BEGUN = ("tuned",)
FAINT = 5e-3  # how much marks say to begin with
AT_ONCE = 256  # pairs
DROPPED, DROPPED_NAMES, DROPPED_HIDDEN = 0.2, 0.4, 0.3


class Network(nn.Module):
    """The network whose arithmetic `extract.weighing.judge.Judge` repeats; reason 0 is none.

    Args:
        reasons: how many are known.
        language: whose pieces are read.
        width: numbers that the ends of a name are embedded in.
    """

    def __init__(self, reasons: int, language: str, width: int) -> None:
        super().__init__()
        self.tuned = Tuned(language)
        self.begins = nn.Embedding(len(KINDS), WIDE)
        for trait, values in zip(TRAITS, (len(KINDS), len(FORMS), 2), strict=True):
            setattr(self, f"mark_{trait}", nn.Embedding(values, WIDE))
            setattr(self, trait, nn.Embedding(values, OWN))
        for marks in (self.begins, *(getattr(self, f"mark_{trait}") for trait in TRAITS)):
            nn.init.normal_(marks.weight, 0, FAINT)
        self.name = nn.Linear(width, OWN)
        self.drop, self.drop_names, self.drop_hidden = map(
            nn.Dropout, (DROPPED, DROPPED_NAMES, DROPPED_HIDDEN)
        )
        known = 3 * WIDE + OWN
        self.subject, self.object = nn.Linear(known, HIDDEN), nn.Linear(known, HIDDEN)
        self.left, self.right = nn.Linear(known, PRODUCTS), nn.Linear(known, PRODUCTS)
        self.between, self.heeded = nn.Linear(WIDE, HIDDEN), nn.Linear(WIDE, HIDDEN)
        self.both = nn.Linear(PRODUCTS, HIDDEN)
        self.distance = nn.Embedding(2 * (len(DISTANCES) + 1), HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN)
        self.relation, self.modality = nn.Linear(HIDDEN, len(RELATIONS)), nn.Linear(HIDDEN, len(MODALITIES))
        self.direct = nn.EmbeddingBag(
            reasons + 1, len(RELATIONS) + len(MODALITIES), mode="sum", padding_idx=0
        )
        nn.init.zeros_(self.direct.weight)

    def forward(self, given: Sequence[Seen], reasons: Tensor) -> tuple[Tensor, Tensor]:
        """Return the scores of each relation and of each modality for all pairs of some sentences."""
        counts = torch.tensor([len(one.spans) for one in given])
        sentence = torch.repeat_interleave(torch.arange(len(given)), counts)
        spans, traits, place, ends = (
            torch.from_numpy(np.concatenate([getattr(one, name) for one in given]))
            for name in ("spans", "traits", "place", "ends")
        )
        rows, there = self.tuned.read([one.pieces for one in given])
        rows[:, 1:-1] = rows[:, 1:-1] + self.marks(sentence, spans, traits, rows.shape[1] - 2, len(given))
        read, shares = (part[..., 1:-1, :] for part in self.tuned(rows, there))
        shares = shares[..., 1:-1]
        first, last = spans.T
        summed = nn.functional.pad(read.cumsum(dim=1), (0, 0, 1, 0))
        mean = (summed[sentence, last + 1] - summed[sentence, first]) / (last + 1 - first).unsqueeze(1)
        own = self.name(self.drop_names(ends))
        for trait, column in zip(TRAITS, traits.T, strict=True):
            own = own + getattr(self, trait)(column)
        known = self.drop(torch.cat([mean, read[sentence, first], read[sentence, last], own], dim=1))
        begins = torch.repeat_interleave(
            counts.cumsum(0) - counts, torch.tensor([len(one.pairs) for one in given])
        )
        subject, target = (torch.from_numpy(np.concatenate([one.pairs for one in given])) + begins[:, None]).T
        where = sentence[subject]
        high = torch.maximum(first[subject], first[target])
        low = torch.minimum(torch.minimum(last[subject], last[target]) + 1, high)
        between = (summed[where, high] - summed[where, low]) / (high - low).clamp(min=1).unsqueeze(1)
        heads = shares[sentence, :, first]
        both = torch.stack([one[subject] * one[target] for one in heads.unbind(1)]).sum(dim=0)
        both = both / (both.sum(dim=1, keepdim=True) + LITTLE)
        heeded = torch.cat(
            [
                (some.unsqueeze(1) @ read[at]).squeeze(1)
                for some, at in zip(both.split(AT_ONCE), where.split(AT_ONCE), strict=True)
            ]
        )
        far = torch.from_numpy(distances(place[subject].numpy(), place[target].numpy()))
        hidden = self.subject(known)[subject] + self.object(known)[target] + self.between(self.drop(between))
        hidden = hidden + self.heeded(self.drop(heeded)) + self.distance(far)
        hidden = hidden + self.both(self.left(known)[subject] * self.right(known)[target])
        hidden = self.drop_hidden(torch.relu(self.norm(hidden)))
        relation, mood = self.direct(reasons).split([len(RELATIONS), len(MODALITIES)], dim=1)
        never = torch.from_numpy(allowed())[traits[subject, 0], traits[target, 0]]
        return self.relation(hidden) + relation + never, self.modality(hidden) + mood

    def marks(self, sentence: Tensor, spans: Tensor, traits: Tensor, longest: int, count: int) -> Tensor:
        """Return what the pieces of sentences are given beside themselves: the marks of mentions they stand in."""
        first, last = spans.T
        long = last + 1 - first
        mention = torch.repeat_interleave(torch.arange(len(spans)), long)
        place = torch.arange(len(mention)) - (long.cumsum(0) - long)[mention] + first[mention]
        given = sum(
            getattr(self, f"mark_{trait}")(column) for trait, column in zip(TRAITS, traits.T, strict=True)
        )
        out = torch.zeros(count, longest, WIDE)
        out = out.index_put((sentence[mention], place), given[mention], accumulate=True)
        return out.index_put((sentence, first), self.begins(traits[:, 0]), accumulate=True)
