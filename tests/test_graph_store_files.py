import io
import json
import subprocess
import sys
from pathlib import Path

import lightrdf
import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, SKOS, XSD
from rdflib.term import Node

from graph.store.files import READ, WRITTEN, load, to_text, write
from ontology.errors import StakegraphError
from ontology.namespaces import SCHEMA, SG

GRAPHS = Path(__file__).parent / "graphs"
BASIN, LATER, CONTRACT = (GRAPHS / f"{name}.ttl" for name in ("basin", "basin-later", "contract"))
ID = "https://w3id.org/stakegraph/id/"

names = st.text("abc上海é-._~,;()'&=!*", min_size=1, max_size=6)
iris = st.builds(
    lambda space, name: URIRef(space + name),
    st.sampled_from([ID + "body/", str(SCHEMA), str(SG), "urn:x:", "http://例.example/#"]),
    names | st.sampled_from(["organizer", "Event", "asserted"]),
)
blanks = st.sampled_from([BNode("a"), BNode("b"), BNode("c")])
# what neither XML nor rdflib holds is left out: control characters and halves of surrogate pairs
words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
literals = st.one_of(
    st.builds(lambda text, tag: Literal(text, lang=tag), words, st.sampled_from(["zh", "en", "zh-hant"])),
    st.builds(
        lambda text: Literal(text, datatype=XSD.string), words | st.sampled_from(['"', "\\", "\n\t\r", "'''"])
    ),
    st.builds(lambda number: Literal(str(number), datatype=XSD.integer), st.integers(-(2**62), 2**62)),
    st.builds(lambda part: Literal(f"0.{part}1", datatype=XSD.decimal), st.integers(0, 99)),
    st.sampled_from([Literal("2031-05-12", datatype=XSD.date), Literal("2031-05", datatype=XSD.gYearMonth)]),
    st.builds(lambda text: Literal(text, datatype=URIRef("urn:x:type")), words),
    st.booleans().map(lambda truth: Literal(str(truth).lower(), datatype=XSD.boolean)),
)
# properties that the JSON-LD context treats each in its own way
coerced = st.sampled_from(
    [RDF.type, SKOS.prefLabel, SG.confidence, RDF.predicate, SG.modality, SCHEMA.organizer]
)
triples = st.tuples(iris | blanks, iris | coerced, st.one_of(iris, blanks, literals))


def made(found: list[tuple[Node, Node, Node]]) -> Graph:
    graph = Graph(store="Oxigraph")
    for triple in found:
        graph.add(triple)
    return graph


@pytest.mark.parametrize("form", WRITTEN)
@given(st.lists(triples, min_size=1, max_size=12))
@settings(max_examples=20, deadline=None)
def test_what_is_written_reads_back_as_the_same_graph(
    form: str, found: list[tuple[Node, Node, Node]]
) -> None:
    graph = made(found)
    again = load(io.StringIO(to_text(graph, form)), format=form)
    assert isomorphic(again, graph)
    assert to_text(again, form) == to_text(graph, form)


@pytest.mark.parametrize(
    ("form", "reader"), [("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld"), ("rdf", "xml")]
)
def test_other_readers_understand_what_is_written(form: str, reader: str) -> None:
    graph = load(BASIN)
    again = Graph().parse(data=to_text(graph, form), format=reader)
    assert to_text(again, "nt") == to_text(graph, "nt")


@pytest.mark.parametrize("form", ["ttl", "nt", "rdf", "jsonld"])
@pytest.mark.parametrize("path", [BASIN, LATER, CONTRACT], ids=lambda path: path.stem)
def test_readers_of_a_third_make_give_the_same_graph(tmp_path: Path, path: Path, form: str) -> None:
    graph = load(path)
    file = tmp_path / f"graph.{form}"
    file.write_text(to_text(graph, form), encoding="utf-8")
    if form == "jsonld":
        lines = jsonld.to_rdf(json.loads(file.read_text(encoding="utf-8")), {"format": "application/n-quads"})
    else:
        lines = "".join(" ".join(triple) + " .\n" for triple in lightrdf.Parser().parse(str(file)))
    assert isomorphic(load(io.StringIO(lines), format="nt"), graph)


@pytest.mark.parametrize("form", WRITTEN)
def test_the_order_in_which_triples_came_does_not_show(form: str) -> None:
    everything = list(load(BASIN, LATER))
    assert to_text(made(everything), form) == to_text(made(everything[::-1]), form)


