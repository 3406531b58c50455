"""About when activities were that do not say it themselves, and whose they are."""

from collections.abc import Sequence

import pytest

from extract.document import Document, Heading, Paragraph
from extract.pipeline import analyse
from extract.rdf import to_rdf
from extract.relating.context import shared
from ontology.namespaces import SG
from ontology.validation import validate

SEMINAR = "关于疫苗的研讨会由世界卫生组织与埃格顿大学联合主办。"


def report(*paragraphs: tuple[Sequence[str], str]) -> Document:
    """A report of paragraphs, each under headings of levels 1, 2 and so on."""
    made = tuple(
        Paragraph(
            str(n),
            str(n),
            tuple(Heading(text, level, tuple(range(len(text)))) for level, text in enumerate(headings, 1)),
            text,
            tuple(range(len(text))),
        )
        for n, (headings, text) in enumerate(paragraphs, 1)
    )
    return Document("TEST/1", "试验报告", "zh", made, "\n".join(text for _, text in paragraphs))


def dated(*paragraphs: tuple[Sequence[str], str]) -> dict[str, tuple[str, str]]:
    found = analyse(report(*paragraphs))
    texts = {paragraph.id: paragraph.text for paragraph in found.report.paragraphs}
    for one in found.datings:
        evidence = one.evidence
        assert texts[evidence.paragraph][evidence.begin : evidence.end] == evidence.words != ""
    return {one.activity.names["zh"][0]: (one.about, one.dated_by) for one in found.datings}


NAME = "关于疫苗的研讨会"


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        ([((), f"2005年，任务很多。{SEMINAR}")], ("2005", "paragraph")),
        ([(("2005年的活动",), SEMINAR)], ("2005", "heading")),
        ([(("活动",), "2005年全年，举办了许多活动。"), (("活动", "疫苗"), SEMINAR)], ("2005", "heading")),
        ([((), f"自2001年以来，任务很多。{SEMINAR}")], None),
        ([((), f"要在2015年之前实现目标。{SEMINAR}")], None),
        ([((), f"任务很多（2005年）。{SEMINAR}")], None),
        ([((), f"{SEMINAR}2007年，任务很多。")], None),  # what comes after is another matter
        ([((), "2005年，任务很多。"), ((), SEMINAR)], None),
    ],
)
def test_an_undated_activity_is_dated_by_the_nearest_that_stands_around_it(
    paragraphs: list[tuple[Sequence[str], str]], expected: tuple[str, str] | None
) -> None:
    assert dated(*paragraphs).get(NAME) == expected


def test_a_side_event_has_the_month_that_the_dated_parts_of_the_event_share() -> None:
    part = "2012年6月18日，在世界海洋大会期间，巴西利亚大学举办了关于雨林的圆桌会议。"
    opening = "以下活动在世界海洋大会期间举办。"
    stated = "世界海洋大会于2012年6月在里约热内卢举行。"
    found = dated(((), stated), ((), part), (("附带活动",), opening), (("附带活动", "疫苗"), SEMINAR))
    assert found[NAME] == ("2012-06", "event")


def test_what_a_statement_dates_has_no_other_date() -> None:
    assert NAME not in dated(((), f"2005年，任务很多。{SEMINAR}"), ((), f"{NAME}于2006年3月2日举行。"))


def test_another_activitys_date_is_not_taken() -> None:
    text = f"关于红树林的研讨会于2013年2月6日在达卡举行。{SEMINAR}"
    assert NAME not in dated(((), text))


def test_dates_share_what_they_have_in_common() -> None:
    assert shared(["2005-04-01", "2005-04"]) == "2005-04"
    assert shared(["2005", "2006-01"]) == shared([]) == ""


def test_a_dating_is_no_statement_and_keeps_to_the_shapes() -> None:
    graph = to_rdf([analyse(report(((), f"2005年，任务很多。{SEMINAR}")))])
    (dating,) = graph.subjects(SG.dates)
    assert str(graph.value(dating, SG.about)) == "2005"
    assert validate(graph) == ()


def test_a_meeting_is_of_the_body_that_its_name_begins_with() -> None:
    text = "世界卫生组织第九次会议由埃格顿大学主办。"
    (pair,) = to_rdf([analyse(report(((), text)))]).subject_objects(SG.ofBody)
    assert [str(end).rpartition("/")[2] for end in pair] == ["世界卫生组织第九次会议", "who"]
