"""Word documents: their paragraphs, headings by style, the numbers Word counts itself, and footnotes."""

import io
import re
from collections.abc import Iterator
from typing import Any

import docx as word
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.table import Table
from docx.text.paragraph import Paragraph

from extract.readers.marked import Marked, is_raised_mark, without_title
from extract.readers.word_numbers import WordNumbers, value
from ontology.errors import StakegraphError

HEADING = re.compile(r"(?:heading|标题)\s*(\d)", re.IGNORECASE)
TITLE = re.compile(r"title|标题", re.IGNORECASE)
# The styles of the United Nations' templates: HCh for chapters, H1, H23 and H4 below them.
UN_HEADING = re.compile(r"_?\s?H[\s_]*(Ch|\d)")


def read_docx(data: bytes, name: str) -> Marked:
    """Return the parts of a Word document.

    Raises:
        StakegraphError: it is damaged, locked by a password, or no .docx.
    """
    try:
        document = word.Document(io.BytesIO(data))
        return without_title(parts(document))
    except Exception as error:  # whatever a broken archive, part or attribute makes the libraries raise
        message = f"{name}: damaged, locked by a password, or no Word document; save it anew as .docx"
        raise StakegraphError(message) from error


def parts(document: Any) -> Marked:
    """Return the parts of an open document."""
    marked = Marked()
    numbers = WordNumbers(numbering(document))
    marks: dict[str, str] = {}
    for section in document.sections:
        marked.edges += [p.text.strip() for edge in (section.header, section.footer) for p in edge.paragraphs]
    for paragraph in paragraphs(document):
        text = words(paragraph._p)
        for reference in paragraph._p.iter(qn("w:footnoteReference"), qn("w:endnoteReference")):
            marks.setdefault(f"{reference.tag} {reference.get(qn('w:id'))}", str(len(marks) + 1))
        if not text.strip():
            continue
        style = (paragraph.style.name or "") if paragraph.style is not None else ""
        if TITLE.fullmatch(style):
            marked.title = f"{marked.title} {text}".strip()
            continue
        label = numbers.next(paragraph)
        marked.add(f"{label} {text}" if label else text, heading_level(paragraph, style))
    for kind in ("footnote", "endnote"):
        for note in notes(document, kind):
            mark = marks.get(f"{qn(f'w:{kind}Reference')} {note.get(qn('w:id'))}")
            if mark:
                marked.add_note(mark, "\n".join(words(p) for p in note.iter(qn("w:p"))).strip())
    return marked


def paragraphs(container: Any) -> Iterator[Paragraph]:
    """Yield the paragraphs of a document or of a cell, those in its tables among them, in reading order."""
    for item in container.iter_inner_content():
        if isinstance(item, Table):
            seen = set()
            for row in item.rows:
                for cell in row.cells:
                    if cell._tc not in seen:  # a merged cell comes once for each cell it covers
                        seen.add(cell._tc)
                        yield from paragraphs(cell)
        else:
            yield item


def words(paragraph: Any) -> str:
    """Return the text of a w:p element, without what was deleted and without raised footnote marks."""
    text = ""
    for run in paragraph.iter(qn("w:r")):
        if next(run.iterancestors(qn("w:p"))) is not paragraph:
            continue  # in a text box, which is no part of the sentence
        said = ""
        for child in run:
            if child.tag == qn("w:t"):
                said += child.text or ""
            elif child.tag in (qn("w:tab"), qn("w:br"), qn("w:cr")):
                said += " "
            elif child.tag == qn("w:noBreakHyphen"):
                said += "-"
        properties = run.find(qn("w:rPr"))
        raised = properties is not None and value(properties, "w:vertAlign") == "superscript"
        if not (raised and is_raised_mark(said, text)):
            text += said
    return text


def heading_level(paragraph: Any, style_name: str) -> int | None:
    """Return the level of a heading, 1 the outermost; None for other paragraphs."""
    if match := HEADING.match(style_name):
        return int(match[1])
    if match := UN_HEADING.match(style_name):
        return 1 if match[1] == "Ch" else min(int(match[1]) + 1, 9)
    sources = [paragraph._p]
    style = paragraph.style
    while style is not None:
        sources.append(style.element)
        style = style.base_style
    for element in sources:
        properties = element.find(qn("w:pPr"))
        outline = "" if properties is None else value(properties, "w:outlineLvl")
        if outline:
            return int(outline) + 1 if int(outline) < 9 else None
    return None


def numbering(document: Any) -> Any:
    """Return the root of the document's lists, None where it has none."""
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            return relation.target_part.element
    return None


def notes(document: Any, kind: str) -> list[Any]:
    """Return the elements of the document's footnotes or endnotes."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith(f"/{kind}s"):
            return list(parse_xml(relation.target_part.blob).findall(qn(f"w:{kind}")))
    return []
