"""Time of flet with twelve returned files: a plan of 300 items, numbered anew since it was sent to its committees.

python tests/bench/bench_flet.py
"""

import os
import resource
import subprocess
import sys
import tempfile
from itertools import product
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "merging")]

from returns_made import DONE, REMARK, WHEN, dispatched, item, returned, write_plan  # noqa: E402

COMMITTEES = ("BUU", "KFU", "MTU", "VPU", "EAU", "KUU", "HU", "HR", "DIR", "ØK", "KB", "ÆR")
WHAT = ("Analyse af", "Renovering af", "Udbud af", "Ny aftale om", "Samling af", "Pulje til")
OF = ("svømmehallen", "tandplejen", "musikskolen", "gadelyset", "biblioteket", "klubberne", "busserne", "havnen")
WHERE = ("Grenaa", "Auning", "Ørum", "Glesborg", "Vivild", "Allingåbro", "Trustrup")
TITLES = [f"{what} {of} i {where}" for where, of, what in product(WHERE, OF, WHAT)][:300]
ANSWERS = {DONE: "Ja", WHEN: "oktober 2027", REMARK: "Drøftet på mødet"}


def office(folder: Path) -> Path:
    """The plan as it is now; each committee has answered in half of its rows."""
    rows = [
        item(number, title, Udvalg=COMMITTEES[number % 12], **{"Vejledende tidspunkt": "marts 2027"})
        for number, title in enumerate(TITLES, 1)
    ]
    sent = dispatched(folder, rows)
    for committee in COMMITTEES:
        own = [row["Indsats"] for row in rows if row["Udvalg"] == committee]
        name = committee.replace("Ø", "OE").replace("Æ", "AE")
        returned(sent, name, dict.fromkeys(own[::2], ANSWERS))
    now = [item(0, "Helt ny sag om parkering"), *rows]
    return write_plan(folder / "plan.xlsx", [{**row, "Nr.": number} for number, row in enumerate(now, 1)])


def main() -> None:
    """Print the median of five runs in seconds of CPU."""
    with tempfile.TemporaryDirectory() as name:
        plan = office(Path(name))
        times = []
        for _ in range(5):
            for made in plan.parent.glob("plan_svar_*"):
                made.unlink()
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            command = [sys.executable, str(ROOT / "cli.py"), "flet", str(plan), "--dato", "2027-01-18"]
            done = subprocess.run(command, check=True, capture_output=True, env=os.environ | {"PYTHONPATH": str(ROOT)})
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        answers = next(line for line in done.stdout.decode().splitlines() if " svar: " in line)
        print(f"flet, 300 indsatser og 12 filer ({answers}): {median(times):.2f} s CPU")


if __name__ == "__main__":
    main()
