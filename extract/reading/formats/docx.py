"""Word documents: their paragraphs, headings by style, the numbers Word counts itself, and footnotes."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from zipfile import ZipFile

import docx as word
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from lxml import etree

from extract.reading.formats.marked import Marked, is_raised_mark, without_title
from extract.reading.formats.word_numbers import WordNumbers, number_of, value
from extract.reading.limits import Limits
from ontology.errors import StakegraphError

DAMAGED = "damaged, locked by a password, or no Word document; save it anew as .docx"
HEADING = re.compile(r"(?:heading|标题)\s*(\d)", re.IGNORECASE)
TITLE = re.compile(r"title|标题", re.IGNORECASE)
EDGE_LINES = 20  # paragraphs at the head or foot of a page; what stands below is no symbol
MOST_BASES = 50  # styles that a style is based on, one on another; Word takes fewer
# The styles of the United Nations' templates: HCh for chapters, H1, H23 and H4 below them.
UN_HEADING = re.compile(r"_?\s?H[\s_]*(Ch|\d)")


def read_docx(data: bytes, name: str, limits: Limits) -> Marked:
    """Return the parts of a Word document.

    Raises:
        StakegraphError: it is damaged, locked by a password, or no .docx, or more than it may be.
    """
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            limits.check_unpacked(name, len(data), sum(part.file_size for part in archive.infolist()))
        return without_title(parts(word.Document(io.BytesIO(data)), name, limits))
    except (StakegraphError, MemoryError):
        raise
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise StakegraphError(f"{name}: {DAMAGED}") from error
    except Exception as error:  # whatever a broken archive, part or attribute makes the libraries raise
        raise StakegraphError(f"{name}: {DAMAGED}") from error


def parts(document: Any, name: str, limits: Limits) -> Marked:
    """Return the parts of an open document."""
    marked = Marked(partial(limits.check, name, "characters"))
    numbers = WordNumbers(numbering(document))
    styles = Styles()
    marks: dict[str, str] = {}
    titles: list[str] = []
    shown: dict[str, list[str]] = {}  # at the edges of pages, by the part of the file that holds it
    for section in document.sections:
        for edge in (section.header, section.footer):
            if not edge.is_linked_to_previous:
                if (part := edge.part.partname) not in shown:
                    shown[part] = [paragraph.text.strip() for paragraph in edge.paragraphs[:EDGE_LINES]]
                marked.edges += shown[part]
    for paragraph in paragraphs(document):
        text = words(paragraph._p)
        for reference in paragraph._p.iter(qn("w:footnoteReference"), qn("w:endnoteReference")):
            marks.setdefault(f"{reference.tag} {reference.get(qn('w:id'))}", str(len(marks) + 1))
        if not text.strip():
            continue
        style = styles.of(paragraph)
        if TITLE.fullmatch(style.name):
            titles.append(text.strip())
            continue
        label = numbers.next(number_of((paragraph._p, *style.elements)))
        marked.add(
            f"{label} {text}" if label else text, heading_level((paragraph._p, *style.elements), style.name)
        )
    marked.title = " ".join(titles)
    for kind in ("footnote", "endnote"):
        for note in notes(document, kind):
            mark = marks.get(f"{qn(f'w:{kind}Reference')} {note.get(qn('w:id'))}")
            if mark:
                marked.add_note(mark, "\n".join(words(p) for p in note.iter(qn("w:p"))).strip())
    return marked


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph's style says: its name; its element, and those of the styles that it is based on."""

    name: str = ""
    elements: tuple[Any, ...] = ()


class Styles:
    """The styles of one document, each looked up once."""

    def __init__(self) -> None:
        self.known: dict[str | None, Style] = {}

    def of(self, paragraph: Paragraph) -> Style:
        """Return the style of a paragraph."""
        key = paragraph._p.style
        if key not in self.known:
            self.known[key] = self.read(paragraph.style)
        return self.known[key]

    def read(self, style: Any) -> Style:
        """Return a style of python-docx with those it is based on, up to one that would come again."""
        if style is None:
            return Style()
        elements: list[Any] = []
        element = style.element
        while element is not None and element not in elements and len(elements) < MOST_BASES:
            elements.append(element)
            element = element.base_style
        return Style(style.name or "", tuple(elements))


def paragraphs(container: Any) -> Iterator[Paragraph]:
    """Yield the paragraphs of a document or of a cell, those in its tables among them, in reading order."""
    for item in container.iter_inner_content():
        if isinstance(item, Table):
            for row in item._tbl.tr_lst:
                for cell in row.tc_lst:
                    if cell.vMerge != "continue":  # which is part of the cell above
                        yield from paragraphs(_Cell(cell, item))
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


def heading_level(elements: Sequence[Any], style_name: str) -> int | None:
    """Return the level of a heading, 1 the outermost; None for other paragraphs.

    Args:
        elements: the paragraph's own, and those of its styles.
        style_name: the name of its style.
    """
    if match := HEADING.match(style_name):
        return int(match[1])
    if match := UN_HEADING.match(style_name):
        return 1 if match[1] == "Ch" else min(int(match[1]) + 1, 9)
    for element in elements:
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
