"""Fixtures that several tests share."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from rdflib import Graph
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

from stakegraph.cli import run

# Where changes land the same cases are tried each time; elsewhere new ones. Speed is measured in bench/.
settings.register_profile("fixed", derandomize=True, deadline=None)
settings.register_profile("new", deadline=None)
settings.load_profile("fixed" if os.environ.get("CI") else "new")

GRAPHS = Path(__file__).parent / "graphs"
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1400,900",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=127.0.0.1:9",
)


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
    browser, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not browser or not driver:
        if os.environ.get("CI"):
            pytest.fail("Chromium and its driver are not installed, and CI must test the page in a browser")
        pytest.skip("Chromium and its driver are not installed")
    options = ChromeOptions()
    options.binary_location = browser
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    for flag in FLAGS:
        options.add_argument(flag)
    chrome = Chrome(options=options, service=Service(driver))
    yield chrome
    chrome.quit()
