"""A tokenizer that makes each character a token, so that a token's index is its character's offset.

Names of bodies begin and end between words that no segmenter agrees on; with one token a character every span
can have its exact edges, and evidence is a plain slice of the text. The words themselves are a span group.
"""

from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab


class CharacterTokenizer:
    """Callable that turns a text into a Doc with one token a character."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return `text` as a Doc."""
        characters = list(text)
        return Doc(self.vocab, words=characters, spaces=[False] * len(characters))

    # Nothing to keep: spaCy asks every tokenizer for these when a pipeline is saved and loaded.
    def to_bytes(self, **_: Any) -> bytes:
        """Return no bytes."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> "CharacterTokenizer":
        """Return the tokenizer itself."""
        return self

    def to_disk(self, _path: str | Path, **_: Any) -> None:
        """Write nothing."""

    def from_disk(self, _path: str | Path, **_: Any) -> "CharacterTokenizer":
        """Return the tokenizer itself."""
        return self


@registry.tokenizers("stakegraph.characters.v1")  # type: ignore[untyped-decorator]
def create_tokenizer() -> Any:
    """Return the function by which spaCy makes the tokenizer of a pipeline."""

    def make(nlp: Language) -> CharacterTokenizer:
        return CharacterTokenizer(nlp.vocab)

    return make
