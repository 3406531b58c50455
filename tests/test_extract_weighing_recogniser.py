"""The trained recogniser: names that no rule knows, activities without a name, and labels that fit together."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.entities import Entity
from extract.pipeline import load_pipeline
from extract.weighing.recognition import LABELS, decoded
from extract.weighing.units import units


@given(st.integers(0, 2**32 - 1), st.integers(1, 30))
def test_what_is_decoded_stands_in_order_and_apart(seed: int, length: int) -> None:
    likely = np.random.default_rng(seed).dirichlet([0.1] * len(LABELS), size=length).astype(np.float32)
    found = list(decoded(likely))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= one.start < one.end <= length and 0 <= one.sure <= 1 for one in found)


@pytest.mark.parametrize("language", ["en", "zh"])
@given(text=st.text(max_size=80))
@settings(max_examples=40, deadline=None)
def test_units_are_apart_and_leave_out_only_what_is_blank(language: str, text: str) -> None:
    places = units(text, language)
    assert all(0 <= begin < end <= len(text) for begin, end in places)
    assert all(one[1] <= other[0] for one, other in pairwise(places))
    within = {place for begin, end in places for place in range(begin, end)}
    assert all(text[place].isspace() for place in set(range(len(text))) - within)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Sweden and the Zanzibar Clove Growers' Union chaired the second seminar on spices jointly.",
            {"Sweden", "Zanzibar Clove Growers' Union", "second seminar on spices"},
        ),
        (
            "With Estonia, the Baltic Archive of Tides launched a joint project on harbour records.",
            {"Estonia", "Baltic Archive of Tides"},
        ),
    ],
)
def test_names_of_words_are_found_whole(text: str, names: set[str]) -> None:
    assert names <= {span.text for span in load_pipeline("en")(text).spans["mentions"]}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("瑞典和塞内加尔共同主持了这次会议。", {"瑞典", "塞内加尔"}),
        ("毒品和犯罪问题办公室于2013年9月在维也纳举办了一次讲习班。", {"毒品和犯罪问题办公室", "讲习班"}),
        ("执行主任向执行局第二届常会提交了报告。", {"执行主任"}),
        (
            "关于盐业、牧业与贸易，包括盐与牧草贸易，实现盐区发展目标的圆桌会议是与国际盐业协会合作"
            "于2012年5月3日在恩德培举办的。",
            {"关于盐业、牧业与贸易，包括盐与牧草贸易，实现盐区发展目标的圆桌会议", "国际盐业协会"},
        ),
    ],
)
def test_names_are_found_whole(text: str, names: set[str]) -> None:
    assert names <= {span.text for span in load_pipeline("zh")(text).spans["mentions"]}


def test_an_activity_without_a_name_is_another_each_time() -> None:
    doc = load_pipeline("zh")(
        "埃及于2013年5月在开罗举办了一次讲习班。肯尼亚于2014年6月在内罗毕举办了一次讲习班。"
    )
    unnamed = [span for span in doc.spans["mentions"] if span.text == "讲习班"]
    assert len({span.kb_id_ for span in unnamed}) == len(unnamed) == 2


def test_a_text_of_nothing_but_spaces_has_no_mentions() -> None:
    assert not load_pipeline("zh")("   \n ").spans["mentions"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("秘鲁卫生部与利马市政府于2014年6月18日联合召开了一次圆桌会议。", "秘鲁卫生部与利马市政府"),
        ("塔吉克斯坦常驻联合国代表团于2015年6月9日在杜尚别主办了淡水论坛。", "联合国代表团"),
        ("湖泊委是环境署和气象组织于1988年成立的一个独立政府间机构。", "独立政府"),
    ],
)
def test_nothing_is_stated_of_a_name_that_was_cut_wrongly(text: str, wrong: str) -> None:
    ends = {
        name
        for statement in load_pipeline("zh")(text)._.statements
        for thing in (statement.subject, statement.object)
        if isinstance(thing, Entity)
        for name in thing.names["zh"]
    }
    assert ends
    assert wrong not in ends


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "《白沙湾条约》于1999年8月在科科斯群岛罗湾加举行的北大洋论坛第四届会议上获得通过。",
            "北大洋论坛第四届会议",
        ),
        ("盐湖研究联盟于2010年9月在昆明主办的高原湖泊论坛第二次会议通过了报告。", "高原湖泊论坛第二次会议"),
    ],
)
def test_what_a_construction_reads_of_a_part_of_a_name_is_said_of_the_whole(text: str, name: str) -> None:
    dated = {
        (one.subject.names["zh"][0], text[one.subject_mention.begin : one.subject_mention.end])
        for one in load_pipeline("zh")(text)._.statements
        if one.property in {"startDate", "location"} and one.subject_mention
    }
    assert dated == {(name, name)}


def test_numbered_names_of_a_list_share_the_end_of_the_last() -> None:
    doc = load_pipeline("zh")("会议提到安理会第714(1991)、第751(1992)和第740(1992)号决议以及主席的声明。")
    named = {doc._.entities[span.kb_id_].names["zh"][0] for span in doc.spans["mentions"] if span.kb_id_}
    assert {"安理会第714(1991)号决议", "第751(1992)号决议"} <= named
