"""What people decided about a graph: one row each in a plain table, kept in a file beside the corpus.

The table is CSV, so that it can be filled in in a spreadsheet; what spreadsheets do to such files (a byte order mark,
semicolons or tabs for commas, the encoding of a Chinese system) is understood.
"""

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, astuple, dataclass, fields
from datetime import datetime
from pathlib import Path

from graph.atomic import locked, write_whole
from graph.tables import meant, to_csv
from ontology.errors import StakegraphError

NAME = "corrections.csv"
DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision; all fields are text, and which of them matter the action tells (NEEDS).

    Attributes:
        action: a key of NEEDS.
        subject, object: entities: the path of the IRI under the base (body/undp), the IRI, or a name that one thing
            alone has; the object may be a date or a number, the subject of "dismiss" is a suspect sentence.
        relation: its short name.
        report, paragraph: the report's identifier and the number as printed; for what is added by hand any source.
        value: the new name, kind or link.
        words: for what is added by hand, the words that say so.
        who, when, why: who decided, when (ISO 8601), and for what reason, if given.
    """

    action: str
    subject: str
    relation: str = ""
    object: str = ""
    report: str = ""
    paragraph: str = ""
    value: str = ""
    words: str = ""
    who: str = ""
    when: str = ""
    why: str = ""


COLUMNS = tuple(field.name for field in fields(Decision))
NEEDS = {
    "accept": (),  # a statement where there is a relation, else an entity with its names
    "reject": ("relation", "object"),
    "merge": ("object",),  # the subject is the object
    "distinct": ("object",),  # the two are alike and not the same
    "split": ("report", "paragraph", "value"),  # what that paragraph calls the subject is another thing
    "rename": ("value",),
    "retype": ("value",),
    "link": ("value",),
    "unlink": ("value",),
    "create": ("value",),  # a thing of that kind, called as the subject says
    "add": ("relation", "object", "report", "words"),
    "dismiss": (),  # the subject, a suspect sentence, states nothing more
}


class StaleError(Exception):
    """A decision does not apply to the graph, or no longer; the message says why."""


def load_decisions(path: Path) -> list[Decision]:
    """Return the decisions in a file, in their order; rows without an action are undecided and left out.

    Raises:
        StakegraphError: the file cannot be read, or a row is no decision; the message names it.
    """
    return [decided for number, row in rows_of(path) if (decided := decision(row, f"{path}, row {number}"))]


def rows_of(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a table with their numbers, 1 being the head's.

    Raises:
        StakegraphError: the file cannot be read, or is no such table.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise StakegraphError(f"{path} cannot be read: {error.strerror}") from error
    text = decoded(data, path)
    head = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=head.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    known = [name.strip() for name in reader.fieldnames or ()]
    if not {"action", "subject"} <= set(known):
        raise StakegraphError(f"{path} is no table of decisions: its head must name {', '.join(COLUMNS)}")
    reader.fieldnames = known
    try:
        for number, row in enumerate(reader, 2):
            yield number, {name: meant((row.get(name) or "").strip()) for name in COLUMNS}
    except csv.Error as error:
        raise StakegraphError(f"{path} is no table: {error}") from error


def decoded(data: bytes, path: Path) -> str:
    """Return the text of a table, as UTF-8 or as Chinese systems encode it.

    Raises:
        StakegraphError: it is neither.
    """
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise StakegraphError(f"{path} is no text; save it as CSV in UTF-8")


def decision(row: dict[str, str], where: str) -> Decision | None:
    """Return the decision of a row, None where nothing has been decided.

    Raises:
        StakegraphError: it lacks what its action needs.
    """
    action = row["action"].lower()
    if not action:
        return None
    if action not in NEEDS:
        raise StakegraphError(f"{where}: no action is called {action!r}; there are {', '.join(NEEDS)}")
    if bool(row["relation"]) != bool(row["object"]) and action == "accept":
        raise StakegraphError(f"{where}: a statement has a relation and an object; fill in both or neither")
    for name in ("subject", *NEEDS[action], "who", "when"):
        if not row[name]:
            raise StakegraphError(f"{where}: {action} needs {name!r}; fill it in")
    try:
        when = datetime.fromisoformat(row["when"]).isoformat()
    except ValueError as error:
        raise StakegraphError(
            f"{where}: {row['when']!r} is no time; write it as 2031-05-12 or 2031-05-12T09:30:00"
        ) from error
    return Decision(**{**row, "action": action, "when": when})


def save_decisions(path: Path, made: Iterable[Decision]) -> int:
    """Add decisions to a file, which is made if it is not there, and return how many were new.

    What the file holds is read again right before, under a lock, so that two people at once lose nothing.

    Raises:
        StakegraphError: the file cannot be read or written.
    """
    with locked(path.parent):
        kept = load_decisions(path) if path.exists() else []
        new = [one for one in dict.fromkeys(made) if one not in kept]
        if new:
            write_whole(path, table([asdict(one) for one in (*kept, *new)], COLUMNS))
    return len(new)


def withdraw(path: Path, made: Decision) -> None:
    """Take a decision out of a file.

    Raises:
        StakegraphError: the file cannot be read or written.
    """
    with locked(path.parent):
        kept = [asdict(one) for one in load_decisions(path) if one != made]
        write_whole(path, table(kept, COLUMNS))


def table(rows: Sequence[dict[str, str]], columns: Sequence[str]) -> bytes:
    """Return rows as CSV with the mark by which spreadsheets know UTF-8."""
    return to_csv(rows, columns).encode("utf-8-sig")


def key(made: Decision) -> str:
    """Return what tells a decision from every other, as twelve hexadecimal digits."""
    return hashlib.sha256("\n".join(astuple(made)).encode()).hexdigest()[:12]
