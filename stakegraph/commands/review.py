"""`stakegraph review`."""

import getpass
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click
from rdflib import Graph

from graph.atomic import write_whole
from graph.review.corrections import correct
from graph.review.decisions import NEEDS, Decision, decision, rows_of, save_decisions, table, withdraw
from graph.review.doubts import LISTED, Doubt, doubts
from graph.store.files import load
from graph.store.store import is_location
from graph.web import without_credentials
from stakegraph.options import corrections_beside, corrections_option, graph_argument, replay

BELOW = 0.85  # of those surer than this, nine in ten are right
KEYS = {
    "a": "accept",
    "r": "reject",
    "m": "merge",
    "d": "distinct",
    "p": "split",
    "n": "rename",
    "t": "retype",
    "l": "link",
    "u": "unlink",
    "c": "create",
    "+": "add",
    "x": "dismiss",
}
USUAL = {
    "statement": "[a]ccept [r]eject",
    "one-sided": "[a]ccept [r]eject",
    "alike": "[m]erge the first into the second, [d]istinct",
    "merged": "[a]ccept, [d]istinct",
    "names": "[a]ccept s[p]lit",
    "link": "[a]ccept [u]nlink",
    "suspect": "[+] add a fact that it states, [x] it states nothing more",
}
VALUES = {
    "split": "the other thing's name",
    "rename": "new name (in English: …@en)",
    "retype": "kind",
    "link": "identifier in Wikidata, ROR, UNBIS or GeoNames",
    "unlink": "identifier in Wikidata, ROR, UNBIS or GeoNames",
    "create": "kind",
}
HELP = """\
a accept   r reject   m merge (subject is object)   d distinct (subject is not object)
p split (what a paragraph calls so is another thing)   n rename   t retype   l link   u unlink
c create a thing   + add a fact with its source   x nothing was missed in this sentence
s or Enter skip   b take the last decision back   q quit   words after the letter are the reason: r wrong host
"""


@click.command("review")
@graph_argument
@corrections_option
@click.option("--who", metavar="NAME", help="Who decides; the name you are logged in by if not given.")
@click.option(
    "--below",
    type=click.FloatRange(0, 1.01),
    default=BELOW,
    show_default=True,
    help="Statements less sure than this are doubtful.",
)
@click.option(
    "--table",
    "listed",
    metavar="FILE",
    help="Write what is doubtful as CSV, to fill in the column action; - for standard output.",
)
@click.option(
    "--take",
    "filled",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Keep the decisions of a table that was filled in.",
)
def command(
    graph: str,
    corrections: Path | None,
    who: str | None,
    below: float,
    listed: str | None,
    filled: Path | None,
) -> None:
    """Go through what is doubtful in GRAPH, and keep what you decide.

    Asks on the terminal about statements of low confidence, or that only one version of a report in two languages
    makes, things that may be one or two, names that were joined, links in conflict and sentences that may state
    more; --table and --take do the same in a spreadsheet. Decisions are kept in corrections.csv beside GRAPH, or in
    the file that --corrections names; `build` and `extract` replay them each time, and `correct` on a graph.

    \b
    Example:
      stakegraph review results/graph.ttl
      stakegraph review results/graph.ttl --table doubts.csv
      stakegraph review results/graph.ttl --take doubts.csv --who "Li Wei"
    """
    beside = None if graph == "-" or is_location(graph) else corrections_beside(graph)
    file = corrections or beside
    if listed:
        listing([one.row() for one in doubts(corrected(graph, file), below)], listed)
        return
    if file is None or (graph == "-" and not filled):
        raise click.UsageError("name the file of decisions with --corrections, and a graph that is no pipe")
    if filled:
        count = save_decisions(file, taken(filled, who or login()))
        corrected(graph, file)
    else:
        count = len(dialogue(lambda: corrected(graph, file), below, who or login(), file))
    click.echo(f"decisions kept in {file}: {count}")
    if count:
        click.echo(f"to replay them: build again, or stakegraph correct {without_credentials(graph)[0]}")


