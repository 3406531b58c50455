"""Long reports in blocks, and paragraphs on which a component fails: nothing else is lost."""

import random
import weakref
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from extract import blocks, pipeline
from extract.document import Document, Heading, Paragraph
from extract.pipeline import analyse, load_pipeline
from extract.statements import Statement
from ontology.errors import StakegraphError

FILLER = "当地的气候温和，雨水不多，居民种植橄榄。"
WORKSHOP = "关于嫁接的讲习班由世界卫生组织与埃格顿大学联合主办。"
BAD = "这里有一处毒草。世界银行资助了毒草防治项目。"


def document(*texts: str, heading: str = "") -> Document:
    above = (Heading(heading, 1, tuple(range(len(heading)))),) if heading else ()
    paragraphs = tuple(
        Paragraph(str(n), str(n), above, text, tuple(range(len(text)))) for n, text in enumerate(texts, 1)
    )
    return Document("TEST/1", "试验报告", "zh", paragraphs, "\n".join(texts))


def facts(statements: tuple[Statement, ...]) -> list[tuple[str, str, str]]:
    def told(thing: object) -> str:
        return getattr(thing, "id", None) or str(thing)

    return [(told(s.subject), s.property, told(s.object)) for s in statements]


def quotes(report: Document, statements: tuple[Statement, ...]) -> list[tuple[str, str]]:
    """What stands in the report where each statement says that its evidence is, beside what it quotes."""
    texts = {paragraph.id: paragraph.text for paragraph in report.paragraphs}
    said = [part for s in statements for part in (s.subject_mention, s.object_mention) if part]
    places = [(s.evidence.paragraph, part) for s in statements for part in (s.evidence,)]
    assert all(part.begin < part.end for part in said)
    return [(texts[paragraph][part.begin : part.end], part.words) for paragraph, part in places]


@Language.component("test_fails_on_weeds")
def fails_on_weeds(doc: Doc) -> Doc:
    if "毒草" in doc.text:
        raise ValueError("weeds\nin the text")
    return doc


@Language.component("test_fails_on_both")
def fails_on_both(doc: Doc) -> Doc:
    if "橄榄油" in doc.text and "花生油" in doc.text:
        raise ValueError("oil and oil")
    return doc


@pytest.fixture
def with_component() -> Callable[..., Language]:
    """The pipeline with one more component, at its end or elsewhere."""

    def make(name: str, **where: object) -> Language:
        nlp = load_pipeline.__wrapped__("zh")
        nlp.add_pipe(name, **where)
        return nlp

    return make


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "LONGEST", 120)
    monkeypatch.setattr(blocks, "READ_AGAIN", 60)


@pytest.mark.parametrize("where", [{"first": True}, {"before": "linking"}, {"last": True}], ids=str)
def test_a_paragraph_on_which_a_component_fails_costs_nothing_else(
    with_component: Callable[..., Language], where: dict[str, object]
) -> None:
    texts = ["国际橄榄品种研究所（橄榄所）办了一次会议。", WORKSHOP, "橄榄所主办了关于修剪的讲习班。"]
    found = analyse(document(*texts[:2], BAD, texts[2], BAD), with_component("test_fails_on_weeds", **where))
    assert facts(found.statements) == facts(analyse(document(*texts)).statements) != []
    assert [(f.paragraph, f.component, f.error) for f in found.faults] == [
        (paragraph, "test_fails_on_weeds", "ValueError: weeds in the text") for paragraph in ("3", "5")
    ]


def test_paragraphs_that_fail_only_together_are_analysed_apart(
    with_component: Callable[..., Language],
) -> None:
    report = document(WORKSHOP, "橄榄油很好。", "花生油也好。", "世界银行资助了该项目（见第5段）。", "无。")
    found = analyse(report, with_component("test_fails_on_both"))
    assert found.faults == ()
    assert facts(analyse(document(WORKSHOP)).statements) == facts(found.statements)


def test_a_component_that_fails_on_everything_is_an_error(with_component: Callable[..., Language]) -> None:
    with pytest.raises(StakegraphError, match="test_fails_on_weeds failed: ValueError: weeds in the text"):
        analyse(document(BAD, BAD), with_component("test_fails_on_weeds"))


