"""Safe corrections of the plan itself: what can only be meant in one way is written so that everyone reads it alike.

Corrected are marks of completion that only look like an X or have blanks about them, short names of committees with
blanks or in the wrong case, and dates written as text in a column of real dates. The plan means the same before and
after. Never corrected: formulas, merged cells, generated sheets, sheets that are no plan, and numbers written as text,
because the sums over them would show their old results until somebody lets Excel calculate.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from udmoentning_xl.danish import MONTHS, clean, counted, day, fold
from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.nearby import CORRECTED
from udmoentning_xl.package.patch import CellAddress, PatchReport, obstacles, patch
from udmoentning_xl.plan import Plan
from udmoentning_xl.reading.source import CellValue, SourceWorkbook, read_workbook
from udmoentning_xl.values.committees import CommitteeReader
from udmoentning_xl.values.dates import DueKind, read_due
from udmoentning_xl.values.markers import is_mark, read_marker

_FORMATS = ("xlsx", "xlsm")
_SEPARATOR = re.compile(r"(\s*[,;/+&\n]\s*|\s+og\s+|\s+)")
#: A day written in full: 31.03.2025, 31/3-2025, 31-03-2025, 2025-03-31, 1. marts 2025, den 1. mar. 2025.
_NUMERIC = re.compile(r"(\d{1,2})([./-])(\d{1,2})[./-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_NAMED = re.compile(r"(?:den |d\. ?)?(\d{1,2})\. ?([a-zæøå]+)\.? (\d{4})", re.IGNORECASE)


@dataclass(frozen=True)
class Correction:
    """One cell, what stands in it, what is to stand in it, and why in a Danish clause."""

    cell: CellAddress
    before: str
    after: str | date
    why: str


def corrected_path(plan: Path) -> Path:
    """Where the corrected plan is written: ``PLAN_rettet.xlsx`` beside it."""
    return plan.with_name(f"{plan.stem.removesuffix(CORRECTED)}{CORRECTED}{plan.suffix}")


def corrections(plan: Plan, workbook: SourceWorkbook | None = None) -> list[Correction]:
    """The safe corrections of ``plan``, in the order of its cells; none the second time.

    ``workbook`` is the plan's own as it was read; without it the file is read again. Raises PlanFileError where cells
    of the file cannot be changed (xls, xlsb, ods), or it cannot be read.
    """
    path = plan.source.path
    if plan.source.format not in _FORMATS:
        raise PlanFileError(
            f"{path.name} kan læses, men ikke rettes, fordi den er gemt som .{plan.source.format}; gem den som .xlsx i "
            "Excel, og prøv igen."
        )
    cells = _ItemCells(plan, workbook or read_workbook(path))
    found = [*_marks(cells), *_committees(cells), *_dates(cells)]
    return _possible(path, sorted(dict.fromkeys(found), key=cells.order))


def apply(plan: Plan, wanted: Iterable[Correction], target: Path) -> PatchReport:
    """Write a copy of the plan's workbook with the corrections to ``target``; every other byte stays as it is.

    Raises PlanFileError and TargetError as :func:`udmoentning_xl.package.patch.patch` does.
    """
    return patch(plan.source.path, {one.cell: one.after for one in wanted}, target)


def lines(wanted: Sequence[Correction]) -> Iterator[str]:
    """What the terminal shows: the number of corrections, then each as cell, before and after."""
    yield counted(len(wanted), "rettelse", "rettelser") if wanted else "Der er ikke noget, som sikkert kan rettes."
    for one in wanted:
        after = day(one.after) if isinstance(one.after, date) else f"„{one.after}“"
        yield f"  {one.cell}: „{_visible(one.before)}“ -> {after} ({one.why})"


def _visible(text: str) -> str:
    """``text`` with a sign for every blank that does not show or is not what it looks like."""
    return "".join("␣" if char != " " and unicodedata.category(char) in ("Zs", "Cf", "Cc") else char for char in text)


class _ItemCells:
    """The cells of the plan's items by field, with the text that stands there exactly as it was typed."""

    def __init__(self, plan: Plan, workbook: SourceWorkbook) -> None:
        self.plan = plan
        self._sheets = {sheet.name: sheet for sheet in workbook.sheets}
        self._places: dict[str, list[CellAddress]] = {}

    def of(self, column: str) -> list[CellAddress]:
        """The cells that items have ``column`` from, where that field has a column of its own."""
        if column not in self._places:
            addresses = dict.fromkeys(self.plan.cells[column].dropna())
            self._places[column] = [CellAddress.read(address) for address in addresses]
        return self._places[column]

    def value(self, cell: CellAddress) -> CellValue:
        """What stands in a cell."""
        rows = self._sheets[cell.sheet].rows
        row = rows[cell.row - 1] if cell.row <= len(rows) else []
        return row[cell.column - 1] if cell.column <= len(row) else None

    def texts(self, column: str, field: str) -> Iterator[tuple[CellAddress, str]]:
        """The cells under a heading of ``field`` that hold text, with the text as typed."""
        table = self.plan.columns
        own = table[table["field"] == field]
        headed = set(zip(own["sheet"], own["column"], strict=True))
        for cell in self.of(column):
            value = self.value(cell)
            letters = str(cell).rpartition("!")[2].rstrip("0123456789")
            if type(value) is str and (cell.sheet, letters) in headed and not self._merged(cell):
                yield cell, value

    def shows_days(self, column: str) -> set[tuple[str, int]]:
        """The columns of sheets in which items have ``column`` as real dates, all of them shown with their day."""
        real = [cell for cell in self.of(column) if isinstance(self.value(cell), date)]
        dayless = {(cell.sheet, cell.column) for cell in real if self._format(cell)}
        return {(cell.sheet, cell.column) for cell in real} - dayless

    def _format(self, cell: CellAddress) -> str | None:
        """The number format of a date that is shown without its day."""
        return self._sheets[cell.sheet].formatting.number_formats.get((cell.row - 1, cell.column - 1))

    def _merged(self, cell: CellAddress) -> bool:
        row, column = cell.row - 1, cell.column - 1
        areas = self._sheets[cell.sheet].merged
        return any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in areas)

    def order(self, one: Correction) -> tuple[int, int, int]:
        """As one reads the workbook."""
        return list(self._sheets).index(one.cell.sheet), one.cell.row, one.cell.column


