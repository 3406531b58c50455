"""The encodings that reports come in."""

import pytest

from extract.reading import read_bytes
from ontology.errors import StakegraphError

TEXT = "一、背景\n\n海岸联盟与蓝天基金会合作。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030", "gbk"])
def test_a_text_is_read_whatever_its_encoding(encoding: str) -> None:
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    document = read_bytes(mark + TEXT.encode(encoding), "report.txt")
    assert [(p.headings[0].text, p.text) for p in document.paragraphs] == [
        ("背景", "海岸联盟与蓝天基金会合作。")
    ]


TRADITIONAL = "一、背景\n\n海岸聯盟與藍天基金會於2004年合作，臺灣與衞生署也參加。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030", "gbk", "big5hkscs"])
def test_a_traditional_text_is_read_whatever_its_encoding(encoding: str) -> None:
    document = read_bytes(TRADITIONAL.encode(encoding), "report.txt")
    assert document.source == TRADITIONAL


@pytest.mark.parametrize("words", ["恒春碁峰資訊與裏港鄉公所合作。", "聯合國", "與世界銀行合作（2004年）。"])
def test_big5_of_windows_is_told_from_gb18030(words: str) -> None:
    assert read_bytes(words.encode("cp950"), "report.txt").source == words


def test_a_page_declared_as_big5_is_read_with_the_additions_of_hong_kong() -> None:
    page = f"<meta charset=big5><p>{TRADITIONAL.splitlines()[-1]}</p>"
    document = read_bytes(page.encode("big5hkscs"), "report.html")
    assert document.paragraphs[0].text == TRADITIONAL.splitlines()[-1]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_end_as_they_do_on_any_system(newline: str) -> None:
    document = read_bytes(TEXT.replace("\n", newline).encode(), "report.txt")
    assert [p.text for p in document.paragraphs] == ["海岸联盟与蓝天基金会合作。"]


def test_radicals_are_read_as_the_characters_they_look_like() -> None:
    document = read_bytes("⽔源与⼟地的保护。\n".encode(), "report.txt")
    assert document.paragraphs[0].text == "水源与土地的保护。"


def test_bytes_that_are_no_text_are_refused_in_one_line() -> None:
    with pytest.raises(StakegraphError, match=r"report\.txt.*no text") as caught:
        read_bytes(bytes(range(256)) * 4, "report.txt")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "Die Stiftung Blauer Himmel und das Seenhaus hielten ein Forum ab.",
        "海岸連盟はブルースカイ財団と協力してフォーラムを開催しました。",
        "Прибрежный союз провёл форум.",
    ],
)
def test_a_language_without_data_is_refused_and_those_with_data_are_named(text: str) -> None:
    with pytest.raises(StakegraphError, match="zh"):
        read_bytes(text.encode(), "report.txt")


def test_a_chinese_report_with_many_latin_names_is_chinese() -> None:
    text = "论坛由Green Coast Alliance、Blue Sky Foundation与海洋研究院合作举办。\n"
    assert read_bytes(text.encode(), "report.txt").language == "zh"
