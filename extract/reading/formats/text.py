"""Plain text, in whatever encoding reports come in."""

import codecs
import unicodedata
from functools import cache

from ontology.errors import StakegraphError

BYTE_ORDER = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CHINESE = ("gb18030", "big5hkscs", "cp950")  # the last two: Big5 as Hong Kong and as Windows extend it
# Standards that set the common characters of a script apart, by the first of their two bytes.
COMMON = {"gb2312": range(0xB0, 0xD8), "big5": range(0xA4, 0xC7)}
MOST_CONTROL = 0.01  # share of control characters above which bytes are no text
# Some fonts give radicals for the characters that they look like, one for one.
RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}


def decode(data: bytes, name: str) -> str:
    """Return the text that `data` encodes: by its byte order mark, else as UTF-8, else as GB18030 or Big5.

    Many bytes can be read as either of the last two: it is the one of which more characters are common ones.

    Raises:
        StakegraphError: it is none of these.
    """
    marked = [encoding for mark, encoding in BYTE_ORDER if data.startswith(mark)]
    for encodings in (marked,) if marked else (("utf-8",), CHINESE):
        texts = [text for encoding in encodings if (text := decoded(data, encoding)) is not None]
        if texts:
            return max(texts, key=common).translate(RADICALS)
    raise StakegraphError(f"{name}: no text in UTF-8, UTF-16, GB18030 or Big5; is it a report at all?")


def decoded(data: bytes, encoding: str) -> str | None:
    """Return `data` as text, None where it is none in that encoding."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    control = sum(character < " " and character not in "\t\n\r\f" for character in text)
    return text if control <= MOST_CONTROL * len(text) else None


def common(text: str) -> float:
    """Return the share of a text's characters that both scripts' standards count among the common ones."""
    wide = [character for character in text if not character.isascii()]
    return sum(map(is_common, wide)) / len(wide) if wide else 1


@cache
def is_common(character: str) -> bool:
    """Return whether one of the standards has a character among its common ones."""
    return any(
        next(iter(character.encode(standard, errors="ignore")), 0) in leads
        for standard, leads in COMMON.items()
    )
