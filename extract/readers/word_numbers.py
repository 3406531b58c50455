"""The numbers that Word counts itself and stores nowhere in a paragraph's text."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
         (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
HAN = "〇一二三四五六七八九"


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

    def next(self, paragraph: Any) -> str:
        """Return the number of the next paragraph, "1." for one; "" where it carries none.

        `paragraph` is a python-docx paragraph. To be called for each paragraph in order, since each moves the
        count on.
        """
        found = number_of(paragraph)
        if self.numbering is None or found is None:
            return ""
        list_id, depth = found
        levels, kind = self.levels(list_id)
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

    def levels(self, list_id: int) -> tuple[dict[int, Level], str]:
        """Return the levels of a list by depth, and the key under which it counts."""
        for num in self.numbering.findall(qn("w:num")):
            if num.get(qn("w:numId")) == str(list_id):
                abstract_id = value(num, "w:abstractNumId")
                abstract = next(
                    (
                        a
                        for a in self.numbering.findall(qn("w:abstractNum"))
                        if a.get(qn("w:abstractNumId")) == abstract_id
                    ),
                    None,
                )
                levels = {} if abstract is None else dict(read_levels(abstract))
                overrides = num.findall(qn("w:lvlOverride"))
                for override in overrides:
                    depth = int(override.get(qn("w:ilvl")))
                    levels.update(read_levels(override))
                    start = value(override, "w:startOverride")
                    if start and depth in levels:
                        levels[depth] = Level(int(start), levels[depth].form, levels[depth].pattern)
                return levels, f"list {list_id}" if overrides else f"kind {abstract_id}"
        return {}, ""


def read_levels(parent: Any) -> Iterator[tuple[int, Level]]:
    """Yield the levels that an element defines, each with its depth."""
    for level in parent.findall(qn("w:lvl")):
        yield (
            int(level.get(qn("w:ilvl"))),
            Level(
                int(value(level, "w:start") or 1),
                value(level, "w:numFmt") or "decimal",
                value(level, "w:lvlText"),
            ),
        )


def number_of(paragraph: Any) -> tuple[int, int] | None:
    """Return the list and the depth that a paragraph is numbered by, itself or through its style."""
    sources = [paragraph._p]
    style = paragraph.style
    while style is not None:
        sources.append(style.element)
        style = style.base_style
    depth = None
    for element in sources:
        properties = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if properties is None:
            continue
        own = value(properties, "w:ilvl")
        depth = int(own) if own and depth is None else depth
        if list_id := value(properties, "w:numId"):
            return None if list_id == "0" else (int(list_id), depth or 0)
    return None


def value(parent: Any, name: str) -> str:
    """Return the w:val of a child element, "" where there is none."""
    child = parent.find(qn(name))
    return "" if child is None else child.get(qn("w:val"), "")


def written(number: int, form: str) -> str:
    """Return a number as Word writes it in `form`, a value of w:numFmt."""
    if form in ("upperLetter", "lowerLetter"):
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("upperRoman", "lowerRoman"):
        letters = ""
        for worth, letter in ROMAN:
            letters += letter * (number // worth)
            number %= worth
        return letters.upper() if form == "upperRoman" else letters
    if form.startswith(("chinese", "japaneseCounting", "taiwanese", "ideographDigital", "koreanCounting")):
        tens, ones = divmod(number, 10)
        if 0 < number < 100:
            ten = "" if not tens else ("" if tens == 1 else HAN[tens]) + "十"
            return ten + (HAN[ones] if ones else "")
    return "" if form == "none" else str(number)
