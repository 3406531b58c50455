"""How sure a statement may be: what turns a likelihood into how often it is right."""

import numpy as np
from numpy.typing import NDArray

from extract.weighing.judge import odds
from extract.weights import Numbers

HELD, SMALLEST, STEPS = 4.0, 1e-6, 30  # how much shifts are held back; Newton's steps


def surety(
    groups: NDArray[np.int64], count: int, likely: Numbers, right: NDArray[np.bool_]
) -> tuple[Numbers, Numbers]:
    """Return what turns a likelihood into how often it is right: a slope of its odds, and a shift for each group.

    The method is Platt's (1999: "Probabilistic Outputs for Support Vector Machines"), by Newton's steps. A group of
    which little is seen has nearly the shift that all have together.

    Args:
        groups: of each that was seen, below `count`.
        count: of groups.
        likely: how likely each came out.
        right: whether it was.
    """
    rows = np.zeros((len(likely), count + 2))
    rows[:, 0], rows[:, 1] = odds(likely.astype(np.float64)), 1
    rows[np.arange(len(likely)), groups + 2] = 1
    held = np.array([SMALLEST, SMALLEST, *([HELD] * count)])
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        said = 1 / (1 + np.exp(-rows @ weights))
        steep = (rows * (said * (1 - said))[:, None]).T @ rows + np.diag(held)
        weights -= np.linalg.solve(steep, rows.T @ (said - right) + held * weights)
    return weights[:1].astype(np.float32), (weights[1] + weights[2:]).astype(np.float32)
