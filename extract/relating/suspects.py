"""Suspects: sentences in which bodies seem to work together and no statement was found."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extract.entities import Entity
from extract.language import alternatives, knowledge
from extract.mentions import means_body
from extract.relating.quoting import evidence, mentioned
from extract.relating.sentences import Sentence, sentences
from extract.report import sections
from extract.statements import Evidence, Mention

LEAST_BODIES = 2

if not Doc.has_extension("suspects"):
    Doc.set_extension("suspects", default=())


@dataclass(frozen=True, slots=True)
class Suspect:
    """A sentence suspected of stating something that was not understood.

    Attributes:
        evidence: the sentence.
        mentions: what was recognised in it, in order, each with the entity that it means, None where it means none.
    """

    evidence: Evidence
    mentions: tuple[tuple[Mention, Entity | None], ...]

    def moved(self, by: int) -> "Suspect":
        """Return the same with everything `by` characters farther on in the paragraph."""
        mentions = tuple((said.moved(by), entity) for said, entity in self.mentions)
        return replace(self, evidence=self.evidence.moved(by), mentions=mentions)


@Language.factory("stakegraph_suspects")
class Suspects:
    """Set `doc._.suspects`: sentences with two bodies and a word of working together that gave no statement."""

    def __init__(self, nlp: Language, name: str, language: str) -> None:
        self.name, self.language = name, language
        table = knowledge(language, "suspects")
        self.together = re.compile("|".join([alternatives(table["words"]), *table["expressions"]]))

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with what the component adds."""
        stated: dict[str, list[Evidence]] = {}
        for statement in doc._.statements:
            stated.setdefault(statement.evidence.paragraph, []).append(statement.evidence)
        doc._.suspects = tuple(self.found(doc, stated))
        return doc

    def found(self, doc: Doc, stated: dict[str, list[Evidence]]) -> Iterator[Suspect]:
        """Yield the suspects of `doc`, in order."""
        spans = sorted(doc.spans["mentions"], key=lambda span: span.start)
        for paragraph, _, _ in sections(doc):
            if paragraph.end <= doc._.begin:
                continue
            past = paragraph.start
            for sentence in sentences(paragraph, spans, self.language):
                begin, end = sentence.places[0], sentence.places[-1]
                if begin < past or not self.suspect(
                    sentence
                ):  # brackets come after the sentence they stand in
                    continue
                past = end
                quoted = evidence(sentence.paragraph, begin, end)
                mentions = tuple(named(doc, sentence, at) for at in sorted(sentence.mentions))
                names = [said for said, _ in mentions]
                if not any(states(known, quoted, names) for known in stated.get(quoted.paragraph, ())):
                    yield Suspect(quoted, mentions)

    def suspect(self, sentence: Sentence) -> bool:
        """Return whether a sentence names several bodies and says that somebody works together."""
        bodies = {span.kb_id_ for span in sentence.mentions.values() if span.kb_id_ and means_body(span)}
        return len(bodies) >= LEAST_BODIES and self.together.search(sentence.text) is not None

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Write nothing: what it knows stands in the language's folder."""


def states(known: Evidence, sentence: Evidence, names: list[Mention]) -> bool:
    """Return whether a statement is read from a sentence: from more of it than one name alone."""
    by_name = any(name.begin <= known.begin and known.end <= name.end for name in names)
    return known.begin < sentence.end and sentence.begin < known.end and not by_name


def named(doc: Doc, sentence: Sentence, at: int) -> tuple[Mention, Entity | None]:
    """Return the mention at a place of a sentence, with what it means."""
    span = sentence.mentions[at]
    said = mentioned(sentence.paragraph, span)
    assert said is not None  # it stands in the sentence's own paragraph
    return said, doc._.entities.get(span.kb_id_)
