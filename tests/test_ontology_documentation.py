"""The page of the vocabulary: every term, its names and definition, links that lead somewhere."""

import re
from pathlib import Path

from rdflib import RDFS, SKOS, Literal
from selenium.webdriver import Chrome

from ontology.documentation import vocabulary_page
from ontology.namespaces import SG
from ontology.terms import kinds, relations, vocabulary


def test_every_kind_and_relation_is_told_with_its_names_in_both_languages() -> None:
    page = vocabulary_page()
    for one in (*kinds().values(), *relations().values()):
        assert f"<code>{one.iri}</code>" in page
        assert all(f">{label}</span>" in page for label in one.labels.values())


def test_every_definition_is_told_as_it_stands_in_the_turtle() -> None:
    page = vocabulary_page()
    for definition in vocabulary().objects(None, SKOS.definition):
        assert isinstance(definition, Literal)
        assert str(definition).replace("'", "&#39;") in page


def test_our_own_terms_are_found_at_their_iris() -> None:
    page = vocabulary_page()
    own = [str(node) for node in vocabulary().subjects(RDFS.label) if str(node).startswith(str(SG))]
    assert own
    assert all(
        f'<article id="{iri.removeprefix(str(SG))}">' in page for iri in own if iri != f"{SG}modalities"
    )


def test_links_within_the_page_lead_to_a_term() -> None:
    page = vocabulary_page()
    anchors = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= anchors
    assert len(anchors) == page.count("<article")


def test_the_page_asks_the_network_for_nothing(chrome: Chrome, tmp_path: Path) -> None:
    file = tmp_path / "vocabulary.html"
    file.write_text(vocabulary_page(), encoding="utf-8")
    chrome.get_log("performance")
    chrome.get(file.as_uri())
    asked = [
        entry["message"] for entry in chrome.get_log("performance") if "requestWillBeSent" in entry["message"]
    ]
    assert all('"url":"file:' in message for message in asked)
    assert chrome.get_log("browser") == []
