from pathlib import Path

import pyrudof
import pytest
from rdflib import RDF, SH, BNode, Graph, Literal, URIRef

from ontology.namespaces import DEFAULT_BASE, SG
from ontology.symmetry import complete
from ontology.terms import VOCABULARY, kinds, relations, top_kind
from ontology.validation import SHAPES, Violation, shapes, short, validate

GRAPHS = Path(__file__).parent / "graphs"
GOOD = (GRAPHS / "contract.ttl").read_text(encoding="utf-8")

# what of the good graph becomes what; where the contract is then broken (focus and path); what is said of it
BREACHES = {
    "no name": (':river a sg:WorkingGroup ;\n    skos:prefLabel "河流工作组"@zh .',
        ":river a sg:WorkingGroup .",
        "river", "skos:prefLabel", "no preferred name: add a skos:prefLabel"),
    "two names in one language": ('"Lake Society"@en', '"湖会"@zh',
        "lake", "skos:prefLabel", "keep one and make the others skos:altLabel"),
    "a name in no language": ('"河流工作组"@zh', '"河流工作组"',
        "river", "skos:prefLabel", "says its language: tag it"),
    "another name in no language": ('"湖协"@zh', '"湖协"',
        "lake", "skos:altLabel", "says its language: tag it"),
    "an empty name": ('"湖协"@zh', '""@zh',
        "lake", "skos:altLabel", "must not be empty"),
    "a name given twice": ('"湖协"@zh', '"湖泊协会"@zh',
        "lake", "skos:altLabel", "keep it as skos:prefLabel alone"),
    "a link that is no Wikidata item": ("entity/Q42", "wiki/Q42",
        "lake", "skos:exactMatch", "no item of Wikidata, ROR, UNBIS or GeoNames"),
    "a kind without its top kind": ("a sg:NGO, org:Organization", "a sg:NGO",
        "lake", "rdf:type", "has the kind NGO but not Organization"),
    "a borrowed kind without its top kind": ("a bibo:Manual, sg:Publication", "a bibo:Manual",
        "guide", "rdf:type", "has the kind Manual but not Publication"),
    "a subject of the wrong kind": ("a sg:Forum, schema:Event", "a schema:Place",
        "forum", "schema:organizer", "organizer does not start from a thing of this kind"),
    "a subject of no kind": ("a sg:Forum, schema:Event ;", "",
        "forum", "schema:organizer", "organizer does not start from a thing of this kind"),
    "an object of the wrong kind": ("a sg:WorkingGroup", "a sg:Role",
        "guide", "schema:publisher", "publisher does not lead to this: correct its kind"),
    "an object that is no entity": ("schema:publisher :river", 'schema:publisher "河流工作组"@zh',
        "guide", "schema:publisher", "publisher does not lead to this: correct its kind"),
    "a date of no date's type": ('startDate "2031-05-12"^^xsd:date', 'startDate "2031-05-12"',
        "forum", "schema:startDate", "startDate does not lead to this: correct its kind or its datatype"),
    "a start that is no date": ('startDate "2031-05-12"^^xsd:date', 'startDate "2031-13"^^xsd:gYearMonth',
        "forum", "schema:startDate", "no date: write a day, a month or a year"),
    "an end that is no date": ('endDate "2031-05-13"^^xsd:date', 'endDate "May"^^xsd:gYear',
        "forum", "schema:endDate", "no date: write a day, a month or a year"),
    "a date of issue that is no date": ('datePublished "2031"', 'datePublished "soon"',
        "guide", "schema:datePublished", "no date: write a day, a month or a year"),
    "an end before the start": ('endDate "2031-05-13"', 'endDate "2031-05-11"',
        "forum", "schema:endDate", "ends on 2031-05-11, before it starts on 2031-05-12"),
    "an end in a month before the start's": ('endDate "2031-05-13"^^xsd:date',
        'endDate "2031-04"^^xsd:gYearMonth',
        "forum", "schema:endDate", "ends on 2031-04, before it starts on 2031-05-12"),
    "a head count below nought": ("attendance 300", "attendance -3",
        "forum", "sg:attendance", "no head count"),
    "a head count in words": ("attendance 300", 'attendance "many"',
        "forum", "sg:attendance", "attendance does not lead to this: correct its kind or its datatype"),
    "an event that organizes itself": ("schema:organizer :lake", "schema:organizer :lake, :forum",
        "forum", "schema:organizer", "joins the thing to itself: drop the triple"),
    "a body that partners with itself": (":river a sg:WorkingGroup ;",
        ":river a sg:WorkingGroup ; sg:partneredWith :river ;",
        "river", "sg:partneredWith", "joins the thing to itself: drop the triple"),
    "a triple that nothing says": (":river a sg:WorkingGroup ;",
        ":river a sg:WorkingGroup ; org:memberOf :lake ;",
        "river", "org:memberOf", "No statement says this: add an asserted rdf:Statement"),
    "a triple that is only planned": (":river a sg:WorkingGroup ;",
        ":river a sg:WorkingGroup ; sg:partneredWith :lake ;",
        "T-1/s7", "sg:modality", "does not assert this, yet the triple is in the graph: drop the triple"),
    "a symmetric tie given once": (":river a sg:WorkingGroup ;",
        ":river a sg:WorkingGroup ; sg:partneredWith :lake ;",
        "river", "sg:partneredWith", "holds both ways but is given one way: add the other"),
    "an asserted statement without its triple": ("schema:publisher :river ;", "",
        "T-1/s5", "rdf:predicate", "asserted but its triple is missing: add the triple"),
    "no subject": ("rdf:subject :river ;", "",
        "T-1/s7", "rdf:subject", "give it one rdf:subject"),
    "two subjects": ("rdf:subject :river ;", "rdf:subject :river, :lake ;",
        "T-1/s7", "rdf:subject", "give it one rdf:subject"),
    "no predicate": ("rdf:predicate sg:partneredWith ;", "",
        "T-1/s7", "rdf:predicate", "give it one rdf:predicate"),
    "a predicate of no vocabulary": ("rdf:predicate sg:partneredWith", "rdf:predicate sg:likes",
        "T-1/s7", "rdf:predicate", "predicate is no relation of the vocabulary"),
    "no object": ("rdf:object :lake ;\n    sg:modality sg:planned", "sg:modality sg:planned",
        "T-1/s7", "rdf:object", "give it one rdf:object"),
    "no modality": ("sg:modality sg:planned ;", "",
        "T-1/s7", "sg:modality", "A statement has one modality"),
    "two modalities": ("sg:modality sg:planned", "sg:modality sg:planned, sg:proposed",
        "T-1/s7", "sg:modality", "A statement has one modality"),
    "an unknown modality": ("sg:modality sg:planned", "sg:modality sg:dreamt",
        "T-1/s7", "sg:modality", "A statement has one modality"),
    "no confidence": ("sg:confidence 0.97 ;", "",
        "T-1/s1", "sg:confidence", "a decimal from 0 to 1"),
    "a confidence above one": ("sg:confidence 0.97", "sg:confidence 9.7",
        "T-1/s1", "sg:confidence", "a decimal from 0 to 1"),
    "a confidence below nought": ("sg:confidence 0.97", "sg:confidence -0.1",
        "T-1/s1", "sg:confidence", "a decimal from 0 to 1"),
    "a confidence in words": ("sg:confidence 0.97", 'sg:confidence "sure"',
        "T-1/s1", "sg:confidence", "a decimal from 0 to 1"),
    "no rule": ('sg:foundBy "zh.organizer.example" ;', "",
        "T-1/s1", "sg:foundBy", "names the rule that found it"),
    "an empty role": ('sg:role "举办"', 'sg:role ""',
        "T-1/s1", "sg:role", "correct sg:role or leave it out"),
    "no paragraph": ("prov:wasQuotedFrom report:p1 ;", "",
        "T-1/s1", "prov:wasQuotedFrom", "is quoted from one paragraph"),
    "a paragraph that is not there": ("prov:wasQuotedFrom report:p1", "prov:wasQuotedFrom report:p9",
        "T-1/s1", "prov:wasQuotedFrom", "is quoted from one paragraph"),
    "no quotation": ('oa:exact "湖泊协会举办了水论坛"@zh ;', "",
        "T-1/s1", "oa:exact", "give it one oa:exact"),
    "other words than the paragraph's": ('oa:exact "湖泊协会举办了水论坛"',
        'oa:exact "湖泊协会主办了水论坛"',
        "T-1/s1", "oa:exact", "does not read so between the two offsets: quote it letter for letter"),
    "offsets of other words": ('"16"^^xsd:nonNegativeInteger', '"15"^^xsd:nonNegativeInteger',
        "T-1/s7", "oa:exact", "does not read so between the two offsets: quote it letter for letter"),
    "no begin": ('nif:beginIndex "16"^^xsd:nonNegativeInteger ;', "",
        "T-1/s7", "nif:beginIndex", "A quotation begins somewhere"),
    "no end": (';\n    nif:endIndex "24"^^xsd:nonNegativeInteger', "",
        "T-1/s7", "nif:endIndex", "A quotation ends somewhere"),
    "a begin below nought": ('nif:beginIndex "16"^^xsd:nonNegativeInteger', "nif:beginIndex -1",
        "T-1/s7", "nif:beginIndex", "a whole number from 0"),
    "an end before the begin": ('nif:beginIndex "16"^^xsd:nonNegativeInteger', "nif:beginIndex 25",
        "T-1/s7", "nif:beginIndex", "ends before it begins: correct nif:beginIndex or nif:endIndex"),
    "a paragraph without its number": ('sg:number "3" ;', "",
        "T-1/p3", "sg:number", "give it one sg:number"),
    "a paragraph without its text": ('nif:isString "湖泊协会举办了水论坛。"@zh ;', "",
        "T-1/p1", "nif:isString", "give it one nif:isString"),
    "a mention in no paragraph": ("nif:referenceContext report:p1 ;", "",
        "T-1/m1", "nif:referenceContext", "stands in one paragraph"),
    "a mention of two things": ("taIdentRef :forum", "taIdentRef :forum, :lake",
        "T-1/m1", "itsrdf:taIdentRef", "means one entity"),
    "a mention without words": ('nif:anchorOf "水论坛"@zh ;', "",
        "T-1/m1", "nif:anchorOf", "has its words"),
    "a mention that the paragraph does not have": ("nif:beginIndex 7", "nif:beginIndex 6",
        "T-1/m1", "nif:anchorOf", "does not read so between the mention's offsets"),
    "a paragraph with two headings": ('"一. 活动"@zh', '"一. 活动"@zh, "二. 论坛"@zh',
        "T-1/p1", "sg:heading", "keep one sg:heading"),
    "a paragraph of no report": ('"1" ;', '"1" ; dcterms:isPartOf report:other ;',
        "T-1/p1", "dcterms:isPartOf", "stands in one report"),
    "a review of nobody": ("prov:wasAssociatedWith <https://w3id.org/stakegraph/id/reviewer/ann> ;", "",
        "review/1", "prov:wasAssociatedWith", "says who decided"),
    "a review at no time": ('"2031-06-01T09:00:00"^^xsd:dateTime', '"in June"',
        "review/1", "prov:endedAtTime", "says when it was decided"),
    "a review without a decision": ('sg:decision "accept" ;', "",
        "review/1", "sg:decision", "says what was decided"),
    "a report without its identifier": ('dcterms:identifier "T/1" ;', "",
        "T-1", "dcterms:identifier", "give it one dcterms:identifier"),
    "a report without its title": ('dcterms:title "水的报告"@zh ;', "",
        "T-1", "dcterms:title", "A report has a title"),
    "a report in a language of no code": ('dcterms:language "zh"', 'dcterms:language "Chinese"',
        "T-1", "dcterms:language", "a code such as zh"),
}  # fmt: skip

