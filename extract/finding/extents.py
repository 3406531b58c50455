"""Where a name begins and ends, given its head noun, and whose it is."""

import re
from collections.abc import Mapping, Sequence

from spacy.tokens import Span

from extract.finding.items import HYPHENS, Head, Item, Marked
from extract.finding.topics import Topics
from extract.language import knowledge
from extract.mentions import DATE, PLACE, means_body, mention, text_of
from ontology.terms import is_body, kinds, top_kind

STARTS = frozenset(
    {"PROPN", "ADJ", "NOUN", "NUM", "X"}
)  # what a name at the beginning of a sentence begins with
JOIN = frozenset({"DET", "ADP", "PRON", "AUX", "CCONJ", "SCONJ", "ADV", "PART"})


class Extents:
    """Finds the extents of names by a language's words."""

    def __init__(self, language: str) -> None:
        self.topics = Topics(language)
        self.small = knowledge(language, "bodies")["words"]["small"]
        rules, words = knowledge(language, "titles")["rules"], knowledge(language, "bodies")["words"]
        self.ordinal, self.parted = re.compile(rules["ordinal"]), re.compile(rules["parted"])
        self.about, self.of_body, self.to, self.to_heads, self.outside = (
            frozenset(words[key]) for key in ("about", "of_body", "to", "to_heads", "outside")
        )

    def before(self, items: Sequence[Item], head: Head, taken: Mapping[int, Head]) -> tuple[int, Span | None]:
        """Return where the name of a head begins, and the body right before it whose it is."""
        small = not items[head.first].capital
        index = head.first
        while index:
            item = items[index - 1]
            if item.known is not None:
                span = item.known
                if span.label_ == DATE and len(span.text) == len("2005") and not is_body(head.kind):
                    index -= 1
                    continue
                if span.label_ == PLACE:
                    index -= 1
                    continue
                if means_body(span) and self.adjacent(items, index):
                    return index - 1, span
                break
            if self.modifies(items, index - 1, small):
                index -= 1
                continue
            if (
                item.text in self.topics.joins
                and index > 1
                and self.is_joined(items[index - 2], taken.get(index - 2), small)
            ):
                index -= 2
                continue
            break
        return index, None

    def is_joined(self, item: Item, head: Head | None, small: bool) -> bool:
        """Return whether what stands before a conjunction modifies the same head: Economic and Social Council."""
        if small:
            return self.ordinal.fullmatch(item.text) is not None
        whole = item.known is not None or item.text.isupper() or (head is not None and is_body(head.kind))
        return item.capital and item.token.pos_ in STARTS and not whole

    def adjacent(self, items: Sequence[Item], index: int) -> bool:
        """Return whether nothing but a space stands between an item and the one before it."""
        return items[index].begin - items[index - 1].end <= 1

    def modifies(self, items: Sequence[Item], index: int, small: bool) -> bool:
        """Return whether a word before a head is part of its name."""
        item = items[index]
        low = item.text.lower()
        if (
            item.known is not None
            or low in self.outside
            or low in self.topics.articles
            or not item.text[0].isalnum()
        ):
            return item.text == "-"
        if self.ordinal.fullmatch(item.text):
            return True
        if item.text.endswith("."):
            return False  # I. of a heading
        if not item.capital and index > 1 and items[index - 1].text in HYPHENS:
            return self.modifies(items, index - 2, small)
        if item.token.pos_ in JOIN:
            return False
        if item.capital and small and item.token.pos_ == "VERB":
            return False
        if item.capital:
            return not item.token.is_sent_start or item.token.pos_ in STARTS or item.text.isupper()
        return small and item.token.pos_ in STARTS

    def after(self, line: Marked, head: Head) -> tuple[int, Span | None, bool]:
        """Return where the name of a head ends, whose it is, and whether it says what it is about."""
        items = line.items
        last, owner, topic = head.last, None, False
        small = self.small or not items[head.first].capital or not is_body(head.kind)
        while last < len(items):
            word = items[last].text
            if word in self.topics.of:
                start = self.topics.past_articles(items, last + 1)
                nested = None if top_kind(head.kind) == "Project" else line.name(start)
                nested = self.as_body(nested, head)
                if nested is not None and self.is_parted(items, nested, head):
                    break
                if nested is not None and (means_body(nested) or nested.label_ == "Role"):
                    if owner is None:
                        owner = nested
                    elif owner._.owner is None and owner is not nested:
                        owner._.owner = nested  # a unit of a unit, whose name is known
                    else:
                        break
                    last = next(
                        (i for i in range(start, len(items)) if items[i].begin >= nested.end), len(items)
                    )
                    continue
            if self.leads_on(items, last, head, small):
                end = self.topics.end(line, last + 1, small)
                if end > self.topics.past_articles(items, last + 1):
                    last, topic = end, True
                    continue
            break
        return last, owner, topic

    def as_body(self, span: Span | None, head: Head) -> Span | None:
        """Return what a name is of, a forum or conference that is called by that alone as the body that it is."""
        if span is None or span.label_ not in kinds() or top_kind(span.label_) != "Event":
            return span
        holds = is_body(head.kind) or top_kind(head.kind) == "Event"
        if not holds or not span.text[0].isupper() or span.kb_id_ or span._.owner is not None:
            return span
        return mention(span.doc, span.start, span.end, "Organization", span.id_, head=span._.heads[0])

    def is_parted(self, items: Sequence[Item], span: Span, head: Head) -> bool:
        """Return whether what follows has to do with a body itself, as in the report of the Board on its session.

        So it is where a known name is only the beginning of another, too.
        """
        following = next((item for item in items if item.begin >= span.end), None)
        longer = (
            following is not None
            and following.capital
            and following.known is None
            and following.begin == span.end + 1
            and span.kb_id_ != ""
        )
        work = top_kind(head.kind) == "Publication"
        return longer or (work and self.parted.match(text_of(span.doc), span.end) is not None)

    def leads_on(self, items: Sequence[Item], index: int, head: Head, small: bool) -> bool:
        """Return whether a word after a head begins what its name is about."""
        word = items[index].text
        if word in self.to:
            return head.word in self.to_heads
        if is_body(head.kind) or head.kind == "Role":
            return word in self.of_body
        further = self.topics.past_articles(items, index + 1)
        if further >= len(items) or word not in self.about or (word in self.topics.of and small):
            return False
        return word != "for" or items[further].capital or top_kind(head.kind) != "Event"
