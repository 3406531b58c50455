"""Which things of a graph are one: bodies first, then what they held, published and paid for."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from rdflib import Graph
from rdflib.namespace import PROV

from graph.identity import names
from graph.identity.activities import activity_rows
from graph.identity.bodies import body_rows, given_grounds, given_names
from graph.identity.clusters import Cluster, clusters, ways
from graph.identity.linkage import SORTS, Row, links
from graph.identity.merging import Merge, take
from graph.identity.provenance import MISSING, installed, note, settings
from graph.identity.shared import shared_merges
from graph.identity.tellings import Telling, circumstances, joined, sort_of, tellings
from graph.identity.twofold import told_twice
from graph.identity.versions import note_versions, versions
from graph.reports import base_of
from ontology.errors import StakegraphError

Rank = Callable[[Telling], tuple[object, ...]]


def unite(graph: Graph, apart: Iterable[tuple[str, str]] = ()) -> list[Merge]:
    """Make one of each thing that several reports tell of, and return what was taken for what.

    Args:
        graph: a graph of the contract, of several reports; it is changed.
        apart: the IRIs of things of which somebody has said that they are two.

    Raises:
        StakegraphError: the extra `archive` is not installed.
    """
    if not installed():
        raise StakegraphError(MISSING)
    base, apart = base_of(graph), [*apart]
    found: list[Merge] = []
    for known in (shared_merges(graph), merges(graph, base, apart)):
        found += taken(graph, known)
    pairs = versions(graph)
    note_versions(graph, pairs)
    while pairs and (more := told_twice(graph, base, pairs, two(graph, apart))):
        found += taken(graph, more)  # and with these as one, more may have a fact in common
    note(graph, settings())
    return sorted(found, key=lambda one: one.gone)


def taken(graph: Graph, found: list[Merge]) -> list[Merge]:
    """Make one of the things that are one, and return them."""
    for merge in found:
        take(graph, merge)
    return found


def two(graph: Graph, apart: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Return for each thing those that it cannot be, since a statement joins them or somebody has said so."""
    different = joined(graph)
    now = {str(gone): str(kept) for gone, kept in graph.subject_objects(PROV.alternateOf)}
    for first, second in apart:
        different.setdefault(now.get(first, first), set()).add(now.get(second, second))
    return different


def merges(graph: Graph, base: str, apart: Iterable[tuple[str, str]] = ()) -> list[Merge]:
    """Return which things are one, in the order of their IRIs; the order of a graph's triples has no part in it.

    Args:
        graph: a graph of the contract, of several reports.
        base: what its IRIs begin with.
        apart: the IRIs of things of which somebody has said that they are two.

    Raises:
        StakegraphError: the extra `archive` is not installed.
    """
    if not installed():
        raise StakegraphError(MISSING)
    known: dict[str, list[Telling]] = {sort: [] for sort in SORTS}
    for one in tellings(graph, base):
        known[sort_of(one)].append(one)
    different = two(graph, apart)
    bodies = known["body"]
    given = given_names(graph, bodies)
    rows = dict(body_rows(graph, bodies, given))

    def fullest(body: Telling) -> tuple[object, ...]:
        label = names.key(body.label)
        return not body.registered, label in given.former, label.isascii(), -len(label), body.iri

    found = united("body", bodies, rows, different, fullest, lambda a, b: given_grounds(given, rows, a, b))
    when = circumstances(graph, {one.gone: one.kept for one in found})
    for sort in ("event", "work"):
        compared = activity_rows(sort, known[sort], when)
        found += united(sort, known[sort], compared, different, surest(compared), lambda a, b: ())
    return sorted(found, key=lambda one: one.gone)


def surest(rows: Mapping[str, Row]) -> Rank:
    """Return what ranks the tellings of an event or a work: the one first that dates it best."""

    def rank(one: Telling) -> tuple[object, ...]:
        row = rows[one.iri]
        return not one.registered, not row["cores"], -len(str(row["when"])), -len(one.label), one.iri

    return rank


def united(
    sort: str,
    things: Sequence[Telling],
    rows: Mapping[str, Row],
    different: Mapping[str, set[str]],
    rank: Rank,
    more: Callable[[str, str], Iterable[str]],
) -> list[Merge]:
    """Return which things of one sort are one.

    Args:
        sort: one of SORTS.
        things: the things.
        rows: what of them is compared; those without are left alone.
        different: for each thing such as it cannot be.
        rank: that of a cluster is kept for which this is least.
        more: further grounds of a link between two.
    """
    of = {one.iri: one for one in things if one.iri in rows}
    single = [alone(one, rows[one.iri], different.get(one.iri, set())) for one in of.values()]
    found: list[Merge] = []
    grouped, beside = clusters(single, every_link(sort, rows))
    for cluster in grouped:
        kept = min((of[iri] for iri in cluster.members), key=rank)
        for gone, joint in ways(kept.iri, beside).items():
            pair = f"{of[gone].label} and {of[joint.to].label}"
            grounds = (f"{pair}: {'; '.join(joint.grounds)}", *sorted(set(more(gone, joint.to))))
            found.append(Merge(gone, kept.iri, joint.score, grounds))
    return found


def alone(one: Telling, row: Row, different: set[str]) -> Cluster:
    """Return a thing as a cluster of one; of a body numbers count as a part of its name."""
    numbers, editions, when = row["numbers"], row.get("editions", ()), row.get("when", "")
    dated = when and (not editions or editions == [when])  # a report of 2004 may come out in 2005
    return Cluster(
        members={one.iri},
        registered={one.iri} if one.registered else set(),
        reports={one.report} if one.report else set(),
        apart=set(different),
        times={(when, row["until"])} if dated else set(),
        numbers={numbers} if numbers else set(),
        editions=set(editions),
        series=row.get("series", False),
    )


def every_link(sort: str, rows: Mapping[str, Row]) -> Iterator[tuple[str, str, float, tuple[str, ...]]]:
    """Yield the links between things, the surest first.

    Tellings that are the same in all that is compared are compared as two alone: what holds of these holds of each
    and the first, so that a thing of which a thousand reports tell alike costs no million comparisons.
    """
    alike: dict[str, list[str]] = {}
    for iri, row in sorted(rows.items()):
        alike.setdefault(repr(sorted(row.items())), []).append(iri)
    groups = [group[place:] for group in alike.values() for place in range(min(2, len(group)))]
    for link in links(sort, [rows[group[0]] for group in groups]):
        first, second = groups[link.one], groups[link.other]
        one_row = rows[first[0]] == rows[second[0]]
        for other in second if one_row else second[:1]:
            yield first[0], other, link.score, link.grounds