SUSPECT = (GRAPHS / "suspect.ttl").read_text(encoding="utf-8")
# the same for a graph with a suspect sentence
SUSPECT_BREACHES = {
    "a suspect of no paragraph": ("prov:wasQuotedFrom second:p1 ;", "",
        "T-2/suspect/one", "prov:wasQuotedFrom", "stands in one paragraph"),
    "a suspect without words": ('oa:exact "世界银行与沙丘学会向来一道出力。"@zh ;', "",
        "T-2/suspect/one", "oa:exact", "has its words"),
    "a suspect without a begin": ('出力。"@zh ;\n    nif:beginIndex "4"^^xsd:nonNegativeInteger ;',
        '出力。"@zh ;',
        "T-2/suspect/one", "nif:beginIndex", "begins somewhere"),
    "a suspect without an end": (' ;\n    nif:endIndex "20"^^xsd:nonNegativeInteger', "",
        "T-2/suspect/one", "nif:endIndex", "ends somewhere"),
    "a suspect in other words": ('oa:exact "世界银行与', 'oa:exact "世界银行和',
        "T-2/suspect/one", "oa:exact", "between the sentence's offsets"),
    "a suspect that states": ("sg:mentions second:m1", "rdf:predicate sg:host ; sg:mentions second:m1",
        "T-2/suspect/one", "rdf:predicate", "states nothing"),
    "a suspect of one mention": ("sg:mentions second:m1, second:m2", "sg:mentions second:m1",
        "T-2/suspect/one", "sg:mentions", "names two bodies at least"),
    "a suspect that mentions a paragraph": ("second:m1, second:m2", "second:m1, second:m2, second:p1",
        "T-2/suspect/one", "sg:mentions", "names two bodies at least"),
    "a mention of a kind that there is not": ("taClassRef sg:Bank", "taClassRef sg:Report",
        "T-2/m1", "itsrdf:taClassRef", "one kind of the vocabulary"),
}  # fmt: skip


