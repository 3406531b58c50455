"""Words, their tags and candidate names, from a lexical analyser of the user's choice, as spans of the Doc."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.finding.encoder import WIDTH, Vectors, encoder
from extract.language import knowledge

Analyser = Callable[[str], list[tuple[str, str]]]
NAMES = frozenset({"ORG", "LOC", "PER", "nz", "nt", "ns"})
CONJUNCTION, LONGEST_CONJUNCTION = "c", 3  # characters, as 以及其 has
COARSE = {
    **{"NOUN": "n", "PROPN": "nz", "VERB": "v", "AUX": "v", "ADP": "p", "CCONJ": "c", "PUNCT": "w"},
    **{"ADJ": "a", "ADV": "d", "PRON": "r", "DET": "r", "NUM": "m", "PART": "u", "SCONJ": "c"},
}  # the tags of the lexical analyser for parts of speech as spaCy's pipelines name them
SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]*|[。；！？]+|\n+")


def trained(model: str) -> Analyser:
    """Return a trained spaCy pipeline, such as zh_core_web_sm, as an analyser; its tags are left as they are.

    Raises:
        OSError: the pipeline is not installed.
    """
    nlp = spacy.load(model)

    def run(text: str) -> list[tuple[str, str]]:
        return [(token.text_with_ws, COARSE.get(token.pos_, "n")) for token in nlp(text)]

    return run


@Language.factory("stakegraph_words", default_config={"analyser": "lac"})
class Words:
    """Set `doc.spans["words"]`, every word labelled with its part of speech, and `doc.tensor`, a row a character."""

    def __init__(self, nlp: Language, name: str, language: str, analyser: str) -> None:
        self.name, self.language = name, language
        self.analyser = analyser
        table = knowledge(language, "bodies")
        suffixes = (s for group in table["suffixes"].values() for s in group if len(s) > 1)
        tails = [*table["conjunction"]["within"], *table["words"]["outside"]]
        self.glued = re.compile(f"(?P<name>.+(?:{'|'.join(suffixes)}))(?P<tail>{'|'.join(tails)})")

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with what the component adds."""
        analyse = None if self.analyser == "lac" else trained(self.analyser)
        doc.tensor = np.zeros((len(doc), WIDTH), dtype=np.float32)
        doc.spans["words"] = list(words(doc, analyse, self.glued))
        return doc

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Write nothing: the analyser's name stands in the config."""


def embedded(doc: Doc) -> Vectors:
    """Return the characters of `doc` embedded, a row each; of no width where no analyser has embedded them."""
    rows: Vectors = np.asarray(doc.tensor, dtype=np.float32)
    return rows if rows.size else np.zeros((len(doc), 0), dtype=np.float32)


def words(doc: Doc, analyse: Analyser | None, glued: re.Pattern[str]) -> Iterator[Span]:
    """Yield the words of `doc` in order; together they cover every character.

    Args:
        doc: a text.
        analyse: cuts a sentence into tagged words; None for LAC, which embeds the characters anyway.
        glued: a name with a conjunction or verb at its end, to which analysers now and then add it.
    """
    for sentence in SENTENCE.finditer(doc.text):
        start = sentence.start()
        if sentence.group().isspace():  # what parts paragraphs belongs to no word
            yield Span(doc, *sentence.span(), label="w")
            continue
        reading = encoder()(sentence.group())
        doc.tensor[slice(*sentence.span())] = reading.vectors
        for word, tag in analyse(sentence.group()) if analyse else reading.words:
            end = start + len(word)
            two = glued.fullmatch(word) if tag in NAMES else None
            if two:
                yield Span(doc, start, start + two.end("name"), label=tag)
                yield Span(doc, start + two.end("name"), end, label="v")
            elif tag == CONJUNCTION and len(word) > LONGEST_CONJUNCTION:
                yield Span(doc, start, start + 1, label=tag)
                yield Span(doc, start + 1, end, label="n")
            else:
                yield Span(doc, start, end, label=tag)
            start = end
