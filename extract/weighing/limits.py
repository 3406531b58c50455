"""What a pair of mentions cannot tell, whatever the weights say of it: a wrong fact costs more than a missing one."""

import re
from collections.abc import Set

from spacy.tokens import Doc

from extract.established import established
from extract.language import knowledge, spaced
from extract.mentions import text_of
from extract.relating.modality import Modalities
from extract.relating.sentences import LONGEST, sentence_end
from extract.weighing.candidates import Candidate
from extract.weighing.views import Node

WHERE_AND_WHEN = frozenset({"location", "startDate"})
LONG = 16  # characters before an activity that may tell it from what took place
NEAR = 6  # characters after a pair that its verb may stand in


class Limits:
    """What a language's judgement leaves alone."""

    def __init__(self, language: str) -> None:
        self.language = language
        table = knowledge(language, "judgement")
        self.respectively, self.parties = table["respectively"], tuple(table["parties"])
        self.beside, self.held, self.owns = (
            re.compile(table["beside"]),
            re.compile(table["held"]),
            table["owns"],
        )
        self.cues = (re.compile(table["doubts"]), *Modalities(language).cues.values())
        bodies = knowledge(language, "bodies")["heads" if spaced(language) else "suffixes"]
        heads = (bodies, knowledge(language, "titles")["heads"])
        self.bare = {name for groups in heads for group in groups.values() for name in group}

    def told(self, doc: Doc, actors: Set[int], places: Set[int], candidate: Candidate, relation: str) -> bool:
        """Return whether a pair can tell the relation at all, whatever the weights say of it.

        Args:
            doc: the text.
            actors: where mentions of what acts begin.
            places: where mentions of places begin.
            candidate: the pair.
            relation: what is looked for between the two.
        """
        text = text_of(doc)
        begin = min(candidate.subject.start, candidate.object.start)
        end = max(candidate.subject.end, candidate.object.end)
        own = established(doc).protagonist
        if own and any(
            node.span and node.span.kb_id_ == own[2] for node in (candidate.subject, candidate.object)
        ):
            return False  # whose report it is stands near everything: patterns alone tell what it did
        if self.respectively in text[begin : end + NEAR]:
            return False  # which goes with which is told by the order of two lists
        if any(self.nameless(doc, node) for node in (candidate.subject, candidate.object)):
            return False
        if any(self.owner(text, node, actors) for node in (candidate.subject, candidate.object)):
            return False
        if relation in WHERE_AND_WHEN and self.beside.search(
            text, max(0, candidate.subject.start - LONG), candidate.subject.start
        ):
            return False  # what took place right after something was not there and then itself
        between = (
            min(candidate.subject.end, candidate.object.end),
            max(candidate.subject.start, candidate.object.start),
        )
        if relation == "issued" and self.held.search(text, *between):
            return False  # a declaration of the meeting held then
        if relation == "location":
            return candidate.object.end not in places  # 肯尼亚内罗毕: the finer one is the place
        name = text[candidate.subject.start : candidate.subject.end]
        return not (relation == "publisher" and name.endswith(self.parties))

    def nameless(self, doc: Doc, node: Node) -> bool:
        """Return whether a body or an event is called by what it is alone, and the text has not told which it is."""
        named = node.kind in {"Body", "Event"} and node.form == "name" and node.span is not None
        if not named or node.span is None or node.span.text not in self.bare:
            return False
        known = established(doc).entities.get(node.span.kb_id_)
        return known is None or all(name in self.bare for name in known.names[self.language])

    def owner(self, text: str, node: Node, starts: Set[int]) -> bool:
        """Return whether a country, alone or in a list, is named as owner of the body that follows: 挪威的图书馆."""
        end = (node.group or [node])[-1].end
        return node.kind == "Country" and text.startswith(self.owns, end) and end + len(self.owns) in starts

    def doubted(self, doc: Doc, candidate: Candidate) -> bool:
        """Return whether words of planning, proposing or denying stand before the end of a pair in its sentence."""
        end = max(candidate.subject.end, candidate.object.end)
        text = text_of(doc)
        first = min(candidate.subject.start, candidate.object.start)
        near = max(0, first - LONGEST)
        start = max((m.end() for m in sentence_end(self.language).finditer(text, near, first)), default=near)
        return any(cue.search(text, start, end) for cue in self.cues)
