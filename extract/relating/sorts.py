"""The sorts of mention that constructions tell apart, each with the character that stands for it in a sentence."""

from ontology.terms import is_body, top_kind

# One private-use character a sort of mention.
SORTS = {
    "body": "\ue000",
    "initiative": "\ue001",
    "event": "\ue002",
    "publication": "\ue003",
    "project": "\ue004",
    "place": "\ue005",
    "date": "\ue006",
    "count": "\ue007",
    "role": "\ue008",
    "document": "\ue009",
    "generic": "\ue00a",
    "unresolved": "\ue00b",
}
SORT_OF = {char: sort for sort, char in SORTS.items()}
ANY = f"[{SORTS['body']}-{SORTS['unresolved']}]"


def sort_of(kind: str) -> str:
    """Return the sort under which a mention of `kind` stands in a pattern."""
    if kind in {"Date", "Count", "Generic"}:
        return kind.lower()
    top = top_kind(kind)
    if top == "Initiative":
        return "initiative"
    return "body" if is_body(kind) else top.lower()
