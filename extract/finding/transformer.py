"""The first layers of a multilingual transformer: for every piece of a sentence a vector that knows the whole of it.

The layers are those of multilingual-e5-small (Wang et al., 2024: "Multilingual E5 Text Embeddings"), in numbers of
four bits, the same for all languages; of its pieces only those are kept that a language writes. What they hold is
learnt from a billion sentences. Each task trains them on, by changes of low rank that come with its own weights
(Hu et al., 2021: "LoRA: Low-Rank Adaptation of Large Language Models").
"""

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from typing import Any, NamedTuple

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime import InferenceSession

from extract.finding.encoder import Vectors, session
from extract.weights import Numbers, weights

SHARED, LAYERS, PIECES = "", "transformer", "pieces"  # one file for all languages, and one of each
HIDDEN, HEADS, INNER = 384, 12, 1536  # numbers a piece, heads of attention, numbers within a layer
BLOCK = 32  # weights that share a scale
LONGEST = 254  # pieces that are read at once; a longer sentence is read in parts
BEGIN, END, UNKNOWN, SPACE = 0, 1, 2, "▁"  # the first rows of the table of pieces
UNLIKELY = 10.0  # by how much an unknown character is less likely than the rarest piece
EPSILON = 1e-12
MATRICES = {
    "q": HIDDEN,
    "k": HIDDEN,
    "v": HIDDEN,
    "ao": HIDDEN,
    "fi": HIDDEN,
    "fo": INNER,
}  # and what comes in
UP, DOWN = ".up", ".down"  # the two parts of a change of low rank
NUMBERS = {"sharp": (HIDDEN / HEADS) ** 0.5, "root": 2**0.5, "one": 1, "half": 0.5}


class Piece(NamedTuple):
    """A piece of a sentence: its row in the table, and its first and last character; -1 when it has none."""

    row: int
    first: int
    last: int


class Cutter:
    """Cuts a sentence into pieces that the layers know; call it with one.

    Args:
        names: of the pieces; their rows in the table come after those of begin, end and what is unknown.
        likely: the logarithm of each one's probability.
    """

    def __init__(self, names: Sequence[str], likely: Sequence[float]) -> None:
        self.rows = {name: row + UNKNOWN + 1 for row, name in enumerate(names)}
        self.likely = [*([0.0] * (UNKNOWN + 1)), *likely]
        self.unlikely = min(likely) - UNLIKELY
        self.longest = max(map(len, names))

    def __call__(self, sentence: str) -> list[Piece]:
        """Return the likeliest pieces that make up a sentence (Kudo, 2018: "Subword Regularization")."""
        written, origin = [SPACE], [-1]
        for place, character in enumerate(sentence):
            for one in unicodedata.normalize("NFKC", character):
                if not one.isspace():
                    written.append(one)
                    origin.append(place)
                elif written[-1] != SPACE:
                    written.append(SPACE)
                    origin.append(place)
        text = "".join(written)
        best = [0.0, *([-np.inf] * len(text))]
        back = [(0, UNKNOWN)] * (len(text) + 1)
        for start in range(len(text)):
            so_far = best[start]
            for end in range(start + 1, min(len(text), start + self.longest) + 1):
                row = self.rows.get(text[start:end])
                if row is not None and so_far + self.likely[row] > best[end]:
                    best[end], back[end] = so_far + self.likely[row], (start, row)
            if so_far + self.unlikely > best[start + 1]:
                best[start + 1], back[start + 1] = so_far + self.unlikely, (start, UNKNOWN)
        found: list[Piece] = []
        end = len(text)
        while end:
            start, row = back[end]
            found.append(Piece(row, origin[start], origin[end - 1]))
            end = start
        return found[::-1]


@cache
def cutter(language: str) -> Cutter:
    """Return what cuts the sentences of a language."""
    kept = weights(language, PIECES)
    return Cutter(bytes(kept["pieces"]).decode().split("\n"), kept["likely"].tolist())


