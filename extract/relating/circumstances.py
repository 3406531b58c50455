"""When and where what a match states took place, by the dates and places among its words."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from extract.mentions import DATE, PLACE, text_of
from extract.relating.patterns import Fact, Pattern
from extract.relating.sentences import Sentence, sort
from extract.statements import Statement

DAY = len("2005-04-13")


def circumstances(theme: str) -> tuple[Fact, ...]:
    """Return the facts of time and place of a role's activity; of each relation the domain tells whether it holds."""
    return (
        Fact(theme, "startDate", "when"),  # of an event; a publication is issued then
        Fact(theme, "issued", "when"),
        Fact(theme, "endDate", "when"),
        Fact(theme, "location", "where"),
    )


def when_and_where(
    sentence: Sentence, pattern: Pattern, begin: int, inside: Sequence[Span], distributed: bool
) -> dict[str, list[Span]]:
    """Return the mentions that fill the roles `when` and `where` of a match that begins at character `begin`.

    `inside` are the mentions among its words that fill no role; what is `distributed` has a date or place for each.
    """
    times = [span for span in inside if span.label_ == DATE]
    places = [span for span in inside if span.label_ == PLACE]
    if not times and not pattern.relative:
        times = leading_date(sentence, begin)
    if not distributed:
        times, places = times[:1], finest(places)
    return {"when": [t for t in times if not pattern.day or len(t._.value.start) == DAY], "where": places}


def apart(statements: Sequence[Statement]) -> Iterator[Statement]:
    """Yield a sentence's statements, but no place of what was done where the same words tell who did it."""
    acting = {
        (s.subject.id, s.object_mention) for s in statements if s.object_mention and s.property != "location"
    }
    for one in statements:
        if one.property != "location" or (one.subject.id, one.object_mention) not in acting:
            yield one


def finest(places: list[Span]) -> list[Span]:
    """Return the last of the places that stand right after one another: 肯尼亚内罗毕; all in Nairobi, Kenya."""
    found = places[:1]
    for place in places[1:]:
        if found[-1].end == place.start:
            found = [place]
        elif text_of(place.doc)[found[-1].end : place.start] == ", ":
            found.append(place)
    return found


def leading_date(sentence: Sentence, position: int) -> list[Span]:
    """Return the date that a sentence begins with and that reaches to `position`: no event stands between."""
    first = sentence.mentions.get(0)
    if first is None or first.label_ != DATE or sentence.text[1:2] != "，":
        return []
    between = [span for i, span in sentence.mentions.items() if 0 < i < position]
    return [] if any(sort(span) in {"date", "event"} for span in between) else [first]
