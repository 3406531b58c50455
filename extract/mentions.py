"""What the components that find mentions share: how a mention is made, and which of nested ones is kept.

A mention is a spaCy Span in `doc.spans["mentions"]`: `label_` is its kind, `kb_id_` the entity it names once
linked, `id_` its form: "name", "description" (an event known only by what is said of it), "reference" (该论坛),
"unnamed" (an activity or a work without a name of its own: 一次高级别会议), "bare" (a head noun alone) or "generic"
(各国政府).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from ontology.terms import is_body, kinds

PLACE, DATE, COUNT, GENERIC = "Place", "Date", "Count", "Generic"

if not Span.has_extension("name"):
    Span.set_extension(
        "name", default=""
    )  # where the words that name it are more than the span: a description's
    Span.set_extension("owner", default=None)  # the mention of the body that this one is a part of
    Span.set_extension("heads", default=())  # the head nouns that a later reference may repeat
    Span.set_extension("linked_by", default="")  # the ground on which a reference means its entity
    Span.set_extension("several", default=())  # the entities that it means, where these are more than one


@dataclass(frozen=True, slots=True)
class Time:
    """A point or range in time: ISO dates of day, month or year precision; `year_said` is False when carried."""

    start: str
    end: str | None = None
    year_said: bool = True


def text_of(doc: Doc) -> str:
    """Return the text of `doc`, which spaCy puts together anew from its tokens each time it is asked."""
    text: str = doc.user_data.setdefault("text", None) or doc.text
    doc.user_data["text"] = text
    return text


def mention(
    doc: Doc, start: int, end: int, kind: str, form: str = "name", *, entity: str = "", head: str = ""
) -> Span:
    """Return the span from `start` to `end` as a mention; `entity` is the registry's key where that is known."""
    span = Span(doc, start, end, label=kind, kb_id=entity, span_id=form)
    if head:
        span._.heads = (head,)
    return span


def means_body(span: Span) -> bool:
    """Return whether the mention is of a kind that can act; a date, a count or a generic actor is not."""
    return span.label_ in kinds() and is_body(span.label_)


def name_of(span: Span) -> str:
    """Return the words that name what the mention means."""
    return span._.name or span.text


def by_end(spans: Iterable[Span]) -> dict[int, Span]:
    """Return the longest of the spans that end at each place."""
    return {span.end: span for span in sorted(spans, key=lambda s: -s.start)}


def longest(spans: Iterable[Span]) -> tuple[list[Span], list[Span]]:
    """Return the spans that stay, in text order, and those that lie within or across a longer one.

    Between spans of equal extent one that the registry knows wins, then a name, then what is no place.
    """
    ranked = sorted(
        spans, key=lambda s: (s.start - s.end, not s.kb_id_, s.id_ != "name", s.label_ == PLACE, s.start)
    )
    kept: list[Span] = []
    nested: list[Span] = []
    taken: set[int] = set()
    for span in ranked:
        extent = range(span.start, span.end)
        if taken.isdisjoint(extent):
            kept.append(span)
            taken.update(extent)
        else:
            nested.append(span)
    return sorted(kept, key=lambda s: s.start), sorted(nested, key=lambda s: (s.start, s.end))
