"""Small trained networks in plain numpy: what a reader's computer needs of them, without what trains them."""

from collections.abc import Mapping

import numpy as np

from extract.weights import Numbers

SMALLEST = 1e-5  # keeps a division from one by nothing, as it did in training


def linear(trained: Mapping[str, Numbers], layer: str, given: Numbers) -> Numbers:
    """Return rows put through a linear layer."""
    out: Numbers = given @ trained[f"{layer}.weight"].T + trained[f"{layer}.bias"]
    return out


def normal(trained: Mapping[str, Numbers], layer: str, given: Numbers) -> Numbers:
    """Return rows normalised (Ba, Kiros and Hinton, 2016: "Layer Normalization")."""
    mean = given.mean(axis=1, keepdims=True)
    spread = given.var(axis=1, keepdims=True)
    out: Numbers = (given - mean) / np.sqrt(spread + SMALLEST)
    return out * trained[f"{layer}.weight"] + trained[f"{layer}.bias"]


def window(trained: Mapping[str, Numbers], layer: str, given: Numbers) -> Numbers:
    """Return rows put through a layer that sees each with its neighbours (a convolution over places)."""
    kernel, bias = trained[f"{layer}.weight"], trained[f"{layer}.bias"]
    width = kernel.shape[2]
    padded = np.pad(given, ((width // 2, width // 2), (0, 0)))
    out = np.zeros((len(given), kernel.shape[0]), dtype=np.float32)
    for place in range(width):
        out += padded[place : place + len(given)] @ kernel[:, :, place].T
    return out + bias


def rectified(given: Numbers) -> Numbers:
    """Return the rows without what is below nought."""
    out: Numbers = np.maximum(given, 0)
    return out


def shares(scores: Numbers) -> Numbers:
    """Return scores as probabilities along the last axis (softmax)."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    out: Numbers = powers / powers.sum(axis=-1, keepdims=True)
    return out
