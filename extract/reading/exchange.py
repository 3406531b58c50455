"""A document as JSON, for commands that pipe one into the next, and as an outline for people."""

import json
from dataclasses import asdict
from typing import Any

from extract.document import Document, Heading, Note, Paragraph
from ontology.errors import StakegraphError

FORMAT = "stakegraph-document"


def to_json(document: Document) -> str:
    """Return `document` as JSON; `from_json` gives an equal one back."""
    return json.dumps({"format": FORMAT, **asdict(document)}, ensure_ascii=False) + "\n"


def from_json(text: str) -> Document:
    """Return the document that `to_json` wrote.

    Raises:
        StakegraphError: the text is something else.
    """
    try:
        row = json.loads(text)
        if row["format"] != FORMAT:
            raise ValueError(row["format"])
        return Document(
            id=string(row["id"]),
            title=string(row["title"]),
            language=string(row["language"]),
            paragraphs=tuple(
                Paragraph(
                    string(p["id"]),
                    string(p["number"]),
                    tuple(map(heading, p["headings"])),
                    *placed(p),
                    string(p.get("language", "")),
                )
                for p in row["paragraphs"]
            ),
            source=string(row["source"]),
            notes=tuple(Note(string(n["mark"]), *placed(n)) for n in row["notes"]),
            sha256=string(row["sha256"]),
        )
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        raise StakegraphError(
            "this JSON is no document as `stakegraph read --format json` writes it"
        ) from error


def heading(row: dict[str, Any]) -> Heading:
    """Return a heading from its JSON."""
    text, offsets = placed(row)
    return Heading(text, int(row["level"]), offsets)


def placed(row: dict[str, Any]) -> tuple[str, tuple[int, ...]]:
    """Return a text and the offset of each of its characters."""
    text, offsets = string(row["text"]), tuple(map(int, row["offsets"]))
    if len(text) != len(offsets):
        raise ValueError("each character has one offset")
    return text, offsets


def string(value: Any) -> str:
    """Return a value that is a string of whole characters, and no other."""
    if not isinstance(value, str):
        raise TypeError(f"no string: {value!r}")
    value.encode()  # JSON may escape halves of characters
    return value


def describe(document: Document) -> str:
    """Return an outline of what was understood: identifier, title, headings and numbered paragraphs."""
    outside = sum(paragraph.number == "0" for paragraph in document.paragraphs)
    lines = [
        f"{document.id}  {document.title}",
        f"language {document.language}, {len(document.paragraphs) - outside} paragraphs",
    ]
    if others := sorted({paragraph.language for paragraph in document.paragraphs} - {""}):
        lines[-1] = lines[-1].replace(document.language, f"{document.language} and {', '.join(others)}", 1)
    if outside:
        lines[-1] += f" and {outside} outside the numbering"
    above: tuple[Heading, ...] = ()
    for item in document.paragraphs:
        for depth, heading in enumerate(item.headings):
            if above[: depth + 1] != item.headings[: depth + 1]:
                lines += ["", "#" * heading.level + " " + heading.text]
        above = item.headings
        lines += ["", f"[{item.id}] {item.text}"]
    lines += [f"\n({note.mark}) {note.text}" for note in document.notes]
    return "\n".join(lines) + "\n"
