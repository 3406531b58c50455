"""Whether a statement is one of the facts that a reader saw in its sentence."""

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from extract.entities import Entity, fold
from extract.learning.annotation import Annotated, Named
from extract.statements import Statement
from ontology.terms import relations, top_kind

TITLED = frozenset({"Event", "Publication", "Project", "Document", "Initiative"})
ALIKE, LEAST_TITLE = 72.0, 5


def means(entity: Entity, mentions: Sequence[Named], text: str) -> bool:
    """Return whether an entity is called by one of the mentions: titles by what is much alike, others exactly."""
    names = {fold(name) for group in entity.names.values() for name in group}
    surfaces = {fold(text[m.begin : m.end]) for m in mentions}
    if names & surfaces:
        return True
    titled = mentions[0].kind in TITLED or top_kind(entity.kind) in TITLED
    return titled and any(alike(a, b) for a in names for b in surfaces)


def alike(one: str, other: str) -> bool:
    """Return whether two folded titles are much alike, or one is a part of the other."""
    short = min(len(one), len(other))
    part = short > LEAST_TITLE and (one in other or other in one)
    return short >= LEAST_TITLE and (part or fuzz.ratio(one, other) >= ALIKE)


def facts_of(sentence: Annotated, one: Statement) -> Iterator[int]:
    """Yield which facts of a sentence, by their places among all of them, an asserted statement states."""
    of: dict[str, list[Named]] = {}
    for mention in sentence.mentions:
        of.setdefault(mention.entity, []).append(mention)
    for place, fact in enumerate(sentence.facts):
        if fact.relation != one.property or fact.modality != one.modality:
            continue
        ends = [(fact.subject, fact.object)]
        if relations()[fact.relation].symmetric:
            ends.append((fact.object, fact.subject))
        for subject, target in ends:
            same = (
                means(one.object, of[target], sentence.text)
                if isinstance(one.object, Entity) and target in of
                else str(one.object) == target
            )
            if same and subject in of and means(one.subject, of[subject], sentence.text):
                yield place
                break
