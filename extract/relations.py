"""Relations: who did what with whom, by the language's pattern table."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.entities import Entity
from extract.language import knowledge
from extract.mentions import name_of
from extract.modality import Modalities
from extract.patterns import SORT_OF, SORTS, Fact, Pattern, patterns
from extract.report import sections
from extract.sentences import Sentence, sentences
from extract.statements import Evidence, Modality, Statement
from ontology.terms import is_body, relations, top_kind

REFERENCE_FACTOR = 0.95
CARRIED_TOPIC_FACTOR = 0.9
IMPLIED_FACTOR = 0.85
CARRIED_YEAR_FACTOR = 0.9
NAME_CONFIDENCE = 0.97
TITLE_CONFIDENCE = 0.93
LEAST_TOPIC = 6
DAY = len("2005-04-13")
ACTORS = frozenset({"body", "initiative", "role"})


class Discourse:
    """What the sentences so far are about: the topics that a later clause may leave unsaid."""

    def __init__(self) -> None:
        self.topics: list[Span] = []

    def latest(self, sorts: Sequence[str]) -> Span | None:
        """Return the last topic of one of the sorts."""
        return next((t for t in reversed(self.topics) if sort(t) in sorts), None)


def sort(span: Span) -> str:
    """Return the sort of mention that `span` is."""
    from extract.patterns import sort_of  # noqa: PLC0415

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
        self.after_topic = re.compile(table["topics"]["no_topic_after"])
        self.subtitle = re.compile(table["titles"]["subtitle"])
        self.modalities = Modalities(language)
        units = knowledge(language, "bodies")["units"]
        self.units = tuple(units["suffixes"])
        self.not_owners = frozenset(f"body/{key}" for key in units["not_owners"])
        self.language = language

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with what the component adds."""
        found: dict[tuple[object, ...], Statement] = {}
        protagonist = self.protagonist(doc)
        for paragraph, heading, _ in sections(doc):
            discourse = Discourse()
            for part in (heading, paragraph):
                for sentence in sentences(part, doc.spans["mentions"]) if part is not None else ():
                    made = self.read(doc, sentence, discourse, protagonist) if part is paragraph else ()
                    for statement in (*made, *self.by_name(doc, sentence), *self.by_title(doc, sentence)):
                        where = paragraph if part is paragraph else None
                        placed = self.place(doc, statement, where)
                        if placed is not None:
                            self.keep(found, placed)
                    if sentence.host is None:
                        discourse.topics += self.topics(sentence)
        doc._.statements = tuple(found.values())
        return doc

    def keep(self, found: dict[tuple[object, ...], Statement], statement: Statement) -> None:
        """Keep of two statements of one fact from the same words the surer one."""
        target = statement.object.id if isinstance(statement.object, Entity) else statement.object
        key = (
            statement.subject.id,
            statement.property,
            target,
            statement.evidence.paragraph,
            statement.modality,
        )
        if key not in found or found[key].confidence < statement.confidence:
            found[key] = statement

    def place(self, doc: Doc, statement: Statement, paragraph: Span | None) -> Statement | None:
        """Return the statement with its evidence counted from the beginning of its paragraph."""
        if paragraph is None:
            return None
        begin, end = statement.evidence.begin - paragraph.start, statement.evidence.end - paragraph.start
        words = paragraph.text[begin:end]
        evidence = Evidence(paragraph.id_ or "0", begin, end, words)
        return Statement(
            statement.subject,
            statement.property,
            statement.object,
            statement.modality,
            statement.confidence,
            statement.rule,
            evidence,
            statement.steps,
        )

    def protagonist(self, doc: Doc) -> str:
        """Return the body whose report this is: the one its title names, else none."""
        title = doc._.report.title if doc._.report else ""
        named = [
            (title.find(name), -len(name), entity.id)
            for entity in doc._.entities.values()
            if is_body(entity.kind)
            for name in entity.names.get(self.language, ())
            if name in title
        ]
        return min(named)[2] if named else ""

    def topics(self, sentence: Sentence) -> list[Span]:
        """Return the mentions that begin a clause of the sentence, in order."""
        return [
            span
            for position, span in sorted(sentence.mentions.items())
            if span.kb_id_ and self.begins_clause(sentence, position)
        ]

    def begins_clause(self, sentence: Sentence, position: int) -> bool:
        """Return whether the mention at `position` is the first thing of its clause, and not part of a list."""
        if not self.clause_start.search(sentence.text[:position]):
            return False
        return not self.after_topic.match(sentence.text[position + 1 :])

    def topic(
        self, sentence: Sentence, position: int, sorts: Sequence[str], discourse: Discourse
    ) -> tuple[Span | None, float]:
        """Return what the clause at `position` is about, and how sure that is."""
        if sentence.host is not None:
            return (
                (sentence.host, 1.0) if sort(sentence.host) in sorts and sentence.host.kb_id_ else (None, 0)
            )
        before = [(i, s) for i, s in sorted(sentence.mentions.items()) if i < position and sort(s) in sorts]
        unresolved = any(
            SORT_OF.get(sentence.text[i]) == "unresolved"
            and self.begins_clause(sentence, i)
            and sort(s) in sorts
            for i, s in before
        )
        starting = [s for i, s in before if s.kb_id_ and self.begins_clause(sentence, i)]
        if starting:
            return starting[-1], 1.0
        if unresolved:
            return None, 0
        if before and before[0][1].kb_id_:
            return before[0][1], CARRIED_TOPIC_FACTOR
        return discourse.latest(sorts), CARRIED_TOPIC_FACTOR

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
            topic, factor = self.topic(sentence, match.start(), pattern.topic, discourse)
            if topic is None:
                return
            roles["topic"] = [topic]
            if sentence.places[0] <= topic.start < begin:
                begin = topic.start
        modality = self.modalities.of(sentence, match, pattern.relative)
        entities = doc._.entities
        implied = [entities[protagonist]] if pattern.implied and protagonist in entities else []
        circumstances = self.circumstances(sentence, pattern, match, roles)
        for fact in (*pattern.facts, *circumstances):
            beside = implied if fact in pattern.facts else []
            for subject, target, sure in self.pairs(fact, roles, entities, beside):
                yield Statement(
                    subject,
                    fact.relation,
                    target,
                    modality,
                    round(pattern.confidence * factor * sure, 2),
                    pattern.id,
                    Evidence("", begin, end, ""),
                )

    def filling(self, sentence: Sentence, extent: tuple[int, int]) -> list[Span]:
        """Return the mentions within a group of a match."""
        return [span for i, span in sorted(sentence.mentions.items()) if extent[0] <= i < extent[1]]

    def circumstances(
        self, sentence: Sentence, pattern: Pattern, match: re.Match[str], roles: dict[str, list[Span]]
    ) -> tuple[Fact, ...]:
        """Return the facts of time and place of a match, whose fillers are entered among the roles."""
        theme = pattern.circumstances
        if not theme or not roles.get(theme):
            return ()
        taken = {id(span) for spans in roles.values() for span in spans}
        inside = [span for span in self.filling(sentence, match.span()) if id(span) not in taken]
        times = [span for span in inside if span.label_ == "Date"]
        roles["when"] = [t for t in times if not pattern.day or len(t._.value.start) == DAY][:1]
        roles["where"] = [span for span in inside if span.label_ == "Place"][:1]
        return (
            Fact(theme, "startDate", "when"),
            Fact(theme, "endDate", "when"),
            Fact(theme, "location", "where"),
        )

    def pairs(
        self, fact: Fact, roles: dict[str, list[Span]], entities: dict[str, Entity], implied: Sequence[Entity]
    ) -> Iterator[tuple[Entity, Entity | str | int, float]]:
        """Yield the subjects and objects of a fact, with the factor that references within them leave."""
        relation = relations()[fact.relation]
        subjects = self.entities(roles.get(fact.subject, ()), entities, relation.domain)
        if fact.subject == fact.object:
            yield from ((a, b, min(x, y)) for (a, x), (b, y) in combinations(subjects, 2) if a.id != b.id)
            return
        if relation.range & {"date", "integer"}:
            for span in roles.get(fact.object, ()):
                value, sure = self.value(span, fact.relation)
                if value is not None:
                    yield from ((subject, value, sure * s) for subject, s in subjects)
            return
        objects = self.entities(roles.get(fact.object, ()), entities, relation.range)
        known = {target.id for target, _ in objects}
        objects += [(entity, IMPLIED_FACTOR) for entity in implied if entity.id not in known]
        for subject, s in subjects:
            for target, t in objects:
                if subject.id != target.id:
                    yield subject, target, s * t

    def value(self, span: Span, relation: str) -> tuple[str | int | None, float]:
        """Return what a time or a count says for the relation."""
        value = span._.value
        if isinstance(value, int):
            return (value, 1.0) if relation == "attendance" else (None, 0)
        sure = 1.0 if value.year_said else CARRIED_YEAR_FACTOR
        return (value.end if relation == "endDate" else value.start), sure

    def entities(
        self, spans: Iterable[Span], entities: dict[str, Entity], kinds: frozenset[str]
    ) -> list[tuple[Entity, float]]:
        """Return the entities of the mentions that are of one of the kinds, each once."""
        found: dict[str, tuple[Entity, float]] = {}
        for span in spans:
            entity = entities.get(span.kb_id_)
            if entity is not None and fits(entity.kind, kinds):
                found.setdefault(entity.id, (entity, REFERENCE_FACTOR if span.id_ == "reference" else 1.0))
        return list(found.values())

    def by_title(self, doc: Doc, sentence: Sentence) -> Iterator[Statement]:
        """Yield that proceedings are the record of the event whose topic their title begins with."""
        for span in sentence.mentions.values():
            work = doc._.entities.get(span.kb_id_)
            if work is None or work.kind != "Proceedings" or span.id_ != "name":
                continue
            topic = self.subtitle.split(name_of(span))[0]
            for event in doc._.entities.values():
                named = any(topic in name for name in event.names.get(self.language, ()))
                if top_kind(event.kind) == "Event" and named and len(topic) >= LEAST_TOPIC:
                    evidence = Evidence("", span.start, span.end, "")
                    rule = f"{self.language}.documents.title"
                    yield Statement(work, "documents", event, "asserted", TITLE_CONFIDENCE, rule, evidence)

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
                evidence = Evidence("", span.start, span.end, "")
                rule = f"{self.language}.unitOf.name"
                yield Statement(unit, "unitOf", whole, "asserted", NAME_CONFIDENCE, rule, evidence)

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Write nothing: what it knows stands in the language's folder."""


__all__ = ["SORTS", "Modality", "Relations"]
