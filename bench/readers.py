"""What reading costs by format, and what its process of its own: python bench/readers.py [CHARACTERS ...].

The same paragraphs in text, HTML, Word and PDF. Of each length: milliseconds of processor time with the process of
its own and without, microseconds a character, and the most memory of the process that reads.
"""

import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path

import docx

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from making_reports import Words, pdf, saved

from extract.reading import read_bytes
from extract.reading.here import read_here

SENTENCE = "苗圃由农业大学与林业网络共同管理，"
LENGTHS = (2_000, 100_000, 1_000_000)
LINES = 30  # of a page
KILOBYTE = 1024


def paragraphs(characters: int) -> list[str]:
    """Return numbered paragraphs of some hundred characters each."""
    return [f"{number}. {SENTENCE * 6}完。" for number in range(1, max(2, characters // 110))]


def as_text(texts: list[str]) -> bytes:
    return "\n\n".join(texts).encode()


def as_html(texts: list[str]) -> bytes:
    return f"<html><body>{''.join(f'<p>{text}</p>' for text in texts)}</body></html>".encode()


def as_docx(texts: list[str]) -> bytes:
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    return saved(document)


def as_pdf(texts: list[str]) -> bytes:
    lines = [text[at : at + 36] for text in texts for at in range(0, len(text), 36)]
    pages = [lines[at : at + LINES] for at in range(0, len(lines), LINES)]
    return pdf([[Words(30, 560 - 16 * row, 10, line) for row, line in enumerate(page)] for page in pages])


FORMATS: dict[str, Callable[[list[str]], bytes]] = {
    "txt": as_text,
    "html": as_html,
    "docx": as_docx,
    "pdf": as_pdf,
}


def quickest(call: Callable[[], object], times: int) -> float:
    """Return the processor time of the quickest of several calls, in seconds, with that of processes they start."""
    taken = []
    for _ in range(times):
        begin = sum(os.times()[:4])
        call()
        taken.append(sum(os.times()[:4]) - begin)
    return min(taken)


def peak(call: Callable[[], object]) -> float:
    """Return the most memory of the processes that a call starts, in megabytes."""
    here, there = os.pipe()
    if os.fork() == 0:
        call()
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / KILOBYTE
        os.write(there, str(most).encode())
        os._exit(0)
    os.wait()
    return float(os.read(here, 99))


def main() -> None:
    """Print a line for each format and length."""
    print("format  characters   file MB   ms apart   ms here   µs/char   peak MB")
    for length in [int(argument) for argument in sys.argv[1:]] or LENGTHS:
        texts = paragraphs(length)
        for ending, made in FORMATS.items():
            data, name = made(texts), f"report.{ending}"
            characters = len(read_here(data, name).source)
            times = 9 if length <= 10_000 else 1
            apart = quickest(lambda: read_bytes(data, name), times)  # noqa: B023 - called at once
            here = quickest(lambda: read_here(data, name), times)  # noqa: B023
            most = peak(lambda: read_bytes(data, name))  # noqa: B023
            print(
                f"{ending:6}{characters:12,}{len(data) / 1e6:10.2f}{1e3 * apart:11.0f}{1e3 * here:10.0f}"
                f"{1e6 * apart / characters:10.1f}{most:10.0f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
