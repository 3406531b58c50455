"""The shortest chain of ties between two bodies of an archive, searched from both ends at once."""

import json
import sqlite3
from dataclasses import dataclass

MOST = 400_000  # lines that are looked at: ends are a handful of steps apart, or in parts that are not joined

TIES = """
SELECT a, b, SUM(n) FROM tie
WHERE a IN (SELECT value FROM json_each(:at)) AND (year BETWEEN :first AND :last OR year = :undated) GROUP BY a, b
"""
LINES = f"""
{TIES}
UNION ALL SELECT a, b, 0 FROM belonging WHERE a IN (SELECT value FROM json_each(:at))
UNION ALL SELECT b, a, 0 FROM belonging WHERE b IN (SELECT value FROM json_each(:at))
"""


@dataclass(frozen=True, slots=True)
class When:
    """A period of years, and whether what has no date is taken along; by default all.

    Attributes:
        first, last: years.
        undated: the year under which the undated are kept, 0, or one that there is not.
    """

    first: int = 1
    last: int = 9999
    undated: int = 0

    def named(self) -> dict[str, int | str]:
        """Return it as parameters of SQL: years, and dates from one up to another, "9" being none."""
        dates = {"from": f"{self.first:04}", "to": f"{self.last + 1:04}" if self.last < 8999 else "9"}
        never = {} if self.undated else {"never": "9"}
        years = {"first": self.first, "last": self.last, "undated": self.undated}
        return {"never": "", **years, **dates, **never}


EVER = When()


@dataclass(slots=True)
class Side:
    """What is reached from one end: for each body the one before it and the weight of the ties to it."""

    edge: list[int]
    before: dict[int, tuple[int, int]]

    def back(self, body: int) -> list[int]:
        """Return the way from a body to the end."""
        way = [body]
        while self.before[way[-1]][0] >= 0:
            way.append(self.before[way[-1]][0])
        return way


def chain(index: sqlite3.Connection, one: int, other: int, when: When) -> list[int]:
    """Return the bodies of the shortest chain from one to another; of several, that of the heaviest ties.

    Steps by which bodies belong to one another are taken only where ties alone make no chain. [] where none
    leads there, or none was found among `MOST` lines.
    """
    return searched(index, one, other, when, TIES) or searched(index, one, other, when, LINES)


def searched(index: sqlite3.Connection, one: int, other: int, when: When, lines: str) -> list[int]:
    """Return the shortest chain by some lines: each time the side with less at its edge goes a step farther."""
    sides = [Side([one], {one: (-1, 0)}), Side([other], {other: (-1, 0)})]
    looked = 0
    while all(side.edge for side in sides) and looked < MOST:
        near, far = sorted(sides, key=lambda side: len(side.edge))
        found: dict[int, tuple[int, int]] = {}
        for a, b, n in index.execute(lines, {"at": json.dumps(near.edge), **when.named()}):
            looked += 1
            weight = near.before[a][1] + n
            if b not in near.before and (b not in found or (weight, -a) > (found[b][1], -found[b][0])):
                found[b] = (a, weight)
        near.before |= found
        near.edge = sorted(found)
        if met := found.keys() & far.before.keys():
            middle = max(met, key=lambda body: (near.before[body][1] + far.before[body][1], -body))
            return [*reversed(sides[0].back(middle)), *sides[1].back(middle)[1:]]
    return []
