"""The head nouns by which a text refers back (该论坛), and what each of them can mean."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from extract.entities import Entity
from extract.language import alternatives, knowledge
from ontology.terms import is_body, top_kind


class Heads:
    """The head nouns of a language.

    Attributes:
        kinds: the kind that a head points at.
        general: heads that may also stand for anything of a top kind, with it.
    """

    def __init__(self, language: str) -> None:
        table = knowledge(language, "reference")
        self.language = language
        self.kinds: dict[str, str] = {head: kind for kind, heads in table["heads"].items() for head in heads}
        self.followed = re.compile(alternatives(table["followed"])) if table["followed"] else None
        self.general = {(head, kind) for kind, heads in table["general"].items() for head in heads}

    def every(self) -> list[str]:
        """Return all heads, in order."""
        return sorted({*self.kinds, *(head for head, _ in self.general)})

    def kind_of(self, head: str) -> str:
        """Return the kind that the head of a reference points at first, "" for one that none has."""
        return self.kinds.get(head) or next((kind for word, kind in sorted(self.general) if word == head), "")

    def endings(self, entity: Entity) -> Iterator[str]:
        """Yield the heads that one of the entity's names has."""
        names = entity.names.get(self.language, [])
        yield from (head for head in self.kinds if any(self.is_head(head, name) for name in names))

    def is_head(self, head: str, name: str) -> bool:
        """Return whether a name has the head: at its end, or before what it is of where a language says so there."""
        own = self.followed.split(name, maxsplit=1)[0] if self.followed else name
        return own.casefold().endswith(head.casefold())

    def ends_so(self, doc: Doc, span: Span, head: str) -> bool:
        """Return whether the words of `span` end with the head, and it has a name that ends so."""
        return self.is_head(head, span.text) and self.repeats(doc, span, head)

    def repeats(self, doc: Doc, span: Span, head: str) -> bool:
        """Return whether the entity of `span` has a name that ends with the head."""
        entity = doc._.entities.get(span.kb_id_)
        if entity is None:
            return False
        names = entity.names.get(self.language, [])
        if head in span._.heads or any(self.is_head(head, name) for name in names):
            wanted = self.kinds.get(head)
            return (
                wanted is None or agrees(entity.kind, wanted) or (head, top_kind(entity.kind)) in self.general
            )
        return False

    def is_kind(self, doc: Doc, span: Span, head: str) -> bool:
        """Return whether the head points at anything of the entity's kind."""
        entity = doc._.entities.get(span.kb_id_)
        if entity is None:
            return False
        return (head, top_kind(entity.kind)) in self.general


def agrees(kind: str, wanted: str) -> bool:
    """Return whether a thing of `kind` can be what a head for `wanted` means."""
    top = top_kind(kind)
    if wanted == "Organization":
        return is_body(kind)
    if wanted in {"Initiative", "Project"}:
        return top in {"Initiative", "Project", "RegionalNetwork"}
    if wanted == "Publication":
        return top in {"Publication", "Document"}
    return top == wanted
