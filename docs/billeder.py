"""Make the pictures of the user's guide from the sample plan: ``.venv/bin/python docs/billeder.py``.

Needs LibreOffice (soffice) and poppler (pdftoppm). The sheets are printed as they would be on paper and cropped. What
follows today's date is drawn as on the day of the run, so that the pictures do not change from one day to the next.
"""

import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook, load_workbook
from PIL import Image
from xlsxwriter.utility import xl_cell_to_rowcol

from udmoentning_xl import read_plan, run_checks, write_report
from udmoentning_xl.config import Config, default_config
from udmoentning_xl.dispatch import prepare
from udmoentning_xl.merging.collecting import collect, write_collected
from udmoentning_xl.outgoing.folder import read_manifest
from udmoentning_xl.package.patch import CellAddress, patch
from udmoentning_xl.reading import open_plan, replies_in
from udmoentning_xl.register import MeetingRules
from udmoentning_xl.target import choose_target
from udmoentning_xl.terms import REPLY_COMPLETION, REPLY_DATE, REPLY_REMARK, Heading
from udmoentning_xl.values.calendar import on_or_after

ROOT = Path(__file__).parents[1]
DAY = (2024, 11, 22)
Box = tuple[float, float, float, float]
#: The picture, what its page begins with, dots per inch, and what is kept of the page: left, top, right and bottom of
#: parts that are put side by side, as when the columns between them are scrolled away.
Picture = tuple[str, str, int, tuple[Box, ...]]
PICTURES: tuple[Picture, ...] = (
    ("oversigt", "Udmøntningsplan 2024-2027", 150, ((0.01, 0.05, 0.99, 0.90),)),
    ("kontrol", "Kontrol", 150, ((0.01, 0.05, 0.99, 0.612),)),
    ("samlet-plan", "Samlet plan", 150, ((0.01, 0.05, 0.99, 0.612),)),
    ("udvalg", "Børne- og ungdomsudvalget", 170, ((0.01, 0.05, 0.99, 0.68),)),
    ("tidsplan", "Tidsplan", 150, ((0.01, 0.05, 0.99, 0.757),)),
    ("laesning", "Læsning", 150, ((0.01, 0.05, 0.99, 0.71),)),
)
#: The months before the sample, the newest first: what its cells said then, by the item's id and field.
EARLIER: tuple[tuple[date, dict[tuple[str, str], str | int | None]], ...] = (
    (
        date(2024, 10, 1),
        {
            ("D-2.08", "due_text"): "4. kvartal 2024",
            ("D-4.05", "due_text"): "4. kvartal 2024",
            ("D-5.04", "due_text"): "Q1 2025",
            ("A-4.02", "due_text"): "4. kvartal 2025",
            ("D-2.07", "completion"): None,
            ("D-6.01", "completion"): None,
            ("D-6.03", "title"): "Kortere sagsbehandling i byggesager",
            ("D-1.06", "due_text"): "14-12-2024",
        },
    ),
    (
        date(2024, 8, 1),
        {
            ("D-2.08", "due_text"): "3. kvartal 2024",
            ("A-4.02", "due_text"): "1. kvartal 2025",
            ("D-4.05", "due_text"): "3. kvartal 2024",
            ("D-2.06", "completion"): None,
            ("D-6.07", "completion"): None,
        },
    ),
)
LATER: tuple[Picture, ...] = (
    ("aendringer", "Ændringer", 150, ((0.01, 0.05, 0.99, 0.86),)),
    ("siden-sidst", "Udmøntningsplan 2024-2027", 150, ((0.01, 0.05, 0.99, 0.86),)),
)
#: Those of a report in which the days of the meetings are known.
OF_MEETINGS: tuple[Picture, ...] = (("moedeplan", "Mødeplan", 150, ((0.01, 0.05, 0.99, 0.588),)),)
#: What committees have answered on the dispatch of the sample: by committee, the item's id and the heading.
ANSWERED: dict[str, dict[tuple[str, str], str | date]] = {
    "BUU": {
        ("D-3.02", REPLY_COMPLETION): "Ja",
        ("A-3.04", REPLY_DATE): date(2025, 6, 30),
        ("A-3.04", REPLY_REMARK): "Leverandøren er forsinket",
        ("A-6.03", REPLY_COMPLETION): "Ja",
    },
    "MTU": {
        ("A-5.06", REPLY_COMPLETION): "Ja",
        ("D-6.03", REPLY_DATE): "2. kvartal 2025",
        ("A-6.03", REPLY_COMPLETION): "Nej",
        ("H-7.07", REPLY_REMARK): "Uændret",
    },
    "EAU": {("D-5.04", REPLY_DATE): "4. kvartal 2025", ("D-5.05", "Ansvarlig"): "Erhvervschefen"},
    "KFU": {("D-4.06", REPLY_COMPLETION): "Ja", ("A-4.04", REPLY_DATE): "efter sommerferien"},
}
#: What has become of the plan meanwhile: another time, and an item that is gone.
MEANWHILE, GONE, BACK = {("D-5.04", "due_text"): "3. kvartal 2025"}, "D-4.06", date(2025, 1, 10)
#: What somebody has chosen in Svar so far, by the item's id.
CHOSEN = {"D-3.02": "Ja", "A-3.04": "Ja", "D-6.03": "Nej"}
OF_ANSWERS: tuple[Picture, ...] = (("svar", "Svar", 170, ((0.01, 0.05, 0.99, 0.925),)),)
COMMITTEES, TUESDAY = ("BUU", "VPU", "MTU", "KFU", "EAU"), 1
WIDTH = 1400
_DANISH = (
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/L10N">'
    '<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>da-DK</value></prop></item></oor:items>'
)


