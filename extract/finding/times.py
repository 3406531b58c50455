"""Dates, ranges of dates and head counts as mentions that carry their value."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.established import established
from extract.language import alternatives, knowledge
from extract.mentions import Time, text_of

PRECISIONS = {len("2005"): "year", len("2005-04"): "month", len("2005-04-13"): "day"}

if not Span.has_extension("value"):
    Span.set_extension("value", default=None)


@Language.factory("stakegraph_times")
class Times:
    """Set `doc.spans["times"]` (labels Date, Count): their values stand in `span._.value`."""

    def __init__(self, nlp: Language, name: str, language: str) -> None:
        self.name = name
        table = knowledge(language, "times")
        self.months: Mapping[str, int] = table.get("months", {})
        named = {"MONTH": alternatives(list(self.months)), "NUMBER": alternatives(list(table["numbers"]))}

        def compiled(pattern: str) -> re.Pattern[str]:
            for placeholder, words in named.items():
                pattern = pattern.replace(placeholder, words)
            return re.compile(pattern)

        self.dates = [compiled(pattern) for pattern in table["dates"]]
        self.shifts = table["shifts"]
        self.digits, self.multipliers = table["numbers"], table["multipliers"]
        self.goal = re.compile(table["goal"])
        self.counts = [compiled(pattern) for pattern in table["counts"]]

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with what the component adds."""
        spans = []
        known, text = established(doc), text_of(doc)
        # What is read again has given its year to later dates already.
        dates = [*self.dated(text, 0, doc._.begin, Time(""))]
        own = [*self.dated(text, doc._.begin, len(text), known.time or Time(""))]
        if own:
            known.time = own[-1][2]
        dated = [(match, value) for match, value, _ in (*dates, *own)]
        for match, value in [*dated, *self.counted(text)]:
            span = Span(doc, *match.span(), label="Count" if isinstance(value, int) else "Date")
            span._.value = value
            spans.append(span)
        doc.spans["times"] = sorted(spans, key=lambda span: span.start)
        return doc

    def dated(
        self, text: str, place: int, end: int, last: Time
    ) -> Iterator[tuple[re.Match[str], Time, Time]]:
        """Yield each date between two places with its value, and with the date whose year the next may take.

        `last` is that date before the first; a year said before is carried to those that say none.
        """
        ahead = {pattern: pattern.search(text, place, end) for pattern in self.dates}
        while True:
            for pattern, match in ahead.items():
                if match is not None and match.start() < place:
                    ahead[pattern] = pattern.search(text, place, end)
            found = [match for match in ahead.values() if match is not None]
            if not found:
                return
            match = min(found, key=lambda m: (m.start(), -m.end()))
            groups = self.numbered(match.groupdict())
            value = self.shifted(groups, last) or time(groups, last)
            place = match.end()
            if value:
                if not (len(value.start) == len("2005") and self.goal.match(text, match.end())):
                    last = value  # but a year by which something is to be done is not when the next event is
                last = last if last.start else value
                yield match, value, last

    def numbered(self, groups: dict[str, str | None]) -> dict[str, str | None]:
        """Return the groups of a date pattern with months that are named by their numbers."""
        return {
            key: str(self.months[said]) if said and said in self.months else said
            for key, said in groups.items()
        }

    def shifted(self, groups: dict[str, str | None], last: Time) -> Time | None:
        """Return the time that is so long before or after the last one, or None where that is not said so finely."""
        shift = groups.get("shift")
        if not shift:
            return None
        unit, steps = self.shifts[shift]
        if groups.get("n"):
            steps *= self.number(groups["n"] or "")
        finest = PRECISIONS.get(len(last.start))
        if unit == "year" and finest:
            year = str(int(last.start[:4]) + steps)
            start = iso(year, groups.get("m"), groups.get("d"))
            return Time(start, year_said=False) if start else None
        if unit == "month" and finest in {"month", "day"}:
            months = int(last.start[:4]) * 12 + int(last.start[5:7]) - 1 + steps
            return Time(f"{months // 12:04}-{months % 12 + 1:02}", year_said=False)
        if unit == "day" and finest == "day":
            day = date.fromisoformat(last.start) + timedelta(days=steps)
            return Time(day.isoformat(), year_said=False)
        return None

    def counted(self, text: str) -> Iterator[tuple[re.Match[str], int]]:
        """Yield each head count with its figure."""
        for pattern in self.counts:
            for match in pattern.finditer(text):
                yield match, self.number(match["n"])

    def number(self, numeral: str) -> int:
        """Return what a numeral means."""
        return figure(numeral, self.digits, self.multipliers)

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Write nothing: what it knows stands in the language's folder."""


def figure(numeral: str, digits: Mapping[str, int], multipliers: Mapping[str, int]) -> int:
    """Return what a numeral means, in figures (1 100) or in words up to the thousands."""
    if numeral in digits:
        return digits[numeral]
    if numeral[0].isdecimal():
        return int(re.sub(r"\D", "", numeral))
    total, digit = 0, 0
    for character in numeral:
        if character in multipliers:
            total += (digit or 1) * multipliers[character]
            digit = 0
        else:
            digit = digits.get(character, 0)
    return total + digit


def time(groups: dict[str, str | None], last: Time) -> Time | None:
    """Return the time that the groups of a date pattern say, or None for what no calendar has."""
    if groups.get("shift"):
        return None
    if groups.get("same"):
        return replace(last, end=None, year_said=False) if len(last.start) == len("2005-04-13") else None
    year = groups.get("y") or last.start[:4]
    if not year:
        return None
    month, day = groups.get("m"), groups.get("d")
    start = iso(year, month, day)
    end = None
    if groups.get("d2") or groups.get("m2"):
        end_year = (groups.get("y2") or year)[:4]
        end = iso(end_year, groups.get("m2") or month, groups.get("d2"))
    if start is None or (end is not None and end < start):
        return None
    return Time(start, end, year_said=bool(groups.get("y")))


def iso(year: str, month: str | None, day: str | None) -> str | None:
    """Return the ISO 8601 date of the parts that are given, or None where they make no date."""
    if month is None:
        return year
    try:
        date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    return f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")
