"""Changing single cells of the source: each keeps its format, everything else keeps its bytes.

Decides nothing about the plan: the caller says which cell becomes what, and is told what could not be done.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from udmoentning_xl.errors import PlanFileError, TargetError
from udmoentning_xl.package import calcchain
from udmoentning_xl.package.archive import Content, read_archive, write_archive
from udmoentning_xl.package.cells import (
    MAX_TEXT,
    CellValue,
    SheetMap,
    area_of,
    cell_edits,
    map_sheet,
    name_of,
    place_of,
)
from udmoentning_xl.package.names import part_key, rels_of
from udmoentning_xl.package.opc import TYPES_PART, read_document, relations
from udmoentning_xl.package.styles import date_format, with_number_format
from udmoentning_xl.package.workbook import Sheet, Workbook, open_workbook, refusal
from udmoentning_xl.package.writing import replace_file
from udmoentning_xl.package.xmlscan import Document, parse

_DEFAULT_DATE = 14  # the built-in short date, shown as the reader's system writes dates


class CellAddress(NamedTuple):
    """A cell of a workbook; row and column count from 1."""

    sheet: str
    row: int
    column: int

    @classmethod
    def read(cls, text: str) -> "CellAddress":
        """The address written as ``Plan!H12`` or ``'Min plan'!H12``. Raises ValueError when it is none."""
        sheet, mark, cell = text.rpartition("!")
        if not mark:
            raise ValueError(f"{text!r} names no sheet")
        quoted = len(sheet) > 1 and sheet.startswith("'") and sheet.endswith("'")
        return cls(sheet[1:-1].replace("''", "'") if quoted else sheet, *place_of(cell))

    def __str__(self) -> str:
        return f"{self.sheet}!{name_of(self.row, self.column)}"


@dataclass(frozen=True)
class PatchReport:
    """What was done: the cells that changed, and for each that did not, why, as a Danish clause."""

    changed: tuple[CellAddress, ...]
    refused: Mapping[CellAddress, str]


def patch(
    source: Path, changes: Mapping[CellAddress, CellValue], target: Path, *, overwrite_formulas: bool = False
) -> PatchReport:
    """Write to ``target`` a copy of ``source`` in which the cells in ``changes`` have new values (None or "": blank).

    A cell keeps its format; one that is not there gets its row's or column's. A date in a cell that shows no date gets
    the date format that is commonest in its column. A formula is only overwritten when asked, and never where other
    cells depend on its being there. Without changes the result is the same file, byte for byte.

    Raises:
        PlanFileError: the source cannot be read, must not be changed, or lacks a sheet that is named.
        TargetError: the result cannot be written there.
    """
    workbook = open_workbook(read_archive(source))
    if sentence := refusal(workbook):
        raise PlanFileError(sentence)
    if target.suffix.lower() != source.suffix.lower():
        raise TargetError(f"{target} skal have efternavnet {source.suffix} ligesom kilden; vælg et andet navn med -o.")
    parts, report = _Patch(workbook, overwrite_formulas).compose(changes)
    with replace_file(target, source) as temporary, temporary.open("wb") as out:
        write_archive(workbook.archive, out, parts)
    return report


def obstacles(source: Path, cells: Iterable[CellAddress]) -> dict[CellAddress, str]:
    """The cells that ``patch`` would refuse to change, each with why as a Danish clause; formulas are among them.

    Raises PlanFileError when the source cannot be read, or must not be changed.
    """
    workbook = open_workbook(read_archive(source))
    if sentence := refusal(workbook):
        raise PlanFileError(sentence)
    parts = {sheet.name.casefold(): sheet.part for sheet in workbook.sheets if sheet.kind == "worksheet"}
    by_sheet: dict[str, list[CellAddress]] = {}
    for cell in cells:
        by_sheet.setdefault(cell.sheet.casefold(), []).append(cell)
    found: dict[CellAddress, str] = {}
    for name, wanted in by_sheet.items():
        if name not in parts:
            found |= dict.fromkeys(wanted, "arket findes ikke")
            continue
        mapped = map_sheet(
            workbook.archive.read(parts[name]),
            f"{parts[name]} i {workbook.archive.label}",
            {(cell.row, cell.column) for cell in wanted},
        )
        why = {cell: mapped.obstacle(cell.row, cell.column, overwrite=False) for cell in wanted}
        found |= {cell: clause for cell, clause in why.items() if clause is not None}
    return found


@dataclass
class _Patch:
    """The work of one patch. The styles part is read when a date first needs a format of its own."""

    workbook: Workbook
    overwrite: bool
    parts: dict[str, Content | None] = field(default_factory=dict)
    changed: list[CellAddress] = field(default_factory=list)
    refused: dict[CellAddress, str] = field(default_factory=dict)
    formulas: set[tuple[int, str]] = field(default_factory=set)  # that went: sheetId and cell
    styles: Document | None = None

    def compose(self, changes: Mapping[CellAddress, CellValue]) -> tuple[dict[str, Content | None], PatchReport]:
        by_name: dict[str, dict[CellAddress, CellValue]] = {}
        for address, value in changes.items():
            by_name.setdefault(address.sheet.casefold(), {})[address] = None if value == "" else value
        for wanted in by_name.values():
            self._sheet(self._find(next(iter(wanted)).sheet), wanted)
        if self.formulas:
            self._shorten_calculation_chain()
        return self.parts, PatchReport(tuple(self.changed), self.refused)

    def _find(self, name: str) -> Sheet:
        found = next((sheet for sheet in self.workbook.sheets if sheet.name.casefold() == name.casefold()), None)
        if found is None or found.kind != "worksheet":
            raise PlanFileError(f"{self.workbook.archive.label} har ikke noget regneark, der hedder {name}.")
        return found

    def _sheet(self, sheet: Sheet, wanted: Mapping[CellAddress, CellValue]) -> None:
        archive = self.workbook.archive
        places = {(address.row, address.column) for address in wanted}
        cells = map_sheet(archive.read(sheet.part), f"{sheet.part} i {archive.label}", places)
        headings = list(self._table_headings(sheet))
        values: dict[tuple[int, int], tuple[CellValue, int]] = {}
        for address, value in wanted.items():
            place = address.row, address.column
            obstacle = cells.obstacle(*place, overwrite=self.overwrite) or _too_long(value)
            if obstacle is None and place in headings:
                obstacle = "cellen er overskrift i en tabel, som skal have samme navn"
            if obstacle is not None:
                self.refused[address] = obstacle
                continue
            if cells.has_formula(*place):
                self.formulas.add((sheet.sheet_id, name_of(*place)))
            values[place] = value, self._style(cells, *place, value)
            self.changed.append(address)
        if values:
            edits = cell_edits(cells, values, date1904=self.workbook.date1904)
            self.parts[sheet.part] = cells.document.edited(edits)

    def _table_headings(self, sheet: Sheet) -> Iterable[tuple[int, int]]:
        for link in relations(self.workbook.archive, sheet.part).items:
            if link.kind == "table" and link.part in self.workbook.archive:
                attrs = read_document(self.workbook.archive, link.part, "table").root.attrs
                if attrs.get("headerRowCount", "1") != "0":
                    first, last = area_of(attrs.get("ref", ""))
                    yield from ((first[0], column) for column in range(first[1], last[1] + 1))

    def _style(self, cells: SheetMap, row: int, column: int, value: CellValue) -> int:
        """The cell's format; for a date in a cell that shows none, the same format with a date's number format."""
        own = cells.style(row, column)
        part = self.workbook.related("styles")
        if part is None:
            return own if (row, column) in cells.cells else 0
        if not isinstance(value, date):
            return own
        self.styles = self.styles or read_document(self.workbook.archive, part, "styleSheet")
        if date_format(self.styles, own) is not None:
            return own
        shown = (date_format(self.styles, style) for style, _ in cells.styles.get(column, Counter()).most_common())
        number = next((found for found in shown if found is not None), _DEFAULT_DATE)
        data, style = with_number_format(self.styles, own, number)
        self.styles, self.parts[part] = parse(data, part), data
        return style

    def _shorten_calculation_chain(self) -> None:
        part, archive = self.workbook.related("calcchain"), self.workbook.archive
        if part is None:
            return
        shorter = calcchain.without(read_document(archive, part, "calcChain"), lambda *cell: cell in self.formulas)
        self.parts[part] = shorter
        if shorter is None:
            links = self.workbook.relations
            gone = {link.id for link in links.items if link.kind == "calcchain"}
            self.parts[rels_of(self.workbook.part)] = links.edited(gone, ())
            self.parts[TYPES_PART] = self.workbook.types.edited({part_key(part)}, {})


def _too_long(value: CellValue) -> str | None:
    too_long = isinstance(value, str) and len(value.encode("utf-16-le", "surrogatepass")) > 2 * MAX_TEXT
    return "teksten er længere, end en celle kan rumme" if too_long else None
