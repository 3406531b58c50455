"""What of events and works is compared: names without what counts and dates them, when, where and by whom."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from graph.identity import names
from graph.identity.linkage import Row
from graph.identity.tellings import DAY, Circumstances, Telling

LONG = 8  # characters of a title that few works share
LEAST_CORE = 4  # characters of a name that are left when the place is taken from it
NOTHING = Circumstances()


def activity_rows(
    sort: str, things: Sequence[Telling], known: Mapping[str, Circumstances]
) -> dict[str, Row]:
    """Return what is compared of events or works, by their IRIs.

    Args:
        sort: "event" or "work".
        things: the events or works.
        known: when, where and by whom they were.
    """
    found = {one.iri: row(sort, one, known.get(one.iri, NOTHING)) for one in things}
    years: dict[str, set[str]] = defaultdict(set)
    for compared in found.values():
        for core in compared["cores"]:  # type: ignore[attr-defined]
            years[core] |= {str(compared["when"])[:4], *compared["editions"]} - {""}  # type: ignore[misc]
    for compared in found.values():
        compared["serial"] = any(len(years[core]) > 1 for core in compared["cores"])  # type: ignore[index, attr-defined]
    return found


def row(sort: str, one: Telling, when: Circumstances) -> dict[str, object]:
    """Return what is compared of one."""
    titles = [names.title(name) for name in (*one.called, *one.also)]
    generic = {title.core for title in titles if title.generic or when.unnamed}
    cores = {without(title.core, when.places) for title in titles if title.core} - generic
    numbers = " ".join(sorted({number for title in titles for number in title.numbers}))
    editions = sorted({year for title in titles for year in title.years})
    compared: dict[str, object] = {
        "core": min(cores, key=lambda core: (-len(core), core), default=""),
        "cores": sorted(cores),
        "generics": sorted(generic),
        "long": any(len(core) >= LONG for core in cores),
        "numbers": numbers,
        "editions": editions,
        "when": when.when or next(iter(editions), "") * (len(editions) == 1),
        "until": when.until or when.when * (len(when.when) == DAY),
        "places": sorted(when.places),
        "countries": sorted(when.countries),
        "bodies": sorted(when.bodies),
    }
    blocks = event_blocks(compared) if sort == "event" else work_blocks(compared)
    return {"block": [f"{one.top} {block}" for block in dict.fromkeys(blocks)], **compared}


def without(core: str, places: Sequence[str] | frozenset[str]) -> str:
    """Return the core of a name without the place that it begins with, if that was where it took place."""
    for place in sorted(places):
        if core.startswith(place) and len(core) - len(place) >= LEAST_CORE:
            return core.removeprefix(place)
    return core


def event_blocks(compared: Mapping[str, object]) -> Iterator[str]:
    """Yield what two tellings of one event share: never the name alone, which meetings have year after year."""
    when, numbers, cores = (compared[name] for name in ("when", "numbers", "cores"))
    for core in cores:  # type: ignore[attr-defined]
        if numbers:
            yield f"{core} no. {numbers}"
        for year in sorted({str(when)[:4], *compared["editions"]} - {""}):  # type: ignore[misc]
            yield f"{core} in {year}"
    for place in compared["places"]:  # type: ignore[attr-defined]
        if len(str(when)) == DAY:
            yield f"{when} at {place}"
    for body in compared["bodies"]:  # type: ignore[attr-defined]
        if len(str(when)) == DAY:
            yield f"{when} by {body}"


def work_blocks(compared: Mapping[str, object]) -> Iterator[str]:
    """Yield what two tellings of one work share: a long title, or a short one with its number, year or publisher."""
    when, numbers = str(compared["when"]), compared["numbers"]
    beside = [
        *([f"no. {numbers}"] if numbers else []),
        *(f"in {year}" for year in sorted({when[:4], *compared["editions"]} - {""})),  # type: ignore[misc]
        *(f"by {body}" for body in compared["bodies"]),  # type: ignore[attr-defined]
    ]
    for core in compared["cores"]:  # type: ignore[attr-defined]
        if len(core) >= LONG:
            yield core
        yield from (f"{core} {one}" for one in beside)
    for core in compared["generics"]:  # type: ignore[attr-defined]
        yield from (f"{core} {one}" for one in beside[:-1] or beside)
