"""Bodies that no registry knows, found by their shape: a suffix at the end of a word, and a left edge."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.finding.edges import OPENING, PROPER, VERB, Chunker
from extract.finding.names import countries
from extract.language import knowledge
from extract.mentions import GENERIC, PLACE, means_body, mention, text_of


@Language.factory("stakegraph_bodies")
class Bodies:
    """Set `doc.spans["bodies"]`: bodies by their shape, and actors that are no one body (label Generic)."""

    def __init__(self, nlp: Language, name: str, language: str) -> None:
        self.name = name
        table = knowledge(language, "bodies")
        self.chunker = Chunker(language)
        self.kinds = [(suffix, kind) for kind, group in table["suffixes"].items() for suffix in group]
        self.kinds.sort(key=lambda pair: -len(pair[0]))
        self.suffix_end = re.compile("(?:" + "|".join(re.escape(s) for s, _ in self.kinds) + r")\Z")
        self.longest = max(len(suffix) for suffix, _ in self.kinds)
        self.tagged = [(suffix, kind) for kind, group in table["tagged"].items() for suffix in group]
        of_country = table["of_country"]
        self.country = re.compile("|".join(map(re.escape, of_country["words"])))
        self.country_suffix, self.country_kind = of_country["suffix"], of_country["kind"]
        self.countries = countries(language)
        names = "|".join(sorted(map(re.escape, self.countries), key=lambda name: (-len(name), name)))
        self.country_name = re.compile(names)
        last = rf"(?:{of_country['and']})(?:{names}){re.escape(self.country_suffix)}"
        self.joint = re.compile(
            rf"(?P<list>(?:{names})(?:、(?:{names}))*)(?={last})|"
            rf"(?P<many>(?:{names})(?:(?:、|{of_country['and']})(?:{names}))*)(?={of_country['many']})"
        )
        self.never = frozenset(table["words"]["never"])
        self.aspects = tuple(table["words"]["aspects"])
        self.never_ends = tuple(table["words"]["never_ends"])
        self.units, self.of = frozenset(table["units"]["suffixes"]), table["units"]["of"]
        self.national_part, self.systems = (
            re.compile(table["units"]["national"]),
            tuple(table["units"]["systems"]),
        )
        self.whole_first, self.whole_kind = re.compile(table["units"]["whole"]), table["units"]["whole_kind"]
        self.alone = frozenset(knowledge(language, "reference")["alone"]["heads"])
        self.always_generic = frozenset(table["words"]["always_generic"])
        self.generic = re.compile("(?:" + "|".join(table["words"]["generic"]) + ")")
        actors = sorted(table["words"]["generic_actors"], key=len, reverse=True)
        self.actors = re.compile("|".join(map(re.escape, actors)))

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with what the component adds."""
        found = [*self.shaped(doc), *self.of_country(doc), *self.governments(doc)]
        found += [mention(doc, *m.span(), GENERIC, "generic") for m in self.actors.finditer(text_of(doc))]
        doc.spans["bodies"] = found
        return doc

    def of_country(self, doc: Doc) -> Iterator[Span]:
        """Yield each 该国政府 as the government of the country that the paragraph named last."""
        countries = [s for s in doc.spans["known"] if s.label_ == PLACE and s.text in self.countries]
        text, ends = text_of(doc), [country.end for country in countries]
        for match in self.country.finditer(text):
            start = text.rfind("\n", 0, match.start()) + 1
            last = bisect_right(ends, match.start())
            if last and countries[last - 1].start >= start:
                span = mention(doc, *match.span(), self.country_kind)
                span._.name = countries[last - 1].text + self.country_suffix
                span._.linked_by = "the government of the country that was named last before it"
                yield span

    def governments(self, doc: Doc) -> Iterator[Span]:
        """Yield the governments of countries that share the word for it: 挪威和西班牙政府 are two."""
        for match in self.joint.finditer(text_of(doc)):
            group = "list" if match["list"] else "many"
            listed, place = match[group], match.start(group)
            for name in self.country_name.finditer(listed):
                span = mention(doc, place + name.start(), place + name.end(), self.country_kind)
                span._.name = name.group() + self.country_suffix
                yield span

    def shaped(self, doc: Doc) -> Iterator[Span]:
        """Yield the bodies whose shape gives them away."""
        words = list(doc.spans["words"])
        ends = {known.end: known for known in doc.spans["known"]}
        within = {i for known in ends.values() if known.kb_id_ for i in range(known.start + 1, known.end)}
        starts = {known.start: known for known in doc.spans["known"]}
        text = text_of(doc)
        for index, word in enumerate(words):
            suffix, kind = self.suffix_of(text, word)
            if not suffix or word.end in within or self.state(word, ends):
                continue
            first = index
            while first and words[first].start > word.end - len(suffix):
                first -= 1  # a suffix of several words: 伙伴关系
            start, owner = self.chunker.left_edge(words, first, ends)
            national = owner is not None and self.national_part.match(text, owner.end, word.end)
            country = ends.get(owner.start) if national and owner is not None else None
            if country is not None and country.label_ == PLACE:
                start, owner = country.start, None
            if owner is None and self.stands_whole(start, ends.get(word.end), ends):
                continue
            if owner is None and not national and suffix in self.units and start < word.end - len(suffix):
                owner = self.possessor(doc, start, ends) or self.first_part(doc, start, word.end, starts)
            tagged = word.label_ in PROPER and start == word.start and suffix not in self.always_generic
            for body in self.judged(doc, start, word.end, kind, suffix, owner, tagged):
                longer = body.end not in ends or ends[body.end].start > body.start
                if longer and (body.id_ == "name" or body.text in self.alone):
                    ends[body.end] = body
                yield body

    def state(self, word: Span, ends: dict[int, Span]) -> bool:
        """Return whether the end of `word` is the name of a country's government, to which analysers glue verbs."""
        known = ends.get(word.end)
        return known is not None and known.label_ == self.country_kind and known.start > word.start

    def stands_whole(self, start: int, known: Span | None, ends: dict[int, Span]) -> bool:
        """Return whether all that stands from `start` to the `known` name is a place: 巴黎联合国教科文组织."""
        before = ends.get(known.start) if known is not None and known.text.startswith(self.systems) else None
        return before is not None and before.label_ == PLACE and before.start == start

    def suffix_of(self, text: str, word: Span) -> tuple[str, str]:
        """Return the suffix that a body may end with at the end of `word`, and its kind, or two blanks."""
        suffixes = self.chunker.suffixes
        if word.label_ == VERB and word.text in suffixes and text.endswith(suffixes, 0, word.start):
            return "", ""  # 组织 as what the body right before it does
        if text.startswith(self.aspects, word.end):
            return "", ""
        match = self.suffix_end.search(text, max(0, word.end - self.longest), word.end)
        if match is None:
            found = (pair for pair in self.tagged if word.text.endswith(pair[0]) and word.label_ in PROPER)
            return next(found, ("", ""))
        if len(match.group()) <= len(word) and (word.text in self.never or len(word) == 1):
            return "", ""
        if word.text.endswith(self.never_ends):
            return "", ""
        return match.group(), next(kind for known, kind in self.kinds if known == match.group())

    def possessor(self, doc: Doc, start: int, ends: dict[int, Span]) -> Span | None:
        """Return the body whose unit is named after 的 at `start`."""
        owner = ends.get(start - len(self.of))
        return (
            owner
            if owner is not None and text_of(doc).startswith(self.of, owner.end) and means_body(owner)
            else None
        )

    def first_part(self, doc: Doc, start: int, end: int, starts: dict[int, Span]) -> Span | None:
        """Return the body whose name a unit's begins with, where the analyser took both for one word."""
        known = starts.get(start)
        if known is not None and means_body(known) and known.end < end:
            return known
        match = self.whole_first.match(text_of(doc), start, end)
        return mention(doc, start, match.end(), self.whole_kind) if match and match.end() < end else None

    def judged(
        self, doc: Doc, start: int, end: int, kind: str, suffix: str, owner: Span | None, tagged: bool
    ) -> Iterator[Span]:
        """Yield the mention from `start` to `end`, as what it is: a name, a part of a body, generic or bare.

        What the analyser tagged as an organization is a name though its words are general: 国际青年基金会.
        """
        text = text_of(doc)[start:end]
        if owner is None and text == suffix:
            yield mention(doc, start, end, kind, "bare", head=suffix)
        elif self.generic.fullmatch(text) and owner is None and not tagged:
            yield mention(doc, start, end, GENERIC, "generic")
        elif owner is None:
            yield mention(doc, start, end, kind, head=suffix)
        elif text and owner.id_ == "bare":
            yield mention(doc, start, end, kind, head=suffix)  # what 任务组 means is known only later
        elif text:
            whole = mention(doc, owner.start, end, kind, head=suffix)
            whole._.owner = owner
            if owner.end != start and text_of(doc)[owner.end] in OPENING:
                whole._.name = owner.text + text  # without the short name in brackets
            yield whole

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Write nothing: what it knows stands in the language's folder."""