def main() -> None:
    """Write every picture to docs/billeder."""
    made = ((_report, PICTURES), (_with_meetings, OF_MEETINGS), (_through_the_year, LATER), (_with_answers, OF_ANSWERS))
    for report, pictures in made:
        with TemporaryDirectory() as name:
            folder = Path(name)
            pages = _pages(_printed(report(folder), folder))
            for picture, start, dots, parts in pictures:
                page = next(number for number, text in enumerate(pages, 1) if text.startswith(start))
                _cut(folder, page, dots, parts, ROOT / "docs" / "billeder" / f"{picture}.png")


def _with_meetings(folder: Path) -> Path:
    """The report where the days of the meetings are known."""
    return _report(folder, _meetings(folder))


def _through_the_year(folder: Path) -> Path:
    """The report on the sample after the months before it."""
    sample = ROOT / "samples" / "udmoentningsplan-2024-2027.xlsx"
    cells = read_plan(sample, as_of=date(*DAY)).cells
    months: list[tuple[date, dict[CellAddress, str | int | None]]] = [(date(*DAY), {})]
    for day, said in EARLIER:
        then = {_address(str(cells.at[item, field])): value for (item, field), value in said.items()}
        months.append((day, months[-1][1] | then))
    for day, then in reversed(months):
        patch(sample, then, folder / "kilde.xlsx") if then else shutil.copy(sample, folder / "kilde.xlsx")
        opened = open_plan(folder / "kilde.xlsx", None, day)
        target = choose_target(opened, folder / "plan.xlsx", asked=False)
        write_report(target.plan, run_checks(target.plan), target.path)
    return folder / "plan.xlsx"


def _with_answers(folder: Path) -> Path:
    """The sample with the sheet Svar, when four committees have answered and some of it is approved."""
    place = folder / "retur"
    place.mkdir()
    plan = place / "plan.xlsx"
    shutil.copy(ROOT / "samples" / "udmoentningsplan-2024-2027.xlsx", plan)
    read = read_plan(plan, as_of=date(*DAY))
    sent = prepare(read, default_config(), place / f"Udsendelse_{read.as_of}").folder
    assert sent
    (sent / "Retur").mkdir()
    for parcel in read_manifest(sent).parcels:
        if parcel.workbook and parcel.committee in ANSWERED:
            _answer(
                sent / parcel.workbook.file, ANSWERED[parcel.committee], sent / "Retur" / f"{parcel.committee}.xlsx"
            )
    said: dict[CellAddress, str | int | None] = {
        _address(str(read.cells.at[item, field])): text for (item, field), text in MEANWHILE.items()
    }
    gone = _address(str(read.cells.at[GONE, "title"]))
    said |= {gone._replace(column=column): None for column in range(1, 20)}
    patch(ROOT / "samples" / "udmoentningsplan-2024-2027.xlsx", said, plan)
    opened = open_plan(plan, None, BACK)
    done = collect(opened, opened.plan, [])
    write_collected(opened, opened.plan, done)
    placed = [row for row in replies_in(done.target) if row.decision.cell and row.decision.item in CHOSEN]
    chosen = {row.cells[Heading.APPROVED]: CHOSEN[row.decision.item] for row in placed}
    patch(done.target, chosen, folder / "plan.xlsx")
    return folder / "plan.xlsx"


