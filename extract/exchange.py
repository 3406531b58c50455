"""A document as JSON, for commands that pipe one into the next, and as an outline for people."""

import json
from dataclasses import asdict
from typing import Any

from extract.document import Document, Heading, Note, Paragraph
from ontology.errors import StakegraphError

FORMAT = "stakegraph-document"


def to_json(document: Document) -> str:
    """Return `document` as JSON; `from_json` gives an equal one back."""
    return json.dumps({"format": FORMAT, **asdict(document)}, ensure_ascii=False, indent=1) + "\n"


def from_json(text: str) -> Document:
    """Return the document that `to_json` wrote.

    Raises:
        StakegraphError: the text is something else.
    """
    try:
        row = json.loads(text)
        if row["format"] != FORMAT:
            raise KeyError(row["format"])
        return Document(
            id=row["id"],
            title=row["title"],
            language=row["language"],
            paragraphs=tuple(paragraph(p) for p in row["paragraphs"]),
            source=row["source"],
            notes=tuple(Note(n["mark"], n["text"], tuple(n["offsets"])) for n in row["notes"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise StakegraphError(
            "this JSON is no document as `stakegraph read --format json` writes it"
        ) from error


def paragraph(row: dict[str, Any]) -> Paragraph:
    """Return a paragraph from its JSON."""
    headings = tuple(Heading(h["text"], h["level"], tuple(h["offsets"])) for h in row["headings"])
    return Paragraph(row["id"], row["number"], headings, row["text"], tuple(row["offsets"]))


def describe(document: Document) -> str:
    """Return an outline of what was understood: identifier, title, headings and numbered paragraphs."""
    numbered = sum(paragraph.number != "0" for paragraph in document.paragraphs)
    lines = [
        f"{document.id}  {document.title}",
        f"language {document.language}, {numbered} numbered paragraphs",
    ]
    above: tuple[Heading, ...] = ()
    for item in document.paragraphs:
        for depth, heading in enumerate(item.headings):
            if above[: depth + 1] != item.headings[: depth + 1]:
                lines += ["", "#" * heading.level + " " + heading.text]
        above = item.headings
        lines += ["", f"[{item.id}] {item.text}"]
    lines += [f"\n({note.mark}) {note.text}" for note in document.notes]
    return "\n".join(lines) + "\n"
