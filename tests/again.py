"""The sample after a run, and what people do with it before the next one."""

import warnings
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
from package.workbooks_made import parts, repacked

from udmoentning_xl.checks import run_checks
from udmoentning_xl.package.cells import CellValue
from udmoentning_xl.package.patch import CellAddress, patch
from udmoentning_xl.plan import Plan
from udmoentning_xl.reading import read_plan
from udmoentning_xl.reading.source import read_workbook
from udmoentning_xl.report import write_report

SAMPLE = Path(__file__).parent.parent / "samples" / "udmoentningsplan-2024-2027.xlsx"
SOURCE = "Udmøntningsplan"
AS_OF = date(2024, 11, 22)
DATA = "customXml/item1.xml"


def run(source: Path, target: Path, earlier: Path | None = None) -> tuple[Plan, pd.DataFrame]:
    """The main job."""
    target.parent.mkdir(parents=True, exist_ok=True)
    plan = read_plan(source, None, AS_OF, earlier)
    findings = run_checks(plan)
    write_report(plan, findings, target)
    return plan, findings


def table(path: Path, sheet: str, *headings: str) -> tuple[int, list[Any], list[list[Any]]]:
    """The row of the headings in a sheet, the headings, and the rows below."""
    rows = next(one.rows for one in read_workbook(path).sheets if one.name == sheet)
    head = next(number for number, row in enumerate(rows) if {"Id", *headings} <= set(row))
    return head, rows[head], [row + [None] * (len(rows[head]) - len(row)) for row in rows[head + 1 :]]


def cell_of(path: Path, sheet: str, item: str, heading: str) -> CellAddress:
    """Where a sheet has a field of an item."""
    head, names, rows = table(path, sheet, heading)
    number = next(number for number, row in enumerate(rows) if row[names.index("Id")] == item)
    return CellAddress(sheet, head + number + 2, names.index(heading) + 1)


def kvittering(path: Path, code: str, item: str) -> CellAddress:
    """Where the reason for a finding is typed."""
    head, names, rows = table(path, "Kontrol", "Kvittering")
    wanted = [code, item]
    number = next(n for n, row in enumerate(rows) if [row[names.index("Kode")], row[names.index("Id")]] == wanted)
    return CellAddress("Kontrol", head + number + 2, names.index("Kvittering") + 1)


def typed(path: Path, target: Path, *cells: tuple[CellAddress, CellValue]) -> Path:
    """The workbook after someone has typed in some cells."""
    assert patch(path, dict(cells), target).refused == {}
    return target


def worked_on(path: Path, target: Path, work: Callable[[openpyxl.Workbook], None]) -> Path:
    """The workbook as openpyxl saves it after ``work``, with the data part that it drops and Excel keeps put back."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        book = openpyxl.load_workbook(path)
        work(book)
        book.save(target)
    content = parts(path)
    kept = {name: content[name] for name in content if name.startswith("customXml/")}
    rels = parts(target)["xl/_rels/workbook.xml.rels"]
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<Relationship Id="data" Type="{office}/customXml" Target="/{DATA}"/></Relationships>'
    kept["xl/_rels/workbook.xml.rels"] = rels.replace(b"</Relationships>", link.encode())
    target.write_bytes(repacked(target, **kept))
    return target


def proposals(findings: pd.DataFrame) -> list[tuple[Any, ...]]:
    """Item, cell of the plan and sentence of each proposal."""
    own = findings[findings["code"] == "U801"]
    places = own["sheet"] + "!" + own["cell"]
    items = own["item"].astype("object").where(own["item"].notna(), None)
    return list(zip(items, places, own["message"], strict=True))


def signed(findings: pd.DataFrame) -> list[tuple[Any, ...]]:
    own = findings[findings["acknowledgement"].notna()]
    items = own["item"].astype("object").where(own["item"].notna(), None)
    return list(zip(own["code"], items, own["acknowledgement"], strict=True))
