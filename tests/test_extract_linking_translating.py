"""English names by rule: made where every part is known, marked, and never in place of a stated one."""

import pytest
from rdflib import Literal, URIRef
from rdflib.namespace import SKOS

from extract.document import Document, Paragraph
from extract.entities import Entity
from extract.linking.translating import Translator, translate
from extract.pipeline import analyse
from extract.rdf import to_rdf
from ontology.namespaces import SG
from ontology.validation import validate


@pytest.fixture(scope="module")
def translator() -> Translator:
    return Translator("zh", {"盲文联盟": "Braille Alliance", "盲盟": "Braille Alliance"})


@pytest.mark.parametrize(
    ("sort", "name", "english"),
    [
        ("body", "冰岛政府", "Government of Iceland"),
        ("body", "荷兰政府", "Government of the Netherlands"),
        ("body", "巴西外交部", "Ministry of Foreign Affairs of Brazil"),
        ("body", "肯尼亚信息和通信技术部", "Ministry of Information and Communication Technologies of Kenya"),
        ("body", "卡塔尔大学", "University of Qatar"),
        ("body", "Egerton大学", "Egerton University"),
        (
            "body",
            "盲文联盟的教育和培训工作组",
            "Working Group on Education and Training of the Braille Alliance",
        ),
        ("body", "盲盟非洲区域网络", "Regional Network for Africa of the Braille Alliance"),
        ("body", "世界银行秘书处", "Secretariat of the World Bank"),
        ("event", "盲文联盟第十二次会议", "Twelfth meeting of the Braille Alliance"),
        ("event", "第21届年会", "21st annual meeting"),
        ("event", "关于开放接入的研讨会", "Workshop on Open Access"),
        ("event", "关于湖边鸟类的研讨会", "Workshop"),
        ("place", "肯尼亚内罗毕", "Nairobi, Kenya"),
        ("place", "突尼斯", "Tunis"),
        ("role", "肯尼亚总统", "President of Kenya"),
        ("document", "第2031/7号决议", "Resolution 2031/7"),
        ("report", "盲文联盟的第三次年度报告", "Third annual report of the Braille Alliance"),
    ],
)
def test_names_whose_parts_are_known_are_made(
    translator: Translator, sort: str, name: str, english: str
) -> None:
    assert translator.english(sort, name) == english


@pytest.mark.parametrize(
    ("sort", "name"),
    [
        ("body", "青禾大学"),
        ("body", "蓝湾县政府"),
        ("body", "盲文联盟鸟类工作组"),
        ("body", "白鹭观察协会"),
        ("place", "蓝湾"),
        ("report", "关于湖边鸟类的报告"),
    ],
)
def test_a_name_with_a_part_that_is_not_known_has_none(translator: Translator, sort: str, name: str) -> None:
    assert translator.english(sort, name) == ""


def test_a_meeting_is_called_after_the_body_that_it_is_of(translator: Translator) -> None:
    called = translator.english("event", "联盟的第9次会议", "Braille Alliance")
    assert called == "Ninth meeting of the Braille Alliance"
    assert translator.english("event", "联盟的第9次会议") == "Ninth meeting"


def test_a_stated_name_is_left_alone() -> None:
    known = Entity("body/a", "NGO", {"zh": ["冰岛政府"], "en": ["The Althing's own"]})
    own = Entity("body/b", "Government", {"zh": ["冰岛政府"]})
    assert (
        translate({"body/a": known, "body/b": own}, "冰岛政府的报告", "zh") == "Report of The Althing's own"
    )
    assert (known.made, own.made) == ("", "Government of Iceland")


@pytest.mark.parametrize(
    "text",
    ["冰岛政府与世界银行联合主办了关于教育的研讨会。", "冰島政府與世界銀行聯合主辦了關於教育的研討會。"],
)
def test_the_graph_marks_what_was_made(text: str) -> None:
    paragraph = Paragraph("1", "1", (), text, tuple(range(len(text))))
    graph = to_rdf([analyse(Document("TEST/2", "世界银行的年度报告", "zh", (paragraph,), text))])
    government = next(graph.subjects(SG.madeName, Literal("Government of Iceland", lang="en")))
    assert {name.language for name in graph.objects(government, SKOS.prefLabel)} == {"zh"}  # type: ignore[attr-defined]
    bank = URIRef("https://w3id.org/stakegraph/id/body/world-bank")
    assert (bank, SKOS.prefLabel, Literal("World Bank", lang="en")) in graph
    assert (bank, SG.madeName, None) not in graph
    assert graph.value(URIRef("https://w3id.org/stakegraph/id/TEST-2"), SG.madeName) == Literal(
        "Annual report of the World Bank", lang="en"
    )
    assert not validate(graph)
