"""Word documents: paragraphs as they are, headings by their styles, numbers that Word counts itself."""

import io
import re
import zipfile
from collections import Counter
from xml.etree.ElementTree import ParseError

import docx as word
from docx.opc.exceptions import PackageNotFoundError

from extract.readers.structure import Block, Source, blocks_of
from ontology.errors import StakegraphError

HEADING = re.compile(r"(?:heading|标题)\s*(\d)", re.IGNORECASE)
TITLE = frozenset({"title", "标题"})


def source(data: bytes, name: str) -> Source:
    """Return the paragraphs of a Word document.

    Raises:
        StakegraphError: it is damaged, or no .docx.
    """
    try:
        document = word.Document(io.BytesIO(data))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, ParseError) as error:
        raise StakegraphError(f"{name} is damaged, or no Word document of the .docx kind") from error
    blocks: list[Block] = []
    counts: Counter[int] = Counter()
    for paragraph in document.paragraphs:
        style = (paragraph.style.name or "") if paragraph.style is not None else ""
        heading = HEADING.match(style)
        level = int(heading[1]) if heading else (1 if style.lower() in TITLE else None)
        number = ""
        properties = paragraph._p.pPr
        if (
            level is None
            and properties is not None
            and properties.numPr is not None
            and properties.numPr.numId is not None
        ):
            key = properties.numPr.numId.val
            counts[key] += 1
            number = str(counts[key])
        blocks.append(Block(paragraph.text, level, number))
    return blocks_of(blocks)
