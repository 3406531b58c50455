import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.document import Document, Heading, Note, Paragraph
from extract.reading.exchange import describe, from_json, to_json
from ontology.errors import StakegraphError

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@st.composite
def placed(draw: st.DrawFn) -> tuple[str, tuple[int, ...]]:
    text = draw(words)
    return text, tuple(draw(st.lists(st.integers(0, 10**6), min_size=len(text), max_size=len(text))))


def several(one: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(one, max_size=3).map(tuple)


headings = st.builds(lambda text, level: Heading(text[0], level, text[1]), placed(), st.integers(1, 9))
paragraphs = st.builds(
    lambda name, number, above, text: Paragraph(name, number, above, *text),
    words,
    words,
    several(headings),
    placed(),
)
notes = st.builds(lambda mark, text: Note(mark, *text), words, placed())
documents = st.builds(Document, words, words, words, several(paragraphs), words, several(notes), words)


@given(documents)
def test_a_document_comes_back_from_json_as_it_was(document: Document) -> None:
    assert from_json(to_json(document)) == document


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", "3", "{}", '{"format": "other"}', '{"format": "stakegraph-document"}']
)
def test_other_json_is_refused(text: str) -> None:
    with pytest.raises(StakegraphError, match="read --format json"):
        from_json(text)


@given(documents, st.data())
def test_a_document_with_a_part_of_the_wrong_kind_is_refused(document: Document, data: st.DataObject) -> None:
    row = json.loads(to_json(document))
    row[data.draw(st.sampled_from(sorted(row)))] = 7
    with pytest.raises(StakegraphError):
        from_json(json.dumps(row))


def test_the_outline_shows_each_heading_once_above_its_paragraphs() -> None:
    top, inner = Heading("活动", 1, (0, 1)), Heading("培训", 2, (3, 4))
    document = Document(
        "V/1",
        "山谷网络年度报告",
        "zh",
        (
            Paragraph("0", "0", (), "前言。", (6, 7, 8)),
            Paragraph("1", "1", (top,), "网络成立了。", (9, 10, 11, 12, 13, 14)),
            Paragraph("2", "2", (top, inner), "课程开始了。", (16, 17, 18, 19, 20, 21)),
        ),
        "活动\n培训\n前言。网络成立了。\n课程开始了。",
        (Note("1", "见附件。", (0, 1, 2, 3)),),
    )
    assert describe(document).splitlines() == [
        "V/1  山谷网络年度报告",
        "language zh, 2 paragraphs and 1 outside the numbering",
        "",
        "[0] 前言。",
        "",
        "# 活动",
        "",
        "[1] 网络成立了。",
        "",
        "## 培训",
        "",
        "[2] 课程开始了。",
        "",
        "(1) 见附件。",
    ]
