"""Whether something is a PDF, from its beginning to its end."""

import os
from pathlib import Path

EDGE = 1024  # bytes in which a PDF says that it begins, and that it ends (ISO 32000-1, annex I)


def begins(data: bytes) -> bool:
    """Return whether bytes begin as a PDF does."""
    return b"%PDF-" in data[:EDGE]


def ends(data: bytes) -> bool:
    """Return whether bytes end as a PDF does."""
    return b"%%EOF" in data[-EDGE:]


def is_whole(path: Path) -> bool:
    """Return whether a file begins and ends as a PDF does."""
    try:
        with path.open("rb") as file:
            head = file.read(EDGE)
            file.seek(-min(EDGE, file.seek(0, os.SEEK_END)), os.SEEK_END)
            return begins(head) and ends(file.read())
    except OSError:
        return False
