"""The languages in which pages speak, and what they say in each."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from rdflib import Graph
from rdflib.namespace import DCTERMS, RDF

from graph.network.projection import made_name
from ontology.namespaces import SG
from ontology.terms import kinds

LANGUAGES = ("en", "zh")
MADE = "*"  # after English names that no source states


@cache
def phrases(language: str) -> Mapping[str, str]:
    """Return what the report and the picture say in one of LANGUAGES, by what is meant."""
    table = tomllib.loads((files("graph.pages") / "templates" / "report.toml").read_text(encoding="utf-8"))
    found: Mapping[str, str] = table[language]
    return found


def say(language: str, key: str, **values: object) -> str:
    """Return a phrase with its values; where `n` is 1 the phrase for one, if there is such."""
    found = phrases(language)
    if values.get("n") == 1:
        key = key + "_one" if key + "_one" in found else key
    return found[key].format(**values)


def kind_name(name: str, language: str) -> str:
    """Return what a kind is called."""
    labels = kinds()[name].labels
    return labels.get(language) or labels.get("en", name)


def body_name(described: Mapping[str, Any], language: str) -> str:
    """Return the name of a body in `language`, its own if it has none in it; one made by rule is marked."""
    if language != "en" or not described["label_en"]:
        return str(described["label"])
    return marked(described["label_en"], described["label_en_made"])


def marked(name: str, made: bool) -> str:
    """Return an English name with the mark of those that were made by rule, where it was."""
    return name + MADE if made and name else name


def titled(title: str, made: bool, own: str) -> str:
    """Return the English title of an activity; one that was made is marked, and its own title stands beside it."""
    return f"{marked(title, made)} – {own}" if made else title


def titles(graph: Graph, language: str) -> str:
    """Return the titles of the reports that a graph was made from, in a language as far as they have one in it.

    A graph that names no report is called by what pages are about.
    """
    found = set()
    for one in graph.subjects(RDF.type, SG.Report):
        made = made_name(graph, one, language)
        found |= {marked(made, True)} if made else {str(name) for name in graph.objects(one, DCTERMS.title)}
    return say(language, "between").join(sorted(found)) or say(language, "title")
