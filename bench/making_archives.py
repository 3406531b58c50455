"""A made archive of any size: a store of reports in which made bodies do things together, a few of them most things."""

import random
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from ontology.namespaces import DEFAULT_BASE, PREFIXES

EACH = 500  # statements of a report
PLACES = "青禾 白河 北岭 澄江 蓝湾 云泽 石桥 南屏 东原 西沙 桐山 柳溪 松潭 梅岭 荷塘 沧浪 镜湖 翠谷 银川 金沙".split()
ROMAN = (
    "Qinghe Baihe Beiling Chengjiang Lanwan Yunze Shiqiao Nanping Dongyuan Xisha "
    "Tongshan Liuxi Songtan Meiling Hetang Canglang Jinghu Cuigu Yinchuan Jinsha".split()
)
FIELDS = "水务 林业 渔业 气象 教育 卫生 交通 能源 统计 邮政".split()
ENGLISH = "Water Forestry Fisheries Weather Education Health Transport Energy Statistics Post".split()
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
    one, field, suffix = body % len(PLACES), body // 20 % len(FIELDS), SUFFIXES[body // 200 % len(SUFFIXES)]
    number = body // 1400
    chinese = f"{PLACES[one]}{FIELDS[field]}{suffix[0]}" + (f"第{number}分会" if number else "")
    english = f"{ROMAN[one]} {ENGLISH[field]} {suffix[1]}" + (f" Branch {number}" if number else "")
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
