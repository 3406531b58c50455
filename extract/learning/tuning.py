"""The transformer's layers in training: changes of low rank beside matrices that stay as they are.

The method is that of Hu et al. (2021): "LoRA: Low-Rank Adaptation of Large Language Models".
"""

from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np
import torch
from torch import Tensor, nn

from extract.finding.transformer import (
    BEGIN,
    DOWN,
    END,
    EPSILON,
    HEADS,
    HIDDEN,
    LAYERS,
    MATRICES,
    SHARED,
    UP,
    Piece,
    matrix,
    words,
)
from extract.language import knowledge
from extract.weights import Numbers, weights

RANK, DROPPED = 16, 0.1
NEVER = -1e9


class Tuned(nn.Module):
    """The layers whose arithmetic `extract.finding.transformer.Transformer` repeats."""

    def __init__(self, language: str) -> None:
        super().__init__()
        kept = weights(SHARED, LAYERS)
        self.words, self.places = torch.from_numpy(words(language)), torch.from_numpy(kept["places"])
        self.layers = int(knowledge(language, "recogniser")["training"]["layers"])
        self.drop = nn.Dropout(DROPPED)
        self.up, self.down = nn.ParameterDict(), nn.ParameterDict()
        self.fixed = {
            name: (torch.from_numpy(kept[f"{name}.w"]), torch.from_numpy(kept[f"{name}.b"]))
            for name in ("ln", *(f"l{n}.{part}" for n, part in product(range(self.layers), ("aln", "oln"))))
        }
        for layer, part in product(range(self.layers), MATRICES):
            name = f"l{layer}.{part}"
            one = torch.from_numpy(matrix(kept, name))
            self.fixed[name] = one, torch.from_numpy(kept[f"{name}.b"])
            wide = one.shape[1]
            self.down[flat(name)] = nn.Parameter(torch.randn(RANK, wide) / wide**0.5)
            self.up[flat(name)] = nn.Parameter(torch.zeros(one.shape[0], RANK))

    # Products in half precision: training takes six tenths of the time where the processor has them.
    @torch.autocast("cpu", dtype=torch.bfloat16)  # type: ignore[untyped-decorator]
    def forward(self, rows: Tensor, there: Tensor) -> tuple[Tensor, Tensor]:
        """Return what the layers make of pieces, and how much each heeds each other in the last one.

        Args:
            rows: what each piece is read as, with the marks of begin and end.
            there: false beyond a sentence's end.
        """
        seen = self.drop(self.normal(rows, "ln"))
        beyond = torch.zeros(there.shape).masked_fill(~there, NEVER)[:, None, None]
        shares = beyond
        for layer in range(self.layers):
            of = f"l{layer}."
            asked, known, told = (
                self.linear(seen, of + part).unflatten(-1, (HEADS, -1)).transpose(1, 2) for part in "qkv"
            )
            fit = asked @ known.transpose(2, 3) / (HIDDEN / HEADS) ** 0.5
            shares = torch.softmax(fit + beyond, dim=-1)
            heard = (shares @ told).transpose(1, 2).flatten(2)
            seen = self.normal(seen + self.drop(self.linear(heard, of + "ao")), of + "aln")
            inner = nn.functional.gelu(self.linear(seen, of + "fi"))
            seen = self.normal(seen + self.drop(self.linear(inner, of + "fo")), of + "oln")
        return seen.float(), shares.float()

    def linear(self, given: Tensor, name: str) -> Tensor:
        """Return rows put through a matrix and its change."""
        change = nn.functional.linear(given, self.down[flat(name)])
        out: Tensor = nn.functional.linear(given, *self.fixed[name])
        return out + nn.functional.linear(change, self.up[flat(name)])

    def normal(self, given: Tensor, name: str) -> Tensor:
        """Return rows normalised."""
        return nn.functional.layer_norm(given, (HIDDEN,), *self.fixed[name], EPSILON)

    def read(self, given: Sequence[Sequence[Piece]]) -> tuple[Tensor, Tensor]:
        """Return what the pieces of some sentences are read as, between begin and end, and which are there."""
        longest = max(map(len, given)) + 2
        rows = np.zeros((len(given), longest), dtype=np.int64)
        there = torch.zeros(len(given), longest, dtype=torch.bool)
        for at, pieces in enumerate(given):
            rows[at, : len(pieces) + 2] = [BEGIN, *(piece.row for piece in pieces), END]
            there[at, : len(pieces) + 2] = True
        return self.words[torch.from_numpy(rows)] + self.places[:longest], there

    def arrays(self) -> Mapping[str, Numbers]:
        """Return the changes by the names under which `extract.finding.transformer.Transformer` takes them."""
        return {
            name.replace(" ", ".") + end: value.detach().numpy()
            for end, part in ((UP, self.up), (DOWN, self.down))
            for name, value in part.items()
        }


def flat(name: str) -> str:
    """Return the name of a matrix as torch can keep it."""
    return name.replace(".", " ")
