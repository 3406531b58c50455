"""What was read in another script than the report's, given back in the report's own."""

from collections.abc import Iterator
from dataclasses import replace

from extract.analysis import Analysis
from extract.document import Document, Heading, Paragraph
from extract.entities import Entity
from extract.finding.names import registered
from extract.reading.script import as_written, simplified
from extract.relating.suspects import Suspect
from extract.statements import Evidence, Mention, Statement


def readable(document: Document) -> Document:
    """Return `document` in the script in which its language's data stands; itself where it stands in that already.

    All that is not text stays, offsets among it.
    """
    language = document.language

    def read(part: Heading) -> Heading:
        return replace(part, text=simplified(part.text, language))

    def paragraph(part: Paragraph) -> Paragraph:
        return replace(part, text=simplified(part.text, language), headings=tuple(map(read, part.headings)))

    made = replace(
        document,
        title=simplified(document.title, language),
        paragraphs=tuple(map(paragraph, document.paragraphs)),
    )
    return document if made == document else made


def restore(analysis: Analysis, document: Document) -> Analysis:
    """Return `analysis`, made from `readable(document)`, with quotations and names as `document` has them.

    What the registry knows keeps its names, and gets those by which the report calls it beside them.
    """
    if analysis.report is document:
        return analysis
    return Rewriter(analysis.report, document).rewritten(analysis)


class Rewriter:
    """Gives back what stands in one document as it stands in the other."""

    def __init__(self, read: Document, written: Document) -> None:
        self.language, self.document = written.language, written
        both = [(read.title, written.title)]
        for one, other in zip(read.paragraphs, written.paragraphs, strict=True):
            both += zip(texts(one), texts(other), strict=True)
        pairs = dict.fromkeys(both)  # a heading stands above many paragraphs
        self.read, self.written = ("\n".join(side) for side in zip(*pairs, strict=True))
        self.paragraphs = {paragraph.id: paragraph.text for paragraph in written.paragraphs}
        self.changed = {a for a, b in zip(self.read, self.written, strict=True) if a != b}

    def rewritten(self, analysis: Analysis) -> Analysis:
        """Return an analysis with its entities, statements and suspects as they are written."""
        statements = analysis.statements
        ends = [end for one in statements for end in (one.subject, one.object) if isinstance(end, Entity)]
        for entity in {id(one): one for one in (*analysis.entities.values(), *ends)}.values():
            self.entity(entity)
        return replace(
            analysis,
            report=self.document,
            statements=tuple(map(self.statement, statements)),
            datings=tuple(replace(one, evidence=self.quoted(one.evidence)) for one in analysis.datings),
            suspects=tuple(map(self.suspect, analysis.suspects)),
        )

    def words(self, words: str) -> str:
        """Return words as they are written."""
        return as_written(words, self.read, self.written) if self.changed.intersection(words) else words

    def entity(self, entity: Entity) -> None:
        """Rewrite the names of an entity, and the steps by which it came to them."""
        names = entity.names.get(self.language, [])
        known = registered(self.language)
        kept = [name if name in known else self.words(name) for name in names]
        called = [self.words(name) for name in names if name in known and name in self.read]
        if names:
            entity.names[self.language] = list(dict.fromkeys((*kept, *called)))
        entity.steps[:] = map(self.words, entity.steps)

    def statement(self, one: Statement) -> Statement:
        """Return a statement with its words as they are written."""
        place = one.evidence.paragraph
        return replace(
            one,
            evidence=self.quoted(one.evidence),
            subject_mention=one.subject_mention and self.mention(one.subject_mention, place),
            object_mention=one.object_mention and self.mention(one.object_mention, place),
        )

    def suspect(self, one: Suspect) -> Suspect:
        """Return a suspect with its words as they are written."""
        place = one.evidence.paragraph
        mentions = tuple((self.mention(said, place), meant) for said, meant in one.mentions)
        return replace(one, evidence=self.quoted(one.evidence), mentions=mentions)

    def quoted(self, evidence: Evidence) -> Evidence:
        """Return a quotation as it is written."""
        return replace(evidence, words=self.slice(evidence.paragraph, evidence.begin, evidence.end))

    def mention(self, said: Mention, paragraph: str) -> Mention:
        """Return a mention as it is written."""
        words = self.slice(paragraph, said.begin, said.end)
        return replace(said, words=words, linked_by=self.words(said.linked_by))

    def slice(self, paragraph: str, begin: int, end: int) -> str:
        """Return characters of a paragraph."""
        return self.paragraphs[paragraph][begin:end]


def texts(part: Paragraph) -> Iterator[str]:
    """Yield the headings of a paragraph and its own words."""
    yield from (heading.text for heading in part.headings)
    yield part.text
