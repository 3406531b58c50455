"""Names of bodies, events, works, projects and offices in a language that writes words apart, by their head nouns.

A head noun is looked for in the lines that the trained pipeline has read; the words before it that are of its name
are those that modify it, and after it what it is of, for or about: `Statistics Division of the Department of …`,
`seventh meeting of the Committee`, `regional workshop on …`. What a name is of belongs to it and is kept as its
owner.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.finding.extents import Extents
from extract.finding.items import HYPHENS, Head, Item, Marked, itemised
from extract.finding.names import registered
from extract.language import knowledge
from extract.mentions import longest, means_body, mention, text_of
from ontology.terms import is_body, top_kind

LONGEST_HEAD = 5  # words, of which a hyphen is one
TITLED = frozenset({"Event", "Publication", "Project", "Document"})
OF = (" of the ", " of ")


@Language.factory("stakegraph_phrases")
class Phrases:
    """Set `doc.spans["mentions"]`: all mentions, the longest of nested ones; the others in `doc.spans["nested"]`."""

    def __init__(self, nlp: Language, name: str, language: str) -> None:
        self.name = name
        self.extents = Extents(language)
        bodies, titles = knowledge(language, "bodies"), knowledge(language, "titles")
        rules, words, units = titles["rules"], bodies["words"], bodies["units"]
        self.kinds: dict[str, str] = {}
        for table in (bodies["heads"], titles["heads"]):
            self.kinds |= {head: kind for kind, heads in table.items() for head in heads}
        small = [(head, kind) for head, kind in self.kinds.items() if head[0].islower() and not is_body(kind)]
        self.kinds |= {head + rules["plural_ending"]: kind for head, kind in small}
        self.kinds |= dict.fromkeys(titles["roles"]["offices"], "Role")
        pointing = knowledge(language, "reference")
        referring = (*pointing["heads"].items(), *pointing["general"].items())
        named = {*self.kinds, *(head.lower() for head in self.kinds)}
        self.referring = {h: kind for kind, heads in referring for h in heads if h.lower() not in named}
        self.determiners = frozenset(pointing["pointing"])
        self.of, self.indefinite, self.possessive, self.own, self.empty = (
            frozenset(words[key]) for key in ("of", "indefinite", "possessive", "own", "empty")
        )
        self.specified, self.began = (re.compile(rules[key]) for key in ("specified", "began"))
        self.registered, self.unit_ends = registered(language), tuple(units["suffixes"])
        self.systems: dict[str, str] = bodies["systems"]
        self.system_kind, self.part = units["system_kind"], re.compile(units["part"])
        self.numbered, self.numbered_kind = (
            re.compile(titles["numbered"]["pattern"]),
            titles["numbered"]["kind"],
        )
        self.titled, self.quoted = (
            [re.compile(pattern) for pattern in titles["titled"]],
            re.compile(titles["quoted"]),
        )

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with what the component adds."""
        documents = list(self.documents(doc))
        known = longest([*doc.spans["known"], *doc.spans["times"], *documents])[0]
        found = []
        for line in doc._.lines:
            items = itemised(line, known, self.systems)
            named = list(self.named(doc, items))
            found += [*named, *(self.of_system(item.known) for item in items if item.known)]
            found += self.units(doc, items, named)
        mentions, nested = longest([*doc.spans["known"], *doc.spans["times"], *documents, *found])
        doc.spans["mentions"], doc.spans["nested"] = mentions, nested
        return doc

    def units(self, doc: Doc, items: Sequence[Item], named: Sequence[Span]) -> Iterator[Span]:
        """Yield known units with the body that they are said to be of: the Office for … of the Secretariat."""
        starts = {item.begin: item.known for item in items if item.known is not None}
        starts |= {span.start: span for span in named}
        for place, item in enumerate(items[:-2]):
            span = item.known
            if span is None or not means_body(span) or items[place + 1].text not in self.of:
                continue
            further = self.extents.topics.past_articles(items, place + 2)
            whole = starts.get(items[further].begin) if further < len(items) else None
            own = span.text.split(" for ")[0].split(" of ")[0]
            if whole is not None and means_body(whole) and own.endswith(self.unit_ends):
                unit = mention(doc, span.start, whole.end, span.label_, entity=span.kb_id_)
                unit._.owner, unit._.heads = whole, (next(e for e in self.unit_ends if own.endswith(e)),)
                yield unit

    def of_system(self, span: Span) -> Span:
        """Return a known name, a body's with the whole system that it begins with as its owner."""
        name = next((one for one in self.systems if span.text.startswith(f"{one} ")), "")
        if name and means_body(span) and span._.owner is None and self.part.search(span.text):
            span._.owner = mention(
                span.doc, span.start, span.start + len(name), self.system_kind, entity=self.systems[name]
            )
        for of in OF:  # the Fourth Committee of the General Assembly, where all of that is known
            unit, _, whole = span.text.partition(of)
            known = self.registered.get(whole)
            if (
                known is not None
                and span._.owner is None
                and is_body(known.kind)
                and unit.endswith(self.unit_ends)
            ):
                span._.owner = mention(
                    span.doc, span.end - len(whole), span.end, known.kind, entity=known.key
                )
                span._.heads = (next(end for end in self.unit_ends if unit.endswith(end)),)
        return span

    def heads(self, text: str, items: Sequence[Item]) -> Iterator[Head]:
        """Yield the head nouns of a line, the longest at each place."""
        at = 0
        while at < len(items):
            for length in range(LONGEST_HEAD, 0, -1):
                part = items[at : at + length]
                word = text[part[0].begin : part[-1].end]
                kind = self.kinds.get(word) or self.kinds.get(word.lower()) or self.referring.get(word)
                great = all(item.capital or item.text in HYPHENS for item in part)
                if len(part) == length and kind and self.is_noun(part) and (great or self.is_low(kind, word)):
                    yield Head(at, at + length, word, kind)
                    at += length - 1
                    break
            at += 1

    def is_noun(self, part: Sequence[Item]) -> bool:
        """Return whether words are no known name and, written small, no verb."""
        known = any(item.known for item in part)
        return not known and (part[-1].token.pos_ not in {"VERB", "AUX"} or part[-1].capital)

    def is_low(self, kind: str, word: str) -> bool:
        """Return whether a head may be written small."""
        known = word in self.kinds if is_body(kind) else kind != "Role"
        return known or word in self.referring

    def named(self, doc: Doc, items: Sequence[Item]) -> Iterator[Span]:
        """Yield what the heads of a line name, the last first, so that what a name is of is known before it."""
        heads = list(self.heads(text_of(doc), items))
        made: dict[int, Span] = {}
        line = Marked(items, {head.first: head for head in heads}, made)
        taken = {index: head for head in heads for index in range(head.first, head.last)}
        covered: set[int] = set()
        for head in reversed(heads):
            if head.first in covered:
                continue
            first, owner = self.extents.before(items, head, taken)
            last, whose, topic = self.extents.after(line, head)
            owner = whose or owner
            span = self.judged(doc, items, head, first, last, owner, topic)
            if span is not None:
                made[first] = span
                covered.update(range(first, last))
                yield span

    def judged(
        self,
        doc: Doc,
        items: Sequence[Item],
        head: Head,
        first: int,
        last: int,
        owner: Span | None,
        topic: bool,
    ) -> Span | None:
        """Return the mention of a head as what it is: a name, an activity without one, or a word that refers."""
        begin, end = items[first].begin, items[last - 1].end
        said = {item.text.lower() for item in items[first : head.first]}
        if not is_body(head.kind) or not items[head.first].capital:
            said -= self.empty
        article = items[first - 1].text.lower() if first else ""
        specific = bool(said) or topic or owner is not None
        refers = "reference" if article in self.determiners else "bare"
        if head.word in self.referring:
            if specific or refers == "bare":
                return None
            form = refers
        elif is_body(head.kind):
            form = "name" if specific else refers
        elif head.kind == "Role" or (
            specific and (article not in self.indefinite or topic or items[first].capital)
        ):
            form = "name"
        elif self.is_one(doc, items, first, end, specific):
            form = "unnamed"
        else:
            form = "name" if specific else refers
        span = mention(doc, begin, end, head.kind, form, head=head.word)
        span._.owner = owner
        title = self.quoted.match(text_of(doc), end)
        if (
            title is not None
            and head.kind != "Meeting"
            and top_kind(head.kind) in {"Event", "Publication", "Project", "Document"}
        ):
            span = mention(doc, begin, title.end(), head.kind, "name", head=head.word)
            span._.name, span._.owner = title["name"], owner
        return span

    def is_one(self, doc: Doc, items: Sequence[Item], first: int, end: int, specific: bool) -> bool:
        """Return whether what has no name of its own is told by what stands around it: its report, six meetings."""
        before = items[first - 1] if first else None
        low = before.text.lower() if before is not None else ""
        if low in self.indefinite or self.specified.match(text_of(doc), end):
            return True
        if specific:
            return False
        counted = before is not None and before.token.pos_ == "NUM"
        own = low in self.own or low in self.possessive
        began = low not in self.determiners and self.began.match(text_of(doc), end) is not None
        return before is None or counted or own or began

    def documents(self, doc: Doc) -> Iterator[Span]:
        """Yield resolutions and decisions by number, with the body before them whose they are, and marked titles."""
        bodies = {span.end: span for span in doc.spans["known"] if means_body(span)}
        for match in self.numbered.finditer(text_of(doc)):
            body = bodies.get(match.start() - 1)
            begin = body.start if body is not None else match.start()
            span = mention(doc, begin, match.end(), self.numbered_kind, head=match["head"])
            span._.owner = body
            yield span
        for pattern in self.titled:
            for match in pattern.finditer(text_of(doc)):
                span = mention(doc, *match.span("name"), "Publication")
                yield span

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Write nothing: what it knows stands in the language's folder."""
