from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.mentions import Time
from extract.pipeline import load_pipeline


def values(text: str) -> list[object]:
    nlp = load_pipeline("zh")
    doc = nlp.get_pipe("times")(nlp.make_doc(text))
    return [span._.value for span in doc.spans["times"]]


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_any_day_is_read_as_its_iso_date(day: date) -> None:
    (value,) = values(f"会议于{day.year}年{day.month}月{day.day}日举行。")
    assert value.start == day.isoformat()


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2007年6月4日至6日", "2007-06-04", "2007-06-06"),
        ("2007年6月4和5日", "2007-06-04", "2007-06-05"),
        ("2007年6月4 - 6日", "2007-06-04", "2007-06-06"),
        ("2007年6月28日至7月2日", "2007-06-28", "2007-07-02"),
        ("2007年3月至5月", "2007-03", "2007-05"),
        ("2007年6月", "2007-06", None),
        ("2007年", "2007", None),
    ],
)
def test_ranges_months_and_years_are_read(text: str, start: str, end: str | None) -> None:
    (value,) = values(text)
    assert (value.start, value.end) == (start, end)


def test_a_day_without_a_year_takes_the_year_of_the_date_before_and_says_so() -> None:
    first, second = values("论坛于2011年5月3日开幕，研讨会于5月9日举行。")
    assert (first.year_said, second.start, second.year_said) == (True, "2011-05-09", False)


def test_a_year_that_only_sets_a_goal_is_not_carried_to_the_next_day() -> None:
    *_, last = values("论坛于2011年5月3日开幕，讨论在2030年前消除贫穷，研讨会于5月9日举行。")
    assert last.start == "2011-05-09"


@pytest.mark.parametrize("text", ["2007年13月1日", "2007年2月30日", "5月40日"])
def test_what_no_calendar_has_is_no_day(text: str) -> None:
    assert all(len(value.start) < 10 for value in values(text))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("约1 100名代表", 1100),
        ("300多名代表", 300),
        ("150个与会者", 150),
        ("三百二十名代表", 320),
        ("两千多名观众", 2000),
        ("一百零五名学员", 105),
        ("近四十位专家", 40),
        ("十二名代表", 12),
    ],
)
def test_head_counts_are_read(text: str, count: int) -> None:
    assert values(text) == [count]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("2015年6月30日开幕，次日闭幕", "2015-07-01"),
        ("2016年2月28日开幕，翌日闭幕", "2016-02-29"),
        ("2015年6月30日开幕，前一天到会", "2015-06-29"),
        ("2004年11月开会。两个月后，又开了会", "2005-01"),
        ("2004年11月20日开会。三周后，又开了会", "2004-12-11"),
        ("2004年12月开会。次年3月又开了会", "2005-03"),
        ("2004年2月开会。同年11月5日又开了会", "2004-11-05"),
        ("2004年2月开会，同月在巴黎开会", "2004-02"),
        ("2004年开会。两年后，又开了会", "2006"),
    ],
)
def test_a_time_counted_from_the_one_before_is_worked_out(text: str, start: str) -> None:
    value = values(text)[1]
    assert isinstance(value, Time)
    assert (value.start, value.year_said) == (start, False)


@pytest.mark.parametrize("text", ["次日闭幕", "2004年11月开会，次日闭幕", "2004年开会。两个月后，又开了会"])
def test_a_time_that_cannot_be_worked_out_is_none(text: str) -> None:
    assert all(len(value.start) < len("2004-11-01") for value in values(text) if isinstance(value, Time))
    assert len(values(text)) <= 1
