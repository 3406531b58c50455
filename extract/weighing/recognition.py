"""The recogniser's trained network: where a name begins and ends, by the words around and what the rules found.

The transformer reads the sentence, trained on for this; each unit, a word or a character, gets a label: outside, or
begins, continues, ends or is alone what is named, with its sort (Ratinov and Roth, 2009: "Design Challenges and
Misconceptions in Named Entity Recognition"); the likeliest sequence in which labels can follow one another is taken.
A sort with a star is an activity or a work without a name of its own.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from spacy.tokens import Doc, Span

from extract.finding.encoder import viterbi
from extract.finding.transformer import HIDDEN, Transformer, covered, cutter
from extract.mentions import COUNT, DATE, GENERIC, text_of
from extract.weighing.network import linear, normal, rectified, shares, window
from extract.weights import Numbers
from ontology.terms import is_body, top_kind

SORTS = (
    "Body",
    "Place",
    "Event",
    "Document",
    "Publication",
    "Project",
    "Role",
    "Event*",
    "Document*",
    "Publication*",
    "Project*",
)
OUTSIDE = 0
LABELS = ("", *(part + sort for sort in SORTS for part in "BIES"))
BEFORE_NEVER = np.float32(-1e4)
TAGS = (
    *("PER", "LOC", "ORG", "TIME", "n", "nz", "nw", "v", "vd", "vn", "a", "ad", "an"),
    *("d", "f", "r", "s", "t", "m", "q", "p", "c", "u", "xc", "w"),
)
WRITTEN = (str.isupper, str.istitle, str.isdigit)
RULED = ("Body", "Place", "Event", "Document", "Publication", "Project", "Role", DATE, COUNT, GENERIC)


class Found(NamedTuple):
    """What the recogniser takes for a mention, and how sure it is of each character's label."""

    start: int
    end: int
    sort: str
    sure: float


def sort_of(kind: str) -> str:
    """Return the sort under which a mention of `kind` is recognised."""
    if kind in {DATE, COUNT, GENERIC}:
        return kind
    return "Body" if is_body(kind) else top_kind(kind)


class Features:
    """What is seen of the units of a text: words, what the rules found, how each is written, the marks around it."""

    def __init__(self, doc: Doc) -> None:
        self.text = text_of(doc)
        self.within = within_marks(self.text)
        groups: list[tuple[Sequence[str], Iterable[tuple[Span, str]]]] = [
            (TAGS, ((word, word.label_) for word in doc.spans["words"])),
            (("",), ((word, "") for word in doc.spans["words"])),
            (RULED, ((s, sort_of(s.label_)) for s in doc.spans["mentions"] if s.id_ != "reference")),
            (RULED, ((s, sort_of(s.label_)) for s in doc.spans["nested"])),
            (("Body", "Place", "other"), ((span, known(span)) for span in doc.spans["known"])),
            (("Body",), ((s, "Body") for s in doc.spans.get("bodies", ()) if s.label_ != GENERIC)),
        ]
        self.groups = [
            (sorts, sorted((span.start, span.end, sort) for span, sort in spans if sort in sorts))
            for sorts, spans in groups
        ]

    def __call__(self, places: Sequence[tuple[int, int]]) -> Numbers:
        """Return a row of numbers for each unit of a sentence, given where each begins and ends, in order."""
        begins = {begin: unit for unit, (begin, _) in enumerate(places)}
        ends = {end: unit + 1 for unit, (_, end) in enumerate(places)}
        first, stop = places[0][0], places[-1][1]
        columns = [
            marked(
                len(places),
                sorts,
                (
                    (begins[begin], ends[end], sort)
                    for begin, end, sort in spans[bisect_left(spans, (first,)) : bisect_left(spans, (stop,))]
                    if begin in begins and end in ends
                ),
            )
            for sorts, spans in self.groups
        ]
        written = [[check(self.text[begin:end]) for check in WRITTEN] for begin, end in places]
        marks = self.within[[begin for begin, _ in places]]
        return np.concatenate([*columns, np.array(written, dtype=np.float32), marks], axis=1)


