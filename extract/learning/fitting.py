"""Networks in training: in what order examples are seen, at what rates is learnt, and what is kept of the weights."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from extract.weights import SCALE, Numbers

MATRIX = 2  # axes
LARGEST, SMALLEST = 127, 1e-6  # of what a byte holds; of a scale
UNLIKE = 15  # by how many characters the sequences of a batch may differ and more


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
        elif array.ndim < MATRIX or not array.size:
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
