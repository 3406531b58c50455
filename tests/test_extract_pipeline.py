"""The pipeline as people who build on it use it."""

from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, Literal, URIRef
from rdflib.namespace import PROV, SKOS

from extract.document import Document, Heading, Paragraph
from extract.finding.names import geoname
from extract.language import knowledge
from extract.pipeline import analyse, load_pipeline
from extract.rdf import to_rdf
from ontology.namespaces import SCHEMA, SG
from ontology.terms import relations

ALPHABET = "由与和在于的，。、（）《》“”关于第三次会议主办了该论坛世界银行2005年月日 A"
TEXT = "关于疫苗的研讨会由世界卫生组织与埃格顿大学联合主办。该研讨会吸引了80名代表。"


def document(*texts: str) -> Document:
    paragraphs = tuple(
        Paragraph(str(n), str(n), (), text, tuple(range(len(text)))) for n, text in enumerate(texts, 1)
    )
    return Document("TEST/1", "试验报告", "zh", paragraphs, "\n".join(texts))


def facts(nlp: spacy.Language, text: str) -> list[tuple[str, str]]:
    return [(s.subject.id, s.property) for s in nlp(text)._.statements]


def test_the_pipeline_survives_being_saved_and_loaded(tmp_path: Path) -> None:
    nlp = load_pipeline("zh")
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert again.pipe_names == nlp.pipe_names
    assert facts(again, TEXT) == facts(nlp, TEXT) != []


def test_texts_can_be_streamed() -> None:
    nlp = load_pipeline("zh")
    assert [len(doc._.statements) for doc in nlp.pipe([TEXT, TEXT])] == [len(nlp(TEXT)._.statements)] * 2


def test_each_statement_quotes_its_paragraph_to_the_letter() -> None:
    report = document("第一段没有什么。", TEXT)
    found = analyse(report)
    texts = {paragraph.id: paragraph.text for paragraph in report.paragraphs}
    assert found.statements
    for statement in found.statements:
        evidence = statement.evidence
        assert texts[evidence.paragraph][evidence.begin : evidence.end] == evidence.words != ""


def test_a_reference_in_the_next_sentence_means_the_event_before() -> None:
    doc = load_pipeline("zh")(TEXT)
    (attendance,) = [s for s in doc._.statements if s.property == "attendance"]
    assert (attendance.subject.names["zh"][0], attendance.object) == ("关于疫苗的研讨会", 80)


def test_a_short_name_that_the_report_introduces_means_the_same_body() -> None:
    text = "国际橄榄品种研究所（橄榄所）出席了第三届油料大会。橄榄所主办了关于嫁接的讲习班。"
    bodies = {
        s.object.id for s in load_pipeline("zh")(text)._.statements if s.property in {"attendee", "organizer"}
    }
    assert len(bodies) == 1


def test_a_unit_is_told_from_the_body_that_it_is_part_of() -> None:
    doc = load_pipeline("zh")("关于嫁接的讲习班由国际橄榄品种研究所的气候工作组主办。")
    found = {(s.subject.names["zh"][-1], s.property, s.object.names["zh"][0]) for s in doc._.statements}
    assert ("气候工作组", "unitOf", "国际橄榄品种研究所") in found


def test_a_name_that_holds_a_connector_is_one_body() -> None:
    doc = load_pipeline("zh")("关于疟疾的研讨会由卫生和福利部与埃格顿大学联合主办。")
    assert {s.object.names["zh"][0] for s in doc._.statements} == {"卫生和福利部", "埃格顿大学"}


@pytest.mark.parametrize(
    ("name", "general"),
    [
        ("新闻部", True),
        ("卫生和福利部", True),
        ("气候变化工作组", True),
        ("筹备委员会", True),
        ("东非区域办事处", True),
        ("挪威新闻部", False),
        ("国际橄榄委员会", False),
        ("昆明市教育局", False),
        ("联合国环境规划署", False),
        ("沙丘研究协会", False),
        ("青禾大学出版社", False),
    ],
)
def test_a_body_of_a_general_name_is_the_reports_own(name: str, general: bool) -> None:
    reports = [replace(document(f"关于嫁接的讲习班由{name}主办。"), id=f"TEST/{n}") for n in (1, 2)]
    found = [s.object.id for r in reports for s in analyse(r).statements if s.property == "organizer"]
    assert len(found) == 2
    assert (found[0] != found[1]) == general
    graph = to_rdf(map(analyse, reports), "https://example.org/")
    iris = {str(iri) for iri in graph.objects(None, SCHEMA.organizer)}
    assert all(iri.startswith("https://example.org/TEST-") == general for iri in iris)


def test_a_unit_of_a_general_name_is_that_of_its_owner_in_every_report() -> None:
    text = "世界银行在非洲、亚洲的区域网络主办了关于嫁接的讲习班。"
    found = {s.subject.id for s in analyse(document(text)).statements if s.property == "unitOf"}
    assert found == {"body/world-bank-非洲区域网络", "body/world-bank-亚洲区域网络"}


