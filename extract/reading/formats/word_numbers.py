"""The numbers that Word counts itself and stores nowhere in a paragraph's text."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from docx.oxml.ns import qn

from extract.reading.formats.labels import written

DEPTHS = 9  # of Word's lists


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, how a number is written, and what stands around it ("(%1)")."""

    start: int
    form: str
    pattern: str


@dataclass(slots=True)
class WordNumbers:
    """The lists of one document, and how far each has counted.

    `numbering` is the root of numbering.xml, None where the document has no lists.
    """

    numbering: Any
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    nums: dict[str, Any] = field(init=False)
    kinds: dict[str, Any] = field(init=False)
    lists: dict[str, tuple[dict[int, Level], str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.nums = by_id(self.numbering, "w:num", "w:numId")
        self.kinds = by_id(self.numbering, "w:abstractNum", "w:abstractNumId")

    def next(self, found: tuple[str, int] | None) -> str:
        """Return the number of the next paragraph, "1." for one; "" where it carries none.

        To be called for each paragraph in order, since each moves the count on.

        Args:
            found: the list that the paragraph is numbered by, and its depth in it.
        """
        if found is None or found[0] not in self.nums:
            return ""
        list_id, depth = found
        if list_id not in self.lists:
            self.lists[list_id] = self.read(list_id)
        levels, kind = self.lists[list_id]
        if depth not in levels:
            return ""
        counts = self.counts[kind]
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        if levels[depth].form == "bullet":
            return "•"
        text = levels[depth].pattern
        for level, one in levels.items():
            text = text.replace(f"%{level + 1}", written(counts.get(level, one.start), one.form))
        return text

    def read(self, list_id: str) -> tuple[dict[int, Level], str]:
        """Return the levels of a list by depth, and the key under which it counts."""
        num = self.nums[list_id]
        kind = value(num, "w:abstractNumId")
        levels = dict(read_levels(self.kinds[kind])) if kind in self.kinds else {}
        overrides = num.findall(qn("w:lvlOverride"))[:DEPTHS]
        for override in overrides:
            depth = int(override.get(qn("w:ilvl")))
            levels.update(read_levels(override))
            start = value(override, "w:startOverride")
            if start and depth in levels:
                levels[depth] = replace(levels[depth], start=int(start))
        return levels, f"list {list_id}" if overrides else f"kind {kind}"


def by_id(parent: Any, name: str, attribute: str) -> dict[str, Any]:
    """Return the child elements of a name by their ids, the first of several; none where there is no parent."""
    found = [] if parent is None else parent.findall(qn(name))
    return {one.get(qn(attribute)): one for one in reversed(found)}


def read_levels(parent: Any) -> Iterator[tuple[int, Level]]:
    """Yield the levels that an element defines, each with its depth."""
    for level in islice(parent.iterchildren(qn("w:lvl")), DEPTHS):
        yield (
            int(level.get(qn("w:ilvl"))),
            Level(
                int(value(level, "w:start") or 1),
                value(level, "w:numFmt") or "decimal",
                value(level, "w:lvlText"),
            ),
        )


def number_of(elements: Iterable[Any]) -> tuple[str, int] | None:
    """Return the list and the depth that something is numbered by.

    Args:
        elements: its own, and those of its styles, which hold where it says nothing itself.
    """
    depth = None
    for element in elements:
        properties = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if properties is None:
            continue
        own = value(properties, "w:ilvl")
        depth = int(own) if own and depth is None else depth
        if list_id := value(properties, "w:numId"):
            return None if list_id == "0" else (list_id, depth or 0)
    return None


def value(parent: Any, name: str) -> str:
    """Return the w:val of a child element, "" where there is none."""
    child = parent.find(qn(name))
    return "" if child is None else child.get(qn("w:val"), "")
