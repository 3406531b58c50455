"""Standard output and standard error that lose nothing, and let no name command the terminal."""

import io
import re
import sys
from typing import TextIO

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # all but tabs and ends of lines


class Terminal(io.TextIOWrapper):
    """Shows control characters in what is written as text; bytes written to its buffer are not looked at."""

    def write(self, text: str, /) -> int:
        """Write a text, and return its length."""
        super().write(CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text))
        return len(text)


def guard_streams() -> None:
    """Put streams of ours in the place of this process's standard output and error."""
    sys.stdout = guarded(sys.stdout)
    sys.stderr = guarded(sys.stderr)


def guarded(stream: TextIO) -> TextIO:
    """Return the stream with a buffer, and on a terminal as one that shows control characters.

    Python gives none to streams that are unbuffered (PYTHONUNBUFFERED), and then drops without a word what the system
    did not take of a write.
    """
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    kind = Terminal if stream.isatty() else io.TextIOWrapper
    encoding, errors = stream.encoding, stream.errors
    line_buffering = stream.line_buffering or stream.write_through
    buffer = stream.detach()
    if isinstance(buffer, io.RawIOBase):
        buffer = io.BufferedWriter(buffer)
    return kind(buffer, encoding=encoding, errors=errors, line_buffering=line_buffering)
