"""What came of reading a report that gave no statement, in words for whoever ran it."""

from extract.analysis import Analysis
from extract.entities import Entity
from ontology.terms import is_body

SHOWN = 3


def nothing_found(analysis: Analysis) -> str:
    """Return in two lines what was seen in a report without any statement and what to do; "" for other reports."""
    if analysis.statements:
        return ""
    report = analysis.report
    bodies = [entity for entity in analysis.entities.values() if is_body(entity.kind)]
    named = ", ".join(name_of(entity, report.language) for entity in bodies[:SHOWN])
    more = ", …" if len(bodies) > SHOWN else ""
    seen = (
        f"language {report.language}, {counted(len(report.paragraphs), 'paragraph')}, "
        f"{counted(len(bodies), 'body', 'bodies')} recognised{f' ({named}{more})' if bodies else ''}, "
        f"{counted(analysis.others, 'other mention')}"
    )
    advice = "stakegraph read shows how the text came out"
    if analysis.suspects:
        advice += (
            f"; {counted(len(analysis.suspects), 'sentence')} may state something: stakegraph missed GRAPH"
        )
    elif bodies:
        advice += "; if it says who worked with whom, a pattern is missing (CONTRIBUTING.md, A construction)"
    else:
        advice += "; if it names bodies, their names or endings are missing (CONTRIBUTING.md, A body)"
    return f"{report.id}: no statement found in it: {seen}\n{report.id}: {advice}\n"


def name_of(entity: Entity, language: str) -> str:
    """Return what an entity is called in a language, else in any."""
    names = [*entity.names.get(language, ()), *(name for group in entity.names.values() for name in group)]
    return names[0] if names else entity.id


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number of things in words."""
    return f"{number} {one if number == 1 else many or one + 's'}"
