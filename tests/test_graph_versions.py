"""One report in two languages: one graph of both, how far they agree, and what only one of them states."""

import csv
import io
from pathlib import Path

import pytest
from rdflib import OWL, RDF, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, SKOS

from extract.pipeline import analyse
from extract.rdf import to_rdf
from extract.reading import read
from extract.reading.here import read_here
from graph.identity.finding import unite
from graph.identity.merging import separate
from graph.identity.versions import bare, versions
from graph.network.projection import label, project
from graph.review.doubts import doubts
from graph.trust.agreement import Agreement, agreements, to_text
from ontology.namespaces import DEFAULT_BASE, SCHEMA, SG
from ontology.validation import validate
from stakegraph.cli import run

pytest.importorskip("splink", reason="matching needs Splink, of the extra archive")
SAMPLES = Path(__file__).parents[1] / "extract" / "sample"
BASE = DEFAULT_BASE


@pytest.fixture(scope="module")
def both() -> Graph:
    graph = to_rdf([analyse(read(SAMPLES / f"report.{language}.txt")) for language in ("zh", "en")])
    unite(graph)
    return graph


@pytest.fixture(scope="module")
def agreement(both: Graph) -> Agreement:
    (found,) = agreements(both)
    return found


def named(graph: Graph, name: str) -> URIRef:
    (found,) = {*graph.subjects(SKOS.prefLabel, Literal(name, lang="en"))}
    assert isinstance(found, URIRef)
    return found


def told(*texts: tuple[str, str]) -> Graph:
    """Return the graph of texts, each with the name of its file."""
    graph = to_rdf([analyse(read_here(text.encode(), name)) for name, text in texts])
    unite(graph)
    return graph


ZH = "1. 盐业论坛于2004年6月3日在达喀尔举行，由世界银行主办。\n\n2. 《沙丘手册》由世界银行和国际劳工组织出版。\n"
EN = (
    "1. The Forum on Salt was held in Dakar on 3 June 2004. It was organized by the World Bank.\n\n"
    "2. The handbook entitled “Dunes” was published by the World Bank and the International Labour Organization.\n"
)


def test_an_event_a_work_a_place_and_a_body_of_two_languages_are_one_node_each(both: Graph) -> None:
    names = {
        "eighth meeting of the Task Force": "任务组第8次会议",
        "Fifth Asia-Pacific Forum on City Informatization": "第五届亚太地区城市信息化年度论坛",
        "Village Phone Replication Manual": "乡村电话复制手册",
        "Decision-making Capacity Project": "决策能力建设项目",
        "Government of Ghana": "加纳政府",
        "Global Information Technology Association": "信息技术全球协会",
        "Arab Regional Network": "阿拉伯区域网",
        "President of Rwanda": "卢旺达总统",
        "Kuala Lumpur": "吉隆坡",
    }
    for english, chinese in names.items():
        assert (named(both, english), SKOS.prefLabel, Literal(chinese, lang="zh")) in both, english


def test_one_fact_has_evidence_in_both_languages(both: Graph) -> None:
    manual, bank = named(both, "Village Phone Replication Manual"), named(both, "World Bank")
    statements = {*both.subjects(RDF.subject, manual)} & {*both.subjects(RDF.object, bank)}
    reports = {both.value(both.value(s, PROV.wasQuotedFrom), DCTERMS.isPartOf) for s in statements}
    assert reports == {URIRef(f"{BASE}SAMPLE-2006-1"), URIRef(f"{BASE}SAMPLE-2006-1-en")}
    assert (manual, SCHEMA.publisher, bank) in both
    assert validate(both) == ()


def test_no_two_meetings_of_a_report_become_one(both: Graph) -> None:
    numbers = {
        f"任务组第{n}次会议": named(both, f"{e} meeting of the Task Force") for n, e in MEETINGS.items()
    }
    assert len(set(numbers.values())) == len(MEETINGS)
    for chinese, node in numbers.items():
        assert label(both, node) == chinese


MEETINGS = {8: "eighth", 9: "ninth", 10: "tenth"}


def test_two_versions_give_the_network_that_one_gives(both: Graph) -> None:
    alone = project(to_rdf([analyse(read(SAMPLES / "report.zh.txt"))]))
    together = project(both)
    now = {str(gone): str(kept) for gone, kept in both.subject_objects(PROV.alternateOf)}
    assert {now.get(body, body) for body in alone.nodes} <= {*together.nodes}
    assert together.number_of_nodes() - alone.number_of_nodes() <= 3  # whom one version alone names


