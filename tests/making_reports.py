"""Small files in the formats that reports come in, made for the tests that read them."""

import io
from collections.abc import Sequence
from typing import NamedTuple

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn

WIDTH, HEIGHT = 420, 595  # of a page, in points


class Words(NamedTuple):
    """Words on a page, by the place of their first character from the lower left."""

    x: float
    y: float
    size: float
    text: str


def pdf(pages: Sequence[Sequence[Words]], *, encrypted: bool = False, enlarged: bool = False) -> bytes:
    """Return a PDF of Chinese text in a font that is named and not embedded.

    `enlarged` sets the font at size 1 and enlarges it with the text matrix, as many programs do.
    """
    sized = "/F 1 Tf {0} 0 0 {0} {1} {2} Tm" if enlarged else "/F {0} Tf {1} {2} Td"
    font = (
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
        "/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo"
        "<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000/FontDescriptor"
        "<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -120 1000 880]"
        "/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 80>>>>]>>"
    )
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "", font]
    kids = []
    for page in pages:
        content = "".join(
            f"BT {sized.format(size, x, y)} <{text.encode('utf-16-be').hex()}> Tj ET\n"
            for x, y, size, text in page
        )
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Resources<</Font<</F 3 0 R>>>>"
            f"/Contents {len(objects) + 2} 0 R>>"
        )
        objects.append(f"<</Length {len(content)}>>stream\n{content}endstream")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    written, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n{body}\nendobj\n"
    lock = f"/ID[<{'ab' * 16}><{'ab' * 16}>]/Encrypt<</Filter/Standard/V 1/R 2/P -4" if encrypted else ""
    lock += f"/O<{'11' * 32}>/U<{'22' * 32}>>>" if encrypted else ""
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    written += f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    written += f"trailer\n<</Size {size}/Root 1 0 R{lock}>>\nstartxref\n{written.index('xref')}\n%%EOF\n"
    return written.encode("ascii")


def saved(document: WordDocument) -> bytes:
    """Return a Word document as the bytes of its file."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_footnotes(document: WordDocument, texts: Sequence[str]) -> None:
    """Give a Word document footnotes, numbered from 2 inside as Word does."""
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
        for number, text in enumerate(texts, start=2)
    )
    blob = f"<w:footnotes {nsdecls('w')}>{notes}</w:footnotes>".encode()
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def refer(paragraph: docx.text.paragraph.Paragraph, number: int) -> None:
    """End a Word paragraph with the mark of the footnote that has the inner number `number`."""
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(number))
    paragraph.add_run()._r.append(reference)