def covered(pieces: Sequence[Piece], places: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the first and the last piece of each stretch of a sentence, given by where it begins and ends."""
    first = np.searchsorted(np.array([piece.last for piece in pieces]), places[:, 0])
    final = np.searchsorted(np.array([piece.first for piece in pieces]), places[:, 1] - 1, side="right") - 1
    out: NDArray[np.int64] = np.stack([first, np.maximum(first, final)], axis=1)
    return np.minimum(out, len(pieces) - 1)


class Read(NamedTuple):
    """What the layers make of a sentence.

    Attributes:
        pieces: `HIDDEN` numbers for each piece.
        shares: how much each piece heeds each other in the last layer, for each head of attention, those that were
            read at once with each other.
    """

    pieces: Vectors
    shares: list[Vectors]


class Transformer:
    """The layers of a language, changed for a task.

    Args:
        language: whose layers and pieces.
        tuned: the task's weights; changes of a matrix are the product of those that its name and `UP`, `DOWN` name.
    """

    def __init__(self, language: str, tuned: Mapping[str, Numbers]) -> None:
        self.language, self.tuned = language, tuned
        self.kept = weights(SHARED, LAYERS)

    @cached_property
    def session(self) -> InferenceSession:
        """The layers as a network, made when first used."""
        return session(graph(self.kept, self.tuned))

    def read(self, pieces: Sequence[Piece], added: Numbers | None = None) -> Read:
        """Return what the layers make of a sentence, `LONGEST` pieces at once.

        Args:
            pieces: of a sentence.
            added: to what each piece is given as, `HIDDEN` numbers each.
        """
        out = np.zeros((len(pieces), HIDDEN), dtype=np.float32)
        shares = []
        for at in range(0, len(pieces), LONGEST):
            part = slice(at, at + LONGEST)
            rows = [BEGIN, *(piece.row for piece in pieces[part]), END]
            given = words(self.language)[rows] + self.kept["places"][: len(rows)]
            if added is not None:
                given[1:-1] += added[part]
            seen, heeded = self.session.run(None, {"given": given})
            out[part] = seen[1:-1]
            shares.append(heeded[:, 1:-1, 1:-1])
        return Read(out, shares)


@cache
def words(language: str) -> Vectors:
    """Return what each piece of a language is read as, a row each."""
    return exact(weights(language, PIECES), "word", HIDDEN)


def exact(kept: Mapping[str, NDArray[np.generic]], name: str, width: int) -> Vectors:
    """Return a matrix that is kept in numbers of four bits, two a byte, a scale for each block of weights."""
    pairs = kept[f"{name}.bits"].astype(np.uint8)
    numbers = np.concatenate([pairs & 15, pairs >> 4], axis=1).astype(np.float32) - 8
    out: Vectors = (numbers * kept[f"{name}.scales"].astype(np.float32)[:, None]).reshape(-1, width)
    return out


def matrix(kept: Mapping[str, NDArray[np.generic]], name: str) -> Vectors:
    """Return a matrix of the layers as it is before any change."""
    return exact(kept, f"{name}.w", MATRICES[name.rpartition(".")[2]])


def depth(kept: Mapping[str, NDArray[np.generic]], tuned: Mapping[str, Numbers]) -> int:
    """Return how many layers a task goes through: those that it changed, or all that are kept if it changed none."""
    return sum(name.endswith(f".q{UP}") for name in tuned) or int(kept["layers"])


def graph(kept: Mapping[str, NDArray[np.generic]], tuned: Mapping[str, Numbers]) -> onnx.ModelProto:
    """Return the layers, changed, as a network that reads one sentence's pieces."""
    nodes: list[onnx.NodeProto] = []
    held = [
        numpy_helper.from_array(np.array([0, HEADS, HIDDEN // HEADS]), "split"),
        numpy_helper.from_array(np.array([0, HIDDEN]), "joined"),
        *(
            numpy_helper.from_array(np.array(value, dtype=np.float32), name)
            for name, value in NUMBERS.items()
        ),
    ]

    def put(kind: str, *given: str, to: str, **settings: Any) -> str:
        nodes.append(helper.make_node(kind, list(given), [to], **settings))
        return to

    def vector(name: str) -> str:
        held.append(numpy_helper.from_array(kept[name].astype(np.float32), name))
        return name

    def linear(given: str, name: str) -> str:
        changed = matrix(kept, name)
        if name + UP in tuned:
            changed = changed + tuned[name + UP] @ tuned[name + DOWN]
        held.append(numpy_helper.from_array(np.ascontiguousarray(changed.T), f"{name}.w"))
        return put("Gemm", given, f"{name}.w", vector(f"{name}.b"), to=f"{name}.y")

    def normal(given: str, name: str) -> str:
        return put(
            "LayerNormalization",
            given,
            vector(f"{name}.w"),
            vector(f"{name}.b"),
            to=f"{name}.y",
            epsilon=EPSILON,
        )

    seen, heeded = normal("given", "ln"), ""
    for layer in range(depth(kept, tuned)):
        of = f"l{layer}."
        asked, known, told = (
            put(
                "Transpose",
                put("Reshape", linear(seen, of + part), "split", to=f"{of}{part}.split"),
                to=f"{of}{part}.heads",
                perm=[1, 2, 0] if part == "k" else [1, 0, 2],
            )
            for part in "qkv"
        )
        fit = put("Div", put("MatMul", asked, known, to=of + "fit"), "sharp", to=of + "even")
        heeded = put("Softmax", fit, to=of + "shares", axis=-1)
        heads = put("MatMul", heeded, told, to=of + "told")
        turned = put("Transpose", heads, to=of + "turned", perm=[1, 0, 2])
        heard = linear(put("Reshape", turned, "joined", to=of + "heard"), of + "ao")
        seen = normal(put("Add", seen, heard, to=of + "sum"), of + "aln")
        inner = linear(seen, of + "fi")
        bell = put("Erf", put("Div", inner, "root", to=of + "scaled"), to=of + "erf")
        half = put("Mul", inner, put("Add", bell, "one", to=of + "bell"), to=of + "both")
        made = linear(put("Mul", half, "half", to=of + "gelu"), of + "fo")
        seen = normal(put("Add", seen, made, to=of + "made"), of + "oln")
    shape = ("n", HIDDEN)
    whole = helper.make_graph(
        nodes,
        "transformer",
        [helper.make_tensor_value_info("given", TensorProto.FLOAT, shape)],
        [
            helper.make_tensor_value_info(seen, TensorProto.FLOAT, shape),
            helper.make_tensor_value_info(heeded, TensorProto.FLOAT, (HEADS, "n", "n")),
        ],
        held,
    )
    return helper.make_model(whole, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
