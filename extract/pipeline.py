"""The pipeline of a language, and what it makes of a report."""

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

# Importing the components registers their factories.
from extract import (  # noqa: F401
    bodies,
    characters,
    linking,
    names,
    reference,
    relations,
    suspects,
    times,
    titles,
    units,
    words,
)
from extract.document import Document
from extract.exchange import from_json
from extract.language import FOLDER, knowledge
from extract.readers import read, read_bytes
from extract.report import to_doc
from extract.rewriting import readable, restore
from ontology.errors import StakegraphError

SHOWN = 5


@lru_cache
def load_pipeline(language: str) -> Language:
    """Return the spaCy pipeline of `language`, as its pipeline.cfg says.

    Raises:
        StakegraphError: there is no data for the language.
    """
    knowledge(language, "bodies")
    config = spacy.util.load_config(Path(str(FOLDER / language / "pipeline.cfg")))
    return spacy.util.load_model_from_config(config, auto_fill=True)


def analyse(document: Document, nlp: Language | None = None) -> Doc:
    """Return the report as a Doc with its mentions, entities (`doc._.entities`) and statements (`doc._.statements`).

    Args:
        document: the report as it was read.
        nlp: a pipeline of the user's own in place of the language's.
    """
    nlp = nlp or load_pipeline(document.language)
    doc = to_doc(readable(document), nlp)
    for _ in steps(doc, nlp):
        pass
    return restore(doc, document)


def steps(doc: Doc, nlp: Language) -> Iterator[str]:
    """Run the components one by one, yielding each one's name before it runs, so that progress can be shown."""
    for name, component in nlp.pipeline:
        yield name
        component(doc)


def analyse_reports(paths: Iterable[str], show: Callable[[str, Iterator[str]], None]) -> Iterator[Doc]:
    """Yield each report analysed; all are read before the first is analysed, so that a bad one costs no waiting.

    Args:
        paths: files, or "-" for standard input: a text, or the JSON of a document.
        show: is given each report's name and its steps to run through, and may show them.

    Raises:
        StakegraphError: a report cannot be read, or two have the same identifier.
    """
    documents: dict[str, Document] = {}
    for path in paths:
        document = from_pipe() if path == "-" else read(path)
        if document.id in documents:
            raise StakegraphError(f"two reports are called {document.id}; build them apart, or rename one")
        documents[document.id] = document
    for document in documents.values():
        nlp = load_pipeline(document.language)
        doc = to_doc(readable(document), nlp)
        show(document.id, steps(doc, nlp))
        yield restore(doc, document)


def from_pipe() -> Document:
    """Return the document on standard input: as JSON where it is that, else as a report."""
    data = sys.stdin.buffer.read()
    if data.lstrip().startswith(b"{"):
        return from_json(data.decode("utf-8", errors="replace"))
    return read_bytes(data, "standard input")


def misunderstood(doc: Doc) -> str:
    """Return in a few lines what was seen and not understood: references that could not be resolved."""
    unresolved = [span for span in doc.spans["mentions"] if span.id_ == "reference" and not span.kb_id_]
    if not unresolved:
        return ""
    shown = ", ".join(dict.fromkeys(span.text for span in unresolved[:SHOWN]))
    return f"{doc._.report.id}: {len(unresolved)} references were not resolved ({shown}, …)\n"
