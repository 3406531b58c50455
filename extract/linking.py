"""Entity linking: each name ends at one entity, the registry's or the report's own.

Two names are taken for one entity only on strong grounds: the registry says so, they are the same but for
punctuation, the report itself introduces one as the other's abbreviation, or one is the name of a unit without
that of its owner. Each ground is written down in the entity's steps.
"""

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.bodies import subsequence
from extract.entities import Entity, fold
from extract.language import knowledge
from extract.mentions import PLACE, longest, means_body, mention, name_of, text_of
from ontology.iris import room, slug
from ontology.registry import Entry, load_registry
from ontology.terms import top_kind

LEAST_PART = 4


@Language.factory("stakegraph_linking")
class Linking:
    """Set `doc._.entities` and the `kb_id_` of every mention that is a name."""

    def __init__(self, nlp: Language, name: str, language: str) -> None:
        self.name = name
        self.language = language
        self.registry = {entry.key: entry for entry in load_registry()}
        table = knowledge(language, "linking")
        self.variants = [tuple(pair) for pair in table["variants"]]
        self.bracket = re.compile(table["bracket"])
        self.units = tuple(knowledge(language, "bodies")["units"]["suffixes"])
        self.not_owners = frozenset(knowledge(language, "bodies")["units"]["not_owners"])
        self.trimmed = re.compile(table["trimmed"])
        self.unmarked = re.compile(table["unmarked"])

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with what the component adds."""
        entities: dict[str, Entity] = {}
        keys: dict[tuple[str, str], str] = {}
        scope = slug(doc._.report.id) if doc._.report else "text"
        linked = []
        for span in doc.spans["mentions"]:
            if span.id_ in {"name", "description"} and span.label_ not in {"Date", "Count"}:
                linked.append(self.link(doc, span, entities, keys, scope))
            else:
                linked.append(span)
        doc._.entities = entities
        self.unite_parts(entities, linked)
        aliases = {alias: entity for span in linked for alias, entity in self.introduced(doc, span)}
        for alias, identity in aliases.items():
            entities[identity].add_name(self.language, alias)
            entities[identity].steps.append(f"the report introduces {alias} as its short name")
        named = {span.kb_id_ for span in linked if span.id_ == "name"}
        doc.spans["mentions"] = longest([*linked, *self.called(doc, entities, named)])[0]
        return doc

    def link(
        self, doc: Doc, span: Span, entities: dict[str, Entity], keys: dict[tuple[str, str], str], scope: str
    ) -> Span:
        """Return `span` as a mention of its entity, which is made if this is its first mention."""
        name = self.trimmed.sub("", name_of(span)) or name_of(span)
        owner = span._.owner
        if span.kb_id_ and span.kb_id_ in self.registry:
            identity = self.known(self.registry[span.kb_id_], entities)
        else:
            where = room(span.label_)
            prefix = where if where in {"body", "place", "role"} else f"{scope}/{where}"
            part = name
            if owner is not None:
                holder = self.link(doc, owner, entities, keys, scope) if owner.id_ == "name" else None
                if holder is not None:
                    part = f"{holder.kb_id_}/{self.own_part(doc, span)}"
            key = (where, fold(self.unvaried(self.unmarked.sub("", part))))
            identity = keys.setdefault(key, f"{prefix}/{slug(name)}")
            entity = entities.setdefault(identity, Entity(identity, span.label_, {}))
            if not entity.names:
                entity.steps.append("the report's own: no registry entry has this name")
            entity.add_name(self.language, name)
            if owner is not None and len(self.own_part(doc, span)) >= LEAST_PART and means_body(span):
                entity.add_name(self.language, self.own_part(doc, span))
        linked = mention(doc, span.start, span.end, span.label_, span.id_, entity=identity)
        linked._.heads, linked._.name, linked._.owner = span._.heads, span._.name, owner
        linked._.linked_by = span._.linked_by
        if owner is not None and owner.id_ == "name":
            linked._.owner = self.link(doc, owner, entities, keys, scope)
        return linked

    def known(self, entry: Entry, entities: dict[str, Entity]) -> str:
        """Return the id of the registry's entry, entered among the entities."""
        identity = f"{room(entry.kind)}/{slug(entry.key)}"
        if identity not in entities:
            names = {language: list(names) for language, names in sorted(entry.names.items())}
            steps = [f"the registry's entry {entry.key}"]
            entities[identity] = Entity(identity, entry.kind, names, entry.links, steps)
        return identity

    def own_part(self, doc: Doc, span: Span) -> str:
        """Return a unit's name without its owner's."""
        own = name_of(span).removeprefix(span._.owner.text) if span._.name else ""
        return own or text_of(doc)[span._.owner.end : span.end].removeprefix("的")

    def unvaried(self, name: str) -> str:
        """Return `name` with spelling variants of one word made one."""
        for variant, standard in self.variants:
            name = name.replace(variant, standard)
        return name

    def unite_parts(self, entities: dict[str, Entity], linked: list[Span]) -> None:
        """Make one of a unit named with its owner and the same name alone, where only one owner has such a unit."""
        parts: dict[str, set[str]] = {}
        for span in linked:
            if span._.owner is not None and means_body(span):
                part = fold(self.unvaried(self.own_part(span.doc, span)))
                if len(part) >= LEAST_PART:
                    parts.setdefault(part, set()).add(span.kb_id_)
        for span in list(linked):
            whole = parts.get(fold(self.unvaried(span.text)), set())
            if span._.owner is None and span.kb_id_ in entities and len(whole) == 1 and means_body(span):
                (identity,) = whole
                if span.kb_id_ != identity:
                    self.merge(entities, linked, span.kb_id_, identity, "named with its owner elsewhere")

    def merge(
        self, entities: dict[str, Entity], linked: list[Span], loser: str, winner: str, ground: str
    ) -> None:
        """Let every mention of `loser` mean `winner`, and say why."""
        for position, span in enumerate(linked):
            if span.kb_id_ == loser:
                again = mention(span.doc, span.start, span.end, span.label_, span.id_, entity=winner)
                again._.heads, again._.name, again._.owner = span._.heads, span._.name, span._.owner
                again._.linked_by = span._.linked_by
                linked[position] = again
        gone = entities.pop(loser)
        for language, names in gone.names.items():
            for name in names:
                entities[winner].add_name(language, name)
        entities[winner].steps.append(f"{gone.names[self.language][0]}: {ground}")

    def introduced(self, doc: Doc, span: Span) -> Iterator[tuple[str, str]]:
        """Yield the short name that stands in brackets right after a name, with the entity it is short for."""
        if not span.kb_id_ or span.label_ == PLACE:
            return
        match = self.bracket.match(text_of(doc), span.end)
        if match:
            alias = match["alias"]
            if alias.isascii() or subsequence(alias, span.text):
                yield alias, span.kb_id_

    def called(self, doc: Doc, entities: dict[str, Entity], named: set[str]) -> Iterator[Span]:
        """Yield every place where the report calls an entity of its own by one of its names."""
        own = [
            entity for entity in entities.values() if entity.id in named and top_kind(entity.kind) != "Place"
        ]
        names = {n: e for e in own for n in e.names.get(self.language, ()) if len(n) >= LEAST_PART - 1}
        if not names:
            return
        pattern = re.compile("|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n))))
        for match in pattern.finditer(text_of(doc)):
            entity = names[match.group()]
            yield mention(doc, *match.span(), entity.kind, entity=entity.id)
