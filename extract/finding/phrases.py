"""Names of bodies, events, works, projects and offices in a language that writes words apart, by their head nouns.

A head noun is looked for in the lines that the trained pipeline has read; the words before it that are of its name
are those that modify it, and after it what it is of, for or about: `Statistics Division of the Department of …`,
`seventh meeting of the Committee`, `regional workshop on …`. What a name is of belongs to it, and is kept as its owner.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from extract.finding.names import registered
from extract.finding.trained import Line
from extract.language import knowledge
from extract.mentions import DATE, PLACE, longest, means_body, mention, text_of
from ontology.terms import is_body, kinds, top_kind

MODIFIES = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "X"})
STARTS = frozenset({"PROPN", "ADJ", "NOUN", "NUM", "X"})  # what a name at the beginning of a sentence begins with
GERUND = "VBG"
HYPHENS = frozenset("-–")
LONGEST_HEAD = 5  # words, of which a hyphen is one


@dataclass(frozen=True, slots=True)
class Item:
    """A word of a line, or a name or date that is known beforehand, with where it stands in the report's Doc."""

    begin: int
    end: int
    text: str
    token: Token
    known: Span | None

    @property
    def capital(self) -> bool:
        """Whether it may be part of a name by its first letter."""
        return self.text[:1].isupper()


@dataclass(frozen=True, slots=True)
class Head:
    """A head noun: the items that it is made of, and its kind."""

    first: int
    last: int  # the item after it
    word: str
    kind: str


