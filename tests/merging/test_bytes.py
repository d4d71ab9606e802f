"""Every sample and every layout through both steps: the approved cells are changed, and nothing else in the package."""

import json
import shutil
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from package_check import faults
from returns_made import DONE, REMARK, WHEN, table

from udmoentning_xl.config import load_config
from udmoentning_xl.dispatch import prepare
from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.merging.approval import merge
from udmoentning_xl.merging.collecting import collect, write_collected
from udmoentning_xl.outgoing.folder import read_manifest
from udmoentning_xl.package.archive import read_archive
from udmoentning_xl.package.patch import patch
from udmoentning_xl.package.workbook import open_workbook
from udmoentning_xl.reading import open_plan, replies_in
from udmoentning_xl.reading.source import read_workbook
from udmoentning_xl.replies.answer import DONE as DONE_WITH
from udmoentning_xl.replies.decide import Verdict
from udmoentning_xl.terms import Heading

SAMPLES = Path(__file__).parent.parent.parent / "samples"
BOOKS = [
    SAMPLES / "ren-plan.xlsx",
    SAMPLES / "udmoentningsplan-2024-2027.xlsx",
    *(
        next(folder.glob("plan.xl*"))
        for folder in sorted((SAMPLES / "layouts").glob("*/"))
        if any(folder.glob("*.xlsx"))
    ),
]
#: What the first step changes of a package, besides adding the parts of Svar.
STEP_ONE = {
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/app.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/workbook.xml",
    "xl/styles.xml",
}
#: A plan has these two in common, however it is laid out; the others are told of where it has no column for them.
ANSWERS = ((WHEN, "oktober 2027"), (WHEN, datetime(2027, 6, 15)), (DONE, "Ja"), (REMARK, "Afventer udbud"))
#: A cross among the remarks says that the item is done, and would say so no more with a text after it.
REFUSED = {
    "20-lagt-vaek": {
        "Plan!P10": "kunne ikke indføres: planen ville også blive læst anderledes i Plan!M10; er det meningen, så "
        "skriv det selv i Plan!P10, og vælg Nej her"
    },
}


def answered(folder):
    """Answer in the first two files of a dispatch that ask: a time, a day, that it is done, and a remark."""
    (folder / "Retur").mkdir()
    files = sorted(folder / one.workbook.file for one in read_manifest(folder).parcels if one.asked)
    number, seen = 0, set()
    for file in files[:2]:
        book = openpyxl.load_workbook(file)
        sheet = book.worksheets[0]
        head, places = table(sheet)
        rows = [
            row
            for row in range(head + 1, sheet.max_row + 1)
            if sheet.cell(row, places["Id"]).value and sheet.cell(row, places["Indsats"]).value
        ]
        # An item of both files is answered once.
        for row in [row for row in rows if sheet.cell(row, places["Indsats"]).value not in seen][:4]:
            seen.add(sheet.cell(row, places["Indsats"]).value)
            heading, value = ANSWERS[number % len(ANSWERS)]
            sheet.cell(row, places[heading]).value = value
            number += 1
        book.save(folder / "Retur" / file.name)
    return number


def approved_in(path):
    """Choose „Ja“ in every row of Svar, as Excel would: nothing else of the file is touched."""
    cells = {placed.cells[Heading.APPROVED]: "Ja" for placed in replies_in(path)}
    made = path.with_suffix(".ny.xlsx")
    patch(path, cells, made)
    return made.replace(path)


def parts(path):
    """Every part of a package, by its name."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def sheet_parts(path):
    """The part of each sheet, by the sheet's name."""
    return {sheet.name: sheet.part for sheet in open_workbook(read_archive(path)).sheets}


