"""A report in two languages: each paragraph is read by the language that it is written in."""

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS

from extract.analysis import Analysis
from extract.entities import Entity
from extract.pipeline import analyse
from extract.rdf import to_rdf
from extract.reading.exchange import describe, from_json, to_json
from extract.reading.here import read_here
from ontology.namespaces import DEFAULT_BASE, OA
from ontology.validation import validate

TEXT = """盐业概况

1. 《沙丘手册》由世界银行和国际劳工组织出版，书中有盐田的照片，也有沙丘的照片，还有一张地图。

2. The Forum on Dunes was held in Geneva on 4 June 2004. It was organized by the World Bank.

3. 世界银行同国际劳工组织合作编写了《盐田通信》（The Salt Letter of the World Bank and the Lakes）。
“The letter was published in the west of the country.”

4. 总部设在日内瓦的国际劳工组织出版了《绿洲年鉴》，其中有各地绿洲的照片和地图，也有一份水井的名单。
"""


def facts(analysis: Analysis) -> set[tuple[str, str, str, str]]:
    def name(end: Entity | str | int) -> str:
        return min(end.names.values())[0] if isinstance(end, Entity) else str(end)

    return {(s.evidence.paragraph, name(s.subject), s.property, name(s.object)) for s in analysis.statements}


def test_each_paragraph_is_read_by_the_language_that_it_is_in() -> None:
    document = read_here(TEXT.encode(), "mixed.txt")
    assert document.language == "zh"
    assert [paragraph.language for paragraph in document.paragraphs] == ["", "en", "", ""]
    analysis = analyse(document)
    stated = facts(analysis)
    assert ("2", "Forum on Dunes", "startDate", "2004-06-04") in stated
    assert ("4", "绿洲年鉴", "publisher", "International Labour Organization") in stated
    assert {rule.split(".")[0] for rule in (s.rule for s in analysis.statements)} == {"zh", "en"}
    places = [s.evidence.paragraph for s in analysis.statements]
    assert places == sorted(places)


def test_a_body_that_both_languages_name_is_one_thing_in_one_report() -> None:
    graph: Graph = to_rdf([analyse(read_here(TEXT.encode(), "mixed.txt"))])
    report = URIRef(f"{DEFAULT_BASE}mixed")
    assert {*map(str, graph.objects(report, DCTERMS.language))} == {"zh", "en"}
    assert {words.language for words in graph.objects(None, OA.exact) if isinstance(words, Literal)} == {
        "zh",
        "en",
    }
    assert validate(graph) == ()
    for paragraph, language in (("2", "en"), ("4", "zh")):
        told = graph.objects(URIRef(f"{DEFAULT_BASE}mixed/paragraph/{paragraph}"))
        assert language in {text.language for text in told if isinstance(text, Literal)}


def test_the_languages_of_paragraphs_go_along_in_json_and_are_told() -> None:
    document = read_here(TEXT.encode(), "mixed.txt")
    assert from_json(to_json(document)) == document
    assert "language zh and en, 4 paragraphs" in describe(document)


def test_a_language_that_is_asked_for_is_that_of_every_paragraph() -> None:
    document = read_here(TEXT.encode(), "mixed.txt", language="zh")
    assert {paragraph.language for paragraph in document.paragraphs} == {""}


def test_halves_in_two_languages_make_no_report_that_cannot_be_read() -> None:
    chinese = "1. " + "国际劳工组织出版了《绿洲年鉴》。" * 20
    english = "2. " + "The committee thanked participants. Delegates visited salt works of Niger. " * 18
    document = read_here(f"{chinese}\n\n{english}\n".encode(), "halves.txt")
    assert {paragraph.language or document.language for paragraph in document.paragraphs} == {"zh", "en"}
