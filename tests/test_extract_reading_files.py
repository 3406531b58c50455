import io

import docx
import pytest
from making_reports import Words, pdf, saved

from extract.reading import read, read_bytes
from ontology.errors import StakegraphError

TEXT = """一. 导言

1. 林业网络在五个省设立了苗圃。

2. 苗圃由农业大学管理。
"""
PAGE = f"<html><body>{''.join(f'<p>{line}</p>' for line in TEXT.split(chr(10)))}</body></html>".encode()


def word() -> bytes:
    document = docx.Document()
    for line in TEXT.split("\n"):
        document.add_paragraph(line)
    return saved(document)


def printed() -> bytes:
    lines = filter(None, TEXT.split("\n"))
    return pdf([[Words(60, 500 - 30 * row, 10, line) for row, line in enumerate(lines)]])


FILES = {"report.txt": TEXT.encode(), "report.HTM": PAGE, "report.docx": word(), "report.pdf": printed()}


@pytest.mark.parametrize("name", FILES)
def test_the_same_report_is_read_from_every_format(name: str, tmp_path) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name])
    for made in (read(path), read_bytes(FILES[name], "standard input")):
        assert [(p.number, [h.text for h in p.headings], p.text) for p in made.paragraphs] == [
            ("1", ["导言"], "林业网络在五个省设立了苗圃。"),
            ("2", ["导言"], "苗圃由农业大学管理。"),
        ]
    assert read(path).id == "report"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("report.txt", b"", "empty"),
        ("report.docx", b"", "empty"),
        ("report.txt", b" \n\n ", "empty"),
        ("report.txt", bytes(range(256)) * 20, "no text in UTF-8"),
        ("report.txt", b"Nichts davon steht hier auf Norwegisch oder Latein.", "language"),
        ("report.xlsx", b"PK", "files ending in .xlsx are not read"),
        ("report.docx", b"PK\x03\x04 and then nothing", "damaged"),
        ("report.docx", word()[:900], "damaged"),
        ("report.pdf", b"%PDF-1.7 and then nothing", "damaged"),
        ("report.pdf", pdf([[]]), "text recognition"),
        ("report.pdf", pdf([[Words(60, 500, 10, "一. 导言")]], encrypted=True), "password"),
        ("report.html", b"<html><body><script>1</script></body></html>", "holds no text"),
        ("report.html", "<h1>导言</h1>".encode(), "no paragraph"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_clear_line(name: str, data: bytes, says: str) -> None:
    with pytest.raises(StakegraphError) as refusal:
        read_bytes(data, name)
    message = str(refusal.value)
    assert message.startswith(name)
    assert says in message
    assert "\n" not in message


def test_a_report_may_come_through_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    for data in FILES.values():
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        assert [p.number for p in read("-").paragraphs] == ["1", "2"]


def test_a_missing_file_and_a_directory_are_refused_by_name(tmp_path) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(StakegraphError, match=path.name):
            read(path)


def test_a_language_without_data_is_refused() -> None:
    with pytest.raises(StakegraphError, match="xx"):
        read_bytes(TEXT.encode(), "report.txt", language="xx")
