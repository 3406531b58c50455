"""How sure a judgement may be: what turns a likelihood into how often it is right."""

import numpy as np
from numpy.typing import NDArray

from extract.language import Numbers
from extract.weighing.judge import LEAST, RELATIONS

UNSURE = 0.3  # below which nothing is stated, however sure one may be of it
HELD, SMALLEST, STEPS = 4.0, 1e-6, 30  # how much shifts are held back; Newton's steps


def surety(
    relations: NDArray[np.int64], likely: Numbers, right: NDArray[np.bool_]
) -> tuple[Numbers, Numbers]:
    """Return what turns a likelihood into how often it is right: a slope of its odds, and a shift for each relation.

    The method is Platt's (1999: "Probabilistic Outputs for Support Vector Machines"), by Newton's steps.
    """
    kept = likely >= UNSURE
    sure = np.clip(likely[kept].astype(np.float64), LEAST, 1 - LEAST)
    rows = np.zeros((len(sure), len(RELATIONS) + 2))
    rows[:, 0], rows[:, 1] = np.log(sure / (1 - sure)), 1
    rows[np.arange(len(sure)), relations[kept] + 2] = 1
    held = np.array([SMALLEST, SMALLEST, *([HELD] * len(RELATIONS))])
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        said = 1 / (1 + np.exp(-rows @ weights))
        steep = (rows * (said * (1 - said))[:, None]).T @ rows + np.diag(held)
        weights -= np.linalg.solve(steep, rows.T @ (said - right[kept]) + held * weights)
    return weights[:1].astype(np.float32), (weights[1] + weights[2:]).astype(np.float32)
