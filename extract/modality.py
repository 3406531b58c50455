"""Modality: whether the words assert a fact, or plan, propose or deny it."""

import re

from extract.language import knowledge
from extract.sentences import Sentence
from extract.statements import Modality
from extract.titles import alternatives

ORDER: tuple[Modality, ...] = ("negated", "proposed", "planned")


class Modalities:
    """The cues of a language, by modality."""

    def __init__(self, language: str) -> None:
        table = knowledge(language, "modality")
        self.cues = {sort: re.compile(self.pattern(table[sort])) for sort in ORDER}
        self.clause = re.compile(f"[{table['clause_ends']}]")
        self.sentence = re.compile(f"[{table['sentence_ends']}]")

    @staticmethod
    def pattern(row: dict[str, list[str]]) -> str:
        """Return the pattern of one modality's cues: its words, and its expressions as they are."""
        return "|".join([alternatives(row["words"]), *row["expressions"]])

    def of(self, sentence: Sentence, match: re.Match[str], relative: bool) -> Modality:
        """Return the modality of a match.

        A cue reaches from where it stands to the end of its sentence, a denial to the end of its clause; it does
        not reach into a relative clause that stands as its object.
        """
        before = sentence.text[: match.end()]
        start = max((m.end() for m in self.sentence.finditer(sentence.text[: match.start()])), default=0)
        clause = max((m.end() for m in self.clause.finditer(sentence.text[: match.start()])), default=0)
        if relative:
            start = clause = match.start()
        for sort in ORDER:
            if self.cues[sort].search(before[clause if sort == "negated" else start :]):
                return sort
        return "asserted"
