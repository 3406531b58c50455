"""How well unseen sentences are read: mentions by kind, facts by relation, and how right each confidence is.

    python bench/reading.py CORPUS [--language zh] [--part corpus|own] [--without recogniser --without judgement]

Measured on the annotated sentences that are set aside. CORPUS is the file of JSON lines that has their words;
"own" are the sentences of our own. `--readers` tells instead how far two readers agree, who read the sentences of
annotation/second apart: the ceiling of what a program can be measured by.
"""

import argparse
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from extract.entities import Entity
from extract.language import FOLDER
from extract.learning.annotation import Annotated, annotated, rows, sentences_of
from extract.learning.comparing import facts_of
from extract.mentions import COUNT, DATE, GENERIC
from extract.pipeline import load_pipeline
from extract.statements import Statement
from extract.weighing.views import kind_of
from ontology.terms import relations

ANNOTATED = sorted(path.parent.name for path in Path(str(FOLDER)).glob("*/annotation"))
BANDS = (0.0, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)


class Tally:
    """Counts by name, and the figures they make."""

    def __init__(self) -> None:
        self.gold: Counter[str] = Counter()
        self.said: Counter[str] = Counter()
        self.right: Counter[str] = Counter()
        self.hit: Counter[str] = Counter()

    def show(self, title: str) -> None:
        """Print precision, recall and F1, by name and together."""
        print(f"\n{title:16} precision  recall     F1   gold   said")
        for name in [*sorted(self.gold | self.said, key=lambda n: (-self.gold[n], n)), ""]:
            gold, said, right, hit = (
                counter[name] if name else counter.total()
                for counter in (self.gold, self.said, self.right, self.hit)
            )
            precision, recall = right / max(said, 1), hit / max(gold, 1)
            f1 = 2 * precision * recall / max(precision + recall, 1e-9)
            print(f"{name or 'all':16} {precision:9.2f} {recall:7.2f} {f1:6.2f} {gold:6} {said:6}")


def simple(kind: str, name: str, language: str) -> str:
    """Return the kind by which mentions are compared: a country's name is a place, whoever acts a body."""
    node = kind_of(kind, name, language)
    return {"Country": "Place", "Initiative": "Body"}.get(node, node)


def outermost(found: Iterable[tuple[int, int, str]]) -> set[tuple[int, int, str]]:
    """Return the mentions that stand in no other."""
    kept: set[tuple[int, int, str]] = set()
    end = 0
    for one in sorted(found, key=lambda m: (m[0], -m[1])):
        if one[0] >= end:
            kept.add(one)
            end = one[1]
    return kept


def marked(sentence: Annotated, language: str) -> set[tuple[int, int, str]]:
    """Return the outermost mentions that a reader marked, by place and kind."""
    return outermost(
        (
            m.begin,
            m.end,
            "Place" if m.kind == "Country" else simple(m.kind, sentence.text[m.begin : m.end], language),
        )
        for m in sentence.mentions
        if m.form != "reference"
    )


def count_mentions(tally: Tally, sentence: Annotated, doc: Doc, language: str) -> None:
    """Count the outermost mentions of a sentence, right where extent and kind are."""
    gold = marked(sentence, language)
    said = {
        (span.start, span.end, simple(span.label_, span.text, language))
        for span in doc.spans["mentions"]
        if span.label_ not in {DATE, COUNT, GENERIC} and span.id_ in {"name", "description", "unnamed"}
    }
    for counter, found in ((tally.gold, gold), (tally.said, said), (tally.right, gold & said)):
        counter.update(kind for _, _, kind in found)
    tally.hit = tally.right


def count_facts(
    tally: Tally, sentence: Annotated, statements: Iterable[Statement], bands: list[tuple[float, bool]]
) -> None:
    """Count the asserted facts of a sentence; an optional one is right when said and no miss when not."""
    facts = sentence.facts
    tally.gold.update(fact.relation for fact in facts if fact.modality == "asserted" and not fact.optional)
    reached: set[int] = set()
    for one in statements:
        if one.modality == "asserted":
            found = set(facts_of(sentence, one))
            reached |= found
            tally.said[one.property] += 1
            tally.right[one.property] += bool(found)
            bands.append((one.confidence, bool(found)))
    tally.hit.update(facts[place].relation for place in reached if not facts[place].optional)


