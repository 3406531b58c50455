"""Whose a name is: everybody's, or that of the report or the body within which alone it tells one body from others.

Every report has a 新闻部 or a 秘书处 of its own; two are one only where something says so.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import takewhile

from spacy.tokens import Span

from extract.finding.names import SHORTEST_NAME, cities, territories
from extract.language import knowledge
from extract.mentions import PLACE, name_of
from ontology.iris import slug

PERSON = "PER"


class Scoping:
    """Tells general names of bodies from those that mean one body everywhere."""

    def __init__(self, language: str) -> None:
        table = knowledge(language, "bodies")["general"]
        self.organ = re.compile(table["organ"])
        self.branch = re.compile(table["branch"])
        self.marked = re.compile(table["marked"])
        self.places = {**cities(language), **territories(language)}.keys()

    def is_general(self, span: Span) -> bool:
        """Return whether the name of a body says neither whose nor which one it is: 新闻部, and not 挪威新闻部."""
        if span.kb_id_:
            return False  # the registry's
        owner, name = span._.owner, name_of(span)
        if owner is not None and owner.id_ == "name":
            return self.is_general(owner)
        known = [one for one in self.within(span, "known") if one.end - one.start < len(span)]
        if self.branch.fullmatch(name):
            return not any(one.kb_id_ for one in known)
        told = (
            self.marked.match(name) is not None,
            any(name[:end] in self.places for end in range(SHORTEST_NAME, len(name))),
            any(one.kb_id_ or one.label_ == PLACE for one in known),
            any(word.label_ == PERSON for word in self.within(span, "words")),
        )
        return self.organ.fullmatch(name) is not None and not any(told)

    def within(self, span: Span, layer: str) -> Iterator[Span]:
        """Yield what the document has in `layer`, which is in the order of the text, within `span`."""
        spans = span.doc.spans.get(layer, ())
        first = bisect_left(spans, span.start, key=lambda one: one.start)
        return takewhile(lambda one: one.end <= span.end, (spans[n] for n in range(first, len(spans))))


def part_of(owner: str, name: str) -> str:
    """Return the id of a body whose name is general, as a part of the one with the id `owner`."""
    return f"{owner}-{slug(name)}"
