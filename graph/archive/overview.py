"""What is seen of an archive first: the most tied bodies, where they stand, and the strongest ties between them."""

import json
import sqlite3
from collections.abc import Iterable

import networkx as nx

from graph.archive.chains import EVER, When
from graph.pages.drawing import Place, places, sizes

DRAWN = 60
LINES = 150  # ties that are drawn between as many: more hide each other

BETWEEN = """
SELECT tie.a, tie.b, SUM(tie.n) FROM json_each(:at) AS one CROSS JOIN json_each(:at) AS other
CROSS JOIN tie ON tie.a = one.value AND tie.b = other.value AND tie.a < tie.b
  AND (tie.year BETWEEN :first AND :last OR tie.year = :undated)
GROUP BY tie.a, tie.b ORDER BY 3 DESC, 1, 2 LIMIT :most
"""


def overview(index: sqlite3.Connection) -> dict[int, Place]:
    """Return the bodies that are seen first, the most tied before the others, and where they stand."""
    rows = index.execute(
        "SELECT n, about, strength FROM body WHERE strength > 0 ORDER BY strength DESC, iri LIMIT ?", (DRAWN,)
    ).fetchall()
    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from(str(n) for n, _, _ in rows)
    network.add_edges_from((str(a), str(b)) for a, b, _ in between(index, [n for n, _, _ in rows], EVER))
    network.remove_nodes_from([node for node in network if not network.degree(node)])
    about = {str(n): json.loads(known) for n, known, _ in rows}
    labels = {node: (about[node]["lines"], about[node]["englishLines"]) for node in network}
    strength = {str(n): float(shared) for n, _, shared in rows}
    where = places(network, labels, sizes(network, strength)) if network else {}
    return {n: where[str(n)] for n, _, _ in rows if str(n) in where}


def between(
    index: sqlite3.Connection, bodies: Iterable[int], when: When, most: int = LINES
) -> list[tuple[int, int, int]]:
    """Return the strongest ties between some bodies: each pair once, with how many activities they share."""
    at = json.dumps(list(bodies))
    return index.execute(BETWEEN, {"at": at, **when.named(), "most": most}).fetchall()
