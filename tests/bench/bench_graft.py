"""How long a graft takes beside writing the workbook, and what it holds in memory. Run by hand; asserts nothing.

python tests/bench/bench_graft.py
"""

import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter
from workbooks_made import by_hand, generated, host, parts, repacked

from udmoentning_xl.package.graft import graft

_PEAK = """
import sys, time
from pathlib import Path
from udmoentning_xl.package.graft import graft
def peak():
    return next(int(line.split()[1]) // 1024 for line in open("/proc/self/status") if line.startswith("VmHWM"))
before, start = peak(), time.perf_counter()
graft(*map(Path, sys.argv[1:]))
print(f"{time.perf_counter() - start:6.2f} s, peak {peak()} MB (interpreter and modules {before} MB)")
"""


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def rows_workbook(path: Path, rows: int) -> None:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Samlet plan")
    wrap, money = book.add_format({"text_wrap": True}), book.add_format({"num_format": "#,##0"})
    for row in range(rows):
        for column in range(15):
            if column % 3:
                sheet.write_number(row, column, row * column, money)
            else:
                sheet.write_string(row, column, f"Indsats {row}, felt {column}", wrap)
    book.close()


def in_own_process(*paths: Path) -> str:
    run = subprocess.run([sys.executable, "-c", _PEAK, *map(str, paths)], capture_output=True, text=True, check=True)
    return run.stdout.strip()


def large_styles(megabytes: int) -> bytes:
    """A source whose styles part has that size: fonts, and cell formats up to the limit."""
    styles = parts(by_hand())["xl/styles.xml"].decode()
    count = megabytes * 1_000_000 // 260
    fonts = "".join(
        f'<font><b/><i/><strike val="0"/><sz val="{8 + number % 9000 / 100}"/><color rgb="FF{number:06X}"/>'
        f'<name val="Skrift {number}"/><family val="2"/><charset val="1"/></font>'
        for number in range(count)
    )
    one = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    formats = "".join(
        f'<xf numFmtId="0" fontId="{number}" fillId="0" borderId="0" applyFont="1" applyAlignment="1">'
        '<alignment horizontal="left" vertical="top" wrapText="1"/></xf>'
        for number in range(1, min(count, 60_000))
    )
    styles = styles.replace("</fonts>", fonts + "</fonts>").replace(one, one + formats)
    return repacked(by_hand(), **{"xl/styles.xml": styles.encode()})


def main() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        source, made, target = host(folder / "plan.xlsx"), folder / "gen.xlsx", folder / "ud.xlsx"
        names = tuple(f"Ark {number}" for number in range(15))
        writing = timed(lambda: generated(made, names, rows=300))
        grafting = min(timed(lambda: graft(source, made, target)) for _ in range(5))
        print(f"15 sheets of 300 rows: written in {writing:.3f} s, grafted in {grafting:.3f} s")
        for rows in (5_000, 50_000):
            writing = timed(lambda rows=rows: rows_workbook(made, rows))  # type: ignore[misc]
            print(f"{rows} rows of 15 cells: written in {writing:.2f} s")
            print(f"  grafted in {in_own_process(source, made, target)}")
        generated(made)
        for megabytes in (5, 10, 20):
            source.write_bytes(large_styles(megabytes))
            with zipfile.ZipFile(source) as archive:
                size = archive.getinfo("xl/styles.xml").file_size / 1e6
            print(f"styles part of {size:.0f} MB: grafted in {in_own_process(source, made, target)}")


if __name__ == "__main__":
    main()
