"""What IRIs and literals look like: the path of an entity under the base, and the datatype of a date."""

import re
import unicodedata

from rdflib import XSD, Literal

from ontology.terms import is_body, top_kind

OWN = {"Event": "event", "Publication": "publication", "Document": "document", "Project": "project"}
SHARED = {"Place": "place", "Role": "role"}
DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
DATATYPES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}


def slug(name: str) -> str:
    """Return `name` as it stands in an IRI: readable, in its own script, hyphens for all but letters and digits."""
    return re.sub(r"[\W_]+", "-", unicodedata.normalize("NFKC", name)).strip("-").lower()


def room(kind: str) -> str:
    """Return the path segment under which entities of `kind` stand."""
    top = top_kind(kind)
    return "body" if is_body(kind) else OWN.get(top) or SHARED[top]


def date_literal(date: str) -> Literal:
    """Return an ISO 8601 day, month or year as a literal.

    Raises:
        ValueError: it is none.
    """
    if not DATE.fullmatch(date):
        raise ValueError(f"{date!r} is no date; write a day, a month or a year, such as 2005-04-13 or 2005")
    return Literal(date, datatype=DATATYPES[len(date)])
