"""What a name is about: how far it goes after `on`, `for` or `against`."""

from collections.abc import Sequence

from extract.finding.items import HYPHENS, Item, Marked
from extract.language import knowledge
from extract.mentions import DATE, PLACE, means_body
from ontology.terms import top_kind

MODIFIES = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "X", ""})  # all words, where none is tagged
GERUND = "VBG"
LONGEST_LIST = 8  # items between a comma and the conjunction of its list


class Topics:
    """Finds the end of what a name is about by a language's words."""

    def __init__(self, language: str) -> None:
        words = knowledge(language, "bodies")["words"]
        self.of, self.articles, self.particles, self.joins, self.possessive, self.stops = (
            frozenset(words[key]) for key in ("of", "articles", "particles", "joins", "possessive", "stops")
        )
        self.within = words["within"]

    def past_articles(self, items: Sequence[Item], index: int) -> int:
        """Return the place of the first item from `index` on that is no article."""
        while index < len(items) and items[index].text.lower() in self.articles:
            index += 1
        return index

    def end(self, line: Marked, index: int, small: bool) -> int:
        """Return where what a name is about ends: capitals and what joins them, or words up to the next clause.

        It begins at `index`; `small` says whether words without a capital belong to it.
        """
        items = line.items
        begin = end = index
        while index < len(items):
            item = items[index]
            if index in line.made and top_kind(line.made[index].label_) == "Event":
                return end  # an agenda for a meeting: the meeting is named by itself
            if item.known is not None:
                body = means_body(item.known) and end < index and self.joined(items, index)
                if item.known.label_ == DATE or body:
                    return end
                index = end = index + 1
            elif self.passes(line, index, small):
                index += 1
            elif item.text in HYPHENS and index + 1 < len(items) and items[index + 1].text[0].isalnum():
                index = end = index + 2
            elif self.holds(item, small) and not (index == begin and item.text[0].isdigit()):
                index = end = index + 1
            else:
                return end
        return end

    def holds(self, item: Item, small: bool) -> bool:
        """Return whether a word may be the last of what a name is about."""
        low = item.text.lower()
        between = low in self.joins | self.articles | self.particles | self.stops
        if between or not item.text[0].isalnum():
            return False
        return item.capital or (small and item.token.pos_ in MODIFIES) or item.token.tag_ == GERUND

    def passes(self, line: Marked, index: int, small: bool) -> bool:
        """Return whether a word stands between two that a name is about."""
        items = line.items
        item = items[index]
        low = item.text.lower()
        if low in self.of and self.is_owner(line, index):
            return False
        if low == self.within:
            return self.goes_in(items, index)
        if low in self.joins:
            start = self.past_articles(items, index + 1)
            further = items[start] if start < len(items) else None
            if further is None or self.is_whole(line, start):
                return False
            return small or further.capital or further.known is not None
        if item.text == ",":
            return self.goes_on(items, index, small)
        apart = item.text in self.possessive and index + 1 < len(items)
        return apart or low in self.articles or (low in self.particles and low not in self.stops)

    def is_owner(self, line: Marked, index: int) -> bool:
        """Return whether the word at a place leads to a body, whose the name before it is."""
        span = line.name(self.past_articles(line.items, index + 1))
        return span is not None and means_body(span)

    def goes_in(self, items: Sequence[Item], index: int) -> bool:
        """Return whether a name goes on after `in`: trafficking in cultural property, not in Vienna or in 2004."""
        further = items[index + 1] if index + 1 < len(items) else None
        return (
            further is not None
            and further.known is None
            and further.text[0].isalpha()
            and further.text.lower() not in self.stops | self.articles
        )

    def joined(self, items: Sequence[Item], index: int) -> bool:
        """Return whether an item stands after one that joins, articles apart."""
        while index and items[index - 1].text.lower() in self.articles:
            index -= 1
        return index > 0 and items[index - 1].text in self.joins

    def is_whole(self, line: Marked, index: int) -> bool:
        """Return whether what follows a conjunction is a name by itself, or a clause."""
        item = line.items[index]
        if item.known is not None:
            return item.known.label_ != PLACE
        if item.token.pos_ in {"VERB", "AUX", "PRON", "ADV", "ADP"}:
            return True
        for place in range(index, len(line.items)):
            if place in line.heads:
                return True
            if not line.items[place].capital or line.items[place].known is not None:
                return False
        return False

    def goes_on(self, items: Sequence[Item], index: int, small: bool) -> bool:
        """Return whether a comma stands in a list that a topic holds: Food, Agriculture and Forestry."""
        for place in range(index + 1, min(len(items), index + LONGEST_LIST)):
            item = items[place]
            if item.text in self.joins:
                nxt = items[place + 1] if place + 1 < len(items) else None
                return nxt is not None and nxt.known is None and (nxt.capital or small)
            if item.known is not None or not (item.capital or small) or item.token.pos_ in {"VERB", "AUX"}:
                return False
            if not item.text[0].isalnum() and item.text != ",":
                return False
        return False
