"""What the panel of an archive's page shows beside what is drawn: a tie, an activity, a place, a belonging."""

from graph.archive.gathering import ACTIVITIES, Gathering
from graph.archive.overview import between

SHARED = """
SELECT done.activity, COUNT(*) OVER () FROM done
CROSS JOIN part ON part.activity = done.activity AND part.body = :other
WHERE done.body = :body AND (done.date >= :from AND done.date < :to OR done.date = :never)
ORDER BY done.date, done.activity LIMIT :most
"""
HELD = """
SELECT held.activity, COUNT(*) OVER () FROM held JOIN activity ON activity.n = held.activity
WHERE held.place = :place ORDER BY activity.date = '', activity.date, activity.n LIMIT :most
"""


def fill(gathering: Gathering) -> None:
    """Gather what the panel shows beside what is drawn."""
    most = gathering.asked.pages * ACTIVITIES
    if ends := gathering.pair("tie"):
        open_tie(gathering, *ends, most)
    if (activity := gathering.known("activity", "activity")) is not None:
        gathering.act(activity)
        took_part = "SELECT COUNT(*) FROM part WHERE activity = ?"
        (all_of_them,) = gathering.index.execute(took_part, (activity,)).fetchone()
        gathering.more(len(gathering.activities[activity]["parts"]), all_of_them)
    if (place := gathering.known("place", "place")) is not None:
        gathering.places.add(place)
        held = gathering.index.execute(HELD, {"place": place, "most": most}).fetchall()
        for one, _ in held:
            gathering.act(one, quoted=False)
        gathering.more(len(held), held[0][1] if held else 0)
    if (node := gathering.known("node")) is not None:
        gathering.bodies.add(node)
    one, _, rest = gathering.asked.belonging.partition(" ")
    _, _, other = rest.partition(" ")
    if one and (end := gathering.number("body", one)) is not None:
        gathering.belong(end, [n for n in [gathering.number("body", other)] if n is not None])


def open_tie(gathering: Gathering, one: int, other: int, most: int) -> None:
    """Gather what two bodies did together, with the words."""
    first, second = sorted((one, other), key=lambda body: done_by(gathering, body))
    named = {**gathering.asked.when.named(), "body": first, "other": second}
    shared = gathering.index.execute(SHARED, {**named, "most": most}).fetchall()
    gathering.bodies |= {one, other}
    gathering.tie(between(gathering.index, (one, other), gathering.asked.when))
    for activity, _ in shared:
        gathering.act(activity, among={one, other})
    gathering.more(len(shared), shared[0][1] if shared else 0)


def done_by(gathering: Gathering, body: int) -> int:
    """Return how much a body did."""
    return int(gathering.index.execute("SELECT COUNT(*) FROM done WHERE body = ?", (body,)).fetchone()[0])
