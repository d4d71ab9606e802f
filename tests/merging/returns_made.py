"""An office for tests: a plan as a real workbook, its dispatch, and files that committees send back."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from udmoentning_xl.config import Config, load_config
from udmoentning_xl.dispatch import prepare
from udmoentning_xl.merging.approval import MergeReport, merge
from udmoentning_xl.merging.collecting import ReturnedDecisions, collect, write_collected
from udmoentning_xl.reading import open_plan
from udmoentning_xl.terms import REPLY_COMPLETION, REPLY_DATE, REPLY_REMARK

DISPATCHED, NOW = date(2026, 12, 1), date(2027, 1, 18)
HEADINGS = (
    "Nr.",
    "Type",
    "Hovedpunkt",
    "Indsats",
    "Udvalg",
    "Vejledende tidspunkt",
    "2027",
    "Afsluttet",
    "Bemærkninger",
)
DONE, WHEN, REMARK = REPLY_COMPLETION, REPLY_DATE, REPLY_REMARK
TITLES = (
    "Mere effektiv affaldslogistik",
    "Klippekort til ældre",
    "Ny daginstitution i Grenaa",
    "Analyse af skolestruktur",
    "Havnefest og byens dage",
    "Ladestandere ved rådhuset",
)

Row = dict[str, Any]


def item(number: int, title: str, **others: Any) -> Row:
    """An item of a plan; what is not said is in order."""
    sound = {
        "Nr.": number,
        "Type": "Drift",
        "Hovedpunkt": "Effektiviseringer",
        "Indsats": title,
        "Udvalg": "BUU",
        "Vejledende tidspunkt": "marts 2027",
        "2027": -100 - number,
    }
    return sound | others


def sound_plan() -> list[Row]:
    """The items of a small plan, some of them with two committees."""
    committees = ("MTU", "VPU", "BUU, KFU", "BUU", "KFU", "MTU, KFU")
    return [
        item(number, title, Udvalg=who) for number, (title, who) in enumerate(zip(TITLES, committees, strict=True), 1)
    ]


def write_plan(path: Path, rows: Sequence[Row], change: Callable[[Worksheet], None] = lambda _: None) -> Path:
    """Write a plan; a ``change`` of its sheet is made last."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Plan"
    sheet.append(["Udmøntningsplan 2027-2030"])
    sheet.append(["Beløb i 1.000 kr."])
    sheet.append(list(HEADINGS))
    for row in rows:
        sheet.append([row.get(heading) for heading in HEADINGS])
    change(sheet)
    book.create_sheet("Noter").append(["Husk at ringe"])
    book.save(path)
    return path


def dispatched(
    folder: Path, rows: Sequence[Row], as_of: date = DISPATCHED, change: Callable[[Worksheet], None] = lambda _: None
) -> Path:
    """The folder of a dispatch of the plan ``plan.xlsx`` in ``folder``, which is written first."""
    plan = write_plan(folder / "plan.xlsx", rows, change)
    config = load_config(plan)
    read = open_plan(plan, config, as_of).plan
    done = prepare(read, config, folder / f"Udsendelse_{as_of.isoformat()}")
    assert done.folder
    return done.folder


def table(sheet: Worksheet) -> tuple[int, dict[str, int]]:
    """The header row of a committee's table, and the columns by heading."""
    for row in sheet.iter_rows():
        places = {cell.value: cell.column for cell in row if cell.value}
        if "Id" in places:
            return row[0].row, places
    raise AssertionError("no table")


def row_of(sheet: Worksheet, title: str) -> int:
    """The row of the item with that title."""
    head, places = table(sheet)
    found = [row for row in range(head + 1, sheet.max_row + 1) if sheet.cell(row, places["Indsats"]).value == title]
    return found[0]


