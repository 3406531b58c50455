"""The trained weights of one language, read once; apart from its tables, since few who need these need numpy."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import as_file

import numpy as np
from numpy.typing import NDArray

from extract.language import FOLDER
from ontology.errors import StakegraphError

Numbers = NDArray[np.float32]
SCALE = ".scale"  # what stands after the name of an array for the array of its rows' scales


@cache
def weights(language: str, name: str) -> Mapping[str, Numbers]:
    """Return the trained weights `name` of `language`, each array by its name.

    Matrices that are kept in bytes, a scale for each row, come as the numbers that they stand for.

    Raises:
        StakegraphError: there are none, or the file is damaged.
    """
    try:
        with as_file(FOLDER / language / f"{name}.npz") as path, np.load(path) as arrays:
            kept = dict(arrays.items())
    except (OSError, ValueError) as error:
        raise StakegraphError(f"extract/languages/{language}/{name}.npz cannot be read: {error}") from error
    for key in [key for key in kept if key.endswith(SCALE)]:
        matrix, scale = key.removesuffix(SCALE), kept.pop(key).astype(np.float32)
        kept[matrix] = kept[matrix] * scale
    return {
        key: array.astype(np.float32) if array.dtype == np.float16 else array for key, array in kept.items()
    }
