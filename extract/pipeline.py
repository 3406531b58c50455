"""The pipeline of a language, and what it makes of a report."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import spacy
from spacy.tokens import Doc

# Importing the components registers their factories.
from extract import bodies, characters, linking, names, reference, relations, times, titles, words  # noqa: F401
from extract.document import Document
from extract.language import FOLDER, knowledge
from extract.report import to_doc


@lru_cache
def load_pipeline(language: str) -> spacy.Language:
    """Return the spaCy pipeline of `language`, as its pipeline.cfg says.

    Raises:
        StakegraphError: there is no data for the language.
    """
    knowledge(language, "bodies")
    config = spacy.util.load_config(Path(str(FOLDER / language / "pipeline.cfg")))
    return spacy.util.load_model_from_config(config, auto_fill=True)


def analyse(document: Document, nlp: spacy.Language | None = None) -> Doc:
    """Return the report as a Doc with its mentions, entities (`doc._.entities`) and statements (`doc._.statements`).

    Args:
        document: the report as it was read.
        nlp: a pipeline of the user's own in place of the language's.
    """
    nlp = nlp or load_pipeline(document.language)
    doc = to_doc(document, nlp)
    for _ in steps(doc, nlp):
        pass
    return doc


def steps(doc: Doc, nlp: spacy.Language) -> Iterator[str]:
    """Run the components one by one, yielding each one's name before it runs, so that progress can be shown."""
    for name, component in nlp.pipeline:
        yield name
        component(doc)
