"""The command: good input, bad input, none; one line on stderr, and nothing half-written."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import click
import pytest

from graph.network.projection import WEIGHTINGS
from stakegraph.cli import COMMANDS, cli, run

BASIN = Path(__file__).parent / "graphs" / "basin.ttl"

README = Path(__file__).resolve().parents[1] / "README.md"
SAMPLE = str(files("extract") / "sample" / "report.zh.txt")
Outcome = tuple[int, str, str]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graph") / "graph.ttl"
    assert run(["extract", SAMPLE, "-o", str(path)]) == 0
    return path


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(stakegraph: Callable[..., Outcome], name: str) -> None:
    code, out, _ = stakegraph(name, "--help")
    assert code == 0
    assert f"stakegraph {name}" in out.split("Example:")[1]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"stakegraph {name}" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_does(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert all(option.help for option in command.params if isinstance(option, click.Option))


def test_help_imports_no_room() -> None:
    heavy = "{'spacy', 'rdflib', 'networkx', 'pyvis'}"
    code = f"import sys; from stakegraph.cli import run; run(['--help']); print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_without_arguments_is_wrong_usage(stakegraph: Callable[..., Outcome], name: str) -> None:
    code, out, err = stakegraph(name)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "--help" in err


GRAPH_COMMANDS: dict[str, list[str]] = {
    "validate": [],
    "analyze": [],
    "visualize": [],
    "export": [],
    "partners": ["世界银行"],
    "explain": ["世界银行"],
    "evaluate": ["gold"],
    "path": ["世界银行", "西门子公司"],
    "timeline": [],
    "missed": [],
    "across": [],
    "report": [],
    "query": ["reports"],
    "serve": [],
    "dataset": [],
    "review": [],
    "correct": [],
    "compare": ["other.ttl"],
    "names": [],
}


@pytest.mark.parametrize("name", GRAPH_COMMANDS)
@pytest.mark.parametrize("content", [None, b"", b"<a> <b> .", b"\x00\x01\xff\xfe\x02", b"plain words"])
def test_a_bad_graph_is_one_line_and_code_1(
    stakegraph: Callable[..., Outcome], tmp_path: Path, name: str, content: bytes | None
) -> None:
    path = tmp_path / "bad.ttl"
    if content is not None:
        path.write_bytes(content)
    code, out, err = stakegraph(name, path, *GRAPH_COMMANDS[name])
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "bad.ttl" in err


@pytest.mark.parametrize("name", ["read", "extract"])
@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("missing.txt", None),
        ("empty.txt", b""),
        ("blank.txt", b" \n\n "),
        ("binary.txt", bytes(range(256)) * 20),
        ("broken.pdf", b"%PDF-1.4 broken"),
        ("broken.docx", b"PK\x03\x04broken"),
        ("odd.xyz", "第一段。".encode()),
        ("german.txt", b"Dieser Bericht ist auf Deutsch geschrieben, und sonst in nichts."),
    ],
)
def test_a_bad_report_is_one_line_and_code_1(
    stakegraph: Callable[..., Outcome], tmp_path: Path, name: str, file: str, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / file).write_bytes(content)
    target = tmp_path / "out"
    code, out, err = stakegraph(name, tmp_path / file, "-o", target)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert not target.exists()


def test_a_folder_is_no_report_and_no_graph(stakegraph: Callable[..., Outcome], tmp_path: Path) -> None:
    for name in ("read", "validate"):
        code, _, err = stakegraph(name, tmp_path)
        assert (code, err.count("\n")) == (1, 1)
        assert "folder" in err


def test_results_are_not_written_over_a_file(stakegraph: Callable[..., Outcome], tmp_path: Path) -> None:
    target = tmp_path / "taken"
    target.write_text("mine")
    code, _, err = stakegraph("build", "--sample", "-o", target)
    assert (code, err.count("\n"), target.read_text()) == (1, 1, "mine")


def test_the_language_of_a_report_can_be_told(stakegraph: Callable[..., Outcome], tmp_path: Path) -> None:
    report = tmp_path / "mixed.txt"
    report.write_text(
        "1. 世界银行与Egerton University联合主办了论坛。\n" + "A word in another language. " * 40
    )
    code, out, _ = stakegraph("read", report)
    assert code == 0
    assert "language en" in out
    code, out, _ = stakegraph("read", report, "--lang", "zh")
    assert code == 0
    assert "language zh" in out
    code, out, _ = stakegraph("extract", report, "--lang", "zh")
    assert (code, "sg:Report" in out) == (0, True)
    code, _, err = stakegraph("build", report, "--lang", "xx", "-o", tmp_path / "results")
    assert code == 2
    assert "'xx' is not one of" in err


def test_a_query_that_nothing_answers_says_so(stakegraph: Callable[..., Outcome]) -> None:
    code, out, err = stakegraph("query", BASIN, "events-in", "--set", "year=1789")
    assert (code, err) == (0, "nothing in it answers the query\n")
    assert out.startswith("date")


@pytest.mark.parametrize("where", ["/", "taken", "n" * 300])
def test_results_that_could_not_be_written_are_told_before_a_report_is_read(
    stakegraph: Callable[..., Outcome], tmp_path: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stakegraph.commands.build.build_one", lambda *_: pytest.fail("it was read"))
    (tmp_path / "taken" / "ties.csv").mkdir(parents=True)
    code, _, err = stakegraph("build", "--sample", "-o", tmp_path / where)
    assert (code, err.count("\n")) == (1, 1)
    assert "unexpected" not in err


def test_an_output_in_no_folder_is_one_line(
    stakegraph: Callable[..., Outcome], graph: Path, tmp_path: Path
) -> None:
    code, _, err = stakegraph("export", graph, "-o", tmp_path / "none" / "graph.nt")
    assert (code, err.count("\n")) == (1, 1)


@pytest.mark.parametrize("base", ["nonsense", "https://example.org/a b"])
def test_a_base_that_is_no_iri_is_wrong_usage(stakegraph: Callable[..., Outcome], base: str) -> None:
    code, _, err = stakegraph("extract", SAMPLE, "--base-iri", base)
    assert (code, err.count("\n")) == (2, 1)


def test_iris_begin_with_the_base_that_is_asked_for(stakegraph: Callable[..., Outcome]) -> None:
    _, out, _ = stakegraph("extract", SAMPLE, "--format", "nt", "--base-iri", "https://example.org/x")
    assert "<https://example.org/x/body/world-bank>" in out
    assert "w3id.org/stakegraph/id/" not in out


@pytest.mark.parametrize("name", ["世界银行", "world bank", "WORLD  BANK", "世界银"])
def test_partners_finds_a_body_by_any_of_its_names(
    stakegraph: Callable[..., Outcome], graph: Path, name: str
) -> None:
    code, out, _ = stakegraph("partners", graph, name)
    assert code == 0
    assert out.startswith("世界银行 (World Bank")
    assert "乡村电话复制手册" in out
    assert "SAMPLE/2006/1 §20" in out


def test_partners_of_a_name_that_nothing_has_suggests_others(
    stakegraph: Callable[..., Outcome], graph: Path
) -> None:
    code, _, err = stakegraph("partners", graph, "世界银杏")
    assert (code, err.count("\n")) == (1, 1)
    assert "世界银行" in err


def test_partners_as_json_can_be_read_by_a_program(stakegraph: Callable[..., Outcome], graph: Path) -> None:
    _, out, _ = stakegraph("partners", graph, "世界银行", "--format", "json")
    assert {row["activity"] for row in json.loads(out)} >= {"乡村电话复制手册"}


def test_validate_says_that_our_graph_conforms(stakegraph: Callable[..., Outcome], graph: Path) -> None:
    assert stakegraph("validate", graph)[:2] == (0, "conforms\n")


def test_validate_tells_each_breach_and_ends_with_code_1(
    stakegraph: Callable[..., Outcome], graph: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.ttl"
    extra = "\n<https://example.org/e> a <https://schema.org/Event> .\n"
    broken.write_text(graph.read_text(encoding="utf-8") + extra, encoding="utf-8")
    code, out, _ = stakegraph("validate", broken)
    assert code == 1
    assert "https://example.org/e" in out


def test_steps_can_be_piped(stakegraph: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch) -> None:
    def feed(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    _, document, _ = stakegraph("read", SAMPLE, "--format", "json")
    feed(document)
    _, turtle, _ = stakegraph("extract", "-")
    feed(turtle)
    code, ties, _ = stakegraph("export", "-", "--format", "ties")
    assert code == 0
    assert ties.startswith("source,target")
    feed(Path(SAMPLE).read_text(encoding="utf-8"))
    code, outline, _ = stakegraph("read", "-")
    assert (code, "SAMPLE/2006/1" in outline) == (0, True)


def test_analyze_ranks_the_most_tied_first(stakegraph: Callable[..., Outcome], graph: Path) -> None:
    _, out, _ = stakegraph("analyze", graph, "--top", "1", "--format", "json")
    (row,) = json.loads(out)
    assert row["label_en"].startswith("United Nations Information and Communication")


@pytest.mark.parametrize("show", ["network", "pairs", "triples", "brokers"])
def test_analyze_shows_the_network_as_a_whole(
    stakegraph: Callable[..., Outcome], graph: Path, show: str
) -> None:
    code, out, _ = stakegraph("analyze", graph, "--show", show, "--top", "2", "--format", "json")
    assert (code, len(json.loads(out))) == (0, 2)


@pytest.mark.parametrize("by", ["kind", "period", "community"])
def test_analyze_groups_bodies(stakegraph: Callable[..., Outcome], graph: Path, by: str) -> None:
    code, out, _ = stakegraph("analyze", graph, "--by", by, "--format", "json")
    assert (code, by in json.loads(out)[0]) == (0, True)


def test_analyze_sorts_by_the_measure_that_is_asked_for_and_says_what_it_means(
    stakegraph: Callable[..., Outcome], graph: Path
) -> None:
    _, out, err = stakegraph("analyze", graph, "--measure", "betweenness")
    values = [float(line.split()[-1]) for line in out.splitlines()[1:]]
    assert values == sorted(values, reverse=True)
    assert err.splitlines() == [
        f"weighting count: {WEIGHTINGS['count']}",
        "betweenness: the share of shortest chains between others that lead through it: high for brokers",
    ]


def test_analyze_of_one_year_leaves_out_other_ties(stakegraph: Callable[..., Outcome], graph: Path) -> None:
    _, whole, _ = stakegraph("analyze", graph, "--format", "json")
    code, year, _ = stakegraph("analyze", graph, "--period", "2005", "--format", "json")
    assert code == 0
    assert 0 < len(json.loads(year)) < len(json.loads(whole))
    code, _, err = stakegraph("analyze", graph, "--period", "1066")
    assert (code, err.count("\n")) == (1, 1)


def test_parquet_goes_to_a_file_whole(
    stakegraph: Callable[..., Outcome], graph: Path, tmp_path: Path
) -> None:
    code, _, err = stakegraph("analyze", graph, "--format", "parquet")
    assert (code, err.count("\n")) == (2, 1)
    target = tmp_path / "measures.parquet"
    assert stakegraph("analyze", graph, "--format", "parquet", "-o", target)[0] == 0
    table = pytest.importorskip("pyarrow.parquet").read_table(target)
    assert "betweenness" in table.column_names
    assert table.num_rows > 10


def test_path_leads_from_one_body_to_another_with_the_words(
    stakegraph: Callable[..., Outcome], graph: Path
) -> None:
    code, out, _ = stakegraph("path", graph, "世界银行", "siemens")
    assert code == 0
    assert out.startswith("2 steps: 世界银行 – 联合国信息和通信技术任务组 – 西门子公司")
    assert "【" in out
    code, _, err = stakegraph("path", graph, "世界银行", "world bank")
    assert (code, err.count("\n")) == (1, 1)


def test_timeline_can_be_bounded(stakegraph: Callable[..., Outcome], graph: Path) -> None:
    _, out, _ = stakegraph("timeline", graph, "--from", "2005", "--to", "2005", "--format", "json")
    assert {row["date"][:4] for row in json.loads(out)} == {"2005"}
    code, _, err = stakegraph("timeline", graph, "--from", "2006", "--to", "2005")
    assert (code, err.count("\n")) == (2, 1)


def test_compare_of_a_graph_with_itself_is_empty(stakegraph: Callable[..., Outcome], graph: Path) -> None:
    code, out, _ = stakegraph("compare", graph, graph, "--format", "json")
    assert (code, json.loads(out)) == (0, [])


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        ["--by", "year", "other.ttl"],
        ["--report", "E/*", "other.ttl"],
        ["--by", "year", "--report", "E/*"],
    ],
)
def test_compare_takes_several_graphs_or_cuts_one(
    stakegraph: Callable[..., Outcome], graph: Path, wrong: list[str]
) -> None:
    code, out, err = stakegraph("compare", graph, *wrong)
    assert (code, out, err.count("\n")) == (2, "", 1)


def test_of_one_report_there_is_nothing_to_compare(stakegraph: Callable[..., Outcome], graph: Path) -> None:
    code, out, err = stakegraph("compare", graph, "--by", "report")
    assert (code, out, err) == (
        1,
        "",
        "stakegraph: there is SAMPLE/2006/1 alone; two are needed to compare\n",
    )


def test_bodies_are_measured_year_by_year(stakegraph: Callable[..., Outcome], graph: Path) -> None:
    measured = ["--by", "period", "--measure", "degree", "--top", "2", "--format", "json"]
    code, out, _ = stakegraph("analyze", graph, *measured)
    rows = json.loads(out)
    years = [row["period"] for row in rows]
    assert code == 0
    assert years == sorted(years)
    assert max(years.count(year) for year in years) == 2
    for one, other in pairwise(rows):
        assert one["period"] < other["period"] or one["degree"] >= other["degree"]
    assert stakegraph("analyze", graph, "--by", "kind", "--measure", "degree")[0] == 2


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Gold for one paragraph of the sample, with one fact that it does not state."""
    rows = {
        "entities": [
            {"key": "manual", "type": "Publication", "zh": ["乡村电话复制手册"]},
            {"key": "bank", "type": "Organization", "zh": ["世界银行"]},
        ],
        "facts": [
            {"para": 20, "s": "manual", "p": "publisher", "o": "bank", "quote": "合作出版"},
            {"para": 20, "s": "manual", "p": "presentedAt", "o": "bank", "quote": "发布"},
        ],
    }
    for name, lines in rows.items():
        text = "\n".join(json.dumps(line) for line in lines)
        (tmp_path / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return tmp_path


def test_evaluate_gives_figures_differences_and_calibration(
    stakegraph: Callable[..., Outcome], graph: Path, gold: Path
) -> None:
    _, out, _ = stakegraph("evaluate", graph, gold, "--format", "json")
    by_relation = {row["relation"]: row for row in json.loads(out)}
    assert by_relation["publisher"]["recall"] == 1.0
    assert by_relation["presentedAt"]["recall"] == 0.0
    _, out, _ = stakegraph("evaluate", graph, gold, "--show", "differences", "--format", "json")
    assert ("missed", "presentedAt") in {(row["kind"], row["relation"]) for row in json.loads(out)}
    _, out, _ = stakegraph("evaluate", graph, gold, "--show", "calibration")
    assert out.split()[:3] == ["from", "below", "facts"]


def test_evaluate_without_gold_says_what_gold_is(
    stakegraph: Callable[..., Outcome], graph: Path, tmp_path: Path
) -> None:
    code, _, err = stakegraph("evaluate", graph, tmp_path)
    assert (code, err.count("\n")) == (1, 1)
    assert "entities.jsonl" in err


def test_an_unexpected_error_is_one_line_that_asks_to_report_it(
    stakegraph: Callable[..., Outcome], graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the sky\nfell")

    monkeypatch.setattr("stakegraph.commands.validate.validate", fail)
    code, _, err = stakegraph("validate", graph)
    assert (code, err.count("\n")) == (1, 1)
    assert "the sky fell" in err
    with pytest.raises(RuntimeError):
        run(["--debug", "validate", str(graph)])
