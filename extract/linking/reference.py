"""Reference: 该论坛, 这份手册, 任务组: each resolved to the entity it means, or left unresolved.

An antecedent is looked for as a reader would: the same section before others, the nearest before the farther, the
heading above when the text itself offers none. What stays in doubt stays unresolved and yields no statement.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.established import established
from extract.language import alternatives, knowledge
from extract.linking.headings import LONGEST_INTRODUCTION, Headings, named_by_headings
from extract.linking.heads import Heads
from extract.linking.meaning import REFERENCE, made, means
from extract.mentions import longest, means_body, mention, text_of
from extract.report import sections
from ontology.terms import top_kind

LONGEST_OPENING = 8  # characters between the end of a clause and the first mention of the next
GIVEN_TO = frozenset({"Event", "Project", "Initiative"})
DONE = frozenset({"Event", "Project", "Initiative", "Publication", "Document"})


@dataclass(slots=True)
class Reading:
    """A Doc as far as it has been read.

    Attributes:
        paragraphs: with the heading that each stands under.
        dominant: for each head the entity that most of the names ending with it mean.
        named: what headings name, as `named_by_headings` gives it.
        introduced: the entities of what a short section introduces, by where that stands.
        dated: where the date begins that ends at a character.
        before: the mentions read, in order.
        met: the entities that they mean.
    """

    doc: Doc
    paragraphs: Sequence[tuple[Span, Span | None, Any]]
    dominant: Mapping[str, str]
    named: Mapping[int, str]
    introduced: Mapping[int, str]
    dated: Mapping[int, int]
    before: list[Span] = field(default_factory=list)
    met: set[str] = field(default_factory=set)

    def has_met(self, identity: str) -> bool:
        """Return whether a mention before this one, in this block or an earlier one, has meant the entity."""
        return identity in self.met or identity in self.doc._.entities.parents


@Language.factory("stakegraph_reference")
class Reference:
    """Set the `kb_id_` of references among `doc.spans["mentions"]`, and add those that are no mentions yet."""

    def __init__(self, nlp: Language, name: str, language: str) -> None:
        self.name, self.language = name, language
        self.heads = Heads(language)
        self.headings = Headings(language, self.heads)
        table = knowledge(language, "reference")
        determiner, measure = alternatives(table["determiners"]), alternatives(table["measures"])
        head = f"(?P<head>{alternatives(self.heads.every())})"
        self.pattern = re.compile(
            rf"(?<!{alternatives(table['not_after'])}){determiner}{measure}?{table['modifier']}{head}{table['end']}"
        )
        self.pronoun = re.compile(table["subject_pronoun"])
        self.object_pronoun = re.compile(table["object_pronoun"])
        self.thing_pronoun = re.compile(table["thing_pronoun"])
        self.within = table["within"]
        self.begins_clause = re.compile(table["clause_begins"])
        self.named_alone = table["named_alone"]
        self.of = knowledge(language, "bodies")["units"]["of"]
        self.see = re.compile(table["see"])
        self.attended = re.compile(table["attended"])
        self.description = re.compile(table["described"])
        self.alone = frozenset(table["alone"]["heads"])
        self.leading = frozenset(table["alone"]["leading"])
        self.short = re.compile(alternatives(sorted(self.alone)))
        self.reach = table["reach"]["paragraphs"]
        self.dominance = table["reach"]["dominance"]

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with what the component adds."""
        named = named_by_headings(doc)
        found = [*self.referring(doc), *self.headings.announced(doc, named)]
        spans = longest([*doc.spans["mentions"], *found])[0]
        paragraphs = sections(doc)
        reading = Reading(
            doc,
            paragraphs,
            self.dominant(doc, spans),
            named,
            self.headings.introductions(doc, spans, paragraphs, named),
            {time.end: time.start for time in doc.spans["times"]},
        )
        position = 0
        for number, (paragraph, heading, _) in enumerate(paragraphs):
            while position < len(spans) and spans[position].start < paragraph.end:
                span = spans[position]
                position += 1
                if not span.kb_id_ and span.id_ in {REFERENCE, "bare"}:
                    span = self.resolve(reading, span, number)
                elif (
                    self.named_alone and span._.owner is not None and span._.owner.id_ in {REFERENCE, "bare"}
                ):
                    span._.owner = self.resolve(reading, span._.owner, number)
                elif span.id_ == "generic":
                    span = self.headings.of_series(doc, span, heading, named)
                reading.before.append(span)
                reading.met.add(span.kb_id_)
        doc.spans["mentions"] = reading.before + spans[position:]
        return doc

    def referring(self, doc: Doc) -> Iterator[Span]:
        """Yield the words that refer: a head with a determiner, a pronoun, a head that may stand alone."""
        text, kind_of = text_of(doc), self.heads.kind_of
        for match in self.pattern.finditer(text):
            yield mention(doc, *match.span(), kind_of(match["head"]), REFERENCE, head=match["head"])
        for match in self.pronoun.finditer(text):
            yield mention(doc, *match.span(), "Organization", REFERENCE)
        for match in self.object_pronoun.finditer(text):
            yield mention(doc, *match.span(), "Event", REFERENCE)
        for match in self.thing_pronoun.finditer(text):
            yield mention(doc, *match.span(), "Publication", REFERENCE)
        for match in self.short.finditer(text):
            yield mention(doc, *match.span(), kind_of(match[0]), "bare", head=match[0])

    def dominant(self, doc: Doc, spans: Iterable[Span]) -> dict[str, str]:
        """Return for each head the entity that most of the names ending with it mean."""
        known = established(doc)
        for span in spans:
            if span.id_ == "name" and span.start >= doc._.begin and span.kb_id_ in known.entities:
                for head in self.heads.endings(known.entities[span.kb_id_]):
                    known.count(head, span.kb_id_)
        return known.dominant(self.dominance)

    def resolve(self, reading: Reading, span: Span, number: int) -> Span:
        """Return `span`, which stands in the paragraph of that number, with the entity it means, or as it is."""
        doc, dominant, paragraphs = reading.doc, reading.dominant, reading.paragraphs
        head = span._.heads[0] if span._.heads else ""
        paragraph, heading, _ = paragraphs[number]
        if span.start in reading.introduced:
            return means(span, reading.introduced[span.start], span.label_, "named by the heading above")
        if span.id_ == "bare" and not self.definite(reading, span):
            return span
        if not head:
            return self.pronoun_meant(reading, span, paragraph)
        known = head in self.alone or reading.has_met(dominant.get(head, ""))
        if span.id_ == "bare" and head in dominant and known and top_kind(span.label_) != "Event":
            return means(span, dominant[head], span.label_, f"the {head} that the report speaks of most")
        floor = paragraphs[max(0, number - self.reach)][0].start
        if heading is not None:
            floor = min(floor, heading.start)
        same_section = heading.start if heading is not None else floor
        if span.id_ == "bare" and span.start not in reading.dated:
            floor = same_section = paragraph.start
        near = takewhile(lambda s: s.start >= floor, reversed(reading.before))
        nearest = [s for s in near if s.kb_id_ and s.id_ != "generic"]
        for inside in (True, False):
            within = [s for s in nearest if (s.start >= same_section) == inside]
            topical = [s for s in within if self.leads(doc, s)]
            for pool, test, ground in (
                (within, self.heads.ends_so, "the nearest before it whose words end so"),
                (within, self.heads.repeats, "the nearest before it that is called so"),
                (topical, self.heads.is_kind, "the nearest before it of its kind that a clause begins with"),
                (within, self.heads.is_kind, "the nearest before it of its kind"),
            ):
                antecedent = next((s for s in pool if test(doc, s, head)), None)
                if antecedent is not None:
                    return means(span, antecedent.kb_id_, antecedent.label_, ground)
            if inside and heading is not None and span.id_ == REFERENCE:
                identity = self.headings.entity(doc, heading, head, reading.named)
                if identity:
                    return means(span, identity, doc._.entities[identity].kind, "named by the heading above")
        if (
            span.id_ == "bare"
            and head in dominant
            and top_kind(span.label_) == "Event"
            and (head in self.alone or self.is_attended(reading, span, dominant[head]))
        ):
            return means(span, dominant[head], span.label_, f"the {head} that the report speaks of most")
        return (
            self.elsewhere(doc, span, paragraph) or self.called_so(reading, span) or self.described(doc, span)
        )

    def pronoun_meant(self, reading: Reading, span: Span, paragraph: Span) -> Span:
        """Return a pronoun as the body that began the last clause, or, if it is no subject, as a thing given to."""
        doc = reading.doc
        if top_kind(span.label_) == "Event":
            start = max(paragraph.start, text_of(doc).rfind(self.within, 0, span.start))
            near = takewhile(lambda s: s.start >= start, reversed(reading.before))
            found = next((s for s in near if s.kb_id_ and top_kind(s.label_) in GIVEN_TO), None)
            ground = "a pronoun: the thing named last in its sentence"
        elif top_kind(span.label_) == "Publication":
            near = takewhile(lambda s: s.start >= paragraph.start, reversed(reading.before))
            things = (s for s in near if s.kb_id_ and self.leads(doc, s))
            found = next((s for s in things if top_kind(s.label_) in DONE), None)
            ground = "a pronoun: the thing that began the last sentence"
        else:
            near = takewhile(lambda s: s.start >= paragraph.start, reversed(reading.before))
            found = next((s for s in near if self.subject(doc, s)), None)
            ground = "a pronoun: the body that began the last clause"
        return means(span, found.kb_id_, found.label_, ground) if found is not None else span

    def elsewhere(self, doc: Doc, span: Span, paragraph: Span) -> Span | None:
        """Return `span` as what the paragraph calls so that its sentence points at: （见第83段）."""
        end = text_of(doc).find(self.within, span.end, paragraph.end)
        pointer = self.see.search(text_of(doc), span.end, end if end >= 0 else paragraph.end)
        if pointer is None or not span._.heads:
            return None
        there = [p for p in doc.spans.get("paragraphs", ()) if p.id_ == pointer["number"]]
        named = {
            s.kb_id_: s
            for place in there
            for s in doc.spans["mentions"]
            if s.kb_id_ and place.start <= s.start < place.end and self.heads.repeats(doc, s, span._.heads[0])
        }
        if len(named) != 1:
            return None
        (found,) = named.values()
        return means(
            span, found.kb_id_, found.label_, f"named in paragraph {pointer['number']}, which it points at"
        )

    def called_so(self, reading: Reading, span: Span) -> Span | None:
        """Return a body that nothing near names as the one that the report calls by its head: the Committee."""
        doc, head = reading.doc, span._.heads[0]
        if not self.named_alone or not means_body(span) or not head[:1].isupper():
            return None
        if head in reading.dominant:
            meant = reading.dominant[head]
            return means(
                span, meant, doc._.entities[meant].kind, f"the {head} that the report speaks of most"
            )
        identity = made(
            doc, self.language, span.label_, head, "named nowhere in full: called by its head alone"
        )
        return means(span, identity, span.label_, "named nowhere in full: called by its head alone")

    def described(self, doc: Doc, span: Span) -> Span:
        """Return a project that nothing before names as what is said of it, or as it is."""
        match = self.description.match(text_of(doc), span.end)
        if match is None or span.id_ != REFERENCE or top_kind(span.label_) != "Project":
            return span
        name = f"{match['said']}的{span._.heads[0]}"
        identity = made(doc, self.language, span.label_, name, "named nowhere: called by what is said of it")
        return means(span, identity, span.label_, "named nowhere: called by what is said of it")

    def definite(self, reading: Reading, span: Span) -> bool:
        """Return whether a head without a determiner can mean one thing named before."""
        doc, dominant, head = reading.doc, reading.dominant, span._.heads[0]
        if span.text != head:
            return False
        if means_body(span):
            leads = head in self.leading and self.leads(doc, span)
            possessor = text_of(doc).startswith(self.of, span.end)
            return head in dominant and (head in self.alone or (leads and not possessor))
        start = reading.dated.get(span.start, span.start)
        if self.attends(doc, span):
            return True
        before = text_of(doc)[start - 1 : start]
        return (head in dominant and head in self.alone) or before == "：" or self.begins(doc, start)

    def attends(self, doc: Doc, span: Span) -> bool:
        """Return whether someone is said to have attended what a head alone names: 参加了展览."""
        before = text_of(doc)[max(0, span.start - LONGEST_INTRODUCTION) : span.start]
        return self.attended.search(before) is not None

    def is_attended(self, reading: Reading, span: Span, identity: str) -> bool:
        """Return whether what was attended can be only that event: it is met, and the head is no word for any."""
        head = span._.heads[0]
        attended = self.attends(reading.doc, span) and reading.has_met(identity)
        return (head, "Event") not in self.heads.general and attended

    def subject(self, doc: Doc, span: Span) -> bool:
        """Return whether a mention begins its clause and so can be what a pronoun means."""
        return bool(span.kb_id_) and self.leads(doc, span) and means_body(span)

    def leads(self, doc: Doc, span: Span) -> bool:
        """Return whether a mention begins its clause, as what a passage is about does."""
        return self.begins(doc, span.start)

    def begins(self, doc: Doc, place: int) -> bool:
        """Return whether a clause begins at a place, but for what may stand before its first mention."""
        return self.begins_clause.search(text_of(doc)[max(0, place - LONGEST_OPENING) : place]) is not None

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Write nothing: what it knows stands in the language's folder."""
