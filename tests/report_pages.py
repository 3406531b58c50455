"""Reports of our own set on pages in every way that extraction leaves them, for the tests of reading."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

NEVER_FIRST = frozenset("，。、；：！？）》”’")
NEVER_LAST = frozenset("（《“‘")


def columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def units(text: str) -> list[str]:
    """The pieces between which a typesetter may break: Han characters, whole Latin words and numbers."""
    found: list[str] = []
    for character in text:
        latin = character.isascii() and character != " "
        if found and (
            (latin and found[-1][-1].isascii() and found[-1][-1] != " ")
            or character in NEVER_FIRST
            or found[-1][-1] in NEVER_LAST
            or character == " "
        ):
            found[-1] += character
        else:
            found.append(character)
    return found


def wrap(text: str, width: int) -> list[str]:
    lines = [""]
    for unit in units(text):
        if lines[-1] and columns(lines[-1] + unit.rstrip()) > width:
            lines.append("")
        lines[-1] += unit
    return [line.strip() for line in lines]


@dataclass
class Setting:
    """How a report is set. `breaks` and `marks` say, line by line, what parts the text there."""

    width: int = 72
    blank: int = 0  # empty lines between any two
    extra: int = 0  # more of them between paragraphs
    indent: str = ""
    breaks: Sequence[bool] = ()  # whether a page ends below the line
    marks: Sequence[bool] = ()  # whether a footnote mark stands in its middle, on a line of its own
    symbol: str = "E/2031/7"

    def page(self, parts: Sequence[str]) -> str:
        """The parts, wrapped; page furniture where pages end, and no empty line before what comes next."""
        breaks, marks = iter(self.breaks), iter(self.marks)
        out: list[str] = []
        page = mark = 1
        for part in parts:
            out.extend([""] * self.extra)
            for place, line in enumerate(wrap(part, self.width)):
                pieces = units(line)
                if next(marks, False) and len(pieces) > 3 and not line[0].isdigit():
                    middle = len(pieces) // 2
                    out += ["".join(pieces[:middle]).rstrip(), str(mark), " " + "".join(pieces[middle:])]
                    mark += 1
                else:
                    out.append((self.indent if place == 0 else "") + line)
                out.extend([""] * self.blank)
                if next(breaks, False):
                    page += 1
                    out += ["", f"{page} ", " ", f"{self.symbol}  ", ""]
        return "\n".join(out) + "\n"
