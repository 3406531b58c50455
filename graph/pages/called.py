"""What things are called on the page: in the report's language and in English, whole and on a drawing's lines."""

from rdflib import Graph, URIRef
from rdflib.namespace import SKOS
from rdflib.term import Node

from graph.network.english import english_title
from graph.network.projection import label, made_name
from graph.pages.drawing import wrap
from graph.pages.languages import marked, titled


def called_in_both(graph: Graph, node: Node) -> dict[str, str]:
    """Return what an entity is called, in the report's language and in English."""
    return both(label(graph, node), marked(label(graph, node, "en"), bool(made_name(graph, node))))


def named_activity(graph: Graph, activity: URIRef) -> dict[str, str]:
    """Return what an activity is called, likewise on lines; in English by what it was, where and when, if unnamed."""
    own, (title, made) = label(graph, activity), english_title(graph, activity)
    drawn = on_lines(both(own, marked(title, made)))
    return drawn | both(own, titled(title, made, own))


def both(own: str, english: str) -> dict[str, str]:
    """Return both names of a thing, the English one only where it is another."""
    return {"label": own, "english": "" if english == own else english}


def on_lines(called: dict[str, str]) -> dict[str, str]:
    """Return both names of a thing, whole and on lines."""
    return called | {"lines": wrap(called["label"]), "englishLines": wrap(called["english"])}


def named(graph: Graph, node: URIRef) -> dict[str, str]:
    """Return what an entity is called in both, whole and on lines."""
    return on_lines(called_in_both(graph, node))


def names(graph: Graph, node: Node) -> list[str]:
    """Return every name of an entity."""
    return sorted({str(name) for p in (SKOS.prefLabel, SKOS.altLabel) for name in graph.objects(node, p)})


def links(graph: Graph, node: URIRef) -> list[str]:
    """Return the web addresses of the same thing elsewhere."""
    found = (str(link) for link in graph.objects(node, SKOS.exactMatch))
    return sorted(link for link in found if link.startswith(("http://", "https://")))
