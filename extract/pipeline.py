"""The pipeline of a language, and what it makes of a report."""

import sys
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extract.analysis import Analysis, Fault
from extract.blocks import Piece, blocks, ending
from extract.document import Document
from extract.entities import Entity
from extract.established import Established

# Importing the components registers their factories.
from extract.finding import (  # noqa: F401
    bodies,
    characters,
    names,
    phrases,
    times,
    titles,
    trained,
    words,
)
from extract.language import FOLDER, knowledge
from extract.linking import linking, reference, units  # noqa: F401
from extract.linking.translating import translate
from extract.reading import read, read_bytes, taken
from extract.reading.exchange import from_json
from extract.reading.limits import USUAL, Limits
from extract.relating import context, relations, suspects  # noqa: F401
from extract.relating.context import Dating
from extract.relating.suspects import Suspect
from extract.report import to_doc
from extract.rewriting import readable, restore
from extract.statements import Statement, keep
from extract.tongues import as_one, in_parts
from extract.weighing import judgement, recogniser  # noqa: F401
from ontology.errors import StakegraphError
from ontology.terms import is_body

Show = Callable[[str], None]


@lru_cache
def load_pipeline(language: str) -> Language:
    """Return the spaCy pipeline of `language`, as its pipeline.cfg says.

    Raises:
        StakegraphError: there is no data for the language.
    """
    knowledge(language, "bodies")
    config = spacy.util.load_config(Path(str(FOLDER / language / "pipeline.cfg")))
    return spacy.util.load_model_from_config(config, auto_fill=True)


def analyse(document: Document, nlp: Language | None = None, show: Show = lambda _step: None) -> Analysis:
    """Return what the report states.

    Paragraphs in another language go through the pipeline of that, as a report of their own, and what comes of both
    is one. It goes through the pipeline block by block, each a Doc that is gone when the next one comes; what the
    report has established goes along. A paragraph on which a component fails is left out, and named among the faults.

    Args:
        document: the report as it was read.
        nlp: a pipeline of the user's own in place of the language's.
        show: is told what is under way, in a few words.

    Raises:
        StakegraphError: a component fails on every paragraph.
    """
    parts = in_parts(document)
    if nlp is None and len(parts) > 1:
        return as_one(document, [analyse(part, load_pipeline(part.language), show) for part in parts])
    nlp = nlp or load_pipeline(document.language)
    read_as = readable(document)
    found = Findings()
    before: list[Piece] = []
    planned = list(blocks(read_as))
    for number, block in enumerate(planned, start=1):
        show(f"block {number} of {len(planned)}" if len(planned) > 1 else "analysing")
        # No name here may hold the Docs: a block's vectors are gone before the next block's are made.
        bad = found.take(block, *sound(block, partial(run_pipeline, read_as, nlp, found.known, before)))
        before = ending([piece for piece in block if piece.paragraph.id not in bad])
    if found.faults and not found.analysed:
        fault = found.faults[0]
        raise StakegraphError(
            f"{document.id}: no paragraph was analysed; {fault.component} failed: {fault.error}"
        )
    meant = linking.united(found.known, document.language) if len(planned) > 1 else {}
    statements = found.whole(meant)
    analysis = Analysis(
        read_as,
        tuple(nlp.pipe_names),
        found.known.entities,
        statements,
        context.settled(found.datings, statements, partial(found.now, meant)),
        tuple(found.suspects),
        tuple(found.unresolved),
        found.others,
        tuple(found.faults),
        translate(found.known.entities, read_as.title, document.language),
    )
    return restore(analysis, document)


