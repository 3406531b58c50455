"""Answers of others over HTTP, bounded, with every failure as one line that shows no password."""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from urllib.parse import unquote

import urllib3

from ontology.errors import StakegraphError

RETRIES, WAIT, TIMEOUT = 3, 0.5, 60.0
LARGEST = 256_000_000  # bytes of an answer, unpacked
LONGEST = 600.0  # seconds that one may take to come
CREDENTIALS = re.compile(r"(https?://)([^/?#]*)@", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answers.

    Attributes:
        status, reason: of HTTP.
        kind: its media type, without parameters.
        data: its body, unpacked.
        headers: its header fields, by names whose case does not matter.
    """

    status: int
    reason: str
    kind: str
    data: bytes
    headers: Mapping[str, str]


class UnansweredError(StakegraphError):
    """A server cannot be reached, or breaks off."""


def without_credentials(address: str) -> tuple[str, dict[str, str]]:
    """Return an address without the name and password in it, and the header that says them."""
    found = CREDENTIALS.match(address)
    if not found:
        return address, {}
    given = unquote(found[2]) if ":" in found[2] else unquote(found[2]) + ":"
    return found[1] + address[found.end() :], dict(urllib3.make_headers(basic_auth=given))


class Client:
    """Asks servers, and tells them which program asks.

    Args:
        patient: ask again where a server is busy, and go where it redirects to; else give each answer as it comes.
    """

    def __init__(self, *, patient: bool = True) -> None:
        retries = urllib3.Retry(
            RETRIES,
            backoff_factor=WAIT,
            status_forcelist=(429, 502, 503, 504),
            allowed_methods=None,
            respect_retry_after_header=False,  # it may name any time
        )
        self.agent = {"User-Agent": f"stakegraph/{version('stakegraph')}"}
        self.patient = patient
        self.pool = urllib3.PoolManager(
            timeout=urllib3.Timeout(connect=10.0, read=TIMEOUT), retries=retries if patient else False
        )

    def ask(self, method: str, address: str, body: bytes | None, headers: Mapping[str, str]) -> Reply:
        """Return what a server answers, whatever its status.

        Raises:
            UnansweredError: it cannot be reached, or breaks off.
            StakegraphError: it answers without end.
        """
        try:
            reply = self.pool.request(
                method,
                address,
                body=body,
                headers=self.agent | dict(headers),
                preload_content=False,
                redirect=self.patient,
            )
            data = received(reply, address)
        except (
            urllib3.exceptions.HTTPError,
            ValueError,
        ) as error:  # the latter where a redirect is no address
            told = getattr(error, "reason", None) or (error.args or [error])[0]
            reason = " ".join(str(told).split())
            raise UnansweredError(f"{address} does not answer: {reason[:160]}") from error
        kind = str(reply.headers.get("Content-Type", "")).split(";")[0].strip().lower()
        return Reply(reply.status, reply.reason or "", kind, data, reply.headers)


def received(reply: urllib3.BaseHTTPResponse, address: str) -> bytes:
    """Return the body of an answer, which may unpack to far more than is sent."""
    data = bytearray()
    end = time.monotonic() + LONGEST
    while part := reply.read1(65536, decode_content=True):  # what has come, so that the clock is looked at
        data += part
        if len(data) > LARGEST or time.monotonic() > end:
            reply.close()
            raise StakegraphError(
                f"{address} answers more than {LARGEST // 1_000_000} MB, or for more than {LONGEST:g} s"
            )
    reply.release_conn()
    return bytes(data)