@pytest.mark.parametrize(
    ("place", "link"),
    [
        ("内罗毕", "184745"),
        ("纽约", "5128581"),
        ("中国上海", "1796236"),
        ("伦敦", ""),  # in England, or in Ontario
        ("突尼斯", ""),  # the city, or the country
        ("青禾镇", ""),
    ],
)
def test_a_place_is_linked_where_its_name_can_mean_no_other(place: str, link: str) -> None:
    graph = to_rdf([analyse(document(f"关于嫁接的讲习班由世界银行于2005年3月在{place}主办。"))])
    (found,) = graph.objects(None, SCHEMA.location)
    links = {str(one) for one in graph.objects(found, SKOS.exactMatch)}
    assert links == ({f"https://sws.geonames.org/{link}/"} if link else set())


def test_names_that_the_gazetteer_lacks_lead_to_places_that_it_has() -> None:
    known = knowledge("zh", "places")["geonames"]
    assert {name for name, identity in known.items() if geoname(name, "zh") != identity} == set()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (
            "信息社会世界首脑会议突尼斯阶段由国际电联主办。世界银行在突尼斯会议上介绍了《电话手册》。",
            "wsis-tunis",
        ),
        (
            "信息社会世界首脑会议日内瓦阶段由国际电联主办。世界银行在突尼斯会议上介绍了《电话手册》。",
            "突尼斯会议",
        ),
        ("第二次内罗毕会议由世界银行主办。埃格顿大学在内罗毕会议上介绍了《电话手册》。", "内罗毕会议"),
    ],
)
def test_a_meeting_called_by_its_place_is_the_one_whose_name_ends_so(text: str, meant: str) -> None:
    (event,) = {s.object.id for s in analyse(document(text)).statements if s.property == "presentedAt"}
    assert event.rpartition("/")[2] == meant


def test_an_event_is_called_by_its_heading_rather_than_by_a_list_of_its_hosts() -> None:
    text = "这一进程包括由世界银行、埃格顿大学和国际电信联盟举办的区域活动。"
    headings = (Heading("盲文协商", 1, (0, 1, 2, 3)),)
    report = document(text)
    paragraph = replace(report.paragraphs[0], headings=headings)
    (event,) = {
        s.subject.names["zh"][0]
        for s in analyse(replace(report, paragraphs=(paragraph,))).statements
        if s.property == "organizer"
    }
    assert event == "盲文协商区域活动"


def test_a_foundation_is_not_cut_out_of_a_longer_name() -> None:
    def named(text: str) -> set[str]:
        return {
            span.text for span in load_pipeline("zh")(text).spans["mentions"] if "阿尔瓦雷斯" in span.text
        }

    assert named("展台展出了阿尔瓦雷斯基金拉丁美洲电视教育倡议和盲文项目。") <= {
        "阿尔瓦雷斯基金拉丁美洲电视教育倡议"
    }
    assert named("世界银行与阿尔瓦雷斯基金会举办了关于扫盲的研讨会。") == {"阿尔瓦雷斯基金会"}


def test_no_evidence_no_triple() -> None:
    graph = to_rdf([analyse(document("天气很好。"))])
    assert not set(graph.subjects(RDF.type, RDF.Statement))
    assert not set(graph.predicates()) & {relation.iri for relation in relations().values()}


def test_a_graph_says_from_what_and_how_it_was_made() -> None:
    report = document("世界银行资助了该项目。")
    graph = to_rdf([analyse(replace(report, sha256="00ff"))], "https://example.org/")
    (run,) = graph.subjects(RDF.type, PROV.Activity)
    (file,) = graph.subjects(SCHEMA.sha256, Literal("00ff"))
    assert {*graph.objects(run, PROV.used)} == {file, URIRef("https://example.org/TEST-1")}
    (software,) = graph.objects(run, PROV.wasAssociatedWith)
    assert str(graph.value(software, SCHEMA.softwareVersion)) == version("stakegraph")
    told = {str(value).partition("=")[0] for value in graph.objects(run, SG.setting)}
    assert told == {"base-iri", "components", "knowledge", "language"}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(list(ALPHABET)), max_size=60))
def test_any_text_is_read_without_failing_and_quoted_rightly(characters: list[str]) -> None:
    text = "".join(characters)
    for statement in load_pipeline("zh")(text)._.statements:
        assert text[statement.evidence.begin : statement.evidence.end] == statement.evidence.words


def test_a_reference_with_a_pointer_means_what_the_paragraph_pointed_at_names() -> None:
    report = document(
        "世界银行资助了该项目（见第3段）。",
        "第二段没有什么。",
        "尼罗河水文监测项目于2004年启动。",
    )
    found = analyse(report)
    assert [(s.subject.names["zh"][0], s.property, s.object.id) for s in found.statements] == [
        ("尼罗河水文监测项目", "funder", "body/world-bank")
    ]