def agreement(language: str) -> None:
    """Print the F1 of two readers' mentions and asserted facts."""
    folder = Path(str(FOLDER / language / "annotation"))
    first = {row["id"]: row for path in folder.glob("*.jsonl") for row in rows(path)}
    counts = Counter[str]()
    for path in (folder / "second").glob("*.jsonl"):
        for row in rows(path):
            one, other = first[row["id"]], row
            mentions = [{tuple(m[:3]) for m in reading["mentions"]} for reading in (one, other)]
            counts["mentions"] += sum(map(len, mentions))
            counts["same mentions"] += 2 * len(mentions[0] & mentions[1])
            for reading, against in ((one, other), (other, one)):
                sure = [fact for fact in stated(reading) if not fact[-1]]
                known = stated(against)
                counts["facts"] += len(sure)
                counts["same facts"] += sum(any(same(fact, it) for it in known) for fact in sure)
    for name in ("mentions", "facts"):
        print(f"{name:10} F1 {counts[f'same {name}'] / max(counts[name], 1):.3f}  of {counts[name] // 2}")


def stated(row: dict[str, Any]) -> list[tuple[str, set[int], set[int] | str, bool]]:
    """Return the asserted facts of a row: relation, where the ends of subject and object are named, optional."""
    ends: dict[str, set[int]] = {}
    for _, end, _, entity, _ in row["mentions"]:
        ends.setdefault(entity, set()).add(end)
    return [
        (p, ends[s], ends.get(o, o), optional)
        for s, p, o, mood, optional in row["facts"]
        if mood == "asserted"
    ]


def same(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    """Return whether two facts are one: a relation between things that are named at the same places."""

    def meet(a: Any, b: Any) -> bool:
        return bool(a & b) if isinstance(a, set) and isinstance(b, set) else a == b

    straight = meet(one[1], other[1]) and meet(one[2], other[2])
    turned = relations()[one[0]].symmetric and meet(one[1], other[2]) and meet(one[2], other[1])
    return one[0] == other[0] and (straight or turned)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--language", choices=ANNOTATED, default="zh", help="whose sentences")
    parser.add_argument("--part", choices=("corpus", "own"), default="corpus")
    parser.add_argument(
        "--without", action="append", default=[], help="leave a component of the pipeline out"
    )
    parser.add_argument("--differences", action="store_true", help="list what was missed and what was wrong")
    parser.add_argument("--readers", action="store_true", help="tell how far two readers agree")
    args = parser.parse_args()
    language = args.language
    if args.readers:
        agreement(language)
        return
    nlp = load_pipeline(language)
    mentions, facts = Tally(), Tally()
    bands: list[tuple[float, bool]] = []
    for sentence in annotated(language, sentences_of(args.corpus, language)):
        if not sentence.aside or sentence.id.startswith("own") != (args.part == "own"):
            continue
        doc = nlp.make_doc(sentence.text)
        for name, component in nlp.pipeline:
            if name not in args.without:
                doc = component(doc)
        count_mentions(mentions, sentence, doc, language)
        before = len(bands)
        count_facts(facts, sentence, doc._.statements, bands)
        if args.differences:
            said = [s for s in doc._.statements if s.modality == "asserted"]
            for statement, (confidence, right) in zip(said, bands[before:], strict=True):
                target = statement.object
                name = target.names[language][0] if isinstance(target, Entity) else target
                print(
                    "right" if right else "WRONG",
                    confidence,
                    statement.rule,
                    f"{statement.subject.names[language][0]} | {statement.property} | {name} <- {sentence.text}",
                )
    mentions.show("mentions")
    facts.show("facts")
    print("\nconfidence   statements   mean   right")
    for low, high in pairwise(BANDS):
        within = [(sure, right) for sure, right in bands if low <= sure < high]
        if within:
            mean = sum(sure for sure, _ in within) / len(within)
            share = sum(right for _, right in within) / len(within)
            print(f"{low:.2f}-{min(high, 1):.2f}  {len(within):11} {mean:6.2f} {share:7.2f}")


if __name__ == "__main__":
    main()
