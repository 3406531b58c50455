"""How well things are known again across reports: python bench/identity.py [--errors].

Tellings of public facts (tests/identity) are made one archive; counted is which pairs of them become one. A part is
set aside by a hash of its group, and nothing is tuned on it: --errors shows what went wrong in the other part alone.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from identifying import measured, rows


def main() -> None:
    """Print a line for each sort and part."""
    print("what         part       one  two  right  wrong  precision  recall     F1")
    for name in ("bodies", "activities"):
        for aside in (False, True):
            found = measured(rows(name, aside))
            print(
                f"{name:13}{'set aside' if aside else 'tuned on':9}{found.one:5}{found.two:5}{found.right:7}"
                f"{found.wrong:7}{found.precision:11.3f}{found.recall:8.3f}{found.f1:7.3f}"
            )
            if "--errors" in sys.argv and not aside:
                print(*found.errors, sep="\n")


if __name__ == "__main__":
    main()
