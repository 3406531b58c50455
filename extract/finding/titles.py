"""Events, publications, projects and documents, by the head nouns and marks that name them."""

import re
from collections.abc import Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.finding.edges import Chunker
from extract.finding.names import territories
from extract.finding.offices import Offices
from extract.language import alternatives, knowledge
from extract.mentions import GENERIC, PLACE, by_end, longest, means_body, mention, text_of
from ontology.terms import top_kind

LONGEST_ISSUING = 20  # characters: more than 制定并核准了一项全面的 has
LONGEST_HELD = 40  # characters: more than the words that `held` describes


@Language.factory("stakegraph_titles")
class Titles:
    """Set `doc.spans["mentions"]`: all mentions, the longest of nested ones; the others in `doc.spans["nested"]`."""

    def __init__(self, nlp: Language, name: str, language: str) -> None:
        self.name = name
        table = knowledge(language, "titles")
        rules = table["rules"]
        self.kinds = {head: kind for kind, heads in table["heads"].items() for head in heads}
        heads = alternatives(list(self.kinds)) + rules["no_head_before"]
        self.head = re.compile(heads)
        self.head_end = re.compile(heads + "$")
        self.by_phrase = frozenset(rules["by_phrase"])
        self.held = re.compile(rules["held"])
        self.verbal, self.after_noun = frozenset(rules["verbal"]), re.compile(rules["after_noun"])
        self.least, self.regions = rules["least_modifier"], frozenset(territories(language))
        self.issuing = re.compile(rules["issuing"])
        plural = f"(?!{alternatives(rules['singular'])}){alternatives(rules['plural'])}"
        self.plural = re.compile(plural + "[^，。；]{0,12}$")
        self.plural_start = re.compile(plural)
        self.empty = re.compile(alternatives(rules["empty"]) + "*$")
        opener, closer = alternatives(rules["topic_openers"]), re.escape(rules["topic_closer"])
        comma = f"，(?={alternatives(rules['comma_before'])})|，(?=[^，。；]*，{alternatives(rules['comma_before'])})"
        inner = rf"(?:(?!{alternatives(['关于'])})(?:[^，。；！？\n]|{comma}))"
        self.about = tuple(rules["about"])
        self.topic = re.compile(
            rf"{opener}(?:“(?P<quoted>[^”]{{2,{rules['longest_topic']}}})”|《(?P<title>[^》]+)》|{inner}{{2,{rules['longest_topic']}}}?)"
            rf"{closer}(?P<modifier>(?(quoted)[^，。；的、]{{0,16}}?|[^，。；的、]{{0,8}}?))(?P<head>{heads})(?![^，。；、的和与了在]{{0,3}}(?:会|组织)(?!议))"
        )
        pairs = "|".join(
            f"{re.escape(a)}[^{re.escape(b)}]{{2,50}}{re.escape(b)}" for a, b in table["quotes"]["pairs"]
        )
        self.quoted = re.compile(
            rf"(?P<name>{pairs})(?P<modifier>[^，。；的、和与]{{0,6}}?)(?P<head>{heads})"
        )
        only_quoted = {head: kind for kind, hs in table["quotes"]["within"].items() for head in hs}
        self.quoted_kinds = {**self.kinds, **only_quoted}
        self.quotable = frozenset(table["quotes"]["within_kinds"])
        within = alternatives(list(self.quoted_kinds))
        self.quoted_whole = [
            re.compile(rf"{re.escape(a)}(?P<name>[^{re.escape(b)}]{{3,40}}?(?P<head>{within})){re.escape(b)}")
            for a, b in table["quotes"]["pairs"]
        ]
        number = table["ordinal"]["pattern"]
        named = rf"(?P<modifier>(?:(?!{number})[^，。；的、]){{0,24}}?)(?P<head>{heads})"
        self.ordinal = re.compile(number + named)
        self.ordinal_list = re.compile(rf"{number}(?=(?:{table['ordinal']['and']}{number})+{named})")
        self.numbered = re.compile(table["numbered"]["pattern"])
        self.numbered_kind = table["numbered"]["kind"]
        marks = table["titles"]
        self.title = re.compile(f"{marks['open']}([^{marks['close']}]+){marks['close']}")
        self.title_kind = marks["kind"]
        self.phase = re.compile(table["phases"]["pattern"])
        self.description = re.compile(
            rf"(?P<said>[^，；：。！？\n（）是]*?{alternatives(rules['holding'])}的)(?P<modifier>[^，。；的、]{{0,6}}?)$"
        )
        self.dropped = re.compile(rf"^{alternatives(rules['description_drops'])}+")
        self.openers = re.compile(alternatives(["包括", "以及"]))
        self.chunker, self.offices = Chunker(language), Offices(language)
        self.of = rules["topic_closer"]
        self.no_name = re.compile(rules["no_name"])

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with what the component adds."""
        known, bodies, times = doc.spans["known"], doc.spans["bodies"], doc.spans["times"]
        found = [
            *self.topics(doc),
            *self.marked(doc),
            *self.ordinals(doc),
            *self.phases(doc),
            *self.offices(doc, list(self.ordinals(doc))),
        ]
        found += [*self.phrases(doc), *self.documents(doc), *self.headings(doc)]
        mentions, nested = longest([*known, *bodies, *times, *found])
        doc.spans["mentions"] = [self.described(doc, span) for span in mentions]
        doc.spans["nested"] = nested
        return doc

    def topics(self, doc: Doc) -> Iterator[Span]:
        """Yield what is named by its topic: 关于…的圆桌会议."""
        owners = by_end(s for s in [*doc.spans["known"], *doc.spans["bodies"]] if means_body(s))
        for match in self.topic.finditer(text_of(doc)):
            if self.plural_start.match(match["modifier"]):
                continue
            kind = self.kinds[match["head"]]
            owner = owners.get(match.start()) if top_kind(kind) in {"Project", "Publication"} else None
            span = mention(
                doc, owner.start if owner else match.start(), match.end(), kind, head=match["head"]
            )
            span._.owner = owner
            if match["title"]:
                span._.name = match["title"]
            elif match["quoted"] and not match.group().startswith(self.about):
                span._.name = match["quoted"] + match["modifier"] + match["head"]
            yield span

    def headings(self, doc: Doc) -> Iterator[Span]:
        """Yield the headings that are a name as a whole: they end with a head noun and say which."""
        for heading in doc.spans.get("headings", []):
            head = self.head_end.search(heading.text)
            if (
                head is None
                or heading.text[: head.start()].endswith(self.of)
                or len(heading) - len(head[0]) < self.least
            ):
                continue
            if not self.plural_start.match(heading.text) and not self.no_name.match(heading.text):
                yield mention(doc, heading.start, heading.end, self.kinds[head.group()], head=head.group())

    def marked(self, doc: Doc) -> Iterator[Span]:
        """Yield what stands between book-title marks, or between quotation marks before a head."""
        for match in self.title.finditer(text_of(doc)):
            head = self.head_end.search(match[1])
            kind = self.kinds[head.group()] if head else self.title_kind
            if top_kind(kind) not in {"Publication", "Document"}:
                kind = self.title_kind
            span = mention(doc, *match.span(), kind, head=head.group() if head else "")
            span._.name = match[1]
            yield span
        for match in self.quoted.finditer(text_of(doc)):
            span = mention(doc, *match.span(), self.kinds[match["head"]], head=match["head"])
            span._.name = match["name"][1:-1] + match["modifier"] + match["head"]
            yield span

        for pattern in self.quoted_whole:
            for match in pattern.finditer(text_of(doc)):
                kind = self.quoted_kinds[match["head"]]
                if top_kind(kind) not in self.quotable:
                    continue
                span = mention(doc, *match.span(), kind, head=match["head"])
                span._.name = match["name"]
                yield span

    def ordinals(self, doc: Doc) -> Iterator[Span]:
        """Yield the eighth meeting of a body, with the body that it belongs to where that stands before it."""
        owners = {
            s.end: s for s in longest([*doc.spans["known"], *doc.spans["bodies"], *self.phases(doc)])[0]
        }
        for match in self.ordinal.finditer(text_of(doc)):
            start = match.start()
            owner = owners.get(start) or (
                owners.get(start - 1) if text_of(doc)[start - 1 : start] == "的" else None
            )
            if owner is not None and owner.id_ != "generic" and owner.label_ != PLACE:
                span = mention(doc, owner.start, match.end(), self.kinds[match["head"]], head=match["head"])
                span._.owner = owner
            else:
                span = mention(doc, *match.span(), self.kinds[match["head"]], head=match["head"])
            yield span

        for match in self.ordinal_list.finditer(text_of(doc)):
            span = mention(doc, *match.span(), self.kinds[match["head"]], head=match["head"])
            span._.name = match.group() + match["modifier"] + match["head"]
            yield span

    def documents(self, doc: Doc) -> Iterator[Span]:
        """Yield resolutions and decisions by number, named with the body and the date that stand before it."""
        bodies = by_end(s for s in [*doc.spans["known"], *doc.spans["bodies"]] if means_body(s))
        dates = {s.end: s for s in doc.spans["times"]}
        for match in self.numbered.finditer(text_of(doc)):
            start, body = match.start(), bodies.get(match.start())
            date = dates.get(start)
            if date is not None:
                body = bodies.get(date.start)
            span = mention(
                doc, body.start if body else start, match.end(), self.numbered_kind, head=match["head"]
            )
            span._.name = (body.text if body else "") + match.group()
            span._.value = date._.value if date is not None else None
            yield span

    def phases(self, doc: Doc) -> Iterator[Span]:
        """Yield the phases of known events: an event's name with a place or number and 阶段 after it."""
        for event in doc.spans["known"]:
            match = self.phase.match(text_of(doc), event.end) if event.label_ in self.by_phrase else None
            if match:
                span = mention(doc, event.start, match.end(), event.label_)
                span._.owner = event
                yield span

    def phrases(self, doc: Doc) -> Iterator[Span]:
        """Yield what a noun phrase names (亚太地区城市信息化论坛), and heads that stand bare."""
        words = list(doc.spans["words"])
        ends = by_end([*doc.spans["known"], *doc.spans["bodies"]])
        last_word = {word.end: index for index, word in enumerate(words)}
        for match in self.head.finditer(text_of(doc)):
            index = last_word.get(match.end())
            if index is None:
                continue
            kind = self.kinds[match.group()]
            while index and words[index].start > match.start():
                index -= 1  # a head of several words: 筹备会议
            start, owner = self.chunker.left_edge(words, index, ends)
            start = min(start, match.start())
            if owner is not None and owner.id_ != "generic":
                start = owner.start
            modifier = text_of(doc)[start : match.start()]
            if self.empty.fullmatch(modifier) or (
                len(modifier) < self.least and modifier not in self.regions
            ):
                held = self.held.search(text_of(doc), max(0, start - LONGEST_HELD), match.start())
                if held is not None and not self.empty.fullmatch(held["modifier"]):
                    start, modifier = held.start("modifier"), held["modifier"]
            known = ends.get(match.start())
            bare = self.empty.fullmatch(modifier) or (known is not None and means_body(known))
            if match.group() in self.verbal and bare and not self.after_noun.match(text_of(doc), match.end()):
                continue
            if self.plural.search(text_of(doc)[max(0, start - 8) : match.start()]):
                yield mention(doc, start, match.end(), GENERIC, "generic")
            elif self.empty.fullmatch(modifier):
                yield mention(doc, start, match.end(), kind, "bare", head=match.group())
            elif (len(modifier) >= self.least or modifier in self.regions) and (
                kind in self.by_phrase or self.is_issued(doc, start, kind)
            ):
                span = mention(doc, start, match.end(), kind, head=match.group())
                span._.owner = owner
                yield span

    def is_issued(self, doc: Doc, start: int, kind: str) -> bool:
        """Return whether a phrase stands where only a publication or document can: after 出版了, 制定了一项."""
        before = text_of(doc)[max(0, start - LONGEST_ISSUING) : start]
        issued = top_kind(kind) in {"Publication", "Document"}
        return issued and self.issuing.search(before) is not None

    def described(self, doc: Doc, span: Span) -> Span:
        """Return a bare head with the words that describe it as its name, if it has such; else the span itself."""
        if span.id_ != "bare" or top_kind(span.label_) != "Event":
            return span
        sentence = re.split(r"[，；：。\n（）]", text_of(doc)[max(0, span.start - 80) : span.start])[-1]
        match = self.description.search(sentence)
        if not match:
            return span
        said = self.openers.split(match["said"])[-1]
        said = self.dropped.sub("", said)
        described = mention(doc, span.start, span.end, span.label_, "description", head=span._.heads[0])
        described._.name = said + match["modifier"] + span.text
        return described

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Write nothing: what it knows stands in the language's folder."""
