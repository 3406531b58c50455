"""Plain text, in whatever encoding reports come in."""

import codecs
import unicodedata

from ontology.errors import StakegraphError

BYTE_ORDER = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MOST_CONTROL = 0.01  # share of control characters above which bytes are no text
# Some fonts give radicals for the characters that they look like, one for one.
RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}


def decode(data: bytes, name: str) -> str:
    """Return the text that `data` encodes: by its byte order mark, else as UTF-8, else as GB18030.

    Raises:
        StakegraphError: it is none of these.
    """
    encodings = [encoding for mark, encoding in BYTE_ORDER if data.startswith(mark)] or ["utf-8", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        control = sum(character < " " and character not in "\t\n\r\f" for character in text)
        if control <= MOST_CONTROL * len(text):
            return text.translate(RADICALS)
    raise StakegraphError(f"{name}: no text in UTF-8, UTF-16 or GB18030; is it a report at all?")
