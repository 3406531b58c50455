"""Units of a body: named beside a reference to it (任务组亚洲区域网), or several that share one head.

It runs after reference, since only then it is known which body 任务组 or 它 means.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.entities import Entity, fold
from extract.established import Established, established
from extract.language import alternatives, knowledge
from extract.linking.scoping import part_of
from extract.mentions import PLACE, longest, means_body, mention, text_of
from ontology.terms import is_body

ROOM = "body"  # of the entities that are bodies


@Language.factory("stakegraph_units")
class Units:
    """Set the owner of units that stand beside a reference to it, and add units whose names share a head."""

    def __init__(self, nlp: Language, name: str, language: str) -> None:
        self.name = name
        self.language = language
        table = knowledge(language, "bodies")
        self.suffixes = tuple(table["units"]["suffixes"])
        self.of = table["units"]["of"]
        self.kinds = {suffix: kind for kind, group in table["suffixes"].items() for suffix in group}
        shared = table["shared"]
        heads = alternatives(shared["heads"])
        self.shared = [re.compile(pattern.replace("HEAD", heads)) for pattern in shared["patterns"]]
        self.between = re.compile(shared["between"])
        self.last = re.compile(shared["last"])
        self.variants = [tuple(pair) for pair in knowledge(language, "linking")["variants"]]

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with what the component adds."""
        spans = list(doc.spans["mentions"])
        for place, (before, span) in enumerate(pairwise(list(spans)), start=1):
            if self.belongs(doc, before, span):
                if span.text in self.suffixes:
                    spans[place] = self.unnamed_unit(doc, span, before)
                else:
                    span._.owner = before
        doc.spans["mentions"] = longest([*self.sharing(doc, spans), *spans])[0]
        return doc

    def belongs(self, doc: Doc, before: Span, span: Span) -> bool:
        """Return whether `span` names a unit of the body that the mention right before it refers to."""
        gap = text_of(doc)[before.end : span.start]
        resolved = before.kb_id_ and means_body(before) and before.kb_id_ != span.kb_id_
        unit = (
            span.id_ == "name"
            and means_body(span)
            and span._.owner is None
            and span.text.endswith(self.suffixes)
        )
        known = doc._.entities.get(span.kb_id_)
        own = known is not None and not any(step.startswith("the registry's") for step in known.steps)
        return bool(resolved and unit and own and gap in {"", self.of})

    def unnamed_unit(self, doc: Doc, span: Span, owner: Span) -> Span:
        """Return a unit that is called by what it is alone (任务组秘书处) as the one of its owner and no other's."""
        entities = established(doc).entities
        names = [name + span.text for name in entities[owner.kb_id_].names[self.language]]
        identity = self.named(established(doc)).get(self.key(names[0]), part_of(owner.kb_id_, span.text))
        if identity not in entities:
            entities[identity] = Entity(identity, span.label_, {self.language: names})
            entities[identity].add_step("a unit called by what it is, after its owner's name")
        found = mention(doc, span.start, span.end, entities[identity].kind, entity=identity)
        found._.name, found._.owner = names[0], owner
        return found

    def sharing(self, doc: Doc, spans: list[Span]) -> Iterator[Span]:
        """Yield the units of a list whose head stands once, at its end, after the body that they belong to."""
        text = text_of(doc)
        ends = {span.end: span for span in spans if span.kb_id_ and means_body(span)}
        known = established(doc)
        named = self.named(known)
        for pattern in self.shared:
            for match in pattern.finditer(text):
                owner = ends.get(match.start())
                if owner is None:
                    continue
                for start, end in self.items(text, match, spans):
                    part = self.plain(text[start:end]) + match["head"]
                    yield self.unit(doc, start, end, part, owner, known, named)

    def items(self, text: str, match: re.Match[str], spans: list[Span]) -> Iterator[tuple[int, int]]:
        """Yield where the items of a list stand; a place that holds a connector is one item."""
        begin, end = match.span("list")
        places = {i for s in spans if s.label_ == PLACE for i in range(s.start + 1, s.end)}
        cuts = [m for m in self.between.finditer(text, begin, end) if m.start() not in places]
        if not cuts or not self.last.match(cuts[-1].group()):
            rest = cuts[-1].end() if cuts else begin
            joined = [m for m in self.last.finditer(text, rest, end) if m.start() not in places]
            cuts += (
                joined[-1:]
                if any(s.label_ == PLACE and s.start >= rest for s in spans if s.end <= end)
                else []
            )
        edges = [(begin, begin), *((m.start(), m.end()) for m in cuts), (end, end)]
        yield from ((a[1], b[0]) for a, b in pairwise(edges) if b[0] > a[1])

    def plain(self, item: str) -> str:
        """Return an item's words as they stand in a name."""
        return item.replace(self.of, "") if not item.endswith(self.of) else item[: -len(self.of)]

    def named(self, known: Established) -> dict[str, str]:
        """Return the bodies that the block speaks of, the first by each name."""
        named: dict[str, str] = {}
        for entity in known.entities.here():
            if is_body(entity.kind):
                for name in entity.names.get(self.language, ()):
                    named.setdefault(self.key(name), entity.id)
        return named

    def unit(
        self,
        doc: Doc,
        start: int,
        end: int,
        part: str,
        owner: Span,
        known: Established,
        named: dict[str, str],
    ) -> Span:
        """Return a mention of the unit called `part`, which is entered among the entities unless it is known."""
        entities, key = known.entities, self.key(part)
        before = known.keys.parents.get((ROOM, key), part_of(owner.kb_id_, part))
        identity = known.keys[ROOM, key] = named.setdefault(key, before)
        if identity not in entities:
            kind = next(
                (kind for suffix, kind in self.kinds.items() if part.endswith(suffix)), "WorkingGroup"
            )
            # As the report calls the owner: its longest name there goes first.
            text = text_of(doc)
            whole = sorted(
                (n for n in entities[owner.kb_id_].names[self.language] if n in text), key=len, reverse=True
            )
            entities[identity] = Entity(identity, kind, {self.language: [*(n + part for n in whole), part]})
            entities[identity].add_step("named in a list whose items share one head")
            for name in entities[identity].names[self.language]:
                named.setdefault(self.key(name), identity)
        entities[identity].add_name(self.language, part)
        found = mention(doc, start, end, entities[identity].kind, entity=identity)
        found._.name, found._.owner = part, owner
        return found

    def key(self, name: str) -> str:
        """Return what two spellings of a unit's name have in common."""
        for variant, standard in self.variants:
            name = name.replace(variant, standard)
        return fold(name)

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Write nothing: what it knows stands in the language's folder."""