@Language.factory("stakegraph_phrases")
class Phrases:
    """Set `doc.spans["mentions"]`: all mentions, the longest of nested ones; the others in `doc.spans["nested"]`."""

    def __init__(self, nlp: Language, name: str, language: str) -> None:
        self.name = name
        bodies, titles = knowledge(language, "bodies"), knowledge(language, "titles")
        self.kinds = {head: kind for kind, heads in bodies["heads"].items() for head in heads}
        self.kinds |= {head: kind for kind, heads in titles["heads"].items() for head in heads}
        several = {f"{head}{titles['rules']['plural_ending']}": kind for head, kind in self.kinds.items()}
        self.kinds |= {head: kind for head, kind in several.items() if head[0].islower() and not is_body(kind)}
        self.kinds |= {head: "Role" for head in titles["roles"]["offices"]}
        pointing = knowledge(language, "reference")
        referring = (*pointing["heads"].items(), *pointing["general"].items())
        named = {*self.kinds, *(head.lower() for head in self.kinds)}
        self.referring = {h: kind for kind, heads in referring for h in heads if h.lower() not in named}
        self.determiners = frozenset(pointing["pointing"])
        words = bodies["words"]
        self.of, self.about, self.of_body, self.to = (
            frozenset(words[key]) for key in ("of", "about", "of_body", "to")
        )
        self.ordinal = re.compile(titles["rules"]["ordinal"])
        self.specified = re.compile(titles["rules"]["specified"])
        self.registered = registered(language)
        self.unit_ends = tuple(bodies["units"]["suffixes"])
        self.began, self.parted = (re.compile(titles["rules"][key]) for key in ("began", "parted"))
        self.own = frozenset(words["own"])
        self.systems: dict[str, str] = bodies["systems"]
        self.system, self.part = (bodies["units"]["system_kind"],), re.compile(bodies["units"]["part"])
        self.articles, self.indefinite = frozenset(words["articles"]), frozenset(words["indefinite"])
        self.joins, self.possessive = frozenset(words["joins"]), frozenset(words["possessive"])
        self.outside, self.empty = frozenset(words["outside"]), frozenset(words["empty"])
        self.to_heads = frozenset(words["to_heads"])
        self.particles = frozenset(words["particles"])
        self.stops, self.within = frozenset(words["stops"]), words["within"]
        self.numbered = re.compile(titles["numbered"]["pattern"])
        self.numbered_kind = titles["numbered"]["kind"]
        self.titled = [re.compile(pattern) for pattern in titles["titled"]]
        self.quoted = re.compile(titles["quoted"])

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with what the component adds."""
        documents = list(self.documents(doc))
        known = longest([*doc.spans["known"], *doc.spans["times"], *documents])[0]
        found = []
        for line in doc._.lines:
            items = self.items(line, known)
            named = list(self.named(doc, items))
            found += [*named, *(self.of_system(item.known) for item in items if item.known)]
            found += self.units(doc, items, named)
        mentions, nested = longest([*doc.spans["known"], *doc.spans["times"], *documents, *found])
        doc.spans["mentions"], doc.spans["nested"] = mentions, nested
        return doc

    def units(self, doc: Doc, items: Sequence[Item], named: Sequence[Span]) -> Iterator[Span]:
        """Yield known units with the body that they are said to be of: the Fourth Committee of the General Assembly."""
        starts = {item.begin: item.known for item in items if item.known is not None}
        starts |= {span.start: span for span in named}
        for place, item in enumerate(items[:-2]):
            span = item.known
            if span is None or not means_body(span) or items[place + 1].text not in self.of:
                continue
            further = self.past_articles(items, place + 2)
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
            span._.owner = mention(span.doc, span.start, span.start + len(name), *self.system)
            span._.owner.kb_id_ = self.systems[name]
        for of in (" of the ", " of "):  # the Fourth Committee of the General Assembly, where all of that is known
            unit, _, whole = span.text.partition(of)
            known = self.registered.get(whole)
            if known is not None and span._.owner is None and is_body(known.kind) and unit.endswith(self.unit_ends):
                span._.owner = mention(span.doc, span.end - len(whole), span.end, known.kind, entity=known.key)
                span._.heads = (next(end for end in self.unit_ends if unit.endswith(end)),)
        return span

    def items(self, line: Line, known: Sequence[Span]) -> list[Item]:
        """Return the words of a line, what is known among them as one."""
        end_of_line = line.begin + len(line.doc.text)
        starts = {span.start: span for span in known if line.begin <= span.start < end_of_line}
        found: list[Item] = []
        past = 0
        for token in line.doc:
            begin = line.begin + token.idx
            if begin < past or token.is_space:
                continue
            span = starts.get(begin)
            if span is not None and span.text in self.systems and span.end + 1 in starts:
                whole = starts[span.end + 1]
                if means_body(whole):  # the United Nations Commission on …
                    span = mention(span.doc, span.start, whole.end, whole.label_, entity=whole.kb_id_)
            past = span.end if span is not None else begin + len(token.text)
            found.append(Item(begin, past, span.text if span is not None else token.text, token, span))
        return found

    def heads(self, text: str, items: Sequence[Item]) -> Iterator[Head]:
        """Yield the head nouns of a line, the longest at each place."""
        at = 0
        while at < len(items):
            for length in range(LONGEST_HEAD, 0, -1):
                part = items[at : at + length]
                word = text[part[0].begin : part[-1].end]
                kind = self.kinds.get(word) or self.kinds.get(word.lower()) or self.referring.get(word)
                if len(part) == length and kind and self.is_noun(part):
                    if all(item.capital or item.text in HYPHENS for item in part) or self.is_low(kind, word):
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
        of_head = {head.first: head for head in heads}
        made: dict[int, Span] = {}  # by the item that it begins with
        taken = {index: head for head in heads for index in range(head.first, head.last)}
        covered: set[int] = set()
        for head in reversed(heads):
            if head.first in covered:
                continue
            first, owner = self.before(items, head, taken)
            last, whose, topic = self.after(items, head, made, of_head)
            owner = whose or owner
            span = self.judged(doc, items, head, first, last, owner, topic)
            if span is not None:
                made[first] = span
                covered.update(range(first, last))
                yield span

    def before(self, items: Sequence[Item], head: Head, taken: dict[int, Head]) -> tuple[int, Span | None]:
        """Return where the name of a head begins, and the body right before it whose it is."""
        small = not items[head.first].capital
        index = head.first
        while index:
            item = items[index - 1]
            if item.known is not None:
                span = item.known
                if span.label_ == DATE and len(span.text) == len("2005") and not is_body(head.kind):
                    index -= 1
                    continue
                if span.label_ == PLACE:
                    index -= 1
                    continue
                if means_body(span) and self.adjacent(items, index):
                    return index - 1, span
                break
            if self.modifies(items, index - 1, small):
                index -= 1
                continue
            if item.text in self.joins and index > 1 and self.is_joined(items[index - 2], taken.get(index - 2), small):
                index -= 2
                continue
            break
        return index, None

    def is_joined(self, item: Item, head: Head | None, small: bool) -> bool:
        """Return whether what stands before a conjunction modifies the same head: Economic and Social Council."""
        if small:
            return self.ordinal.fullmatch(item.text) is not None
        whole = item.known is not None or item.text.isupper() or (head is not None and is_body(head.kind))
        return item.capital and item.token.pos_ in STARTS and not whole

    def adjacent(self, items: Sequence[Item], index: int) -> bool:
        """Return whether nothing but a space stands between an item and the one before it."""
        return items[index].begin - items[index - 1].end <= 1

    def modifies(self, items: Sequence[Item], index: int, small: bool) -> bool:
        """Return whether a word before a head is part of its name."""
        item = items[index]
        low = item.text.lower()
        if item.known is not None or low in self.outside or low in self.articles or not item.text[0].isalnum():
            return item.text == "-"
        if self.ordinal.fullmatch(item.text):
            return True
        if item.text.endswith("."):
            return False  # I. of a heading
        if not item.capital and index > 1 and items[index - 1].text in HYPHENS:
            return self.modifies(items, index - 2, small)
        if item.token.pos_ in {"DET", "ADP", "PRON", "AUX", "CCONJ", "SCONJ", "ADV", "PART"}:
            return False
        if item.capital and small and item.token.pos_ == "VERB":
            return False
        if item.capital:
            return not item.token.is_sent_start or item.token.pos_ in STARTS or item.text.isupper()
        return small and item.token.pos_ in MODIFIES

    def after(
        self, items: Sequence[Item], head: Head, made: dict[int, Span], of_head: dict[int, Head]
    ) -> tuple[int, Span | None, bool]:
        """Return where the name of a head ends, whose it is, and whether it says what it is about."""
        last, owner, topic = head.last, None, False
        small = not items[head.first].capital or not is_body(head.kind)
        while last < len(items):
            word = items[last].text
            if word in self.of:
                start = self.past_articles(items, last + 1)
                nested = None if top_kind(head.kind) == "Project" else made.get(start) or (items[start].known if start < len(items) else None)
                nested = self.as_body(nested, head)
                if nested is not None and self.is_parted(items, nested, head):
                    break
                if nested is not None and (means_body(nested) or nested.label_ == "Role"):
                    if owner is None:
                        owner = nested
                    elif owner._.owner is None and owner is not nested:
                        owner._.owner = nested  # a unit of a unit, whose name is known
                    else:
                        break
                    last = next(
                        (i for i in range(start, len(items)) if items[i].begin >= nested.end), len(items)
                    )
                    continue
            if self.leads_on(items, last, head, small):
                end = self.topic_end(items, last + 1, small, of_head, made)
                if end > self.past_articles(items, last + 1):
                    last, topic = end, True
                    continue
            break
        return last, owner, topic

    def as_body(self, span: Span | None, head: Head) -> Span | None:
        """Return what a name is of, a forum or conference that is called by that alone as the body that it is."""
        if span is None or span.label_ not in kinds() or top_kind(span.label_) != "Event":
            return span
        holds = is_body(head.kind) or top_kind(head.kind) == "Event"
        if not holds or not span.text[0].isupper() or span.kb_id_ or span._.owner is not None:
            return span
        return mention(span.doc, span.start, span.end, "Organization", span.id_, head=span._.heads[0])

    def is_parted(self, items: Sequence[Item], span: Span, head: Head) -> bool:
        """Return whether what follows has to do with a body itself, as in the report of the Board on its session.

        So it is where a known name is only the beginning of another, too.
        """
        following = next((item for item in items if item.begin >= span.end), None)
        longer = (
            following is not None
            and following.capital
            and following.known is None
            and following.begin == span.end + 1
            and span.kb_id_ != ""
        )
        work = top_kind(head.kind) == "Publication"
        return longer or (work and self.parted.match(text_of(span.doc), span.end) is not None)

    def leads_on(self, items: Sequence[Item], index: int, head: Head, small: bool) -> bool:
        """Return whether a word after a head begins what its name is about."""
        word = items[index].text
        if word in self.to:
            return head.word in self.to_heads
        if is_body(head.kind) or head.kind == "Role":
            return word in self.of_body
        further = self.past_articles(items, index + 1)
        if further >= len(items) or word not in self.about or (word in self.of and small):
            return False
        return word != "for" or items[further].capital or top_kind(head.kind) != "Event"

    def past_articles(self, items: Sequence[Item], index: int) -> int:
        """Return the place of the first item from `index` on that is no article."""
        while index < len(items) and items[index].text.lower() in self.articles:
            index += 1
        return index

    def topic_end(
        self, items: Sequence[Item], index: int, small: bool, of_head: dict[int, Head], made: dict[int, Span]
    ) -> int:
        """Return where what a name is about ends: capitals and what joins them, or words up to the next clause."""
        begin = end = index
        while index < len(items):
            item = items[index]
            if index in made and top_kind(made[index].label_) == "Event":
                break  # an agenda for a meeting: the meeting is named by itself
            if item.known is not None:
                if item.known.label_ == DATE or (means_body(item.known) and end < index and self.joined(items, index)):
                    break
                index = end = index + 1
                continue
            low = item.text.lower()
            if low in self.of and self.is_owner(items, index, made):
                break
            if low == self.within and self.goes_in(items, index):
                index += 1
                continue
            verb = item.token.pos_ in {"VERB", "AUX", "PRON", "SCONJ"} and item.token.tag_ != GERUND
            if low in self.stops or (verb and not item.capital):
                break
            if low in self.joins:
                start = self.past_articles(items, index + 1)
                further = items[start] if start < len(items) else None
                if further is None or self.is_whole(further, start, of_head, items):
                    break
                if not small and not further.capital and further.known is None:
                    break
                index += 1
                continue
            if low in self.articles or low in self.particles:
                index += 1
                continue
            if item.text in HYPHENS and index + 1 < len(items) and items[index + 1].text[0].isalnum():
                index = end = index + 2
                continue
            if item.text == "," or item.text in self.possessive:
                nxt = items[index + 1] if index + 1 < len(items) else None
                if nxt is None or (item.text == "," and not self.goes_on(items, index, small)):
                    break
                index += 1
                continue
            if not item.text[0].isalnum():
                break
            if index == begin and item.text[0].isdigit():
                break
            if item.capital or (small and item.token.pos_ in MODIFIES) or item.token.tag_ == GERUND:
                index = end = index + 1
                continue
            break
        return end

    def is_owner(self, items: Sequence[Item], index: int, made: dict[int, Span]) -> bool:
        """Return whether the word at a place leads to a body, whose the name before it is."""
        start = self.past_articles(items, index + 1)
        span = made.get(start) or (items[start].known if start < len(items) else None)
        return span is not None and means_body(span)

    def goes_in(self, items: Sequence[Item], index: int) -> bool:
        """Return whether a name goes on after `in`: trafficking in cultural property, and not in Vienna or in 2004."""
        further = items[index + 1] if index + 1 < len(items) else None
        return (
            further is not None
            and further.known is None
            and further.text[0].isalpha()
            and further.text.lower() not in self.stops | self.articles
        )

    def joined(self, items: Sequence[Item], index: int) -> bool:
        """Return whether an item stands after one that joins, articles apart."""
        while index and items[index - 1].text.lower() in self.articles:
            index -= 1
        return index > 0 and items[index - 1].text in self.joins

    def is_whole(self, item: Item, index: int, of_head: dict[int, Head], items: Sequence[Item]) -> bool:
        """Return whether what follows a conjunction is a name by itself, or a clause."""
        if item.known is not None:
            return item.known.label_ != PLACE
        if item.token.pos_ in {"VERB", "AUX", "PRON", "ADV", "ADP"}:
            return True
        for place in range(index, len(items)):
            if place in of_head:
                return True
            if not items[place].capital or items[place].known is not None:
                return False
        return False

    def goes_on(self, items: Sequence[Item], index: int, small: bool) -> bool:
        """Return whether a comma stands in a list that a topic holds: Food, Agriculture and Forestry."""
        for place in range(index + 1, min(len(items), index + 8)):
            item = items[place]
            if item.text in self.joins:
                nxt = items[place + 1] if place + 1 < len(items) else None
                return nxt is not None and nxt.known is None and (nxt.capital or small)
            if item.known is not None or not (item.capital or small) or item.token.pos_ in {"VERB", "AUX"}:
                return False
            if not item.text[0].isalnum() and item.text != ",":
                return False
        return False

    def judged(
        self, doc: Doc, items: Sequence[Item], head: Head, first: int, last: int, owner: Span | None, topic: bool
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
        elif head.kind == "Role":
            form = "name"
        elif specific and (article not in self.indefinite or topic or items[first].capital):
            form = "name"
        elif self.is_one(doc, items, first, end, specific):
            form = "unnamed"
        else:
            form = "name" if specific else refers
        span = mention(doc, begin, end, head.kind, form, head=head.word)
        span._.owner = owner
        title = self.quoted.match(text_of(doc), end)
        if title is not None and head.kind != "Meeting" and top_kind(head.kind) in {"Event", "Publication", "Project", "Document"}:
            span = mention(doc, begin, title.end(), head.kind, "name", head=head.word)
            span._.name, span._.owner = title["name"], owner
        return span

    def is_one(self, doc: Doc, items: Sequence[Item], first: int, end: int, specific: bool) -> bool:
        """Return whether what has no name of its own is told by its surroundings: a meeting, its report, six meetings."""
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
