"""How the reports of one language are laid out, as its data file `layout.toml` says."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from extract.language import knowledge, languages
from ontology.errors import StakegraphError

SAID_BY_OTHERS = re.compile(r"[(（][^()（）]*[)）]|[“「『《][^“”「」『』《》]*[”」』》]|\"[^\"]*\"")
LEAST = 3  # words or characters by which a language is known that a paragraph in it has
WORD = re.compile(r"[A-Za-zÀ-ɏ]+|[^\W\d_]")  # of other scripts


@dataclass(frozen=True, slots=True)
class Numbering:
    """A way to number headings ("一.", "A.", "1.")."""

    name: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Layout:
    """The patterns by which a report's text is told from its page.

    Attributes:
        script, share: a text is in the language when `script` makes up `share` of its words.
        tight: one character that no space stands beside.
        final, open: an end that closes a sentence, and one that never does.
        number: a paragraph's printed number, its digits as group "value".
        numberings: the numberings of headings.
        item: what begins an item of a list.
        longest_heading: in characters.
        first: the number of a first heading or item.
        named: headings by their words: "top" ends all sections, "contents" stands above a table of contents,
            "annex" holds the sections after it, "notes" stands above endnotes.
        titles, byline: headings that name the report, the surest first; those that only say whose it is.
        symbol, page_number, furniture, rule: lines that belong to the page.
        note: what begins a footnote, its mark as group "mark".
        raised: a footnote mark in the text that looks like one.
        counting_mark, before_mark: a plain number that may be a mark; what makes that likely before it.
        least_marks: how many that go on counting make them sure.
    """

    language: str
    script: re.Pattern[str]
    share: float
    tight: re.Pattern[str]
    final: re.Pattern[str]
    open: re.Pattern[str]
    number: re.Pattern[str]
    numberings: tuple[Numbering, ...]
    item: re.Pattern[str]
    longest_heading: int
    first: re.Pattern[str]
    named: Mapping[str, re.Pattern[str]]
    titles: tuple[re.Pattern[str], ...]
    byline: re.Pattern[str]
    symbol: re.Pattern[str]
    page_number: re.Pattern[str]
    furniture: re.Pattern[str]
    rule: re.Pattern[str]
    note: re.Pattern[str]
    raised: re.Pattern[str]
    counting_mark: re.Pattern[str]
    before_mark: re.Pattern[str]
    least_marks: int

    def numbering(self, text: str) -> tuple[str, str] | None:
        """Return the name of the numbering that `text` begins with and the label itself, if there is one."""
        for numbering in self.numberings:
            if match := numbering.pattern.match(text):
                return numbering.name, match.group()
        return None

    def named_heading(self, text: str) -> str | None:
        """Return what sort of heading its words make `text`, one of `named`; None for any other."""
        return next((name for name, pattern in self.named.items() if pattern.match(text)), None)


@lru_cache
def layout(language: str) -> Layout:
    """Return the layout of `language`.

    Raises:
        StakegraphError: the language has no data.
    """
    data = knowledge(language, "layout")
    text, headings, page, marks = data["text"], data["headings"], data["page"], data["marks"]
    beside = marks.get("beside", text["tight"])
    return Layout(
        language=language,
        script=re.compile(data["detection"]["script"]),
        share=data["detection"]["share"],
        tight=re.compile(text["tight"]),
        final=re.compile(text["final"]),
        open=re.compile(text["open"]),
        number=re.compile(data["paragraph"]["number"]),
        numberings=tuple(Numbering(n["name"], re.compile(n["pattern"])) for n in data["numbering"]),
        item=re.compile(data["lists"]["item"]),
        longest_heading=headings["longest"],
        first=re.compile(headings["first"]),
        named={name: re.compile(pattern) for name, pattern in headings["named"].items()},
        titles=tuple(re.compile(pattern) for pattern in headings["titles"]),
        byline=re.compile(headings["byline"]),
        symbol=re.compile(page["symbol"]),
        page_number=re.compile(page["number"]),
        furniture=re.compile(page["furniture"]),
        rule=re.compile(page["rule"]),
        note=re.compile(page["note"]),
        raised=re.compile(f"(?<={beside}){marks['raised']}"),
        counting_mark=re.compile(rf"(?<={beside})\d{{1,3}}(?!{marks['counted']})"),
        before_mark=re.compile(marks["after"]),
        least_marks=marks["least"],
    )


def detect(text: str, name: str) -> Layout:
    """Return the layout of the language that `text` is written in; of several, of that of most of its lines.

    Raises:
        StakegraphError: no language that has data fits.
    """
    if whole := fitting(text):
        return whole
    weights: Counter[str] = Counter()
    for line in text.splitlines():
        if found := fitting(line):
            weights[found.language] += len(WORD.findall(line))
    if weights and 2 * weights.total() > len(WORD.findall(text)):
        return layout(min(weights, key=lambda language: (-weights[language], language)))
    known = ", ".join(languages())
    raise StakegraphError(
        f"{name}: not in a language that can be read ({known}); name one with --lang if it is wrongly judged"
    )


def fitting(text: str) -> Layout | None:
    """Return the layout of the language that a text is all in, if there is one.

    A language is known by the share of its script among the words: each character of it counts as a word, and
    so does each Latin word.
    """
    for language in languages():
        candidate = layout(language)
        rest, own = candidate.script.subn(" ", text)
        others = WORD.subn("", rest)[1]
        if own and own / (own + others) >= candidate.share:
            return candidate
    return None


def spoken(paragraph: str, main: Layout) -> str:
    """Return the language that a paragraph of a report is in, "" where it is the report's, or not known.

    What is quoted or stands in brackets is left out, and the rest has to be a sentence.
    """
    text = SAID_BY_OTHERS.sub(" ", paragraph)
    found = fitting(text)
    if found is None or found is main or len(found.script.findall(text)) < LEAST:
        return ""
    return found.language
