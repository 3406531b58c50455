"""What decisions do to a graph: one function an act, and the table of them.

An act gets what can be spoken of in the graph and the decision, changes the graph, and gives back what it touched,
which `corrections` records. Where the decision does not apply it raises StaleError and leaves the graph as it was.
What an action needs to be told stands in `decisions.NEEDS`.
"""

from collections.abc import Callable

from graph.review.acts.adding import add
from graph.review.acts.describing import create, link, rename, retype, unlink
from graph.review.acts.identity import distinct, merge, split
from graph.review.acts.judging import accept, dismiss, reject
from graph.review.acts.touched import Touched
from graph.review.decisions import Decision
from graph.review.referents import Referents

ACTS: dict[str, Callable[[Referents, Decision], Touched]] = {
    "accept": accept,
    "reject": reject,
    "merge": merge,
    "distinct": distinct,
    "split": split,
    "rename": rename,
    "retype": retype,
    "link": link,
    "unlink": unlink,
    "create": create,
    "add": add,
    "dismiss": dismiss,
}
