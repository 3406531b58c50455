"""What a reader of an archive asks to see, as an address says it."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.archive.chains import EVER, When

MOST_PAGES = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks to see; things go by their IRIs, "" for none.

    Attributes:
        focus: the body in the middle of the drawing.
        path: two bodies between which a chain is drawn.
        node, tie, activity, place, belonging: what the panel shows, one of them; a tie has two bodies, a belonging a
            body, a relation and a body, with spaces between.
        when: the period.
        pages: how much of what is long, up to MOST_PAGES.
    """

    focus: str = ""
    path: str = ""
    node: str = ""
    tie: str = ""
    activity: str = ""
    place: str = ""
    belonging: str = ""
    when: When = EVER
    pages: int = 1


def asked_in(form: Mapping[str, list[str]]) -> Asked:
    """Return what the fields of an address ask for; what they cannot mean is left out."""
    given = {name: values[0] for name, values in form.items()}
    first, last = (number(given.get(end, "")[:4]) for end in ("from", "to"))
    when = EVER
    if first or last:
        when = When(first or 1, last or 9999, 0 if given.get("undated") == "1" else -1)
    things = ("focus", "path", "node", "tie", "activity", "place", "belonging")
    return Asked(
        **{name: given.get(name, "") for name in things},
        when=when,
        pages=min(max(1, number(given.get("pages", ""))), MOST_PAGES),
    )


def number(text: str) -> int:
    """Return a number that a text says, 0 for none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 4 else 0