def test_output_is_the_same_bytes_in_processes_that_hash_differently() -> None:
    program = (
        "import sys; from graph.store.files import WRITTEN, load, to_text\n"
        "for form in WRITTEN: print(to_text(load(*sys.argv[1:]), form))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program, BASIN, LATER],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent.parent), "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_turtle_groups_what_is_said_of_a_subject_and_shortens_by_the_contracts_prefixes() -> None:
    graph = made(
        [
            (URIRef(ID + "body/青禾大学"), RDF.type, SG.Academic),
            (URIRef(ID + "body/青禾大学"), RDF.type, URIRef("http://www.w3.org/ns/org#Organization")),
            (URIRef(ID + "event/论坛"), SCHEMA.organizer, URIRef(ID + "body/青禾大学")),
            (URIRef(ID + "event/论坛"), SG.attendance, Literal(300)),
            (URIRef(ID + "event/论坛"), SCHEMA.startDate, Literal("2031-05-12", datatype=XSD.date)),
        ]
    )
    assert to_text(graph, "ttl").endswith(
        "\n\n"
        f"<{ID}body/青禾大学> a org:Organization, sg:Academic .\n"
        "\n"
        f"<{ID}event/论坛> schema:organizer <{ID}body/青禾大学> ;\n"
        '    schema:startDate "2031-05-12"^^xsd:date ;\n'
        "    sg:attendance 300 .\n"
    )


def test_trig_keeps_apart_what_each_report_says() -> None:
    quads = list(ox.parse(to_text(load(BASIN, LATER), "trig"), format=ox.RdfFormat.TRIG))
    said_in = {str(quad.triple): set[str]() for quad in quads}
    for quad in quads:
        said_in[str(quad.triple)].add(str(quad.graph_name))
    first, second, neither = f"<{ID}T-2031-7>", f"<{ID}T-2032-3>", "DEFAULT"
    university, bank = f"<{ID}body/qinghe-university>", f"<{ID}body/chengjiang-bank>"
    assert said_in[f"<{ID}body/qingquan-initiative> <{SCHEMA.funder}> {bank}"] == {first, second}
    assert said_in[f"{university} <{SG.partneredWith}> <{ID}body/北岭县人民政府>"] == {first}
    assert said_in[f'<{ID}T-2032-3/paragraph/2> <{SG.number}> "2"'] == {second}
    assert said_in[f"<{ID}T-2032-3> <{RDF.type}> <{SG.Report}>"] == {second}
    assert said_in[f"{university} <{RDF.type}> <{SG.Academic}>"] == {neither}


def test_several_files_make_one_graph_and_their_blank_nodes_stay_apart(tmp_path: Path) -> None:
    for name, value in (("one", 1), ("two", 2)):
        (tmp_path / f"{name}.ttl").write_text(f"_:same <http://x.example/p> {value} .")
    graph = load(tmp_path / "one.ttl", tmp_path / "two.ttl")
    assert len(graph) == len(set(graph.subjects())) == 2


def test_named_graphs_of_a_file_become_one(tmp_path: Path) -> None:
    file = tmp_path / "parts.trig"
    file.write_text("<urn:g> { <urn:a> <urn:p> 1 } <urn:h> { <urn:a> <urn:p> 1, 2 }")
    assert len(load(file)) == 2


@pytest.mark.parametrize("form", WRITTEN)
def test_the_ending_of_a_file_tells_its_format(tmp_path: Path, form: str) -> None:
    file = tmp_path / f"graph.{form}"
    write(load(BASIN), file)
    assert isomorphic(load(file), load(BASIN))


def test_a_stream_and_standard_input_are_turtle_unless_a_format_is_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    line = b'<urn:a> <urn:p> "x"@zh .'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"@prefix x: <urn:> . x:a x:p 'x'@zh .")))
    assert set(load("-")) == set(load(io.BytesIO(line))) == set(load(io.BytesIO(line), format="nt"))


@pytest.mark.parametrize("stream", [io.BytesIO(), io.StringIO()])
def test_a_graph_is_written_to_streams_of_bytes_and_of_text(stream: io.BytesIO | io.StringIO) -> None:
    write(load(BASIN), stream, "nt")
    stream.seek(0)
    assert isomorphic(load(stream, format="nt"), load(BASIN))


MALFORMED = {
    "bad.ttl": ("<urn:a> <urn:p> 1 .\n<urn:a> <urn:p", "line 2"),
    "bad.nt": ("<urn:a> <urn:p> .\n", "line 1"),
    "bad.jsonld": ('{"@id": ', "line 1"),
    "bad.rdf": ("<rdf", "malformed"),
    "bad.trig": ("<urn:g> { <urn:a> }", "line 1"),
    "lines.ttl": ("<urn:a\n> <urn:p> 1 .", "malformed: between line 1"),
    "lines.jsonld": ('{"@id": "urn:a\n"}', "line 1"),
    "long.rdf": (f"<r:RDF xmlns:r='{RDF}'>" + "two\n" * 10_000 + "</r:RDF>", "Unexpected text"),
    "far.jsonld": ('{"@context": "https://schema.org", "@id": "urn:a", "name": "x"}', "remote context"),
    "star.ttl": ("<urn:a> <urn:p> <<( <urn:a> <urn:p> 1 )>> .", "RDF 1.2"),
    "empty.ttl": ("\n  \n", "is empty"),
    "comment.ttl": ("# nothing else\n", "holds no triples"),
    "what.docx": ("x", "no RDF format"),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_what_is_no_graph_is_refused_with_its_name_and_the_place(tmp_path: Path, name: str) -> None:
    text, reason = MALFORMED[name]
    file = tmp_path / name
    file.write_text(text)
    with pytest.raises(StakegraphError) as refused:
        load(file)
    message = str(refused.value)
    assert message.startswith(str(file))
    assert reason in message
    assert "\n" not in message
    assert len(message) < 400 + len(str(file))


def test_bytes_that_are_no_utf8_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "gbk.ttl"
    file.write_bytes('<urn:a> <urn:p> "上海" .'.encode("gbk"))
    with pytest.raises(StakegraphError, match="UTF-8"):
        load(file)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(StakegraphError, match=r"none\.ttl: there is no such file"):
        load(tmp_path / "none.ttl")
    with pytest.raises(StakegraphError, match="is a folder"):
        load(tmp_path, format="ttl")


@pytest.mark.parametrize("form", ["n3", "pdf", ""])
def test_a_format_that_is_not_written_is_refused_and_the_others_named(form: str) -> None:
    with pytest.raises(StakegraphError, match="ttl, nt, jsonld, trig"):
        to_text(load(BASIN), form)


def test_a_format_that_is_not_read_is_refused() -> None:
    with pytest.raises(StakegraphError, match=", ".join(READ)):
        load(io.BytesIO(b"x"), format="pdf")


def test_an_empty_graph_is_written_in_every_format() -> None:
    for form in WRITTEN:
        assert "<" not in to_text(Graph(), form).partition("xsd: ")[2].partition("\n")[2]
