"""Symbols of United Nations documents: what is one, what its file is called, where a service has it."""

import re
from urllib.parse import quote, urlsplit

from ontology.errors import StakegraphError

LANGUAGES = (
    "ar",
    "en",
    "es",
    "fr",
    "ru",
    "zh",
)  # ISO 639-1; for any other the service gives the English text
# The Official Document System: it redirects to the PDF, or to /error where there is none in the language.
SERVICE = "https://documents.un.org/api/symbol/access?s={symbol}&l={lang}&t=pdf"
SYMBOL = re.compile(r"(?=.*\d)[A-Z][A-Z0-9.()-]*(?:/[A-Z0-9][A-Z0-9.()\[\] -]*)+", re.ASCII | re.IGNORECASE)
LONGEST = 100  # characters of a symbol
PLACEHOLDER = re.compile(r"\{(\w*)\}")
PLACEHOLDERS = {"symbol", "lang", "name"}


def is_symbol(text: str) -> bool:
    """Return whether a text could be a symbol; none has parts that lead out of a folder."""
    return len(text) <= LONGEST and SYMBOL.fullmatch(text) is not None


def file_name(symbol: str, language: str) -> str:
    """Return what the file of a document is called: E_2006_63_zh.pdf for E/2006/63 in Chinese."""
    return f"{symbol.replace(' ', '').replace('/', '_')}_{language}.pdf"


def checked(template: str) -> str:
    """Return the form of a service's addresses, where it is one.

    Args:
        template: an address with {symbol} and {lang}, or with {name}, which is the file's name.

    Raises:
        StakegraphError: it is none.
    """
    places = set(PLACEHOLDER.findall(template))
    try:
        host = urlsplit(template).hostname
        _ = urlsplit(template).port
    except ValueError:
        host = None
    if not template.startswith(("http://", "https://")) or not host or any(c.isspace() for c in template):
        raise StakegraphError("it must be an address such as https://example.org/{name}")
    if places - PLACEHOLDERS or not ("name" in places or {"symbol", "lang"} <= places):
        raise StakegraphError("it must say with {symbol} and {lang}, or with {name}, where a document is")
    return template


def address(template: str, symbol: str, language: str) -> str:
    """Return where a service has a document; a space is %20, since the Official Document System takes no +."""
    values = {"symbol": symbol, "lang": language, "name": file_name(symbol, language)}
    return PLACEHOLDER.sub(lambda found: quote(values[found[1]], safe="/()"), template)
