"""What a name is about: how far it goes after `on`, `for` or `against`."""

from collections.abc import Mapping, Sequence

from spacy.tokens import Span

from extract.finding.items import HYPHENS, Head, Item
from extract.language import knowledge
from extract.mentions import DATE, PLACE, means_body
from ontology.terms import top_kind

MODIFIES = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "X"})
GERUND = "VBG"
CLAUSE = frozenset({"VERB", "AUX", "PRON", "SCONJ"})
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

    def end(
        self,
        items: Sequence[Item],
        index: int,
        small: bool,
        of_head: Mapping[int, Head],
        made: Mapping[int, Span],
    ) -> int:
        """Return where what a name is about ends: capitals and what joins them, or words up to the next clause."""
        begin = end = index
        while index < len(items):
            item = items[index]
            if index in made and top_kind(made[index].label_) == "Event":
                break  # an agenda for a meeting: the meeting is named by itself
            if item.known is not None:
                if item.known.label_ == DATE or (
                    means_body(item.known) and end < index and self.joined(items, index)
                ):
                    break
                index = end = index + 1
                continue
            low = item.text.lower()
            if low in self.of and self.is_owner(items, index, made):
                break
            if low == self.within and self.goes_in(items, index):
                index += 1
                continue
            verb = item.token.pos_ in CLAUSE and item.token.tag_ != GERUND
            if low in self.stops or (verb and not item.capital):
                break
            if low in self.joins:
                start = self.past_articles(items, index + 1)
                further = items[start] if start < len(items) else None
                if further is None or self.is_whole(further, start, of_head, items):
                    break
                if not small and not further.capital and further.known is None:
                    break
                index += 1
                continue
            if low in self.articles or low in self.particles:
                index += 1
                continue
            if item.text in HYPHENS and index + 1 < len(items) and items[index + 1].text[0].isalnum():
                index = end = index + 2
                continue
            if item.text == "," or item.text in self.possessive:
                nxt = items[index + 1] if index + 1 < len(items) else None
                if nxt is None or (item.text == "," and not self.goes_on(items, index, small)):
                    break
                index += 1
                continue
            if not item.text[0].isalnum():
                break
            if index == begin and item.text[0].isdigit():
                break
            if item.capital or (small and item.token.pos_ in MODIFIES) or item.token.tag_ == GERUND:
                index = end = index + 1
                continue
            break
        return end

    def is_owner(self, items: Sequence[Item], index: int, made: Mapping[int, Span]) -> bool:
        """Return whether the word at a place leads to a body, whose the name before it is."""
        start = self.past_articles(items, index + 1)
        span = made.get(start) or (items[start].known if start < len(items) else None)
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

    def is_whole(self, item: Item, index: int, of_head: Mapping[int, Head], items: Sequence[Item]) -> bool:
        """Return whether what follows a conjunction is a name by itself, or a clause."""
        if item.known is not None:
            return item.known.label_ != PLACE
        if item.token.pos_ in {"VERB", "AUX", "PRON", "ADV", "ADP"}:
            return True
        for place in range(index, len(items)):
            if place in of_head:
                return True
            if not items[place].capital or items[place].known is not None:
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
