"""Documents brought by their symbols, from a real server that behaves as the public one does, well and badly."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path

import pytest
from document_service import (
    Behaviour,
    Service,
    cut,
    endless,
    in_words,
    page,
    report,
    serving,
    silent,
    status,
    to,
    usual,
)
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph

from graph import web
from stakegraph.fetching import cache, service
from stakegraph.fetching.service import AbsentError, ServiceError, onward, waiting
from stakegraph.fetching.symbols import LANGUAGES, SERVICE, address, checked, file_name, is_symbol

Outcome = tuple[int, str, str]
Fetch = Callable[..., Outcome]
COMMAND = [sys.executable, "-c", "from stakegraph.cli import main; main()"]
FORUM = report("E/2007/901", "1. 关于湖泊的论坛由世界银行与沙丘学会于2005年3月在都柏林联合主办。")
MANUAL = report("E/2007/902", "1. 《渔网手册》是世界卫生组织与瑞士政府合作出版的。")
WEATHER = report("E/2007/903", "1. It rained.")
DOCUMENTS = {
    ("E/2007/901", "zh"): FORUM,
    ("E/2007/902", "zh"): MANUAL,
    ("E/2007/903", "en"): WEATHER,
    ("S/PV.5433 (Resumption 1)", "zh"): MANUAL,
}


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """A server of our own; what is kept of it goes with the test."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    with serving(dict(DOCUMENTS)) as served:
        yield served


@pytest.fixture
def fetch(server: Service, stakegraph: Callable[..., Outcome], tmp_path: Path) -> Fetch:
    """The command, asking that server without a pause, into a folder."""

    def call(*arguments: object, pause: float = 0, folder: str = "archive") -> Outcome:
        asked = ["fetch", "--from", server.template, "--pause", pause, "-o", tmp_path / folder]
        return stakegraph(*asked, *arguments)

    return call


def held(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()} if folder.exists() else {}


def test_documents_come_by_their_symbols_and_the_program_says_who_it_is(
    fetch: Fetch, server: Service, tmp_path: Path
) -> None:
    code, out, err = fetch("E/2007/901", "E/2007/902", "S/PV.5433 (Resumption 1)", "--lang", "zh")
    assert (code, err) == (0, "")
    assert out == f"documents: 3 of 3, 3 of them fetched now; folder: {tmp_path / 'archive'}\n"
    assert held(tmp_path / "archive") == {
        "E_2007_901_zh.pdf": FORUM,
        "E_2007_902_zh.pdf": MANUAL,
        "S_PV.5433(Resumption1)_zh.pdf": MANUAL,
    }
    assert {one.agent.partition("/")[0] for one in server.asked} == {"stakegraph"}
    assert server.asked[0].agent.partition("/")[2][0].isdigit()


def test_what_is_there_or_was_fetched_before_is_not_asked_for_again(
    fetch: Fetch, server: Service, tmp_path: Path
) -> None:
    fetch("E/2007/901")
    server.asked.clear()
    assert fetch("E/2007/901")[1].startswith("documents: 1 of 1, 0 of them fetched now")
    assert fetch("E/2007/901", folder="another")[0] == 0
    assert held(tmp_path / "another") == held(tmp_path / "archive")
    assert server.asked == []
    server.documents["E/2007/901", "zh"] = MANUAL
    assert fetch("E/2007/901", "--again")[0] == 0
    assert held(tmp_path / "archive") == {"E_2007_901_zh.pdf": MANUAL}


@pytest.mark.parametrize("broken", [b"", FORUM[:-100], b"<html>"])
def test_a_file_that_is_there_and_not_whole_is_fetched(
    fetch: Fetch, server: Service, tmp_path: Path, broken: bytes
) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "E_2007_901_zh.pdf").write_bytes(broken)
    assert fetch("E/2007/901")[0] == 0
    assert held(tmp_path / "archive") == {"E_2007_901_zh.pdf": FORUM}


