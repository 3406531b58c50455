"""What an activity is called in English: by its name, or by what it was, where and when."""

from babel.dates import get_month_names
from rdflib import Graph, URIRef

from graph.network.projection import date, kind, label, made_name
from ontology.namespaces import SCHEMA
from ontology.terms import kinds


def english_title(graph: Graph, activity: URIRef) -> tuple[str, bool]:
    """Return the English title of an activity, and whether it was made by rule rather than stated.

    Made titles have what it was (or the name made for it), the place and the date: "Ninth meeting, Tunis, 2005".
    """
    stated = "" if made_name(graph, activity) else label(graph, activity, "en")
    if stated:
        return stated, False
    finest = kind(graph, activity)
    what = made_name(graph, activity) or (kinds()[finest].labels.get("en", finest) if finest else "")
    named = sorted(label(graph, where, "en") for where in graph.objects(activity, SCHEMA.location))
    where = [place for place in named if place and place not in what]
    parts = [what[:1].upper() + what[1:], *where, in_words(date(graph, activity)[0])]
    return ", ".join(filter(None, parts)), True


def in_words(iso: str) -> str:
    """Return a date as English has it: "13 September 2005", "September 2005", "2005"."""
    year, month, day = (*iso.split("-"), "", "")[:3]
    name = get_month_names("wide", locale="en")[int(month)] if month else ""
    return " ".join(filter(None, (day.lstrip("0"), name, year)))
