"""PDF: the text of its pages, without what stands at the top or bottom of many of them."""

import re
from collections import Counter

import pypdfium2

from extract.readers.structure import Source, lines_of
from ontology.errors import StakegraphError

EDGE_LINES = 2
LEAST_PAGES = 3


def source(data: bytes, name: str) -> Source:
    """Return the lines of a PDF.

    Raises:
        StakegraphError: it is damaged or encrypted, or its pages hold no text.
    """
    try:
        with pypdfium2.PdfDocument(data) as document:
            pages = [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise StakegraphError(f"{name} is encrypted; save a copy without a password first") from error
        raise StakegraphError(f"{name} is damaged, or no PDF: {error}") from error
    if not "".join(pages).strip():
        raise StakegraphError(f"{name} holds pictures of pages and no text; run text recognition on it first")
    return lines_of("\f".join(without_furniture(pages)))


def without_furniture(pages: list[str]) -> list[str]:
    """Return the pages without the lines at their edges that come again, but for figures, on many pages."""
    if len(pages) < LEAST_PAGES:
        return pages
    split = [page.split("\n") for page in pages]
    seen = Counter(key for lines in split for key in {sort(line) for line in edges(lines)} if key)
    often = {key for key, times in seen.items() if times >= max(LEAST_PAGES, len(pages) // 2)}
    kept = []
    for lines in split:
        first, last = EDGE_LINES, len(lines) - EDGE_LINES
        kept.append(
            "\n".join(line for i, line in enumerate(lines) if first <= i < last or sort(line) not in often)
        )
    return kept


def edges(lines: list[str]) -> list[str]:
    """Return the first and the last lines of a page."""
    return [*lines[:EDGE_LINES], *lines[-EDGE_LINES:]]


def sort(line: str) -> str:
    """Return a line with each figure made one character, so that page numbers are alike."""
    return re.sub(r"\d+", "#", line.strip())
