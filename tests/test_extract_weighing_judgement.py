"""The trained judgement: facts that no pattern reads, states that act, ends that come with beginnings."""

import pytest

from extract.document import Document, Paragraph
from extract.entities import Entity
from extract.pipeline import analyse, load_pipeline
from extract.weighing.candidates import candidates, possible
from extract.weighing.judge import RELATIONS
from extract.weighing.views import Node, nodes, views
from ontology.terms import relations


def facts(text: str, modality: str = "asserted") -> set[str]:
    def name(thing: Entity | str | int) -> str:
        return thing.names["zh"][-1] if isinstance(thing, Entity) else str(thing)

    return {
        f"{name(s.subject)} | {s.property} | {name(s.object)}"
        for s in load_pipeline("zh")(text)._.statements
        if s.modality == modality
    }


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("埃及于2013年5月在开罗举办了一次讲习班。", "讲习班 | location | 开罗"),
        ("埃及于2013年5月6日至8日在开罗举办了一次讲习班。", "讲习班 | endDate | 2013-05-08"),
        ("2014年3月12日，加纳外交部发表了一份声明。", "声明 | publisher | 加纳外交部"),
        ("信托基金收到了挪威和丹麦的捐款。", "信托基金 | funder | 挪威"),
    ],
)
def test_what_no_pattern_reads_is_judged(text: str, fact: str) -> None:
    assert fact in facts(text)


def test_a_state_that_acts_is_no_place() -> None:
    doc = load_pipeline("zh")("信托基金收到了挪威和丹麦的捐款。")
    donors = {s.object.id: s.object.kind for s in doc._.statements if s.property == "funder"}
    assert donors["body/挪威"] == "State"


def test_what_is_only_planned_is_not_asserted() -> None:
    assert not facts("埃及拟于2030年5月在开罗举办一次讲习班。")
    assert not facts("开普敦大学今后将牵头实施渔民保险项目。")


def test_a_declaration_is_not_dated_by_the_meeting_that_adopted_it() -> None:
    said = facts("2012年5月4日在利马举行的安第斯鹦鹉部长级会议通过了一项宣言。")
    assert "安第斯鹦鹉部长级会议 | startDate | 2012-05-04" in said
    assert not {fact for fact in said if "issued" in fact}


def test_a_body_called_by_what_it_is_alone_states_nothing() -> None:
    said = facts("委员会于2012年5月4日在利马举行了关于鹦鹉的圆桌会议。")
    assert not {fact for fact in said if fact.endswith("| 委员会")}
    assert "关于鹦鹉的圆桌会议 | location | 利马" in said


def test_countries_do_not_act_where_what_is_theirs_does() -> None:
    said = facts("北欧盲人图书馆联盟由挪威、瑞典和芬兰的六家图书馆组成，秘书处设在奥斯陆。")
    assert not {fact for fact in said if "memberOf" in fact}


def test_a_memorandum_has_parties_and_no_publisher() -> None:
    text = "The Baltic Archive signed a memorandum of understanding with the World Association of Beacon Keepers."
    assert {s.property for s in load_pipeline("en")(text)._.statements} == {"partneredWith"}


def test_candidates_are_of_kinds_that_the_relations_allow() -> None:
    doc = load_pipeline("zh")("世界银行与加纳大学于2013年5月在开罗举办了关于水资源的研讨会。")
    found = [
        one for view in views(doc, "zh", nodes(doc, "zh", doc.spans["mentions"])) for one in candidates(view)
    ]
    pairs = {(one.subject.kind, one.object.kind) for one in found}
    assert {("Event", "Body"), ("Event", "Date"), ("Body", "Body")} <= pairs
    assert not {subject for subject, _ in pairs} & {"Date", "Place"}
    assert not possible("Place", "Event") | possible("Date", "Event") | possible("Event", "Generic")
    assert set(RELATIONS[1:]) <= set(relations())


def test_candidates_of_a_sentence_without_end_grow_with_its_length() -> None:
    def count(times: int) -> int:
        doc = load_pipeline("zh").make_doc("世界银行与加纳大学举办论坛，" * times)
        found = [
            Node(begin, begin + len(name), kind, "name")
            for at in range(0, len(doc), 14)
            for begin, name, kind in (
                (at, "世界银行", "Body"),
                (at + 5, "加纳大学", "Body"),
                (at + 11, "论坛", "Event"),
            )
        ]
        doc.spans["words"] = []
        return sum(1 for view in views(doc, "zh", found) for _ in candidates(view))

    assert 0 < count(80) <= 2.5 * count(40)


def test_nothing_is_judged_of_the_body_whose_report_it_is() -> None:
    text = "2. 淡水任务组知道，2014年6月18日在利马召开了一次圆桌会议，水资源工作组发表了一份声明。"
    paragraphs = (Paragraph("2", "2", (), text, tuple(range(len(text)))),)
    found = analyse(Document("T/1", "淡水任务组的年度报告", "zh", paragraphs, "")).statements
    learnt = [s for s in found if s.rule.endswith(".learnt")]
    assert learnt
    assert not any(
        isinstance(thing, Entity) and "淡水任务组" in thing.names["zh"]
        for s in learnt
        for thing in (s.subject, s.object)
    )


def test_a_construction_is_less_sure_where_the_judge_finds_its_pair_less_likely() -> None:
    def sure(text: str) -> float:
        said = load_pipeline("zh")(text)._.statements
        return next(s.confidence for s in said if s.rule == "zh.organizer.active")

    alone = sure("加纳大学于2013年5月6日在阿克拉主办了海洋数据论坛。")
    beside = sure("加纳大学主办了海洋数据论坛，世界银行主办了水论坛。")
    assert 0.5 < beside < alone < 1
