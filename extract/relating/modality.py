"""Modality: whether the words assert a fact, or plan, propose or deny it."""

import re

from spacy.tokens import Token

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
        trees = table.get("trees", {})
        self.helpers = {sort: frozenset(trees.get(sort, {}).get("helpers", ())) for sort in ORDER}
        self.governors = {sort: frozenset(trees.get(sort, {}).get("governors", ())) for sort in ORDER}
        self.governed, self.helping = (
            frozenset(trees.get("governed", ())),
            frozenset(trees.get("helping", ())),
        )
        self.holding = frozenset(trees.get("holding", ()))
        self.purposes, self.purpose = frozenset(trees.get("purposes", ())), trees.get("purpose", "")

    @staticmethod
    def pattern(row: dict[str, list[str]]) -> str:
        """Return the pattern of one modality's cues: its words, and its expressions as they are."""
        return "|".join([alternatives(row["words"]), *row["expressions"]])

    def of(self, sentence: Sentence, begin: int, end: int, relative: bool) -> Modality:
        """Return the modality of what characters `begin` to `end` of a sentence state.

        A cue reaches from where it stands to the end of its sentence, a denial to the end of its clause; it does
        not reach into a relative clause that is its object, unless it says when (定于5月举行的), nor a
        plan into a clause whose verb is done (了). What was proposed and then came about is asserted.
        """
        before = sentence.text[:end]
        start = max((m.end() for m in self.sentence.finditer(sentence.text[:begin])), default=0)
        clause = max((m.end() for m in self.clause.finditer(sentence.text[:begin])), default=0)
        if relative:
            start = clause = max(start, begin - SHORTEST_CUE)
        if self.denied_after.match(sentence.text[end:]):
            return "negated"
        if relative and self.when.search(sentence.text[:begin]):
            return "planned"
        done = self.done.search(sentence.text[begin:end]) is not None
        reach = {"negated": clause, "proposed": start, "planned": clause if done else start}
        fulfilled = self.fulfilled.match(sentence.text, end) is not None
        for sort in ORDER:
            if not (fulfilled and sort == "proposed") and self.cues[sort].search(before[reach[sort] :]):
                return sort
        return "asserted"

    def of_held(self, mentioned: Token) -> Modality:
        """Return how it is said that what is mentioned is held, "asserted" where nothing of that is said."""
        held = mentioned.dep_ in {"nsubjpass", "dobj"} and mentioned.head.lemma_ in self.holding
        return self.of_tree(mentioned.head) if held else "asserted"

    def of_tree(self, trigger: Token) -> Modality:
        """Return the modality of what a word of a parsed sentence says: by what helps it and what governs it.

        A clause is governed by the verb that it is the object of, as that is by its own; a relative clause, and what
        is done (the workshop organized by …), by none.
        """
        found: set[Modality] = set()
        token = trigger
        while True:
            for child in token.children:
                if child.dep_ in self.helping:
                    found |= {sort for sort in ORDER if child.lower_ in self.helpers[sort]}
                if child.lower_ == self.purpose and child.dep_ == "aux" and token.dep_ in self.purposes:
                    found.add("planned")
            purpose = token.dep_ in self.purposes and any(
                child.lower_ == self.purpose for child in token.children
            )
            if token.dep_ not in self.governed and not purpose:
                break
            if token.dep_ == "conj" and any(child.dep_.startswith("nsubj") for child in token.children):
                break  # a clause of its own
            if token.dep_ != "conj":
                found |= {sort for sort in ORDER if token.head.lemma_ in self.governors[sort]}
            token = token.head
        return next((sort for sort in ORDER if sort in found), "asserted")
