"""Reference: 该论坛, 这份手册, 任务组: each resolved to the entity it means, or left unresolved.

An antecedent is looked for as a reader would: the same section before others, the nearest before the farther, the
heading above when the text itself offers none. What stays in doubt stays unresolved and yields no statement.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import takewhile
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.entities import Entity
from extract.established import established
from extract.finding.times import figure
from extract.finding.titles import alternatives
from extract.language import knowledge
from extract.mentions import longest, means_body, mention, name_of, text_of
from extract.report import sections
from ontology.iris import room, slug
from ontology.terms import is_body, top_kind

REFERENCE = "reference"
LONGEST_INTRODUCTION = 14
GIVEN_TO = frozenset({"Event", "Project", "Initiative"})


@Language.factory("stakegraph_reference")
class Reference:
    """Set the `kb_id_` of references among `doc.spans["mentions"]`, and add those that are no mentions yet."""

    def __init__(self, nlp: Language, name: str, language: str) -> None:
        self.name = name
        self.language = language
        table = knowledge(language, "reference")
        self.heads: dict[str, str] = {head: kind for kind, heads in table["heads"].items() for head in heads}
        self.general = {(head, kind) for kind, heads in table["general"].items() for head in heads}
        every = sorted({*self.heads, *(head for head, _ in self.general)})
        determiner, measure = alternatives(table["determiners"]), alternatives(table["measures"])
        modifier = f"[^，。；、的了和与由在于是为对“”（）《》]{{0,{table['longest_modifier']}}}?"
        self.pattern = re.compile(
            rf"(?<!{alternatives(table['not_after'])}){determiner}{measure}?{modifier}(?P<head>{alternatives(every)})"
        )
        self.pronoun = re.compile(
            rf"(?:(?<=[，。；：\n])|(?<=通过)|^)(?:{alternatives(table['pronouns'])})(?!们)"
        )
        self.of = knowledge(language, "bodies")["units"]["of"]
        self.see = re.compile(table["see"])
        self.attended = re.compile(table["attended"])
        self.description = re.compile(table["described"])
        self.object_pronoun = re.compile(rf"{table['before_object']}{alternatives(table['pronouns'])}(?!们)")
        self.no_name = re.compile(table["reach"]["no_name"])
        self.listed = re.compile(table["holders"]["listed"])
        self.indefinite = re.compile(table["indefinite"])
        self.section = table["reach"]["section"]
        self.alone = frozenset(table["alone"]["heads"])
        self.leading = frozenset(table["alone"]["leading"])
        self.short = re.compile(alternatives(sorted(self.alone)))
        self.reach = table["reach"]["paragraphs"]
        self.dominance = table["reach"]["dominance"]
        several = table["several"]
        self.several, self.series = re.compile(several["pattern"]), several["series"]
        self.counted = re.compile(several["counted"])
        self.about = re.compile(table["about"]["said"])
        times = knowledge(language, "times")
        self.figure = partial(figure, digits=times["numbers"], multipliers=times["multipliers"])

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with what the component adds."""
        found = [
            mention(doc, *m.span(), self.kind_of(m["head"]), REFERENCE, head=m["head"])
            for m in self.pattern.finditer(text_of(doc))
        ]
        found += [
            mention(doc, *m.span(), "Organization", REFERENCE) for m in self.pronoun.finditer(text_of(doc))
        ]
        found += [
            mention(doc, *m.span(), "Event", REFERENCE) for m in self.object_pronoun.finditer(text_of(doc))
        ]
        found += [
            mention(doc, *m.span(), self.kind_of(m[0]), "bare", head=m[0])
            for m in self.short.finditer(text_of(doc))
        ]
        self.name_headings(doc)
        found += self.announced(doc)
        spans = longest([*doc.spans["mentions"], *found])[0]
        self.dated = {time.end: time.start for time in doc.spans["times"]}
        resolved: list[Span] = []
        paragraphs = sections(doc)
        position = 0
        dominant = self.dominant(doc, spans)
        self.met: set[str] = set()
        self.introduced = self.introductions(doc, spans, paragraphs)
        for number, (paragraph, _, _) in enumerate(paragraphs):
            while position < len(spans) and spans[position].start < paragraph.end:
                span = spans[position]
                position += 1
                if not span.kb_id_ and span.id_ in {REFERENCE, "bare"}:
                    span = self.resolve(doc, span, resolved, paragraphs, number, dominant)
                elif span.id_ == "generic":
                    span = self.of_series(doc, span, paragraphs[number][1])
                resolved.append(span)
                self.met.add(span.kb_id_)
        doc.spans["mentions"] = resolved + spans[position:]
        return doc

    def introductions(
        self, doc: Doc, spans: list[Span], paragraphs: list[tuple[Span, Span | None, Any]]
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
            named = self.of_heading.get(heading.start)
            if named is not None and top_kind(doc._.entities[named].kind) != "Event":
                continue
            if self.no_name.search(heading.text):
                continue
            for span in spans[bisect_left(starts, paragraph.start) : bisect_left(starts, paragraph.end)]:
                before = text_of(doc)[max(paragraph.start, span.start - LONGEST_INTRODUCTION) : span.start]
                one = span.id_ == "bare" and named is None and self.indefinite.search(before)
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
                    found[span.start] = self.named_by_heading(doc, heading, span)
                else:
                    self.call_briefly(doc._.entities[span.kb_id_], span, heading)
        return found

    def call_briefly(self, entity: Entity, span: Span, heading: Span) -> None:
        """Give an event whose name is what is said of it another by its heading: the better one if hosts are said."""
        name = heading.text + span.text
        if self.listed.match(name_of(span)):
            entity.put_first(self.language, name)
        else:
            entity.add_name(self.language, name)

    def named_by_heading(self, doc: Doc, heading: Span, span: Span) -> str:
        """Return the id of the entity that a section is about, made if it is not there."""
        work = top_kind(span.label_) == "Publication"
        name = heading.text if work else heading.text + span._.heads[0]
        identity = self.made(
            doc, span.label_, name, "named by the heading above the paragraph that introduces it"
        )
        about = self.about.match(text_of(doc), span.end) if work else None
        if about is not None:
            doc._.entities[identity].add_name(self.language, about["topic"])
        return identity

    def announced(self, doc: Doc) -> Iterator[Span]:
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
                named = list(dict.fromkeys(above[depth].text for above in below if len(above) > depth))
                if len(named) != self.figure(match["number"]):
                    continue
                works = [self.from_heading(doc, headings[name], match["head"]) for name in named]
                if all(works):
                    found = mention(doc, *match.span(), "Publication", REFERENCE, entity=works[0])
                    found._.several = tuple(works)
                    found._.linked_by = "announced together, and named by the headings below"
                    yield found

    def of_series(self, doc: Doc, span: Span, heading: Span | None) -> Span:
        """Return events that are counted under a heading which names them as a series, or the span as it is."""
        series = doc._.entities.get(self.of_heading.get(heading.start, "")) if heading is not None else None
        if series is None or heading is None or not heading.text.endswith(self.series):
            return span
        head = max(
            (h for h in self.heads if heading.text.removesuffix(self.series).endswith(h)), key=len, default=""
        )
        before = text_of(doc)[max(0, span.start - LONGEST_INTRODUCTION) : span.start]
        said = before + span.text.removesuffix(head)
        if not head or not span.text.endswith(head) or not self.counted.search(said):
            return span
        return self.means(span, series.id, series.kind, "counted under the heading that names the series")

    def kind_of(self, head: str) -> str:
        """Return the kind that the head of a reference points at first."""
        return self.heads.get(head) or next(kind for word, kind in sorted(self.general) if word == head)

    def name_headings(self, doc: Doc) -> None:
        """Note for each heading the entity that its words are the whole name of."""
        by_extent = {(s.start, s.end): s for s in doc.spans["mentions"] if s.kb_id_}
        self.of_heading: dict[int, str] = {}
        for heading in doc.spans.get("headings", []):
            span = by_extent.get((heading.start, heading.end))
            if span is not None:
                self.of_heading[heading.start] = span.kb_id_

    def dominant(self, doc: Doc, spans: Iterable[Span]) -> dict[str, str]:
        """Return for each head the entity that most of the names ending with it mean."""
        known = established(doc)
        for span in spans:
            if span.id_ == "name" and span.start >= doc._.begin and span.kb_id_ in known.entities:
                for head in self.endings(known.entities[span.kb_id_]):
                    known.count(head, span.kb_id_)
        return known.dominant(self.dominance)

    def endings(self, entity: Entity) -> Iterator[str]:
        """Yield the heads that one of the entity's names ends with."""
        names = entity.names.get(self.language, [])
        yield from (head for head in self.heads if any(name.endswith(head) for name in names))

    def resolve(
        self,
        doc: Doc,
        span: Span,
        before: list[Span],
        paragraphs: list[tuple[Span, Span | None, Any]],
        number: int,
        dominant: dict[str, str],
    ) -> Span:
        """Return `span` with the entity it means, or as it is."""
        head = span._.heads[0] if span._.heads else ""
        paragraph, heading, _ = paragraphs[number]
        if span.start in self.introduced:
            return self.means(span, self.introduced[span.start], span.label_, "named by the heading above")
        if span.id_ == "bare" and not self.definite(doc, span, dominant):
            return span
        if not head:
            return self.pronoun_meant(doc, span, before, paragraph)
        known = head in self.alone or self.is_met(doc, dominant.get(head, ""))
        if span.id_ == "bare" and head in dominant and known and top_kind(span.label_) != "Event":
            return self.means(span, dominant[head], span.label_, f"the {head} that the report speaks of most")
        floor = paragraphs[max(0, number - self.reach)][0].start
        if heading is not None:
            floor = min(floor, heading.start)
        same_section = heading.start if heading is not None else floor
        if span.id_ == "bare" and span.start not in self.dated:
            floor = same_section = paragraph.start
        near = takewhile(lambda s: s.start >= floor, reversed(before))
        nearest = [s for s in near if s.kb_id_ and s.id_ != "generic"]
        for inside in (True, False):
            within = [s for s in nearest if (s.start >= same_section) == inside]
            topical = [s for s in within if self.leads(doc, s)]
            for pool, test, ground in (
                (within, self.ends_so, "the nearest before it whose words end so"),
                (within, self.repeats, "the nearest before it that is called so"),
                (topical, self.is_kind, "the nearest before it of its kind that a clause begins with"),
                (within, self.is_kind, "the nearest before it of its kind"),
            ):
                antecedent = next((s for s in pool if test(doc, s, head)), None)
                if antecedent is not None:
                    return self.means(span, antecedent.kb_id_, antecedent.label_, ground)
            if inside and heading is not None and span.id_ == REFERENCE:
                identity = self.from_heading(doc, heading, head)
                if identity:
                    return self.means(
                        span, identity, doc._.entities[identity].kind, "named by the heading above"
                    )
        if (
            span.id_ == "bare"
            and head in dominant
            and top_kind(span.label_) == "Event"
            and (head in self.alone or self.is_attended(doc, span, dominant[head]))
        ):
            return self.means(span, dominant[head], span.label_, f"the {head} that the report speaks of most")
        return self.elsewhere(doc, span, paragraphs[number][0]) or self.described(doc, span)

    def is_met(self, doc: Doc, identity: str) -> bool:
        """Return whether a mention before this one, in this block or an earlier one, has meant the entity."""
        return identity in self.met or identity in doc._.entities.parents

    def pronoun_meant(self, doc: Doc, span: Span, before: list[Span], paragraph: Span) -> Span:
        """Return a pronoun as the body that began the last clause, or, if it is no subject, as a thing given to."""
        if top_kind(span.label_) == "Event":
            start = max(paragraph.start, text_of(doc).rfind("。", 0, span.start))
            near = takewhile(lambda s: s.start >= start, reversed(before))
            found = next((s for s in near if s.kb_id_ and top_kind(s.label_) in GIVEN_TO), None)
            ground = "a pronoun: the thing named last in its sentence"
        else:
            near = takewhile(lambda s: s.start >= paragraph.start, reversed(before))
            found = next((s for s in near if self.subject(doc, s)), None)
            ground = "a pronoun: the body that began the last clause"
        return self.means(span, found.kb_id_, found.label_, ground) if found is not None else span

    def elsewhere(self, doc: Doc, span: Span, paragraph: Span) -> Span | None:
        """Return `span` as what the paragraph calls so that its sentence points at: （见第83段）."""
        end = text_of(doc).find("。", span.end, paragraph.end)
        pointer = self.see.search(text_of(doc), span.end, end if end >= 0 else paragraph.end)
        if pointer is None or not span._.heads:
            return None
        there = [p for p in doc.spans.get("paragraphs", ()) if p.id_ == pointer["number"]]
        named = {
            s.kb_id_: s
            for place in there
            for s in doc.spans["mentions"]
            if s.kb_id_ and place.start <= s.start < place.end and self.repeats(doc, s, span._.heads[0])
        }
        if len(named) != 1:
            return None
        (found,) = named.values()
        return self.means(
            span, found.kb_id_, found.label_, f"named in paragraph {pointer['number']}, which it points at"
        )

    def described(self, doc: Doc, span: Span) -> Span:
        """Return a project that nothing before names as what is said of it, or as it is."""
        match = self.description.match(text_of(doc), span.end)
        if match is None or span.id_ != REFERENCE or top_kind(span.label_) != "Project":
            return span
        name = f"{match['said']}的{span._.heads[0]}"
        identity = self.made(doc, span.label_, name, "named nowhere: called by what is said of it")
        return self.means(span, identity, span.label_, "named nowhere: called by what is said of it")

    def made(self, doc: Doc, kind: str, name: str, step: str) -> str:
        """Return the id of the report's own entity of that name, which is made if it is not there."""
        scope = slug(doc._.report.id) if doc._.report else "text"
        identity = f"{scope}/{room(kind)}/{slug(name)}"
        if identity not in doc._.entities:
            entity = Entity(identity, kind, {self.language: [name]})
            entity.steps.append(step)
            doc._.entities[identity] = entity
        return identity

    def definite(self, doc: Doc, span: Span, dominant: dict[str, str]) -> bool:
        """Return whether a head without a determiner can mean one thing named before."""
        head = span._.heads[0]
        if span.text != head:
            return False
        if means_body(span):
            leads = head in self.leading and self.leads(doc, span)
            possessor = text_of(doc).startswith(self.of, span.end)
            return head in dominant and (head in self.alone or (leads and not possessor))
        start = self.dated.get(span.start, span.start)
        if self.attends(doc, span):
            return True
        before = text_of(doc)[start - 1 : start]
        return (head in dominant and head in self.alone) or before in {
            "",
            "，",
            "。",
            "；",
            "\n",
            "：",
        }

    def attends(self, doc: Doc, span: Span) -> bool:
        """Return whether someone is said to have attended what a head alone names: 参加了展览."""
        before = text_of(doc)[max(0, span.start - LONGEST_INTRODUCTION) : span.start]
        return self.attended.search(before) is not None

    def is_attended(self, doc: Doc, span: Span, identity: str) -> bool:
        """Return whether what was attended can be only that event: it is met, and the head is no word for any."""
        head = span._.heads[0]
        return (head, "Event") not in self.general and self.attends(doc, span) and self.is_met(doc, identity)

    def subject(self, doc: Doc, span: Span) -> bool:
        """Return whether a mention begins its clause and so can be what a pronoun means."""
        return bool(span.kb_id_) and self.leads(doc, span) and means_body(span)

    def leads(self, doc: Doc, span: Span) -> bool:
        """Return whether a mention begins its clause, as what a passage is about does."""
        return text_of(doc)[span.start - 1 : span.start] in {"", "，", "。", "；", "\n"}

    def ends_so(self, doc: Doc, span: Span, head: str) -> bool:
        """Return whether the words of `span` end with the head, and it has a name that ends so."""
        return span.text.endswith(head) and self.repeats(doc, span, head)

    def repeats(self, doc: Doc, span: Span, head: str) -> bool:
        """Return whether the entity of `span` has a name that ends with the head."""
        entity = doc._.entities.get(span.kb_id_)
        if entity is None:
            return False
        names = entity.names.get(self.language, [])
        if head in span._.heads or any(name.endswith(head) for name in names):
            wanted = self.heads.get(head)
            return (
                wanted is None
                or self.agrees(entity.kind, wanted)
                or (head, top_kind(entity.kind)) in self.general
            )
        return False

    def is_kind(self, doc: Doc, span: Span, head: str) -> bool:
        """Return whether the head points at anything of the entity's kind."""
        entity = doc._.entities.get(span.kb_id_)
        if entity is None:
            return False
        return (head, top_kind(entity.kind)) in self.general

    def agrees(self, kind: str, wanted: str) -> bool:
        """Return whether a thing of `kind` can be what a head for `wanted` means."""
        top = top_kind(kind)
        if wanted == "Organization":
            return is_body(kind)
        if wanted in {"Initiative", "Project"}:
            return top in {"Initiative", "Project", "RegionalNetwork"}
        if wanted == "Publication":
            return top in {"Publication", "Document"}
        return top == wanted

    def from_heading(self, doc: Doc, heading: Span, head: str) -> str:
        """Return the entity that the heading names: a publication's title, a project's or an event's name."""
        known = self.of_heading.get(heading.start)
        kind = self.kind_of(head)
        if known and self.agrees(doc._.entities[known].kind, kind):
            return known
        if kind != "Publication":
            return ""
        return self.made(doc, "Publication", heading.text, "named by the heading above the paragraph")

    def means(self, span: Span, identity: str, kind: str, ground: str) -> Span:
        """Return `span` as a mention of the entity, with the ground."""
        found = mention(span.doc, span.start, span.end, kind, REFERENCE, entity=identity)
        found._.heads, found._.linked_by = span._.heads, ground
        return found

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Write nothing: what it knows stands in the language's folder."""
