"""Paragraphs, headings and their numbers, out of lines."""

import itertools
import re

from hypothesis import given, settings
from hypothesis import strategies as st
from report_pages import Setting

from extract.document import Document
from extract.reading.here import read_here
from ontology.errors import StakegraphError

WORDS = [
    *[
        "卫生部门",
        "沿海各省",
        "气候",
        "观测网络",
        "培训班",
        "于2031年6月",
        "在三个城市",
        "（试点）",
        "《海岸手册》",
    ],
    *["合作", "编写", "改善", "“清洁水源”", "项目", "以及", "同Green Coast协会", "1 200名"],
]
clauses = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map("".join)
sentences = st.lists(clauses, min_size=1, max_size=4).map(lambda parts: "，".join(parts) + "。")
bodies = st.lists(sentences, min_size=1, max_size=4).map(lambda parts: "本段说明" + "".join(parts))
heads = st.lists(st.sampled_from(["水源", "保护", "城市", "观测", "行动"]), min_size=1, max_size=4).map(
    "".join
)


def read(text: str, name: str = "report.txt") -> Document:
    return read_here(text.encode(), name, "zh")


def squeeze(text: str) -> str:
    """The text as it ought to come out: no space beside a Han character."""
    tight = r"[^\x00-\x7f]"
    return re.sub(rf"(?<={tight}) +| +(?={tight})", "", text)


def outline(document: Document) -> list[tuple[str, tuple[str, ...], str]]:
    return [(p.id, tuple(h.text for h in p.headings), p.text) for p in document.paragraphs]


@st.composite
def numbered_reports(draw: st.DrawFn) -> tuple[list[str], list[tuple[str, tuple[str, ...], str]]]:
    """A report's parts in order, and what ought to be read; headings 一, A, 1 and without numbers."""
    parts: list[str] = []
    wanted: list[tuple[str, tuple[str, ...], str]] = []
    count = itertools.count(1)

    def distinct(text: str) -> str:
        """The text with no two clauses alike: a line that comes again at pages' edges is a running head."""
        return re.sub("[，。]", lambda end: f"第{next(count)}号{end.group()}", text)

    def write(path: list[str], least: int = 1) -> None:
        for body in map(distinct, draw(st.lists(bodies, min_size=least, max_size=max(least, 3)))):
            parts.append(f"{len(wanted) + 1}. {body}")
            wanted.append((str(len(wanted) + 1), tuple(path), squeeze(body)))

    for section in range(draw(st.integers(1, 3))):
        one = draw(heads)
        parts.append(f"{'一二三'[section]}. {one}")
        write([one], least=2 if section else 4)  # how wide lines are is known from a few paragraphs
        for sub in range(draw(st.integers(0, 2))):
            two = draw(heads)
            parts.append(f"{'AB'[sub]}. {two}")
            write([one, two])
            for item in range(draw(st.integers(0, 2))):
                three = draw(heads)
                parts.append(f"{item + 1}. {three}")
                write([one, two, three])
                for _ in range(draw(st.integers(0, 2))):
                    four = draw(heads)
                    parts.append(four)
                    write([one, two, three, four])
    return parts, wanted


settings_of_pages = st.builds(
    Setting,
    width=st.integers(40, 90),
    blank=st.integers(0, 2),
    extra=st.integers(0, 2),
    indent=st.sampled_from(["", " ", "    ", "　　"]),
    breaks=st.lists(st.booleans(), max_size=40),
    marks=st.lists(st.booleans(), max_size=40),
)


@settings(max_examples=150, deadline=None)
@given(numbered_reports(), settings_of_pages)
def test_the_same_report_is_read_however_its_pages_are_set(
    report: tuple[list[str], list[tuple[str, tuple[str, ...], str]]], setting: Setting
) -> None:
    parts, wanted = report
    assert outline(read(setting.page(parts))) == wanted


