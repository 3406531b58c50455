"""A short version of the load test in bench/."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_fifty_clients_with_hostile_ones_among_them_are_answered_as_they_should_be() -> None:
    command = [sys.executable, "bench/serving.py", "tests/graphs/basin.ttl", "3", "50"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
