"""The pattern table of a language, compiled: each construction with each trigger class that it serves.

A pattern is a regular expression over a sentence in which every mention is one character of its kind, so that
"the forum was organised by A and B" is matched by what it says and not by what its names look like. In the data
`{event}` is a mention, `{agent:bodies}` a role filled by a list of them, `{how}` a macro. Where a language has a
trained pipeline a pattern may be a tree instead, as `trees` tells.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from extract.language import knowledge
from extract.relating.sorts import SORTS
from extract.relating.trees import Tree, compile_tree
from ontology.errors import StakegraphError

PART = re.compile(r"\{(?:(?P<role>[a-z]\w*):)?(?P<name>[A-Za-z]\w*)\}")


@dataclass(frozen=True, slots=True)
class Fact:
    """What a match says: the role that is the subject ("topic": what the sentence is about), relation, object."""

    subject: str
    relation: str
    object: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """One construction with one trigger class.

    Attributes:
        id: "zh.organizer.by": language, relation, construction.
        gloss: what the construction looks like, in English.
        expression: over a masked sentence, its groups are the roles; or over a parsed one, and its nodes are.
        facts: what it says.
        topic: sorts of mention that the topic may be, where a fact's subject or object is the topic.
        strict: whether the topic must be what the clause before begins with, and nothing farther.
        nearest: whether the topic is what was named last in the sentence, if anything of its sort was.
        implied: whether the report's own body takes part though the words leave it out.
        circumstances: the role whose times and places are those of the match, if any.
        relative: whether the words stand in a relative clause, out of the reach of the main clause's 将 or 拟.
        factual: whether it holds whatever the clause around it plans or proposes: the Board, in its report, might ….
        day: whether a month or a year alone says nothing of when it was.
        confidence: 0 to 1.
    """

    id: str
    gloss: str
    expression: re.Pattern[str] | Tree
    facts: tuple[Fact, ...]
    topic: tuple[str, ...]
    strict: bool
    nearest: bool
    implied: bool
    circumstances: str
    relative: bool
    factual: bool
    day: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of our own, and the facts ("A | organizer | B") that a pattern must find there, or none."""

    pattern: str
    text: str
    facts: tuple[str, ...]


@lru_cache
def patterns(language: str) -> tuple[Pattern, ...]:
    """Return every pattern of `language`, in the order of its table.

    Raises:
        StakegraphError: a row is not well formed; the message names it.
    """
    table = knowledge(language, "relations")
    triggers = table["triggers"]
    compiled = []
    for row in table["patterns"]:
        for trigger in row.get("triggers", [""]):
            values = triggers[trigger] if trigger else {}
            if trigger and trigger not in triggers:
                raise StakegraphError(f"{row['id']}: no trigger class {trigger!r}")
            compiled.append(compile_row(language, row, trigger, values, table["macros"]))
    return tuple(compiled)


def examples(language: str) -> tuple[Example, ...]:
    """Return the examples of every row: what it must find and where it must find nothing."""
    found = []
    for row in knowledge(language, "relations")["patterns"]:
        found += [Example(row["id"], text, tuple(facts)) for text, *facts in row["yes"]]
        found += [Example(row["id"], text, ()) for text in row["no"]]
    return tuple(found)


def compile_row(
    language: str, row: Mapping[str, Any], trigger: str, values: Mapping[str, Any], macros: Mapping[str, str]
) -> Pattern:
    """Return the pattern of `row` for one trigger class."""
    words = {name: "|".join(value) for name, value in values.items() if isinstance(value, list)}
    if isinstance(row["match"], str):
        words = {name: f"(?:{value})" for name, value in words.items()}
    relation = values.get("relation", row.get("relation", ""))
    named = f"{language}.{relation or row['facts'][0].split()[1]}.{row['id']}"
    expression = compile_match(language, row["match"], {**macros, **words}, named)
    facts = tuple(Fact(*fact.replace("RELATION", relation).split()) for fact in row["facts"])
    circumstances = row.get("circumstances", "")
    about_topic = circumstances == "topic" or any("topic" in (fact.subject, fact.object) for fact in facts)
    return Pattern(
        id=named if not trigger else f"{named}.{trigger}" if relation in trigger else named,
        gloss=row["gloss"],
        expression=expression,
        facts=facts,
        topic=tuple(row.get("topic", values.get("topic", ()))) if about_topic else (),
        strict=row.get("strict", False),
        nearest=row.get("nearest", False),
        implied=row.get("implied", False),
        circumstances=circumstances,
        relative=row.get("relative", False),
        factual=row.get("factual", False),
        day=row.get("day", False),
        confidence=row.get("confidence", 0.95),
    )


def compile_match(
    language: str, match: str | list[str], macros: Mapping[str, str], named: str
) -> re.Pattern[str] | Tree:
    """Return what a row looks for: a list of lines is a tree, a line alone a regular expression."""
    if isinstance(match, list):
        return compile_tree(language, match, macros, knowledge(language, "relations")["links"], named)
    try:
        return re.compile(expand(match, macros, named))
    except re.error as error:
        raise StakegraphError(f"pattern {named}: {error}") from error


def expand(match: str, macros: Mapping[str, str], named: str) -> str:
    """Return the regular expression that `match` abbreviates."""

    def part(found: re.Match[str]) -> str:
        name = found["name"]
        if name in SORTS:
            inner = SORTS[name]
        elif name in macros:
            inner = expand(macros[name], macros, named)
        else:
            raise StakegraphError(f"pattern {named}: no macro or sort of mention is called {name!r}")
        return f"(?P<{found['role']}>{inner})" if found["role"] else f"(?:{inner})"

    return PART.sub(part, match)
