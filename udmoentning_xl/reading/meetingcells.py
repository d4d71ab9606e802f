"""The cells of a sheet of meeting dates: its texts, which of them are days or bodies, and the lists of corrections.

What stands over and beside them is the business of ``meetinggrid``; what a text says, of ``meetingtexts``.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise, product

from udmoentning_xl.danish import MONTHS, clean, day, fold
from udmoentning_xl.reading import meetingtexts as texts
from udmoentning_xl.reading.meetingnames import MeetingNames, letter_keys
from udmoentning_xl.reading.meetingtexts import DayText
from udmoentning_xl.reading.source import SheetData
from udmoentning_xl.values.markers import is_mark

TITLE_ROWS = 6
_YEARS = range(2015, 2100)
_FEWEST_COLUMNS = 3
_ENDLESS = 1 << 20
_LEAP = 2000  # has every day of a month
#: Headings of what says nothing of whether there is a meeting.
ELSEWHERE = ("sted", "lokale", "adresse", "mødested", "tid", "tidspunkt", "kl", "klokken", "starttid", "ugedag", "uge")

Cell = tuple[int, int]


@dataclass(frozen=True)
class MeetingCorrection:
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
        self._note_of: dict[Cell, Cell] = {}  # and where it stands, of several the first
        self._resolve_marks()
        self._resolve_codes()
        keys = set(letter_keys(self._texts))
        self._resolved |= keys
        self._spread: set[Cell] = set()  # what is merged into a cell to the left or above
        self._origins: dict[Cell, Cell] = {}  # and where it stands
        for top, left, bottom, right in (*sheet.merged, *self._groups()):
            for cell in product(range(top, bottom + 1), range(left, right + 1)) if (top, left) in self._texts else ():
                self._texts[cell] = self._texts[top, left]
                self._spread |= {cell} - {(top, left)}
                self._origins[cell] = top, left
        self._sentences = {
            cell
            for cell, text in self._texts.items()
            if texts.is_sentence_on_change(text) and cell not in self._resolved
        }
        self._years = self._title_years() or sorted(years)
        self._spans: dict[int, texts.Span] = {}  # row of a heading -> the months and years that it says
        self._periods, self._lines = self._headings_of_years()
        if span := texts.span_of(sheet.name) or self._span_of_months():
            self._spans[-1] = span
        self._years_of_rows: dict[int, set[int]] = {}  # „År | Måned | Dag“
        for (row, _), text in self._texts.items():
            if texts.is_year(text):
                self._years_of_rows.setdefault(row, set()).add(int(text))
        self._read_decimals()
        self._with_short_days = self._columns_with_short_days()
        self._bodies: dict[Cell, tuple[str, ...]] = {}
        self._days: dict[Cell, DayText] = {}
        self._more: dict[Cell, list[DayText]] = {}  # what else a cell with several lists says
        self._figures: set[Cell] = set()  # the days that only their place in a calendar makes days
        self._named_by: dict[Cell, Cell] = {}  # day -> the row's or column's name of its body
        self._no_year: list[Cell] = []
        self._no_body: dict[str, list[Cell]] = {}  # heading -> the days of months in its row or column
        self._read_days()
        for top, left, bottom, right in sheet.merged:
            if (top, left) in self._days:  # a day says nothing of the columns that it is merged over
                for cell in product(range(top, bottom + 1), range(left, right + 1)):
                    self._texts.pop(cell if cell != (top, left) else (-1, -1), None)
        self._rows: dict[int, list[Cell]] = {}  # the cells with texts that are no days, by row and by column
        self._columns: dict[int, list[Cell]] = {}
        for cell in sorted(self._texts):
            if cell not in self._days and cell not in keys:
                self._rows.setdefault(cell[0], []).append(cell)
                self._columns.setdefault(cell[1], []).append(cell)
        self._bodies = {
            cell: shorts
            for cells in self._rows.values()
            for cell in cells
            if not texts.is_of_terms(self._texts[cell]) and (shorts := names.named(self._texts[cell]))
        }

    def _groups(self) -> Iterator[tuple[int, int, int, int]]:
        """The rows of each body whose name stands once, before the first of the texts that others' rows have too.

        A row with a day or anything else before the place of the name is no more of the group.
        """
        columns: dict[int, list[int]] = {}
        for row, column in sorted(self._texts):
            columns.setdefault(column, []).append(row)
        for column, rows in columns.items():
            labels = dict[int, list[str]]()
            for row in (one for one in rows if self._names.named(self._texts[one, column])):
                below = row
                while (label := self._texts.get((below, column + 1))) and (
                    below == row or not (below in rows or any(self._sheet.rows[below][:column]))
                ):
                    labels.setdefault(row, []).append(fold(label))
                    below += 1
            for row, own in labels.items():
                if len(set(own)) == len(own) > 1 and list(labels.values()).count(own) > 1:
                    yield row, column, row + len(own) - 1, column

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

    def _headings_of_years(self) -> tuple[dict[Cell, tuple[int, range, int]], dict[int, set[int]]]:
        """The headings that say which time the days under them are of: their year, its months and the first column that
        they are not over; and the lines that name a year otherwise, by row.
        """
        rows: dict[int, list[int]] = {}
        for row, column in sorted(self._texts.keys() - self._spread):
            rows.setdefault(row, []).append(column)
        periods, lines = dict[Cell, tuple[int, range, int]](), dict[int, set[int]]()
        for row, columns in rows.items():
            for place, column in enumerate(columns):
                text = self._texts[row, column]
                if found := texts.period(text):
                    end = columns[place + 1] if place + 1 < len(columns) else _ENDLESS
                    periods[row, 0 if len(columns) == 1 else column] = (*found, end)
                elif len(columns) == 1 and not texts.has_day(text):
                    lines[row] = texts.years_in(text)
                    if span := texts.span_of(text):
                        self._spans[row] = span
        return periods, lines

    def _span_of_months(self) -> texts.Span | None:
        """The months of a sheet of two years in a row, „2026/2027“, whose months turn once, „August“ to „Juni“."""
        named = (texts.month_of(text) for _, text in sorted(self._texts.items()))
        months = list(dict.fromkeys(one[0] for one in named if one))
        turns = sum(later < before for before, later in pairwise(months))
        is_two = len(self._years) == 2 and self._years[1] - self._years[0] == 1
        is_turned = is_two and turns == 1 and months[-1] < months[0]
        return ((self._years[0], months[0]), (self._years[1], months[-1])) if is_turned else None

    def _span_over(self, cell: Cell) -> texts.Span | None:
        """The months that the nearest heading over a cell says, else the name of the sheet, or their order."""
        return self._spans.get(max((row for row in self._spans if row < cell[0]), default=-1))

    def _is_in_time(self, cell: Cell, when: date) -> bool:
        """Whether a day is of the months that the headings over its cell say."""
        span = self._span_over(cell)
        is_in_span = span is None or span[0] <= (when.year, when.month) <= span[1]
        return is_in_span and when.month in self._period_at(cell)[1]

    def _period_at(self, cell: Cell) -> tuple[Sequence[int], range]:
        """The years that may be meant at a cell, by the nearest heading over it that says so, and their months."""
        own = self._period_over(cell)
        year, months, _ = self._periods[own] if own else (None, range(1, 13), 0)
        others = {one for row, found in self._lines.items() if (own or (-1,))[0] < row < cell[0] for one in found}
        of_sheet = texts.years_in(self._sheet.name)  # a title may have been left from another year
        years = {*([year] if year else self._years), *others, *(of_sheet if year not in of_sheet else ())}
        beside = self._years_of_rows.get(cell[0], set())
        years |= {one for one, _ in self._span_over(cell) or ()}
        return sorted(beside if beside and (not years or beside <= years) else years | beside), months

    def _period_over(self, cell: Cell) -> Cell | None:
        """The nearest heading over a cell that says of which time its days are."""
        above = ((row, column) for row, column in self._periods if row < cell[0] and column <= cell[1])
        return max((at for at in above if cell[1] < self._periods[at][2]), default=None)

    def _years_at(self, cell: Cell) -> Sequence[int]:
        """The years that may be meant at a cell."""
        return self._period_at(cell)[0]

    def _read_decimals(self) -> None:
        """Take „7.5“ under a body for a text, though it was typed as a number; 7.1 may as well be „7.10“."""
        for row, cells in enumerate(self._sheet.rows):
            for column, value in enumerate(cells):
                text = str(value) if isinstance(value, float) and not str(value).endswith(".1") else ""
                heading = self._heading_of_short_days((row, column)) if text else ""
                if texts.has_short_day(text) and self._names.named(heading) and not self._has_day(row):
                    self._texts[row, column] = text

    def _has_day(self, row: int) -> bool:
        """Whether a row has a day that says so by itself."""
        cells = self._sheet.rows[row]
        return any(isinstance(value, date) or (isinstance(value, str) and texts.has_day(value)) for value in cells)

    def _heading_of_short_days(self, cell: Cell) -> str:
        """The nearest text over a cell that is no such figure itself."""
        above = (self._texts.get((at, cell[1]), "") for at in range(cell[0] - 1, -1, -1))
        return next((one for one in above if one and not texts.short_days(one)), "")

    def _columns_with_short_days(self) -> set[int]:
        """The columns in which „09.02“ and „9-2“ are days: none of them is a time, and the sheet's are days, or the
        columns are of bodies, and have one that is no time of day, or are all in the months of their rows.
        """
        found: dict[int, list[tuple[int, int, str]]] = {}
        of_bodies: dict[int, list[tuple[bool, bool]]] = {}
        for (row, column), text in self._texts.items():
            heading = self._heading_of_short_days((row, column))
            if is_label(heading, ELSEWHERE) or any(isinstance(value, date) for value in self._sheet.rows[row]):
                continue
            if pairs := texts.short_days(text):
                found.setdefault(column, []).extend(pairs)
                first = next((one for at in range(column) if (one := self._texts.get((row, at)))), "")
                month = texts.month_of(first) or texts.month_of(heading)
                if self._names.named(heading) or (self._names.named(first) and month):
                    is_of_month = month is not None and all(two == month[0] for _, two, _ in pairs)
                    of_bodies.setdefault(column, []).append((is_of_month, texts.is_no_time(text)))
        sure = {column: pairs for column, pairs in found.items() if all(map(_is_day, pairs))}
        if texts.are_days([one for pairs in sure.values() for one in pairs]):
            return set(sure)
        said = [one for column in sure for one in of_bodies.get(column, ())]
        is_sure = all(is_of_month for is_of_month, _ in said) or any(is_no_time for _, is_no_time in said)
        return sure.keys() & of_bodies.keys() if is_sure else set()

    def _read_days(self) -> None:
        for row, cells in enumerate(self._sheet.rows):
            for column, value in enumerate(cells):
                cell = row, column
                if isinstance(value, date):
                    self._days[cell] = DayText((value.date() if isinstance(value, datetime) else value,))
                elif (text := self._texts.get(cell)) and not (cell in self._spread or cell in self._resolved):
                    one = self._written(cell, text) if cell not in self._sentences else None
                    is_whole = one is not None and one.days and (not one.why or len(one.days) == 1)
                    if not is_whole and (more := self._parts(cell, text)):
                        one, *self._more[cell] = more
                        self._sentences.discard(cell)
                    if one is not None:
                        self._days[cell] = one

    def _parts(self, cell: Cell, text: str, *, is_line: bool = False) -> list[DayText]:
        """The lists of days that stand in one cell, or the days of one with remarks between; [] if any is in doubt."""
        found = list[DayText]()
        for part in texts.parts(text):
            one = self._written(cell, part)
            more = [one] if one and one.days else [] if is_line else self._parts(cell, part, is_line=True)
            if not more:
                return []
            found += more
        return found

    def _written(self, cell: Cell, text: str) -> DayText | None:
        """The days that a text is; where several years may be meant, those of the one on whose weekday they are."""
        if cell[1] in self._with_short_days:
            text = texts.slashed(text)
        whole = texts.written(text, (), self._names)
        if whole is None or whole.days:
            return whole
        years = self._years_at(cell)
        before = texts.years_before(text)
        years = sorted(before) if before and (not years or before <= set(years)) else sorted({*years, *before})
        read = [one for year in years if (one := texts.written(text, (year,), self._names)) and one.days]
        fits = [
            one
            for one in dict.fromkeys(read)
            if all(self._is_in_time(cell, when) for when in one.days) and self._is_on_weekday(cell, one)
        ]
        return fits[0] if len(fits) == 1 else whole

    def _is_on_weekday(self, cell: Cell, one: DayText) -> bool:
        """Whether a single day is on the weekday that stands beside it, if any does."""
        beside = self._weekdays_beside(cell)
        return len(one.days) != 1 or not beside or any(texts.is_on(weekday, one.days[0]) for weekday in beside)

    def _weekdays_beside(self, cell: Cell) -> list[str]:
        """The weekdays that stand nearest to the left and to the right of a day, with no other day between."""
        row = self._sheet.rows[cell[0]]
        found = []
        for columns in (range(cell[1] - 1, -1, -1), range(cell[1] + 1, len(row))):
            for column in columns:
                text = self._texts.get((cell[0], column), "")
                if isinstance(row[column] if column < len(row) else None, date) or texts.has_day(text):
                    break
                if len(text) > 1 and texts.is_weekday(text):
                    found.append(text)
                    break
        return found

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
                own = [at for at, one in self._texts.items() if (note := texts.footnote(one)) and note[0] in found]
                self._note_of[cell] = own[0]
                self._resolved.update(own)

    def _resolve_codes(self) -> None:
        """Take off the days the codes that the sheet explains as a kind of meeting, „14 B1“."""
        said = [one for text in self._texts.values() for one in texts.codes(text).items()]
        kinds = {code for code, words in said if texts.says_kind(words) and not self._names.named(code)}
        for cell, text in self._texts.items() if kinds else ():
            if text[0].isdigit():
                words = text.replace("(", "( ").replace(")", " )").split(" ")
                self._texts[cell] = clean(" ".join(word for word in words if word not in kinds))

    def _read_corrections(self) -> Iterator[MeetingCorrection]:
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
                then = self._days.get(at) or self._written(at, self._texts.get(at, ""))
                fresh = then.days if then else ()
                is_sure = bool(fresh or texts.CANCELLED.search(self._texts.get(at, ""))) and len(gone) == len(days)
                shorts = tuple(short for one in cells for short in self._bodies.get(one, ()))
                words = ", ".join(self._texts.get(one) or " ".join(map(day, self._days[one].days)) for one in cells)
                yield MeetingCorrection(at, cells, shorts, gone, fresh, is_sure, old is None, words)
                for one in (*days, at):
                    self._days.pop(one, None)

    def _no_text(self, cell: Cell) -> None:
        """Take a cell out of the texts that are no days."""
        self._rows[cell[0]] = [one for one in self._rows[cell[0]] if one != cell]
        self._columns[cell[1]] = [one for one in self._columns[cell[1]] if one != cell]

    def _single_year(self, at: Cell, month: int) -> int | None:
        """The year of a month at a cell; None where it is in doubt."""
        years = [year for year in self._years_at(at) if self._is_in_time(at, date(year, month, 1))]
        return years[0] if len(years) == 1 else None


def is_label(text: str, labels: Sequence[str]) -> bool:
    """Whether a heading has one of the words."""
    return any(word in labels for word in fold(text).split())


def _is_day(pair: tuple[int, int, str]) -> bool:
    """Whether two numbers are a day and a month."""
    return 0 < pair[1] <= len(MONTHS) and 0 < pair[0] <= monthrange(_LEAP, pair[1])[1]


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
        return clean(kept).strip(" /+&,;–-") if kept else clean(value)
    if isinstance(value, time):
        return f"{value:%H.%M}"
    is_year = isinstance(value, int) and not isinstance(value, bool) and value in _YEARS
    return str(value) if is_year else ""
