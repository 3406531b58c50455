"""Entity linking: each name ends at one entity, the registry's or the report's own.

Two names are taken for one entity only on strong grounds: the registry says so, they are the same but for
punctuation, the report itself introduces one as the other's abbreviation, or one is the name of a unit without
that of its owner. Each ground is written down in the entity's steps.
"""

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.entities import Entity, fold
from extract.established import OPENING, Entities, Established, established
from extract.finding.edges import subsequence
from extract.finding.names import called, geoname
from extract.language import knowledge, spaced
from extract.linking.scoping import Scoping, part_of
from extract.mentions import PLACE, longest, means_body, mention, name_of, text_of
from ontology.iris import room, slug
from ontology.links import AUTHORITIES
from ontology.registry import Entry, load_registry
from ontology.terms import top_kind

LEAST_PART = OPENING + 1
UNNAMED = "unnamed"


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
        self.scoping = Scoping(language)
        self.of_owner = re.compile(table["of_owner"])
        self.apart = spaced(language)
        self.numbered = re.compile(table["numbered"])
        self.plain = called(language)
        self.trimmed = re.compile(table["trimmed"])
        self.unmarked = re.compile(table["unmarked"])

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with what the component adds."""
        known = established(doc)
        entities = known.entities
        scope = slug(doc._.report.id) if doc._.report else "text"
        linked = []
        for span in doc.spans["mentions"]:
            if span.id_ in {"name", "description"} and span.label_ not in {"Date", "Count"}:
                linked.append(self.link(doc, span, known, scope))
            elif span.id_ == UNNAMED:
                linked.append(self.once(doc, span, known, scope))
            else:
                linked.append(span)
        doc._.entities = entities
        linked = self.unite_parts(known, linked)
        aliases = {alias: entity for span in linked for alias, entity in self.introduced(doc, span)}
        for alias, identity in aliases.items():
            entities[identity].add_name(self.language, alias)
            entities[identity].add_step(f"the report introduces {alias} as its short name")
        named = {span.kb_id_ for span in linked if span.id_ == "name"}
        doc.spans["mentions"] = longest([*linked, *self.called(doc, known, named)])[0]
        return doc

    def enter(self, doc: Doc, span: Span) -> Span:
        """Return a span that was recognised later as a mention of its entity."""
        scope = slug(doc._.report.id) if doc._.report else "text"
        known = established(doc)
        return (
            self.once(doc, span, known, scope) if span.id_ == UNNAMED else self.link(doc, span, known, scope)
        )

    def once(self, doc: Doc, span: Span, known: Established, scope: str) -> Span:
        """Return `span`, which has no name of its own, as a mention of an entity that nothing else mentions."""
        paragraph = next((p for p in doc.spans.get("paragraphs", ()) if p.start <= span.start < p.end), None)
        place = (
            f"{paragraph.id_}-{span.start - paragraph.start}" if paragraph is not None else str(span.start)
        )
        identity = f"{scope}/{room(span.label_)}/{slug(span.text)}-{place}"
        entity = Entity(identity, span.label_, {self.language: [span.text]}, unnamed=True)
        entity.steps.append("without a name of its own: called by the words that mention it")
        known.entities[identity] = entity
        linked = mention(doc, span.start, span.end, span.label_, span.id_, entity=identity)
        linked._.heads, linked._.owner = span._.heads, span._.owner if self.apart else None
        return linked

    def link(self, doc: Doc, span: Span, known: Established, scope: str) -> Span:
        """Return `span` as a mention of its entity, which is made if this is its first mention."""
        name = self.trimmed.sub("", name_of(span)) or name_of(span)
        owner = span._.owner
        holder = None
        if span.kb_id_ and span.kb_id_ in self.registry:
            identity = self.known(self.registry[span.kb_id_], known.entities)
            if self.apart and span.id_ == "name":
                known.entities[identity].add_name(self.language, name)
        else:
            where = room(span.label_)
            part = plain = self.plain.get(name, name) if span.label_ == PLACE else name
            if owner is not None:
                holder = self.link(doc, owner, known, scope) if owner.id_ == "name" else None
                if holder is not None:
                    part = f"{holder.kb_id_}/{self.own_part(doc, span)}"
            key = (where, fold(self.unvaried(self.unmarked.sub("", part))))
            if key not in known.keys:
                known.keys[key] = self.fuller(span, name, known) or self.own(span, plain, holder, scope)
            identity = known.keys[key]
            if identity not in known.entities:
                known.entities[identity] = Entity(identity, span.label_, {}, self.elsewhere(span, plain))
            entity = known.entities[identity]
            if not entity.names:
                entity.steps.append("the report's own: no registry entry has this name")
            entity.add_name(self.language, name)
            if owner is not None and len(self.own_part(doc, span)) >= LEAST_PART and means_body(span):
                entity.add_name(self.language, self.own_part(doc, span))
        linked = mention(doc, span.start, span.end, span.label_, span.id_, entity=identity)
        linked._.heads, linked._.name, linked._.owner = span._.heads, span._.name, owner
        linked._.linked_by = span._.linked_by
        if owner is not None and owner.id_ == "name":
            linked._.owner = holder if holder is not None else self.link(doc, owner, known, scope)
        return linked

    def fuller(self, span: Span, name: str, known: Established) -> str:
        """Return the id of the event that a place and a head noun (突尼斯会议) mean: the one whose name ends so."""
        places = (one for one in span.doc.spans["known"] if one.start == span.start and one.label_ == PLACE)
        if top_kind(span.label_) != "Event" or not any(place.end < span.end for place in places):
            return ""
        found = {
            entity.id
            for layer in known.entities.maps
            for entity in layer.values()
            for longer in entity.names.get(self.language, ())
            if top_kind(entity.kind) == "Event" and self.ends_so(longer, name)
        }
        if len(found) != 1:
            return ""
        (identity,) = found
        known.entities[identity].add_step(f"the report calls it {name}, which its name ends in")
        return identity

    def ends_so(self, longer: str, name: str) -> bool:
        """Return whether a name is another with words before it that make no other event of it."""
        return len(longer) > len(name) and longer.endswith(name) and not self.numbered.search(longer)

    def own(self, span: Span, name: str, holder: Span | None, scope: str) -> str:
        """Return the id of what the registry does not know: everybody's, its owner's or the report's own."""
        where = room(span.label_)
        if where in {"place", "role"} or (where == "body" and not self.scoping.is_general(span)):
            return f"{where}/{slug(name)}"
        if holder is None or where != "body":
            return f"{scope}/{where}/{slug(name)}"
        return part_of(holder.kb_id_, self.own_part(span.doc, span))

    def elsewhere(self, span: Span, name: str) -> tuple[str, ...]:
        """Return the IRI of a place in GeoNames, where its name can mean no other."""
        found = geoname(name, self.language) if span.label_ == PLACE else None
        return () if found is None else (f"{AUTHORITIES['geonames'][0]}{found}/",)

    def known(self, entry: Entry, entities: Entities) -> str:
        """Return the id of the registry's entry, entered among the entities."""
        identity = f"{room(entry.kind)}/{slug(entry.key)}"
        names = {language: list(names) for language, names in sorted(entry.names.items())}
        steps = [f"the registry's entry {entry.key}"]
        entity = Entity(identity, entry.kind, names, entry.links, steps, formerly=entry.formerly)
        entities.setdefault(identity, entity)
        return identity

    def own_part(self, doc: Doc, span: Span) -> str:
        """Return a unit's name without its owner's."""
        owner, text = span._.owner, text_of(doc)
        own = name_of(span).removeprefix(owner.text) if span._.name else ""
        left = text[span.start : owner.start] if owner.start > span.start else text[owner.end : span.end]
        return own or self.of_owner.sub("", left)

    def unvaried(self, name: str) -> str:
        """Return `name` with spelling variants of one word made one."""
        for variant, standard in self.variants:
            name = name.replace(variant, standard)
        return name

    def unite_parts(self, known: Established, linked: list[Span]) -> list[Span]:
        """Return the mentions with a unit's name alone meaning the unit that is named with its owner elsewhere.

        That is so only where one owner alone has such a unit.
        """
        parts = known.parts
        for span in linked:
            if span._.owner is not None and means_body(span):
                part = fold(self.unvaried(self.own_part(span.doc, span)))
                if len(part) >= LEAST_PART:
                    parts[part] = parts.get(part, frozenset()) | {span.kb_id_}
        meant: dict[str, str] = {}
        for span in linked:
            whole = parts.get(fold(self.unvaried(span.text)), frozenset())
            loser = span.kb_id_
            if span._.owner is None and loser in known.entities and len(whole) == 1 and means_body(span):
                winner = last_of(meant, *whole)
                if loser not in meant and loser != winner:
                    merge(known.entities, loser, winner, self.language)
                    meant[loser] = winner
        return [self.now_meaning(span, last_of(meant, span.kb_id_)) for span in linked]

    def now_meaning(self, span: Span, identity: str) -> Span:
        """Return a mention as one of another entity, if it is another."""
        if identity == span.kb_id_:
            return span
        again = mention(span.doc, span.start, span.end, span.label_, span.id_, entity=identity)
        again._.heads, again._.name, again._.owner = span._.heads, span._.name, span._.owner
        again._.linked_by = span._.linked_by
        return again

    def introduced(self, doc: Doc, span: Span) -> Iterator[tuple[str, str]]:
        """Yield the short name that stands in brackets right after a name, with the entity it is short for."""
        if not span.kb_id_ or span.label_ == PLACE:
            return
        match = self.bracket.match(text_of(doc), span.end)
        if match:
            alias = next(filter(None, match.groups()))
            if self.apart and " " in alias and alias not in span.text:
                return  # (New York)
            if alias.isascii() or subsequence(alias, span.text):
                yield alias, span.kb_id_

    def called(self, doc: Doc, known: Established, named: set[str]) -> Iterator[Span]:
        """Yield every place where the report calls an entity of its own by one of its names."""
        for entity in known.entities.here():
            if entity.id in named and top_kind(entity.kind) != "Place":
                for name in entity.names.get(self.language, ()):
                    if len(name) >= OPENING:
                        known.call(name, entity.id)
        text = text_of(doc)
        for start, end, identity in known.called(text):
            if self.apart and within_word(text, start, end):
                continue
            yield mention(doc, start, end, known.entities[identity].kind, entity=identity)


def within_word(text: str, start: int, end: int) -> bool:
    """Return whether a word goes on where a name begins or ends."""
    return text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()


def merge(entities: Entities, loser: str, winner: str, language: str) -> None:
    """Let a unit that is named with its owner have the names of the same unit named alone, and say why."""
    gone = entities.pop(loser)
    for one, names in gone.names.items():
        for name in names:
            entities[winner].add_name(one, name)
    entities[winner].add_step(f"{gone.names[language][0]}: named with its owner elsewhere")


def united(known: Established, language: str) -> dict[str, str]:
    """Make one of units that one block names alone and another with their owner; return which are which now."""
    meant: dict[str, str] = {}
    for part, whole in known.parts.items():
        loser = known.keys.get(("body", part), "")
        if len(whole) == 1 and loser in known.entities:
            winner = last_of(meant, *whole)
            if loser != winner and winner in known.entities:
                merge(known.entities, loser, winner, language)
                meant[loser] = winner
    return {loser: last_of(meant, loser) for loser in meant}


def last_of(meant: dict[str, str], identity: str) -> str:
    """Return what an entity has been found to be at last, going from one to the next."""
    while identity in meant:
        identity = meant[identity]
    return identity
