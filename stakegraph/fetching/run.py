"""A run over many symbols: what is there is left, what can be had is brought, what cannot is named at the end."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from graph.atomic import write_whole
from stakegraph.fetching.cache import Cache
from stakegraph.fetching.pdf import is_whole
from stakegraph.fetching.service import AbsentError, FalteringError, Service, ServiceError, TurnedAwayError
from stakegraph.fetching.symbols import file_name, is_symbol
from stakegraph.progress import pace, step

GIVE_UP = 3  # documents in a row that a service cannot give, until it is let alone


@dataclass(slots=True)
class Fetching:
    """Documents in one language, a folder for them, and what came of it.

    Attributes:
        folder: where they go.
        language: ISO 639-1 code, one of LANGUAGES.
        service: who has them.
        again: ask for what is there already, too.
        failed: why a document is not there.
        anew: how many were fetched in this run.
        total: how many there are to be.
        left: how many were not asked for.
        stopped: why.
    """

    folder: Path
    language: str
    service: Service
    again: bool
    failed: dict[str, str] = field(default_factory=dict)
    anew: int = 0
    total: int = 0
    left: int = 0
    stopped: str = ""

    def fetch(self, symbols: Sequence[str]) -> None:
        """Bring the documents with these symbols; each is whole in the folder or not there.

        Raises:
            StakegraphError: the folder cannot be written to.
        """
        named = list({symbol.replace(" ", ""): symbol for symbol in symbols}.values())
        cache = Cache(self.service.template)
        started, row = time.monotonic(), 0
        self.total = len(named)
        for number, symbol in enumerate(named):
            step("documents", pace(number, self.total, len(self.failed), started))
            try:
                self.bring(symbol, cache)
                row = 0
            except FalteringError as error:
                self.failed[symbol] = str(error)
                row += 1
                if row == GIVE_UP:
                    self.stopped = f"{self.service.host} gave none of {GIVE_UP} in a row"
            except TurnedAwayError as error:
                self.failed[symbol] = self.stopped = str(error)
            except ServiceError as error:
                self.failed[symbol] = str(error)
        step("documents", "")

    def bring(self, symbol: str, cache: Cache) -> None:
        """Bring one document, unless it is there, or is kept, or nothing more is to be asked."""
        if not is_symbol(symbol):
            raise ServiceError("that is no symbol of a document, such as E/2006/63")
        name = file_name(symbol, self.language)
        if not self.again and is_whole(self.folder / name):
            return
        data = None if self.again else cache.document(name)
        if data is None:
            if not self.again and cache.absent(name):
                raise AbsentError(
                    f"there is none in {self.language} at {self.service.host}, as it said within a day"
                )
            if self.stopped:
                self.left += 1
                return
            data = self.asked(symbol, name, cache)
            self.anew += 1
        write_whole(self.folder / name, data)

    def asked(self, symbol: str, name: str, cache: Cache) -> bytes:
        """Return what the service has, or raise; both are kept."""
        try:
            data = self.service.document(symbol, self.language)
        except AbsentError:
            cache.keep(name, b"")
            raise
        cache.keep(name, data)
        return data

    def tell(self) -> None:
        """Tell how many documents there are, and on stderr which are not."""
        there = self.total - len(self.failed) - self.left
        click.echo(
            f"documents: {there} of {self.total}, {self.anew} of them fetched now; folder: {self.folder}"
        )
        if self.failed:
            click.echo(f"{len(self.failed)} of {self.total} documents failed:", err=True)
        for symbol, reason in self.failed.items():
            click.echo(f"{symbol}: {reason}", err=True)
        if self.left:
            click.echo(
                f"{self.left} not asked for: {self.stopped}; the same command goes on from here", err=True
            )
