"""What is drawn of an archive: the chain between two bodies, a body with its partners, or the most tied of all."""

import json

from graph.archive.chains import chain
from graph.archive.gathering import ACTIVITIES, Gathering
from graph.archive.overview import between

PARTNERS = 40  # of a body, at once
STEP = (340, 90)  # from one body of a chain to the next, in the drawing

PARTNERS_OF = """
SELECT b, SUM(n) AS shared, COUNT(*) OVER () FROM tie
WHERE a = :body AND (year BETWEEN :first AND :last OR year = :undated)
GROUP BY b ORDER BY shared DESC, b LIMIT :most
"""
DONE_BY = """
SELECT done.activity, COUNT(*) OVER () FROM done CROSS JOIN activity ON activity.n = done.activity
WHERE done.body = :body AND (done.date >= :from AND done.date < :to OR done.date = :never) AND activity.iri <> ''
ORDER BY done.date, done.activity LIMIT :most
"""
YEARS_OF = """
SELECT CAST(substr(date, 1, 4) AS INTEGER) AS year, COUNT(*) FROM done WHERE body = ? AND date <> '9' GROUP BY 1
"""


def draw(gathering: Gathering) -> None:
    """Gather what is drawn: a chain, a body with its partners, or the most tied of all."""
    focus = gathering.known("focus")
    gathering.said["years"] = gathering.index.execute("SELECT year, n FROM active WHERE year > 0").fetchall()
    if ends := gathering.pair("path"):
        draw_chain(gathering, *ends)
    elif focus is not None:
        draw_around(gathering, focus)
    else:
        (kept,) = gathering.index.execute("SELECT value FROM fact WHERE name = 'overview'").fetchone()
        gathering.where = {int(body): place for body, place in json.loads(kept).items()}
        gathering.bodies.update(gathering.where)
        gathering.tie(between(gathering.index, gathering.where, gathering.asked.when))


def draw_chain(gathering: Gathering, one: int, other: int) -> None:
    """Gather the chain between two bodies, drawn one after the other."""
    found = chain(gathering.index, one, other, gathering.asked.when)
    gathering.said["chain"] = found
    gathering.where = {body: (n * STEP[0], n % 2 * STEP[1]) for n, body in enumerate(found or (one, other))}
    gathering.bodies.update(gathering.where)
    gathering.tie(between(gathering.index, gathering.where, gathering.asked.when))
    for body in found:
        gathering.belong(body, found)


def draw_around(gathering: Gathering, body: int) -> None:
    """Gather a body with its partners, the strongest first, and what else of it there is to list."""
    pages = gathering.asked.pages
    named = {**gathering.asked.when.named(), "body": body}
    partners = gathering.index.execute(PARTNERS_OF, {**named, "most": pages * PARTNERS}).fetchall()
    gathering.bodies |= {body, *(partner for partner, _, _ in partners)}
    gathering.tie((body, partner, shared) for partner, shared, _ in partners)
    gathering.tie(
        between(gathering.index, [partner for partner, _, _ in partners[:PARTNERS]], gathering.asked.when)
    )
    gathering.belong(body)
    gathering.said["years"] = gathering.index.execute(YEARS_OF, (body,)).fetchall()
    done = gathering.index.execute(DONE_BY, {**named, "most": pages * ACTIVITIES}).fetchall()
    for activity, _ in done:
        gathering.act(activity, among={body}, quoted=False)
    gathering.said["partners"] = partners[0][2] if partners else 0
    gathering.more(len(partners), gathering.said["partners"])
    gathering.more(len(done), done[0][1] if done else 0)
