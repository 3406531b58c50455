"""Named offices, and the sites that a report names by what they are."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from extract.language import alternatives, knowledge
from extract.mentions import PLACE, by_end, means_body, mention, text_of

PERSON = "PER"


class Offices:
    """Finds them by a language's words for offices, and for sites."""

    def __init__(self, language: str) -> None:
        roles = knowledge(language, "titles")["roles"]
        self.state_office = re.compile(alternatives(roles["offices"]))
        self.body_office = re.compile(alternatives(roles["of_bodies"]))
        self.address = re.compile(alternatives(roles["address"]))
        self.roles = roles["alone"]
        self.role_names = re.compile(
            alternatives([n for k, names in self.roles.items() for n in (k, *names)])
        )
        self.sites = knowledge(language, "places")["sites"]
        self.site = re.compile(alternatives([n for k, names in self.sites.items() for n in (k, *names)]))

    def __call__(self, doc: Doc, sessions: list[Span]) -> Iterator[Span]:
        """Yield named offices (卢旺达总统) and the sites that a report names by what they are."""
        text = text_of(doc)
        places = {s.end: s for s in doc.spans["known"] if s.label_ == PLACE}
        bodies = by_end(s for s in [*doc.spans["known"], *doc.spans["bodies"]] if means_body(s))
        held = {s.end: s for s in sessions}
        people = {w.start: w.end for w in doc.spans["words"] if w.label_ == PERSON}
        for pattern, holders in ((self.state_office, places), (self.body_office, {**held, **bodies})):
            for match in pattern.finditer(text):
                holder = holders.get(match.start())
                if holder is not None:
                    span = mention(doc, holder.start, self.named(text, match.end(), people), "Role")
                    span._.name = text[holder.start : match.end()]
                    span._.heads = (match.group(),)
                    own = holder.kb_id_ or holder.id_ == "name"
                    span._.owner = (
                        holder if own and means_body(holder) and span._.name not in self.roles else None
                    )
                    yield span
        for match in self.role_names.finditer(text):
            span = mention(doc, *match.span(), "Role")
            span._.name = next(k for k, names in self.roles.items() if match.group() in (k, *names))
            yield span
        for match in self.site.finditer(text):
            if match.start() and text[match.start() - 1] in "在于":
                span = mention(doc, *match.span(), PLACE)
                span._.name = next(k for k, names in self.sites.items() if match.group() in (k, *names))
                yield span

    def named(self, text: str, place: int, people: dict[int, int]) -> int:
        """Return where the name of the person in an office ends, if it stands right after the office."""
        end = place
        while end in people:
            end = people[end]
        address = self.address.match(text, end) if end > place else None
        return address.end() if address else end
