"""What names tell by themselves: whose unit a body is, and which event's proceedings a work is."""

import re
from collections.abc import Iterator, Mapping

from spacy.tokens import Doc, Span

from extract.language import knowledge
from extract.mentions import name_of
from extract.relating.quoting import evidence, mentioned
from extract.relating.sentences import Sentence
from extract.statements import Modality, Statement
from ontology.terms import is_body, top_kind

UNIT_CONFIDENCE = 0.97
TITLE_CONFIDENCE = 0.93
OWNED_CONFIDENCE = 0.9
LEAST_TOPIC = 6  # characters of a title that name an event's topic and no common word


class Naming:
    """Reads names and titles by what a language ends and joins them with."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.subtitle = re.compile(knowledge(language, "relations")["titles"]["subtitle"])
        rules = knowledge(language, "titles")["rules"]
        self.plural = rules.get("plural_ending", "")
        self.counted = re.compile(rules["ordinal"]) if self.plural else None
        systems: Mapping[str, str] = knowledge(language, "bodies").get("systems", {})
        self.systems = frozenset(f"body/{key}" for key in systems.values())
        units = knowledge(language, "bodies")["units"]
        self.suffixes = tuple(units["suffixes"])
        self.owned: Mapping[str, str] = knowledge(language, "relations")["names"]
        self.not_owners = frozenset(f"body/{key}" for key in units["not_owners"])

    def units(self, doc: Doc, sentence: Sentence) -> Iterator[Statement]:
        """Yield that a unit is part of the body that its name begins with."""
        entities = doc._.entities
        for span, owner in owners(sentence):
            if owner.kb_id_ not in entities or span.kb_id_ not in entities:
                continue
            unit, whole = entities[span.kb_id_], entities[owner.kb_id_]
            if (
                whole.id in self.not_owners
                or whole.id == unit.id
                or not is_body(unit.kind)
                or not is_body(whole.kind)
            ):
                continue
            after = owner.start > span.start and span._.heads and span._.heads[0] in self.suffixes
            if after or name_of(span).endswith(self.suffixes) or whole.id in self.systems:
                yield Statement(
                    unit,
                    "unitOf",
                    whole,
                    "asserted",
                    UNIT_CONFIDENCE,
                    f"{self.language}.unitOf.name",
                    evidence(sentence.paragraph, span.start, span.end),
                    mentioned(sentence.paragraph, span),
                    mentioned(sentence.paragraph, owner),
                )

    def belonging(self, doc: Doc, sentence: Sentence, held: Mapping[int, Modality]) -> Iterator[Statement]:
        """Yield what a name says of the body that it is of: whose session and whose report it is.

        `held` tells by the place of a mention how its holding is said.
        """
        for place, span in sentence.mentions.items():
            owner, head = span._.owner, next(iter(span._.heads), "").lower()
            several = head not in self.owned and self.counted is not None and self.counted.match(span.text)
            relation = self.owned.get(head.removesuffix(self.plural) if several else head)
            whose = None if owner is None else doc._.entities.get(owner.kb_id_)
            what = doc._.entities.get(span.kb_id_)
            if relation is None or whose is None or what is None or not is_body(whose.kind):
                continue
            yield Statement(
                what,
                relation,
                whose,
                held.get(place, "asserted"),
                OWNED_CONFIDENCE,
                f"{self.language}.{relation}.name",
                evidence(sentence.paragraph, span.start, span.end),
                mentioned(sentence.paragraph, span),
                mentioned(sentence.paragraph, owner),
            )

    def proceedings(self, doc: Doc, sentence: Sentence) -> Iterator[Statement]:
        """Yield that proceedings are the record of the event whose topic their title begins with."""
        for span in sentence.mentions.values():
            work = doc._.entities.get(span.kb_id_)
            if work is None or work.kind != "Proceedings" or span.id_ != "name":
                continue
            topic = self.subtitle.split(name_of(span))[0]
            for event in doc._.entities.here():
                named = any(topic in name for name in event.names.get(self.language, ()))
                if top_kind(event.kind) == "Event" and named and len(topic) >= LEAST_TOPIC:
                    yield Statement(
                        work,
                        "documents",
                        event,
                        "asserted",
                        TITLE_CONFIDENCE,
                        f"{self.language}.documents.title",
                        evidence(sentence.paragraph, span.start, span.end),
                        mentioned(sentence.paragraph, span),
                    )


def owners(sentence: Sentence) -> Iterator[tuple[Span, Span]]:
    """Yield each mention with what it is of, and, where that stands at its end, what this is of in its turn."""
    for mentioned_first in sentence.mentions.values():
        span, owner = mentioned_first, mentioned_first._.owner
        while owner is not None:
            yield span, owner
            span, owner = owner, owner._.owner if owner.start > span.start else None
