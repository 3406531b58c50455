"""Names as they are compared: without what tells no two things apart, and with what does.

A key is equal for names that differ only in how they are written: script, width, case, punctuation, the long or the
short name of a state, spellings of one word or of one foreign sound, conjunctions. names.toml has the knowledge.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from babel import Locale
from opencc import OpenCC

LANGUAGE = "zh"
KNOWN = 1 << 16  # names that are remembered: an archive says the same ones again and again
SHORTEST_STATE = 2


@cache
def knowledge() -> dict[str, Any]:
    """Return what names.toml says."""
    return tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))


@lru_cache(KNOWN)
def plain(name: str) -> str:
    """Return a name in one width, case and script, Latin letters without accents."""
    for variant, standard in knowledge()["variants"]:
        name = name.replace(variant, standard)
    text = unicodedata.normalize("NFKC", converter().convert(name)).casefold()
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFD", text)
    return "".join(c for c in parts if not "̀" <= c <= "ͯ")


@cache
def converter() -> OpenCC:
    """Return what makes simplified characters of traditional ones."""
    return OpenCC(knowledge()["conversion"])


@lru_cache(KNOWN)
def key(name: str) -> str:
    """Return what is equal for names of one thing that differ in nothing but how they are written."""
    table = knowledge()
    text = long_states().sub(lambda found: states()[found[0]], plain(name))
    text = state_forms().sub(r"\1", text)
    text = ordinals().sub(lambda found: f"第{counted(found[1])}", text)
    for form, standard in table["spellings"]:
        text = text.replace(form, standard)
    text = re.sub(table["dropped"], "", re.sub(table["dropped_words"], " ", text))
    return re.sub(r"[\W_]+", "", text.translate(sounds()))


@cache
def ordinals() -> "re.Pattern[str]":
    """Return the pattern of a number that is written out after 第."""
    return re.compile("第([一二三四五六七八九十百零〇两]+)")


@cache
def states() -> dict[str, str]:
    """Return the short names of states by their long ones."""
    return {plain(long): plain(short) for long, short in knowledge()["states"].items()}


@cache
def long_states() -> "re.Pattern[str]":
    """Return the pattern of the long names of states."""
    return re.compile("|".join(map(re.escape, sorted(states(), key=len, reverse=True))))


@cache
def territories() -> frozenset[str]:
    """Return the short names of countries, as CLDR and names.toml have them."""
    named = {
        plain(n) for code, n in Locale(LANGUAGE).territories.items() if code.isalpha() and len(code) == 2
    }
    known = (named | set(states().values())) - set(knowledge()["no_states"])
    return frozenset(name for name in known if len(name) >= SHORTEST_STATE)


@cache
def state_forms() -> "re.Pattern[str]":
    """Return the pattern of a country's name with the form of its state after it."""
    names = "|".join(map(re.escape, sorted(territories(), key=len, reverse=True)))
    return re.compile(f"({names}){knowledge()['forms']['pattern']}")


@cache
def sounds() -> dict[int, str]:
    """Return, as `str.translate` takes it, the first of each row of characters that write one sound."""
    return {ord(c): row[0] for row in knowledge()["sounds"]["rows"] for c in row[1:]}


@lru_cache(KNOWN)
def countries(name: str) -> frozenset[str]:
    """Return the countries that a name names, by their short names."""
    text = long_states().sub(lambda found: states()[found[0]], plain(name))
    return frozenset(found[1] for found in country_names().finditer(text))


@cache
def country_names() -> "re.Pattern[str]":
    """Return the pattern of a country's name."""
    return re.compile("({})".format("|".join(map(re.escape, sorted(territories(), key=len, reverse=True)))))


@dataclass(frozen=True, slots=True)
class Title:
    """What the name of an event or a work comes to.

    Attributes:
        core: what is left without numbers, years and words that add nothing.
        numbers: which of its series it is.
        years: the years that it names.
        generic: whether many things are called so.
    """

    core: str
    numbers: frozenset[str]
    years: frozenset[str]
    generic: bool


@lru_cache(KNOWN)
def title(name: str) -> Title:
    """Return what the name of an event or a work comes to."""
    table = knowledge()
    rules, text = table["numbers"], plain(name)
    years: list[str] = []
    numbers: list[str] = []

    def year(found: "re.Match[str]") -> str:
        years.append("".join(str(digit(c)) for c in found[1]))
        return " "

    def number(found: "re.Match[str]") -> str:
        numbers.append(counted(found[1]))
        return " "

    text = re.sub(rules["first"], "第1届", text)
    text = re.sub(rules["chinese_year"], year, re.sub(rules["year"], year, text))
    text = re.sub(rules["counted"], number, re.sub(rules["ordinal"], number, text))
    text = re.sub(r"([0-9]+)(?:st|nd|rd|th)\b", number, text)
    text = english_ordinals().sub(number, text)
    text = re.sub(r"([0-9]+)(?:届|次|回|期|版|号)?", number, text)
    core = key(re.sub(table["core"]["dropped"], "", text.strip()))
    for form, standard in table["core"]["words"]:
        core = core.replace(form, standard)
    generic = len(core) < 2 or re.fullmatch(table["core"]["generic"], core) is not None
    return Title(core, frozenset(numbers), frozenset(years), generic)


@cache
def english_ordinals() -> "re.Pattern[str]":
    """Return the pattern of a number that English writes out: third, sixtieth, sixty-second."""
    rules = knowledge()["numbers"]
    ones, tens = "|".join(rules["english"]), "|".join(rules["tens"])
    alone = "|".join(ordinal(ten) for ten in rules["tens"])
    return re.compile(rf"\b((?:(?P<ten>{tens})[- ])?(?P<one>{ones})|(?P<whole>{alone}))\b")


def ordinal(ten: str) -> str:
    """Return the ordinal of an English ten: twentieth of twenty."""
    return f"{ten[:-1]}ieth"


def counted(word: str) -> str:
    """Return a number that is written in any way in digits: 第五十九 is 59."""
    rules = knowledge()["numbers"]
    if found := english_ordinals().fullmatch(word):
        tens = next(
            (
                n
                for n, ten in enumerate(rules["tens"], 2)
                if found["ten"] == ten or found["whole"] == ordinal(ten)
            ),
            0,
        )
        return str(10 * tens + (rules["english"].index(found["one"]) + 1 if found["one"] else 0))
    if word.isdecimal():
        return str(int(word))
    if not set(word) & set("十百"):
        return str(int("".join(str(digit(c)) for c in word)))
    total, last = 0, 0
    for c in word:
        if c in "十百":
            total, last = total + (last or 1) * (10 if c == "十" else 100), 0
        else:
            last = digit(c)
    return str(total + last)


def digit(c: str) -> int:
    """Return the value of a character that is a digit, in figures or in Chinese."""
    alike = {"〇": "零", "两": "二"}
    return int(c) if c.isdecimal() else knowledge()["numbers"]["digits"].index(alike.get(c, c))


@lru_cache(KNOWN)
def short(known: str) -> bool:
    """Return whether a key is that of an abbreviation."""
    most: int = knowledge()["general"]["short"][known.isascii()]
    return len(known) <= most


@lru_cache(KNOWN)
def telling(name: str) -> bool:
    """Return whether a short name can mean one body in all reports: 卫生部 cannot, nor can AU."""
    table, known = knowledge()["general"], key(name)
    least = table["least"][known.isascii()]
    return len(known) >= least and not known.isdigit() and re.fullmatch(table["body"], plain(name)) is None
