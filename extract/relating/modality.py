"""Modality: whether the words assert a fact, or plan, propose or deny it."""

import re

from extract.language import alternatives, knowledge
from extract.relating.sentences import Sentence
from extract.statements import Modality

SHORTEST_CUE = 2  # characters: a cue right before a relative clause is part of it
ORDER: tuple[Modality, ...] = ("negated", "proposed", "planned")


class Modalities:
    """The cues of a language, by modality."""

    def __init__(self, language: str) -> None:
        table = knowledge(language, "modality")
        self.cues = {sort: re.compile(self.pattern(table[sort])) for sort in ORDER}
        self.denied_after = re.compile(table["negated"]["after"])
        self.fulfilled = re.compile(table["proposed"]["fulfilled"])
        self.done, self.when = re.compile(table["done"]), re.compile(table["planned"]["when"])
        self.clause = re.compile(f"[{table['clause_ends']}]")
        self.sentence = re.compile(f"[{table['sentence_ends']}]")

    @staticmethod
    def pattern(row: dict[str, list[str]]) -> str:
        """Return the pattern of one modality's cues: its words, and its expressions as they are."""
        return "|".join([alternatives(row["words"]), *row["expressions"]])

    def of(self, sentence: Sentence, match: re.Match[str], relative: bool) -> Modality:
        """Return the modality of a match.

        A cue reaches from where it stands to the end of its sentence, a denial to the end of its clause; it does
        not reach into a relative clause that is its object, unless it says when (定于5月举行的), nor a
        plan into a clause whose verb is done (了). What was proposed and then came about is asserted.
        """
        before = sentence.text[: match.end()]
        start = max((m.end() for m in self.sentence.finditer(sentence.text[: match.start()])), default=0)
        clause = max((m.end() for m in self.clause.finditer(sentence.text[: match.start()])), default=0)
        if relative:
            start = clause = max(start, match.start() - SHORTEST_CUE)
        if self.denied_after.match(sentence.text[match.end() :]):
            return "negated"
        if relative and self.when.search(sentence.text[: match.start()]):
            return "planned"
        done = self.done.search(match.group()) is not None
        reach = {"negated": clause, "proposed": start, "planned": clause if done else start}
        fulfilled = self.fulfilled.match(sentence.text, match.end()) is not None
        for sort in ORDER:
            if not (fulfilled and sort == "proposed") and self.cues[sort].search(before[reach[sort] :]):
                return sort
        return "asserted"
