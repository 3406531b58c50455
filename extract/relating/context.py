"""What stands around an activity: about when it was where its own clause does not say, and whose it is by its name.

A date is taken from the sentence that states something of the activity, the paragraph before it, a heading or the
opening of the section, or the event that it was part of, in that order. None is taken that is another activity's, or
only bounds something (在2015年之前), or stands in brackets.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any, Literal, get_args

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.entities import Entity
from extract.language import knowledge
from extract.mentions import DATE, means_body, text_of
from extract.relating.quoting import evidence
from extract.relating.sentences import BRACKET, between, sentence_end
from extract.statements import Evidence, Statement
from ontology.terms import kinds, top_kind

Source = Literal["sentence", "paragraph", "heading", "event"]
SOURCES: Sequence[str] = get_args(Source)
DATED = frozenset({"Event", "Publication", "Document", "Project"})
OWNED = frozenset({"Event", "Role"})
DATES = frozenset({"startDate", "endDate", "issued"})
WITHIN = frozenset({"partOf", "presentedAt"})
YEAR, MONTH = len("2005"), len("2005-04")


@dataclass(frozen=True, slots=True)
class Dating:
    """About when an activity was.

    Attributes:
        activity: an event, a publication, a document or a project.
        about: an ISO date, no more exact than its source allows.
        dated_by: what it is taken from.
        evidence: the date's words or, where these stand in no paragraph of its own, those that state the activity.
    """

    activity: Entity
    about: str
    dated_by: Source
    evidence: Evidence

    def moved(self, by: int) -> "Dating":
        """Return the same so many characters farther on in the paragraph."""
        return replace(self, evidence=self.evidence.moved(by))


if not Doc.has_extension("datings"):
    Doc.set_extension("datings", default=())


@Language.factory("stakegraph_context")
class Context:
    """Set `doc._.datings`, and whose each meeting and each office is."""

    def __init__(self, nlp: Language, name: str, language: str) -> None:
        self.name = name
        table = knowledge(language, "times")
        self.goal = re.compile(table["goal"])
        self.bound = re.compile(table["bound"])
        self.during = [re.compile(pattern) for pattern in table["during"]]
        self.end = sentence_end(language)

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with what the component adds."""
        meant: dict[str, Counter[str]] = defaultdict(Counter)
        for span in doc.spans["mentions"]:
            if span.kb_id_ and means_body(span):
                meant[span.text][span.kb_id_] += 1
        for span in doc.spans["mentions"]:
            owner = span._.owner
            if owner is None or not span.kb_id_:
                continue
            entity = doc._.entities[span.kb_id_]
            # Within a name 任务组 was not resolved: it is whom the text calls so most often.
            whose = max(meant[owner.text].items(), key=lambda pair: pair[1], default=(owner.kb_id_, 0))[0]
            if top_kind(entity.kind) in OWNED and whose in doc._.entities:
                entity.of = whose
        doc._.datings = tuple(Surroundings(self, doc).datings())
        return doc

    def bounds(self, text: str, span: Span) -> bool:
        """Return whether a date is none at which something happened, but one before or after which."""
        return (
            self.goal.match(text, span.end) is not None or self.bound.search(text[: span.start]) is not None
        )

    def says_during(self, text: str, span: Span) -> bool:
        """Return whether what is spoken of took place during the event that is mentioned."""
        before, after = self.during
        return before.search(text[: span.start]) is not None and after.match(text, span.end) is not None

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Write nothing: what it knows stands in the language's folder."""


