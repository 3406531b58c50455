"""What a kill leaves of an archive: python bench/kills.py [KILLS] [SEED].

Twelve small reports are built, and the build is killed (SIGKILL) when it has used a random part of the processor time
that it takes (Linux alone tells): every other time in a new folder, else in one that holds what was built before one
of the reports changed. Then it is run again to its end. A line for each kill: when, how many of the reports were kept
whole, what the results were (none, those of before, those to come), what else lay about, and, after the second run,
how many it had to read and whether results and what is kept are the bytes of a build that nobody killed. The exit
code tells whether all were.
"""

import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from extract.kept import head_of

REPORTS = 12
KILLS, SEED = 20, 16
EVERY = 0.005  # seconds between two looks
TICKS = os.sysconf("SC_CLK_TCK")
COMMAND = [sys.executable, "-c", "from stakegraph.cli import main; main()", "build", "--jobs", "2"]
TOWNS = ("都柏林", "日内瓦", "内罗毕", "曼谷")
OTHERS = ("瑞士政府", "国际电信联盟", "沙丘学会")


def report(number: int, host: str = "世界银行") -> str:
    """Return a report of a forum and its manual."""
    other, town = OTHERS[number % len(OTHERS)], TOWNS[number % len(TOWNS)]
    return (
        f"E/{2000 + number}/901\n\n论坛\n\n1. 第{number + 1}届湖泊论坛由{host}与{other}于"
        f"{2000 + number}年3月在{town}联合主办。\n\n2. 《渔网手册》是世界卫生组织与{other}合作出版的。\n"
    )


def written(archive: Path, last: str = "世界银行") -> Path:
    """Write the reports, the last with another host where one is named."""
    archive.mkdir(exist_ok=True)
    for number in range(REPORTS):
        host = last if number == REPORTS - 1 else "世界银行"
        (archive / f"{number:02}.txt").write_text(report(number, host), encoding="utf-8")
    return archive


def results(folder: Path) -> dict[str, bytes]:
    """Return what lies in a folder of results, what is kept of reports left out."""
    return {file.name: file.read_bytes() for file in folder.glob("*") if file.is_file()}


def kept(folder: Path) -> dict[str, bytes]:
    """Return what is kept of reports, whole or not."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.glob("reports/*/*.nq.gz")}


def what(found: Mapping[str, bytes], before: Mapping[str, bytes], whole: Mapping[str, bytes]) -> str:
    """Return which results were found."""
    names = {"none": {}, "before": before, "to come": whole}
    return next((name for name, one in names.items() if found == one), "BROKEN")


def used(process: int) -> float:
    """Return the seconds of processors that a process and all that it has begun have used; 0 where it has ended."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / TICKS + sum(used(int(child)) for child in children)


def killed(archive: Path, folder: Path, after: float) -> bool:
    """Build, kill the build when it has used so many seconds of processors, and return whether it was still alive."""
    with subprocess.Popen(
        [*COMMAND, str(archive), "-o", str(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as run:
        while run.poll() is None:
            if used(run.pid) >= after:
                run.kill()
                return True
            time.sleep(EVERY)
    return False


def built(archive: Path, folder: Path) -> tuple[float, int]:
    """Build to the end, and return what processor time that took and how many reports were read."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [*COMMAND, str(archive), "-o", str(folder)], capture_output=True, text=True, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    read = re.search(rf"reports: {REPORTS}, (\d+) of them read now", done.stdout)
    if done.returncode or read is None:
        sys.exit(f"the build failed: {done.stderr.strip()}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, int(read[1])


def main() -> None:
    """Print a line for each kill."""
    kills, seed = (int(one) for one in (*sys.argv[1:], *map(str, (KILLS, SEED)[len(sys.argv) - 1 :])))
    chance = random.Random(seed)
    right = True
    print("kill  folder       at s  of s  kept whole  half  results  left about  read again  same bytes")
    with tempfile.TemporaryDirectory() as place:
        top = Path(place)
        archive = written(top / "archive")
        taken = {"new": built(archive, top / "whole")[0]}
        before = results(top / "whole")
        shutil.copytree(top / "whole", top / "first")
        written(archive, "国际劳工组织")
        taken["one changed"] = built(archive, top / "whole")[0]
        whole = results(top / "whole"), kept(top / "whole")
        for number in range(1, kills + 1):
            case, folder = ("new", "one changed")[number % 2], top / f"kill-{number}" / "corpus"
            folder.parent.mkdir()
            if case != "new":
                shutil.copytree(top / "first", folder)
            after = chance.uniform(0, taken[case])
            alive = killed(archive, folder, after)
            found = kept(folder)
            good = sum(head_of(folder / name) is not None for name in found)
            was = what(results(folder), before, whole[0])
            about = sum(1 for one in folder.parent.rglob(".*"))
            again = built(archive, folder)[1]
            left = {one.name for one in folder.parent.rglob(".*")}
            same = (results(folder), kept(folder)) == whole and not left
            right &= same and was != "BROKEN" and good == len(found)
            print(
                f"{number:4}  {case:11}{after:6.1f}{taken[case]:6.1f}{good:12}{len(found) - good:6}  {was:9}"
                f"{about:10}{again:12}  {('yes' if same else 'NO') + ('' if alive else ', had ended')}",
                flush=True,
            )
            shutil.rmtree(folder.parent)
    sys.exit(0 if right else 1)


if __name__ == "__main__":
    main()
