"""Whole-process time and peak memory of the main job, beside the least it could cost and what people write instead.

    python tests/bench/bench_main.py [80 300 3000 30000]

For each number of items: the main job; (floor) calamine reads the plan and xlsxwriter writes as many cells as the main
job wrote, nothing else; (pandas) read_excel with openpyxl, groupby, to_excel of the same sheets, openpyxl formatting.
Then the sample beside a process that only imports the libraries. Runs are taken in turn, and the medians are quoted.
"""

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from zipfile import ZipFile

import xlsxwriter

ROOT = Path(__file__).parent.parent.parent
SAMPLE = ROOT / "samples" / "udmoentningsplan-2024-2027.xlsx"
COMMITTEES = ["BUU, ØK, KB", "MTU", "VPU, ØK", "KFU", "EAU, ØK, KB", "BUU", "MTU, ØK, KB"]
SECTIONS = ["Effektiviseringer", "Skoler og dagtilbud", "Kultur, fritid og mødesteder", "Klima, miljø og byg"]
DATES = [
    "1. kvartal 2025",
    "maj 2025",
    "løbende",
    "inden 1. april 2026",
    "2. halvår 2025",
    "efterår 2026",
    "31-10-2025",
]
TEXT = "Forvaltningen udarbejder et oplæg, som sendes i høring hos de berørte parter, før udvalget behandler sagen."
HEADINGS = [
    *("Nr.", "Type", "Hovedpunkt", "Emne", "Beskrivelse", "Proces", "Tværgående aspekter", "Ansvarlig", "Udvalg"),
    *("Vejledende tidspunkt", 2024, 2025, 2026, 2027, "Afsluttet (X)", "Strategisk plan (X)", "Status", "Bemærkninger"),
]
RUNS = {80: 7, 300: 5, 3000: 3, 30000: 3}

FLOOR = """
import sys, python_calamine, xlsxwriter
source, target, cells = sys.argv[1], sys.argv[2], int(sys.argv[3])
book = python_calamine.CalamineWorkbook.from_path(source)
rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
out = xlsxwriter.Workbook(target)
sheet, written, line = out.add_worksheet(), 0, 0
while written < cells:
    for row in rows:
        sheet.write_row(line, 0, row)
        line += 1
        written += len(row)
        if written >= cells:
            break
out.close()
"""
PANDAS = """
import sys, pandas as pd
from openpyxl.styles import Alignment, Font, PatternFill
frame = pd.read_excel(sys.argv[1], engine="openpyxl")
parts = frame.assign(body=frame["Udvalg"].str.split(", ")).explode("body")
counts = parts.groupby("body").agg(items=("Nr.", "count"), done=("Afsluttet (X)", "count"))
with pd.ExcelWriter(sys.argv[2], engine="openpyxl") as out:
    counts.to_excel(out, sheet_name="Oversigt")
    frame.to_excel(out, sheet_name="Samlet plan", index=False)
    for body, part in parts.groupby("body"):
        part.to_excel(out, sheet_name=body, index=False)
    for sheet in out.book.worksheets:
        for cell in sheet[1]:
            cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDDDDD")
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
"""


def make_plan(path: Path, items: int) -> None:
    """A plan of that many items, shaped as offices shape them."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Plan")
    sheet.write_row(0, 0, HEADINGS)
    kinds = ["Drift", "Anlæg", "Hensigt"]
    for place in range(items):
        amounts = [] if place % 3 == 2 else [-50 - place % 90, -100, 250 + place % 70, 300]
        done = "X" if place % 5 == 0 else None
        row = [place + 1, kinds[place % 3], SECTIONS[place % 4], f"Indsats nummer {place + 1} i Auning", TEXT, TEXT]
        row += [f"Koordineres med {COMMITTEES[place % 7]}", "Skolechefen", COMMITTEES[place % 7], DATES[place % 7]]
        row += [*amounts, *([None] * (4 - len(amounts))), done, "X" if place % 4 == 0 else None, "I gang", None]
        sheet.write_row(place + 1, 0, row)
    book.close()


def run(*command: str | Path) -> tuple[float, float]:
    """User and system seconds of one process, and its peak memory in MB."""
    child = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        raise SystemExit(f"{command} ended with {child.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def cells_of(path: Path, source: Path) -> int:
    """The cells of a result that were not in its source."""

    def count(workbook: Path) -> int:
        with ZipFile(workbook) as package:
            sheets = [part for part in package.namelist() if "/worksheets/sheet" in part]
            return sum(package.read(part).count(b"<c ") for part in sheets)

    return count(path) - count(source)


def compare(commands: dict[str, list[str | Path]], runs: int, target: Path) -> dict[str, tuple[float, float]]:
    """The median time and memory of each command, run in turn.

    ``target`` is removed before each: what a run before wrote there would be read for what people typed in it.
    """
    figures: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            target.unlink(missing_ok=True)
            figures[name].append(run(*command))
    return {name: (median(t for t, _ in own), median(m for _, m in own)) for name, own in figures.items()}


def main() -> None:
    """Print the table."""
    python, job = sys.executable, [sys.executable, "-m", "udmoentning_xl"]
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "ud.xlsx")
        print("items      main        floor   main/floor   pandas   main/pandas     memory of main")
        for items in map(int, sys.argv[1:] or RUNS):
            plan = Path(folder, f"plan-{items}.xlsx")
            make_plan(plan, items)
            main_job = [*job, plan, "-o", target, "--dato", "2024-11-22"]
            run(*main_job)
            cells = str(cells_of(target, plan))
            commands = {
                "main": main_job,
                "floor": [python, "-c", FLOOR, plan, Path(folder, "floor.xlsx"), cells],
                "pandas": [python, "-c", PANDAS, plan, Path(folder, "pandas.xlsx")],
            }
            found = compare(commands, RUNS.get(items, 3), target)
            own, floor, other = (found[name][0] for name in commands)
            print(
                f"{items:>6}  {own:7.2f} s  {floor:7.2f} s   {own / floor:8.2f}   {other:7.2f} s   {own / other:8.2f}"
                f"   {found['main'][1]:12.0f} MB"
            )
        imports = [python, "-c", "import pandas, openpyxl, xlsxwriter, click"]
        sample = [*job, SAMPLE, "-o", target, "--dato", "2024-11-22"]
        found = compare({"sample": sample, "imports": imports}, 7, target)
        ratio = found["sample"][0] / found["imports"][0]
        print(f"sample {found['sample'][0]:.2f} s, imports alone {found['imports'][0]:.2f} s, ratio {ratio:.2f}")


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
