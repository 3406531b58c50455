"""The judgement: which candidates state a fact, where the patterns have not read one, and what they state."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.entities import Entity
from extract.established import established
from extract.language import knowledge, spaced
from extract.linking.linking import Linking
from extract.mentions import DATE, GENERIC, PLACE, means_body, mention
from extract.relating.quoting import evidence, mentioned
from extract.relating.roles import fits, state_of
from extract.report import placed, sections
from extract.statements import Modality, Statement
from extract.weighing.candidates import Candidate
from extract.weighing.judge import MODALITIES, RELATIONS, Judge
from extract.weighing.limits import Limits
from extract.weighing.views import Node, nodes, views
from extract.weights import Numbers
from ontology.terms import relations

ONCE = frozenset({"startDate", "issued", "attendance"})  # a thing has one, the likeliest


@Language.factory("stakegraph_judgement")
class Judgement:
    """Add to `doc._.statements` what the trained judgement finds stated beyond the patterns."""

    def __init__(self, nlp: Language, name: str, language: str) -> None:
        self.name, self.language = name, language
        table = knowledge(language, "judgement")
        self.least, self.by_relation = table["least"], table["by_relation"]
        self.doubtful, self.apart = table["doubtful"], spaced(language)
        self.limits = Limits(language)
        self.linking = Linking(nlp, name, language)

    @cached_property
    def judge(self) -> Judge:
        """The trained judge, loaded when first used: training makes it anew without it."""
        return Judge(self.language)

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with what the component adds."""
        named = [self.alone(doc, span) for span in doc.spans["mentions"] if span.start >= doc._.begin]
        found = nodes(doc, self.language, [*named, *self.nested(doc)])
        judged = [self.judge(doc, view) for view in views(doc, self.language, found)]
        if judged:
            given = [candidate for candidates, _, _ in judged for candidate in candidates]
            likely, moods = (np.concatenate([one[place] for one in judged]) for place in (1, 2))
            doc._.statements = tuple(self.trusted(doc, given, likely))
            doc._.statements = (*doc._.statements, *self.judged(doc, found, given, likely, moods))
        self.call_unnamed(doc)
        return doc

    def alone(self, doc: Doc, span: Span) -> Span:
        """Return the mention of a body, the Board, as its name where the report names none that it may refer to."""
        refers = span.id_ == "reference" and not span.kb_id_ and means_body(span)
        if not refers or not span.text[:1].isupper():
            return span
        known = established(doc).entities
        names = (name for entity in known.values() for name in entity.names.get(self.language, ()))
        return (
            span
            if any(span.text in name for name in names)
            else mention(doc, span.start, span.end, span.label_)
        )

    def nested(self, doc: Doc) -> list[Span]:
        """Return the mentions that stand in others, one for each place: what the registry knows before the rest."""
        ranked = sorted(doc.spans["nested"], key=lambda span: (span.start, span.end, not span.kb_id_))
        by_place: dict[tuple[int, int], Span] = {}
        for span in ranked:
            if span.start >= doc._.begin:
                by_place.setdefault((span.start, span.end), span)
        return list(by_place.values())

    def trusted(self, doc: Doc, given: Sequence[Candidate], likely: Numbers) -> Iterator[Statement]:
        """Yield what the constructions read, as sure as each is where the judge thinks of the pair as it does.

        Of what the judge has not looked at it says nothing; what is more often wrong than right is left out.
        """
        pairs = {id(one): places for one, places in constructed(doc, given)}
        for one in doc._.statements:
            if id(one) not in pairs:
                yield one
                continue
            relation = RELATIONS.index(one.property)
            sure = self.judge.trust(one.rule, max(float(likely[place, relation]) for place in pairs[id(one)]))
            if sure >= self.doubtful:
                yield replace(one, confidence=round(sure, 2))

    def judged(
        self, doc: Doc, found: Sequence[Node], given: Sequence[Candidate], likely: Numbers, moods: Numbers
    ) -> Iterator[Statement]:
        """Yield a statement for each candidate that states a fact which no pattern has read."""
        best = likely[:, 1:].argmax(axis=1) + 1
        known = set(self.known(doc._.statements))
        read = {frozenset((fact[0], fact[2])) for fact in map(key, doc._.statements)}
        dated = {(one.subject.id, one.property) for one in doc._.statements if one.property in ONCE}
        actors = {node.start for node in found if node.kind in {"Body", GENERIC}}
        places = {node.start for node in found if node.kind in {"Country", PLACE}}
        paragraphs = [paragraph for paragraph, _, _ in sections(doc)]
        order = np.argsort(-likely[np.arange(len(given)), best], kind="stable")
        for place in map(int, order):
            candidate, relation = given[place], RELATIONS[best[place]]
            mood = int(moods[place].argmax())
            sure = self.judge.surety(best[place], float(likely[place, best[place]] * moods[place, mood]))
            if sure < self.by_relation.get(relation, self.least):
                continue
            if MODALITIES[mood] == "asserted" and self.limits.doubted(doc, candidate):
                continue  # better left out than taken for done
            if not self.limits.told(doc, actors, places, candidate, relation):
                continue
            made = list(self.stated(doc, paragraphs, candidate, relation, MODALITIES[mood], sure))
            if relation in ONCE and made and (made[0].subject.id, relation) in dated:
                continue  # nor the end of a range whose beginning is another's
            for statement in made:
                fact = key(statement)
                pair = (statement.subject.id, statement.property)
                if fact in known or frozenset((fact[0], fact[2])) in read:
                    continue
                known.add(fact)
                known.add((fact[2], fact[1], fact[0]) if relation == "partneredWith" else fact)
                if relation in ONCE:
                    dated.add(pair)
                yield statement

    def known(self, statements: Iterable[Statement]) -> Iterator[tuple[str, str, str]]:
        """Yield the facts that are read already, from either end where the relation has no direction."""
        for one in statements:
            fact = key(one)
            yield fact
            if relations()[one.property].symmetric:
                yield fact[2], fact[1], fact[0]

    def stated(
        self,
        doc: Doc,
        paragraphs: Sequence[Span],
        candidate: Candidate,
        relation: str,
        modality: Modality,
        sure: float,
    ) -> Iterator[Statement]:
        """Yield the statements of a candidate: of a range of dates, its end too."""
        allowed = relations()[relation]
        subject = self.meant(doc, candidate.subject, allowed.domain)
        if subject is None:
            return
        paragraph = next((p for p in paragraphs if p.start <= candidate.subject.start < p.end), None)
        if paragraph is None:
            return  # a heading states nothing
        begin = min(candidate.subject.start, candidate.object.start)
        end = max(candidate.subject.end, candidate.object.end)
        quoted = evidence(paragraph, begin, end)
        rule = f"{self.language}.{relation}.learnt"
        span = candidate.object.span
        assert span is not None
        where = mentioned(paragraph, candidate.subject.span), mentioned(paragraph, span)
        values: list[tuple[str, Entity | str | int | None]]
        if candidate.object.kind == DATE:
            values = [(relation, span._.value.start)]
            if relation == "startDate" and span._.value.end:
                values.append(("endDate", span._.value.end))
        elif allowed.range & {"integer"}:
            values = [(relation, span._.value)]
        else:
            values = [(relation, self.meant(doc, candidate.object, allowed.range))]
        for name, value in values:
            same = isinstance(value, Entity) and value.id == subject.id
            if value is not None and not same:
                yield Statement(subject, name, value, modality, round(sure, 2), rule, quoted, *where)

    def meant(self, doc: Doc, node: Node, kinds: frozenset[str]) -> Entity | None:
        """Return what a mention means, if it is of one of the kinds; a country that acts is the state."""
        span = node.span
        assert span is not None
        if not span.kb_id_ or span.kb_id_ not in established(doc).entities:
            span = node.span = self.linking.enter(doc, span)
        entity: Entity = established(doc).entities[span.kb_id_]
        if fits(entity.kind, kinds):
            return entity
        if node.kind == "Country" and "Organization" in kinds and PLACE not in kinds:
            return state_of(entity, established(doc).entities, self.language)
        return None

    def call_unnamed(self, doc: Doc) -> None:
        """Call what has no name of its own by its words with the date and place that are said of it."""
        said: dict[str, list[str]] = {}
        for one in doc._.statements:
            if one.subject.unnamed and one.property in {"startDate", "issued", "location"}:
                target = one.object
                known = target.names[self.language][0] if isinstance(target, Entity) else str(target)
                said.setdefault(one.subject.id, []).append(known)
        for identity, words in said.items():
            names = established(doc).entities[identity].names[self.language]
            if len(names) == 1:
                told = sorted(set(words))
                names.insert(
                    0, f"{names[0]} ({', '.join(told)})" if self.apart else f"{names[0]}（{'，'.join(told)}）"
                )

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Write nothing: what it knows stands in the language's folder."""


def constructed(doc: Doc, given: Sequence[Candidate]) -> Iterator[tuple[Statement, list[int]]]:
    """Yield what constructions read of candidates, each statement with their places, one way and the other."""
    places: dict[frozenset[tuple[int, int]], list[int]] = {}
    for place, one in enumerate(given):
        ends = frozenset((node.start, node.end) for node in (one.subject, one.object))
        places.setdefault(ends, []).append(place)
    for statement, both in placed(doc):
        if both in places and statement.property in RELATIONS:
            yield statement, places[both]


def key(statement: Statement) -> tuple[str, str, str]:
    """Return a fact by the names of its parts."""
    target = statement.object
    return (
        statement.subject.id,
        statement.property,
        target.id if isinstance(target, Entity) else str(target),
    )
