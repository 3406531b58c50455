"""What is planned, proposed or denied is never asserted."""

import pytest

from extract.pipeline import load_pipeline

PLANNED = [
    "第三届防疟论坛将于2031年5月在内罗毕举行。",
    "世界卫生组织计划举办关于疫苗的研讨会。",
    "世界卫生组织打算与开罗大学联合举办关于疫苗的研讨会。",
    "关于疫苗的研讨会定于2031年6月在开罗举行。",
    "关于疫苗的研讨会将由世界卫生组织主办。",
    "世界卫生组织拟与开罗大学合作出版《疫苗手册》。",
    "联合国秘书长即将批准绿色校园倡议。",
    "第三届防疟论坛将得到挪威政府的支持。",
]
PROPOSED = [
    "委员会建议世界卫生组织举办关于疫苗的研讨会。",
    "委员会呼吁世界银行资助尼罗河水文监测项目。",
    "如果挪威政府资助尼罗河水文监测项目，观测站会更多。",
    "委员会希望开罗大学加入南方种子联盟。",
    "委员会促请联合国秘书长设立绿色校园倡议。",
]
NEGATED = [
    "世界卫生组织没有举办关于疫苗的研讨会。",
    "世界卫生组织未能与开罗大学合作出版《疫苗手册》。",
    "尼罗河水文监测项目没有得到挪威政府的资助。",
    "世界银行未出席第三届防疟论坛。",
    "关于疫苗的研讨会没有由开罗大学主办。",
    "世界银行拒绝资助尼罗河水文监测项目。",
]


@pytest.mark.parametrize("text", [*PLANNED, *PROPOSED, *NEGATED])
def test_what_did_not_happen_is_never_asserted(text: str) -> None:
    assert [s for s in load_pipeline("zh")(text)._.statements if s.modality == "asserted"] == []


def test_a_plan_is_kept_with_its_modality() -> None:
    doc = load_pipeline("zh")("关于疫苗的研讨会将由世界卫生组织主办。")
    assert {(s.property, s.modality) for s in doc._.statements} == {("organizer", "planned")}


def test_a_fact_in_a_relative_clause_stands_though_the_sentence_plans() -> None:
    text = "世界银行将研究2004年7月在巴马科举行的关于助产的研讨会的结论。"
    found = {(s.property, s.modality) for s in load_pipeline("zh")(text)._.statements}
    assert ("location", "asserted") in found
