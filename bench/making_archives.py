"""A made archive of any size: a store of reports in which made bodies do things together, a few of them most."""

import random
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from ontology.namespaces import DEFAULT_BASE, PREFIXES

EACH = 500  # statements of a report
PLACES = {
    "青禾": "Qinghe",
    "白河": "Baihe",
    "北岭": "Beiling",
    "澄江": "Chengjiang",
    "蓝湾": "Lanwan",
    "云泽": "Yunze",
    "石桥": "Shiqiao",
    "南屏": "Nanping",
    "东原": "Dongyuan",
    "西沙": "Xisha",
    "桐山": "Tongshan",
    "柳溪": "Liuxi",
    "松潭": "Songtan",
    "梅岭": "Meiling",
    "荷塘": "Hetang",
    "沧浪": "Canglang",
    "镜湖": "Jinghu",
    "翠谷": "Cuigu",
    "银川": "Yinchuan",
    "金沙": "Jinsha",
}
FIELDS = {
    "水务": "Water",
    "林业": "Forestry",
    "渔业": "Fisheries",
    "气象": "Weather",
    "教育": "Education",
    "卫生": "Health",
    "交通": "Transport",
    "能源": "Energy",
    "统计": "Statistics",
    "邮政": "Post",
}
SUFFIXES = (
    ("大学", "University", "Academic"),
    ("基金会", "Foundation", "Foundation"),
    ("银行", "Bank", "Bank"),
    ("联合会", "Federation", "NGO"),
    ("公司", "Company", "Company"),
    ("部", "Ministry", "Government"),
    ("委员会", "Commission", "Intergovernmental"),
)
DEEDS = (
    ("论坛", "Forum", "organizer", "startDate"),
    ("手册", "Publication", "publisher", "datePublished"),
    ("项目", "Project", "funder", "startDate"),
)
N = {prefix: str(space) for prefix, space in PREFIXES.items()}
TYPE = f"<{N['rdf']}type>"


def name(body: int) -> tuple[str, str, str]:
    """Return the Chinese and English names of a body, and its kind."""
    place, roman = [*PLACES.items()][body % 20]
    field, english_field = [*FIELDS.items()][body // 20 % 10]
    suffix, number = SUFFIXES[body // 200 % 7], body // 1400
    chinese = f"{place}{field}{suffix[0]}" + (f"第{number}分会" if number else "")
    english = f"{roman} {english_field} {suffix[1]}" + (f" Branch {number}" if number else "")
    return chinese, english, suffix[2]


def reports(bodies: int, statements: int) -> Iterator[str]:
    """Yield reports as N-Quads, a named graph each; the lower a body's number the more it does."""
    chance = random.Random(7)
    deed = 0
    for report in range(-(-statements // EACH)):
        here = f"{DEFAULT_BASE}R-{report}"
        lines = [
            f"<{here}> {TYPE} <{N['sg']}Report>",
            f'<{here}> <{N["dcterms"]}identifier> "R/{report}"',
            f'<{here}> <{N["dcterms"]}title> "第{report}号报告"@zh',
        ]
        spoken: set[int] = set()
        said = 0
        while said < min(EACH, statements - report * EACH):
            what, kind, relation, when = DEEDS[deed % len(DEEDS)]
            thing, paragraph = f"{here}/activity/{deed}", f"{here}/paragraph/{deed}"
            count = min(2 + int(chance.expovariate(0.8)), 12)
            took_part = {int(bodies * chance.random() ** 3) for _ in range(count)}
            spoken |= took_part
            title = f"第{deed}号{what}"
            text = f"{'、'.join(name(body)[0] for body in sorted(took_part))}共同举办了{title}。"
            lines += [
                f"<{thing}> {TYPE} <{N['sg']}{kind}>"
                if kind == "Forum"
                else f"<{thing}> {TYPE} <{N['sg' if kind == 'Publication' else 'schema']}{kind}>",
                f'<{thing}> <{N["skos"]}prefLabel> "{title}"@zh',
                f'<{thing}> <{N["skos"]}prefLabel> "{what and kind} {deed}"@en',
                f'<{thing}> <{N["schema"]}{when}> "{1990 + deed % 30}"^^<{N["xsd"]}gYear>',
                f"<{paragraph}> {TYPE} <{N['sg']}Paragraph>",
                f'<{paragraph}> <{N["sg"]}number> "{deed}"',
                f'<{paragraph}> <{N["nif"]}isString> "{text}"@zh',
                f"<{paragraph}> <{N['dcterms']}isPartOf> <{here}>",
            ]
            for body in sorted(took_part):
                target, statement = f"{DEFAULT_BASE}body/b{body}", f"{here}/statement/{deed}-{body}"
                words = name(body)[0]
                begin = text.index(words)
                lines += [
                    f"<{thing}> <{N['schema']}{relation}> <{target}>",
                    f"<{statement}> {TYPE} <{N['rdf']}Statement>",
                    f"<{statement}> <{N['rdf']}subject> <{thing}>",
                    f"<{statement}> <{N['rdf']}predicate> <{N['schema']}{relation}>",
                    f"<{statement}> <{N['rdf']}object> <{target}>",
                    f"<{statement}> <{N['sg']}modality> <{N['sg']}asserted>",
                    f'<{statement}> <{N["sg"]}confidence> "0.9"^^<{N["xsd"]}decimal>',
                    f"<{statement}> <{N['prov']}wasQuotedFrom> <{paragraph}>",
                    f'<{statement}> <{N["oa"]}exact> "{words}"@zh',
                    f'<{statement}> <{N["nif"]}beginIndex> "{begin}"^^<{N["xsd"]}integer>',
                    f'<{statement}> <{N["nif"]}endIndex> "{begin + len(words)}"^^<{N["xsd"]}integer>',
                ]
                said += 1
            deed += 1
        for body in sorted(spoken):
            chinese, english, kind = name(body)
            node = f"<{DEFAULT_BASE}body/b{body}>"
            lines += [
                f"{node} {TYPE} <{N['sg']}{kind}>",
                f"{node} {TYPE} <{N['org']}Organization>",
                f'{node} <{N["skos"]}prefLabel> "{chinese}"@zh',
                f'{node} <{N["skos"]}prefLabel> "{english}"@en',
            ]
        yield "".join(f"{line} <{here}> .\n" for line in lines)


def make_store(folder: Path, bodies: int, statements: int) -> None:
    """Put a made archive into a new store."""
    store = ox.Store(str(folder))
    batch: list[str] = []
    for report in reports(bodies, statements):
        batch.append(report)
        if len(batch) == 200:
            store.bulk_load("".join(batch).encode(), format=ox.RdfFormat.N_QUADS)
            batch = []
    if batch:
        store.bulk_load("".join(batch).encode(), format=ox.RdfFormat.N_QUADS)
    store.optimize()
