"""Traditional characters are read as simplified ones, one for one, and given back as they were written."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.language import knowledge
from extract.reading.script import as_written, simplified

REPORTS = sorted((Path(__file__).parent / "reports").glob("*.zh.txt"))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("世界衞生組織與臺灣", "世界卫生组织与台湾"),
        ("聯合國開發計畫署", "联合国开发计划署"),
        ("都市規畫與網路", "都市规划与网络"),
        ("著名的乾隆皇后，此後", "著名的乾隆皇后，此后"),
        ("題為「青年與『新』工作」的論壇", "题为“青年与‘新’工作”的论坛"),
        ("《『橋』手冊》", "《“桥”手册》"),
    ],
)
def test_traditional_characters_and_quotation_marks_are_read_as_those_of_the_data(
    written: str, read: str
) -> None:
    assert simplified(written, "zh") == read


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name)
def test_a_simplified_text_stays_as_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert simplified(text, "zh") == text


def test_a_language_without_a_conversion_is_read_as_it_is_written() -> None:
    assert simplified("世界銀行が「橋」を", "xx") == "世界銀行が「橋」を"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_of_any_script_keeps_its_length(text: str) -> None:
    assert len(simplified(text, "zh")) == len(text)


def test_words_that_are_put_for_others_are_as_long() -> None:
    assert all(len(word) == len(other) for word, other in knowledge("zh", "script")["words"])


def test_a_language_without_data_is_left_alone() -> None:
    assert simplified("聯盟", "xx") == "聯盟"


def test_a_name_put_together_from_several_places_is_written_as_each_is() -> None:
    source = "挪威和瑞典政府，皇后號與後續計劃"
    read = simplified(source, "zh")
    assert as_written("挪威政府", read, source) == "挪威政府"
    assert as_written("皇后号", read, source) == "皇后號"
    assert as_written("后续计划", read, source) == "後續計劃"
    assert as_written("无此名", read, source) == "无此名"
