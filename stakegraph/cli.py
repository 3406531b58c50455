"""The command `stakegraph`: its subcommands are imported when they run, so that --help is quick."""

import gc
import importlib
import os
import sys
from contextlib import suppress
from typing import Any

import click

from stakegraph.streams import guard_streams

COMMANDS = {
    "fetch": "Bring United Nations documents by their symbols.",
    "build": "Everything at once: reports in, a folder of results out.",
    "read": "Show how a report was understood: headings and numbered paragraphs.",
    "extract": "Turn a report into RDF: who did what with whom, with evidence.",
    "validate": "Check a graph against the contract.",
    "partners": "Who partnered with a body, through what, when, and the words.",
    "explain": "Why the graph says something: the sentence, the rule, how names were linked.",
    "missed": "Sentences in which bodies seem to work together and nothing was read.",
    "across": "How far a report's versions in two languages agree, and what only one states.",
    "path": "The shortest chain of partnerships between two bodies, with the words.",
    "timeline": "Activities in time order, with the bodies that took part.",
    "analyze": "Centralities, communities, brokers and periods of the network.",
    "compare": "What came and went from one graph to the next, or over the years of one.",
    "names": "Which names bodies bear and bore, and when.",
    "visualize": "Draw the network as an interactive page.",
    "report": "Pages to hand on: numbers, the network, charts, partnerships with quotations.",
    "load": "Put reports into a store, each as a named graph.",
    "query": "Ask a graph, a store or an endpoint in SPARQL, or by a named query.",
    "serve": "The page and a read-only SPARQL endpoint, on this machine alone.",
    "evaluate": "Compare a graph with gold facts: precision, recall, F1, what was missed.",
    "review": "Go through what is doubtful and decide; decisions are kept and replayed.",
    "correct": "Replay what people decided on a graph.",
    "reconcile": "Who the bodies are elsewhere: candidates from a reconciliation service.",
    "dataset": "Describe a graph for catalogues: counts, provenance (DCAT, VoID, PROV-O).",
    "vocabulary": "The vocabulary as a page, as Turtle, its shapes or JSON-LD context.",
    "export": "Write a graph or its network in another format.",
}


class LazyGroup(click.Group):
    """A group whose commands live in modules of their own, imported only when one is used."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """Return the commands in the order in which they are used."""
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """Return a command, or None where there is none of that name."""
        if name not in COMMANDS:
            return None
        command = importlib.import_module(f"stakegraph.commands.{name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands' one-line helps without importing the commands."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="stakegraph", prog_name="stakegraph")
@click.option("--debug", is_flag=True, help="Show the traceback of an unexpected error.")
def cli(debug: bool) -> None:
    """Who partnered with whom, as linked data, with the sentence that proves each tie.

    \b
    Example:
      stakegraph build --sample -o results
      stakegraph partners results/graph.ttl 世界银行
    """


def main() -> None:
    """Run the command, and end with one line on stderr where something is wrong."""
    guard_streams()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Return the exit code of the command: 0, 1 for a failure, 2 for wrong usage, 130 when interrupted."""
    from ontology.errors import StakegraphError  # noqa: PLC0415 - only what --help needs is imported above

    # Sentences are short: threads that share their matrices would wait for one another longer than they work.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # What a command makes it mostly keeps: to search that for garbage as often as usual takes a fifth of its time.
    gc.set_threshold(50_000)
    try:
        result: Any = cli.main(args=arguments, prog_name="stakegraph", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.UsageError as error:
        context = error.ctx
        hint = f" (try '{context.command_path} --help')" if context else ""
        return complain(f"{error.format_message()}{hint}", 2)
    except click.ClickException as error:
        return complain(error.format_message(), 1)
    except StakegraphError as error:
        return complain(str(error), 1)
    except (click.Abort, KeyboardInterrupt):
        return complain("interrupted; nothing is half-written", 130)
    except BrokenPipeError:
        give_up_output()
        return 0
    except OSError as error:  # of files the rooms tell themselves; what is left is mostly standard output
        give_up_output()
        return complain(f"{error.filename or 'the output cannot be written'}: {error.strerror or error}", 1)
    except Exception as error:
        if "--debug" in arguments:
            raise
        kind = type(error).__name__
        return complain(f"unexpected {kind}: {error}; please report it (--debug shows where it happened)", 1)


def complain(message: str, code: int) -> int:
    """Write one line to stderr and return the exit code."""
    with suppress(OSError):  # where nobody can be told, the code must do
        click.echo("stakegraph: " + " ".join(message.split()), err=True)
    return code


def give_up_output() -> None:
    """Have what standard output still holds go nowhere, so that Python does not try it again when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
