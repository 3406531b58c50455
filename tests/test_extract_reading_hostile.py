"""Files that are broken, or made to break their reader: each is read, or refused in one clear line."""

import copy
import io
import os
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from making_reports import Words, pdf, saved

from extract.reading import Answer, read, read_bytes
from extract.reading.here import read_here
from extract.reading.limits import USUAL, Limits
from ontology.errors import StakegraphError

SENTENCE = "苗圃由农业大学与林业网络共同管理。"
Stakegraph = Callable[..., tuple[int, str, str]]


def page(body: str) -> bytes:
    return f"<html><body>{body}</body></html>".encode()


def word(*parts: tuple[str, bytes]) -> bytes:
    """A Word document with parts of its archive replaced or added."""
    document = docx.Document()
    document.add_paragraph(SENTENCE)
    stream = io.BytesIO(saved(document))
    with ZipFile(stream) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in (held | dict(parts)).items():
            archive.writestr(name, data)
    return out.getvalue()


def body(inner: str) -> tuple[str, bytes]:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return (
        "word/document.xml",
        f'<w:document xmlns:w="{space}"><w:body>{inner}</w:body></w:document>'.encode(),
    )


def printed(content: bytes) -> bytes:
    """A PDF of one page whose packed content is put in place of a small one."""
    made = pdf([[Words(60, 500, 10, SENTENCE)]])
    begin = made.rindex(b"<</Length")
    end = made.index(b"endstream", begin)
    packed = zlib.compress(content, 9)
    stream = b"<</Filter/FlateDecode/Length %d>>stream\n%b\n" % (len(packed), packed)
    return made[:begin] + stream + made[end:]


def refusal(data: bytes, name: str, limits: Limits = USUAL) -> str:
    with pytest.raises(StakegraphError) as refused:
        read_bytes(data, name, limits=limits)
    message = str(refused.value)
    assert message.startswith(name)
    assert "\n" not in message
    return message


@pytest.mark.parametrize("form", ["a", "A", "i", "I", "1"])
def test_a_number_that_no_list_has_in_letters_is_printed_in_digits(form: str) -> None:
    made = read_bytes(page(f'<ol type="{form}" start="999999999"><li>{SENTENCE}</li></ol>'), "r.html")
    assert "999999999" in made.source
    for start in ("99999999999", "9" * 6_000):  # which no browser counts from
        assert (
            len(
                read_bytes(
                    page(f'<ol type="{form}" start="{start}"><li>{SENTENCE}</li></ol>'), "r.html"
                ).source
            )
            < 99
        )


def test_a_list_of_twenty_thousand_items_is_read() -> None:
    made = read_bytes(page(f"<ol>{f'<li>{SENTENCE}</li>' * 20_000}</ol>"), "r.html")
    assert made.source.count("\n\n20000. ") == 1


@pytest.mark.parametrize("tag", ["span", "div", "sup", "ol", "font"])
def test_elements_may_be_nested_five_hundredfold_but_not_endlessly(tag: str) -> None:
    assert SENTENCE in read_bytes(page(f"{f'<{tag}>' * 500}{SENTENCE}"), "r.html").source
    assert "--limit nesting" in refusal(page(f"{f'<{tag}>' * 1_500}{SENTENCE}"), "r.html")
    assert "--limit nesting" in refusal(page(f"{f'<{tag}>' * 50_000}{SENTENCE}"), "r.html")


@pytest.mark.parametrize(
    "charset", ["none", "undefined", "idna", "punycode", "utf-7", "base64", "utf-16", "x" * 900]
)
def test_a_charset_that_is_none_is_judged_by_the_bytes(charset: str) -> None:
    data = page(f'<meta charset="{charset}"><p>{SENTENCE}</p>')
    assert read_bytes(data, "r.html").source.strip() == SENTENCE


def test_a_document_that_unpacks_to_far_more_than_itself_is_refused_before_it_is_unpacked() -> None:
    assert "--limit ratio" in refusal(word(("word/unused.bin", bytes(30_000_000))), "r.docx")
    assert "--limit unpacked" in refusal(
        word(("word/unused.bin", os.urandom(9_000_000))), "r.docx", Limits(unpacked=5)
    )