def test_a_document_that_is_not_there_in_the_language_is_one_line_and_the_rest_go_on(
    fetch: Fetch, server: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    host = server.address.removeprefix("http://")
    code, out, err = fetch("E/2007/903", "E/2007/901", "--lang", "zh")
    assert (code, err.splitlines()) == (
        1,
        ["1 of 2 documents failed:", f"E/2007/903: there is none in zh at {host}"],
    )
    assert out.startswith("documents: 1 of 2, 1 of them fetched now")
    assert len(server.requests("E/2007/903")) == 1
    assert fetch("E/2007/903", "--lang", "en")[0] == 0
    assert set(held(tmp_path / "archive")) == {"E_2007_901_zh.pdf", "E_2007_903_en.pdf"}
    server.asked.clear()
    assert "as it said within a day" in fetch("E/2007/903")[2]
    assert server.asked == []
    monkeypatch.setattr(cache, "BELIEVED", -1)
    server.documents["E/2007/903", "zh"] = WEATHER
    assert fetch("E/2007/903")[0] == 0


NO_SYMBOLS = [
    "../../etc/passwd",
    "E/../../x1",
    "/etc/1",
    "E/2007/901\x00",
    "report 1",
    "E",
    "E/",
    "A" * 99 + "/1",
]


def test_what_is_no_symbol_is_told_and_nobody_is_asked(fetch: Fetch, server: Service, tmp_path: Path) -> None:
    code, _, err = fetch(*NO_SYMBOLS, "E/2007/901")
    assert code == 1
    assert err.splitlines()[0] == f"{len(NO_SYMBOLS)} of {len(NO_SYMBOLS) + 1} documents failed:"
    assert err.count("that is no symbol of a document") == len(NO_SYMBOLS)
    assert len(server.asked) == 2
    assert set(held(tmp_path / "archive")) == {"E_2007_901_zh.pdf"}


@given(st.text() | st.text("./\\ A1()[]-:*\n"))
def test_no_symbol_leads_out_of_the_folder(text: str) -> None:
    if is_symbol(text):
        name = file_name(text, "zh")
        assert Path("folder", name).resolve().parent == Path("folder").resolve()
        assert not set(name) & set('/\\:*?"<>| ')
        assert not name.startswith(".")


def test_symbols_of_many_series_are_symbols() -> None:
    for symbol in (
        "E/2006/63", "A/RES/2758(XXVI)", "A/C.3/78/L.60/Rev.1", "ST/SG/AC.10/C.3/2006/1", "LC/G.2331(SES.31/3)",
        "UNEP(DTIE)/Hg/INC.1/21", "TD/B/COM.1/EM.24/2", "A/74/49(VOL.I)", "S/PV.5433 (Resumption 1)", "HSP/GC/21/2",
    ):  # fmt: skip
        assert is_symbol(symbol)


def test_requests_keep_their_distance(fetch: Fetch, server: Service) -> None:
    fetch("E/2007/901", "E/2007/902", pause=0.2)
    times = [one.at for one in server.asked]
    assert len(times) == 4  # two redirects, two documents
    assert all(later - earlier > 0.19 for earlier, later in pairwise(times))


def test_a_list_is_taken_from_a_file_or_a_pipe_each_symbol_once(
    fetch: Fetch, server: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = tmp_path / "symbols.txt"
    listed.write_bytes(
        "\ufeffE/2007/901\r\n\r\n  E/2007/902 \r\nE/2007/901\r\n\xff\n".encode("latin-1", "ignore")
    )
    listed.write_bytes(b"\xef\xbb\xbfE/2007/901\r\n\r\n  E/2007/902 \r\nE/2007/901\r\n\xff\n")
    code, out, err = fetch("--list", listed)
    assert code == 1
    assert out.startswith("documents: 2 of 3, 2 of them fetched now")
    assert err.splitlines()[1:] == ["\\xff: that is no symbol of a document, such as E/2006/63"]


@pytest.mark.parametrize(
    ("first", "least"),
    [
        (status(429, Retry_After="1"), 1.0),
        (status(503, Retry_After=format_datetime(datetime.now(UTC) - timedelta(days=1))), 0.0),
        (status(503, Retry_After="soon"), 0.0),
        (status(500), 0.0),
        (status(502), 0.0),
        (silent, 0.0),
        (page, 0.0),
        (cut("length"), 0.0),
        (cut("close"), 0.0),
        (cut("chunked"), 0.0),
    ],
    ids=["429", "503 until", "503 odd", "500", "502", "silent", "page", "length", "close", "chunked"],
)
def test_a_service_that_falters_is_asked_again_when_it_likes(
    fetch: Fetch, server: Service, tmp_path: Path, first: Behaviour, least: float
) -> None:
    server.behaviour["E/2007/901"] = [first, first, usual]
    assert fetch("E/2007/901")[0] == 0
    times = [one.at for one in server.requests("E/2007/901")]
    assert len(times) == 3
    assert min(times[1] - times[0], times[2] - times[1]) >= least
    assert held(tmp_path / "archive") == {"E_2007_901_zh.pdf": FORUM}


def test_waits_grow_where_the_service_does_not_say_how_long(fetch: Fetch, server: Service) -> None:
    server.behaviour["E/2007/901"] = [status(503), status(503), usual]
    fetch("E/2007/901", pause=0.1)
    first, second, third = (one.at for one in server.requests("E/2007/901"))
    assert second - first > 0.19
    assert third - second > 0.39


@pytest.mark.parametrize(
    ("behaviour", "said", "requests"),
    [
        (status(500), "answers 500", 4),
        (status(403), "answers 403", 1),
        (status(302), "answers 302", 1),
        (page, "answers with text/html that is no PDF", 4),
        (silent, "does not answer", 4),
        (cut("length"), "does not answer: Connection broken: IncompleteRead", 4),
        (cut("close"), "breaks off", 4),
        (cut("chunked"), "does not answer", 4),
        (to("http://localhost:1/x.pdf"), "redirects to http://localhost:1/x.pdf, which is not followed", 1),
        (to("file:///etc/passwd"), "redirects to file:///etc/passwd, which is not followed", 1),
        (to("http://[::1/x"), "which is not followed", 1),
        (to("/api/symbol/access?s=E/2007/901&l=zh&t=pdf", 301), "redirects more than 5 times", 6),
    ],
    ids=range(12),
)
def test_what_cannot_be_had_is_one_line_and_leaves_nothing(
    fetch: Fetch, server: Service, tmp_path: Path, behaviour: Behaviour, said: str, requests: int
) -> None:
    server.behaviour["E/2007/901"] = [behaviour]
    code, _, err = fetch("E/2007/901", "E/2007/902")
    assert code == 1
    head, line = err.splitlines()
    assert head == "1 of 2 documents failed:"
    assert line.startswith("E/2007/901: ")
    assert said in line
    assert len(server.requests("E/2007/901")) == requests
    assert held(tmp_path / "archive") == {"E_2007_902_zh.pdf": MANUAL}
    assert "E_2007_901" not in str(list((tmp_path / "caches").rglob("*")))


def test_a_redirect_in_words_is_followed(fetch: Fetch, server: Service, tmp_path: Path) -> None:
    server.behaviour["E/2007/901"] = [in_words]
    assert fetch("E/2007/901")[0] == 0
    assert held(tmp_path / "archive") == {"E_2007_901_zh.pdf": FORUM}


def test_a_redirect_leads_to_https_or_stays_where_it_is() -> None:
    here = "https://docs.example.org/a?s=1"
    assert onward(here, "/doc/1.PDF") == "https://docs.example.org/doc/1.PDF"
    assert onward(here, "https://files.example.org/1.pdf") == "https://files.example.org/1.pdf"
    assert onward("http://a.example.org/x", "https://a.example.org/x") == "https://a.example.org/x"
    assert onward("http://a.example.org/x", "http://A.example.org:80/y") == "http://A.example.org:80/y"
    for target in ("http://docs.example.org/1.pdf", "ftp://docs.example.org/1", "javascript:1"):
        with pytest.raises(ServiceError, match="not followed"):
            onward(here, target)
    with pytest.raises(AbsentError):
        onward(here, "https://docs.example.org/error")


def test_how_long_a_server_asks_to_be_let_alone_is_read_in_both_its_forms() -> None:
    assert waiting({"Retry-After": " 12 "}) == 12
    assert 58 < waiting({"Retry-After": format_datetime(datetime.now(UTC) + timedelta(minutes=1))}) <= 60
    assert waiting({"Retry-After": "Mon, 30 Feb 2026 25:00:00 GMT"}) == 0
    assert waiting({"Retry-After": "-5"}) == waiting({}) == 0
    assert waiting({"Retry-After": "9" * 400}) > service.LONGEST_WAIT


def test_a_service_that_asks_for_long_rest_is_let_alone_and_the_next_run_goes_on(
    fetch: Fetch, server: Service, tmp_path: Path
) -> None:
    server.behaviour["E/2007/902"] = [status(429, Retry_After="3600"), usual]
    fetch("S/PV.5433 (Resumption 1)")
    code, out, err = fetch("E/2007/902", "E/2007/901", "E/2007/904", "S/PV.5433 (Resumption 1)")
    assert code == 1
    assert out.startswith("documents: 1 of 4, 0 of them fetched now")
    assert err.splitlines()[1].endswith("429 Too Many Requests and asks to be let alone for 3600 s")
    assert err.splitlines()[2].startswith("2 not asked for: ")
    assert err.splitlines()[2].endswith("the same command goes on from here")
    assert server.requests("E/2007/901") == []
    assert fetch("E/2007/902", "E/2007/901")[0] == 0


def test_a_service_that_gives_nothing_three_times_running_is_let_alone(fetch: Fetch, server: Service) -> None:
    for number in range(5):
        server.behaviour[f"E/2007/{number}"] = [status(503)]
    code, _, err = fetch(*(f"E/2007/{number}" for number in range(5)))
    assert code == 1
    assert err.splitlines()[0] == "3 of 5 documents failed:"
    assert err.splitlines()[-1].startswith("2 not asked for: ")
    assert {one for one in range(5) if server.requests(f"E/2007/{one}")} == {0, 1, 2}


def test_a_service_that_is_not_there_is_told(stakegraph: Callable[..., Outcome], tmp_path: Path) -> None:
    code, out, err = stakegraph(
        "fetch", "E/2007/905", "--from", "http://127.0.0.1:9/{name}", "--pause", 0, "-o", tmp_path
    )
    assert (code, out.split(",")[0], err.count("\n")) == (1, "documents: 0 of 1", 2)
    assert "127.0.0.1:9" in err


def test_an_endless_answer_is_given_up(
    fetch: Fetch, server: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "LARGEST", 5_000_000)
    monkeypatch.setattr(web, "LONGEST", 1.0)
    server.behaviour = {
        "E/2007/901": [endless(0, bytes(100_000))],
        "E/2007/903": [endless(0.05, b"x")],  # which would take an hour for one block
    }
    started = time.monotonic()
    code, _, err = fetch("E/2007/901", "E/2007/903", "E/2007/902")
    assert (code, err.count("answers more than 5 MB, or for more than 1 s")) == (1, 2)
    assert time.monotonic() - started < 300
    assert len(server.requests("E/2007/901")) == 1
    assert set(held(tmp_path / "archive")) == {"E_2007_902_zh.pdf"}


def test_a_mirror_is_asked_for_names_and_knows_the_password_that_nobody_else_sees(
    stakegraph: Callable[..., Outcome], server: Service, tmp_path: Path
) -> None:
    own = server.address.replace("http://", "http://ann:s%40cret@")
    code, _, err = stakegraph(
        "fetch",
        "E/2007/901",
        "E/2007/903",
        "--from",
        own + "/files/{name}",
        "--pause",
        0,
        "-o",
        tmp_path / "a",
    )
    assert code == 1
    assert "E/2007/903: there is none in zh at 127.0.0.1" in err
    assert "cret" not in err
    assert held(tmp_path / "a") == {"E_2007_901_zh.pdf": FORUM}
    assert {one.credentials for one in server.asked} == {"Basic YW5uOnNAY3JldA=="}


@pytest.mark.parametrize(
    "template",
    ["https://example.org/", "https://example.org/{symbol}", "https://example.org/{name}{x}", "/{name}", "ftp://a/{name}",
     "https://[::1/{name}", "https://a:b/{name}", "https:///{name}", "https://example.org/a b/{name}"],
)  # fmt: skip
def test_an_address_that_is_no_form_of_addresses_is_wrong_usage(
    stakegraph: Callable[..., Outcome], template: str
) -> None:
    code, out, err = stakegraph("fetch", "E/2007/901", "--from", template)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "it must" in err


def test_the_public_service_is_asked_as_it_wants_to_be() -> None:
    assert checked(SERVICE) == SERVICE
    assert address(SERVICE, "S/PV.5433 (Resumption 1)", "zh") == (
        "https://documents.un.org/api/symbol/access?s=S/PV.5433%20(Resumption%201)&l=zh&t=pdf"
    )
    assert len(LANGUAGES) == 6


def test_wrong_use_is_one_line(fetch: Fetch, server: Service, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("\n")
    (tmp_path / "file").write_text("")
    for arguments in (
        ["E/2007/901", "--lang", "ja"],
        ["--list", tmp_path / "empty.txt"],
        ["--list", "missing"],
    ):
        code, out, err = fetch(*arguments)
        assert (code, out, err.count("\n")) == (2, "", 1)
    assert fetch("E/2007/901", folder="file")[0] == 2
    assert server.asked == []


def test_a_folder_that_cannot_be_written_to_ends_the_run(
    fetch: Fetch, server: Service, tmp_path: Path
) -> None:
    (tmp_path / "archive" / "E_2007_901_zh.pdf").mkdir(parents=True)
    code, out, err = fetch("E/2007/901", "E/2007/902")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "cannot be written" in err


def test_a_cache_that_cannot_be_kept_stands_in_nobodys_way(
    fetch: Fetch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert fetch("E/2007/901")[0] == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_broken_off_leaves_whole_files_and_is_gone_on_with(
    server: Service, tmp_path: Path, how: signal.Signals
) -> None:
    symbols = [f"E/2007/{number}" for number in range(20)]
    server.documents |= {(symbol, "zh"): report(symbol, "1. 天气很好。") for symbol in symbols}
    folder = tmp_path / "archive"
    command = [*COMMAND, "fetch", *symbols, "--from", server.template, "-o", str(folder)]
    with subprocess.Popen(
        [*command, "--pause", "0.1"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        while len(list(folder.glob("*.pdf"))) < 5:
            assert run.poll() is None
            time.sleep(0.005)
        run.send_signal(how)
        _, err = run.communicate(timeout=30)
    if how == signal.SIGINT:
        assert (run.returncode, err.strip()) == (130, "stakegraph: interrupted; nothing is half-written")
    there = {file.name: file.read_bytes() for file in folder.glob("*.pdf")}
    assert 5 <= len(there) < 20
    server.asked.clear()
    done = subprocess.run([*command, "--pause", "0"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("documents: 20 of 20")
    assert held(folder) == {file_name(symbol, "zh"): server.documents[symbol, "zh"] for symbol in symbols}
    assert there.items() <= held(folder).items()
    assert not [symbol for symbol in symbols if server.requests(symbol) and file_name(symbol, "zh") in there]


WATCH = """
import sys
def watch(event, arguments):
    asks = event == 'socket.getaddrinfo' or event in ('socket.connect', 'socket.sendto')
    if asks and not isinstance(arguments[-1], (str, bytes)):  # those are of this machine
        with open({log!r}, 'a') as log:
            print(event, arguments, file=log)
sys.addaudithook(watch)
"""


@pytest.fixture
def watched(tmp_path: Path) -> Callable[..., str]:
    """The command with every process of it watched: what it asked of the network."""
    log = tmp_path / "network.log"
    (tmp_path / "watch").mkdir()
    (tmp_path / "watch" / "sitecustomize.py").write_text(WATCH.format(log=str(log)))
    paths = [str(tmp_path / "watch"), *filter(None, [os.environ.get("PYTHONPATH")])]

    def call(*arguments: object) -> str:
        log.write_text("")
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
        done = subprocess.run(
            [*COMMAND, *map(str, arguments)], env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return log.read_text()

    return call


def test_what_was_fetched_is_built_under_its_symbol_and_only_fetching_touches_the_network(
    server: Service, watched: Callable[..., str], tmp_path: Path
) -> None:
    archive, corpus = tmp_path / "archive", tmp_path / "corpus"
    asked = watched(
        "fetch", "E/2007/901", "E/2007/902", "--from", server.template, "--pause", 0, "-o", archive
    )
    assert "socket.connect" in asked
    assert watched("build", archive, "-o", corpus, "--jobs", 2) == ""
    graph = Graph().parse(corpus / "graph.ttl")
    assert {str(s).rpartition("/")[2] for s in graph.subjects() if "E-2007-90" in str(s)} >= {
        "E-2007-901",
        "E-2007-902",
    }
    assert "渔网手册" in (corpus / "graph.ttl").read_text(encoding="utf-8")


def test_building_does_not_import_what_fetches() -> None:
    code = (
        "import sys, stakegraph.commands.build, stakegraph.corpus, extract.pipeline;"
        "print([name for name in sys.modules if name.startswith('stakegraph.fetching')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
