"""What fills the roles of a match: the mentions in its groups, and the entities and values that these mean."""

from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Generic, TypeVar

from spacy.tokens import Span

from extract.entities import Entity
from extract.finding.names import countries
from extract.language import knowledge
from extract.mentions import PLACE, means_body
from extract.relating.patterns import Fact
from extract.relating.sentences import Sentence
from ontology.terms import is_body, relations, top_kind

REFERENCE_FACTOR = 0.95
IMPLIED_FACTOR = 0.85
CARRIED_YEAR_FACTOR = 0.9
STATE = "State"

Value_co = TypeVar("Value_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Filler(Generic[Value_co]):
    """What fills a place of a fact: an entity or a value, how sure that is, and the mention, if it is said."""

    value: Value_co
    sure: float
    span: Span | None


class Roles:
    """Tells by a language's words what fills a role."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.of = knowledge(language, "bodies")["units"]["of"]
        self.countries = countries(language)

    def within(self, sentence: Sentence, extent: tuple[int, int]) -> list[Span]:
        """Return the mentions within a group of a match."""
        return [
            span
            for i, span in sorted(sentence.mentions.items())
            if extent[0] <= i < extent[1] and not self.possesses(sentence, i)
        ]

    def possesses(self, sentence: Sentence, position: int) -> bool:
        """Return whether the place at `position` only says whose the body after it is: 加拿大的国际发展研究中心."""
        after = sentence.mentions.get(position + 1 + len(self.of))
        of = sentence.text.startswith(self.of, position + 1)
        return bool(of and after and sentence.mentions[position].label_ == PLACE and means_body(after))

    def pairs(
        self,
        fact: Fact,
        roles: Mapping[str, Sequence[Span]],
        entities: MutableMapping[str, Entity],
        implied: Sequence[Entity],
        distributed: bool,
    ) -> Iterator[tuple[Filler[Entity], Filler[Any]]]:
        """Yield the subjects and objects of a fact: each with each, or the first with the first."""
        relation = relations()[fact.relation]
        subjects = self.entities(roles.get(fact.subject, ()), entities, relation.domain)
        if fact.subject == fact.object:
            yield from ((a, b) for a, b in combinations(subjects, 2) if a.value.id != b.value.id)
            return
        objects: list[Filler[Any]]
        if relation.range & {"date", "integer"}:
            values = [value_for(span, fact.relation) for span in roles.get(fact.object, ())]
            objects = [value for value in values if value.value is not None]
        else:
            objects = [*self.entities(roles.get(fact.object, ()), entities, relation.range)]
            known = {target.value.id for target in objects}
            objects += [Filler(entity, IMPLIED_FACTOR, None) for entity in implied if entity.id not in known]
        pairs = [(subject, target) for subject in subjects for target in objects]
        if distributed and len(subjects) > 1 and len(objects) > 1:
            pairs = list(zip(subjects, objects, strict=True)) if len(subjects) == len(objects) else []
        for subject, target in pairs:
            if not isinstance(target.value, Entity) or subject.value.id != target.value.id:
                yield subject, target

    def entities(
        self, spans: Iterable[Span], entities: MutableMapping[str, Entity], kinds: frozenset[str]
    ) -> list[Filler[Entity]]:
        """Return the entities of the mentions that are of one of the kinds, each once."""
        found: dict[str, Filler[Entity]] = {}
        for span in spans:
            for identity in span._.several or (span.kb_id_,):
                entity = entities.get(identity)
                if entity is not None and self.acts(entity, kinds):
                    entity = state_of(entity, entities, self.language)
                if entity is not None and fits(entity.kind, kinds):
                    sure = REFERENCE_FACTOR if span.id_ == "reference" else 1.0
                    found.setdefault(entity.id, Filler(entity, sure, None if span._.several else span))
        return list(found.values())

    def acts(self, place: Entity, kinds: frozenset[str]) -> bool:
        """Return whether a country's name stands where only a body can: the state is meant."""
        country = top_kind(place.kind) == PLACE and "Organization" in kinds and PLACE not in kinds
        return country and any(name in self.countries for name in place.names.get(self.language, ()))


def fits(kind: str, kinds: frozenset[str]) -> bool:
    """Return whether a thing of `kind` is one of `kinds`, each of which stands for its finer kinds too."""
    return kind in kinds or top_kind(kind) in kinds or (is_body(kind) and "Organization" in kinds)


def value_for(span: Span, relation: str) -> Filler[str | int | None]:
    """Return what a time or a count says for the relation."""
    value = span._.value
    if isinstance(value, int):
        return Filler(value if relation == "attendance" else None, 1.0, span)
    sure = 1.0 if value.year_said else CARRIED_YEAR_FACTOR
    return Filler(value.end if relation == "endDate" else value.start, sure, span)


def state_of(place: Entity, entities: MutableMapping[str, Entity], language: str) -> Entity:
    """Return the state of a country's name, entered among the entities."""
    names = {code: list(of_code) for code, of_code in place.names.items()}
    identity = f"body/{place.id.rpartition('/')[2]}"
    if identity not in entities:
        entities[identity] = Entity(identity, STATE, names, steps=["a country's name where a state acts"])
    return entities[identity]
