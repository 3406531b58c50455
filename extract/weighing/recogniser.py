"""The mention recogniser: adds what its network finds, and mends or takes back what the rules cut wrongly."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.finding.names import SHORTEST_NAME, registered
from extract.language import knowledge, spaced
from extract.linking.linking import Linking
from extract.mentions import COUNT, DATE, GENERIC, longest, means_body, mention, name_of, text_of
from extract.report import placed
from extract.weighing.mending import mended
from extract.weighing.recognition import OUTSIDE, Features, Found, Recognition, decoded, sort_of
from extract.weighing.units import sentences, units
from extract.weighing.views import joining
from extract.weights import Numbers, weights
from ontology.terms import is_body, top_kind

TOPICAL = frozenset({"Event", "Project"})  # what is told apart by what it is about
JOINED = frozenset({"Body", "Event"})  # what is listed rather than named together
CLOSING = "0123456789)）"  # what a name ends in that is cut after its number …
NUMBERED = re.compile(r"[0-9)）](?P<end>[^0-9()（）]+)$")  # … and what stands after that of another
NEAR = 16  # characters before a mention that may say how many


class Labelled(NamedTuple):
    """A sentence with how likely each label is: where it begins, its units, and a row for each of them."""

    begin: int
    units: list[tuple[int, int]]
    labels: Numbers


def ends(groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return the kind of each word that names may end in before what they are about, small or with a capital."""
    pairs = [(end, kind) for kind, group in groups.items() for end in group]
    return {end[:1].upper() + end[1:]: kind for end, kind in pairs} | dict(pairs)


def covers(span: Span, mentions: Mapping[int, int]) -> bool:
    """Return whether a mention stands in a span, or is the whole of it.

    Args:
        span: what is no mention of its own.
        mentions: where mentions begin, each with its end.
    """
    return any(mentions.get(place, span.end + 1) <= span.end for place in range(span.start, span.end))