@dataclass(slots=True)
class Findings:
    """What the blocks so far have given."""

    known: Established = field(default_factory=Established)
    statements: dict[Hashable, Statement] = field(default_factory=dict)
    datings: list[Dating] = field(default_factory=list)
    suspects: list[Suspect] = field(default_factory=list)
    unresolved: list[str] = field(default_factory=list)
    others: int = 0
    faults: list[Fault] = field(default_factory=list)
    analysed: bool = False

    def take(self, block: Sequence[Piece], docs: Sequence[Doc], faults: Sequence[Fault]) -> set[str]:
        """Take from a block's Docs what outlives them, and return the paragraphs that are not in them."""
        begins = {piece.paragraph.id: piece.begin for piece in block}
        for doc in docs:
            self.analysed = True
            self.known.settle(doc._.established)
            for statement in doc._.statements:
                begin = begins.get(statement.evidence.paragraph)
                if begin is not None:  # else a component took what was read again for new
                    keep(self.statements, statement.moved(begin))
            for dating in doc._.datings:
                begin = begins.get(dating.evidence.paragraph)
                if begin is not None:
                    self.datings.append(dating.moved(begin))
            for one in doc._.suspects:
                begin = begins.get(one.evidence.paragraph)
                if begin is not None:
                    self.suspects.append(one.moved(begin))
            for span in doc.spans.get("mentions", ()):
                if span.start >= doc._.begin:
                    meant = self.known.entities.get(span.kb_id_)
                    self.others += meant is None or not is_body(meant.kind)
                    if span.id_ == "reference" and not span.kb_id_:
                        self.unresolved.append(span.text)
            doc.user_data.clear()  # its spans hold the Doc, which would stay until cycles are collected
        self.faults += faults
        return {fault.paragraph for fault in faults}

    def now(self, meant: Mapping[str, str], entity: Entity) -> Entity:
        """Return an entity as the whole report names it."""
        return self.known.entities.get(meant.get(entity.id, entity.id), entity)

    def whole(self, meant: Mapping[str, str]) -> tuple[Statement, ...]:
        """Return the statements with their entities as the whole report names them.

        Args:
            meant: what an entity has been found to be another's id for.
        """
        now = partial(self.now, meant)
        for entity in self.known.entities.here() if meant else ():
            entity.of = meant.get(entity.of, entity.of)
        statements: dict[Hashable, Statement] = {}
        for one in self.statements.values():
            target = now(one.object) if isinstance(one.object, Entity) else one.object
            again = replace(one, subject=now(one.subject), object=target)
            if again.subject is not target:
                keep(statements, again)
        self.suspects = [
            replace(one, mentions=tuple((said, entity and now(entity)) for said, entity in one.mentions))
            for one in self.suspects
        ]
        return tuple(statements.values())


def sound(block: Sequence[Piece], run: Callable[[Sequence[Piece]], Doc]) -> tuple[list[Doc], list[Fault]]:
    """Return the paragraphs of a block as one Doc, without those on which a component fails, and these.

    They are found by halving. Where paragraphs fail only together, the halves are Docs of their own.
    """
    try:
        return [run(block)], []
    except Exception as error:
        if len(block) == 1:
            words = " ".join(f"{type(error).__name__}: {error}".split())
            return [], [Fault(block[0].paragraph.id, error.__notes__[-1], words)]
    middle = len(block) // 2
    (first, failed), (second, failed_too) = sound(block[:middle], run), sound(block[middle:], run)
    faults = [*failed, *failed_too]
    bad = {fault.paragraph for fault in faults}
    rest = [piece for piece in block if piece.paragraph.id not in bad]
    if faults and rest:
        try:
            return [run(rest)], faults
        except Exception:
            return [*first, *second], faults
    return [*first, *second], faults


def run_pipeline(
    document: Document,
    nlp: Language,
    known: Established,
    before: Sequence[Piece],
    block: Sequence[Piece],
) -> Doc:
    """Return a block analysed, with what stands right before it read again, unless just that cannot be done."""
    text = replace(document, paragraphs=tuple(piece.paragraph for piece in (*before, *block)))
    name = "tokenizer"
    try:
        doc = to_doc(text, nlp)
        doc._.established = known.layer()
        doc._.begin = doc.spans["paragraphs"][len(before) - 1].end if before else 0
        for name, component in nlp.pipeline:  # noqa: B007 - the name is told when the component fails
            doc = component(doc)
    except Exception as error:
        if before:
            return run_pipeline(document, nlp, known, (), block)
        error.add_note(name)
        raise
    return doc


def analyse_reports(
    paths: Iterable[str],
    show: Callable[[str, str], None],
    limits: Limits = USUAL,
    language: str | None = None,
) -> Iterator[Analysis]:
    """Yield each report analysed; all are read before the first is analysed, so that a bad one costs no waiting.

    Args:
        paths: files, or "-" for standard input: a text, or the JSON of a document.
        show: is told each report's name and what is under way, "" when it is done.
        limits: what a report may be, and what reading it may use.
        language: the code of the reports' language; found by the text of each where it is None.

    Raises:
        StakegraphError: a report cannot be read, or two in one language have the same identifier.
    """
    documents: dict[tuple[str, str], Document] = {}
    for path in paths:
        document = (
            from_pipe(limits, language) if path == "-" else read(path, language=language, limits=limits)
        )
        if (called := (document.id, document.language)) in documents:
            raise StakegraphError(f"two reports are called {document.id}; build them apart, or rename one")
        documents[called] = document
    for document in documents.values():
        yield analyse(document, show=partial(show, document.id))
        show(document.id, "")


def from_pipe(limits: Limits = USUAL, language: str | None = None) -> Document:
    """Return the document on standard input: as JSON where it is that, else as a report (in a language, if told)."""
    data = taken(sys.stdin.buffer, "standard input", limits)
    if data.lstrip().startswith(b"{"):
        return from_json(data.decode("utf-8", errors="replace"))
    return read_bytes(data, "standard input", language=language, limits=limits)
