"""What is planned, proposed, hoped, denied or hypothetical is never asserted."""

import tomllib
from pathlib import Path

import pytest

from extract.pipeline import load_pipeline

SENTENCES = tomllib.loads((Path(__file__).parent / "sentences" / "unasserted.zh.toml").read_text("utf-8"))
UNASSERTED = [(kind, text) for kind, texts in SENTENCES.items() for text in texts]


@pytest.mark.parametrize(("kind", "text"), UNASSERTED)
def test_what_did_not_happen_is_never_asserted(kind: str, text: str) -> None:
    assert [s for s in load_pipeline("zh")(text)._.statements if s.modality == "asserted"] == [], kind


def test_every_kind_has_its_share_of_the_suite() -> None:
    assert len(UNASSERTED) >= 60
    assert all(len(texts) >= 5 for texts in SENTENCES.values())


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("关于疫苗的研讨会将由世界卫生组织主办。", "planned"),
        ("委员会建议世界卫生组织举办关于疫苗的研讨会。", "proposed"),
        ("世界卫生组织没有举办关于疫苗的研讨会。", "negated"),
    ],
)
def test_what_is_not_asserted_is_kept_with_its_modality(text: str, modality: str) -> None:
    doc = load_pipeline("zh")(text)
    assert {(s.property, s.modality) for s in doc._.statements} == {("organizer", modality)}


def test_a_fact_in_a_relative_clause_stands_though_the_sentence_plans() -> None:
    text = "世界银行将研究2004年7月在巴马科举行的关于助产的研讨会的结论。"
    found = {(s.property, s.modality) for s in load_pipeline("zh")(text)._.statements}
    assert ("location", "asserted") in found


def test_a_relative_clause_that_says_when_it_is_to_be_is_planned_and_not_part_of_a_name() -> None:
    doc = load_pipeline("zh")("委员会讨论了定于2031年5月在阿克拉举行的关于渔业的研讨会。")
    assert {(s.property, s.modality) for s in doc._.statements} == {
        ("location", "planned"),
        ("startDate", "planned"),
    }
    assert {s.subject.names["zh"][0] for s in doc._.statements} == {"关于渔业的研讨会"}


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("会员国呼吁联合国秘书长设立盲文工作组——其后任命了12名专家担任成员。", "asserted"),
        ("会员国请联合国秘书长设立盲文工作组，随后成立了秘书处。", "asserted"),
        ("会员国呼吁联合国秘书长设立盲文工作组——其后将任命12名专家。", "proposed"),
        ("会员国呼吁联合国秘书长设立盲文工作组，随后建议任命12名专家。", "proposed"),
        ("会员国呼吁联合国秘书长设立盲文工作组，随后离开了会场。", "proposed"),
    ],
)
def test_what_was_proposed_and_then_came_about_is_asserted(text: str, modality: str) -> None:
    found = {s.modality for s in load_pipeline("zh")(text)._.statements if s.property == "establishedBy"}
    assert found == {modality}
