"""`python -m extract.learning CORPUS`: train the recogniser and the judgement anew."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_LZMA, ZipFile, ZipInfo

import click
import numpy as np
import torch
from spacy.language import Language

from extract.finding.transformer import LAYERS, PIECES, SHARED
from extract.language import FOLDER, knowledge
from extract.learning import judgement, recogniser, transformer
from extract.learning.annotation import Annotated, annotated, sentences_of
from extract.learning.fitting import packed
from extract.learning.replacement import replaced
from extract.pipeline import load_pipeline
from extract.weighing.recognition import Recognition
from extract.weights import weights
from ontology.errors import StakegraphError

SEED = 0
REPEATED = 2  # times that a sentence which others wrote is judged: such are what is read
SHORT = 4  # epochs of the recognisers that only show what one finds
PARTS = 2  # a sentence's mentions are judged as a recogniser finds them that was trained on the other part


@click.command()
@click.argument("corpus", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--language", default="zh", show_default=True, help="Whose annotation and weights.")
def main(corpus: Path, language: str) -> None:
    """Train the recogniser and the judgement from the annotation; CORPUS has the words, as JSON lines.

    Needs `pip install 'stakegraph[learning]'`. The fifth that is set aside is not looked at. Takes an hour.
    """
    torch.set_num_threads(
        1
    )  # sums are then made in one order, and the weights the same, whatever the machine
    try:
        given_layers = transformer.packed()
        keep(SHARED, LAYERS, transformer.layers(given_layers))
        keep(language, PIECES, transformer.pieces(given_layers, language))
        nlp = load_pipeline(language)
        given = [s for s in annotated(language, sentences_of(corpus, language)) if not s.aside]
    except StakegraphError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{len(given)} sentences", err=True)
    training = knowledge(language, "recogniser")["training"]
    told = [list(recogniser.examples(nlp, language, sentence)) for sentence in given]
    varied = replaced(given, SEED) if training["varied"] else ()
    heads = []
    for part in range(PARTS):
        click.echo(f"recogniser {part + 1} of {PARTS + 1}", err=True)
        others = [one for place, those in enumerate(told) if place % PARTS != part for one in those]
        heads.append(recogniser.train(others, language, SHORT, SEED + part))
    click.echo(f"recogniser {PARTS + 1} of {PARTS + 1}", err=True)
    every = [one for those in told for one in those]
    every += (one for sentence in varied for one in recogniser.examples(nlp, language, sentence))
    keep(language, "recogniser", recogniser.train(every, language, training["epochs"], SEED))
    click.echo("judgement", err=True)
    keep(language, "judgement", judgement.train(list(weighed(nlp, language, given, heads)), language, SEED))


def weighed(
    nlp: Language, language: str, given: Sequence[Annotated], heads: Sequence[dict[str, Any]]
) -> list[judgement.Example]:
    """Return the candidates of all sentences: among the mentions that readers marked, and that a recogniser found."""
    found: list[judgement.Example] = []
    component = dict(nlp.pipeline)["recogniser"]
    networks = [Recognition(language, head) for head in heads]
    for place, sentence in enumerate(given):
        component.network = networks[place % len(networks)]  # type: ignore[attr-defined]
        doc = recogniser.before(nlp, "judgement", sentence.text)
        seen = [
            *judgement.examples(sentence, doc, language, judgement.recognised(sentence, doc, language)),
            *(
                one._replace(read=())  # constructions read what was recognised
                for one in judgement.examples(
                    sentence, doc, language, judgement.marked(sentence, doc, language)
                )
            ),
        ]
        found += seen if sentence.own else REPEATED * seen
    return found


def keep(language: str, name: str, arrays: Mapping[str, Any]) -> None:
    """Write weights into the language's folder, pressed as far as numpy can still read them."""
    with ZipFile(Path(str(FOLDER / language / f"{name}.npz")), "w", ZIP_LZMA) as archive:
        for key, array in packed(arrays).items():
            written = BytesIO()
            np.save(written, array)
            archive.writestr(ZipInfo(f"{key}.npy"), written.getvalue(), ZIP_LZMA)
    weights.cache_clear()


if __name__ == "__main__":
    main()
