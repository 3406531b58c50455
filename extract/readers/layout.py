"""How the reports of one language are laid out, as its data file `layout.toml` says."""

import re
from dataclasses import dataclass
from functools import lru_cache

from extract.language import knowledge, languages
from ontology.errors import StakegraphError


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
        top, annex, notes: headings that end all sections; that hold the sections after them; that stand
            above endnotes.
        titles: headings that name the report, the surest first.
        symbol, page_number, furniture, rule: lines that belong to the page.
        note: what begins a footnote, its mark as group "mark".
        raised: a footnote mark in the text that looks like one.
        counting_mark: a plain number where a footnote mark may stand.
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
    top: re.Pattern[str]
    annex: re.Pattern[str]
    notes: re.Pattern[str]
    titles: tuple[re.Pattern[str], ...]
    symbol: re.Pattern[str]
    page_number: re.Pattern[str]
    furniture: re.Pattern[str]
    rule: re.Pattern[str]
    note: re.Pattern[str]
    raised: re.Pattern[str]
    counting_mark: re.Pattern[str]

    def numbering(self, text: str) -> tuple[str, str] | None:
        """Return the name of the numbering that `text` begins with and the label itself, if there is one."""
        for numbering in self.numberings:
            if match := numbering.pattern.match(text):
                return numbering.name, match.group()
        return None


@lru_cache
def layout(language: str) -> Layout:
    """Return the layout of `language`.

    Raises:
        StakegraphError: the language has no data.
    """
    data = knowledge(language, "layout")
    text, headings, page, marks = data["text"], data["headings"], data["page"], data["marks"]
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
        top=re.compile(headings["top"]),
        annex=re.compile(headings["annex"]),
        notes=re.compile(headings["notes"]),
        titles=tuple(re.compile(pattern) for pattern in headings["titles"]),
        symbol=re.compile(page["symbol"]),
        page_number=re.compile(page["number"]),
        furniture=re.compile(page["furniture"]),
        rule=re.compile(page["rule"]),
        note=re.compile(page["note"]),
        raised=re.compile(f"(?<={text['tight']}){marks['raised']}"),
        counting_mark=re.compile(rf"(?<={marks['after']})\d{{1,3}}(?!{marks['counted']})"),
    )


def detect(text: str, name: str) -> Layout:
    """Return the layout of the language that `text` is written in.

    A language is known by the share of its script among the words: each character of it counts as a word, and
    so does each run of other letters.

    Raises:
        StakegraphError: no language that has data fits.
    """
    for language in languages():
        candidate = layout(language)
        own = len(candidate.script.findall(text))
        others = len(re.findall(r"[^\W\d_]+", candidate.script.sub(" ", text)))
        if own and own / (own + others) >= candidate.share:
            return candidate
    known = ", ".join(languages())
    raise StakegraphError(
        f"{name}: not in a language that can be read ({known}); name one if it is wrongly judged"
    )
