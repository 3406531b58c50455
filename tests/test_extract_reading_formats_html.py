from extract.document import Document
from extract.reading import read_bytes

PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>山谷</title>
<style>p {color: red}</style></head>
<body><nav><ul><li>首页</li><li>联系我们</li></ul></nav>
<h1>山谷卫生网络年度报告</h1>
<h2>一. 导言</h2>
<p>1. 山谷卫生网络在<b>五个</b>村庄
   开设了诊所。<sup><a href="#fn1">1</a></sup>诊所占地900 m<sup>2</sup>。</p>
<h2>二. 活动</h2><h3>A. 培训</h3>
<p>2. 网络与护士协会合作举办了：</p><ul><li>基础课程；</li><li>急救课程。</li></ul>
<div>3. 课程由Green Hill Trust资助。<!-- 不印 --></div>
<div id="fn1"><p>见附件二。</p></div>
<footer>版权所有</footer><script>var x = "五个";</script></body></html>"""


def read(page: str, encoding: str = "utf-8") -> Document:
    return read_bytes(page.encode(encoding), "valley.html")


def test_a_page_gives_its_numbered_paragraphs_under_its_headings() -> None:
    report = read(PAGE)
    assert [(p.number, [h.text for h in p.headings]) for p in report.paragraphs] == [
        ("1", ["导言"]),
        ("2", ["活动", "培训"]),
        ("3", ["活动", "培训"]),
    ]
    assert report.paragraphs[1].text == "网络与护士协会合作举办了：•基础课程；•急救课程。"
    assert report.paragraphs[2].text == "课程由Green Hill Trust资助。"


def test_the_only_heading_of_the_outermost_level_is_the_title() -> None:
    assert read(PAGE).title == "山谷卫生网络年度报告"


def test_footnote_marks_go_and_powers_stay_and_the_note_is_set_apart() -> None:
    report = read(PAGE)
    assert report.paragraphs[0].text == "山谷卫生网络在五个村庄开设了诊所。诊所占地900 m2。"
    assert [(note.mark, note.text) for note in report.notes] == [("1", "见附件二。")]


def test_what_serves_only_the_page_is_not_read() -> None:
    assert not any(word in read(PAGE).source for word in ("首页", "版权", "不印", "var", "color"))


def test_every_character_is_found_at_its_offset() -> None:
    report = read(PAGE)
    for part in (*report.paragraphs, *report.notes, *(h for p in report.paragraphs for h in p.headings)):
        assert "".join(report.source[offset] for offset in part.offsets) == part.text


def test_numbers_that_the_browser_counts_are_paragraph_numbers() -> None:
    items = "".join(f"<li>第{day}天，志愿者为村民检查了视力和血压。</li>" for day in "一二三")
    report = read(f'<h2>导言</h2><ol start="4">{items}</ol>')
    assert [p.number for p in report.paragraphs] == ["4", "5", "6"]
    assert report.paragraphs[2].text == "第三天，志愿者为村民检查了视力和血压。"


def test_a_page_is_read_in_the_encoding_that_it_declares() -> None:
    for charset, encoding in (("gb2312", "gb18030"), ("gbk", "gbk"), ("utf-16", "utf-16")):
        report = read(PAGE.replace('charset="utf-8"', f'charset="{charset}"'), encoding)
        assert report.paragraphs[2].text == "课程由Green Hill Trust资助。"


def test_a_page_that_declares_no_encoding_or_a_wrong_one_is_read_by_its_bytes() -> None:
    for charset in ("", "no-such-charset", "ascii"):
        page = PAGE.replace("utf-8", charset)
        assert read(page, "gb18030").paragraphs == read(page).paragraphs
