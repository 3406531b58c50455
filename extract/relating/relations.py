"""Relations: who did what with whom, by the language's pattern table."""

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Generic, TypeVar

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.entities import Entity
from extract.established import established
from extract.finding.names import countries
from extract.language import knowledge
from extract.mentions import PLACE, means_body, name_of, text_of
from extract.relating.modality import Modalities
from extract.relating.patterns import ANY, SORT_OF, SORTS, Fact, Pattern, patterns
from extract.relating.sentences import Sentence, sentences
from extract.report import sections
from extract.statements import Evidence, Mention, Modality, Statement, keep
from ontology.iris import slug
from ontology.terms import is_body, relations, top_kind

REFERENCE_FACTOR = 0.95
CARRIED_TOPIC_FACTOR = 0.9
IMPLIED_FACTOR = 0.85
CARRIED_YEAR_FACTOR = 0.9
NAME_CONFIDENCE = 0.97
TITLE_CONFIDENCE = 0.93
LEAST_TOPIC = 6
STATE = "State"
DAY = len("2005-04-13")
CIRCUMSTANCES = frozenset({"date", "place", "count"})


Value_co = TypeVar("Value_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Filler(Generic[Value_co]):
    """What fills a place of a fact: an entity or a value, how sure that is, and the mention, if it is said."""

    value: Value_co
    sure: float
    span: Span | None


def evidence(paragraph: Span, begin: int, end: int) -> Evidence:
    """Return characters `begin` to `end` of the Doc as words of a paragraph."""
    words = text_of(paragraph.doc)[begin:end]
    return Evidence(paragraph.id_ or "0", begin - paragraph.start, end - paragraph.start, words)


def mentioned(paragraph: Span, span: Span | None) -> Mention | None:
    """Return where a paragraph names something, None where it does not."""
    if span is None or span.start < paragraph.start or span.end > paragraph.end:
        return None
    return Mention(span.start - paragraph.start, span.end - paragraph.start, span.text, span._.linked_by)


class Discourse:
    """What the sentences so far are about: the topics that a later clause may leave unsaid."""

    def __init__(self) -> None:
        self.topics: list[Span] = []

    def latest(self, sorts: Sequence[str]) -> Span | None:
        """Return the last topic of one of the sorts."""
        return next((t for t in reversed(self.topics) if sort(t) in sorts), None)


def sort(span: Span) -> str:
    """Return the sort of mention that `span` is."""
    from extract.relating.patterns import sort_of  # noqa: PLC0415

    return sort_of(span.label_)


def fits(kind: str, kinds: frozenset[str]) -> bool:
    """Return whether a thing of `kind` is one of `kinds`, each of which stands for its finer kinds too."""
    return kind in kinds or top_kind(kind) in kinds or (is_body(kind) and "Organization" in kinds)


@Language.factory("stakegraph_relations")
class Relations:
    """Set `doc._.statements`: every statement that the patterns find, with its evidence and modality."""

    def __init__(self, nlp: Language, name: str, language: str) -> None:
        self.name = name
        self.patterns = patterns(language)
        table = knowledge(language, "relations")
        self.clause_start = re.compile(table["topics"]["clause_start"])
        self.coordinated = re.compile(f"{table['topics']['coordinated']}{ANY}")
        self.accompanied = re.compile(f"{table['topics']['accompanied']}{ANY}")
        self.parts = re.compile(table["topics"]["parts"])
        self.respectively = re.compile(table["topics"]["respectively"])
        self.subtitle = re.compile(table["titles"]["subtitle"])
        self.modalities = Modalities(language)
        units = knowledge(language, "bodies")["units"]
        self.units, self.of = tuple(units["suffixes"]), units["of"]
        self.not_owners = frozenset(f"body/{key}" for key in units["not_owners"])
        self.language = language
        self.countries = countries(language)

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with what the component adds."""
        found: dict[Hashable, Statement] = {}
        protagonist = self.protagonist(doc)
        mentions = sorted(doc.spans["mentions"], key=lambda span: span.start)
        for paragraph, heading, _ in sections(doc):
            if paragraph.end <= doc._.begin:
                continue
            discourse = Discourse()
            for part in (heading, paragraph):
                for sentence in sentences(part, mentions) if part is not None else ():
                    if part is paragraph:
                        for statement in (
                            *self.read(doc, sentence, discourse, protagonist),
                            *self.by_name(doc, sentence),
                            *self.by_title(doc, sentence),
                        ):
                            keep(found, statement)
                    if sentence.host is None:
                        discourse.topics += self.topics(sentence)
        doc._.statements = tuple(found.values())
        return doc

    def protagonist(self, doc: Doc) -> str:
        """Return the body whose report this is: the one its title names, else none."""
        title = doc._.report.title if doc._.report else ""
        known = established(doc)
        named = [
            (title.find(name), -len(name), entity.id)
            for entity in known.entities.here()
            if is_body(entity.kind)
            for name in entity.names.get(self.language, ())
            if name in title
        ]
        known.protagonist = min([*named, *filter(None, [known.protagonist])], default=None)
        return known.protagonist[2] if known.protagonist else ""

    def topics(self, sentence: Sentence) -> list[Span]:
        """Return the mentions that begin a clause of the sentence, in order."""
        return [
            span
            for position, span in sorted(sentence.mentions.items())
            if span.kb_id_ and self.begins_clause(sentence, position)
        ]

    def begins_clause(self, sentence: Sentence, position: int) -> bool:
        """Return whether the mention at `position` is the first thing of its clause."""
        return self.clause_start.search(sentence.text[:position]) is not None

    def topic(
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
            return self.listed(sentence, last, sorts), 1.0 if leading else CARRIED_TOPIC_FACTOR
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
            return before[:1], CARRIED_TOPIC_FACTOR
        latest = discourse.latest(sorts)
        return [latest] if latest is not None else [], CARRIED_TOPIC_FACTOR

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

    def read(
        self, doc: Doc, sentence: Sentence, discourse: Discourse, protagonist: str
    ) -> Iterator[Statement]:
        """Yield what the patterns find in one sentence; offsets of evidence are the Doc's."""
        for pattern in self.patterns:
            for match in pattern.expression.finditer(sentence.text):
                yield from self.matched(doc, sentence, pattern, match, discourse, protagonist)

    def matched(
        self,
        doc: Doc,
        sentence: Sentence,
        pattern: Pattern,
        match: re.Match[str],
        discourse: Discourse,
        protagonist: str,
    ) -> Iterator[Statement]:
        """Yield the statements of one match."""
        begin, end = sentence.slice(*match.span())
        factor = 1.0
        roles = {role: self.filling(sentence, match.span(role)) for role in match.groupdict() if match[role]}
        if pattern.topic:
            topic, factor = self.topic(sentence, match.start(), pattern, discourse)
            if not topic:
                return
            roles["topic"] = topic
            if sentence.places[0] <= topic[0].start < begin:
                begin = topic[0].start
        modality = self.modalities.of(sentence, match, pattern.relative)
        entities = doc._.entities
        implied = [entities[protagonist]] if pattern.implied and protagonist in entities else []
        said = sentence.text[max(0, match.start() - LEAST_TOPIC) : match.end()]
        distributed = self.respectively.search(said) is not None
        circumstances = self.circumstances(sentence, pattern, match, roles, distributed)
        for fact in (*pattern.facts, *circumstances):
            beside = implied if fact in pattern.facts else []
            for subject, target in self.pairs(fact, roles, entities, beside, distributed):
                yield Statement(
                    subject.value,
                    fact.relation,
                    target.value,
                    modality,
                    round(pattern.confidence * factor * subject.sure * target.sure, 2),
                    pattern.id,
                    evidence(sentence.paragraph, begin, end),
                    mentioned(sentence.paragraph, subject.span),
                    mentioned(sentence.paragraph, target.span),
                )

    def filling(self, sentence: Sentence, extent: tuple[int, int]) -> list[Span]:
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

    def circumstances(
        self,
        sentence: Sentence,
        pattern: Pattern,
        match: re.Match[str],
        roles: dict[str, list[Span]],
        distributed: bool,
    ) -> tuple[Fact, ...]:
        """Return the facts of time and place of a match, whose fillers are entered among the roles."""
        theme = pattern.circumstances
        if not theme or not roles.get(theme):
            return ()
        taken = {id(span) for spans in roles.values() for span in spans}
        inside = [span for span in self.filling(sentence, match.span()) if id(span) not in taken]
        times = [span for span in inside if span.label_ == "Date"]
        places = [span for span in inside if span.label_ == "Place"]
        if not times and not pattern.relative:
            times = self.leading_date(sentence, match.start())
        if not distributed:
            times, places = times[:1], self.finest(places)
        roles["when"] = [t for t in times if not pattern.day or len(t._.value.start) == DAY]
        roles["where"] = places
        return (
            Fact(theme, "startDate", "when"),  # of an event; a publication is issued then
            Fact(theme, "issued", "when"),
            Fact(theme, "endDate", "when"),
            Fact(theme, "location", "where"),
        )

    def finest(self, places: list[Span]) -> list[Span]:
        """Return the last of the places that begin a list and stand right after one another: 肯尼亚内罗毕."""
        found = places[:1]
        for place in places[1:]:
            if found[-1].end == place.start:
                found = [place]
        return found

    def leading_date(self, sentence: Sentence, position: int) -> list[Span]:
        """Return the date that a sentence begins with and that reaches to `position`: no event stands between."""
        first = sentence.mentions.get(0)
        if first is None or first.label_ != "Date" or sentence.text[1:2] != "，":
            return []
        between = [span for i, span in sentence.mentions.items() if 0 < i < position]
        return [] if any(sort(span) in {"date", "event"} for span in between) else [first]

    def pairs(
        self,
        fact: Fact,
        roles: dict[str, list[Span]],
        entities: dict[str, Entity],
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
            values = [self.value(span, fact.relation) for span in roles.get(fact.object, ())]
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

    def value(self, span: Span, relation: str) -> Filler[str | int | None]:
        """Return what a time or a count says for the relation."""
        value = span._.value
        if isinstance(value, int):
            return Filler(value if relation == "attendance" else None, 1.0, span)
        sure = 1.0 if value.year_said else CARRIED_YEAR_FACTOR
        return Filler(value.end if relation == "endDate" else value.start, sure, span)

    def entities(
        self, spans: Iterable[Span], entities: dict[str, Entity], kinds: frozenset[str]
    ) -> list[Filler[Entity]]:
        """Return the entities of the mentions that are of one of the kinds, each once."""
        found: dict[str, Filler[Entity]] = {}
        for span in spans:
            for identity in span._.several or (span.kb_id_,):
                entity = entities.get(identity)
                if entity is not None and self.acts(entity, kinds):
                    entity = self.state(entities, entity)
                if entity is not None and fits(entity.kind, kinds):
                    sure = REFERENCE_FACTOR if span.id_ == "reference" else 1.0
                    found.setdefault(entity.id, Filler(entity, sure, None if span._.several else span))
        return list(found.values())

    def acts(self, place: Entity, kinds: frozenset[str]) -> bool:
        """Return whether a country's name stands where only a body can: the state is meant."""
        country = top_kind(place.kind) == PLACE and "Organization" in kinds and PLACE not in kinds
        return country and any(name in self.countries for name in place.names.get(self.language, ()))

    def state(self, entities: dict[str, Entity], place: Entity) -> Entity:
        """Return the state of a country's name, entered among the entities."""
        names = {language: list(names) for language, names in place.names.items()}
        identity = f"body/{slug(names[self.language][0])}"
        if identity not in entities:
            entities[identity] = Entity(identity, STATE, names, steps=["a country's name where a state acts"])
        return entities[identity]

    def by_title(self, doc: Doc, sentence: Sentence) -> Iterator[Statement]:
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

    def by_name(self, doc: Doc, sentence: Sentence) -> Iterator[Statement]:
        """Yield that a unit is part of the body that its name begins with."""
        entities = doc._.entities
        for span in sentence.mentions.values():
            owner = span._.owner
            if owner is None or owner.kb_id_ not in entities or span.kb_id_ not in entities:
                continue
            unit, whole = entities[span.kb_id_], entities[owner.kb_id_]
            if (
                whole.id in self.not_owners
                or whole.id == unit.id
                or not is_body(unit.kind)
                or not is_body(whole.kind)
            ):
                continue
            if name_of(span).endswith(self.units):
                yield Statement(
                    unit,
                    "unitOf",
                    whole,
                    "asserted",
                    NAME_CONFIDENCE,
                    f"{self.language}.unitOf.name",
                    evidence(sentence.paragraph, span.start, span.end),
                    mentioned(sentence.paragraph, span),
                    mentioned(sentence.paragraph, owner),
                )

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Write nothing: what it knows stands in the language's folder."""


__all__ = ["SORTS", "Modality", "Relations"]