def known(span: Span) -> str:
    """Return the sort of a known name."""
    sort = sort_of(span.label_)
    return sort if sort in {"Body", "Place"} else "other"


def marked(length: int, sorts: Sequence[str], spans: Iterable[tuple[int, int, str]]) -> Numbers:
    """Return for each unit and sort four columns: begins, continues, ends, is alone what is of the sort."""
    out = np.zeros((length, 4 * len(sorts)), dtype=np.float32)
    for begin, end, sort in spans:
        column = 4 * sorts.index(sort)
        if end - begin == 1:
            out[begin, column + 3] = 1
        else:
            out[begin, column] = out[end - 1, column + 2] = 1
            out[begin + 1 : end - 1, column + 1] = 1
    return out


def within_marks(text: str) -> Numbers:
    """Return for each character whether it stands between title marks, and between quotation marks."""
    out = np.zeros((len(text), 2), dtype=np.float32)
    title = quoted = False
    for place, character in enumerate(text):
        if character == "\n":
            title = quoted = False
        title = title or character == "《"
        opening = character in '“"' and not quoted
        quoted = quoted or opening
        out[place] = title, quoted
        if character == "》":
            title = False
        if character in '”"' and not opening:
            quoted = False
    return out


def follows() -> Numbers:
    """Return how each label may follow each: nought, or never."""
    out = np.full((len(LABELS), len(LABELS)), BEFORE_NEVER, dtype=np.float32)
    for row, before in enumerate(LABELS):
        for column, after in enumerate(LABELS):
            goes_on = before[:1] in {"B", "I"}
            within = after[:1] in {"I", "E"}
            if (goes_on and within and before[1:] == after[1:]) or not (goes_on or within):
                out[row, column] = 0
    return out


FOLLOWS = follows()
FIRST = np.array([BEFORE_NEVER if label[:1] in {"I", "E"} else 0 for label in LABELS], dtype=np.float32)
LAST = np.array([BEFORE_NEVER if label[:1] in {"B", "I"} else 0 for label in LABELS], dtype=np.float32)


class Recognition:
    """The trained network, asked for labels; `learning.recogniser.Head` trains it."""

    def __init__(self, language: str, trained: Mapping[str, Numbers]) -> None:
        self.trained, self.cut = trained, cutter(language)
        self.transformer = Transformer(language, trained)

    def __call__(self, sentence: str, places: Sequence[tuple[int, int]], ruled: Numbers) -> Numbers:
        """Return the probability of each label for each unit of a sentence.

        Args:
            sentence: its characters.
            places: of its units.
            ruled: what the rules say of them, as `features` has it.
        """
        trained = self.trained
        pieces = self.cut(sentence)
        read = self.transformer.read(pieces).pieces
        first, last = covered(pieces, np.array(places)).T
        summed = np.concatenate([np.zeros((1, HIDDEN), dtype=np.float32), read.cumsum(axis=0)])
        mean = (summed[last + 1] - summed[first]) / (last + 1 - first)[:, None]
        given = np.concatenate([read[first], read[last], mean], axis=1)
        seen = normal(
            trained, "n1", rectified(linear(trained, "l1", given) + linear(trained, "ruled", ruled))
        )
        near = normal(trained, "n2", seen + rectified(window(trained, "c1", seen)))
        wide = normal(trained, "n3", near + rectified(window(trained, "c2", near)))
        return shares(linear(trained, "out", wide))


def decoded(likely: Numbers) -> Iterator[Found]:
    """Yield what the likeliest sequence of labels names."""
    logs = np.log(likely + 1e-9)
    logs[0] += FIRST
    logs[-1] += LAST
    path = viterbi(logs, FOLLOWS)
    start = 0
    for place, number in enumerate(path):
        part, sort = LABELS[number][:1], LABELS[number][1:]
        if part in {"B", "S"}:
            start = place
        if part in {"E", "S"}:
            chosen = [likely[i, path[i]] for i in range(start, place + 1)]
            yield Found(start, place + 1, sort, float(min(chosen)))