@Language.factory("stakegraph_recogniser")
class Recogniser:
    """Add to `doc.spans["mentions"]` what the trained recogniser finds beyond the rules, and mend their edges."""

    def __init__(self, nlp: Language, name: str, language: str) -> None:
        self.name, self.language = name, language
        table = knowledge(language, "recogniser")
        self.surest, self.denied = table["surest"], table["denied"]
        self.least, self.surer, self.standing = table["least"], table["surer"], table["standing"]
        self.many, self.joins, self.owns = tuple(table["many"]), re.compile(table["joins"]), table["owns"]
        self.begun = re.compile(f"(?:{'|'.join(table['leading'])})*")
        bodies, titles = knowledge(language, "bodies"), knowledge(language, "titles")
        self.registered, self.apart = registered(language), spaced(language)
        self.kinds = ends(bodies["heads" if self.apart else "suffixes"])
        self.heads = ends(titles["heads"])
        self.of = re.compile(
            f" (?:{'|'.join(bodies['words']['of'])}) (?:the )?$" if spaced(language) else "(?!)"
        )
        self.about = re.compile(f" (?:{'|'.join(bodies['words']['about'])}) " if self.apart else "(?!)")
        self.linking = Linking(nlp, name, language)

    @cached_property
    def network(self) -> Recognition:
        """The trained network, loaded when first used: training makes it anew without it."""
        return Recognition(self.language, weights(self.language, "recogniser"))

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with what the component adds."""
        likely = list(self.likely(doc))
        found = [self.made(doc, one) for one in self.found(text_of(doc), likely) if self.holds(doc, one)]
        self.complete([span for span, _ in found])
        named = self.named(len(doc), likely)
        self.retract(doc, [span for span, sure in found if sure >= self.surer], named)
        cut = self.cut(doc, [span for span, sure in found if sure >= self.surest])
        stated = {place for _, own in placed(doc) for place in own} - cut
        ruled = [s for s in doc.spans["mentions"] if (s.start, s.end) in stated or self.stands(s, named)]
        by_place = dict(self.places(ruled))
        kept: list[Span] = []
        gone: set[int] = set()
        for span, sure in found:
            across = {by_place[i] for i in range(span.start, span.end) if i in by_place}
            bound = any((ruled[i].start, ruled[i].end) in stated for i in across)
            bound = bound or self.joined(doc, [ruled[i] for i in sorted(across)])
            if not bound and all(self.yields(ruled[i], span, sure) for i in across):
                self.owned(span, [ruled[i] for i in sorted(across)])
                kept.append(span if span.id_ == "reference" else self.linking.enter(doc, span))
                gone |= across
        doc._.statements = tuple(mended(doc, cut, kept))
        rest = [span for i, span in enumerate(ruled) if i not in gone]
        mentions, _ = longest([*rest, *kept])
        mentions_at = {span.start: span.end for span in mentions}
        inner = [*doc.spans["nested"], *(ruled[i] for i in gone), *self.leading(doc, mentions)]
        doc.spans["nested"] = [span for span in inner if not covers(span, mentions_at)]
        doc.spans["mentions"] = mentions
        return doc

    def joined(self, doc: Doc, across: Sequence[Span]) -> bool:
        """Return whether two of a sort that the rules know apart, and what joins them, were taken for one."""
        return any(
            sort_of(one.label_) == sort_of(other.label_) in JOINED
            and self.joins.match(text_of(doc), one.end, other.start)
            for one, other in pairwise(across)
        )

    def owned(self, span: Span, inner: Sequence[Span]) -> None:
        """Note the body that a name says it is of: the ninth session of the Board."""
        for one in inner:
            before = text_of(span.doc)[span.start : one.start]
            if means_body(one) and one.start > span.start and self.of.search(before):
                span._.owner = one
                break

    def leading(self, doc: Doc, mentions: Iterable[Span]) -> Iterator[Span]:
        """Yield the registered body that the name of a unit, a meeting or an office begins with."""
        for span in mentions:
            if span.label_ in {DATE, COUNT, GENERIC}:
                continue
            for length in range(len(span) - 1, SHORTEST_NAME - 1, -1):
                entity = self.registered.get(span.text[:length])
                if entity is not None and is_body(entity.kind):
                    yield mention(doc, span.start, span.start + length, entity.kind, entity=entity.key)
                    break

    def complete(self, found: Sequence[Span]) -> None:
        """Give numbered names of a list the end that stands after its last: 第1和第2号决议 are two resolutions."""
        for one, other in reversed(list(pairwise(found))):
            end = NUMBERED.search(name_of(other))
            numbered = one.text[-1] in CLOSING
            same = sort_of(one.label_) == sort_of(other.label_) == "Document"
            between = text_of(one.doc)[one.end : other.start]
            if end and numbered and same and joining(self.language).fullmatch(between):
                one._.name, one.label_ = one.text + end["end"], other.label_

    def retract(self, doc: Doc, found: Sequence[Span], named: Numbers) -> None:
        """Take back the statements about bodies whose names the rules cut, and about several things in one name."""
        begins = {span.end: span.start for span in found if sort_of(span.label_) == "Body"}
        starts = [span.start for span in found]
        wrong = set()
        for span in self.accidental(doc):
            begin = begins.get(span.end, span.start)
            two = self.joins.search(text_of(doc), span.start, begin) and self.owns not in span.text
            if sort_of(span.label_) == "Body" and (begin < span.start or two):
                wrong.add((span.start, span.end))
            unlikely = named[span.start : span.end].mean() < self.denied
            if sort_of(span.label_) == "Body" and unlikely and not span._.linked_by:
                wrong.add((span.start, span.end))
            if span._.owner is None and top_kind(span.label_) == "Event":
                inside = found[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
                whole = [one for one in inside if one.end <= span.end]
                # the activity that a name ends with (… 的圆桌会议) is the named one itself
                if sum(one.end < span.end or one.id_ != "unnamed" for one in whole) > 1:
                    wrong.add((span.start, span.end))
        doc._.statements = tuple(one for one, own in placed(doc) if not own & wrong)

    def cut(self, doc: Doc, found: Sequence[Span]) -> set[tuple[int, int]]:
        """Return where the rules found names that are plainly parts of longer ones of the same sort of thing.

        The name of an event with nothing but an end after it (论坛开幕式) is whole: what takes place there, is of it.
        """
        starts = [span.start for span in found]
        begins = [span.start for span in doc.spans["mentions"]]
        parts = set()
        for span in self.accidental(doc):
            before = bisect_right(starts, span.start)
            one = found[before - 1] if before else span
            longer = span.end <= one.end and len(span) < len(one)
            alone = (
                one.start == span.start and bisect_left(begins, one.end) - bisect_left(begins, one.start) < 2
            )
            whole = alone and sort_of(span.label_) == "Event"
            if longer and not whole and sort_of(one.label_) == sort_of(span.label_):
                parts.add((span.start, span.end))
        return parts

    def accidental(self, doc: Doc) -> list[Span]:
        """Return the names that the rules found once, and that no registry knows."""
        times = Counter(span.kb_id_ for span in doc.spans["mentions"])
        return [
            span
            for span in doc.spans["mentions"]
            if span.id_ == "name" and span.text not in self.registered and times[span.kb_id_] == 1
        ]

    def holds(self, doc: Doc, one: Found) -> bool:
        """Return whether what was recognised is sure enough, and one thing rather than many."""
        unnamed = one.sort.endswith("*")
        text = text_of(doc)
        many = unnamed and (
            text.endswith(self.many, max(0, one.start - NEAR), one.start)
            or text.startswith(self.many, one.start, one.end)
        )
        return one.sure >= self.least and not many

    def likely(self, doc: Doc) -> Iterator[Labelled]:
        """Yield the sentences with their units, and the probability of each label for each."""
        text, features = text_of(doc), Features(doc)
        for start, end in sentences(text, self.language):
            places = units(text[start:end], self.language)
            if places:
                ruled = features([(start + begin, start + stop) for begin, stop in places])
                yield Labelled(start, places, self.network(text[start:end], places, ruled))

    def found(self, text: str, likely: Iterable[Labelled]) -> Iterator[Found]:
        """Yield what is recognised, sentence by sentence."""
        for begin, places, labels in likely:
            for one in decoded(labels):
                start, end = begin + places[one.start][0], begin + places[one.end - 1][1]
                name = text[start:end].rstrip()
                yield one._replace(start=start + len(name) - len(self.trimmed(name)), end=start + len(name))

    def trimmed(self, name: str) -> str:
        """Return a name without what no name begins with."""
        first = self.begun.match(name)
        return (name[first.end() :] if first and first.end() < len(name) else name).lstrip()

    def named(self, length: int, likely: Iterable[Labelled]) -> Numbers:
        """Return how likely each character is to be of any name."""
        out = np.zeros(length, dtype=np.float32)
        for begin, places, labels in likely:
            for (start, end), label in zip(places, labels, strict=True):
                out[begin + start : begin + end] = 1 - label[OUTSIDE]
        return out

    def stands(self, ruled: Span, named: Numbers) -> bool:
        """Return whether a name that the rules found is not plainly none."""
        registered = ruled.kb_id_.partition("/")[2] in self.linking.registry or ruled.text in self.registered
        if registered or ruled.id_ != "name" or ruled.label_ in {DATE, COUNT}:
            return True
        return bool(named[ruled.start : ruled.end].mean() >= self.standing)

    def places(self, ruled: Sequence[Span]) -> Iterator[tuple[int, int]]:
        """Yield each character that a mention of the rules covers, with the mention's position."""
        for position, span in enumerate(ruled):
            yield from ((place, position) for place in range(span.start, span.end))

    def yields(self, ruled: Span, found: Span, sure: float) -> bool:
        """Return whether what the rules found gives way to what the recogniser found."""
        if ruled.label_ in {DATE, COUNT} or ruled.id_ == "reference":
            return False
        topical = sort_of(ruled.label_) == sort_of(found.label_) in TOPICAL and ruled.id_ != "bare"
        within = ruled.start <= found.start and found.end <= ruled.end and len(found) < len(ruled)
        if topical and within and (found.end < ruled.end or found.id_ == "unnamed"):
            return False  # a forum on something, or what it is on: rules see further
        fixed = ruled.text in self.registered
        same = (ruled.start, ruled.end) == (found.start, found.end)
        if same:
            other = sort_of(ruled.label_) != sort_of(found.label_)
            return bool(ruled.id_ in {"bare", "generic"} or (other and not fixed and sure >= self.surer))
        if fixed or ruled.id_ in {"bare", "generic"}:
            return bool(found.start <= ruled.start and ruled.end <= found.end)
        return bool(sure >= self.surer)

    def made(self, doc: Doc, found: Found) -> tuple[Span, float]:
        """Return what was recognised as a mention of the finest kind that its last words tell."""
        text = text_of(doc)[found.start : found.end]
        sort, form = found.sort.rstrip("*"), "unnamed" if found.sort.endswith("*") else "name"
        entity = self.registered.get(text)
        if entity is not None and sort_of(entity.kind) == sort:
            return mention(doc, found.start, found.end, entity.kind, entity=entity.key), found.sure
        core = self.about.split(text, maxsplit=1)[0]
        head = max((h for h in self.heads if core.endswith(h)), key=len, default="")
        kind = {"Body": "Organization"}.get(sort, sort)
        if sort == "Body":
            head = end = max((s for s in self.kinds if core.endswith(s)), key=len, default="")
            kind = self.kinds.get(end, kind)
            if self.apart and end == text:
                form = "reference"  # the Board: whose, the text around it tells
        elif head and top_kind(self.heads[head]) == sort:
            kind = self.heads[head]
        span = mention(doc, found.start, found.end, kind, form, head=head)
        if text.startswith("《") and text.endswith("》"):
            span._.name = text[1:-1]
        return span, found.sure

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Write nothing: what it knows stands in the language's folder."""