def graph(text: str = GOOD) -> Graph:
    return Graph().parse(data=text, format="turtle")


def prefixed(text: str) -> Graph:
    head = "\n".join(line for line in GOOD.splitlines() if line.startswith("@prefix"))
    return graph(f"{head}\n{text}")


def test_a_good_graph_has_no_violations():
    assert validate(graph()) == ()


def test_an_empty_graph_has_no_violations():
    assert validate(Graph()) == ()


@pytest.mark.parametrize("breach", BREACHES)
def test_a_breach_is_found_where_it_is_and_says_what_to_do(breach: str):
    old, new, focus, path, message = BREACHES[breach]
    assert GOOD.count(old) == 1, "the change must be made in one place"
    found = validate(graph(GOOD.replace(old, new)))
    assert [v for v in found if (v.focus, v.path) == (focus, path) and message in v.message], found
    assert {v.severity for v in found} == {"Violation"}


@pytest.mark.parametrize("breach", BREACHES)
def test_another_engine_finds_the_breach_by_the_same_shapes(breach: str):
    old, new, focus, _, _ = BREACHES[breach]
    assert DEFAULT_BASE + focus in "".join(found_by_rudof(GOOD.replace(old, new)))


@pytest.mark.parametrize("breach", SUSPECT_BREACHES)
def test_a_breach_in_a_suspect_sentence_is_found_by_both_engines(breach: str):
    old, new, focus, path, message = SUSPECT_BREACHES[breach]
    assert SUSPECT.count(old) == 1, "the change must be made in one place"
    broken = SUSPECT.replace(old, new)
    found = validate(graph(broken))
    assert [v for v in found if (v.focus, v.path) == (focus, path) and message in v.message], found
    assert DEFAULT_BASE + focus in "".join(found_by_rudof(broken))


