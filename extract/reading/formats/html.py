"""Web pages: headings, paragraphs, items and footnotes, without what serves only the page."""

import codecs
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from lxml import etree

from extract.reading.formats.labels import written
from extract.reading.formats.marked import MARK, Marked, is_raised_mark, without_title
from extract.reading.formats.text import decode
from extract.reading.limits import Limits

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
# Encodings that Python knows and no page is in: to decode them may take long, fail otherwise or give half characters.
ODD = frozenset(("idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7"))
LONGEST_MARK = 20  # characters, spaces among them
LONGEST_NUMBER = 9  # digits
LIST_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def read_html(data: bytes, name: str, limits: Limits) -> Marked:
    """Return the parts of a web page.

    Raises:
        StakegraphError: the bytes are no text, or more than they may be.
    """
    marked = Marked(partial(limits.check, name, "characters"))
    root = tree(page_text(data, name), partial(limits.check, name, "nesting"))
    if root is None:
        return marked
    notes = {
        tag: found[1]
        for tag in root.iter(etree.Element)
        if tag.tag not in INLINE and (found := NOTE_ID.fullmatch(tag.get("id", "")))
    }
    for text, level in Walk(notes).over(root):
        marked.add(text, level)
    for note, mark in notes.items():
        marked.add_note(mark, "\n".join(text for text, _ in Walk(notes).over(note)).strip())
    return without_title(marked)


def tree(text: str, check: Callable[[int], None]) -> Any:
    """Return the root of a page's elements, None where it has none.

    Args:
        text: of the page.
        check: is told how deep the elements are nested.
    """
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    deepest = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")) if root is not None else ():
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    check(deepest)
    return root


def page_text(data: bytes, name: str) -> str:
    """Return the text of a page in the encoding that it declares, else in the one its bytes show."""
    declared = CHARSET.search(data[:2048])
    encoding = declared[1].decode("ascii") if declared else "utf-8"
    if encoding.lower().startswith(("gb", "x-gb")):
        encoding = "gb18030"  # which holds all that its forerunners hold, and is what pages declared so use
    if encoding.lower().startswith("big5"):
        encoding = "big5hkscs"
    if encoding.lower().startswith(("utf-16", "utf-32")):
        encoding = "utf-8"  # else the declaration could not have been read
    try:
        if codecs.lookup(encoding).name not in ODD:
            return data.decode(encoding).removeprefix("\ufeff")
    except (UnicodeError, LookupError):
        pass
    return decode(data, name)


@dataclass(slots=True)
class Walk:
    """A walk over a page in reading order.

    Attributes:
        notes: the elements that are footnotes, which are walked over apart.
        parts: the text of each heading (with its level) and of each other block.
        said: the text of the block not yet ended, in pieces.
        counts: what the next item of each list is numbered.
    """

    notes: Mapping[Any, str]
    parts: list[tuple[str, int | None]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    counts: dict[Any, int] = field(default_factory=dict)

    def over(self, root: Any) -> list[tuple[str, int | None]]:
        """Return the parts of what an element holds."""
        # Of each open element, the level of the heading that its text stands in, and whether a block ends with it.
        stack: list[tuple[int | None, bool]] = [(None, False)]
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, tag in walk:
            if event == "end":
                level, is_block = stack.pop()
                if is_block:
                    self.end(level)
                if tag is not root:
                    self.say(tag.tail)
                continue
            level, _ = stack[-1]
            if tag is not root and self.is_left_out(tag):
                walk.skip_subtree()
                stack.append((level, False))
            else:
                stack.append((level, False) if tag is root else self.begin(tag, level))
                self.say(tag.text)
        self.end(None)
        return self.parts

    def begin(self, tag: Any, level: int | None) -> tuple[int | None, bool]:
        """Begin an element; return the level of the heading that its text stands in, and whether it is a block."""
        if tag.tag == "br":
            if self.said and self.said[-1].endswith("\n"):
                self.end(level)
            self.said.append("\n")
        if tag.tag == "br" or tag.tag in INLINE:
            return level, False
        self.end(level)
        if tag.tag == "li":
            self.said.append(self.label(tag))
        heading = HEADING.fullmatch(tag.tag)
        return int(heading[1]) if heading else level, True

    def is_left_out(self, tag: Any) -> bool:
        """Return whether an element is no part of the text."""
        if tag in self.notes or tag.tag in DROPPED or (tag.tag == "header" and tag.find(".//h1") is None):
            return True
        if tag.tag not in ("sup", "a"):
            return False
        words = beginning(tag)
        if tag.tag == "sup" and is_raised_mark(words, self.said[-1] if self.said else ""):
            return True
        link = tag.find(".//a") is not None if tag.tag == "sup" else tag.get("href", "").startswith("#")
        return link and bool(MARK.fullmatch(words))

    def label(self, item: Any) -> str:
        """Return what a browser prints before an item of a list."""
        parent = item.getparent()
        if parent.tag != "ol":
            return "• "
        number = integer(item.get("value"), self.counts.get(parent, integer(parent.get("start"), 1)))
        self.counts[parent] = number + 1
        return written(number, LIST_FORMS.get(parent.get("type", ""), "decimal")) + ". "

    def say(self, text: str | None) -> None:
        """Go on with the block."""
        if text:
            self.said.append(re.sub(r"\s+", " ", text))

    def end(self, level: int | None) -> None:
        """End the block."""
        text = "".join(self.said).strip()
        if text:
            self.parts.append((text, level))
        self.said = []


def beginning(tag: Any) -> str:
    """Return the text in an element, or the beginning of one that is too long for a mark."""
    words = ""
    for text in tag.itertext():
        words += text
        if len(words) > LONGEST_MARK:
            break
    return words


def integer(text: str | None, default: int) -> int:
    """Return the number that `text` is, else `default`, also where no list is that long."""
    return int(text) if text and text.isdecimal() and len(text) <= LONGEST_NUMBER else default