@st.composite
def plain_reports(draw: st.DrawFn) -> tuple[list[str], list[tuple[str, tuple[str, ...], str]]]:
    """A report whose paragraphs carry no numbers."""
    parts: list[str] = []
    wanted: list[tuple[str, tuple[str, ...], str]] = []
    for section in range(draw(st.integers(2, 3))):
        one = draw(heads)
        parts.append(f"{'一二三'[section]}、{one}")
        for body in draw(st.lists(bodies, min_size=2, max_size=4)):
            parts.append(body)
            wanted.append((str(len(wanted) + 1), (one,), squeeze(body)))
    return parts, wanted


@settings(max_examples=80, deadline=None)
@given(
    plain_reports(),
    st.builds(Setting, width=st.integers(40, 90), extra=st.integers(1, 2))
    | st.builds(Setting, width=st.integers(40, 90), indent=st.just("　　"))
    | st.builds(Setting, width=st.just(10**6), extra=st.integers(0, 2)),
)
def test_paragraphs_without_numbers_are_told_by_empty_lines_or_indents_and_numbered_by_position(
    report: tuple[list[str], list[tuple[str, tuple[str, ...], str]]], setting: Setting
) -> None:
    parts, wanted = report
    assert outline(read(setting.page(parts))) == wanted


@settings(max_examples=80, deadline=None)
@given(numbered_reports(), settings_of_pages)
def test_every_character_is_found_at_its_offset_in_the_source(
    report: tuple[list[str], list[tuple[str, tuple[str, ...], str]]], setting: Setting
) -> None:
    document = read(setting.page(report[0]))
    assert document.paragraphs
    for paragraph in document.paragraphs:
        for part in (paragraph, *paragraph.headings):
            assert len(part.text) == len(part.offsets)
            assert list(part.offsets) == sorted(set(part.offsets))
            for character, offset in zip(part.text, part.offsets, strict=True):
                found = document.source[offset]
                assert found == character or (character == " " and found.isspace())


def test_a_paragraph_keeps_the_numbers_within_it() -> None:
    text = "1. 联盟举行了三次会议：4 月在北港、10\n月在青山、11 月在南湾。\n\n2. 会后编写了手册。\n"
    assert [p.text for p in read(text).paragraphs] == [
        "联盟举行了三次会议：4月在北港、10月在青山、11月在南湾。",
        "会后编写了手册。",
    ]


def test_a_list_in_a_paragraph_belongs_to_it() -> None:
    text = "1. 合作伙伴包括：\n\n(a) 海洋研究院；\n\n(b) 蓝天基金会。\n\n2. 各方每年会面。\n"
    assert [p.text for p in read(text).paragraphs] == [
        "合作伙伴包括：(a)海洋研究院；(b)蓝天基金会。",
        "各方每年会面。",
    ]


def test_a_numbered_list_is_not_taken_for_numbered_paragraphs() -> None:
    text = (
        "合作伙伴包括：\n\n1. 海洋研究院；\n\n2. 蓝天基金会；\n\n3. 北港市。\n\n"
        "项目为期三年，由海洋研究院负责日常工作，并每年向各方报告进展情况。\n"
    )
    assert [p.number for p in read(text).paragraphs] == ["1", "2"]


def test_a_numbered_heading_is_not_taken_for_the_paragraph_of_that_number() -> None:
    text = "1. 导言\n\n1. 本报告介绍联盟。\n\n2. 联盟有七个成员。\n\n2. 活动\n\n3. 联盟举行了会议。\n"
    assert outline(read(text)) == [
        ("1", ("导言",), "本报告介绍联盟。"),
        ("2", ("导言",), "联盟有七个成员。"),
        ("3", ("活动",), "联盟举行了会议。"),
    ]


def test_levels_follow_the_order_in_which_a_report_nests_its_numberings() -> None:
    text = "1. 水源\n\nA. 城市\n\n甲段完。\n\nB. 乡村\n\n乙段完。\n\n2. 海岸\n\nA. 观测\n\n丙段完。\n"
    assert [tuple(h.text for h in p.headings) for p in read(text).paragraphs] == [
        ("水源", "城市"),
        ("水源", "乡村"),
        ("海岸", "观测"),
    ]


