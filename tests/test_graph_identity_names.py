"""Names as they are compared across reports."""

import pytest

from graph.identity.names import countries, key, telling, title


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("挪威王国外交部", "挪威外交部"),
        ("德意志联邦共和国经济合作与发展部", "德国经济合作和发展部"),
        ("聯合國開發計劃署", "联合国开发计划署"),
        ("比尔及梅林达·盖茨基金会", "比爾和梅琳達蓋茨基金會"),
        ("国际电讯联盟", "国际电信联盟"),
        ("大会第三委员会", "大会第3委员会"),
        ("The Centre for Dunes & Oases", "Center for Dunes and Oases"),
        ("Comité des dunes", "COMITE DES DUNES"),
    ],
)
def test_names_that_differ_in_how_they_are_written_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("挪威外交部", "瑞典外交部"),
        ("几内亚渔业部", "赤道几内亚渔业部"),
        ("刚果共和国环境部", "刚果民主共和国环境部"),
        ("北京医科大学", "南京医科大学"),
        ("大会第三委员会", "大会第二委员会"),
    ],
)
def test_names_of_two_bodies_have_two_keys(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_the_countries_of_a_name_are_those_that_it_names_whole() -> None:
    assert countries("南苏丹共和国水利部") == {"南苏丹"}
    assert countries("联合国开发计划署") == frozenset()


def test_a_title_comes_to_its_core_number_and_year() -> None:
    one, other = title("第五十九届世界卫生大会"), title("第59届世界衞生會議")
    assert one == other
    assert (one.core, one.numbers) == ("世界卫生会议", {"59"})
    assert title("二〇〇五年世界首脑会议").years == title("2005年世界峰会").years == {"2005"}
    assert title("年度报告").generic
    assert not title("世界卫生报告").generic


def test_short_names_that_mean_one_body_everywhere_are_told_from_those_that_do_not() -> None:
    assert [telling(name) for name in ("贸发会议", "UNEP", "卫生部", "秘书处", "亚洲区域网", "AU")] == [
        *[True] * 2,
        *[False] * 4,
    ]


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("seventieth session", "70"),
        ("fifty-third session", "53"),
        ("第五十三届会议", "53"),
        ("Nineteenth Salt Forum", "19"),
    ],
)
def test_a_number_is_read_as_either_language_writes_it_out(name: str, number: str) -> None:
    assert title(name).numbers == {number}


def test_what_many_meetings_are_called_in_english_is_no_name() -> None:
    assert all(title(name).generic for name in ("seventieth session", "annual meeting", "draft resolution"))
    assert not title("seventieth session of the Council").generic
