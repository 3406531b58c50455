"""`python -m extract.learning CORPUS`: train the recogniser and the judgement anew."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import numpy as np
import torch
from spacy.language import Language
from spacy.tokens import Doc

from extract.language import FOLDER, weights
from extract.learning import judgement, recogniser, transformer
from extract.learning.annotation import Annotated, annotated, sentences_of
from extract.learning.layers import packed
from extract.learning.replacement import replaced
from extract.pipeline import load_pipeline
from extract.weighing.recognition import Recognition
from ontology.errors import StakegraphError

SEED = 0
REPEATED = 2  # times that a sentence which others wrote is judged: such are what is read
LONG, SHORT = 4, 4  # epochs of the recogniser that is kept, and of those that only show what one finds
RENAMED = 2  # times that a sentence is learnt from under other names too
PARTS = 2  # a sentence's mentions are judged as a recogniser finds them that was trained on the other part


@click.command()
@click.argument("corpus", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--language", default="zh", show_default=True, help="Whose annotation and weights.")
def main(corpus: Path, language: str) -> None:
    """Train the recogniser and the judgement from the annotation; CORPUS has the words, as JSON lines.

    Needs `pip install 'stakegraph[learning]'`. The fifth that is set aside is not looked at. Takes 90 minutes.
    """
    torch.set_num_threads(
        1
    )  # sums are then made in one order, and the weights the same, whatever the machine
    try:
        keep(language, "transformer", transformer.taken())
        nlp = load_pipeline(language)
        given = [s for s in annotated(language, sentences_of(corpus, language)) if not s.aside]
    except StakegraphError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{len(given)} sentences", err=True)
    told = [list(recogniser.examples(nlp, sentence)) for sentence in given]
    varied = [one for sentence in others(given) for one in recogniser.examples(nlp, sentence)]
    heads = []
    for part in range(PARTS):
        click.echo(f"recogniser {part + 1} of {PARTS + 1}", err=True)
        rest = [one for place, those in enumerate(told) if place % PARTS != part for one in those]
        heads.append(recogniser.train(rest, SHORT, SEED + part))
    click.echo(f"recogniser {PARTS + 1} of {PARTS + 1}", err=True)
    keep(
        language,
        "recogniser",
        recogniser.train([*(one for those in told for one in those), *varied], LONG, SEED),
    )
    click.echo("judgement", err=True)
    keep(
        language,
        "judgement",
        judgement.train(*zip(*weighed(nlp, language, given, heads), strict=True), language, SEED),
    )


def others(given: Sequence[Annotated]) -> Iterator[Annotated]:
    """Yield each sentence under other names, a few times; a recogniser asks not what is stated of them."""
    mentioning = [replace(sentence, facts=()) for sentence in given]
    for time in range(RENAMED):
        yield from replaced(mentioning, SEED + time)


def weighed(
    nlp: Language, language: str, given: Sequence[Annotated], heads: Sequence[dict[str, Any]]
) -> list[tuple[list[judgement.Example], list[judgement.Example]]]:
    """Return the candidates of each sentence, and those of the same sentence under other names.

    Candidates are mentions that readers marked or that a recogniser found; under other names only the latter.
    """
    out = []
    component = dict(nlp.pipeline)["recogniser"]
    networks = [Recognition(language, head) for head in heads]
    renamed: dict[str, list[Annotated]] = {}
    stating = [sentence for sentence in given if sentence.facts]
    for time in range(RENAMED):
        for sentence in replaced(stating, SEED + 1 + time):
            renamed.setdefault(sentence.id, []).append(sentence)
    for place, sentence in enumerate(given):
        component.network = networks[place % len(networks)]  # type: ignore[attr-defined]
        doc = recogniser.before(nlp, "judgement", sentence.text)
        own = [*found(sentence, doc, language), *marked(sentence, doc, language)]
        varied = []
        for other in renamed.get(sentence.id, ()):
            varied += found(other, recogniser.before(nlp, "judgement", other.text), language)
        out.append((repeated(sentence, own), repeated(sentence, varied)))
    return out


def found(sentence: Annotated, doc: Doc, language: str) -> list[judgement.Example]:
    """Return the candidates among the mentions that the pipeline finds."""
    return list(judgement.examples(sentence, doc, language, judgement.recognised(sentence, doc, language)))


def marked(sentence: Annotated, doc: Doc, language: str) -> list[judgement.Example]:
    """Return the candidates among the mentions that readers marked; constructions read what was recognised."""
    given = judgement.marked(sentence, doc, language)
    return [one._replace(read=()) for one in judgement.examples(sentence, doc, language, given)]


def repeated(sentence: Annotated, found: list[judgement.Example]) -> list[judgement.Example]:
    """Return examples as often as they are learnt from."""
    return found if sentence.own else REPEATED * found


def keep(language: str, name: str, arrays: Mapping[str, Any]) -> None:
    """Write weights into the language's folder."""
    np.savez_compressed(Path(str(FOLDER / language / f"{name}.npz")), **packed(arrays))
    weights.cache_clear()


if __name__ == "__main__":
    main()
