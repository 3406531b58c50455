"""Relations: who did what with whom, by the language's pattern table."""

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extract.established import established
from extract.language import knowledge
from extract.relating.circumstances import apart, circumstances, when_and_where
from extract.relating.matches import Match, Parser
from extract.relating.modality import Modalities
from extract.relating.naming import Naming
from extract.relating.patterns import Pattern, patterns
from extract.relating.quoting import evidence, mentioned
from extract.relating.roles import Roles
from extract.relating.sentences import Sentence, sentences
from extract.relating.topics import Discourse, Topics
from extract.relating.trees import Tree
from extract.report import sections
from extract.statements import Modality, Statement, keep
from ontology.terms import is_body

BEFORE = 6  # characters before a match that 分别 may stand in


@Language.factory("stakegraph_relations")
class Relations:
    """Set `doc._.statements`: every statement that the patterns find, with its evidence and modality."""

    def __init__(self, nlp: Language, name: str, language: str) -> None:
        self.name, self.language = name, language
        self.patterns = patterns(language)
        trees = any(isinstance(pattern.expression, Tree) for pattern in self.patterns)
        self.parser = Parser(language) if trees else None
        self.respectively = re.compile(knowledge(language, "relations")["topics"]["respectively"])
        self.topics, self.roles = Topics(language), Roles(language)
        self.modalities, self.naming = Modalities(language), Naming(language)

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with what the component adds."""
        found: dict[Hashable, Statement] = {}
        protagonist = self.protagonist(doc)
        mentions = sorted(doc.spans["mentions"], key=lambda span: span.start)
        for paragraph, heading, _ in sections(doc):
            if paragraph.end <= doc._.begin:
                continue
            discourse = Discourse()
            above = list(sentences(heading, mentions, self.language)) if heading is not None else []
            own = list(sentences(paragraph, mentions, self.language))
            for part, these in ((heading, above), (paragraph, own)):
                for sentence, parsed in zip(these, self.parsed(these, part is paragraph), strict=True):
                    if part is paragraph:
                        for statement in (
                            *apart(list(self.read(doc, sentence, parsed, discourse, protagonist))),
                            *self.naming.units(doc, sentence),
                            *self.naming.belonging(doc, sentence, self.held(parsed)),
                            *self.naming.proceedings(doc, sentence),
                        ):
                            keep(found, statement)
                    if sentence.host is None:
                        discourse.topics += self.topics.beginning(sentence)
        doc._.statements = tuple(found.values())
        return doc

    def parsed(self, sentences: Sequence[Sentence], read: bool) -> Iterator[Doc | None]:
        """Yield each sentence parsed, None where no construction asks for it or it is not read."""
        if self.parser is None or not read:
            yield from (None for _ in sentences)
        else:
            yield from self.parser.parse(sentences)

    def held(self, parsed: Doc | None) -> Mapping[int, Modality]:
        """Return how the holding of what a sentence mentions is said, by the place where it does."""
        if self.parser is None or parsed is None:
            return {}
        tokens = ((place, token) for token in parsed for place in self.parser.place(token))
        return {place: self.modalities.of_held(token) for place, token in tokens}

    def protagonist(self, doc: Doc) -> str:
        """Return the body whose report this is: the one its title names, else none."""
        title = doc._.report.title if doc._.report else ""
        known = established(doc)
        named = [
            (title.find(name), -len(name), entity.id)
            for entity in known.entities.here()
            if is_body(entity.kind)
            for name in entity.names.get(self.language, ())
            if name in title
        ]
        known.protagonist = min([*named, *filter(None, [known.protagonist])], default=None)
        return known.protagonist[2] if known.protagonist else ""

    def read(
        self, doc: Doc, sentence: Sentence, parsed: Doc | None, discourse: Discourse, protagonist: str
    ) -> Iterator[Statement]:
        """Yield what the patterns find in one sentence; offsets of evidence are the Doc's."""
        for pattern in self.patterns:
            for match in self.found(sentence, parsed, pattern):
                yield from self.matched(doc, sentence, pattern, match, discourse, protagonist)

    def found(self, sentence: Sentence, parsed: Doc | None, pattern: Pattern) -> Iterator[Match]:
        """Yield where a pattern holds in a sentence."""
        if isinstance(pattern.expression, Tree):
            if self.parser is not None and parsed is not None:
                for nodes in pattern.expression.found(parsed):
                    yield self.parser.match(
                        sentence, nodes, self.modalities.of_tree(next(iter(nodes.values())))
                    )
            return
        for match in pattern.expression.finditer(sentence.text):
            yield Match(
                *match.span(),
                {
                    role: self.roles.within(sentence, match.span(role))
                    for role in match.groupdict()
                    if match[role]
                },
                self.roles.within(sentence, match.span()),
                self.modalities.of(sentence, *match.span(), pattern.relative),
            )

    def matched(
        self,
        doc: Doc,
        sentence: Sentence,
        pattern: Pattern,
        match: Match,
        discourse: Discourse,
        protagonist: str,
    ) -> Iterator[Statement]:
        """Yield the statements of one match."""
        begin, end = sentence.slice(match.begin, match.end)
        factor, facts = 1.0, pattern.facts
        roles = dict(match.roles)
        if pattern.topic:
            topic, factor = self.topics.of(sentence, match.begin, pattern, discourse)
            if not topic:
                return
            roles["topic"] = topic
            if sentence.places[0] <= topic[0].start < begin:
                begin = topic[0].start
        entities = doc._.entities
        implied = [entities[protagonist]] if pattern.implied and protagonist in entities else []
        said = sentence.text[max(0, match.begin - BEFORE) : match.end]
        distributed = self.respectively.search(said) is not None
        if roles.get(pattern.circumstances):
            taken = {id(span) for spans in roles.values() for span in spans}
            inside = [s for s in match.around if id(s) not in taken]
            roles |= when_and_where(sentence, pattern, match.begin, inside, distributed)
            facts += circumstances(pattern.circumstances)
        for fact in facts:
            beside = implied if fact in pattern.facts else []
            for subject, target in self.roles.pairs(fact, roles, entities, beside, distributed):
                yield Statement(
                    subject.value,
                    fact.relation,
                    target.value,
                    "asserted" if pattern.factual else match.modality,
                    round(pattern.confidence * factor * subject.sure * target.sure, 2),
                    pattern.id,
                    evidence(sentence.paragraph, begin, end),
                    mentioned(sentence.paragraph, subject.span),
                    mentioned(sentence.paragraph, target.span),
                )

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Write nothing: what it knows stands in the language's folder."""
