"""Real small files of each format, damaged at random: each gives a document or the project's own error."""

import io
from collections.abc import Callable
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making_reports import saved, with_footnotes
from test_extract_reading_files import FILES
from test_extract_reading_formats_html import PAGE

from extract.reading.exchange import from_json, to_json
from extract.reading.here import read_here
from extract.reading.limits import Limits
from ontology.errors import StakegraphError

LIMITS = Limits(unpacked=50)


def numbered() -> bytes:
    document = docx.Document()
    for style in ("Title", "Heading 1", "List Number", "List Number 2", "List Bullet", "Normal"):
        document.add_paragraph("林业网络在五个省设立了苗圃。", style=style)
    document.add_table(2, 2).cell(0, 0).merge(document.tables[0].cell(1, 0)).text = "苗圃由农业大学管理。"
    document.sections[0].header.paragraphs[0].text = "A/2031/5"
    with_footnotes(document, ["见附件二。"])
    return saved(document)


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def archive(held: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name, data in held.items():
            made.writestr(name, data)
    return out.getvalue()


REAL = {**FILES, "page.html": PAGE.encode(), "numbered.docx": numbered()}
WORD = parts(REAL["numbered.docx"])
# What formats give a meaning to, besides what stands in the file already.
TOKENS = st.sampled_from(
    [
        b"",
        b"\0",
        b"<",
        b">",
        b"/",
        b'"',
        b"&#0;",
        b"99999999999",
        b"-1",
        b"9" * 5_000,
        b"\xff\xfe",
        b"\xd8\x00",
    ]
)


@st.composite
def damaged(draw: Callable[..., int], data: bytes) -> bytes:
    """Bytes with some stretches cut, doubled, moved or replaced."""
    for _ in range(draw(st.integers(1, 5))):
        a, b, at = (draw(st.integers(0, len(data))) for _ in range(3))
        a, b = min(a, b), min(max(a, b), min(a, b) + 200)
        piece = draw(st.one_of(TOKENS, st.binary(max_size=8), st.just(data[a:b])))
        data = data[:at] + piece + data[at:] if draw(st.booleans()) else data[:a] + piece + data[b:]
    return data


def is_read_or_refused(data: bytes, name: str) -> None:
    try:
        made = read_here(data, name, "zh", LIMITS)
    except StakegraphError as error:
        assert str(error).startswith(name)
        return
    for part in (*made.paragraphs, *made.notes):
        found = zip(part.text, part.offsets, strict=True)
        assert all(character in (" ", made.source[offset]) for character, offset in found)
    assert from_json(to_json(made)) == made


@pytest.mark.parametrize("name", REAL)
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(name: str, data: st.DataObject) -> None:
    is_read_or_refused(data.draw(damaged(REAL[name])), name)


@pytest.mark.parametrize("part", [name for name in WORD if name.endswith((".xml", ".rels"))])
@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_word_document_with_a_damaged_part_is_read_or_refused(part: str, data: st.DataObject) -> None:
    is_read_or_refused(archive(WORD | {part: data.draw(damaged(WORD[part]))}), "numbered.docx")


@settings(max_examples=60)
@given(data=st.data())
def test_a_damaged_document_in_json_is_read_or_refused(data: st.DataObject) -> None:
    whole = to_json(read_here(FILES["report.txt"], "report.txt")).encode()
    try:
        from_json(data.draw(damaged(whole)).decode("utf-8", errors="replace"))
    except StakegraphError as error:
        assert "stakegraph read --format json" in str(error)


HALF = to_json(read_here(FILES["report.txt"], "report.txt")).replace("苗圃", "\\ud800")  # half of a character
NO_DOCUMENTS = [
    "[" * 100_000,
    '{"format": ' * 100_000,
    '{"format": "stakegraph-document"}',
    "9" * 5_000,
    HALF,
]


@pytest.mark.parametrize("text", NO_DOCUMENTS)
def test_json_that_is_no_document_is_refused(text: str) -> None:
    with pytest.raises(StakegraphError, match="no document"):
        from_json(text)
