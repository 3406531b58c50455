"""What a service has given before, and what it said that it has not: asked once, for whatever folder."""

import hashlib
import os
import re
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from graph.atomic import write_whole
from ontology.errors import StakegraphError
from stakegraph.fetching.pdf import begins

BELIEVED = 24 * 3600  # seconds for which it is believed that there is no document; translations come later


class Cache:
    """The documents of one service, in a folder of their own among the caches of the user.

    It never stands in the way: what cannot be kept is asked for again.
    """

    def __init__(self, template: str) -> None:
        own = re.sub(r"[^\w.-]", "_", urlsplit(template).hostname or "")
        known = hashlib.sha256(template.encode()).hexdigest()[:8]
        self.place = caches() / "stakegraph" / f"{own}-{known}"

    def document(self, name: str) -> bytes | None:
        """Return the document of that name, if it is kept."""
        try:
            data = (self.place / name).read_bytes()
        except OSError:
            return None
        return data if begins(data) else None

    def keep(self, name: str, data: bytes) -> None:
        """Keep a document, or, as no bytes, that there is none."""
        with suppress(OSError, StakegraphError):
            self.place.mkdir(parents=True, exist_ok=True)
            write_whole(self.place / name, data)

    def absent(self, name: str) -> bool:
        """Return whether the service said lately that there is no such document."""
        try:
            kept = (self.place / name).stat()
        except OSError:
            return False
        return not kept.st_size and time.time() - kept.st_mtime < BELIEVED


def caches() -> Path:
    """Return where the user's caches are (XDG Base Directory Specification)."""
    try:
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError:  # a user without a home
        return Path(os.devnull)  # in which nothing can be kept
