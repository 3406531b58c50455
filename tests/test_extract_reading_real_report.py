"""The report that the project began with, where its text is at hand: counts, short openings, lengths."""

from pathlib import Path

import pytest

from extract.document import Document
from extract.reading import read

REPORT = Path(__file__).resolve().parents[1].parent / "shared" / "report" / "E_2006_63_zh.txt"

pytestmark = pytest.mark.skipif(not REPORT.exists(), reason="the report's text is not in this workplace")


@pytest.fixture(scope="module")
def report() -> Document:
    return read(REPORT)


def test_it_has_88_numbered_paragraphs_and_three_before_them(report: Document) -> None:
    numbers = [str(number) for number in range(1, 89)]
    assert [p.number for p in report.paragraphs] == ["0", "0", "0", *numbers]
    assert [p.id for p in report.paragraphs] == ["0", "0-2", "0-3", *numbers]


def test_it_is_known_by_its_symbol_and_its_own_title(report: Document) -> None:
    assert (report.id, report.language) == ("E/2006/63", "zh")
    assert report.title.startswith("信息和通信技术任务组的第四次")
    assert report.title.endswith("报告")


@pytest.mark.parametrize(
    ("number", "opening", "ending", "length"),
    [
        ("22", "关于对利用", "的代表。", 171),
        ("24", "《对利用", "编制的。", 191),
        ("26", "任务组的第9次", "建议。", 190),
        ("51", "这个报告", "稳定。", 94),
        ("71", "2005年5月", "协作。", 121),
        ("88", "必须保持", "生活。", 103),
    ],
)
def test_paragraphs_are_whole(report: Document, number: str, opening: str, ending: str, length: int) -> None:
    text = next(p.text for p in report.paragraphs if p.number == number)
    assert (text.startswith(opening), text.endswith(ending), len(text)) == (True, True, length)


def test_footnote_marks_are_gone_and_sentences_meet(report: Document) -> None:
    texts = {p.number: p.text for p in report.paragraphs}
    assert "都柏林举行，同时" in texts["22"]
    assert "会议》记录了" in texts["24"] or "记录》记录了" in texts["24"]
    assert "第3次会议结束之后" in texts["26"]
    assert "年度论坛。该论坛" in texts["71"]


@pytest.mark.parametrize(
    ("number", "depth", "innermost"),
    [("2", 1, "导言"), ("3", 1, "目前的环境"), ("28", 2, "科学、技术与创新"), ("39", 3, "正式的附带活动"),
     ("40", 4, "衡量信息社会"), ("68", 2, "其他活动"), ("71", 3, "亚太地区"), ("86", 1, "结论")],
)  # fmt: skip
def test_paragraphs_stand_under_their_headings(
    report: Document, number: str, depth: int, innermost: str
) -> None:
    headings = next(p.headings for p in report.paragraphs if p.number == number)
    assert [h.level for h in headings] == list(range(1, depth + 1))
    assert headings[-1].text.startswith(innermost)


def test_a_heading_over_two_lines_is_one(report: Document) -> None:
    heading = next(p.headings[-1].text for p in report.paragraphs if p.number == "51")
    assert heading.endswith("冲突中恢复三方面的作用")


def test_no_space_stands_beside_a_han_character_but_latin_names_keep_theirs(report: Document) -> None:
    texts = {p.number: p.text for p in report.paragraphs}
    assert "Eduardo Mondlane大学" in texts["57"]
    assert [p.number for p in report.paragraphs if " " in p.text] == ["5", "57", "72"]


def test_every_character_is_found_at_its_offset(report: Document) -> None:
    for paragraph in report.paragraphs:
        for part in (paragraph, *paragraph.headings):
            assert len(part.text) == len(part.offsets)
            assert all(
                report.source[offset] == character or (character == " " and report.source[offset].isspace())
                for character, offset in zip(part.text, part.offsets, strict=True)
            )
