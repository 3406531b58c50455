"""Constructions as trees: what hangs on what in a parsed sentence, whatever stands between.

A row's `match` is then a list of lines, each a node of the tree: `verb: {verb}` the first, `verb > by: by [agent]` a
node that hangs on another. After the colon stand the words it may be (by lemma), the sorts of mention ({event}) and,
in brackets, how it hangs on its head; what stands between the names of nodes is an operator of spaCy's
DependencyMatcher, or a link of the language's table, which stands for several ways to hang together.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from spacy.matcher import DependencyMatcher
from spacy.tokens import Doc, Token

from extract.finding.trained import trained
from extract.relating.sorts import SORT_OF, SORTS
from ontology.errors import StakegraphError

LINE = re.compile(r"(?:(?P<left>\w+) (?P<link>\S+) )?(?P<name>\w+):(?P<conditions>.*)")
NAME = re.compile(r"\{(\w+)\}")
LEFT, RIGHT = "A", "B"  # the two ends of a link, in its lines

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tree:
    """A construction as a tree.

    Attributes:
        pattern: its lines, as they are written in the table.
        words: the lemmas that its first node may have.
        names: the nodes of each way in which it may stand, in order.
        matcher: finds it; each way is one of its patterns.
    """

    pattern: str
    words: frozenset[str]
    names: tuple[tuple[str, ...], ...]
    matcher: DependencyMatcher

    def found(self, parsed: Doc) -> Iterator[dict[str, Token]]:
        """Yield the nodes of each place where it stands, by name."""
        if self.words and self.words.isdisjoint(token.lemma_ for token in parsed):
            return
        for key, places in sorted(self.matcher(parsed), key=lambda found: (found[1], found[0])):
            names = self.names[int(parsed.vocab.strings[key])]
            yield {name: parsed[place] for name, place in zip(names, places, strict=True)}


def compile_tree(
    language: str, lines: Sequence[str], macros: Mapping[str, str], links: Mapping[str, Any], named: str
) -> Tree:
    """Return the tree that the lines describe.

    Args:
        language: whose trained pipeline parses.
        lines: a node each.
        macros: what stands for words, sorts or ways to hang together, by name.
        links: ways to hang together, by name: each a list of lines between A and B.
        named: the pattern's id, for messages.
    """
    ways: list[list[str]] = [[]]
    for line in lines:
        match = LINE.fullmatch(line)
        if match is None:
            raise StakegraphError(f"pattern {named}: no line of a tree: {line!r}")
        if match["link"] in links:
            between = [
                [
                    re.sub(rf"\b{LEFT}\b", match["left"], re.sub(rf"\b{RIGHT}\b", match["name"], one))
                    for one in way
                ]
                for way in links[match["link"]]
            ]
            own = f"{match['name']}:{match['conditions']}"
            ways = [[*before, *way, own] for before, way in product(ways, between)]
        else:
            ways = [[*before, line] for before in ways]
    matcher = DependencyMatcher(trained(language).vocab)
    names, words = [], frozenset[str]()
    for number, way in enumerate(ways):
        nodes = compiled(way, macros, named)
        matcher.add(str(number), [list(nodes.values())])
        names.append(tuple(nodes))
        words |= frozenset(next(iter(nodes.values()))["RIGHT_ATTRS"].get("LEMMA", {}).get("IN", ()))
    return Tree("; ".join(lines), words, tuple(names), matcher)


def compiled(lines: Sequence[str], macros: Mapping[str, str], named: str) -> dict[str, Node]:
    """Return the nodes of one way, as DependencyMatcher takes them, by name."""
    nodes: dict[str, Node] = {}
    for line in lines:
        match = LINE.fullmatch(line)
        assert match is not None  # looked at before
        node = nodes.setdefault(match["name"], {"RIGHT_ID": match["name"], "RIGHT_ATTRS": {}})
        if match["left"]:
            node |= {"LEFT_ID": match["left"], "REL_OP": match["link"]}
        for condition in expanded(match["conditions"], macros, named).split():
            key, values = attribute(condition)
            node["RIGHT_ATTRS"][key] = {"IN": values}
    return nodes


def attribute(condition: str) -> tuple[str, list[str]]:
    """Return what a condition asks of a token: which attribute, and the values it may have."""
    if condition.startswith("["):
        return "DEP", condition.strip("[]").split("|")
    values = condition.split("|")
    return ("ENT_TYPE", [SORT_OF[one] for one in values]) if values[0] in SORT_OF else ("LEMMA", values)


def expanded(conditions: str, macros: Mapping[str, str], named: str) -> str:
    """Return conditions with macros as what they stand for, and sorts of mention as their characters."""

    def part(found: re.Match[str]) -> str:
        name = found[1]
        if name in SORTS:
            return SORTS[name]
        if name not in macros:
            raise StakegraphError(f"pattern {named}: no macro or sort of mention is called {name!r}")
        return expanded(macros[name], macros, named)

    return NAME.sub(part, conditions)
