"""Page numbers, running heads, footnotes and their marks."""

from extract.document import Document
from extract.reading import read_bytes


def read(text: str) -> Document:
    return read_bytes(text.encode(), "report.txt", language="zh")


def texts(text: str) -> list[str]:
    return [paragraph.text for paragraph in read(text).paragraphs]


def test_a_sentence_goes_on_over_a_page_break() -> None:
    furniture = "\n\n6 \n \nE/2031/7  \n\n"
    assert texts(
        f"1. 联盟由海洋研究院与蓝天基金会共同发起，并得到北港{furniture}市的支持。\n\n2. 会议开了。\n"
    ) == [
        "联盟由海洋研究院与蓝天基金会共同发起，并得到北港市的支持。",
        "会议开了。",
    ]


def test_page_numbers_are_known_in_their_usual_dress() -> None:
    for number in ("12", "- 12 -", "— 12 —", "第12页", "第 12 页 共 40 页", "12/40"):
        assert texts(f"1. 甲段说明背景。\n{number}\n2. 乙段说明方法。\n") == [
            "甲段说明背景。",
            "乙段说明方法。",
        ]


def test_running_heads_are_known_by_coming_again_on_each_page() -> None:
    pages = [f"海岸联盟年度工作\n{n}. 第{n}点说明了情况。\n第{n}页" for n in range(1, 5)]
    assert texts("\n\f".join(pages)) == [f"第{n}点说明了情况。" for n in range(1, 5)]


def test_running_heads_need_no_page_numbers_beside_them_where_form_feeds_part_the_pages() -> None:
    pages = [f"海岸联盟年度工作\n{n}. 第{n}点说明了情况。\n" for n in range(1, 4)]
    assert texts("\f".join(pages)) == [f"第{n}点说明了情况。" for n in range(1, 4)]


def test_the_symbol_of_the_running_heads_is_the_documents_id() -> None:
    text = "1. 秘书长报告（A/1/2）提出要求。\n\n3\n\nE/2031/7\n\n2. 乙段说明方法。\n"
    assert read(text).id == "E/2031/7"


def test_the_symbol_may_stand_in_the_masthead() -> None:
    document = read("联合国   A/88/123\n\n1. 甲段说明背景。\n\n2. 见A/87/5号文件。\n")
    assert document.id == "A/88/123"
    assert [p.text for p in document.paragraphs] == ["甲段说明背景。", "见A/87/5号文件。"]


def test_a_mark_on_a_line_of_its_own_is_left_out_of_the_sentence() -> None:
    assert texts("1. 论坛于2031年4月在北港市举行，\n3 \n 同时举行了第8次会议。\n\n2. 会议开了。\n")[0] == (
        "论坛于2031年4月在北港市举行，同时举行了第8次会议。"
    )


def test_marks_right_after_words_and_sentences_are_known_by_going_on_counting() -> None:
    text = "1. 海岸联盟1 举行会议。2 会议通过了计划。3\n\n2. 计划为期5年，4 得到5个城市支持。\n"
    assert texts(text) == ["海岸联盟举行会议。会议通过了计划。", "计划为期5年，得到5个城市支持。"]


def test_numbers_that_count_things_are_no_marks() -> None:
    text = "1. 新建学校，1所在北港，2所在青山。3个月后完工。\n\n2. 会议，4 月举行。\n"
    assert texts(text) == ["新建学校，1所在北港，2所在青山。3个月后完工。", "会议，4月举行。"]


def test_marks_that_look_like_marks_need_no_counting() -> None:
    assert texts("海岸联盟[1]与蓝天基金会〔2〕合作，海洋研究院¹参加，面积30 km²。\n") == [
        "海岸联盟与蓝天基金会合作，海洋研究院参加，面积30 km²。"
    ]


def test_footnotes_below_a_rule_are_set_apart() -> None:
    document = read(
        "1. 联盟举行会议，讨论了保护海岸的经验，并编写了手册，分发给各国，供它们\n"
        "__________________\n 1 见A/87/12号文件。\n 2 同上，附件，其中载有全文以及\n发言的摘要。\n\n"
        "31-12345 (C)    050631\n\f2 31-12345\nA/88/123\n在制订政策时参考。\n\n2. 乙段说明方法。\n"
    )
    assert [p.text[-14:] for p in document.paragraphs] == ["国，供它们在制订政策时参考。", "乙段说明方法。"]
    assert [(n.mark, n.text) for n in document.notes] == [
        ("1", "见A/87/12号文件。"),
        ("2", "同上，附件，其中载有全文以及发言的摘要。"),
    ]


def test_endnotes_are_set_apart() -> None:
    body = "1. 甲段说明背景。1\n\n2. 乙段说明方法。2\n\n3. 丙段说明结果。3\n\n"
    document = read(body + "注\n\n1 见A/1号文件。\n2 同上。\n3 见B/2。\n")
    assert [p.text for p in document.paragraphs] == ["甲段说明背景。", "乙段说明方法。", "丙段说明结果。"]
    assert [(n.mark, n.text) for n in document.notes] == [
        ("1", "见A/1号文件。"),
        ("2", "同上。"),
        ("3", "见B/2。"),
    ]
    for note in document.notes:
        assert [document.source[offset] for offset in note.offsets] == list(note.text)
