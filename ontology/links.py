"""Identifiers of the same thing elsewhere: Wikidata, ROR, UNBIS, GeoNames."""

import re
from collections.abc import Mapping
from types import MappingProxyType

# by authority: what its IRIs begin with, and what follows
AUTHORITIES: Mapping[str, tuple[str, re.Pattern[str]]] = MappingProxyType(
    {
        "wikidata": ("http://www.wikidata.org/entity/", re.compile(r"Q[1-9][0-9]*")),
        "ror": ("https://ror.org/", re.compile(r"0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}")),
        "unbis": ("http://metadata.un.org/thesaurus/", re.compile(r"[0-9]{7}")),
        "geonames": ("https://sws.geonames.org/", re.compile(r"[1-9][0-9]*/")),
    }
)


def link_iri(identifier: str) -> str:
    """Return the IRI of an identifier, given as the IRI or as what follows (Q1065, 02jqj7156, 1001234).

    Raises:
        ValueError: it is of no authority that is known.
    """
    plain = identifier.replace("https://www.wikidata.org/wiki/", AUTHORITIES["wikidata"][0])
    for space, pattern in AUTHORITIES.values():
        if pattern.fullmatch(plain.removeprefix(space)):
            return space + plain.removeprefix(space)
    raise ValueError(
        f"{identifier!r} is no item of Wikidata, ROR, UNBIS or GeoNames; "
        "write it like Q1065 or https://ror.org/02jqj7156"
    )


def space_of(link: str) -> str:
    """Return what the IRIs of a link's authority begin with; of one that is not known, all but its last segment."""
    known = (space for space, _ in AUTHORITIES.values() if link.startswith(space))
    return next(known, link.rstrip("/").rpartition("/")[0] + "/")