def test_the_summary_counts_what_both_state_and_what_one_states(agreement: Agreement) -> None:
    assert agreement.report == "SAMPLE/2006/1"
    assert agreement.languages == ("zh", "en")
    assert agreement.both.total() > 3 * sum(side.total() for side in agreement.alone) / 2
    assert len(agreement.differences) == sum(side.total() for side in agreement.alone)
    assert agreement.both["publisher"] >= 8


def test_what_one_alone_states_stands_beside_the_sentence_of_the_other(agreement: Agreement) -> None:
    (spun,) = [it for it in agreement.differences if it.told.relation == "spunOffFrom"]
    assert (spun.only, spun.other) == ("zh", "en")
    assert spun.nearest is not None
    assert spun.nearest.place == "§7"
    assert "spun off from the Task Force" in spun.nearest.text
    (hosted,) = [
        it for it in agreement.differences if it.told.relation == "host" and it.only == "en" and it.instead
    ]
    assert "任务组第9次会议 | organizer | 国际劳工组织" in hosted.instead


def test_a_review_asks_about_what_one_version_alone_states(both: Graph) -> None:
    asked = [doubt for doubt in doubts(both, 0.5) if doubt.what == "one-sided"]
    assert any("Only in zh; in en §1: The Information" in doubt.text for doubt in asked)


def test_a_merge_of_two_languages_can_be_taken_back() -> None:
    graph = told(("a-zh.txt", ZH), ("a-en.txt", EN))
    assert graph.value(None, SG.formerName, Literal("Forum on Salt", lang="en")) is not None
    gone = graph.value(None, SG.formerName, Literal("Forum on Salt", lang="en"))
    assert isinstance(gone, URIRef)
    kept = graph.value(gone, PROV.alternateOf)
    separate(graph, gone)
    assert (gone, SKOS.prefLabel, Literal("Forum on Salt", lang="en")) in graph
    assert (kept, OWL.sameAs, gone) not in graph
    assert (gone, SCHEMA.startDate, None) in graph
    assert (kept, SCHEMA.startDate, None) in graph


def test_somebodys_word_that_two_are_two_holds() -> None:
    graph = to_rdf(
        [analyse(read_here(text.encode(), f"{name}.txt")) for name, text in (("zh", ZH), ("en", EN))]
    )
    forum, salt = (
        graph.value(None, SKOS.prefLabel, Literal(*name))
        for name in (("盐业论坛", "zh"), ("Forum on Salt", "en"))
    )
    unite(graph, [(str(forum), str(salt))])
    assert (salt, SKOS.prefLabel, Literal("Forum on Salt", lang="en")) in graph
    assert len(agreements(graph)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("zh", "en"),
        ("report.zh", "report.en"),
        ("报告中文版", "报告英文版"),
        ("A_1_cn", "A_1_eng"),
        ("E/2006/63",) * 2,
    ],
)
def test_files_of_one_name_but_for_the_language_are_versions(one: str, other: str) -> None:
    assert bare(one, "zh") == bare(other, "en")


def test_reports_of_other_names_or_of_one_language_are_no_versions() -> None:
    graph = told(("dunes.txt", ZH), ("shores.txt", EN))
    assert versions(graph) == []
    assert agreements(graph) == []
    assert to_text([]) == "no report is here in two languages\n"
    assert len(told(("a-zh.txt", ZH), ("a-cn.txt", ZH))) and not versions(
        told(("a-zh.txt", ZH), ("a-cn.txt", ZH))
    )


def test_a_version_in_another_language_has_an_iri_of_its_own() -> None:
    text = "E/2004/1\n\n" + EN
    graph = to_rdf([analyse(read_here(text.encode(), "x.txt"))])
    assert (URIRef(f"{BASE}E-2004-1-en"), DCTERMS.identifier, Literal("E/2004/1")) in graph
    assert (URIRef(f"{BASE}E-2004-1-en/paragraph/1"), RDF.type, SG.Paragraph) in graph


def test_build_tells_how_far_two_versions_agree_and_across_lists_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in (("zh", ZH), ("en", EN)):
        (tmp_path / f"report-{name}.txt").write_text(text, encoding="utf-8")
    files = [str(tmp_path / f"report-{name}.txt") for name in ("zh", "en")]
    assert run(["build", *files, "--jobs", "1", "-o", str(tmp_path / "out")]) == 0
    assert " in zh and en: " in capsys.readouterr().out.replace("in en and zh", "in zh and en")
    graph = str(tmp_path / "out" / "graph.ttl")
    assert run(["across", graph, "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert all(row["only"] in {"zh", "en"} and row["sentence"] for row in rows)
    assert run(["across", str(tmp_path / "none.ttl")]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert run(["across"]) == 2
