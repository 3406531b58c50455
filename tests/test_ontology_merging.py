"""Graphs of several reports made one."""

import pyoxigraph as ox
from rdflib import Literal, URIRef
from rdflib.namespace import SKOS

from ontology.merging import MADE, OTHER, PREFERRED, merged
from ontology.namespaces import SG

BANK = ox.NamedNode("urn:bank")


def named(predicate: ox.NamedNode, name: str, language: str = "zh") -> ox.Triple:
    return ox.Triple(BANK, predicate, ox.Literal(name, language=language))


def test_a_thing_keeps_the_name_that_the_first_report_prefers() -> None:
    first = [named(PREFERRED, "湖银行"), named(MADE, "Bank of the Lake", "en")]
    second = [named(PREFERRED, "湖區銀行"), named(OTHER, "湖银行"), named(MADE, "Lake's Bank", "en")]
    third = [named(PREFERRED, "湖区开发银行"), named(PREFERRED, "Lake Bank", "en"), named(MADE, "Bank", "en")]
    graph = merged([first, second, third])
    bank = URIRef("urn:bank")
    assert set(graph.objects(bank, SKOS.prefLabel)) == {Literal("湖银行", "zh"), Literal("Lake Bank", "en")}
    assert set(graph.objects(bank, SKOS.altLabel)) == {
        Literal("湖區銀行", "zh"),
        Literal("湖区开发银行", "zh"),
    }
    assert set(graph.objects(bank, SG.madeName)) == {Literal("Bank of the Lake", "en")}
