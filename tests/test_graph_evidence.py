from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF

from graph.evidence import Quotation, every_quotation, quotations
from graph.store.files import load
from ontology.errors import StakegraphError
from ontology.namespaces import NIF, OA, SCHEMA, SG

GRAPHS = Path(__file__).parent / "graphs"
ID = "https://w3id.org/stakegraph/id/"
EVENT, BODY = URIRef(ID + "T-1/event/e"), URIRef(ID + "body/b")


def quoted(text: str, words: str, *, confidence: str = "0.9", modality: str = "asserted") -> Graph:
    """A graph of one statement that quotes `words` of a paragraph."""
    graph = Graph(store="Oxigraph")
    statement, paragraph, report = (URIRef(f"{ID}T-1/{name}") for name in ("statement/1", "paragraph/4", ""))
    begin = text.index(words)
    graph.add((report, DCTERMS.identifier, Literal("T/1")))
    for predicate, value in (
        (DCTERMS.isPartOf, report),
        (SG.number, Literal("4")),
        (NIF.isString, Literal(text, lang="zh")),
    ):
        graph.add((paragraph, predicate, value))
    for predicate, value in (
        (RDF.subject, EVENT),
        (RDF.predicate, SCHEMA.organizer),
        (RDF.object, BODY),
        (SG.modality, SG[modality]),
        (SG.confidence, Literal(confidence)),
        (SG.foundBy, Literal("zh.organizer.by")),
        (PROV.wasQuotedFrom, paragraph),
        (OA.exact, Literal(words, lang="zh")),
        (NIF.beginIndex, Literal(begin)),
        (NIF.endIndex, Literal(begin + len(words))),
    ):
        graph.add((statement, predicate, value))
    return graph


def only(graph: Graph) -> Quotation:
    (found,) = quotations(graph, EVENT, SCHEMA.organizer, BODY)
    return found


def test_a_quotation_says_where_it_stands_and_how_it_was_found() -> None:
    assert only(quoted("甲社办会。", "甲社办会")) == Quotation(
        "T/1", "4", "", "甲社办会", "。", 0.9, "zh.organizer.by"
    )


@pytest.mark.parametrize(
    ("number", "heading", "place"),
    [("4", "活动", "§4"), ("0", "摘要", "摘要"), ("0", "", "§0"), ("12", "", "§12")],
)
def test_text_outside_the_numbering_is_referred_to_by_its_heading(
    number: str, heading: str, place: str
) -> None:
    graph = quoted("甲社办会。", "甲社办会")
    (paragraph,) = graph.subjects(NIF.isString)
    graph.set((paragraph, SG.number, Literal(number)))
    if heading:
        graph.add((paragraph, SG.heading, Literal(heading, lang="zh")))
    assert only(graph).place == place


@pytest.mark.parametrize(
    ("text", "words", "before", "after"),
    [
        ("先有一句。在城里，甲社办会，人很多。后有一句。", "甲社办会", "在城里，", "，人很多。"),
        ("甲社办会", "甲社办会", "", ""),
        ("问谁来？甲社办会！好。", "甲社办会", "", "！"),
        ("他说：“不必。”甲社办会。", "甲社办会", "", "。"),
        ("第一行\n甲社办会\n第三行", "甲社办会", "", "\n"),
        ("约3.5万人。甲社办会，费用2.5万元。", "甲社办会", "", "，费用2.5万元。"),
        ("It rained. The A Society met at noon. Then it left.", "A Society", " The ", " met at noon."),
        ("前。甲社办会。乙社也来。后。", "甲社办会。乙社也来", "", "。"),
    ],
)
def test_the_sentence_stands_around_the_words(text: str, words: str, before: str, after: str) -> None:
    found = only(quoted(text, words))
    assert (found.before, found.words, found.after) == (before, words, after)


@pytest.mark.parametrize("modality", ["planned", "proposed", "negated"])
def test_what_is_not_asserted_proves_nothing(modality: str) -> None:
    assert quotations(quoted("甲社办会。", "甲社", modality=modality), EVENT, SCHEMA.organizer, BODY) == ()


def test_the_surest_words_come_first_over_all_reports() -> None:
    graph = load(GRAPHS / "basin.ttl", GRAPHS / "basin-later.ttl")
    funded = quotations(
        graph, URIRef(ID + "body/qingquan-initiative"), SCHEMA.funder, URIRef(ID + "body/chengjiang-bank")
    )
    assert [(found.report, found.paragraph) for found in funded] == [("T/2031/7", "2"), ("T/2032/3", "2")]


def test_a_confidence_that_is_no_number_is_refused_by_the_name_of_the_statement() -> None:
    with pytest.raises(StakegraphError, match=r"statement/1: .*confidence.* is 'high'"):
        only(quoted("甲社办会。", "甲社", confidence="high"))


def test_a_statement_that_quotes_no_paragraph_shows_its_words_alone() -> None:
    graph = quoted("先有一句。甲社办会。", "甲社办会")
    graph.remove((None, PROV.wasQuotedFrom, None))
    found = only(graph)
    assert found == Quotation("", "", "", "甲社办会", "", 0.9, "zh.organizer.by")


def test_every_quotation_of_the_examples_is_within_its_paragraph() -> None:
    for name in ("basin", "basin-later", "hostile"):
        graph = load(GRAPHS / f"{name}.ttl")
        for statement in graph.subjects(RDF.type, RDF.Statement):
            text = str(graph.value(graph.value(statement, PROV.wasQuotedFrom), NIF.isString))
            begin, end = (int(str(graph.value(statement, index))) for index in (NIF.beginIndex, NIF.endIndex))
            assert text[begin:end] == str(graph.value(statement, OA.exact))


def test_all_quotations_at_once_are_those_asked_for_one_by_one(basin: Graph) -> None:
    found = every_quotation(basin)
    assert len(found) > 5
    for (subject, predicate, target), words in found.items():
        assert words == quotations(basin, subject, URIRef(str(predicate)), target) != ()