def test_another_engine_finds_nothing_in_a_good_graph():
    assert found_by_rudof(GOOD) == found_by_rudof(SUSPECT) == []


def found_by_rudof(text: str) -> list[str]:
    engine = pyrudof.Rudof(pyrudof.RudofConfig())
    engine.read_data(text, pyrudof.RDFFormat.Turtle)
    engine.read_data(str(VOCABULARY), pyrudof.RDFFormat.Turtle, merge=True)
    engine.read_shacl(str(SHAPES), pyrudof.ShaclFormat.Turtle)
    return [str(entry.focus_node) for entry in engine.validate_shacl().violations]


def test_every_constraint_has_one_message_that_says_what_is_wrong_and_what_to_do():
    for shape in shapes().subjects(RDF.type, SH.NodeShape):
        for constraint in (*shapes().objects(shape, SH.property), *shapes().objects(shape, SH.sparql)):
            (message,) = shapes().objects(constraint, SH.message)
            wrong, _, to_do = str(message).partition(": ")
            assert wrong
            assert to_do.endswith(".")


def test_the_relations_that_the_shapes_look_at_are_those_of_the_vocabulary():
    looked_at = set(
        shapes().objects(URIRef("https://w3id.org/stakegraph/shapes#Related"), SH.targetSubjectsOf)
    )
    assert looked_at == {relation.iri for relation in relations().values()}


