"""Scripts: a text in traditional characters, read in the simplified ones in which a language's data stands.

One character becomes one character, so that every offset holds in both, and what was found can be given back as it
was written.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from opencc import OpenCC

from extract.language import has, knowledge


@lru_cache
def conversion(language: str) -> Callable[[str], str]:
    """Return the function that `simplified` applies, as the language's script.toml says; without one text stays."""
    if not has(language, "script"):
        return str
    table = knowledge(language, "script")
    convert = OpenCC(table["conversion"]).convert
    outer, inner, quote = table["quotes"], table["quotes_within"], table["read_as"]
    nested = re.compile("{0}[^{0}{1}]*{1}".format(*outer))
    within = str.maketrans(inner, table["read_as_within"])
    marks = str.maketrans(outer + inner, quote + quote)

    def simplify(text: str) -> str:
        for word, other in table["words"]:
            text = text.replace(word, other)
        made = convert(text)
        if len(made) != len(text):  # a phrase became longer or shorter: its characters then, one by one
            made = "".join(other if len(other := convert(one)) == 1 else one for one in text)
        return nested.sub(lambda quoted: quoted.group().translate(within), made).translate(marks)

    return simplify


def simplified(text: str, language: str) -> str:
    """Return `text` as it is read: of the same length, in the script in which the data of `language` stands."""
    return conversion(language)(text)


def as_written(words: str, read: str, source: str) -> str:
    """Return `words` in the script of a text: each longest part of them that stands in it as it is written there.

    Args:
        words: words as they were read, such as a name put together from several places.
        read: the text as it was read.
        source: the same text as it is written.
    """
    parts = []
    at = 0
    while at < len(words):
        end = len(words)
        if words[at:] not in read:
            end = at + 1
            while words[at : end + 1] in read:
                end += 1
        place = read.find(words[at:end])
        parts.append(words[at:end] if place < 0 else source[place : place + end - at])
        at = end
    return "".join(parts)
