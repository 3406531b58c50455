"""What was made of a report: its statements, and what was not understood."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extract.document import Document
from extract.entities import Entity
from extract.relating.context import Dating
from extract.relating.suspects import Suspect
from extract.statements import Statement

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Fault:
    """A paragraph that could not be analysed.

    Attributes:
        paragraph: its id.
        component: the component that failed.
        error: what went wrong, in one line.
    """

    paragraph: str
    component: str
    error: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """A report analysed.

    Attributes:
        report: what was read.
        components: the names of the components that it went through.
        entities: by id, as the whole report names them.
        statements: who did what with whom, in the order of the text.
        datings: about when activities were that no statement dates.
        suspects: sentences that may state more than was read.
        unresolved: the words of references that could not be resolved.
        others: how many mentions are of what is no body.
        faults: the paragraphs that are left out because a component failed on them.
        title: the report's English title by rule, "" if none could be made.
    """

    report: Document
    components: tuple[str, ...]
    entities: Mapping[str, Entity]
    statements: tuple[Statement, ...]
    datings: tuple[Dating, ...] = ()
    suspects: tuple[Suspect, ...] = ()
    unresolved: tuple[str, ...] = ()
    others: int = 0
    faults: tuple[Fault, ...] = ()
    title: str = ""

    def misunderstood(self) -> str:
        """Return in a line how many references could not be resolved, or nothing."""
        if not self.unresolved:
            return ""
        shown = ", ".join(dict.fromkeys(self.unresolved[:SHOWN]))
        return f"{self.report.id}: {len(self.unresolved)} references were not resolved ({shown}, …)\n"

    def failed(self) -> Iterator[str]:
        """Yield a line for each paragraph that was left out, and why."""
        for fault in self.faults:
            yield (
                f"{self.report.id} §{fault.paragraph}: left out, {fault.component} failed: {fault.error};"
                " please report it"
            )
