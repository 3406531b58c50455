"""A line of a report as items: its words, and what is known among them as one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from extract.finding.trained import Line
from extract.mentions import means_body, mention

HYPHENS = frozenset("-–")


@dataclass(frozen=True, slots=True)
class Item:
    """A word of a line, or a name or date that is known beforehand, with where it stands in the report's Doc."""

    begin: int
    end: int
    text: str
    token: Token
    known: Span | None

    @property
    def capital(self) -> bool:
        """Whether it may be part of a name by its first letter."""
        return self.text[:1].isupper()


@dataclass(frozen=True, slots=True)
class Head:
    """A head noun: the items that it is made of, and its kind."""

    first: int
    last: int  # the item after it
    word: str
    kind: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A line with what is marked in it while its names are made.

    Attributes:
        items: its words.
        heads: its head nouns, by the item that they begin with.
        made: the names that are made so far, by the item that they begin with.
    """

    items: Sequence[Item]
    heads: Mapping[int, Head]
    made: Mapping[int, Span]

    def name(self, index: int) -> Span | None:
        """Return the name that begins with an item, made here or known beforehand."""
        return self.made.get(index) or (self.items[index].known if index < len(self.items) else None)


def itemised(line: Line, known: Sequence[Span], systems: Collection[str]) -> list[Item]:
    """Return the words of a line, what is known among them as one."""
    end_of_line = line.begin + len(line.doc.text)
    starts = {span.start: span for span in known if line.begin <= span.start < end_of_line}
    found: list[Item] = []
    past = 0
    for token in line.doc:
        begin = line.begin + token.idx
        if begin < past or token.is_space:
            continue
        span = starts.get(begin)
        if span is not None and span.text in systems and span.end + 1 in starts:
            whole = starts[span.end + 1]
            if means_body(whole):  # the United Nations Commission on …
                span = mention(span.doc, span.start, whole.end, whole.label_, entity=whole.kb_id_)
        past = span.end if span is not None else begin + len(token.text)
        found.append(Item(begin, past, span.text if span is not None else token.text, token, span))
    return found
