"""How well spaCy's own `ner` and `spancat` find mentions, trained on the annotation that ours is trained on.

    python bench/recognisers.py CORPUS [--epochs 10]

CORPUS is the file of JSON lines that has the annotated sentences' words. Outermost mentions by kind, of the sentences
that are set aside; `bench/reading.py` gives the same figures for ours, and, `--without recogniser`, for rules alone.
Takes about an hour on one core.
"""

import argparse
import random
from collections.abc import Iterable
from pathlib import Path

import spacy
from reading import Tally, marked, outermost
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import compounding, minibatch

from extract.learning.annotation import Annotated, annotated, sentences_of

LANGUAGE = "zh"  # a token a character
KEY = "sc"
WIDEST = 24  # characters of a span that `spancat` is asked about
SEED = 0


def examples(nlp: Language, given: Iterable[Annotated]) -> list[Example]:
    """Return sentences as spaCy is trained on them, a token a character."""
    out = []
    for sentence in given:
        doc = Doc(nlp.vocab, list(sentence.text), [False] * len(sentence.text))
        told = Doc(nlp.vocab, list(sentence.text), [False] * len(sentence.text))
        spans = [
            told.char_span(begin, end, label=kind) for begin, end, kind in sorted(marked(sentence, LANGUAGE))
        ]
        told.set_ents(spans)
        told.spans[KEY] = spans
        out.append(Example(doc, told))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--epochs", type=int, default=10)
    args = parser.parse_args()
    every = [s for s in annotated(LANGUAGE, sentences_of(args.corpus, LANGUAGE)) if s.text.strip()]
    for name, settings in (
        ("ner", {}),
        (
            "spancat",
            {
                "spans_key": KEY,
                "suggester": {
                    "@misc": "spacy.ngram_range_suggester.v1",
                    "min_size": 1,
                    "max_size": WIDEST,
                },
            },
        ),
    ):
        random.seed(SEED)
        spacy.util.fix_random_seed(SEED)
        nlp = spacy.blank("xx")
        nlp.add_pipe(name, config=settings)
        given = examples(nlp, (s for s in every if not s.aside))
        optimizer = nlp.initialize(lambda given=given: given[:500])
        for _ in range(args.epochs):
            random.shuffle(given)
            for batch in minibatch(given, compounding(8.0, 64.0, 1.005)):
                nlp.update(batch, sgd=optimizer, drop=0.2)
        for own in (False, True):
            tally = Tally()
            for sentence in every:
                if sentence.aside and sentence.own == own:
                    doc = Doc(nlp.vocab, list(sentence.text), [False] * len(sentence.text))
                    doc = nlp.get_pipe(name)(doc)
                    spans = doc.ents if name == "ner" else doc.spans[KEY]
                    said = outermost((span.start, span.end, span.label_) for span in spans)
                    known = marked(sentence, LANGUAGE)
                    for counter, found in (
                        (tally.gold, known),
                        (tally.said, said),
                        (tally.right, known & said),
                    ):
                        counter.update(kind for _, _, kind in found)
            tally.hit = tally.right
            tally.show(f"{name}, {'own' if own else 'corpus'}")


if __name__ == "__main__":
    main()
