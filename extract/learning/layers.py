"""The encoder's two layers in training: they begin as LAC's own, and go on from there."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from extract.finding.encoder import LAYERS, PARTS, STATE, WIDTH, pretrained
from extract.weights import SCALE, Numbers

DROPPED = 0.2
WAYS = ("", "_reverse")
GATES = 3
MATRIX = 2  # axes
LARGEST, SMALLEST = 127, 1e-6  # of what a byte holds; of a scale
UNLIKE = 15  # by how many characters the sequences of a batch may differ and more


class Layers(nn.Module):
    """The layers whose arithmetic `extract.finding.encoder.Layers` repeats."""

    def __init__(self) -> None:
        super().__init__()
        self.drop = nn.Dropout(DROPPED)
        self.layers = nn.ModuleList(
            nn.GRU(WIDTH if layer == 0 else 2 * STATE, STATE, bidirectional=True, batch_first=True)
            for layer in range(len(LAYERS))
        )
        begun = pretrained()
        with torch.no_grad():
            for layer, unit in enumerate(self.layers):
                given, state, bias = (begun[f"layers.{layer}.{part}"] for part in PARTS)
                for way, end in enumerate(WAYS):
                    halves = np.split(bias[way], 2)
                    for name, array in zip(
                        ("weight_ih", "weight_hh", "bias_ih", "bias_hh"),
                        (given[way], state[way], *halves),
                        strict=True,
                    ):
                        getattr(unit, f"{name}_l0{end}").copy_(torch.from_numpy(turned(array)))

    def forward(self, rows: Tensor, lengths: Tensor) -> Tensor:
        """Return what the layers make of rows, each sequence as long as `lengths` says."""
        seen = []
        for unit in self.layers:
            packed = nn.utils.rnn.pack_padded_sequence(
                self.drop(rows), lengths, batch_first=True, enforce_sorted=False
            )
            rows, _ = nn.utils.rnn.pad_packed_sequence(unit(packed)[0], batch_first=True)
            seen.append(rows)
        return torch.cat(seen, dim=-1)

    def arrays(self) -> Mapping[str, Numbers]:
        """Return the weights by the names and in the order in which `extract.finding.encoder.Layers` takes them."""
        out: dict[str, Numbers] = {}
        for layer, unit in enumerate(self.layers):
            kept = dict(unit.named_parameters())

            def both(name: str, kept: Mapping[str, Tensor] = kept) -> list[Numbers]:
                return [turned(kept[f"{name}_l0{end}"].detach().numpy()) for end in WAYS]

            out[f"layers.{layer}.given"] = np.stack(both("weight_ih"))
            out[f"layers.{layer}.state"] = np.stack(both("weight_hh"))
            biases = zip(both("bias_ih"), both("bias_hh"), strict=True)
            out[f"layers.{layer}.bias"] = np.stack([np.concatenate(pair) for pair in biases])
        return out


def turned(array: Numbers) -> Numbers:
    """Return weights with the first two of the three gates changed about: ONNX and torch order them so."""
    first, second, third = np.split(array, GATES)
    return np.concatenate([second, first, third])


def exported(network: nn.Module, begun: Collection[str]) -> dict[str, Numbers]:
    """Return the weights of a network; `begun` are the names of its parts that have their own way to keep them."""
    out = {
        name: value.numpy()
        for name, value in network.state_dict().items()
        if name.partition(".")[0] not in begun
    }
    for name in begun:
        out |= getattr(network, name).arrays()
    return out


def packed(arrays: Mapping[str, NDArray[Any]]) -> dict[str, Any]:
    """Return weights as they are kept: matrices in bytes, with a scale for each row, and vectors half as exact."""
    out: dict[str, Any] = {}
    for name, array in arrays.items():
        if array.dtype != np.float32:
            out[name] = array
        elif array.ndim < MATRIX:
            out[name] = array.astype(np.float16)
        else:
            scale = np.maximum(np.abs(array).max(axis=-1, keepdims=True) / LARGEST, SMALLEST).astype(
                np.float16
            )
            out[name], out[name + SCALE] = np.rint(array / scale.astype(np.float32)).astype(np.int8), scale
    return out


def fit(
    network: nn.Module,
    begun: Collection[str],
    loss: Callable[[list[int]], Tensor],
    lengths: Sequence[int],
    *,
    size: int,
    epochs: int,
    rates: tuple[float, float],
    decay: float,
    order: np.random.Generator,
) -> None:
    """Train a network in one cycle of rates (Smith and Topin, 2018).

    Args:
        network: what is trained.
        begun: the names of its parts that were trained before, which learn more slowly than the rest.
        loss: how far the network is from what some examples, named by number, say.
        lengths: of the examples.
        size: of a batch, in examples.
        epochs: how often all examples are seen.
        rates: the highest learning rate of the network's own weights, and of those that were trained before.
        decay: of weights.
        order: in what order examples are seen.
    """
    groups: tuple[list[nn.Parameter], list[nn.Parameter]] = ([], [])
    for name, value in network.named_parameters():
        groups[name.partition(".")[0] in begun].append(value)
    optimiser = torch.optim.AdamW([{"params": group} for group in groups], lr=rates[0], weight_decay=decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, list(rates), total_steps=epochs * -(-len(lengths) // size) + 1, pct_start=0.1
    )
    network.train()
    for _ in range(epochs):
        for batch in batches(lengths, size, order):
            optimiser.zero_grad()
            loss(batch).backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
    network.eval()


def batches(lengths: Sequence[int], size: int, order: np.random.Generator) -> list[list[int]]:
    """Return the numbers of sequences in batches of like length, in random order."""
    ranked = np.argsort(np.array(lengths) + UNLIKE * order.random(len(lengths)))
    cut = [list(map(int, ranked[i : i + size])) for i in range(0, len(ranked), size)]
    return [cut[i] for i in order.permutation(len(cut))]
