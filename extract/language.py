"""The knowledge of one language: the data files of its folder, read once."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from ontology.errors import StakegraphError

FOLDER = files("extract") / "languages"


def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a data folder, in order."""
    return tuple(sorted(entry.name for entry in FOLDER.iterdir() if (entry / "pipeline.cfg").is_file()))


def alternatives(words: list[str]) -> str:
    """Return a pattern for any of `words`, longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w))) + ")"


def has(language: str, topic: str) -> bool:
    """Return whether `language` has the table `topic`, where it may do without."""
    return (FOLDER / language / f"{topic}.toml").is_file()


@lru_cache
def knowledge(language: str, topic: str) -> dict[str, Any]:
    """Return the table `topic` ("bodies", "times", …) of `language`.

    Raises:
        StakegraphError: no such language or table, or the file is not TOML.
    """
    if language not in languages():
        known = ", ".join(languages())
        raise StakegraphError(f"no data for the language {language!r}: there is {known}")
    path = FOLDER / language / f"{topic}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise StakegraphError(f"extract/languages/{language}/{topic}.toml: {error}") from error
    except OSError as error:
        raise StakegraphError(f"extract/languages/{language} has no {topic}.toml") from error


def spaced(language: str) -> bool:
    """Return whether spaces part the words of `language`."""
    between: bool = knowledge(language, "layout")["text"]["spaced"]
    return between