class Surroundings:
    """The dates and events that stand in a Doc, by where they stand."""

    def __init__(self, rules: Context, doc: Doc) -> None:
        self.rules, self.doc, self.text = rules, doc, text_of(doc)
        self.statements: tuple[Statement, ...] = tuple(
            s for s in doc._.statements if s.modality == "asserted"
        )
        self.spans = sorted(doc.spans["mentions"], key=lambda span: span.start)
        self.paragraphs = {span.id_: span for span in doc.spans.get("paragraphs", ())}
        taken = {
            (one.evidence.paragraph, one.object_mention.begin): one.subject.id
            for one in self.statements
            if one.property in DATES and one.object_mention
        }
        brackets = {i for match in BRACKET.finditer(self.text) for i in range(*match.span())}
        self.dates: list[Span] = []
        self.whose: dict[int, str] = {}  # the activity that a date is stated of, by the date's place
        for paragraph in (*self.paragraphs.values(), *doc.spans.get("headings", ())):
            for span in self.mentions(paragraph):
                if span.label_ == DATE and span.start not in brackets and not rules.bounds(self.text, span):
                    self.dates.append(span)
                    self.whose[span.start] = taken.get((paragraph.id_, span.start - paragraph.start), "")
        self.dates.sort(key=lambda span: span.start)
        self.stated = {
            one.subject.id: str(one.object) for one in self.statements if one.property in DATES - {"endDate"}
        }

    def mentions(self, part: Span) -> list[Span]:
        """Return the mentions within a paragraph or heading."""
        return [span for span in between(self.spans, part.start, part.end) if span.end <= part.end]

    def datings(self) -> Iterator[Dating]:
        """Yield for each statement of an undated activity what its surroundings say, the nearest first."""
        above = dict(self.sections())
        for one in self.statements:
            paragraph = self.paragraphs.get(one.evidence.paragraph)
            if one.subject.id in self.stated or top_kind(one.subject.kind) not in DATED or paragraph is None:
                continue
            begin, end = (paragraph.start + place for place in (one.evidence.begin, one.evidence.end))
            starts = [match.end() for match in self.rules.end.finditer(self.text, paragraph.start, begin)]
            start = starts[-1] if starts else paragraph.start
            stop = self.rules.end.search(self.text, max(begin, end - 1), paragraph.end)
            sentence = self.untaken(start, stop.end() if stop else paragraph.end, one.subject)
            before = self.untaken(paragraph.start, start, one.subject)
            if about := common(sentence):
                yield Dating(one.subject, about, "sentence", quoted(paragraph, sentence[0]))
            elif about := common(before)[:MONTH]:
                yield Dating(one.subject, about, "paragraph", quoted(paragraph, before[0]))
            elif top_kind(one.subject.kind) != "Project":  # which lasts longer than what is told around it
                yield from self.farther(one, above.get(paragraph.id_, ()))

    def farther(self, one: Statement, above: Sequence[tuple[Span, Span | None]]) -> Iterator[Dating]:
        """Yield what the headings above, the openings of their sections and the event around it say."""
        is_event = top_kind(one.subject.kind) == "Event"
        for heading, opening in above:
            about = common(self.untaken(heading.start, heading.end, one.subject))
            if not about and is_event and opening is not None:
                first = self.rules.end.search(self.text, opening.start, opening.end)
                end = first.end() if first else opening.end
                about = common(self.untaken(opening.start, end, one.subject))[:YEAR]
            if about:
                yield Dating(one.subject, about, "heading", one.evidence)
                return
        around = [
            s.object for s in self.statements if s.subject.id == one.subject.id and s.property in WITHIN
        ]
        named = [span for heading, _ in above for span in self.events(heading)]
        for part in (part for pair in above for part in pair if part is not None):
            for span in self.events(part):
                if self.rules.says_during(self.text, span):
                    around += [
                        self.doc._.entities[s.kb_id_] for s in (span, *named) if s.text.endswith(span.text)
                    ]
        for event in around:
            if isinstance(event, Entity) and event.id != one.subject.id and (about := self.when(event)):
                yield Dating(one.subject, about, "event", one.evidence)
                return

    def sections(self) -> Iterator[tuple[str, tuple[tuple[Span, Span | None], ...]]]:
        """Yield for each paragraph the headings above it, the nearest first, with the paragraph right under each.

        That is None for the paragraph itself, and where another heading comes first.
        """
        if self.doc._.report is None:
            return
        headings = {paragraph.id: paragraph.headings for paragraph in self.doc._.report.paragraphs}
        standing = iter(self.doc.spans["headings"])
        ahead = next(standing, None)
        spans: dict[str, Span] = {}
        openings: dict[int, Span] = {}
        for identity, paragraph in self.paragraphs.items():
            fresh = None
            while ahead is not None and ahead.start < paragraph.start:
                spans[ahead.text] = fresh = ahead
                ahead = next(standing, None)
            if fresh is not None:
                openings[fresh.start] = paragraph
            above = [spans[heading.text] for heading in reversed(headings[identity]) if heading.text in spans]
            opening = (openings.get(heading.start) for heading in above)
            yield (
                identity,
                tuple((h, None if p is paragraph else p) for h, p in zip(above, opening, strict=True)),
            )

    def events(self, part: Span) -> list[Span]:
        """Return the mentions of events within a paragraph or heading."""
        return [
            s
            for s in self.mentions(part)
            if s.kb_id_ and s.label_ in kinds() and top_kind(s.label_) == "Event"
        ]

    def when(self, event: Entity) -> str:
        """Return when an event was: as stated, else the month or year that its dated parts share, else ""."""
        parts = [
            self.stated[s.subject.id]
            for s in self.statements
            if s.property == "partOf" and s.object == event and s.subject.id in self.stated
        ]
        return self.stated.get(event.id) or shared(parts)[:MONTH]

    def untaken(self, start: int, end: int, activity: Entity) -> list[Span]:
        """Return the dates within an extent that are no other activity's."""
        return [
            span for span in between(self.dates, start, end) if self.whose[span.start] in {"", activity.id}
        ]


def common(dates: Iterable[Span]) -> str:
    """Return what dates have in common, "" for nothing."""
    return shared(date._.value.start for date in dates)


def shared(dates: Iterable[str]) -> str:
    """Return the year, month and day that ISO dates share, as far as they do: 2005-04 and 2005-06-01 share 2005."""
    parts = zip(*(date.split("-") for date in dates), strict=False)
    return "-".join(part[0] for part in takewhile(lambda part: len(set(part)) == 1, parts))


def quoted(paragraph: Span, span: Span) -> Evidence:
    """Return the words of a date as evidence."""
    return evidence(paragraph, span.start, span.end)


def settled(
    datings: Iterable[Dating], statements: Iterable[Statement], now: Callable[[Entity], Entity]
) -> tuple[Dating, ...]:
    """Return the nearest dating of each activity that no statement of the whole report dates.

    Args:
        datings: in the order of the text.
        statements: of the whole report.
        now: gives an entity as the whole report names it.
    """
    dated = {s.subject.id for s in statements if s.property in DATES and s.modality == "asserted"}
    found: dict[str, Dating] = {}
    for one in sorted(datings, key=lambda one: SOURCES.index(one.dated_by)):
        activity = now(one.activity)
        if activity.id not in dated:
            found.setdefault(activity.id, replace(one, activity=activity))
    return tuple(found.values())
