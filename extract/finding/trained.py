"""A trained spaCy pipeline as the reader of a language that has one: words, their tags and trees, names of places.

The report's own Doc stays one of characters, so that every span has its exact edges whatever the words are; what the
trained pipeline makes of a line is a Doc of words beside it, whose tokens know at which character they begin.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from extract.finding.words import COARSE
from extract.language import has, knowledge
from extract.mentions import text_of
from ontology.errors import StakegraphError

TABLE = "trained"
PLACES = frozenset({"GPE", "LOC", "FAC"})
PLACE_TAG, NAME_TAG, WORD_TAG = "LOC", "nz", "n"

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


def head(doc: Doc, start: int, end: int) -> Token | None:
    """Return the word of a stretch of a report's Doc that its others hang on; None where nothing has been parsed."""
    lines: Sequence[Line] = doc._.lines
    place = bisect_right(lines, start, key=lambda line: line.begin) - 1
    if place < 0:
        return None
    begin, words = lines[place]
    found = words.char_span(start - begin, end - begin, alignment_mode="expand")
    return found.root if found is not None and words.has_annotation("DEP") else None


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
    """Return the label of a word, its part of speech; where nothing is tagged, a capital tells a name."""
    if not token.pos_ and token.is_title:
        return NAME_TAG
    return COARSE.get(token.pos_, WORD_TAG)
