"""How time and memory grow with a report's length: python bench/length.py [MEGABYTES ...].

The reports are the sample's paragraphs over and over, numbered on, with other names in each round.
"""

import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from importlib.resources import files
from itertools import pairwise
from multiprocessing import get_context
from typing import NamedTuple

from extract.pipeline import analyse
from extract.rdf import to_rdf
from extract.reading import read, read_bytes

SAMPLE = files("extract") / "sample" / "report.zh.txt"
SIZES = (0.1, 1.0, 10.0)
# What the names of the sample are about, and what it is replaced by: two of these words.
VARIED = (
    "教育",
    "创新",
    "妇女",
    "保健",
    "开放接入",
    "融资",
    "乡村",
    "城市信息化",
    "惠普",
    "西门子",
    "格拉明",
)
WORDS = [
    "森林",
    "渔业",
    "桥梁",
    "港口",
    "织物",
    "陶瓷",
    "航空",
    "铁路",
    "园艺",
    "气象",
    "地震",
    "潮汐",
    "粮食",
    "疫苗",
    "语言",
    "音乐",
    "戏剧",
    "档案",
    "图书",
    "博物",
    "矿产",
    "太阳能",
    "风能",
    "水利",
    "土壤",
    "种子",
    "养蜂",
    "畜牧",
    "香料",
    "茶叶",
    "咖啡",
    "橡胶",
    "造船",
    "测绘",
    "卫星",
    "光学",
    "统计",
    "保险",
    "信贷",
    "税务",
    "邮政",
    "电信",
    "广播",
    "出版",
    "印刷",
    "建筑",
    "照明",
    "供暖",
    "消防",
    "救护",
]
KILOBYTE, MOST = 1024, 9_999  # the highest number that a paragraph has


class Cost(NamedTuple):
    """What a report of some length took: seconds a stage; the most memory before RDF and in all, in megabytes."""

    characters: int
    statements: int
    reading: float
    analysis: float
    rdf: float
    before_rdf: float
    memory: float

    def row(self, megabytes: float) -> str:
        """Return the figures as a line of the table."""
        total = self.reading + self.analysis + self.rdf
        return (
            f"{megabytes:6.1f}{self.characters:12,}{self.statements:12,}{self.reading:9.1f}{self.analysis:10.1f}"
            f"{self.rdf:8.1f}{1e6 * total / self.characters:10.0f}{self.before_rdf:12,.0f}{self.memory:10,.0f}"
        )


def report(megabytes: float) -> str:
    """Return a report of that length in UTF-8."""
    paragraphs = [p for p in read(str(SAMPLE)).paragraphs if p.number != "0"]
    parts = ["SAMPLE/2006/2\n\n\n示例报告\n"]
    length = number = turn = 0
    while True:
        above = ""
        for paragraph in paragraphs:
            number = number % MOST + 1
            heading = paragraph.headings[-1].text
            text = (f"\n\n{heading}\n\n" if heading != above else "\n") + f"{number}. {paragraph.text}\n"
            above = heading
            for place, old in enumerate(VARIED):
                first, second = divmod(turn * len(VARIED) + place, len(WORDS))
                text = text.replace(old, WORDS[first % len(WORDS)] + WORDS[second])
            length += len(text.encode())
            if length > megabytes * 1e6:
                return "".join(parts)
            parts.append(text)
        turn += 1


def peak() -> float:
    """Return the most memory that this process has had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTE


def measure(megabytes: float) -> Cost:
    """Return what a report of that length takes, in a process of its own."""
    data = report(megabytes).encode()
    analyse(read(str(SAMPLE)))  # what is loaded once is not the report's
    times = [time.perf_counter()]
    document = read_bytes(data, "report")
    times.append(time.perf_counter())
    found = analyse(document)
    times.append(time.perf_counter())
    before_rdf = peak()
    to_rdf([found])
    times.append(time.perf_counter())
    stages = [after - before for before, after in pairwise(times)]
    characters = sum(len(paragraph.text) for paragraph in document.paragraphs)
    return Cost(characters, len(found.statements), *stages, before_rdf, peak())


def main() -> None:
    """Print a line for each length."""
    print("    MB  characters  statements  reading  analysis     RDF   µs/char  before RDF   peak MB")
    for size in [float(argument) for argument in sys.argv[1:]] or SIZES:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            print(pool.submit(measure, size).result().row(size), flush=True)


if __name__ == "__main__":
    main()