def _answer(sent: Path, answers: Mapping[tuple[str, str], str | date], target: Path) -> None:
    """Write answers in a committee's workbook, and save it as ``target`` on the day before ``BACK``."""
    book = load_workbook(sent)
    sheet = book.worksheets[0]
    rows = list(sheet.iter_rows())
    head = next(row for row in rows if "Id" in [cell.value for cell in row])
    columns = {cell.value: cell.column for cell in head}
    lines = {sheet.cell(row[0].row, columns["Id"]).value: row[0].row for row in rows}
    cells = {CellAddress(sheet.title, lines[item], columns[heading]): text for (item, heading), text in answers.items()}
    patch(sent, cells, target.with_suffix(".ny.xlsx"))
    with ZipFile(target.with_suffix(".ny.xlsx")) as source, ZipFile(target, "w", ZIP_DEFLATED) as dated:
        for part in source.namelist():
            data = source.read(part)
            if part == "docProps/core.xml":
                saved = f"{BACK - timedelta(1)}T09:00:00Z".encode()
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + saved, data)
            dated.writestr(part, data)
    target.with_suffix(".ny.xlsx").unlink()


def _address(cell: str) -> CellAddress:
    sheet, _, place = cell.rpartition("!")
    row, column = xl_cell_to_rowcol(place)
    return CellAddress(sheet, row + 1, column + 1)


def _meetings(folder: Path) -> Config:
    """Settings that name a workbook of invented meetings: the committees on the first Tuesday of a month but July, ØK
    and KB one and two weeks later.
    """
    book = Workbook()
    sheet = book.active
    sheet.append([*COMMITTEES, "ØK", "KB"])
    for year, month in product(range(2024, 2028), (1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12)):
        first = on_or_after(date(year, month, 1), TUESDAY)
        sheet.append([*[first] * len(COMMITTEES), first + timedelta(7), first + timedelta(14)])
    book.save(folder / "moedeplan.xlsx")
    rules = MeetingRules(file="moedeplan.xlsx")
    return replace(default_config(), meeting_rules=rules, path=folder / "udmoentning.toml")


def _report(folder: Path, config: Config | None = None) -> Path:
    """The report on the sample, with the day of the run in place of today."""
    plan = read_plan(ROOT / "samples" / "udmoentningsplan-2024-2027.xlsx", config, date(*DAY))
    made, dated = folder / "made.xlsx", folder / "plan.xlsx"
    write_report(plan, run_checks(plan), made)
    today = "DATE({},{},{})".format(*DAY).encode()
    with ZipFile(made) as source, ZipFile(dated, "w", ZIP_DEFLATED) as target:
        for part in source.namelist():
            target.writestr(part, source.read(part).replace(b"TODAY()", today))
    return dated


def _printed(workbook: Path, folder: Path) -> Path:
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_DANISH, encoding="utf-8")
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", folder, workbook], check=True, capture_output=True)
    return workbook.with_suffix(".pdf")


def _pages(pdf: Path) -> list[str]:
    text = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True).stdout.decode()
    return text.split("\f")


def _cut(folder: Path, page: int, dots: int, parts: Sequence[Box], target: Path) -> None:
    number = str(page)
    command = ["pdftoppm", "-r", str(dots), "-f", number, "-l", number, "-png", "-singlefile"]
    subprocess.run([*command, folder / "plan.pdf", folder / "page"], check=True)
    with Image.open(folder / "page.png") as image:
        wide, high = image.size
        cuts = [
            image.convert("RGB").crop((int(left * wide), int(top * high), int(right * wide), int(bottom * high)))
            for left, top, right, bottom in parts
        ]
    whole = Image.new("RGB", (sum(cut.width for cut in cuts), cuts[0].height), "white")
    for place, cut in enumerate(cuts):
        whole.paste(cut, (sum(earlier.width for earlier in cuts[:place]), 0))
    small = whole.resize((WIDTH, round(whole.height * WIDTH / whole.width)), Image.Resampling.LANCZOS)
    small.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(target, optimize=True)


if __name__ == "__main__":
    main()
