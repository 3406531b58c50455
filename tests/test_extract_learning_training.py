"""Training: what is trained is what runs, and names that are replaced stay where they are said to be."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.learning.annotation import Annotated, Named
from extract.learning.replacement import replaced
from extract.learning.surety import surety


def sentence(name: str, text: str, kind: str, *places: tuple[int, int]) -> Annotated:
    mentions = (Named(begin, end, kind, f"e{begin}", "name") for begin, end in places)
    return Annotated(name, text, tuple(mentions), ())


SENTENCES = [
    sentence("a", "加纳大学访问了世界银行。", "Organization", (0, 4), (7, 11)),
    sentence("b", "蓝港论坛闭幕。", "Event", (0, 4)),
    sentence("c", "秋季研讨会和春季研讨会。", "Event", (0, 5), (6, 11)),
    sentence("d", "没有名称。", "Event"),
]


@given(st.integers(0, 2**32 - 1))
def test_replaced_names_are_of_their_kind_and_stand_where_it_is_said(seed: int) -> None:
    names = {"Organization": {"加纳大学", "世界银行"}, "Event": {"蓝港论坛", "秋季研讨会", "春季研讨会"}}
    texts = {sentence.id: sentence for sentence in SENTENCES}
    for one in replaced(SENTENCES, seed):
        before = texts[one.id]
        assert [m.entity for m in one.mentions] == [m.entity for m in before.mentions]
        rest, was = one.text, before.text
        for mention, old in zip(reversed(one.mentions), reversed(before.mentions), strict=True):
            assert one.text[mention.begin : mention.end] in names[mention.kind]
            rest = rest[: mention.begin] + rest[mention.end :]
            was = was[: old.begin] + was[old.end :]
        assert rest == was
    assert [one.text for one in replaced(SENTENCES, seed)] == [one.text for one in replaced(SENTENCES, seed)]


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=20, deadline=None)
def test_surety_learnt_is_how_often_a_likelihood_is_right(seed: int) -> None:
    order = np.random.default_rng(seed)
    likely = order.uniform(0.3, 0.99, 6000)
    often = 1 / (
        1 + np.exp(0.2 - 0.5 * np.log(likely / (1 - likely)))
    )  # it takes itself to be surer than it is
    right = order.random(6000) < often
    groups = order.integers(0, 2, 6000)
    slope, shift = surety(groups, 3, likely.astype(np.float32), right)
    assert slope[0] == pytest.approx(0.5, abs=0.12)
    for group in range(3):  # of the last nothing was seen: it is taken to be like all
        said = 1 / (1 + np.exp(-(slope[0] * np.log(0.8 / 0.2) + shift[group])))
        assert said == pytest.approx(0.62, abs=0.06)


TEXTS = {
    "zh": "加纳大学与世界银行于2013年5月6日在阿克拉主办了一次研讨会，埃及出席。",
    "en": "On 6 May 2013 the University of Ghana and the World Bank held a seminar in Accra, which Egypt attended.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_what_is_trained_is_what_runs(language: str, tmp_path: Path) -> None:
    torch = pytest.importorskip("torch", reason="training needs torch, of the extra learning")
    from extract.finding.transformer import Transformer, cutter
    from extract.learning import judge as judging
    from extract.learning import recogniser as recognising
    from extract.learning.fitting import exported
    from extract.pipeline import load_pipeline
    from extract.weighing import judge, recognition
    from extract.weighing.candidates import candidates
    from extract.weighing.units import units
    from extract.weighing.views import nodes, views
    from extract.weights import Numbers

    def changed(network: Any) -> None:
        with torch.no_grad():
            for part in network.tuned.up.values():
                part.copy_(torch.randn(part.shape) / 50)

    def read(name: str, arrays: dict[str, Numbers]) -> dict[str, Numbers]:
        np.savez(tmp_path / name, **arrays)  # type: ignore[arg-type]
        return {k: v.astype(np.float32) for k, v in np.load(tmp_path / f"{name}.npz").items()}

    torch.manual_seed(1)
    text = TEXTS[language]
    nlp = load_pipeline(language)
    (example,) = recognising.examples(nlp, language, Annotated("a", text, (), ()))
    head = recognising.Head(language, example.ruled.shape[1]).eval()
    changed(head)
    trained = read("head", exported(head, recognising.BEGUN))
    with torch.no_grad():
        scores, _ = head([example, example])
    recognised = recognition.Recognition(language, trained)(text, units(text, language), example.ruled)
    for one in scores:
        assert np.allclose(torch.softmax(one, dim=1).numpy(), recognised, atol=1e-3)

    doc = recognising.before(nlp, "judgement", text)
    view = next(views(doc, language, nodes(doc, language, [*doc.spans["mentions"], *doc.spans["nested"]])))
    given = judge.seen(doc, view, list(candidates(view)), cutter(language)(text))
    network = judging.Network(0, language, given.ends.shape[1]).eval()
    changed(network)
    judged = judge.Judge(language)
    judged.trained = read("judge", exported(network, judging.BEGUN))
    judged.transformer = Transformer(language, judged.trained)
    judged.rows = {}
    with torch.no_grad():
        expected = network([given, given], torch.zeros(2 * len(given.pairs), 1, dtype=torch.long))
    for one, other in zip(expected, judged.scores(given), strict=True):
        for half in one.chunk(2):
            assert np.allclose(np.maximum(half.numpy(), -50), np.maximum(other, -50), atol=1e-2)
