"""A trained spaCy pipeline as the reader of a language that has one: words, their tags and trees, names of places.

The report's own Doc stays one of characters, so that every span has its exact edges whatever the words are; what the
trained pipeline makes of a line is a Doc of words beside it, whose tokens know at which character they begin.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from extract.language import has, knowledge
from extract.mentions import text_of
from ontology.errors import StakegraphError

TABLE = "trained"
PLACES = frozenset({"GPE", "LOC", "FAC"})
PLACE_TAG, NAME_TAG, VERB_TAG, WORD_TAG = "LOC", "nz", "v", "n"

if not Doc.has_extension("lines"):
    Doc.set_extension("lines", default=())


class Line(NamedTuple):
    """A line of a report in words; `begin` is where it begins in the report's Doc."""

    begin: int
    doc: Doc


@lru_cache
def trained(language: str) -> Language:
    """Return the first installed of the pipelines that trained.toml of `language` names; words alone without one.

    Raises:
        StakegraphError: there are such, and none is installed.
    """
    if not has(language, TABLE):
        return spacy.blank(language)
    table = knowledge(language, TABLE)
    for name in table["models"]:
        if spacy.util.is_package(name):
            return spacy.load(name)
    raise StakegraphError(table["missing"])


@Language.factory("stakegraph_trained")
class Trained:
    """Set `doc._.lines`, a report's lines in words, and `doc.spans["words"]`, labelled as what each is."""

    def __init__(self, nlp: Language, name: str, language: str) -> None:
        self.name = name
        self.nlp = trained(language)

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with what the component adds."""
        text = text_of(doc)
        begins = [0]
        for line in text.split("\n"):
            begins.append(begins[-1] + len(line) + 1)
        lines = zip(begins, self.nlp.pipe(text.split("\n")), strict=False)
        doc._.lines = tuple(Line(begin, words) for begin, words in lines if len(words))
        doc.spans["words"] = [word for line in doc._.lines for word in spans(doc, line)]
        return doc

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Write nothing: the trained pipeline is a package of its own."""


def spans(doc: Doc, line: Line) -> Iterator[Span]:
    """Yield the words of a line as spans of the report's Doc, the name of a place as one."""
    places = (entity for entity in line.doc.ents if entity.label_ in PLACES and entity.text[0].isalpha())
    within = {token.i: entity for entity in places for token in entity if token.pos_ != "PART"}
    for token in line.doc:
        begin, end, tag = token.idx, token.idx + len(token.text), tagged(token)
        if token.i in within:
            entity = within[token.i]
            if token.i != next(word.i for word in entity if word.pos_ != "DET"):
                continue
            last = [word for word in entity if word.pos_ != "PART"][-1]
            end, tag = last.idx + len(last.text), PLACE_TAG
        if not token.is_space:
            yield Span(doc, line.begin + begin, line.begin + end, label=tag)


def tagged(token: Token) -> str:
    """Return the label of a word: of a name, of a verb or of any other."""
    if token.pos_ == "PROPN" or (not token.pos_ and token.is_title):
        return NAME_TAG
    return VERB_TAG if token.pos_ in {"VERB", "AUX"} else WORD_TAG
