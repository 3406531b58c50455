"""What a report has established so far: all that one block of it hands on to the next.

A component reads it and notes in it what its block adds. The notes of a block are a layer of their own above what
stood before: they are taken over once the whole block has been analysed, and forgotten where that failed.
"""

from collections import ChainMap
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc

from extract.entities import Entity
from extract.mentions import Time

OPENING = 3  # characters by which names are looked up; none that is looked for is shorter

if not Doc.has_extension("established"):
    Doc.set_extension("established", default=None)


class Entities(ChainMap[str, Entity]):
    """Entities by id; one that stood before is copied into the block's layer when the block first speaks of it."""

    def __getitem__(self, identity: str) -> Entity:
        """Return the block's own copy of the entity."""
        here = self.maps[0]
        if identity not in here:
            here[identity] = super().__getitem__(identity).copy()
        return here[identity]

    def here(self) -> tuple[Entity, ...]:
        """Return the entities that the block itself speaks of."""
        return tuple(self.maps[0].values())


@dataclass(slots=True)
class Established:
    """What the blocks so far have made known.

    Attributes:
        entities: every entity, by id.
        keys: the id that a name stands for, by its room and without variants of spelling.
        names: the id that a name stands for as it is written.
        lengths: how long the names with an opening are, the longest first.
        parts: the ids of units, by their names without their owners'.
        counts: how often a name that ends with a head has meant an entity.
        totals: how often a name has ended with a head.
        most: the entity that names ending with a head have meant most.
        time: the date from which later ones take the year that they leave unsaid.
        protagonist: the body whose report this is: where the title names it, the more letters the better, its id.
    """

    entities: Entities = field(default_factory=Entities)
    keys: ChainMap[tuple[str, str], str] = field(default_factory=ChainMap)
    names: ChainMap[str, str] = field(default_factory=ChainMap)
    lengths: ChainMap[str, tuple[int, ...]] = field(default_factory=ChainMap)
    parts: ChainMap[str, frozenset[str]] = field(default_factory=ChainMap)
    counts: ChainMap[tuple[str, str], int] = field(default_factory=ChainMap)
    totals: ChainMap[str, int] = field(default_factory=ChainMap)
    most: ChainMap[str, str] = field(default_factory=ChainMap)
    time: Time | None = None
    protagonist: tuple[int, int, str] | None = None

    def layer(self) -> "Established":
        """Return the same with an empty layer on top, for the notes of one block."""
        notes = Established(time=self.time, protagonist=self.protagonist)
        for table, noted in zip(self.tables(), notes.tables(), strict=True):
            noted.maps.extend(table.maps)
        return notes

    def settle(self, notes: "Established") -> None:
        """Take over the notes of a block."""
        for table, noted in zip(self.tables(), notes.tables(), strict=True):
            table.update(noted.maps[0])
        self.time, self.protagonist = notes.time, notes.protagonist

    def tables(self) -> tuple[ChainMap, ...]:  # type: ignore[type-arg] # each has types of its own
        """Return everything that is kept by key."""
        return (
            self.entities,
            self.keys,
            self.names,
            self.lengths,
            self.parts,
            self.counts,
            self.totals,
            self.most,
        )

    def call(self, name: str, identity: str) -> None:
        """Note that the report calls an entity so."""
        self.names[name] = identity
        lengths = self.lengths.get(name[:OPENING], ())
        if len(name) not in lengths:
            self.lengths[name[:OPENING]] = tuple(sorted((*lengths, len(name)), reverse=True))

    def called(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield where `text` has a name that the report calls an entity, the longest at each place, and whose it is.

        What it costs depends on the text alone, however many names there are.
        """
        place = 0
        while place <= len(text) - OPENING:
            for length in self.lengths.get(text[place : place + OPENING], ()):
                name = text[place : place + length]
                identity = self.names.get(name)
                if identity is not None and len(name) == length:
                    yield place, place + length, identity
                    place += length - 1
                    break
            place += 1

    def count(self, head: str, identity: str) -> None:
        """Note that a name that ends with a head means an entity."""
        self.counts[head, identity] = times = self.counts.get((head, identity), 0) + 1
        self.totals[head] = self.totals.get(head, 0) + 1
        if head not in self.most or times > self.counts[head, self.most[head]]:
            self.most[head] = identity

    def dominant(self, share: float) -> dict[str, str]:
        """Return for each head the entity that at least that share of the names ending with it mean."""
        return {
            head: identity
            for head, identity in self.most.items()
            if self.counts[head, identity] >= share * self.totals[head]
        }


def established(doc: Doc) -> Established:
    """Return what the report of `doc` has established so far, with the notes of `doc` on top."""
    if doc._.established is None:
        doc._.established = Established()
    found: Established = doc._.established
    return found
