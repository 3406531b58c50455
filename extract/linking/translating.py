"""English names by rule, for what has none of its own: where every part of a name is known, and not otherwise."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from extract.entities import Entity
from extract.finding.names import cities, territories
from extract.language import has, knowledge
from ontology.iris import room
from ontology.registry import load_registry

ENGLISH = "en"
SLOT = re.compile(r"\{(\w+)\}|([^{}]+)")
LATIN = re.compile(r"[A-Za-z][A-Za-z .'&-]*")
SYMBOL = re.compile(r"[A-Z0-9]+(?:/[A-Z0-9]+)*")
NUMBER = re.compile(r"[0-9]+|[〇一二三四五六七八九十]+")
Read = Iterator[tuple[int, str]]  # where a part ends, and what it is in English
Slot = Callable[[str, int], Read]


class Translator:
    """Makes English names of names of one language, by the rules of its english.toml."""

    def __init__(self, language: str, named: Mapping[str, str] | None = None) -> None:
        """Make a translator.

        Args:
            language: the code of the language; one without rules makes no names.
            named: English names of bodies and events by what a report calls them, beside the registry's.
        """
        table = knowledge(language, "english")
        self.rules: Mapping[str, Mapping[str, str]] = table["rules"]
        self.joiners: Mapping[str, str] = table["joiners"]
        self.numbers = table["numbers"]
        self.the = {name: re.compile(pattern) for name, pattern in table["the"].items()}
        words: dict[str, Mapping[str, str]] = dict(table["words"])
        words["country"] = {**known(territories(language)), **words["country"]}
        words["city"] = {**known(cities(language)), **words["city"]}
        self.bodies = {**registered(language), **(named or {})}
        self.named = one_of(self.bodies)
        self.whose = words.pop("whose")
        self.slots: dict[str, Slot] = {name: one_of(forms) for name, forms in words.items()}
        self.slots["place"] = one_of({**words["region"], **words["country"], **words["city"]})
        self.slots |= {
            name: one_of({**dict.fromkeys(spellings, " "), "": " "})
            for name, spellings in table["optional"].items()
        }
        self.slots |= {"latin": matching(LATIN), "symbol": matching(SYMBOL), "any": anything}
        self.slots |= {"number": self.number, "topic": self.topic}
        self.topics: Mapping[str, str | list[str]] = words["topic"]

    def english(self, sort: str, name: str, whose: str = "") -> str:
        """Return the English name that the rules make of a name, or "".

        Args:
            sort: where entities of its kind stand ("body", "event", …), or "report" for a title.
            name: a name in the language.
            whose: the English name of the body whose meeting, unit or office it is, if that is known.
        """
        owned = one_of({**self.bodies, **dict.fromkeys(self.whose, whose)}) if whose else self.named
        self.slots["body"] = owned
        for pattern, made in self.rules.get(sort, {}).items():
            for parts in self.read(SLOT.findall(pattern), name, 0):
                text = made.format(
                    **parts, **{f"the_{slot}": self.with_article(slot, parts[slot]) for slot in parts}
                )
                return text[0].upper() + text[1:]
        return ""

    def read(self, pattern: list[tuple[str, str]], name: str, at: int) -> Iterator[dict[str, str]]:
        """Yield what the slots of a pattern stand for, in each way in which it fits a name from `at` to its end."""
        if not pattern:
            if at == len(name):
                yield {}
            return
        (slot, literal), *rest = pattern
        if literal:
            if name.startswith(literal, at):
                yield from self.read(rest, name, at + len(literal))
            return
        for end, english in self.slots[slot](name, at):
            for parts in self.read(rest, name, end):
                yield {**parts, slot: english}

    def topic(self, name: str, at: int) -> Read:
        """Yield the topics that begin at a place: known words in a row, or joined, the longest first."""
        for length in range(longest(self.topics), 0, -1):
            word = name[at : at + length]
            known = self.topics.get(word) if len(word) == length else None
            if known is None:
                continue
            before, alone = (known, known) if isinstance(known, str) else known
            end = at + length
            for after, more in self.topic(name, end):
                yield after, f"{before} {more}"
            for joiner, said in self.joiners.items():
                if name.startswith(joiner, end):
                    yield from (
                        (after, f"{alone}{said}{more}") for after, more in self.topic(name, end + len(joiner))
                    )
            yield end, alone

    def number(self, name: str, at: int) -> Read:
        """Yield the ordinal that begins at a place, in words."""
        if match := NUMBER.match(name, at):
            yield match.end(), self.ordinal(self.value(match.group()))

    def value(self, digits: str) -> int:
        """Return a number of digits, or of Chinese numerals up to 99."""
        if digits.isascii():
            return int(digits)
        tens, ten, ones = digits.rpartition(self.numbers["ten"])
        single = self.numbers["digits"].find
        if not ten:
            return int("".join(str(single(digit)) for digit in digits))
        return 10 * (single(tens) if tens else 1) + (single(ones) if ones else 0)

    def ordinal(self, value: int) -> str:
        """Return an ordinal: "Ninth", "21st"."""
        words: list[str] = self.numbers["words"]
        if 0 < value <= len(words):
            return words[value - 1]
        teen = value % 100 in range(11, 14)
        return f"{value}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"

    def with_article(self, slot: str, english: str) -> str:
        """Return the name of a body or a place with the article that it takes within a sentence."""
        pattern = self.the["bodies" if slot == "body" else "places"]
        return f"the {english}" if pattern.search(english) and not english.startswith("the ") else english


def translate(entities: Mapping[str, Entity], title: str, language: str) -> str:
    """Set the English name by rule of each entity that has no English name, and return that of the report's title.

    A language without rules for it makes none.
    """
    if not has(language, "english"):
        return ""
    named = {
        name: entity.names[ENGLISH][0]
        for entity in entities.values()
        if entity.names.get(ENGLISH) and room(entity.kind) in {"body", "event"}
        for name in entity.names.get(language, ())
    }
    translator = Translator(language, named)
    for entity in entities.values():
        if not entity.names.get(ENGLISH):
            owner = entities.get(entity.of)
            whose = owner.names.get(ENGLISH, [""])[0] if owner else ""
            made = (
                translator.english(room(entity.kind), name, whose) for name in entity.names.get(language, ())
            )
            entity.made = next(filter(None, made), "")
    return translator.english("report", title)


@cache
def registered(language: str) -> Mapping[str, str]:
    """Return the English names of the registry's bodies and events by their names in a language."""
    return {
        name: entry.names[ENGLISH][0]
        for entry in load_registry()
        if ENGLISH in entry.names
        for name in entry.names.get(language, ())
    }


def known(names: Mapping[str, str]) -> dict[str, str]:
    """Return the names that have an English form."""
    return {name: english for name, english in names.items() if english}


def longest(words: Iterable[str]) -> int:
    """Return the length of the longest word."""
    return max(map(len, words), default=0)


def one_of(known: Mapping[str, str]) -> Slot:
    """Return a slot for one of the words that are known, the longest first; those without an English form are not."""
    most = longest(known)

    def read(name: str, at: int) -> Read:
        for end in range(min(len(name), at + most), at - 1, -1):
            if english := known.get(name[at:end]):
                yield end, english

    return read


def matching(pattern: re.Pattern[str]) -> Slot:
    """Return a slot for what a pattern matches, which stays as it is."""

    def read(name: str, at: int) -> Read:
        if match := pattern.match(name, at):
            yield match.end(), match.group().strip()

    return read


def anything(name: str, at: int) -> Read:
    """Yield every part of a name that begins at a place and says nothing in English, the shortest first."""
    yield from ((end, " ") for end in range(at + 1, len(name)))
