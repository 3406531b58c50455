"""Training: what is trained is what runs, and names that are replaced stay where they are said to be."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.finding.encoder import LAYERS, PARTS, WIDTH, Layers, encoder, pretrained
from extract.language import weights
from extract.learning.annotation import Annotated, Named, Stated
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


STATING = Annotated(
    "e",
    "湖港大学渔业系与灯塔基金会（灯塔）举办研讨会，灯塔基金会供资。该研讨会于湖港举行。",
    (
        Named(0, 7, "Organization", "unit", "name"),
        Named(0, 4, "Organization", "whole", "name"),
        Named(8, 13, "Organization", "payer", "name"),
        Named(14, 16, "Organization", "payer", "name"),
        Named(19, 22, "Event", "event", "unnamed"),
        Named(23, 28, "Organization", "payer", "name"),
        Named(31, 35, "Event", "event", "reference"),
        Named(36, 38, "Place", "place", "name"),
    ),
    (
        Stated("event", "sponsor", "payer", "asserted", False),
        Stated("unit", "unitOf", "whole", "asserted", False),
    ),
)


@given(st.integers(0, 2**32 - 1))
def test_a_sentence_under_other_names_states_what_it_did(seed: int) -> None:
    for one in replaced([*SENTENCES, STATING], seed):
        if one.id == STATING.id:
            assert one.facts == STATING.facts
            said = [(m.entity, m.form, one.text[m.begin : m.end]) for m in one.mentions]
            assert said[0] == ("unit", "name", "湖港大学渔业系")  # whose it is stands in its name
            assert said[1] == ("whole", "name", "湖港大学")
            payer = [name for entity, _, name in said if entity == "payer"]
            assert payer[0] == payer[2]
            names = iter(name for _, _, name in said[2:])
            expected = "湖港大学渔业系与{}（{}）举办{}，{}供资。{}于{}举行。".format(*names)
            assert one.text == expected
            assert said[6][2] == "该研讨会"


def test_layers_with_the_encoders_own_weights_see_every_character_among_the_others() -> None:
    layers = Layers(pretrained())
    rows = encoder()("埃及主持了会议").vectors
    assert rows.shape == (7, WIDTH)
    seen = layers(rows)
    assert not np.allclose(seen[0], layers(rows[:3])[0])  # the second direction comes from the end
    assert np.allclose(seen, layers(rows))


def test_trained_layers_have_the_shapes_of_the_encoders_own() -> None:
    trained = weights("zh", "recogniser")
    for layer in range(len(LAYERS)):
        for part in PARTS:
            key = f"layers.{layer}.{part}"
            assert trained[key].shape == pretrained()[key].shape


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


def test_what_is_trained_is_what_runs(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch", reason="training needs torch, of the extra learning")
    from extract.finding.transformer import Transformer, cutter, transformer
    from extract.finding.words import embedded
    from extract.language import Numbers
    from extract.learning import judge as judging
    from extract.learning import recogniser as recognising
    from extract.learning.layers import exported
    from extract.pipeline import load_pipeline
    from extract.weighing import judge, recognition
    from extract.weighing.candidates import candidates, nodes, views

    def changed(network: Any) -> None:
        with torch.no_grad():
            for part in network.tuned.up.values():
                part.copy_(torch.randn(part.shape) / 50)

    def read(name: str, arrays: dict[str, Numbers]) -> dict[str, Numbers]:
        np.savez(tmp_path / name, **arrays)  # type: ignore[arg-type]
        return {k: v.astype(np.float32) for k, v in np.load(tmp_path / f"{name}.npz").items()}

    torch.manual_seed(1)
    text = "加纳大学与世界银行于2013年5月6日在阿克拉主办了一次研讨会，埃及出席。"
    doc = recognising.before(load_pipeline("zh"), "judgement", text)
    pieces = cutter("zh")(text)
    ruled = recognition.features(doc)
    head = recognising.Head(ruled.shape[1]).eval()
    trained = read("head", exported(head, recognising.BEGUN))
    rows = np.concatenate([embedded(doc), transformer("zh")(text)], axis=1)
    with torch.no_grad():
        scores = head(
            torch.from_numpy(rows)[None],
            torch.from_numpy(ruled)[None],
            torch.ones(1, len(doc), dtype=torch.bool),
        )
    likely = torch.softmax(scores[0], dim=1).numpy()
    assert np.allclose(likely, recognition.Recognition("zh", trained)(text, embedded(doc), ruled), atol=1e-3)

    network = judging.Network(0, "zh").eval()
    changed(network)
    judged = judge.Judge("zh")
    judged.trained = read("judge", exported(network, judging.BEGUN))
    judged.transformer = Transformer("zh", judged.trained)
    judged.rows = {}
    view = next(views(doc, "zh", nodes(doc, "zh", [*doc.spans["mentions"], *doc.spans["nested"]])))
    given = judge.seen(doc, view, list(candidates(view)), pieces)
    with torch.no_grad():
        expected = network([given, given], torch.zeros(2 * len(given.pairs), 1, dtype=torch.long))
    for one, other in zip(expected, judged.scores(given), strict=True):
        for half in one.chunk(2):
            assert np.allclose(np.maximum(half.numpy(), -50), np.maximum(other, -50), atol=1e-2)
