"""What a report may be, and what reading it may use."""

from dataclasses import dataclass

from ontology.errors import StakegraphError

MEGABYTE = 1_000_000
UNITS = {
    "file": "MB long",
    "unpacked": "MB long when unpacked",
    "ratio": "times as long when unpacked",
    "pages": "pages long",
    "characters": "characters long",
    "nesting": "elements deep",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that a file made to break its reader meets, and no real report of a thousand pages.

    Attributes:
        file: megabytes of the file.
        unpacked: megabytes of what it unpacks to.
        ratio: how many times as long as the file its text, or what it unpacks to, may be.
        pages: of a PDF.
        characters: of the text.
        nesting: of a web page's elements in one another; its parser takes no more than 2,048.
        memory: megabytes that the process has which reads it.
        seconds: until it is read.
    """

    file: int = 500
    unpacked: int = 1_000
    ratio: int = 200
    pages: int = 10_000
    characters: int = 20_000_000
    nesting: int = 1_000
    memory: int = 2_000
    seconds: int = 300

    def check(self, name: str, limit: str, found: float) -> None:
        """Refuse a report that has more of something than it may.

        Args:
            name: of the report.
            limit: one of `UNITS`.
            found: how much it has, in the limit's unit.

        Raises:
            StakegraphError: it has more.
        """
        most = getattr(self, limit)
        if found > most:
            raise StakegraphError(
                f"{name}: more than {most:,} {UNITS[limit]}; if you trust it, allow more with --limit {limit}=N"
            )

    def check_unpacked(self, name: str, packed: int, unpacked: int) -> None:
        """Refuse a report that unpacks to more bytes than it may, by itself or for its length.

        Raises:
            StakegraphError: it does.
        """
        self.check(name, "unpacked", unpacked / MEGABYTE)
        self.check(name, "ratio", unpacked / packed)


USUAL = Limits()
