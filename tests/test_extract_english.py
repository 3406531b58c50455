"""Reports in English: found to be such, read by a trained pipeline, and told of in English alone."""

import re
from pathlib import Path

import pytest
import spacy

from extract import pipeline
from extract.entities import Entity
from extract.finding.trained import trained
from extract.language import knowledge
from extract.mentions import Time
from extract.pipeline import analyse, load_pipeline
from extract.provenance import program, settings
from extract.rdf import to_rdf
from extract.reading import read
from extract.reading.here import read_here
from extract.relating.trees import compile_tree
from graph.network.projection import bodies, label
from graph.pages.report import report
from ontology.errors import StakegraphError

SAMPLE = Path(__file__).parents[1] / "extract" / "sample" / "report.en.txt"
TASK_FORCE = "Information and Communication Technologies Task Force"
CHINESE = re.compile(r"[\u3400-\u9fff]")


def facts(text: str, modality: str = "asserted", language: str = "en") -> set[str]:
    def name(value: Entity | str | int) -> str:
        return value.names[language][0] if isinstance(value, Entity) else str(value)

    found = load_pipeline(language)(text)._.statements
    return {f"{name(s.subject)} | {s.property} | {name(s.object)}" for s in found if s.modality == modality}


@pytest.fixture(scope="module")
def analysis() -> pipeline.Analysis:
    return analyse(read(SAMPLE))


def test_an_english_report_is_known_by_its_words_and_read_to_the_end(analysis: pipeline.Analysis) -> None:
    assert analysis.report.language == "en"
    assert analysis.report.title == f"Work of the {TASK_FORCE}: a sample report"
    assert not analysis.faults and not analysis.unresolved
    stated = {
        (s.subject.names["en"][0], s.property, getattr(s.object, "names", {"en": [s.object]})["en"][0])
        for s in analysis.statements
        if s.modality == "asserted"
    }
    assert {
        ("Global Forum on Education", "organizer", "Government of Ireland"),
        ("Global Forum on Education", "attendance", 300),
        ("Dublin Forum Handbook", "documents", "Global Forum on Education"),
        ("Dublin Forum Handbook", "publisher", TASK_FORCE),
        ("round table on investment and innovation", "organizer", TASK_FORCE),
        ("high-level round table on regional partnerships", "chair", "President of Rwanda"),
        ("Working Group on the Enabling Environment of the Task Force", "unitOf", TASK_FORCE),
        (TASK_FORCE, "partneredWith", "Nokia"),
        ("Third Rural Connectivity Forum", "sponsor", "Government of Ghana"),
    } <= stated
    assert all(
        s.evidence.words in paragraph.text
        for s in analysis.statements
        for paragraph in analysis.report.paragraphs
        if paragraph.id == s.evidence.paragraph
    )


def test_the_graph_says_which_trained_pipeline_read_the_report(analysis: pipeline.Analysis) -> None:
    read = settings(analysis, "https://example.org/")["trained"]
    assert read.startswith("en_core_web_") and read in program()


def test_offsets_of_evidence_lead_into_the_source(analysis: pipeline.Analysis) -> None:
    paragraphs = {paragraph.id: paragraph for paragraph in analysis.report.paragraphs}
    for one in analysis.statements:
        offsets = paragraphs[one.evidence.paragraph].offsets[one.evidence.begin : one.evidence.end]
        source = analysis.report.source[offsets[0] : offsets[-1] + 1]
        assert " ".join(source.split()) == one.evidence.words.strip()


def test_pages_of_an_english_report_show_no_chinese(analysis: pipeline.Analysis) -> None:
    graph = to_rdf([analysis])
    assert not CHINESE.search(report(graph))
    assert not any(CHINESE.search(label(graph, body)) for body in bodies(graph))


def test_one_sentence_says_what_to_install_where_no_trained_pipeline_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(spacy.util, "is_package", lambda _name: False)
    for cached in (trained, load_pipeline):
        cached.cache_clear()
    try:
        with pytest.raises(StakegraphError) as refused:
            load_pipeline("en")
    finally:
        trained.cache_clear()
    assert str(refused.value) == knowledge("en", "trained")["missing"]


def test_what_is_planned_proposed_or_denied_is_told_by_what_governs_the_verb() -> None:
    fact = "workshop on salt | organizer | World Bank"
    assert facts("The World Bank intends to organize a workshop on salt.", "planned") == {fact}
    assert facts("The Board asked the World Bank to organize a workshop on salt.", "proposed") == {fact}
    assert facts("The World Bank has never organized a workshop on salt.", "negated") == {fact}
    assert facts("Niger welcomed the workshop on salt organized by the World Bank.") == {fact}


def test_dates_are_read_as_they_are_written_in_english() -> None:
    dates = {
        "14–16 June 2004": Time("2004-06-14", "2004-06-16"),
        "28 May to 2 June 2004": Time("2004-05-28", "2004-06-02"),
        "5 May 2003": Time("2003-05-05"),
        "May 5, 2003": Time("2003-05-05"),
        "June 2004": Time("2004-06"),
    }
    for said, meant in dates.items():
        doc = load_pipeline("en")(f"The Salt Forum was held on {said}.")
        (date,) = doc.spans["times"]
        assert (date.text, date._.value) == (said, meant)


def test_a_sentence_is_not_ended_by_an_abbreviation() -> None:
    assert facts("The Salt Forum was organized by Mr. J. Smith of Niger and was held in Dakar.") == {
        "Salt Forum | location | Dakar"
    }


@pytest.mark.parametrize("line", ["verb {event}", "verb: {nonesuch}", "verb > by: {nonesuch}"])
def test_a_line_that_is_no_node_of_a_tree_is_refused_by_the_rows_id(line: str) -> None:
    with pytest.raises(StakegraphError, match=r"en\.organizer\.odd"):
        compile_tree("en", ["verb: hold", line], {}, {}, "en.organizer.odd")


def test_a_report_in_french_is_found_and_read_by_its_data_alone() -> None:
    text = (
        "Rapport sur le sel\n\n1. Le forum sur le sel a été organisé par l'Union postale universelle à Dakar, et les "
        "délégués ont parlé des dunes et de la mer.\n\n2. Le manuel sur les dunes a été publié par l'Université de "
        "Dakar en 2004.\n"
    )
    document = read_here(text.encode(), "rapport.txt")
    assert document.language == "fr"
    found = {(s.subject.names["fr"][0], s.property) for s in analyse(document).statements}
    assert {("forum sur le sel", "organizer"), ("manuel sur les dunes", "publisher")} <= found