def test_decimal_headings_stand_under_their_chapter() -> None:
    text = (
        "1. 导言\n1.1 背景\n甲段说明背景。\n1.1.1 水源\n甲乙段说明水源。\n1.2 方法\n乙段说明方法。\n"
        "2. 活动\n2.1 会议\n丙段说明会议。\n"
    )
    assert [tuple(h.text for h in p.headings) for p in read(text).paragraphs] == [
        ("导言", "背景"),
        ("导言", "背景", "水源"),
        ("导言", "方法"),
        ("活动", "会议"),
    ]


def test_text_before_the_numbered_paragraphs_has_the_number_0() -> None:
    text = "摘要\n\n甲段说明背景。\n\n乙段说明方法。\n\n一、导言\n\n1. 丙段说明会议。\n\n2. 丁段说明结果。\n"
    assert [(p.id, p.number, p.headings[0].text) for p in read(text).paragraphs] == [
        ("0", "0", "摘要"),
        ("0-2", "0", "摘要"),
        ("1", "1", "导言"),
        ("2", "2", "导言"),
    ]


def test_an_annex_holds_the_paragraphs_that_count_anew() -> None:
    body = "一、导言\n\n" + "".join(f"{n}. 第{n}点说明情况。\n\n" for n in range(1, 6))
    annex = "附件一：议程\n\n工作组的结论\n\n" + "".join(f"{n}. 结论{n}得到通过。\n\n" for n in range(1, 4))
    document = read(body + annex)
    assert [p.id for p in document.paragraphs] == ["1", "2", "3", "4", "5", "1-2", "2-2", "3-2"]
    assert [h.text for h in document.paragraphs[-1].headings] == ["附件一：议程", "工作组的结论"]


def test_a_table_of_contents_is_left_out() -> None:
    text = (
        "目录\n 段次 页次\n一、导言 ............ 1-2 3\n二、活动 3\n\n"
        "一、导言\n\n1. 甲段说明背景。\n\n2. 乙段说明方法。\n\n二、活动\n\n3. 丙段说明会议。\n"
    )
    assert outline(read(text)) == [
        ("1", ("导言",), "甲段说明背景。"),
        ("2", ("导言",), "乙段说明方法。"),
        ("3", ("活动",), "丙段说明会议。"),
    ]


def test_the_title_is_the_heading_that_calls_itself_a_report() -> None:
    assert read("海岸事务\n\n海岸联盟第二次报告\n\n甲段说明背景。\n").title == "海岸联盟第二次报告"


def test_the_title_stands_above_the_line_that_says_whose_report_it_is() -> None:
    assert read("海岸的保护\n\n秘书长的报告\n\n甲段说明背景。\n").title == "海岸的保护"


def test_a_report_that_shows_no_title_is_called_by_its_file() -> None:
    document = read("1. 甲段说明背景。\n\n2. 乙段说明方法。\n", "coast.txt")
    assert (document.id, document.title) == ("coast", "coast")


odd_lines = st.lists(
    st.text(st.sampled_from("一二A1.、。；：（）()《》“ \u30005年月[]—…·/-E0海岸联盟的"), max_size=30)
    | st.sampled_from(["附件", "目录", "注", "____", "12", "E/2031/7", "\f", "第3页"]),
    max_size=40,
).map("\n".join)


@settings(max_examples=200, deadline=None)
@given(odd_lines | st.text())
def test_whatever_the_text_it_is_read_or_refused_and_no_character_is_made_up(text: str) -> None:
    try:
        document = read(text)
    except StakegraphError as error:
        assert "\n" not in str(error)
        return
    assert len({p.id for p in document.paragraphs}) == len(document.paragraphs)
    for paragraph in document.paragraphs:
        for character, offset in zip(paragraph.text, paragraph.offsets, strict=True):
            found = document.source[offset]
            assert found == character or (character == " " and found.isspace())
