"""Web pages: headings, paragraphs, items and footnotes, without what serves only the page."""

import re
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from extract.readers.marked import MARK, Marked, is_raised_mark, without_title
from extract.readers.text import decode
from extract.readers.word_numbers import written

DROPPED = frozenset(
    (
        "head",
        "script",
        "style",
        "nav",
        "footer",
        "aside",
        "noscript",
        "template",
        "form",
        "button",
        "select",
        "svg",
    )
)
INLINE = frozenset((
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
))  # fmt: skip
HEADING = re.compile(r"h([1-6])")
NOTE_ID = re.compile(r"(?:_?ftn|_?edn|fn|footnote|endnote|note)[-_:.]?(\d{1,3})", re.IGNORECASE)
CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
LIST_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def read_html(data: bytes, name: str) -> Marked:
    """Return the parts of a web page.

    Raises:
        StakegraphError: the bytes are no text.
    """
    soup = BeautifulSoup(page_text(data, name), "lxml")
    notes = [
        (found[1], tag.extract())
        for tag in soup.find_all(id=True)
        if tag.name not in INLINE and (found := NOTE_ID.fullmatch(str(tag["id"])))
    ]
    marked = Marked()
    for text, level in parts(soup):
        marked.add(text, level)
    for mark, note in notes:
        marked.add_note(mark, "\n".join(text for text, _ in parts(note)).strip())
    return without_title(marked)


def page_text(data: bytes, name: str) -> str:
    """Return the text of a page in the encoding that it declares, else in the one its bytes show."""
    declared = CHARSET.search(data[:2048])
    encoding = declared[1].decode("ascii") if declared else "utf-8"
    if encoding.lower().startswith(("gb", "x-gb")):
        encoding = "gb18030"  # which holds all that its forerunners hold, and is what pages declared so use
    if encoding.lower().startswith("big5"):
        encoding = "big5hkscs"
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except (UnicodeDecodeError, LookupError):
        return decode(data, name)


def parts(root: Tag) -> list[tuple[str, int | None]]:
    """Return the text of each heading (with its level) and of each other block under `root`."""
    walk = Walk()
    walk.children(root, None)
    walk.end(None)
    return walk.parts


@dataclass(slots=True)
class Walk:
    """A walk over a page in reading order; `text` is that of the block not yet ended."""

    parts: list[tuple[str, int | None]] = field(default_factory=list)
    text: str = ""

    def end(self, level: int | None) -> None:
        """End the block."""
        if self.text.strip():
            self.parts.append((self.text.strip(), level))
        self.text = ""

    def children(self, tag: Tag, level: int | None) -> None:
        """Walk over what `tag` holds; `level` is that of the heading it stands in."""
        for child in tag.children:
            if isinstance(child, Tag):
                self.tag(child, level)
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                self.text += re.sub(r"\s+", " ", child)

    def tag(self, tag: Tag, level: int | None) -> None:
        """Walk over one tag."""
        if tag.name in DROPPED or (tag.name == "header" and not tag.find("h1")) or self.is_mark(tag):
            return
        if tag.name == "br":
            if self.text.endswith("\n"):
                self.end(level)
            self.text += "\n"
        elif tag.name in INLINE:
            self.children(tag, level)
        else:
            self.end(level)
            heading = HEADING.fullmatch(tag.name)
            inner = int(heading[1]) if heading else level
            self.text = label(tag) if tag.name == "li" else ""
            self.children(tag, inner)
            self.end(inner)

    def is_mark(self, tag: Tag) -> bool:
        """Return whether a tag is the mark of a footnote."""
        words = tag.get_text()
        if tag.name == "sup":
            return is_raised_mark(words, self.text) or bool(tag.find("a") and MARK.fullmatch(words))
        return tag.name == "a" and str(tag.get("href", "")).startswith("#") and bool(MARK.fullmatch(words))


def label(item: Tag) -> str:
    """Return what a browser prints before an item of a list."""
    parent = item.parent
    if parent is None or parent.name != "ol":
        return "• "
    number = integer(parent.get("start"), 1)
    for sibling in parent.find_all("li", recursive=False):
        number = integer(sibling.get("value"), number)
        if sibling is item:
            break
        number += 1
    return written(number, LIST_FORMS.get(str(parent.get("type", "")), "decimal")) + ". "


def integer(text: object, default: int) -> int:
    """Return the number that `text` is, else `default`."""
    return int(text) if isinstance(text, str) and text.isdecimal() else default
