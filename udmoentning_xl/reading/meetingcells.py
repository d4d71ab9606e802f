"""The cells of a sheet of meeting dates: its texts, which of them are days or bodies, and the lists of corrections.

What stands over and beside them is the business of ``meetinggrid``; what a text says, of ``meetingtexts``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import product

from udmoentning_xl.danish import clean, day
from udmoentning_xl.reading import meetingtexts as texts
from udmoentning_xl.reading.meetingnames import MeetingNames
from udmoentning_xl.reading.meetingtexts import Written
from udmoentning_xl.reading.source import SheetData
from udmoentning_xl.values.markers import is_mark

TITLE_ROWS = 6
_YEARS = range(2015, 2100)
_FEWEST_COLUMNS = 3

Cell = tuple[int, int]


@dataclass(frozen=True)
class Correction:
    """A row of a list of corrections: the days that are gone, the new ones, and whether all of it was understood."""

    cell: Cell
    cells: tuple[Cell, ...]
    shorts: tuple[str, ...]
    gone: tuple[date, ...]
    new: tuple[date, ...]
    is_sure: bool
    is_plan: bool  # the list is itself the plan: „Dato | Ny dato“
    words: str


class MeetingCells:
    """The texts and days of one sheet. Rows and columns count from 0; ``years`` hold where no title names one."""

    def __init__(self, sheet: SheetData, names: MeetingNames, years: Sequence[int]) -> None:
        self._sheet, self._names = sheet, names
        self._texts = texts_of(sheet)
        self._resolved: set[Cell] = set()  # the notes whose mark was found
        self._footnotes: dict[Cell, str] = {}  # what the note says whose mark stands at a cell
        self._resolve_marks()
        self._spread: set[Cell] = set()  # what is merged into a cell to the left or above
        for top, left, bottom, right in sheet.merged:
            for cell in product(range(top, bottom + 1), range(left, right + 1)) if (top, left) in self._texts else ():
                self._texts[cell] = self._texts[top, left]
                self._spread |= {cell} - {(top, left)}
        self._sentences = {
            cell for cell, text in self._texts.items() if texts.is_sentence_on_change(text) and not texts.footnote(text)
        }
        self._years = self._title_years() or sorted(years)
        self._bodies: dict[Cell, tuple[str, ...]] = {}
        self._days: dict[Cell, Written] = {}
        self._figures: set[Cell] = set()  # the days that only their place in a calendar makes days
        self._named_by: dict[Cell, Cell] = {}  # day -> the row's or column's name of its body
        self._no_year: list[Cell] = []
        self._no_body: dict[str, list[Cell]] = {}  # heading -> the days of months in its row or column
        self._read_days()
        self._rows: dict[int, list[Cell]] = {}  # the cells with texts that are no days, by row and by column
        self._columns: dict[int, list[Cell]] = {}
        for cell in sorted(self._texts):
            if cell not in self._days:
                self._rows.setdefault(cell[0], []).append(cell)
                self._columns.setdefault(cell[1], []).append(cell)
        self._bodies = {
            cell: shorts
            for cells in self._rows.values()
            for cell in cells
            if not texts.is_of_terms(self._texts[cell]) and (shorts := names.named(self._texts[cell]))
        }

    def _columns_of_days(self) -> dict[int, list[int]]:
        """The columns of the days in each row that has any."""
        found: dict[int, list[int]] = {}
        for row, column in sorted(self._days):
            found.setdefault(row, []).append(column)
        return found

    def _title_years(self) -> list[int]:
        """The years that the sheet's name, its titles and its headings of a year name."""
        found = texts.years_in(self._sheet.name)
        for (row, _), text in self._texts.items():
            if row < TITLE_ROWS or texts.is_year(text) or texts.month_of(text):
                found |= texts.years_in(text)
        return sorted(found)

    def _years_at(self, cell: Cell) -> Sequence[int]:
        """The years that may be meant at a cell: that over it, where it stands alone over its column."""
        if len(self._years) > 1:
            for row in range(cell[0] - 1, -1, -1):
                if texts.is_year(self._texts.get((row, cell[1]), "")):
                    return [int(self._texts[row, cell[1]])]
        return self._years

    def _read_days(self) -> None:
        for row, cells in enumerate(self._sheet.rows):
            for column, value in enumerate(cells):
                cell = row, column
                if isinstance(value, date):
                    self._days[cell] = Written((value.date() if isinstance(value, datetime) else value,))
                elif (text := self._texts.get(cell)) and cell not in self._spread | self._sentences:
                    one = texts.written(text, self._years_at(cell), self._names)
                    if one is not None:
                        self._days[cell] = one

    def _copy_merged_days(self) -> None:
        """Give a day that is merged over rows to each of them, of which each is a body's."""
        for top, left, bottom, _ in self._sheet.merged:
            if (top, left) in self._days:
                for row in range(top + 1, bottom + 1):
                    self._days[row, left] = self._days[top, left]

    def _resolve_marks(self) -> None:
        """Take the marks of notes off the texts, „8.**“, where the note stands in the sheet."""
        notes = dict(one for text in self._texts.values() if (one := texts.footnote(text)))
        for cell, text in self._texts.items() if notes else ():
            plain, found = texts.marks(text)
            if found and plain and not texts.footnote(text) and all(mark in notes for mark in found):
                self._texts[cell] = plain
                self._footnotes[cell] = "\n".join(notes[mark] for mark in found)
                self._resolved |= {
                    at for at, one in self._texts.items() if (note := texts.footnote(one)) and note[0] in found
                }

    def _read_corrections(self) -> Iterator[Correction]:
        """The rows of a list that says which day each meeting had, and which it has become."""
        for top, heads in sorted(self._rows.items()):
            new = next((at for at in heads if texts.HEADS_NEW.search(self._texts[at])), None)
            if (
                new is None
                or self._bodies.keys() & set(heads)
                or len(heads) < _FEWEST_COLUMNS
                or top in self._columns_of_days()
            ):
                continue
            old = next((at[1] for at in heads if texts.HEADS_OLD.search(self._texts[at]) and at != new), None)
            for row in range(top + 1, len(self._sheet.rows)):
                cells = tuple(sorted(at for at in {*self._texts, *self._days} if at[0] == row))
                if not cells:
                    break
                at = row, new[1]
                if at not in cells:
                    continue
                days = [one for one in cells if one in self._days and one != at and old in (None, one[1])][:1]
                gone = tuple(when for one in days for when in self._days[one].days)
                then = self._days.get(at) or texts.written(self._texts.get(at, ""), self._years_at(at), self._names)
                fresh = then.days if then else ()
                is_sure = bool(fresh or texts.CANCELLED.search(self._texts.get(at, ""))) and len(gone) == len(days)
                shorts = tuple(short for one in cells for short in self._bodies.get(one, ()))
                words = ", ".join(self._texts.get(one) or " ".join(map(day, self._days[one].days)) for one in cells)
                yield Correction(at, cells, shorts, gone, fresh, is_sure, old is None, words)
                for one in (*days, at):
                    self._days.pop(one, None)

    def _no_text(self, cell: Cell) -> None:
        """Take a cell out of the texts that are no days."""
        self._rows[cell[0]] = [one for one in self._rows[cell[0]] if one != cell]
        self._columns[cell[1]] = [one for one in self._columns[cell[1]] if one != cell]

    def _single_year(self, at: Cell) -> int | None:
        years = self._years_at(at)
        return years[0] if len(years) == 1 else None


def texts_of(sheet: SheetData) -> dict[Cell, str]:
    """The texts of a sheet, without what is struck through in them; a year is one, since it is a heading."""
    return {
        (row, column): text
        for row, cells in enumerate(sheet.rows)
        for column, value in enumerate(cells)
        if (text := _text(value, sheet.formatting.texts.get((row, column))))
        and (any(map(str.isalnum, text)) or is_mark(text) or "?" in text)
    }


def _text(value: object, kept: str | None) -> str:
    if isinstance(value, str):
        return clean(kept or value)
    is_year = isinstance(value, int) and not isinstance(value, bool) and value in _YEARS
    return str(value) if is_year else ""
