"""The entities of a report: each thing that its mentions name, once."""

import re
import unicodedata
from dataclasses import dataclass, field


@dataclass(slots=True)
class Entity:
    """One thing that mentions name.

    Attributes:
        id: the path of its IRI under the base ("body/undp", "E-2006-63/event/…").
        kind: the finest kind known.
        names: names by language, the preferred one first.
        links: the IRIs of the same thing elsewhere, where the registry has them.
        formerly: the ids that it had before the registry had it.
        steps: how its mentions came to it, one line a step, for a reader who asks.
        of: the id of the body whose meeting or office it is by its name, "" for none.
        unnamed: whether it has no name of its own, and is called by the words that mention it.
        made: its English name by rule, where it has no English name and all parts of one are known.
    """

    id: str
    kind: str
    names: dict[str, list[str]]
    links: tuple[str, ...] = ()
    steps: list[str] = field(default_factory=list)
    unnamed: bool = False
    of: str = ""
    formerly: tuple[str, ...] = ()
    made: str = ""

    def add_name(self, language: str, name: str) -> None:
        """Add a name unless the entity has it."""
        known = self.names.setdefault(language, [])
        if name not in known:
            known.append(name)

    def put_first(self, language: str, name: str) -> None:
        """Make a name the preferred one."""
        known = self.names.setdefault(language, [])
        known[:] = [name, *(other for other in known if other != name)]

    def add_step(self, step: str) -> None:
        """Add a step unless the entity has it."""
        if step not in self.steps:
            self.steps.append(step)

    def copy(self) -> "Entity":
        """Return an entity of the same names and steps, to which others can be added apart."""
        names = {language: list(names) for language, names in self.names.items()}
        return Entity(
            self.id,
            self.kind,
            names,
            self.links,
            list(self.steps),
            self.unnamed,
            self.of,
            self.formerly,
            self.made,
        )


def fold(name: str) -> str:
    """Return `name` without width, case, white space and punctuation: equal for spellings of one name."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name)).casefold()
