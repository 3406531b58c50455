"""A service that has documents: asked slowly, again where it falters, and believed where it gives a whole PDF."""

import re
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from graph.web import Client, Reply, UnansweredError, without_credentials
from ontology.errors import StakegraphError
from stakegraph.fetching.pdf import begins, ends
from stakegraph.fetching.symbols import address

ATTEMPTS = 4
REDIRECTS = 5
LONGEST_WAIT = 300.0  # seconds for which a service may ask us to wait
ABSENT = {404, 410}
BUSY = {408, 425, 429, 500, 502, 503, 504}
PORTS = {"http": 80, "https": 443}
# What a redirect says in words: the Official Document System is reported to send them with status 200 too.
IN_WORDS = re.compile(rb"[A-Z][a-z]+(?: [A-Z][a-z]+)*\. Redirecting to (\S+)\s*")


class ServiceError(StakegraphError):
    """A service does not give a document."""


class AbsentError(ServiceError):
    """It has none in the language."""


class FalteringError(ServiceError):
    """It may do better another time.

    Attributes:
        wait: seconds before which it asks not to be asked again; 0 where it does not say.
    """

    def __init__(self, message: str, wait: float = 0.0) -> None:
        super().__init__(message)
        self.wait = wait


class TurnedAwayError(ServiceError):
    """It asks to be left alone for longer than we wait."""


class Service:
    """A service that has documents at addresses of one form.

    Args:
        template: that form, as `symbols.checked` gives it; a name and password in it are sent to its host alone.
        pause: seconds between two requests, at least.
    """

    def __init__(self, template: str, pause: float) -> None:
        self.template, self.credentials = without_credentials(template)
        self.host = urlsplit(self.template).netloc
        self.pause = pause
        self.ready = 0.0  # when it may be asked again, by time.monotonic()
        self.client = Client(patient=False)

    def document(self, symbol: str, language: str) -> bytes:
        """Return a document as PDF.

        Raises:
            AbsentError: there is none.
            FalteringError: it could not be had, and might be later.
            TurnedAwayError: nothing can be had for some time.
            ServiceError: the service answers with something else.
        """
        place = address(self.template, symbol, language)
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self.attempt(place)
            except AbsentError as error:
                raise AbsentError(f"there is none in {language} at {self.host}") from error
            except FalteringError as error:
                if error.wait > LONGEST_WAIT:
                    raise TurnedAwayError(
                        f"{error} and asks to be let alone for {error.wait:.0f} s"
                    ) from error
                self.rest(max(error.wait, self.pause * 2**attempt))
                if attempt == ATTEMPTS:
                    raise
        raise AssertionError("the last attempt raises")

    def attempt(self, place: str) -> bytes:
        """Return the document at an address, or at the one that it redirects to."""
        for _ in range(REDIRECTS + 1):
            reply = self.ask(place)
            target = redirected(reply)
            if target is None:
                return self.pdf(reply)
            place = onward(place, target)
        raise ServiceError(f"{self.host} redirects more than {REDIRECTS} times")

    def ask(self, place: str) -> Reply:
        """Return what stands at an address, when its time has come."""
        time.sleep(max(0.0, self.ready - time.monotonic()))
        headers = {"Accept": "application/pdf, */*;q=0.1"}
        if origin(place) == origin(self.template):
            headers |= self.credentials
        try:
            return self.client.ask("GET", place, None, headers)
        except UnansweredError as error:
            raise FalteringError(str(error)) from error
        except StakegraphError as error:
            raise ServiceError(str(error)) from error
        finally:
            self.rest(self.pause)

    def rest(self, seconds: float) -> None:
        """Let the service alone for some time from now."""
        self.ready = max(self.ready, time.monotonic() + seconds)

    def pdf(self, reply: Reply) -> bytes:
        """Return the PDF that an answer is, or raise."""
        said = f"{self.host} answers {reply.status} {reply.reason[:80]}".rstrip()
        if reply.status in ABSENT:
            raise AbsentError(said)
        if reply.status in BUSY:
            raise FalteringError(said, waiting(reply.headers))
        if reply.status != 200:
            raise ServiceError(said)
        if not begins(reply.data):
            raise FalteringError(f"{self.host} answers with {reply.kind[:80] or 'something'} that is no PDF")
        bounded = {"content-length", "transfer-encoding"} & {name.lower() for name in reply.headers}
        if not bounded and not ends(reply.data):
            raise FalteringError(f"{self.host} breaks off")
        return reply.data


def redirected(reply: Reply) -> str | None:
    """Return where an answer redirects to, in a header or in words."""
    if reply.status in {301, 302, 303, 307, 308}:
        return reply.headers.get("Location")
    told = IN_WORDS.fullmatch(reply.data) if reply.status == 200 and len(reply.data) < 5000 else None
    return told[1].decode(errors="replace") if told else None


def onward(place: str, target: str) -> str:
    """Return the address to which the one at `place` redirects: any with https, else none but of the same host.

    Raises:
        AbsentError: it is the page on which the Official Document System says that there is no document.
        ServiceError: it is no address to follow.
    """
    shown = " ".join(target.split())[:160]
    try:
        there = urljoin(place, target)
        parts = urlsplit(there)
        followed = parts.hostname and (parts.scheme == "https" or origin(there) == origin(place))
    except ValueError:
        followed = False
    if not followed:
        raise ServiceError(f"{urlsplit(place).netloc} redirects to {shown}, which is not followed")
    if parts.path.rstrip("/").rpartition("/")[2].lower() == "error":
        raise AbsentError(f"it redirects to {shown}")
    return there


def origin(place: str) -> tuple[str, str | None, int | None]:
    """Return the scheme, the host and the port of an address.

    Raises:
        ValueError: it is none.
    """
    parts = urlsplit(place)
    return parts.scheme, parts.hostname, parts.port or PORTS.get(parts.scheme)


def waiting(headers: Mapping[str, str]) -> float:
    """Return for how many seconds a server asks to be let alone (RFC 9110, 10.2.3); 0 where it does not say."""
    told = headers.get("Retry-After", "").strip()
    if told.isascii() and told.isdecimal():
        return float(told)
    try:
        until = parsedate_to_datetime(told)
    except ValueError:
        return 0.0
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
