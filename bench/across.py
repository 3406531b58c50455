"""How far two languages agree: parallel sentences read in both, facts in both and in one alone, by relation.

    python bench/across.py CORPUS.jsonl [--limit N] [--seed N] [--differences FILE.csv]

CORPUS has {"id": …, "zh": …, "en": …} a line. Twenty sentences on end are two versions of one report, and matched as
these are. `--limit` takes so many sentences, of reports at random but the same each time; `--differences` writes what
one language alone states, with both sentences.
"""

import argparse
import json
import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

from extract.analysis import Analysis
from extract.document import Document, Paragraph
from extract.pipeline import analyse
from extract.rdf import to_rdf
from graph.identity.finding import unite
from graph.tables import to_csv
from graph.trust.agreement import COLUMNS, agreements, to_rows

LANGUAGES = ("zh", "en")
TOGETHER = 20  # sentences that are one report


def main() -> None:
    """Print facts in both languages and in one alone, by relation, and what reading took."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--limit", type=int, help="sentences; all if not given")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--differences", type=Path)
    asked = parser.parse_args()
    lines = [json.loads(line) for line in asked.corpus.read_text(encoding="utf-8").splitlines()]
    parts = [lines[at : at + TOGETHER] for at in range(0, len(lines), TOGETHER)]
    if asked.limit:
        parts = random.Random(asked.seed).sample(parts, min(len(parts), -(-asked.limit // TOGETHER)))
    read = []
    for language in LANGUAGES:
        began = time.process_time()
        read += [in_language(rows, language) for rows in parts]
        count, took = sum(map(len, parts)), time.process_time() - began
        print(f"{language}: {count} sentences, {1000 * took / count:.0f} ms of a processor each", flush=True)
    graph = to_rdf(read)
    unite(graph)
    found = agreements(graph)
    both = sum((pair.both for pair in found), Counter())
    alone = [sum((pair.alone[side] for pair in found), Counter()) for side in (0, 1)]
    if found[0].languages != LANGUAGES:
        alone.reverse()
    print(f"{'relation':16}   both  zh alone  en alone  agreement")
    for name in [*sorted(both + alone[0] + alone[1], key=lambda n: (-both[n], n)), ""]:
        counts = [counter[name] if name else counter.total() for counter in (both, *alone)]
        print(
            f"{name or 'all':16} {counts[0]:6} {counts[1]:9} {counts[2]:9} {counts[0] / max(sum(counts), 1):10.2f}"
        )
    if asked.differences:
        asked.differences.write_text(to_csv(to_rows(found), COLUMNS), encoding="utf-8")


def in_language(rows: list[dict[str, Any]], language: str) -> Analysis:
    """Return sentences analysed as the paragraphs of a report in a language."""
    paragraphs = tuple(
        Paragraph(row["id"], row["id"], (), row[language], tuple(range(len(row[language])))) for row in rows
    )
    return analyse(Document(f"{rows[0]['id']}-{language}", "", language, paragraphs, ""))


if __name__ == "__main__":
    main()
