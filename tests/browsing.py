"""A browser, and a page of the explorer as a reader meets it there."""

import base64
import json
import shutil
from pathlib import Path
from typing import Any

import pypdfium2
from selenium.common.exceptions import WebDriverException
from selenium.webdriver import ActionChains, Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

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
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--proxy-server=127.0.0.1:9",
)


def printed(chrome: Chrome) -> pypdfium2.PdfDocument:
    """Return the page that is open as it is printed; a browser that is short of time may have to be asked again."""
    wait = WebDriverWait(chrome, 30, ignored_exceptions=[WebDriverException])
    found = wait.until(lambda one: one.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True}))
    return pypdfium2.PdfDocument(base64.b64decode(found["data"]))


def open_chrome() -> Chrome | None:
    """A browser that reaches no network and logs every request it tries; None where there is none."""
    browser, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not browser or not driver:
        return None
    options = ChromeOptions()
    options.binary_location = browser
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    for flag in FLAGS:
        options.add_argument(flag)
    return Chrome(options=options, service=Service(driver))


class Page:
    """A page as a reader meets it."""

    def __init__(
        self, chrome: Chrome, html: str, folder: Path, size: tuple[int, int] = (1400, 900), at: str = ""
    ) -> None:
        self.chrome = chrome
        file = folder / "page.html"
        file.write_text(html, encoding="utf-8")
        self.open(file.as_uri(), size, at)

    def open(self, address: str, size: tuple[int, int], at: str) -> None:
        """Open the page at an address."""
        resize(self.chrome, *size)
        self.log("performance")
        self.log("browser")
        self.chrome.get("about:blank")
        self.chrome.get(address + (f"#{at}" if at else ""))
        WebDriverWait(self.chrome, 20).until(lambda c: c.execute_script("return document.body.dataset.drawn"))

    def log(self, kind: str) -> list[str]:
        return [entry["message"] for entry in self.chrome.get_log(kind)]

    def requests(self) -> list[str]:
        messages = [json.loads(message)["message"] for message in self.log("performance")]
        return [
            message["params"]["request"]["url"]
            for message in messages
            if message["method"] == "Network.requestWillBeSent"
        ]

    def search(self, words: str) -> None:
        query = self.chrome.find_element(By.ID, "query")
        query.clear()
        query.send_keys(words)

    def jump(self, words: str) -> None:
        self.search(words)
        self.chrome.find_element(By.ID, "query").send_keys(Keys.ENTER)

    def matches(self) -> list[str]:
        return [item.text for item in self.chrome.find_elements(By.CSS_SELECTOR, "#matches [role=option]")]

    def at(self, *bodies: str) -> list[int]:
        """Return where a body, or the middle of the tie between two, stands from the middle of the drawing."""
        found: list[int] = self.chrome.execute_script(
            """const places = Object.values(network.getPositions(arguments[0]));
            const mean = (axis) => places.reduce((sum, place) => sum + place[axis], 0) / places.length;
            const at = network.canvasToDOM({ x: mean("x"), y: mean("y") });
            const frame = document.getElementById("network").getBoundingClientRect();
            return [Math.round(at.x - frame.width / 2), Math.round(at.y - frame.height / 2)];""",
            list(bodies),
        )
        return found

    def click(self, *bodies: str) -> None:
        """Click on a body, or on the middle of the tie between two."""
        x, y = self.at(*bodies)
        drawing = self.chrome.find_element(By.ID, "network")
        ActionChains(self.chrome).move_to_element_with_offset(drawing, x, y).click().perform()

    def named(self) -> list[dict[str, Any]]:
        """Return the names that are drawn, each with its node and its box (left, top, right, bottom)."""
        found: list[dict[str, Any]] = self.chrome.execute_script("return named()")
        return found

    def circles(self) -> list[list[float]]:
        """Return the boxes around the nodes."""
        found: list[list[float]] = self.chrome.execute_script(
            """return network.body.data.nodes.get()
                .map(({ x, y, size }) => [x - size, y - size, x + size, y + size]);"""
        )
        return found

    def view(self) -> list[float]:
        """Return the box of the drawing that is in view."""
        found: list[float] = self.chrome.execute_script(
            """const { clientWidth: x, clientHeight: y } = document.getElementById("network");
            const [from, to] = [{ x: 0, y: 0 }, { x, y }].map((point) => network.DOMtoCanvas(point));
            return [from.x, from.y, to.x, to.y];"""
        )
        return found

    def panel(self) -> str:
        return self.chrome.find_element(By.ID, "panel").text

    def selection(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = self.chrome.execute_script("return network.getSelection()")
        return found

    def press(self, key: str) -> None:
        ActionChains(self.chrome).send_keys(key).perform()


class Served(Page):
    """A page that comes from a server."""

    def __init__(self, chrome: Chrome, address: str, size: tuple[int, int], at: str) -> None:
        self.chrome = chrome
        self.open(f"{address}/", size, at)


def resize(chrome: Chrome, width: int, height: int) -> None:
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def scale(chrome: Chrome) -> float:
    found: float = chrome.execute_script("return network.getScale()")
    return found