@pytest.mark.parametrize("command", ["build", "extract"])
def test_the_commands_name_the_paragraph_and_what_went_wrong_in_a_line(
    command: str,
    stakegraph: Callable[..., tuple[int, str, str]],
    with_component: Callable[..., Language],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    nlp = with_component("test_fails_on_weeds")
    monkeypatch.setattr(pipeline, "load_pipeline", lambda _language: nlp)
    report = tmp_path / "report.txt"
    report.write_text(f"年度报告\n\n1. {WORKSHOP}\n\n2. {BAD}\n\n3. {FILLER}\n", encoding="utf-8")
    code, _, err = stakegraph(command, report, "-o", tmp_path / "out")
    (line,) = err.splitlines()
    assert code == 0
    assert line.startswith("report §2: left out, test_fails_on_weeds failed: ValueError: weeds in the text")


@pytest.mark.usefixtures("small_blocks")
def test_what_a_report_has_established_goes_along_from_block_to_block() -> None:
    texts = [
        "国际橄榄品种研究所（橄榄所）设在罗马。2004年，橄榄所开了一次会。",
        *[FILLER] * 8,
        "5月3日，橄榄所主办了关于修剪的讲习班。",
    ]
    report = document(*texts, heading="活动")
    assert len(list(blocks.blocks(report))) > 1
    (organizer, start) = facts(analyse(report).statements)[-2:]
    assert organizer[2] == "body/国际橄榄品种研究所"
    assert start[1:] == ("startDate", "2004-05-03")


@pytest.mark.usefixtures("small_blocks")
def test_a_reference_points_back_over_the_edge_of_a_block_and_nothing_is_stated_twice() -> None:
    texts = [FILLER * 4, WORKSHOP, "该讲习班吸引了80名代表。" + FILLER * 3]
    report = document(*texts)
    edges = [[piece.paragraph.id for piece in block] for block in blocks.blocks(report)]
    found = analyse(report).statements
    assert ["3"] in edges
    assert [s.object for s in found if s.property == "attendance"] == [80]
    assert len(facts(found)) == len(set(facts(found)))


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize(
    "text", [(WORKSHOP + FILLER) * 9, "橄榄" * 500 + WORKSHOP], ids=["sentences", "none"]
)
def test_a_paragraph_longer_than_a_block_is_quoted_from_the_right_places(text: str) -> None:
    report = document(FILLER, text, FILLER)
    assert max(len(p.paragraph.text) for b in blocks.blocks(report) for p in b) <= blocks.LONGEST
    found = analyse(report).statements
    assert found
    assert all(there == words for there, words in quotes(report, found))


@pytest.mark.usefixtures("small_blocks")
def test_a_unit_named_alone_in_one_block_and_with_its_owner_in_another_is_one() -> None:
    alone = "关于嫁接的讲习班由气候工作组主办。"
    owned = "国际橄榄品种研究所的气候工作组主办了关于修剪的讲习班。"
    report = document(alone, *[FILLER] * 8, owned)
    assert len(list(blocks.blocks(report))) > 1
    found = analyse(report)
    organizers = {o for _, p, o in facts(found.statements) if p == "organizer"}
    assert len(organizers) == 1
    assert "气候工作组" in found.entities[organizers.pop()].names["zh"]


@Language.component("test_states_everywhere")
def states_everywhere(doc: Doc) -> Doc:
    """Do as a component of a user's may that knows nothing of blocks: state one thing of every paragraph."""
    if doc._.statements:
        first = doc._.statements[0]
        doc._.statements = tuple(
            replace(first, evidence=replace(first.evidence, paragraph=span.id_))
            for span in doc.spans["paragraphs"]
        )
    return doc


@pytest.mark.usefixtures("small_blocks")
def test_a_component_that_knows_nothing_of_blocks_states_nothing_twice(
    with_component: Callable[..., Language],
) -> None:
    report = document(*[WORKSHOP] * 9)
    assert len(list(blocks.blocks(report))) > 1
    found = analyse(report, with_component("test_states_everywhere")).statements
    assert {s.evidence.paragraph for s in found} == {str(n) for n in range(1, 10)}
    assert len(found) == 9


def test_a_text_longer_than_spacy_takes_is_cut() -> None:
    report = document("雨。" * 600_000, heading="气候" * 600_000)
    assert all(
        len(piece.paragraph.text) + len(piece.paragraph.headings[0].text) <= 2 * blocks.LONGEST
        for block in blocks.blocks(report)
        for piece in block
    )


@pytest.mark.usefixtures("small_blocks")
def test_what_a_block_holds_is_gone_when_the_next_one_comes() -> None:
    alive: list[int] = []
    vectors: list[weakref.ref[object]] = []

    @Language.component("test_vectors")
    def add_vectors(doc: Doc) -> Doc:
        doc.tensor = np.zeros((len(doc), 4), dtype=np.float32)
        alive.append(sum(reference() is not None for reference in vectors))
        vectors.append(weakref.ref(doc.tensor))
        return doc

    nlp = load_pipeline.__wrapped__("zh")
    nlp.add_pipe("test_vectors", first=True)
    analyse(document(*[WORKSHOP + FILLER] * 9), nlp)
    assert alive == [0] * len(alive)
    assert len(alive) > 2


@pytest.mark.parametrize(
    "text",
    [
        "橄榄所代表" + "摩洛哥、突尼斯、阿尔及利亚、葡萄牙、" * 9 + "希腊和土耳其请求设立橄榄之友小组一事。",
        "世界银行" + "，2004年" * 60 + "。",
        "气候工作组水利工作组" * 30 + "开会。",
    ],
    ids=["countries", "dates", "units of units"],
)
def test_a_long_list_is_read_to_its_end(text: str) -> None:
    """Where a pattern can match it in many ways, this does not come back for hours."""
    assert analyse(document(text)).faults == ()


CORPUS = Path(__file__).resolve().parents[1].parent / "shared" / "corpus" / "un2015.jsonl"


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not in this workplace")
@pytest.mark.parametrize("seed", range(12))
def test_sentences_in_any_order_and_cut_anywhere_are_read_without_a_fault(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    import json

    rows = CORPUS.read_text(encoding="utf-8").splitlines()
    chance = random.Random(seed)
    texts = [json.loads(row)["zh"] for row in chance.sample(rows, 12)]
    for position in chance.sample(range(len(texts)), 6):
        begin = chance.randrange(len(texts[position]))
        texts[position] = texts[position][begin : chance.randrange(begin, len(texts[position])) + 1]
    if seed % 3 == 0:
        texts = ["".join(texts)]
    monkeypatch.setattr(blocks, "LONGEST", chance.choice((150, 400, 50_000)))
    monkeypatch.setattr(blocks, "READ_AGAIN", 100)
    report = document(*texts)
    found = analyse(report)
    assert found.faults == ()
    assert all(there == words for there, words in quotes(report, found.statements))
