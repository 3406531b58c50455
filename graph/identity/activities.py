"""What of events and works is compared: names without what counts and dates them, when, where and by whom."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from graph.identity import names
from graph.identity.linkage import Row
from graph.identity.tellings import DAY, Circumstances, Telling

LONG = 8  # characters of a title that few works share
LEAST_BAG = 6  # characters of a name that have one order alone, as a rule
LEAST_CORE = 4  # characters of a name that are left when the place is taken from it
NOTHING = Circumstances()


def activity_rows(sort: str, things: Sequence[Telling], known: Mapping[str, Circumstances]) -> dict[str, Row]:
    """Return what is compared of events or works, by their IRIs.

    Args:
        sort: "event" or "work".
        things: the events or works.
        known: when, where and by whom they were.
    """
    found = {one.iri: row(sort, one, known.get(one.iri, NOTHING)) for one in things}
    registered = {core for one in found.values() if one["registered"] for core in one["cores"]}
    years: dict[str, set[str]] = defaultdict(set)
    for compared in found.values():
        for core in compared["cores"]:
            years[core].update(years_of(compared))
    for compared in found.values():
        compared["block"] += [f"registry's {core}" for core in compared["cores"] if core in registered]
        compared["serial"] = any(len(years[core]) > 1 for core in compared["cores"])
    return found


def row(sort: str, one: Telling, when: Circumstances) -> Row:
    """Return what is compared of one."""
    titles = [names.title(name) for name in (*one.called, *one.also)]
    generic = {title.core for title in titles if title.generic or when.unnamed}
    cores = {without(title.core, when.places) for title in titles if title.core not in generic}
    numbers = " ".join(sorted({number for title in titles for number in title.numbers}))
    editions = sorted({year for title in titles for year in title.years})
    series = one.registered and not numbers and not editions
    when = NOTHING if series else when  # one of the times that it was held tells nothing of the others
    compared: Row = {
        "core": min(cores, key=lambda core: (-len(core), core), default=""),
        "bags": sorted({bag(core) for core in cores if len(core) >= LEAST_BAG}),
        "registered": one.registered,
        "series": series,
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


def bag(core: str) -> str:
    """Return the characters of a core without their order: 世界妇女会议 and 妇女世界会议 have one."""
    return "".join(sorted(core))


def without(core: str, places: frozenset[str]) -> str:
    """Return the core of a name without the place that it begins with, if that was where it took place."""
    for place in sorted(places):
        if core.startswith(place) and len(core) - len(place) >= LEAST_CORE:
            return core.removeprefix(place)
    return core


def years_of(compared: Row) -> list[str]:
    """Return the years that something is dated by or named after."""
    return sorted({compared["when"][:4], *compared["editions"]} - {""})


def event_blocks(compared: Row) -> Iterator[str]:
    """Yield what two tellings of one event share: never the name alone, which meetings have year after year."""
    when, numbers, cores = (compared[name] for name in ("when", "numbers", "cores"))
    for core in cores:
        if numbers:
            yield f"{bag(core)} no. {numbers}"
        for year in years_of(compared):
            yield f"{bag(core)} in {year}"
    if len(when) == DAY:
        yield from (f"{when} at {place}" for place in compared["places"])
        yield from (f"{when} by {body}" for body in compared["bodies"])


def work_blocks(compared: Row) -> Iterator[str]:
    """Yield what two tellings of one work share: a long title, or a short one with its number, year or publisher.

    A title that many works have has to be by the same body.
    """
    numbers = compared["numbers"]
    beside = [
        *([f"no. {numbers}"] if numbers else []),
        *(f"in {year}" for year in years_of(compared)),
        *(f"by {body}" for body in compared["bodies"]),
    ]
    for core in compared["cores"]:
        if len(core) >= LONG:
            yield core
        yield from (f"{core} {one}" for one in beside)
    for core in compared["generics"]:
        yield from (f"{core} by {body}" for body in compared["bodies"])
