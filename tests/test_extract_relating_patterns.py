"""Every pattern keeps its own promises: what it must find, and where it must find nothing."""

import tomllib
from pathlib import Path

import pytest

from extract.entities import Entity
from extract.language import knowledge, languages
from extract.pipeline import load_pipeline
from extract.relating.patterns import Example, compile_row, examples, expand, patterns
from extract.relating.sentences import sentences
from extract.relating.sorts import SORT_OF
from extract.report import sections
from extract.statements import Statement
from ontology.errors import StakegraphError
from ontology.terms import relations

LEARNT = "recogniser", "judgement"  # a pattern's promises are its own, whatever is learnt beside it
ROWS = [(language, example) for language in languages() for example in examples(language)]


def fact(statement: Statement, language: str) -> str:
    def name(value: Entity | str | int) -> str:
        return value.names[language][0] if isinstance(value, Entity) else str(value)

    return f"{name(statement.subject)} | {statement.property} | {name(statement.object)}"


def seen(language: str, text: str) -> str:
    """A text as the rows of the table see it, so that whoever writes one can tell why it finds nothing."""
    nlp = load_pipeline(language)
    with nlp.select_pipes(disable=nlp.pipe_names[nlp.pipe_names.index("relations") :]):
        doc = nlp(text)
    mentions = sorted(doc.spans["mentions"], key=lambda span: span.start)
    masked = (one.text for whole, _, _ in sections(doc) for one in sentences(whole, mentions, language))
    return " ".join("".join(f"{{{SORT_OF[c]}}}" if c in SORT_OF else c for c in one) for one in masked)


@pytest.mark.parametrize(("language", "example"), ROWS, ids=[f"{e.pattern}: {e.text[:16]}" for _, e in ROWS])
def test_a_pattern_finds_what_its_examples_say_and_nothing_where_they_forbid(
    language: str, example: Example
) -> None:
    nlp = load_pipeline(language)
    with nlp.select_pipes(disable=[name for name in LEARNT if name in nlp.pipe_names]):
        doc = nlp(example.text)
    asserted = [s for s in doc._.statements if s.modality == "asserted"]
    own = {fact(s, language) for s in asserted if s.rule.split(".")[2] == example.pattern}
    if example.facts:
        found = {fact(s, language) for s in asserted}
        assert set(example.facts) <= found, f"the row sees: {seen(language, example.text)}"
        assert own, "other rows find it already"
    else:
        assert own == set(), f"the row sees: {seen(language, example.text)}"


def test_the_example_of_a_construction_in_the_guide_holds_as_it_stands() -> None:
    guide = (Path(__file__).parents[1] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (row,) = tomllib.loads(guide.partition("```toml\n")[2].partition("```")[0])["patterns"]
    ((text, *facts),) = row["yes"]
    found = {fact(s, "zh") for s in load_pipeline("zh")(text)._.statements}
    assert set(facts) <= found
    assert not any(
        s.property == row["relation"] for no in row["no"] for s in load_pipeline("zh")(no)._.statements
    )


@pytest.mark.parametrize("language", languages())
def test_every_pattern_has_a_gloss_and_examples_of_both_kinds(language: str) -> None:
    for row in knowledge(language, "relations")["patterns"]:
        assert row["gloss"] and row["yes"] and row["no"], row["id"]


@pytest.mark.parametrize("language", languages())
def test_patterns_have_ids_of_their_own_and_state_relations_of_the_contract(language: str) -> None:
    found = patterns(language)
    assert len({(p.id, p.expression.pattern) for p in found}) == len(found)
    for pattern in found:
        assert all(f.relation in relations() for f in pattern.facts), pattern.id
        assert 0 < pattern.confidence <= 1


def test_a_row_that_names_an_unknown_macro_is_refused_by_its_id() -> None:
    with pytest.raises(StakegraphError, match=r"zh\.organizer\.odd"):
        expand("{nonesuch}", {}, "zh.organizer.odd")


def test_a_row_that_is_no_regular_expression_is_refused_by_its_id() -> None:
    row = {"id": "odd", "gloss": "", "match": "(", "facts": ["a organizer b"], "relation": "organizer"}
    with pytest.raises(StakegraphError, match=r"zh\.organizer\.odd"):
        compile_row("zh", row, "", {}, {})
