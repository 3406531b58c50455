"""The annotation: well-formed rows, joined to the words that they are about."""

from pathlib import Path

import pytest

from extract.language import FOLDER
from extract.learning.annotation import Annotated, annotated, rows, sentences_of
from extract.weighing.judge import MODALITIES, RELATIONS
from ontology.errors import StakegraphError
from ontology.terms import kinds, relations

LANGUAGES = sorted(path.parent.name for path in Path(str(FOLDER)).glob("*/annotation"))
FILES = sorted(path for code in LANGUAGES for path in Path(str(FOLDER), code, "annotation").rglob("*.jsonl"))
CORPUS = Path(__file__).resolve().parents[1].parent / "shared" / "corpus" / "un2015.jsonl"
FORMS = {"name", "unnamed", "reference"}


def shown(path: Path) -> str:
    return path.relative_to(str(FOLDER)).as_posix()


@pytest.mark.parametrize("path", FILES, ids=shown)
def test_every_row_says_what_its_kinds_and_relations_are(path: Path) -> None:
    seen = set()
    for row in rows(path):
        assert row["id"] not in seen
        seen.add(row["id"])
        named = {mention[3] for mention in row["mentions"]}
        for begin, end, kind, _, form in row["mentions"]:
            assert 0 <= begin < end <= len(row.get("text", "x" * end))
            assert kind in kinds() or kind == "Country"
            assert form in FORMS
        for subject, relation, target, modality, optional in row["facts"]:
            assert subject in named
            assert relation in relations()
            assert target in named or relations()[relation].range & {"date", "integer"}
            assert modality in MODALITIES
            assert isinstance(optional, bool)


@pytest.mark.parametrize("path", [path for path in FILES if path.name != "own.jsonl"], ids=shown)
def test_no_words_of_a_corpus_are_kept_with_its_annotation(path: Path) -> None:
    assert not any("text" in row for row in rows(path))


@pytest.mark.parametrize("path", [path for path in FILES if path.parent.name == "second"], ids=shown)
def test_what_was_read_twice_was_read_once(path: Path) -> None:
    first = {row["id"] for row in rows(path.parent.parent / path.name)}
    assert {row["id"] for row in rows(path)} <= first


def test_a_fifth_is_set_aside_by_the_sentences_ids() -> None:
    found = [Annotated(f"D{n}", "", (), ()).aside for n in range(2_000)]
    assert 0.17 < sum(found) / len(found) < 0.23


def test_words_are_joined_by_id_and_a_missing_sentence_is_named(tmp_path: Path) -> None:
    with pytest.raises(StakegraphError, match=r"the corpus has no sentence D\d+"):
        list(annotated("zh", {}))
    broken = tmp_path / "corpus.jsonl"
    broken.write_text("{", encoding="utf-8")
    with pytest.raises(StakegraphError, match=r"corpus\.jsonl"):
        sentences_of(broken, "zh")


@pytest.mark.skipif(not CORPUS.is_file(), reason="the corpus is not beside the project")
@pytest.mark.parametrize("language", LANGUAGES)
def test_marks_of_the_corpus_stand_in_its_sentences(language: str) -> None:
    for sentence in annotated(language, sentences_of(CORPUS, language)):
        for mention in sentence.mentions:
            words = sentence.text[mention.begin : mention.end]
            assert len(words) == mention.end - mention.begin
            assert words == words.strip()


def test_the_relations_judged_are_the_contract_s() -> None:
    ends = {"endDate"}  # comes with the beginning of a range
    assert set(RELATIONS[1:]) | ends == set(relations())
