"""A statement: who did what with whom, how sure, by which rule, and the words that say so."""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import Literal

from extract.entities import Entity

Modality = Literal["asserted", "planned", "proposed", "negated"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that state something: characters `begin` to `end` of a paragraph's text."""

    paragraph: str
    begin: int
    end: int
    words: str

    def moved(self, by: int) -> "Evidence":
        """Return the same so many characters farther on."""
        return replace(self, begin=self.begin + by, end=self.end + by)


@dataclass(frozen=True, slots=True)
class Mention:
    """The words of a paragraph that name the subject or the object of a statement.

    Attributes:
        begin, end: the characters of the paragraph's text.
        words: what stands there.
        linked_by: the ground on which they were taken to mean it.
    """

    begin: int
    end: int
    words: str
    linked_by: str

    def moved(self, by: int) -> "Mention":
        """Return the same so many characters farther on."""
        return replace(self, begin=self.begin + by, end=self.end + by)


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact as the report states it.

    Attributes:
        subject: an entity.
        property: the relation's short name ("organizer").
        object: an entity, an ISO date or a whole number.
        modality: only what is asserted becomes a triple of its own.
        confidence: 0 to 1.
        rule: the id of the pattern that found it.
        evidence: the words.
        subject_mention, object_mention: where the paragraph names the two, None where it does not.
    """

    subject: Entity
    property: str
    object: Entity | str | int
    modality: Modality
    confidence: float
    rule: str
    evidence: Evidence
    subject_mention: Mention | None = None
    object_mention: Mention | None = None

    def moved(self, by: int) -> "Statement":
        """Return the same with everything `by` characters farther on in the paragraph."""
        said, meant = self.subject_mention, self.object_mention
        return replace(
            self,
            evidence=self.evidence.moved(by),
            subject_mention=said and said.moved(by),
            object_mention=meant and meant.moved(by),
        )


def keep(found: dict[Hashable, Statement], statement: Statement) -> None:
    """Keep of two statements of one fact from the same paragraph the surer one."""
    target = statement.object.id if isinstance(statement.object, Entity) else statement.object
    key = (
        statement.subject.id,
        statement.property,
        target,
        statement.evidence.paragraph,
        statement.modality,
    )
    if key not in found or found[key].confidence < statement.confidence:
        found[key] = statement