def shown(path, leave_out=()):
    """What stands in every cell, and is shown of it, by address."""
    found = {}
    for sheet in read_workbook(path).sheets:
        if sheet.name not in leave_out:
            for row, values in enumerate(sheet.rows, 1):
                for column, value in enumerate(values, 1):
                    if value is not None:
                        address = f"{sheet.name}!{openpyxl.utils.get_column_letter(column)}{row}"
                        found[address] = sheet.formatting.texts.get((row - 1, column - 1), value)
    return found


@pytest.mark.parametrize("book", BOOKS, ids=lambda path: path.parent.name if path.stem == "plan" else path.stem)
def test_only_the_approved_cells_and_the_sheets_they_stand_in_are_changed(book, tmp_path):
    for path in (book, book.with_name("udmoentning.toml")):
        if path.exists():
            shutil.copy(path, tmp_path)
    truth = book.with_name("expected.json")
    as_of = date.fromisoformat(json.loads(truth.read_text())["date"]) if truth.exists() else date(2024, 11, 22)
    later, plan = as_of + timedelta(40), tmp_path / book.name
    config = load_config(plan)
    folder = prepare(open_plan(plan, config, as_of).plan, config, tmp_path / f"Udsendelse_{as_of}").folder
    number = answered(folder)

    opened = open_plan(plan, config, later)
    done = collect(opened, opened.plan, [])
    write_collected(opened, opened.plan, done)
    assert len(done.decisions) == number
    named = {"planen har ingen kolonne til bemærkninger", "planen har ingen kolonne til, hvad der er afsluttet"}
    left = [row for row in done.decisions if row.verdict not in (Verdict.PROPOSAL, Verdict.AGREES)]
    assert all(row.note in named for row in left), left

    before, copy = parts(plan), parts(done.target)
    assert {name for name in before if before[name] != copy.get(name)} <= STEP_ONE
    assert shown(done.target, ["Svar"]) == shown(plan)

    svarfil = open_plan(approved_in(done.target), config, later)
    result = merge(svarfil, svarfil.choices, svarfil.plan, config)
    refused = {one.now.cell: one.text for one in result.outcomes if one.now.cell and one.text != DONE_WITH}
    assert refused == REFUSED.get(book.parent.name, {})
    approved = {row.cell: row.write_as for row in done.decisions if row.cell and row.cell not in refused}
    assert approved

    after, of_sheet = parts(result.target), sheet_parts(result.target)
    touched = {of_sheet[cell.rpartition("!")[0]] for cell in approved}
    styles = {"xl/styles.xml"} if any(map(is_day, approved.values())) else set()
    second = {name for name in copy.keys() | after.keys() if copy.get(name) != after.get(name)}
    assert {*touched, of_sheet["Svar"]} <= second <= {*touched, of_sheet["Svar"], *styles}
    assert touched <= {name for name in before if before[name] != after.get(name)} <= touched | STEP_ONE
    assert faults(result.target) == []

    was, now = shown(plan), shown(result.target, ["Svar"])
    changed = {cell: now.get(cell) for cell in was.keys() | now.keys() if was.get(cell) != now.get(cell)}
    assert {cell: as_text(value) for cell, value in changed.items()} == approved


def is_day(text):
    return len(text) == 10 and text.replace("-", "").isdigit()


def as_text(value):
    """A cell as Svar shows what is written in it."""
    return f"{value:%d-%m-%Y}" if isinstance(value, date) else value


@pytest.mark.parametrize("folder", ["24-gammel-excel", "25-libreoffice"])
def test_a_plan_in_a_format_that_cannot_be_written_in_is_refused_with_what_to_do(folder, tmp_path):
    source = next((SAMPLES / "layouts" / folder).glob("plan.[xo]*"))
    opened = open_plan(source, None, date(2024, 11, 22))
    with pytest.raises(PlanFileError) as told:
        collect(opened, opened.plan, [tmp_path])
    assert str(told.value) == (
        f"{source.name} er gemt som {source.suffix}, og der kan svar ikke føres ind. Gem planen som .xlsx "
        "(Filer > Gem som), og kør flet på den."
    )