def returned(
    sent: Path,
    committee: str,
    answers: Mapping[str, Mapping[str, object]],
    change: Callable[[Worksheet], None] = lambda _: None,
    *,
    name: str = "",
    saved: datetime = datetime(2027, 1, 12, 9),
) -> Path:
    """A committee's file as it comes back to Retur in the dispatch ``sent``, with its answers by title and heading."""
    source = next(sent.glob(f"Udmoentningsplan_{committee}_*.xlsx"))
    book = openpyxl.load_workbook(source)
    sheet = book.worksheets[0]
    _, places = table(sheet)
    for title, cells in answers.items():
        for heading, value in cells.items():
            sheet.cell(row_of(sheet, title), places[heading]).value = value
    change(sheet)
    target = sent / "Retur" / (name or source.name)
    target.parent.mkdir(exist_ok=True)
    book.save(target)
    stamp(target, saved)
    return target


def stamp(path: Path, saved: datetime) -> None:
    """Say in the file's properties when it was saved, which the library always makes the present moment."""
    import zipfile

    kept = path.with_suffix(".kopi")
    shutil.move(path, kept)
    with zipfile.ZipFile(kept) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            data = old.read(part)
            if part == "docProps/core.xml":
                head, _, rest = data.decode().partition("<dcterms:modified")
                opening, _, rest = rest.partition(">")
                data = f"{head}<dcterms:modified{opening}>{saved.isoformat()}{rest[rest.index('<') :]}".encode()
            new.writestr(part, data)
    kept.unlink()


def collected(
    plan: Path, *places: Path, config: Config | None = None, write: bool = True, **options: Any
) -> ReturnedDecisions:
    """The first step on the plan as it is on the day NOW, written unless it is not wanted."""
    opened = open_plan(plan, config, NOW)
    done = collect(opened, opened.plan, list(places), **options)
    if write:
        write_collected(opened, opened.plan, done)
    return done


def told(done: ReturnedDecisions) -> list[tuple[str, ...]]:
    """What matters of each decision: verdict, id, committee, field, answer, what is written, and the note."""
    return [
        (str(row.verdict), row.item, row.committee, row.field, row.reply, row.write_as, row.note)
        for row in done.decisions
    ]


def approve(
    path: Path, choices: Mapping[tuple[str, str, str], str] | str, ids: Mapping[str, str] | None = None
) -> Path:
    """Type in the column Godkend of Svar: one word in every row, or a word by title, committee and field.

    ``ids`` are typed under Id nu by title.
    """
    book = openpyxl.load_workbook(path)
    sheet = book["Svar"]
    head, places = svar_table(sheet)
    for row in range(head + 1, sheet.max_row + 1):
        title, committee, field = (sheet.cell(row, places[name]).value for name in ("Indsats", "Udvalg", "Felt"))
        word = choices if isinstance(choices, str) else choices.get((title, committee, field))
        if word and sheet.cell(row, places["Klasse"]).value:
            sheet.cell(row, places["Godkend"]).value = word
        if ids and title in ids:
            sheet.cell(row, places["Id nu"]).value = ids[title]
    book.save(path)
    return path


def svar_table(sheet: Worksheet) -> tuple[int, dict[str, int]]:
    """The header row of Svar, and the columns by heading."""
    for row in sheet.iter_rows():
        places = {cell.value: cell.column for cell in row if cell.value}
        if "Godkend" in places:
            return row[0].row, places
    raise AssertionError("no table")


def svar(path: Path, *headings: str) -> list[tuple[object, ...]]:
    """The rows of Svar under some headings."""
    sheet = openpyxl.load_workbook(path)["Svar"]
    head, places = svar_table(sheet)
    rows = range(head + 1, sheet.max_row + 1)
    found = [tuple(sheet.cell(row, places[heading]).value for heading in headings) for row in rows]
    return [row for row in found if any(row)]


def merged(path: Path, config: Config | None = None, **options: Any) -> MergeReport:
    """The second step on a file of the first."""
    opened = open_plan(path, config, NOW)
    return merge(opened, opened.choices, opened.plan, config or load_config(path), **options)


def own_cells(path: Path, sheet: str = "Plan") -> dict[str, object]:
    """What stands in a sheet, by address."""
    return {
        cell.coordinate: cell.value
        for row in openpyxl.load_workbook(path)[sheet].iter_rows()
        for cell in row
        if cell.value is not None
    }
