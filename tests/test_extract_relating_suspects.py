"""Sentences in which bodies seem to work together and that gave no statement are kept for people to look at."""

import pytest
from rdflib import RDF
from rdflib.namespace import PROV

from extract.document import Document, Paragraph
from extract.pipeline import analyse
from extract.rdf import to_rdf
from extract.relating.suspects import Suspect
from ontology.namespaces import ITSRDF, SG
from ontology.terms import kinds
from ontology.validation import validate


def suspects(*texts: str) -> tuple[Suspect, ...]:
    return analyse(document(*texts)).suspects


def document(*texts: str) -> Document:
    paragraphs = tuple(
        Paragraph(str(n), str(n), (), text, tuple(range(len(text)))) for n, text in enumerate(texts, 1)
    )
    return Document("TEST/2", "沙丘报告", "zh", paragraphs, "\n".join(texts))


@pytest.mark.parametrize(
    "sentence",
    [
        "世界银行与沙丘学会向来一道出力。",
        "世界银行和沙丘学会之间的伙伴情谊由来已久。",
        "沙丘学会的账目由世界银行会同审核。",
    ],
)
def test_a_sentence_with_two_bodies_and_a_word_of_working_together_is_suspect(sentence: str) -> None:
    (suspect,) = suspects("天气很好。", f"风很大。{sentence}雨很小。")
    assert (suspect.evidence.paragraph, suspect.evidence.begin, suspect.evidence.words) == ("2", 4, sentence)
    assert {said.words for said, _ in suspect.mentions} >= {"世界银行", "沙丘学会"}


@pytest.mark.parametrize(
    "sentence",
    [
        "关于疫苗的研讨会由世界卫生组织与埃格顿大学联合主办。",  # it gave a statement
        "世界银行向来与人一道出力。",  # one body
        "世界银行（世行）向来与人一道出力。",  # one body under two names
        "世界银行比沙丘学会大。",  # no word of working together
        "世界银行比经济合作与发展组织大。",  # the word stands in a name
    ],
)
def test_other_sentences_are_not(sentence: str) -> None:
    assert suspects(sentence) == ()


def test_what_a_name_alone_states_clears_no_sentence() -> None:
    found = analyse(document("世界银行研究部与沙丘学会向来一道出力。"))
    assert {one.property for one in found.statements} <= {"unitOf"}
    assert len(found.suspects) == 1


def test_the_graph_keeps_them_apart_from_what_it_states() -> None:
    graph = to_rdf([analyse(document("世界银行与沙丘学会向来一道出力。"))])
    (suspect,) = graph.subjects(RDF.type, SG.Suspect)
    assert graph.value(suspect, PROV.wasQuotedFrom)
    phrases = list(graph.objects(suspect, SG.mentions))
    assert {str(graph.value(one, ITSRDF.taIdentRef)).rpartition("/")[2] for one in phrases} == {
        "world-bank",
        "沙丘学会",
    }
    assert {graph.value(one, ITSRDF.taClassRef) for one in phrases} <= {kind.iri for kind in kinds().values()}
    assert not set(graph.subjects(RDF.type, RDF.Statement))
    assert not {kind.iri for kind in kinds().values()} & set(graph.objects(None, RDF.type))
    assert validate(graph) == ()