# -- what is corrected --------------------------------------------------------------------------------------------


def _marks(cells: _ItemCells) -> Iterator[Correction]:
    """An X with blanks about it, or a character that looks like one; as the column's other marks are written."""
    found = list(cells.texts("completion_text", "completion"))
    clean_marks = {(cell.sheet, cell.column, text) for cell, text in found if text in ("X", "x")}
    for cell, text in found:
        mark = clean(text)
        lookalike = read_marker(mark).lookalike if len(mark) == 1 else ""
        if not is_mark(mark) or (mark not in ("X", "x") and not lookalike):
            continue
        small = (cell.sheet, cell.column, "x") in clean_marks and (cell.sheet, cell.column, "X") not in clean_marks
        after = "x" if small else "X"
        if lookalike:
            yield Correction(cell, text, after, "tegnet ligner kun et X")
        elif text != mark:
            yield Correction(cell, text, after, "overflødige mellemrum")


def _committees(cells: _ItemCells) -> Iterator[Correction]:
    """Short names with blanks about them, or in the wrong case; only where the cell holds nothing else."""
    reader = CommitteeReader(cells.plan.bodies)
    shorts = _unambiguous(body.short for body in cells.plan.bodies)
    for cell, text in cells.texts("committee_text", "committee"):
        parts = _SEPARATOR.split(clean(text))
        names = parts[::2]
        if not all(name.casefold() in shorts for name in names):
            continue
        parts[::2] = [shorts[name.casefold()] for name in names]
        after = "".join(parts)
        if after != text and reader.read(after) == reader.read(text):
            why = "overflødige mellemrum" if after == clean(text) else "udvalgets korte navn"
            yield Correction(cell, text, after, why)


def _unambiguous(shorts: Iterable[str]) -> dict[str, str]:
    """Short names by their form without case, but for those that differ in nothing else."""
    named: dict[str, list[str]] = {}
    for short in shorts:
        named.setdefault(short.casefold(), []).append(short)
    return {form: found[0] for form, found in named.items() if len(found) == 1}


def _dates(cells: _ItemCells) -> Iterator[Correction]:
    """A day in full written as text, where other cells of the column hold real dates."""
    dated = cells.shows_days("due_text")
    for cell, text in cells.texts("due_text", "due"):
        when = exact_day(text) if (cell.sheet, cell.column) in dated else None
        due = read_due(text, cells.plan.years)
        if when is not None and (due.kind, due.first, due.last) == (DueKind.INTERVAL, when, when):
            yield Correction(cell, text, when, "dato skrevet som tekst")


def exact_day(text: str) -> date | None:
    """The day that a text names in full and says nothing else about, or None; 3/4-2025 is the 3rd of April here."""
    text = clean(text)
    if found := _ISO.fullmatch(text):
        year, month, number = map(int, found.groups())
    elif found := _NUMERIC.fullmatch(text):
        number, month, year = int(found[1]), int(found[3]), int(found[4])
    elif found := _NAMED.fullmatch(text):
        named = [place for place, name in enumerate(MONTHS, 1) if name == fold(found[2]) or name[:3] == fold(found[2])]
        number, month, year = int(found[1]), named[0] if named else 0, int(found[3])
    else:
        return None
    try:
        return date(year, month, number)
    except ValueError:
        return None


# -- what can be written ------------------------------------------------------------------------------------------


def _possible(path: Path, wanted: Sequence[Correction]) -> list[Correction]:
    """The corrections of cells that may be changed: no formula, and not hidden under a merged cell."""
    refused = obstacles(path, {one.cell for one in wanted}) if wanted else {}
    return [one for one in wanted if one.cell not in refused]
