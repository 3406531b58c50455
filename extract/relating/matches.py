"""Where a construction holds in a sentence, and sentences parsed for those that are trees."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from extract.finding.trained import TABLE, trained
from extract.language import knowledge
from extract.relating.sentences import Sentence
from extract.relating.sorts import SORT_OF
from extract.statements import Modality

LISTED = frozenset({"conj", "appos"})
PLACES = "places"


@dataclass(frozen=True, slots=True)
class Match:
    """Where a construction holds.

    Attributes:
        begin, end: the characters of the masked sentence.
        roles: the mentions that fill each.
        around: mentions among its words, or that hang on them, of which dates and places may be its own.
        modality: how it is said.
    """

    begin: int
    end: int
    roles: Mapping[str, Sequence[Span]]
    around: Sequence[Span]
    modality: Modality


class Parser:
    """Parses masked sentences, with a word that a trained pipeline knows well in each mention's place."""

    def __init__(self, language: str) -> None:
        self.nlp = trained(language)
        table = knowledge(language, TABLE)
        self.stands_for: Mapping[str, str] = table["stands_for"]
        self.prefixes = frozenset(table["prefixes"])
        self.reach = frozenset(table["reach"])
        self.before = {"date": frozenset(table["when"]), "place": frozenset(table["where"])}
        self.unused = [name for name in self.nlp.pipe_names if name in table["unused"]]

    def parse(self, sentences: Sequence[Sentence]) -> Iterator[Doc]:
        """Yield each sentence as a Doc of words, its mentions as entities of their sorts."""
        with self.nlp.select_pipes(disable=self.unused):
            yield from self.nlp.pipe([self.words(sentence) for sentence in sentences])

    def words(self, sentence: Sentence) -> Doc:
        """Return the words of a sentence; where each stands in it is kept beside them."""
        words: list[str] = []
        spaces: list[bool] = []
        places: list[tuple[int, int]] = []
        entities: list[str] = []
        text = sentence.text
        at = 0
        while at < len(text):
            if at in sentence.mentions:
                sort = SORT_OF[text[at]]
                words.append(self.stands_for[sort])
                spaces.append(text[at + 1 : at + 2] == " ")
                entities.append(f"B-{sort}")
                places.append((at, at + 1))
                at += 1
                continue
            end = next((i for i in range(at, len(text)) if i in sentence.mentions), len(text))
            for token in self.nlp.make_doc(text[at:end]):
                if not token.is_space and not self.is_prefix(token):
                    words.append(token.text)
                    spaces.append(bool(token.whitespace_))
                    entities.append("O")
                    places.append((at + token.idx, at + token.idx + len(token.text)))
            at = end
        doc = Doc(self.nlp.vocab, words=words, spaces=spaces, ents=entities)
        doc.user_data[PLACES] = places
        return doc

    def is_prefix(self, token: Token) -> bool:
        """Return whether a token, or a hyphen after one, only leads a verb: co-organized."""
        first = token.nbor(-1) if token.text == "-" and token.i else token
        hyphen = first.i + 1 < len(token.doc) and token.doc[first.i + 1].text == "-"
        return first.lower_ in self.prefixes and hyphen

    def place(self, token: Token) -> Iterator[int]:
        """Yield where in its masked sentence a mention's token stands; a word is none."""
        if token.ent_type_:
            yield token.doc.user_data[PLACES][token.i][0]

    def match(self, sentence: Sentence, nodes: Mapping[str, Token], modality: Modality) -> Match:
        """Return what the nodes of a tree say of a sentence: each mention among them with those listed with it."""
        roles = {
            name: [*mentions(sentence, listed(token))] for name, token in nodes.items() if token.ent_type_
        }
        tokens = [
            *nodes.values(),
            *(one for token in nodes.values() for one in listed(token) if token.ent_type_),
        ]
        trigger, *others = nodes.values()
        around = self.around([trigger])
        said = {token.ent_type_ for token in around}
        around += [
            token for token in self.around(others) if token.ent_type_ not in said and token not in around
        ]
        circumstances = mentions(sentence, around)
        return Match(*extent(tokens), roles, [*circumstances], modality)

    def around(self, tokens: Sequence[Token]) -> list[Token]:
        """Return the dates and places that hang on what a construction is made of: held in PLACE on DATE."""
        found: dict[int, Token] = {}
        ahead = [(token, "") for token in tokens]
        seen = {token.i for token in tokens}
        while ahead:
            token, preposition = ahead.pop(0)
            for child in token.children:
                if child.i in seen or child.dep_ not in self.reach:
                    continue
                said = child.lower_ if child.dep_ == "prep" else preposition
                if child.ent_type_ in self.before:
                    if said in self.before[child.ent_type_] or child.dep_ == "npadvmod":
                        found[child.i] = child
                elif child.ent_type_ or child.dep_ != "prep":
                    continue
                seen.add(child.i)
                ahead.append((child, said))
        return [found[place] for place in sorted(found)]


def listed(token: Token) -> list[Token]:
    """Return a mention's token and those that are listed with it, in order."""
    found = [token]
    for child in token.children:
        if child.dep_ in LISTED and child.ent_type_:
            found += listed(child)
    return sorted(found, key=lambda one: one.i)


def mentions(sentence: Sentence, tokens: Sequence[Token]) -> Iterator[Span]:
    """Yield the mentions that tokens stand for."""
    for token in tokens:
        yield sentence.mentions[token.doc.user_data[PLACES][token.i][0]]


def extent(tokens: Sequence[Token]) -> tuple[int, int]:
    """Return where tokens begin and end in their masked sentence."""
    places = [token.doc.user_data[PLACES][token.i] for token in tokens]
    return min(begin for begin, _ in places), max(end for _, end in places)
