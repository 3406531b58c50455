"""`serve` under load: fifty clients at once, hostile ones among them. Prints what each kind got.

    python bench/serving.py GRAPH [SECONDS] [CLIENTS]

Ends with code 1 where the server fell over or silent, let a hostile one have its way, answered an ordinary one
wrongly, or wrote to standard error.
"""

import http.client
import random
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

Outcome = tuple[str, bool]  # what came, and whether that is as it should be
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
EVERY = " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(6))
ENDLESS = f"SELECT * {{ {EVERY} FILTER(?a0 = ?c5 && ?a1 = ?c4) }} ORDER BY ?a0"
DOUBLING = " ".join(f"BIND(CONCAT(?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(34))
GREEDY = f'SELECT (STRLEN(?v34) AS ?n) {{ BIND("0123456789" AS ?v0) {DOUBLING} }}'
ELSEWHERE = "SELECT * { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }"
DEEP = "SELECT * " + "{" * 5000 + "}" * 5000


@dataclass
class Tally:
    """What one kind of client got, and how long that took."""

    came: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)


def asked(query: str) -> str:
    return "/sparql?" + urlencode({"query": query})


class Clients:
    """The kinds of client; each function makes one request."""

    def __init__(self, port: int) -> None:
        self.port = port

    def get(self, path: str, wait: float = 60.0, **headers: str) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=wait)
        try:
            connection.request("GET", path, headers=headers)
            reply = connection.getresponse()
            return reply.status, reply.read()
        finally:
            connection.close()

    def send(self, data: bytes, wait: float) -> bytes:
        with socket.create_connection(("127.0.0.1", self.port), 10) as connection:
            connection.settimeout(wait)
            with suppress(OSError):  # hung up on while sending is an answer too
                connection.sendall(data)
            with suppress(OSError):
                return connection.recv(65536)
            return b""

    def head(self, rest: str) -> bytes:
        return f"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n{rest}".encode()

    def query(self) -> Outcome:
        status, body = self.get(asked(COUNT))
        return str(status), status == 503 or (status == 200 and b'"value": "' in body)

    def page(self) -> Outcome:
        status, body = self.get("/")
        return str(status), status == 200 and body.endswith(b"</html>\n")

    def refused(self, path: str, **headers: str) -> Outcome:
        status, _ = self.get(path, **headers)
        return str(status), status in {400, 403, 503}

    def endless(self) -> Outcome:
        return self.refused(asked(ENDLESS))

    def greedy(self) -> Outcome:
        return self.refused(asked(GREEDY))

    def elsewhere(self) -> Outcome:
        return self.refused(asked(ELSEWHERE))

    def deep(self) -> Outcome:
        return self.refused(asked(DEEP))

    def other_site(self) -> Outcome:
        return self.refused(asked(COUNT), **{"Sec-Fetch-Site": "cross-site"})

    def leaves(self) -> Outcome:
        self.send(f"GET {asked(ENDLESS)} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode(), 0.2)
        return "left", True

    def slow(self) -> Outcome:
        answer = self.send(self.head("Content-Type: application/sparql-query\r\nContent-Le"), 5.0)
        return "hung up on" if answer == b"" else "answered", True

    def huge(self) -> Outcome:
        rest = "Content-Type: application/sparql-query\r\nContent-Length: 20000000\r\n\r\n"
        answer = self.send(self.head(rest) + b"'\\" * 10_000_000, 10.0)
        return answer[9:12].decode() or "hung up on", answer[9:12] in {b"", b"413"}

    def rubbish(self) -> Outcome:
        answer = self.send(random.randbytes(2000) + b"\r\n\r\n", 5.0)
        return answer[9:12].decode(errors="replace") or "hung up on", answer[9:12] in {b"", b"400"}

    def length(self) -> Outcome:
        answer = self.send(
            self.head(f"Content-Length: {random.choice(['-1', 'abc', '9' * 5000])}\r\n\r\nx"), 5.0
        )
        return answer[9:12].decode() or "hung up on", answer[9:12] in {b"", b"400", b"403", b"413"}


def keep_asking(one: Callable[[], Outcome], tally: Tally, until: float) -> None:
    """Make one request after the other until it is time."""
    while time.monotonic() < until:
        start = time.monotonic()
        try:
            came, right = one()
        except (OSError, http.client.HTTPException) as error:
            came, right = type(error).__name__, False
        tally.seconds.append(time.monotonic() - start)
        (tally.came if right else tally.wrong)[came] += 1
        if came == "503":  # "try again", and not at once
            time.sleep(0.5)


def peak(process: int) -> str:
    """Return the most memory that a process has held, as far as the system tells."""
    with suppress(OSError):
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
        return f"{int(found[1]) // 1000} MB" if found else "?"
    return "?"


def main(graph: str, seconds: float, count: int) -> int:
    """Run the clients and print what they got."""
    code = "import sys; from stakegraph.cli import main; main()"
    command = [sys.executable, "-c", code, "serve", graph, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert server.stderr is not None
        found = re.search(r":(\d+)/", server.stdout.readline())
        assert found
        clients = Clients(int(found[1]))
        clients.page()  # made when it is first asked for
        hostile = [
            *(clients.endless, clients.greedy, clients.elsewhere, clients.deep, clients.other_site),
            *(clients.leaves, clients.slow, clients.huge, clients.rubbish, clients.length),
        ]
        ordinary = [clients.query, clients.query, clients.query, clients.page]
        kinds = [*hostile, *(ordinary[n % 4] for n in range(max(4, count - len(hostile))))][:count]
        tallies: defaultdict[str, Tally] = defaultdict(Tally)
        until = time.monotonic() + seconds
        threads = [
            threading.Thread(target=keep_asking, args=(one, tallies[one.__name__], until)) for one in kinds
        ]
        start = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.monotonic() - start
        after = clients.query()
        memory = peak(server.pid)
        server.terminate()
        ended, said = server.wait(20), server.stderr.read()
    total = sum(len(tally.seconds) for tally in tallies.values())
    print(
        f"{len(kinds)} clients, {took:.0f} s, {total} requests, {total / took:.0f} a second; server {memory}"
    )
    print(f"{'client':12}{'requests':>9}{'a second':>9}{'median s':>9}{'slowest':>9}  what came")
    for name, tally in tallies.items():
        came = ", ".join(f"{what} {n}" for what, n in (tally.came + tally.wrong).most_common())
        each, middle, most = len(tally.seconds), statistics.median(tally.seconds), max(tally.seconds)
        print(f"{name:12}{each:9}{each / took:9.1f}{middle:9.3f}{most:9.2f}  {came}")
    wrong = {name: dict(tally.wrong) for name, tally in tallies.items() if tally.wrong}
    print(f"not as it should be: {wrong or 'nothing'}; afterwards {after[0]}; ended {ended}; stderr {said!r}")
    return int(bool(wrong) or after != ("200", True) or ended != 0 or said != "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float((sys.argv[2:] or ["60"])[0]), int((sys.argv[3:] or ["50"])[0])))