def test_an_archive_that_lies_about_its_length_meets_the_limit_of_memory() -> None:
    data = word(("word/document.xml", b" " * 400_000_000))
    lie = data.replace((400_000_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
    message = refusal(lie, "r.docx", Limits(memory=300))
    assert "--limit memory" in message or "damaged" in message


def test_styles_that_are_based_on_each_other_in_a_circle_end() -> None:
    document = docx.Document()
    for style, base in (("List", "List 2"), ("List 2", "List 3"), ("List 3", "List")):
        document.styles[style].base_style = document.styles[base]
    document.add_paragraph(SENTENCE, style="List")
    assert [p.text for p in read_bytes(saved(document), "r.docx").paragraphs] == [SENTENCE]


def test_a_style_may_be_based_on_one_that_says_not_what_it_is_a_style_of() -> None:
    document = docx.Document()
    document.styles["Heading 1"].base_style = document.styles["Normal"]
    document.styles["Normal"].element.attrib.pop(qn("w:type"))
    document.add_heading("苗圃", 1)
    document.add_paragraph(SENTENCE)
    made = read_here(saved(document), "r.docx")
    assert [[heading.text for heading in p.headings] for p in made.paragraphs] == [["苗圃"]]


def test_a_cell_said_to_span_a_thousand_million_columns_is_one() -> None:
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = SENTENCE
    span = OxmlElement("w:gridSpan")
    span.set(qn("w:val"), "1000000000")
    cell._tc.get_or_add_tcPr().append(span)
    assert [p.text for p in read_bytes(saved(document), "r.docx").paragraphs] == [SENTENCE]


def test_a_cell_may_cover_two_thousand_rows() -> None:
    cell = "<w:tc><w:tcPr><w:vMerge{}/></w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    rows = cell.format(' w:val="restart"', SENTENCE), *(cell.format("", ""),) * 2_000
    table = f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
    assert read_bytes(word(body(table)), "r.docx").source.strip() == SENTENCE


def test_a_document_of_two_thousand_sections_is_read() -> None:
    inner = f"<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>" * 2_000
    assert read_bytes(word(body(inner + "<w:sectPr/>")), "r.docx").source.count(SENTENCE) == 2_000


def test_a_thousand_sections_under_one_header_of_a_thousand_lines_are_read() -> None:
    document = docx.Document()
    header = document.sections[0].header
    header.paragraphs[0].text = "A/2031/5"
    for _ in range(1_000):
        header.add_paragraph("苗圃")
    section = document.sections[0]._sectPr
    for _ in range(1_000):
        properties = document.add_paragraph(SENTENCE)._p.get_or_add_pPr()
        properties.append(copy.deepcopy(section))
    made = read_here(saved(document), "r.docx")
    assert (made.id, len(made.paragraphs)) == ("A/2031/5", 1_000)


def test_a_header_of_forty_thousand_characters_is_no_symbol() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "A/" + "1a" * 20_000
    document.add_paragraph(SENTENCE)
    assert read_here(saved(document), "r.docx").id == "r"


def test_a_document_of_forty_thousand_titles_has_one() -> None:
    title = f'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>'
    made = read_here(word(body(title * 40_000 + f"<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>")), "r.docx")
    assert made.title == " ".join([SENTENCE] * 40_000)
    assert [p.text for p in made.paragraphs] == [SENTENCE]


def test_twenty_one_thousand_unfinished_lines_that_are_numbered_anew_after_three_are_read() -> None:
    line = "苗圃由农业大学与林业网络共同管理并且继续"
    made = read_here("".join(f"{n % 3 + 1}. {line}\n" for n in range(21_000)).encode(), "r.txt")
    assert {p.text for p in made.paragraphs} == {line}
    assert len(made.paragraphs) == 21_000


def test_a_page_of_more_characters_than_its_bytes_can_hold_is_refused() -> None:
    turned = [
        SENTENCE[place:] + SENTENCE[:place] for place in range(len(SENTENCE))
    ]  # else they are taken for one
    lines = b"".join(
        b"0 -.1 Td <%b> Tj\n" % (words * 10).encode("utf-16-be").hex().encode() for words in turned
    )
    data = printed(b"BT /F 1 Tf 60 560 Td\n" + lines * 20 + b"ET")
    assert "--limit ratio" in refusal(data, "r.pdf", Limits(ratio=20))
    assert "--limit characters" in refusal(data, "r.pdf", Limits(characters=10_000))
    assert len(read_bytes(data, "r.pdf").source) > 50_000


def test_a_page_of_a_hundred_thousand_operators_is_read_or_meets_a_limit() -> None:
    made = printed(b"0 0 m 1 1 l S\n" * 100_000)
    assert "--limit memory" in refusal(made, "r.pdf", Limits(memory=40)) or "text recognition" in refusal(
        made, "r.pdf"
    )


@pytest.mark.parametrize("size", [10.0**38, 10.0**39])
def test_words_whose_place_is_beyond_all_numbers_stand_nowhere(size: float) -> None:
    words = SENTENCE.encode("utf-16-be").hex()
    far = f"BT /F {size:f} Tf {size:f} 0 0 {size:f} 60 300 Tm <{words}> Tj ET\n{size:f} 0 0 {size:f} 0 0 cm\n"
    near = f"BT /F 10 Tf 60 500 Td <{words}> Tj ET\n"
    assert [p.text for p in read_here(printed((near + far * 2).encode()), "r.pdf").paragraphs] == [SENTENCE]
    assert "text recognition" in refusal(printed((far * 2).encode()), "r.pdf")


def test_a_font_and_a_matrix_that_are_both_upside_down_are_read_as_they_look() -> None:
    words = SENTENCE.encode("utf-16-be").hex()
    data = printed(f"BT /F -10 Tf -1 0 0 -1 60 500 Tm <{words}> Tj ET".encode())
    assert [p.text for p in read_here(data, "r.pdf").paragraphs] == [SENTENCE]


def test_a_report_of_more_pages_than_allowed_is_refused() -> None:
    data = pdf([[Words(60, 500, 10, SENTENCE)]] * 5)
    assert "more than 3 pages long" in refusal(data, "r.pdf", Limits(pages=3))
    assert len(read_bytes(data, "r.pdf", limits=Limits(pages=5)).paragraphs) >= 1


def test_a_reader_that_takes_too_long_or_too_much_is_stopped(tmp_path: Path) -> None:
    lines = (SENTENCE + "\n\n").encode() * 100_000
    assert "--limit seconds" in refusal(lines, "r.txt", Limits(seconds=1))
    if sys.platform == "linux":
        assert "--limit memory" in refusal(lines, "r.txt", Limits(memory=100))
    assert "--limit file" in refusal(lines, "r.txt", Limits(file=1))
    (tmp_path / "r.txt").write_bytes(lines)
    with pytest.raises(StakegraphError, match="--limit file"):
        read(tmp_path / "r.txt", limits=Limits(file=1))


def test_a_limit_is_set_on_the_command_line_and_named_where_it_is_met(
    tmp_path: Path, stakegraph: Stakegraph
) -> None:
    report = tmp_path / "r.txt"
    report.write_text(SENTENCE * 3, encoding="utf-8")
    for command in (("read",), ("extract",), ("build", "-o", tmp_path / "out")):
        code, out, err = stakegraph(*command, report, "--limit", "characters=9", "--limit", "pages=1")
        assert (code, out) == (1, "")
        assert err.count("\n") == 1
        assert "more than 9 characters long; if you trust it, allow more with --limit characters=N" in err
    for wrong in ("pages", "pages=-1", "pages=0", "pages=many", "colour=1", "pages=" + "9" * 5_000):
        code, out, err = stakegraph("read", report, "--limit", wrong)
        assert (code, out) == (2, "")
        assert "is no limit" in err
    assert stakegraph("read", report, "--limit", "characters=99")[0] == 0


def test_a_script_without_a_guard_and_a_folder_with_a_module_in_it_read_a_report(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(SENTENCE, encoding="utf-8")
    (tmp_path / "pickle.py").write_text("raise SystemExit('run')", encoding="utf-8")
    program = "import sys; sys.path[:] = {!r}\nfrom extract.reading import read\nprint(len(read('r.txt').paragraphs))"
    done = subprocess.run(
        [sys.executable, "-c", program.format(sys.path)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("1\n", "")


def test_nothing_but_a_document_is_unpickled() -> None:
    for evil in (b"cos\nsystem\n(S'true'\ntR.", b"cbuiltins\neval\n(S'1'\ntR."):
        with pytest.raises(Exception, match="no part of a document"):
            Answer(io.BytesIO(evil)).load()


def test_a_long_heading_above_many_paragraphs_is_kept_once() -> None:
    made = read_here(
        page(f"<h1>{'题' * 10_000}</h1><h1>次</h1><h2>{'目' * 10_000}</h2>{'<p>甲乙。</p>' * 2_000}"),
        "r.html",
    )
    assert len({id(heading) for paragraph in made.paragraphs for heading in paragraph.headings}) <= 3


@pytest.mark.skipif(sys.platform != "linux", reason="where names of files are bytes")
def test_a_file_whose_name_is_no_text_is_read(tmp_path: Path, stakegraph: Stakegraph) -> None:
    path = os.fsdecode(bytes(tmp_path) + b"/\xff.txt")
    Path(path).write_text(SENTENCE, encoding="utf-8")
    code, out, err = stakegraph("extract", path)
    assert (code, err.count("unexpected")) == (0, 0)
    assert out
