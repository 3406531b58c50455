"""Symmetric relations: each asserted tie in both directions, each direction with its evidence."""

from pathlib import Path

from rdflib import RDF, Graph, URIRef
from rdflib.namespace import PROV

from ontology.namespaces import DEFAULT_BASE, OA, SG
from ontology.symmetry import complete, is_inverse
from ontology.validation import validate

GOOD = (Path(__file__).parent / "graphs" / "contract.ttl").read_text(encoding="utf-8")
RIVER, LAKE = (URIRef(DEFAULT_BASE + name) for name in ("river", "lake"))
STATEMENT = URIRef(DEFAULT_BASE + "T-1/s7")
ASSERTED = GOOD.replace("sg:modality sg:planned", "sg:modality sg:asserted").replace(
    ":river a sg:WorkingGroup ;", ":river a sg:WorkingGroup ; sg:partneredWith :lake ;"
)


def completed(text: str) -> Graph:
    graph = Graph().parse(data=text, format="turtle")
    complete(graph)
    return graph


def test_an_asserted_tie_is_given_in_both_directions_with_the_same_words() -> None:
    graph = completed(ASSERTED)
    assert (LAKE, SG.partneredWith, RIVER) in graph
    (inverse,) = graph.subjects(PROV.wasDerivedFrom, STATEMENT)
    assert (graph.value(inverse, RDF.subject), graph.value(inverse, RDF.object)) == (LAKE, RIVER)
    assert graph.value(inverse, OA.exact) == graph.value(STATEMENT, OA.exact)
    assert is_inverse(graph, inverse)
    assert not is_inverse(graph, STATEMENT)
    assert validate(graph) == ()


def test_the_mentions_change_places_too() -> None:
    graph = completed(ASSERTED.replace("report:s7 a", "report:s7 sg:subjectMention report:m1 ; a"))
    (inverse,) = graph.subjects(PROV.wasDerivedFrom, STATEMENT)
    assert (inverse, SG.objectMention, URIRef(DEFAULT_BASE + "T-1/m1")) in graph


def test_what_is_complete_stays_as_it_is() -> None:
    once = completed(ASSERTED)
    twice = Graph()
    for triple in once:
        twice.add(triple)
    complete(twice)
    assert set(twice) == set(once)


def test_a_tie_that_the_words_give_both_ways_needs_no_other_statement() -> None:
    block = ASSERTED[ASSERTED.index("report:s7") :].replace("report:s7", "report:s8")
    block = block.replace("rdf:subject :river", "rdf:subject :tmp").replace(":lake", ":river")
    graph = completed(ASSERTED + block.replace(":tmp", ":lake") + ":lake sg:partneredWith :river .")
    assert not set(graph.subjects(PROV.wasDerivedFrom))


def test_what_is_only_planned_is_left_alone() -> None:
    graph = completed(GOOD)
    assert (LAKE, SG.partneredWith, RIVER) not in graph