@pytest.mark.parametrize("name", [name for name, kind in kinds().items() if kind.parent])
def test_a_finer_kind_must_come_with_its_top_kind(name: str):
    thing, made = URIRef(DEFAULT_BASE + "thing"), Graph()
    made.add((thing, RDF.type, kinds()[name].iri))
    made.add((thing, URIRef("http://www.w3.org/2004/02/skos/core#prefLabel"), Literal("某事", lang="zh")))
    assert [v.path for v in validate(made)] == ["rdf:type"]
    made.add((thing, RDF.type, kinds()[top_kind(name)].iri))
    assert validate(made) == ()


def test_the_same_triple_may_be_planned_in_one_place_and_asserted_in_another():
    again = GOOD.replace(":river a sg:WorkingGroup ;", ":river a sg:WorkingGroup ; sg:partneredWith :lake ;")
    statement = GOOD[GOOD.index("report:s7") :].replace("report:s7", "report:s8")
    said = graph(again + statement.replace("sg:planned", "sg:asserted"))
    complete(said)
    assert validate(said) == ()


def test_a_start_and_an_end_of_unlike_precision_agree_as_far_as_both_go():
    month = GOOD.replace('"2031-05-13"^^xsd:date', '"2031-05"^^xsd:gYearMonth')
    assert validate(graph(month)) == ()


def test_offsets_may_be_plain_integers():
    assert validate(graph(GOOD.replace("xsd:nonNegativeInteger", "xsd:integer"))) == ()


def test_an_offset_counts_characters_beyond_the_basic_plane_as_one():
    text = GOOD.replace("湖泊协会举办了水论坛", "𠮷泊协会举办了水论坛")
    assert validate(graph(text)) == ()


def test_a_blank_node_is_no_entity():
    found = validate(prefixed('[] a schema:Place ; skos:prefLabel "湖"@zh .'))
    assert [(v.focus, v.path) for v in found] == [("[]", "")]
    assert "IRIs of their own" in found[0].message


def test_the_graph_itself_is_left_as_it_was():
    before = graph()
    after = graph()
    validate(after)
    assert set(after) == set(before)


def test_violations_come_in_order_and_each_once():
    found = validate(graph(GOOD.replace("sg:confidence", "sg:surety")))
    assert [v.focus for v in found] == [f"T-1/s{number}" for number in range(1, 8)]


def test_a_violation_reads_as_one_line():
    violation = Violation("forum", "schema:endDate", "2031", "Correct it.", "Violation")
    assert str(violation) == "forum schema:endDate 2031: Correct it."
    assert str(Violation("forum", "", "", "Correct it.", "Violation")) == "forum: Correct it."


@pytest.mark.parametrize(
    ("node", "name"),
    [
        (None, ""),
        (SG.host, "sg:host"),
        (URIRef(DEFAULT_BASE + "body/世界银行"), "body/世界银行"),
        (URIRef("https://example.org/a"), "https://example.org/a"),
        (Literal("两\n行", lang="zh"), "两 行"),
        (BNode(), "[]"),
    ],
)
def test_a_node_is_shown_briefly(node, name: str):
    assert short(node) == name


@pytest.mark.parametrize("path", sorted(GRAPHS.glob("*.ttl")), ids=lambda path: path.stem)
def test_the_graphs_of_the_tests_keep_the_contract(path: Path):
    assert validate(Graph().parse(path)) == ()
