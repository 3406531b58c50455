"""The JSON-LD 1.1 context of the contract: a short name for every term."""

import json
from functools import cache
from pathlib import Path
from typing import Any

CONTEXT = Path(__file__).with_name("context.jsonld")


@cache
def context() -> dict[str, Any]:
    """Return the document {"@context": …}, which callers only read."""
    document: dict[str, Any] = json.loads(CONTEXT.read_text(encoding="utf-8"))
    return document
