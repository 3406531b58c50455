"""What words come to mean: an entity that is there, or one that is made because they name it."""

from spacy.tokens import Doc, Span

from extract.entities import Entity
from extract.mentions import mention
from ontology.iris import room, slug

REFERENCE = "reference"


def means(span: Span, identity: str, kind: str, ground: str) -> Span:
    """Return `span` as a mention of the entity, with the ground."""
    found = mention(span.doc, span.start, span.end, kind, REFERENCE, entity=identity)
    found._.heads, found._.linked_by = span._.heads, ground
    return found


def made(doc: Doc, language: str, kind: str, name: str, step: str) -> str:
    """Return the id of the report's own entity of that name, which is made if it is not there."""
    scope = slug(doc._.report.id) if doc._.report else "text"
    identity = f"{scope}/{room(kind)}/{slug(name)}"
    if identity not in doc._.entities:
        entity = Entity(identity, kind, {language: [name]})
        entity.steps.append(step)
        doc._.entities[identity] = entity
    return identity
