"""The arithmetic of small trained networks, against what it is by definition."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.weighing.network import linear, normal, rectified, shares, window
from extract.weights import weights
from ontology.errors import StakegraphError

ROWS = np.random.default_rng(7).normal(size=(6, 4)).astype(np.float32)
TRAINED = {
    "a.weight": np.random.default_rng(8).normal(size=(3, 4)).astype(np.float32),
    "a.bias": np.array([1, 2, 3], dtype=np.float32),
    "w.weight": np.random.default_rng(9).normal(size=(2, 4, 3)).astype(np.float32),
    "w.bias": np.zeros(2, dtype=np.float32),
    "n.weight": np.ones(4, dtype=np.float32),
    "n.bias": np.zeros(4, dtype=np.float32),
}


def test_a_linear_layer_is_a_product_and_a_sum() -> None:
    assert np.allclose(linear(TRAINED, "a", ROWS)[2], TRAINED["a.weight"] @ ROWS[2] + TRAINED["a.bias"])


def test_a_window_sees_the_neighbours_and_nothing_beyond_the_ends() -> None:
    kernel = TRAINED["w.weight"]
    out = window(TRAINED, "w", ROWS)
    middle = sum(kernel[:, :, k] @ ROWS[2 + k] for k in range(3))
    assert np.allclose(out[3], middle, atol=1e-5)
    assert np.allclose(out[0], kernel[:, :, 1] @ ROWS[0] + kernel[:, :, 2] @ ROWS[1], atol=1e-5)


def test_normalised_rows_have_no_mean_and_spread_one() -> None:
    out = normal(TRAINED, "n", ROWS)
    assert np.allclose(out.mean(axis=1), 0, atol=1e-5)
    assert np.allclose(out.std(axis=1), 1, atol=1e-3)


@given(st.lists(st.floats(-50, 50, width=32), min_size=1, max_size=9))
def test_shares_are_probabilities_in_the_order_of_the_scores(scores: list[float]) -> None:
    out = shares(np.array([scores], dtype=np.float32))[0]
    assert abs(out.sum() - 1) < 1e-4
    assert out.argmax() == np.argmax(np.array(scores, dtype=np.float32)) or np.isclose(
        out.max(), out[np.argmax(scores)]
    )
    assert (rectified(np.array(scores)) >= 0).all()


def test_weights_that_are_not_there_are_named() -> None:
    with pytest.raises(StakegraphError, match=r"zh/nothing\.npz"):
        weights("zh", "nothing")
