"""Annotated sentences: what each names and states, kept apart from its words.

A row is {"id", "mentions", "facts"}, offsets count the characters of the sentence. A mention is [begin, end, kind,
entity, form], the form "name", "unnamed" (an activity known by what is said of it) or "reference"; a fact is
[subject, relation, object, modality, optional]. The words are joined from a corpus by the sentence's id; sentences of
our own have them in the row, as "text".
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.language import FOLDER
from ontology.errors import StakegraphError

FOLDS = 5


@dataclass(frozen=True, slots=True)
class Named:
    """A mention as a reader marked it."""

    begin: int
    end: int
    kind: str
    entity: str
    form: str


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact as a reader understood it; `optional` where readers may differ."""

    subject: str
    relation: str
    object: str
    modality: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Annotated:
    """A sentence with its mentions and facts; `own` where it is one of ours."""

    id: str
    text: str
    mentions: tuple[Named, ...]
    facts: tuple[Stated, ...]
    own: bool = False

    @property
    def aside(self) -> bool:
        """Whether it is of the fifth that is set aside to measure on, by a hash of its id."""
        return int(hashlib.sha256(self.id.encode()).hexdigest(), 16) % FOLDS == 0


def annotated(language: str, corpus: Mapping[str, str]) -> Iterator[Annotated]:
    """Yield the annotated sentences of `language`, joined to their words.

    Args:
        language: whose folder holds the annotation.
        corpus: the words of each sentence by its id.

    Raises:
        StakegraphError: a sentence is not in the corpus.
    """
    for path in sorted(Path(str(FOLDER / language / "annotation")).glob("*.jsonl")):
        for row in rows(path):
            text = row.get("text") or corpus.get(row["id"])
            if text is None:
                raise StakegraphError(f"{path.name}: the corpus has no sentence {row['id']}")
            mentions = tuple(Named(*mention) for mention in row["mentions"])
            facts = tuple(Stated(*fact) for fact in row["facts"])
            yield Annotated(row["id"], text, mentions, facts, "text" in row)


def outermost(mentions: Sequence[Named]) -> Iterator[Named]:
    """Yield the mentions that stand in no other, but for references, which are no names."""
    end = 0
    names = (mention for mention in mentions if mention.form != "reference")
    for mention in sorted(names, key=lambda m: (m.begin, -m.end)):
        if mention.begin >= end:
            yield mention
            end = mention.end


def sentences_of(path: Path, language: str) -> Mapping[str, str]:
    """Return the sentences of a corpus, JSON lines with "id" and the words under the language's code."""
    return {row["id"]: row[language] for row in rows(path)}


def rows(path: Path) -> Iterable[dict]:  # type: ignore[type-arg]
    """Yield the rows of a file of JSON lines.

    Raises:
        StakegraphError: it cannot be read, or is not JSON.
    """
    try:
        with path.open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())
    except (OSError, ValueError) as error:
        raise StakegraphError(f"{path}: {error}") from error
