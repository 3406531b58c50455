"""A report in several languages: a part of it for each, and what was made of the parts as one."""

from collections.abc import Sequence
from dataclasses import replace

from extract.analysis import Analysis
from extract.document import Document
from extract.entities import Entity
from extract.relating.context import Dating
from extract.relating.suspects import Suspect
from extract.statements import Statement


def in_parts(document: Document) -> list[Document]:
    """Return a document for each language that its paragraphs are in, that of the report first."""
    spoken = sorted({paragraph.language or document.language for paragraph in document.paragraphs})
    return [
        replace(
            document,
            language=language,
            paragraphs=tuple(p for p in document.paragraphs if (p.language or document.language) == language),
        )
        for language in sorted(spoken, key=lambda one: one != document.language)
    ]


def as_one(document: Document, parts: Sequence[Analysis]) -> Analysis:
    """Return what was made of the parts of a document as what was made of it; what both name is one entity."""
    entities: dict[str, Entity] = {}
    for part in parts:
        for key, entity in part.entities.items():
            if known := entities.setdefault(key, entity.copy()):
                for language, names in entity.names.items():
                    for name in names:
                        known.add_name(language, name)
                for step in entity.steps:
                    known.add_step(step)

    def meant(end: Entity) -> Entity:
        return entities.setdefault(end.id, end)

    def statement(one: Statement) -> Statement:
        target = meant(one.object) if isinstance(one.object, Entity) else one.object
        return replace(one, subject=meant(one.subject), object=target)

    def dating(one: Dating) -> Dating:
        return replace(one, activity=meant(one.activity))

    def suspect(one: Suspect) -> Suspect:
        return replace(one, mentions=tuple((said, entity and meant(entity)) for said, entity in one.mentions))

    place = {paragraph.id: at for at, paragraph in enumerate(document.paragraphs)}
    statements = [statement(one) for part in parts for one in part.statements]
    dated = {
        one.subject.id for one in statements if one.property == "startDate" and one.modality == "asserted"
    }
    return replace(
        parts[0],
        report=document,
        components=tuple(dict.fromkeys(name for part in parts for name in part.components)),
        entities=entities,
        statements=tuple(sorted(statements, key=lambda one: place[one.evidence.paragraph])),
        datings=tuple(dating(o) for part in parts for o in part.datings if o.activity.id not in dated),
        suspects=tuple(suspect(one) for part in parts for one in part.suspects),
        unresolved=tuple(words for part in parts for words in part.unresolved),
        others=sum(part.others for part in parts),
        faults=tuple(fault for part in parts for fault in part.faults),
    )
