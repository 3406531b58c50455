"""The network as one interactive HTML page that works from a file, without any network request."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jinja2 import Environment
from rdflib import Graph

from graph.network.measures import MEANING
from graph.network.projection import MEMBERSHIP
from graph.pages.called import both
from graph.pages.drawing import STAR, palette
from graph.pages.explorer import explorer
from graph.pages.languages import titles
from ontology.terms import kinds, relations, top_kind

TEMPLATES = files("graph.pages") / "templates" / "explorer"
VIS = "templates/lib/vis-9.1.2/vis-network.min.js"  # its style sheet is for tools that the page has not


def page(graph: Graph, title: str = "") -> str:
    """Return the page on which people explore who worked with whom.

    Args:
        graph: a graph of the contract.
        title: what the page is called; by default as the reports that the graph was made from, in English too.
    """
    own = title or titles(graph, "zh")
    return rendered(own, {"title": both(own, title or titles(graph, "en")), **explorer(graph)})


def archive_page(title: str, archive: Mapping[str, Any]) -> str:
    """Return the page of an archive, which asks the server that it comes from for what it shows.

    Args:
        title: what it is called; by default by how many reports there are.
        archive: what the page must know of the archive as a whole.
    """
    strings, reports = tomllib.loads(read("strings.toml")), archive["totals"]["reports"]
    own, english = (title or strings[language]["archive"].format(n=reports) for language in ("zh", "en"))
    nothing: dict[str, Any] = {name: [] for name in LISTS}
    data = {"title": both(own, english), **nothing, **HELD, "archive": archive}
    return rendered(own, data, archive=True)


LISTS = ("bodies", "activities", "places", "nodes", "quotations", "belongings", "parents")
HELD = {"membership": MEMBERSHIP, "star": STAR, "measures": ["weighted_degree"], "lined": 0, "drawn": 0}


def rendered(title: str, known: Mapping[str, Any], *, archive: bool = False) -> str:
    """Return the page of what it must know, with what all pages know."""
    data = {
        **known,
        "kinds": {name: dict(kind.labels) for name, kind in kinds().items()},
        "tops": {name: top_kind(name) for name in kinds()},
        "looks": {name: asdict(look) for name, look in palette().items()},
        "relations": {name: dict(relation.labels) for name, relation in relations().items()},
        "meanings": dict(MEANING),
        "strings": tomllib.loads(read("strings.toml")),
    }
    template = Environment(autoescape=True, keep_trailing_newline=True).from_string(read("page.html.j2"))
    return template.render(
        title=title,
        archive=archive,
        data=embedded(data),
        script=read("bundle.js"),
        style=read("style.css"),
        vis_script=vis_network().replace("</script", "<\\/script"),
    )


def read(name: str) -> str:
    """Return the text of one of the page's files."""
    return (TEMPLATES / name).read_text(encoding="utf-8")


def vis_network() -> str:
    """Return the script that draws, which pyvis brings; importing pyvis itself would take half a second."""
    found = find_spec("pyvis")
    assert found is not None and found.origin is not None
    return (Path(found.origin).parent / VIS).read_text(encoding="utf-8")


def embedded(data: object) -> str:
    """Return data as JSON that can stand within a script element, whatever names it holds."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