def corrected(graph: str, file: Path | None) -> Graph:
    """Return a graph with the decisions made before, and tell which of them do not apply."""
    loaded = load(graph)
    replay(loaded, file if file is not None and file.exists() else None, None)
    return loaded


def login() -> str:
    """Return the name somebody is logged in by.

    Raises:
        UsageError: the system does not tell.
    """
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        raise click.UsageError("say who decides with --who") from error


def now() -> str:
    """Return the time to the second."""
    return datetime.now(UTC).replace(microsecond=0, tzinfo=None).isoformat()


def listing(rows: list[dict[str, str]], target: str) -> None:
    """Write doubts as a table."""
    if target == "-":
        click.echo(table(rows, LISTED).decode("utf-8-sig"), nl=False)
    else:
        write_whole(target, table(rows, LISTED))
        click.echo(f"{len(rows)} doubts in {target}; fill in the column action, then --take it", err=True)


def taken(path: Path, who: str) -> list[Decision]:
    """Return the decisions of a table, signed where they are not."""
    found = []
    for number, row in rows_of(path):
        signed = {**row, "who": row["who"] or who, "when": row["when"] or now()}
        if made := decision(signed, f"{path}, row {number}"):
            found.append(made)
    return found


def dialogue(fresh: Callable[[], Graph], below: float, who: str, file: Path) -> list[Decision]:
    """Ask about each doubt and return what was decided, each of which is kept at once.

    Args:
        fresh: gives the graph with what has been decided so far.
        below: statements less sure than this are doubtful.
        who: who decides.
        file: where decisions are kept.
    """
    graph = fresh()
    waiting = doubts(graph, below)
    made: list[tuple[int, Decision]] = []
    number = 0
    click.echo(f"{len(waiting)} doubts; ? for help")
    while number < len(waiting):
        doubt = waiting[number]
        click.echo(f"\n[{number + 1}/{len(waiting)}] {doubt.text}")
        try:
            answer = click.prompt(f"{USUAL[doubt.what]} [s]kip [?]", default="s", show_default=False)
            key, _, why = answer.strip().partition(" ")
            if key == "q":
                break
            if key == "s":
                number += 1
            elif key == "b" and made:
                number, last = made.pop()
                withdraw(file, last)
                graph = fresh()
            elif key in KEYS:
                one = replace(asked(KEYS[key], doubt), who=who, when=now(), why=why)
                if kept(graph, one, file):
                    made.append((number, one))
                    number += 1
            else:
                click.echo(HELP, nl=False)
        except (
            click.Abort,
            KeyboardInterrupt,
        ):  # the end of what is typed, or of patience: what is made is kept
            click.echo()
            break
    return [one for _, one in made]


def asked(action: str, doubt: Doubt) -> Decision:
    """Return a decision on a doubt; what it needs and the doubt does not tell is asked for."""
    values = {name: getattr(doubt, name) for name in ("subject", "relation", "object", "report", "paragraph")}
    if action in {"accept", "reject", "dismiss"} or (
        action in {"merge", "distinct"} and doubt.what in {"alike", "merged"}
    ):
        return Decision(action, **values)
    if action == "unlink" and doubt.what == "link":
        return Decision(action, doubt.subject, value=doubt.value)
    about = None if doubt.what == "suspect" else doubt.subject
    told = {"subject": click.prompt("  name" if action == "create" else "  subject", default=about)}
    for name in NEEDS[action]:
        default = doubt.words if name == "words" else None
        if name in {"relation", "report", "paragraph"}:
            default = values[name]
        question = VALUES[action] if name == "value" else name
        told[name] = click.prompt(f"  {question}", default=default or None)
    if action == "add":
        told["paragraph"] = click.prompt("  paragraph", default=doubt.paragraph or "")
    return Decision(action, **told)


def kept(graph: Graph, made: Decision, file: Path) -> bool:
    """Return whether a decision applies; it is kept then."""
    stale = correct(graph, [made])
    for one in stale:
        click.echo(f"  not kept: {one.reason}")
    if not stale:
        save_decisions(file, [made])
    return not stale
