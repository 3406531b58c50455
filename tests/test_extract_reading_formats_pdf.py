import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making_reports import WIDTH, Words, pdf

from extract.document import Document
from extract.reading.here import read_here

SIZE, LEFT, TOP, PITCH = 10, 60, 500, 18
SENTENCES = [
    "湖区卫生方案去年与渔民合作社共同开办了六个流动诊所，为偏远岛屿上的居民检查视力和听力，并免费发放药品。",
    "诊所由湖区医学院管理。",
    "医学院派出了四十名学生，他们在假期里轮流到岛上工作，每人至少停留两个星期，费用由北岸基金承担。",
    "卫生方案还同广播电台一起制作了十二期节目，介绍如何保存饮用水，节目用三种语言播出，听众超过两万人。",
]


def lines_of(text: str, width: int) -> list[str]:
    return [text[begin : begin + width] for begin in range(0, len(text), width)]


def report(width: int, rows: int) -> bytes:
    """Return a report with `width` characters in a line and `rows` lines on a page, with furniture."""
    lines = [("一. 导言", 8)]
    for number, sentence in enumerate(SENTENCES, start=1):
        if number == 3:
            lines.append(("二. 合作伙伴", 8))
        first, *rest = lines_of(f"{number}. {sentence}", width)
        lines += [(first, 8), *((line, 0) for line in rest)]
    pages = []
    for number, begin in enumerate(range(0, len(lines), rows), start=1):
        y = TOP
        page = [Words(WIDTH - 110, 570, SIZE, "L/2033/4"), Words(WIDTH / 2, 25, SIZE, str(number))]
        for text, space in lines[begin : begin + rows]:
            y -= PITCH + space
            page.append(Words(LEFT, y, SIZE, text))
        pages.append(page)
    return pdf(pages)


def read(data: bytes) -> Document:
    return read_here(data, "lake.pdf")


@settings(max_examples=25, deadline=None)
@given(width=st.integers(18, 30), rows=st.integers(6, 20))
def test_a_report_is_the_same_however_its_lines_and_pages_break(width: int, rows: int) -> None:
    made = read(report(width, rows))
    assert [(p.number, p.headings[-1].text, p.text) for p in made.paragraphs] == [
        ("1", "导言", SENTENCES[0]),
        ("2", "导言", SENTENCES[1]),
        ("3", "合作伙伴", SENTENCES[2]),
        ("4", "合作伙伴", SENTENCES[3]),
    ]
    assert made.id == "L/2033/4"
    for paragraph in made.paragraphs:
        assert "".join(made.source[offset] for offset in paragraph.offsets) == paragraph.text


@pytest.mark.parametrize("enlarged", [False, True])
def test_raised_marks_go_and_footnotes_at_the_foot_are_set_apart(enlarged: bool) -> None:
    page = [
        Words(LEFT, 500, SIZE, "1. 湖区卫生方案与渔民合作社共同开办诊所，"),
        Words(LEFT + 21 * SIZE, 504, 6, "1"),
        Words(LEFT + 22 * SIZE, 500, SIZE, "为岛上"),
        Words(LEFT, 482, SIZE, "居民检查视力。"),
        Words(LEFT, 452, SIZE, "2. 诊所由湖区医学院管理，学生轮流到岛上工作两个星期"),
        Words(LEFT, 434, SIZE, "以上。"),
        Words(LEFT, 80, 7, "1 合作社的章程见附件一。"),
    ]
    made = read(pdf([page], enlarged=enlarged))
    assert [p.text for p in made.paragraphs] == [
        "湖区卫生方案与渔民合作社共同开办诊所，为岛上居民检查视力。",
        "诊所由湖区医学院管理，学生轮流到岛上工作两个星期以上。",
    ]
    assert [(note.mark, note.text) for note in made.notes] == [("1", "合作社的章程见附件一。")]


def test_small_running_heads_are_no_footnotes_and_a_mark_may_begin_a_line() -> None:
    text = [
        "1. 湖区卫生方案与渔民合作社共同开办了流动诊所。",
        "为岛上居民检查视力。",
        "2. 诊所由医学院管理。",
    ]
    pages = [
        [
            Words(LEFT, 560, 7, f"{number} 湖区卫生方案年度报告"),
            Words(LEFT, 500, SIZE, text[0].replace("1", str(2 * number - 1), 1)),
            Words(LEFT, 486, 6, "1"),
            Words(LEFT + 6, 482, SIZE, text[1]),
            Words(LEFT, 452, SIZE, text[2].replace("2", str(2 * number), 1)),
        ]
        for number in (1, 2, 3)
    ]
    made = read(pdf(pages))
    assert [p.text for p in made.paragraphs] == [text[0][3:] + text[1], text[2][3:]] * 3
    assert made.notes == ()
