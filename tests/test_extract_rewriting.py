"""A report in traditional characters says what its simplified twin says, in its own words."""

import json

import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import SKOS

from extract.entities import Entity
from extract.pipeline import analyse
from extract.rdf import to_rdf
from extract.reading import read_bytes
from extract.reading.exchange import from_json, to_json
from graph.evidence import quotation
from ontology.namespaces import DEFAULT_BASE, NIF, OA, SG
from ontology.validation import validate

SIMPLIFIED = """水井伙伴年度报告

第一节 背景

1. 世界卫生组织（世卫组织）与联合国开发计划署合作编写了《乡村水井手册》。该手册由瑞士政府资助。

2. 2004年5月12日，题为“水井与学校”的圆桌会议在内罗毕举行，由蓝溪基金会与联合国儿童基金会共同主办。会议吸引80名代表。

第二节 计划

3. 蓝溪基金会计划与世卫组织于2006年联合举办第二次乡村水井论坛。

附件

目录
"""
TRADITIONAL = """水井夥伴年度報告

第一節 背景

1. 世界衞生組織（世衞組織）與聯合國開發計畫署合作編寫了《鄉村水井手冊》。該手冊由瑞士政府資助。

2. 2004年5月12日，題為「水井與學校」的圓桌會議在內羅畢舉行，由藍溪基金會與聯合國兒童基金會共同主辦。會議吸引80名代表。

第二節 計劃

3. 藍溪基金會計劃與世衞組織於2006年聯合舉辦第二次鄉村水井論壇。

附件

目錄
"""


def graph(*texts: str) -> Graph:
    return to_rdf(
        [analyse(read_bytes(text.encode(), f"wells-{number}.txt")) for number, text in enumerate(texts)]
    )


def stated(text: str) -> set[tuple[object, ...]]:
    found = analyse(read_bytes(text.encode(), "wells.txt"))
    return {
        (
            one.subject.id,
            one.property,
            one.object.id if isinstance(one.object, Entity) else one.object,
            one.modality,
            one.confidence,
            one.evidence.paragraph,
            one.evidence.begin,
            one.evidence.end,
        )
        for one in found.statements
    }


def test_both_are_read_alike() -> None:
    assert stated(TRADITIONAL) == stated(SIMPLIFIED)
    assert {relation for _, relation, *_ in stated(TRADITIONAL)} >= {"publisher", "organizer", "attendance"}


@pytest.mark.parametrize("encoding", ["utf-8", "big5hkscs", "gb18030"])
def test_they_are_laid_out_alike_in_their_own_words(encoding: str) -> None:
    one, other = (
        read_bytes(text.encode(encoding if text is TRADITIONAL else "utf-8"), "wells.txt")
        for text in (TRADITIONAL, SIMPLIFIED)
    )
    assert [p.number for p in one.paragraphs] == [p.number for p in other.paragraphs]
    assert (one.title, one.paragraphs[0].headings[0].text) == ("水井夥伴年度報告", "背景")
    for paragraph in one.paragraphs:
        assert paragraph.text == "".join(one.source[offset] for offset in paragraph.offsets)


def test_quotations_are_the_reports_own_words() -> None:
    made = graph(TRADITIONAL)
    for statement in made.subjects(RDF.type, RDF.Statement):
        quoted = quotation(made, statement)
        assert quoted.words in TRADITIONAL
        assert quoted.before + quoted.words + quoted.after in TRADITIONAL
    assert all(str(words) in TRADITIONAL for words in made.objects(None, NIF.anchorOf))
    assert "由藍溪基金會與聯合國兒童基金會共同主辦" in " ".join(map(str, made.objects(None, OA.exact)))
    assert validate(made) == ()


def test_a_registered_body_is_linked_and_found_by_the_name_that_the_report_gives_it() -> None:
    made = graph(TRADITIONAL)
    (who,) = made.subjects(SKOS.prefLabel, Literal("世界卫生组织", lang="zh"))
    names = set(made.objects(who, SKOS.altLabel))
    assert {Literal("世界衞生組織", lang="zh"), Literal("世衞組織", lang="zh")} <= names
    assert list(made.objects(who, SKOS.exactMatch))


def test_what_no_registry_knows_is_called_as_in_the_report() -> None:
    made = graph(TRADITIONAL)
    labels = {str(name) for name in made.objects(None, SKOS.prefLabel)}
    assert {"藍溪基金會", "鄉村水井手冊", "內羅畢"} <= labels
    assert not {"蓝溪基金会", "乡村水井手册", "内罗毕"} & labels


def test_of_two_reports_in_two_scripts_a_thing_has_one_preferred_name() -> None:
    made = graph(TRADITIONAL, SIMPLIFIED)
    fund = URIRef(f"{DEFAULT_BASE}body/蓝溪基金会")
    assert made.value(fund, SKOS.prefLabel, any=False) == Literal("藍溪基金會", lang="zh")
    assert Literal("蓝溪基金会", lang="zh") in set(made.objects(fund, SKOS.altLabel))
    assert validate(made) == ()


def test_a_report_passed_on_as_json_is_read_the_same() -> None:
    document = read_bytes(TRADITIONAL.encode(), "wells.txt")
    assert json.loads(to_json(document))["paragraphs"][1]["text"].startswith("2004年5月12日，題為「水井")
    assert set(to_rdf([analyse(from_json(to_json(document)))])) == set(to_rdf([analyse(document)]))


def test_suspect_sentences_are_quoted_as_they_are_written() -> None:
    found = analyse(read_bytes("1. 世界銀行與藍溪基金會向來一道出力。\n".encode(), "wells.txt"))
    (suspect,) = found.suspects
    assert suspect.evidence.words == "世界銀行與藍溪基金會向來一道出力。"
    assert [said.words for said, _ in suspect.mentions] == ["世界銀行", "藍溪基金會"]
    assert set(map(str, to_rdf([found]).objects(None, SG.setting)))
