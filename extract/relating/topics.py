"""What a clause is about, where its construction leaves that unsaid."""

import re
from collections.abc import Sequence

from spacy.tokens import Span

from extract.language import knowledge
from extract.relating.patterns import Pattern
from extract.relating.sentences import Sentence, sort
from extract.relating.sorts import ANY, SORT_OF

CARRIED_FACTOR = 0.9
CIRCUMSTANCES = frozenset({"date", "place", "count"})


class Discourse:
    """What the sentences so far are about: the topics that a later clause may leave unsaid."""

    def __init__(self) -> None:
        self.topics: list[Span] = []

    def latest(self, sorts: Sequence[str]) -> Span | None:
        """Return the last topic of one of the sorts."""
        return next((t for t in reversed(self.topics) if sort(t) in sorts), None)


class Topics:
    """Finds topics by what a language begins a clause with and joins them by."""

    def __init__(self, language: str) -> None:
        table = knowledge(language, "relations")["topics"]
        self.clause_start = re.compile(table["clause_start"])
        self.coordinated = re.compile(f"{table['coordinated']}{ANY}")
        self.accompanied = re.compile(f"{table['accompanied']}{ANY}")
        self.parts = re.compile(table["parts"])

    def beginning(self, sentence: Sentence) -> list[Span]:
        """Return the mentions that begin a clause of the sentence, in order."""
        return [
            span
            for position, span in sorted(sentence.mentions.items())
            if span.kb_id_ and self.begins_clause(sentence, position)
        ]

    def begins_clause(self, sentence: Sentence, position: int) -> bool:
        """Return whether the mention at `position` is the first thing of its clause."""
        return self.clause_start.search(sentence.text[:position]) is not None

    def of(
        self, sentence: Sentence, position: int, pattern: Pattern, discourse: Discourse
    ) -> tuple[list[Span], float]:
        """Return what the clause at `position` is about, and how sure that is."""
        sorts = pattern.topic
        if sentence.host is not None:
            known = sort(sentence.host) in sorts and bool(sentence.host.kb_id_)
            return [sentence.host] if known else [], 1.0
        before = [s for i, s in sorted(sentence.mentions.items()) if i < position and sort(s) in sorts]
        if pattern.nearest and before:
            return before[-1:] if before[-1].kb_id_ else [], 1.0
        leading = [
            (i, s)
            for i, s in sorted(sentence.mentions.items())
            if i < position and sort(s) not in CIRCUMSTANCES and self.begins_clause(sentence, i)
        ]
        if pattern.strict:
            if before and not leading:
                return [], 1.0  # what the sentence before was about is left
            last = leading[-1:] or [(-1, s) for s in discourse.topics[-1:]]
            return self.listed(sentence, last, sorts), 1.0 if leading else CARRIED_FACTOR
        beside = sentence.mentions.get(position - 1)
        parted = not leading or self.parts.search(sentence.text[leading[-1][0] : position]) is not None
        if (
            beside is not None
            and beside.kb_id_
            and sort(beside) in sorts
            and (parted or not leading[-1][1].kb_id_)
        ):
            return [beside], 1.0
        of_sort = [(i, s) for i, s in leading if sort(s) in sorts]
        starting = [(i, s) for i, s in of_sort if s.kb_id_]
        if starting:
            return self.listed(sentence, starting[-1:], sorts), 1.0
        if any(SORT_OF.get(sentence.text[i]) == "unresolved" for i, _ in of_sort):
            return [], 1.0
        if before and before[0].kb_id_:
            return before[:1], CARRIED_FACTOR
        latest = discourse.latest(sorts)
        return [latest] if latest is not None else [], CARRIED_FACTOR

    def listed(self, sentence: Sentence, first: list[tuple[int, Span]], sorts: Sequence[str]) -> list[Span]:
        """Return the topic, and those in a list with it, if it is of one of the sorts."""
        found = [s for _, s in first if s.kb_id_ and sort(s) in sorts]
        if not found or first[0][0] < 0:
            return found
        position = first[0][0] + 1
        joined = self.coordinated if sort(found[0]) == "event" else self.accompanied
        while match := joined.match(sentence.text, position):
            span = sentence.mentions[match.end() - 1]
            if sort(span) not in sorts or not span.kb_id_:
                break
            found.append(span)
            position = match.end()
        return found
