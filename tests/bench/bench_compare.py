"""Time of sammenlign on two plans of 500 items, edited and numbered anew as over a month.

python tests/bench/bench_compare.py
"""

import os
import random
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "versions")]

from months_made import items, numbered, save  # noqa: E402

PLACES = [f"{where} {number}" for where in ("Grenaa", "Auning", "Ørum", "Glesborg", "Vivild") for number in range(1, 6)]


def plans(folder: Path) -> list[Path]:
    """The two plans."""
    made = random.Random(1)
    base = [{**item, "title": f"{item['title']} i {place}"} for place in PLACES for item in items(20, len(place))]
    plan = numbered(base)
    later = [dict(item) for item in plan if made.random() > 0.03]
    for item in later:
        item["title"] += " – udskudt" if made.random() < 0.1 else ""
        item["due"] = "31-12-2031" if made.random() < 0.2 else item["due"]
    return [save(folder / "p_2026-12-01.xlsx", plan), save(folder / "p_2027-01-01.xlsx", numbered(later))]


def main() -> None:
    """Print the median of five runs in seconds of CPU."""
    with tempfile.TemporaryDirectory() as name:
        paths = plans(Path(name))
        times = []
        for _ in range(5):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            command = [sys.executable, str(ROOT / "cli.py"), "sammenlign", *map(str, paths)]
            subprocess.run(command, check=True, capture_output=True, env=os.environ | {"PYTHONPATH": str(ROOT)})
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        print(f"sammenlign, 500 indsatser: {median(times):.2f} s CPU")


if __name__ == "__main__":
    main()
