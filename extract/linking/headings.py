"""What headings name of what the paragraphs below only speak of: an event, a series, works announced together."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import takewhile
from typing import Any

from spacy.tokens import Doc, Span

from extract.entities import Entity
from extract.finding.times import figure
from extract.language import knowledge, spaced
from extract.linking.heads import Heads, agrees
from extract.linking.meaning import REFERENCE, made, means
from extract.mentions import mention, name_of, text_of
from extract.report import sections
from ontology.terms import top_kind

LONGEST_INTRODUCTION = 14


def named_by_headings(doc: Doc) -> dict[int, str]:
    """Return for each heading, by where it starts, the entity that its words are the whole name of."""
    by_extent = {(s.start, s.end): s for s in doc.spans["mentions"] if s.kb_id_}
    extents = ((heading.start, heading.end) for heading in doc.spans.get("headings", []))
    return {extent[0]: by_extent[extent].kb_id_ for extent in extents if extent in by_extent}


class Headings:
    """Reads headings by a language's words; `named` is what `named_by_headings` gives."""

    def __init__(self, language: str, heads: Heads) -> None:
        table = knowledge(language, "reference")
        self.language, self.heads = language, heads
        self.space = " " if spaced(language) else ""
        self.no_name = re.compile(table["reach"]["no_name"])
        self.listed = re.compile(table["holders"]["listed"])
        self.indefinite = re.compile(table["indefinite"])
        self.section = table["reach"]["section"]
        several = table["several"]
        self.several, self.series = re.compile(several["pattern"]), several["series"]
        self.counted = re.compile(several["counted"])
        self.about = re.compile(table["about"]["said"])
        times = knowledge(language, "times")
        self.figure = partial(figure, digits=times["numbers"], multipliers=times["multipliers"])

    def introductions(
        self,
        doc: Doc,
        spans: Sequence[Span],
        paragraphs: Sequence[tuple[Span, Span | None, Any]],
        named: Mapping[int, str],
    ) -> dict[int, str]:
        """Return by where it starts each "held a workshop" of a short section with the entity, named by the heading.

        Two of one head in a section would be told apart by nothing, and are left alone.
        """
        of_section: dict[int, list[tuple[Span, Span]]] = {}
        starts = [span.start for span in spans]
        lengths = Counter(heading.start for _, heading, _ in paragraphs if heading is not None)
        for paragraph, heading, _ in paragraphs:
            if heading is None or lengths[heading.start] > self.section:
                continue
            own = named.get(heading.start)
            if own is not None and top_kind(doc._.entities[own].kind) != "Event":
                continue
            if self.no_name.search(heading.text):
                continue
            for span in spans[bisect_left(starts, paragraph.start) : bisect_left(starts, paragraph.end)]:
                before = text_of(doc)[max(paragraph.start, span.start - LONGEST_INTRODUCTION) : span.start]
                one = span.id_ == "bare" and own is None and self.indefinite.search(before)
                said = one or span.id_ == "description"
                if said and not heading.text.endswith(span.text):
                    of_section.setdefault(heading.start, []).append((span, heading))
        found = {}
        for introduced in of_section.values():
            heads = Counter(span.text for span, _ in introduced)
            for span, heading in introduced:
                if heads[span.text] > 1:
                    continue
                if span.id_ == "bare":
                    found[span.start] = self.named_by(doc, heading, span)
                else:
                    self.call_briefly(doc._.entities[span.kb_id_], span, heading)
        return found

    def call_briefly(self, entity: Entity, span: Span, heading: Span) -> None:
        """Give an event whose name is what is said of it another by its heading: the better one if hosts are said."""
        name = heading.text + self.space + span.text
        if self.listed.match(name_of(span)):
            entity.put_first(self.language, name)
        else:
            entity.add_name(self.language, name)

    def named_by(self, doc: Doc, heading: Span, span: Span) -> str:
        """Return the id of the entity that a section is about, made if it is not there."""
        work = top_kind(span.label_) == "Publication"
        name = heading.text if work else heading.text + self.space + span._.heads[0]
        identity = made(
            doc,
            self.language,
            span.label_,
            name,
            "named by the heading above the paragraph that introduces it",
        )
        about = self.about.match(text_of(doc), span.end) if work else None
        if about is not None:
            doc._.entities[identity].add_name(self.language, about["topic"])
        return identity

    def announced(self, doc: Doc, named: Mapping[int, str]) -> Iterator[Span]:
        """Yield works that are announced together (三种新出版物) and that the headings below name one by one."""
        of_paragraph = [(span, paragraph) for span, _, paragraph in sections(doc) if paragraph is not None]
        headings = {heading.text: heading for heading in reversed(doc.spans.get("headings", []))}
        for place, (span, paragraph) in enumerate(of_paragraph):
            for match in self.several.finditer(text_of(doc), span.start, span.end):
                depth = len(paragraph.headings)
                below = (
                    later.headings
                    for _, later in takewhile(
                        lambda row: row[1].headings[:depth] == paragraph.headings,  # noqa: B023
                        of_paragraph[place + 1 :],
                    )
                )
                titles = list(dict.fromkeys(above[depth].text for above in below if len(above) > depth))
                if len(titles) != self.figure(match["number"]):
                    continue
                works = [self.entity(doc, headings[title], match["head"], named) for title in titles]
                if all(works):
                    found = mention(doc, *match.span(), "Publication", REFERENCE, entity=works[0])
                    found._.several = tuple(works)
                    found._.linked_by = "announced together, and named by the headings below"
                    yield found

    def of_series(self, doc: Doc, span: Span, heading: Span | None, named: Mapping[int, str]) -> Span:
        """Return events that are counted under a heading which names them as a series, or the span as it is."""
        series = doc._.entities.get(named.get(heading.start, "")) if heading is not None else None
        if series is None or heading is None or not heading.text.endswith(self.series):
            return span
        head = max(
            (h for h in self.heads.kinds if heading.text.removesuffix(self.series).endswith(h)),
            key=len,
            default="",
        )
        before = text_of(doc)[max(0, span.start - LONGEST_INTRODUCTION) : span.start]
        said = before + span.text.removesuffix(head)
        if not head or not span.text.endswith(head) or not self.counted.search(said):
            return span
        return means(span, series.id, series.kind, "counted under the heading that names the series")

    def entity(self, doc: Doc, heading: Span, head: str, named: Mapping[int, str]) -> str:
        """Return the entity that the heading names: a publication's title, a project's or an event's name."""
        known = named.get(heading.start)
        kind = self.heads.kind_of(head)
        if known and agrees(doc._.entities[known].kind, kind):
            return known
        if kind != "Publication":
            return ""
        return made(
            doc, self.language, "Publication", heading.text, "named by the heading above the paragraph"
        )
