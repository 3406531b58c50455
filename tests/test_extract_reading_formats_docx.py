import io
import zipfile
from contextlib import suppress

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from making_reports import refer, saved, with_footnotes

from extract.document import Document
from extract.reading.here import read_here
from ontology.errors import StakegraphError


def report() -> docx.document.Document:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "C/2031/7"
    document.add_paragraph("河流观测方案年度报告", style="Title")
    document.add_paragraph("导言", style="Heading 1")
    document.add_paragraph("方案在两条河上设立了水位站。", style="List Number")
    document.add_paragraph("活动", style="Heading 1")
    document.add_paragraph("讲习班", style="Heading 2")
    document.add_paragraph("水文学会与方案联合举办了讲习班。", style="List Number")
    document.add_paragraph("讲习班的记录已经发表。", style="List Number")
    return document


REPORT = zipfile.ZipFile(io.BytesIO(saved(report())))


def read(document: docx.document.Document) -> Document:
    return read_here(saved(document), "river.docx")


def test_headings_come_from_styles_and_numbers_from_the_list_that_word_counts() -> None:
    made = read(report())
    assert [(p.number, [h.text for h in p.headings], p.text) for p in made.paragraphs] == [
        ("1", ["导言"], "方案在两条河上设立了水位站。"),
        ("2", ["活动", "讲习班"], "水文学会与方案联合举办了讲习班。"),
        ("3", ["活动", "讲习班"], "讲习班的记录已经发表。"),
    ]


def test_the_symbol_comes_from_the_running_head_and_the_title_from_its_style() -> None:
    made = read(report())
    assert (made.id, made.title, made.language) == ("C/2031/7", "河流观测方案年度报告", "zh")


def test_numbers_typed_by_hand_count_too() -> None:
    document = docx.Document()
    document.add_paragraph("导言", style="Heading 1")
    for number in range(1, 4):
        document.add_paragraph(f"{number}. 方案在第{number}年修复了一座水闸。")
    assert [p.number for p in read(document).paragraphs] == ["1", "2", "3"]


def test_a_heading_known_by_its_outline_level_alone_is_a_heading() -> None:
    document = report()
    paragraph = document.add_paragraph("结论")
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), "0")
    paragraph._p.get_or_add_pPr().append(level)
    document.add_paragraph("方案将在明年继续。", style="List Number")
    last = read(document).paragraphs[-1]
    assert ([h.text for h in last.headings], last.number) == (["结论"], "4")


def test_footnotes_are_set_apart_and_leave_no_mark() -> None:
    document = report()
    with_footnotes(document, ["见第二次年度报告。", "无人引用的注。"])
    paragraph = document.add_paragraph("观测数据", style="List Number")
    refer(paragraph, 2)
    paragraph.add_run("已经公开")
    paragraph.add_run("3").font.superscript = True
    paragraph.add_run("。")
    made = read(document)
    assert made.paragraphs[-1].text == "观测数据已经公开。"
    assert [(note.mark, note.text) for note in made.notes] == [("1", "见第二次年度报告。")]
    for part in (*made.paragraphs, *made.notes):
        assert "".join(made.source[offset] for offset in part.offsets) == part.text


def test_tables_are_read_where_they_stand_and_merged_cells_once() -> None:
    document = report()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "上游站由渔业局管理。"
    assert read(document).paragraphs[-1].text == "讲习班的记录已经发表。上游站由渔业局管理。"


def test_inserted_words_are_read_and_deleted_ones_are_not() -> None:
    document = report()
    paragraph = document.add_paragraph("方案", style="List Number")
    for tag, words, text in (("w:ins", "今年", "w:t"), ("w:del", "去年", "w:delText")):
        change, run, said = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text)
        said.text = words
        run.append(said)
        change.append(run)
        paragraph._p.append(change)
    paragraph.add_run("结束。")
    assert read(document).paragraphs[-1].text == "方案今年结束。"


@pytest.mark.parametrize(
    ("form", "pattern", "labels"),
    [
        ("decimal", "%1.", ["1.", "2.", "3."]),
        ("chineseCountingThousand", "%1、", ["一、", "二、", "三、"]),
        ("upperLetter", "%1.", ["A.", "B.", "C."]),
        ("lowerRoman", "(%1)", ["(i)", "(ii)", "(iii)"]),
        ("bullet", "o", ["•", "•", "•"]),
    ],
)
def test_words_numbers_are_written_as_word_shows_them(form: str, pattern: str, labels: list[str]) -> None:
    document = docx.Document()
    level = document.part.numbering_part.element.find(
        f".//{qn('w:abstractNum')}[@{qn('w:abstractNumId')}='{list_of(document)}']/{qn('w:lvl')}"
    )
    level.find(qn("w:numFmt")).set(qn("w:val"), form)
    level.find(qn("w:lvlText")).set(qn("w:val"), pattern)
    for year in range(3):
        document.add_paragraph(f"第{year}年修复了水闸", style="List Number")
    lines = [line for line in read(document).source.split("\n") if line]
    assert [line.split(" ")[0] for line in lines] == labels


def list_of(document: docx.document.Document) -> str:
    """Return the id of the abstract list that the style List Number counts by."""
    style = document.styles["List Number"].element
    number = style.find(f".//{qn('w:numId')}").get(qn("w:val"))
    entry = document.part.numbering_part.element.find(f"{qn('w:num')}[@{qn('w:numId')}='{number}']")
    return str(entry.find(qn("w:abstractNumId")).get(qn("w:val")))


@settings(max_examples=60, deadline=None)
@given(part=st.sampled_from(["word/document.xml", "word/numbering.xml", "word/styles.xml"]), data=st.data())
def test_a_damaged_part_is_read_or_refused_and_never_breaks_the_reader(
    part: str, data: st.DataObject
) -> None:
    parts = {name: REPORT.read(name) for name in REPORT.namelist()}
    begin = data.draw(st.integers(0, len(parts[part]) - 1))
    parts[part] = parts[part][:begin] + data.draw(st.binary(max_size=4)) + parts[part][begin + 8 :]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with suppress(StakegraphError):
        read_here(stream.getvalue(), "river.docx")
