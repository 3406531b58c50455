"""Fixtures that several tests share."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsing import open_chrome
from hypothesis import settings
from rdflib import Graph
from selenium.webdriver import Chrome

from stakegraph.cli import run

# Where changes land the same cases are tried each time; elsewhere new ones. Speed is measured in bench/.
settings.register_profile("fixed", derandomize=True, deadline=None)
settings.register_profile("new", deadline=None)
settings.load_profile("fixed" if os.environ.get("CI") else "new")

GRAPHS = Path(__file__).parent / "graphs"


@pytest.fixture
def stakegraph(capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """The command: exit code, standard output and standard error of a call."""

    def call(*arguments: object) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return code, out, err

    return call


@pytest.fixture(scope="session")
def basin() -> Graph:
    """The graph of one small report of our own."""
    return Graph().parse(GRAPHS / "basin.ttl")


@pytest.fixture(scope="session")
def chrome() -> Iterator[Chrome]:
    """A browser that reaches no network and logs every request it tries."""
    chrome = open_chrome()
    if chrome is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium and its driver are not installed, and CI must test the page in a browser")
        pytest.skip("Chromium and its driver are not installed")
    yield chrome
    chrome.quit()
