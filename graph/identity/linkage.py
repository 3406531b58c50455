"""How likely two tellings are of one thing: blocking and scores by Splink, over an embedded DuckDB.

The comparisons, their levels and what each weighs stand in linkage.toml. Nothing is learnt from the archive itself,
so that a thousand more reports do not change what a name weighs.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import gettempdir
from typing import Any, NamedTuple

Row = dict[str, Any]
SORTS = ("body", "event", "work")


class Link(NamedTuple):
    """That two rows are likely one thing.

    Attributes:
        one, other: where the two stand among the rows, the earlier first.
        score: the probability that they are one.
        weight: the same in bits, by which links are ranked: probabilities near one differ too little.
        grounds: what speaks for it, and against.
    """

    one: int
    other: int
    score: float
    weight: float
    grounds: tuple[str, ...]


@cache
def model(sort: str) -> Mapping[str, Any]:
    """Return what linkage.toml says of a sort of things."""
    table = tomllib.loads(Path(__file__).with_name("linkage.toml").read_text(encoding="utf-8"))
    found: Mapping[str, Any] = table[sort]
    return found


def links(sort: str, rows: Sequence[Row]) -> list[Link]:
    """Return which rows are likely one thing, the likeliest first; the same rows give the same links.

    Args:
        sort: one of SORTS.
        rows: what is compared, by the names that linkage.toml uses; those that share an item of "block" are compared.
    """
    if not any(count > 1 for count in Counter(item for row in rows for item in row["block"]).values()):
        return []
    # An optional extra, for which whoever builds one report, or only reads a graph, need not wait.
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on  # noqa: PLC0415

    numbered = [{"unique_id": place, **row} for place, row in enumerate(rows)]
    api = DuckDBAPI()
    api.duckdb_con.execute("SET autoinstall_known_extensions = false")  # which would ask the network
    api.duckdb_con.execute("SET temp_directory = ?", [gettempdir()])  # what does not fit in memory goes there
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=list(comparisons(sort)),
        blocking_rules_to_generate_predictions=[block_on("block", arrays_to_explode=["block"])],
        probability_two_random_records_match=model(sort)["prior"],
        retain_matching_columns=True,  # and with them which level held
    )
    linker = Linker(api.register(numbered), settings, log_level="ERROR")
    found = linker.inference.predict(threshold_match_probability=model(sort)["least"])
    made = [link(sort, record) for record in found.as_record_list()]
    api.duckdb_con.close()
    return sorted(made, key=lambda one: (-one.weight, one.one, one.other))


def comparisons(sort: str) -> Iterator[Any]:
    """Yield the comparisons of a sort as Splink takes them."""
    import splink.comparison_level_library as levels  # noqa: PLC0415
    from splink.comparison_library import CustomComparison  # noqa: PLC0415

    for row in model(sort)["comparisons"]:
        yield CustomComparison(
            output_column_name=row["name"],
            comparison_levels=[
                (levels.CustomLevel(level["when"]) if "when" in level else levels.ElseLevel()).configure(
                    m_probability=level["m"], u_probability=level["u"]
                )
                for level in row["levels"]
            ],
        )


def link(sort: str, record: Mapping[str, Any]) -> Link:
    """Return what Splink found of two rows."""
    grounds = []
    for row in model(sort)["comparisons"]:
        # Splink counts levels from the last, which is 0.
        level = row["levels"][len(row["levels"]) - 1 - record[f"gamma_{row['name']}"]]
        if level["says"]:
            grounds.append(level["says"])
    one, other = sorted((record["unique_id_l"], record["unique_id_r"]))
    weight = round(record["match_weight"], 4)
    return Link(one, other, round(record["match_probability"], 4), weight, tuple(grounds))
