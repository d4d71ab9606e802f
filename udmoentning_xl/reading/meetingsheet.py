"""One sheet of meeting dates: which days it has, whose they are, and which of them are no meetings.

A date belongs to the body that is named with it in its cell, else to the one its column is called after, else to the
one beside it in its own table, else to those whose columns are marked in its row, else to the one that a line above it
or its sheet is called after. Where the place of a body leaves a doubt, the date is nobody's, and that is told. What a
text says is the business of ``meetingtexts``.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import product

from udmoentning_xl.danish import clean, counted, fold, listed
from udmoentning_xl.meetings.chain import weekday_and_day
from udmoentning_xl.reading import meetingtexts as texts
from udmoentning_xl.reading.grid import column_letter
from udmoentning_xl.reading.meetingtexts import Why, Written, why_not
from udmoentning_xl.reading.source import SheetData
from udmoentning_xl.values.committees import CommitteeReader
from udmoentning_xl.values.markers import is_mark

_TITLE_ROWS = 6
_EXAMPLES = 3
_YEARS = range(2015, 2100)
#: Headings of the days of meetings, of bodies, and of what says nothing of whether there is a meeting.
_DAYS = ("møde", "møder", "dato", "datoer", "mødedato", "mødedatoer", "mødedage", "mødedag", "mødetidspunkt", "dag")
_BODIES = ("udvalg", "organ", "råd", "forum", "politisk udvalg")
_ELSEWHERE = ("sted", "lokale", "adresse", "mødested", "tid", "tidspunkt", "kl", "klokken", "starttid", "ugedag", "uge")

Cell = tuple[int, int]


@dataclass(frozen=True)
class _Reason:
    """Why a day is not used: the kind, and the words that say so."""

    why: Why
    words: str


class MeetingSheet:
    """One sheet of meeting dates. Rows and columns count from 0. ``owner`` has the days that name no other body."""

    def __init__(self, sheet: SheetData, reader: CommitteeReader, owner: str | None, years: Sequence[int]) -> None:
        self._sheet, self._reader, self._owner = sheet, reader, owner
        self._looks = sheet.formatting
        self._texts = {
            (row, column): text
            for row, cells in enumerate(sheet.rows)
            for column, value in enumerate(cells)
            if (text := _text(value)) and any(map(str.isalnum, text))
        }
        self._spread: set[Cell] = set()  # what is merged into a cell to the left or above
        for top, left, bottom, right in sheet.merged:
            for cell in product(range(top, bottom + 1), range(left, right + 1)) if (top, left) in self._texts else ():
                self._texts[cell] = self._texts[top, left]
                self._spread |= {cell} - {(top, left)}
        self._years = self._title_years() or sorted(years)
        self._bodies: dict[Cell, tuple[str, ...]] = {}
        self._days: dict[Cell, Written] = {}
        self._no_year: list[Cell] = []
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
            if (shorts := texts.named(self._texts[cell], reader))
        }
        self._banners: list[int] = []
        self._under: set[Cell] = set()
        self._by_row = self._columns_of_days()
        self._read_months()
        self._by_row = self._columns_of_days()
        self._under = self._texts_under_days()
        self._banners = self._all_banners()
        self._starts = self._all_starts()
        own = reader.find(clean("".join(" " if one.isdigit() else one for one in sheet.name)))
        self._of_sheet: tuple[str, ...] = (own.short,) if own else (owner,) if owner else ()
        self._has_body_column = any(
            fold(self._texts[cell]) in _BODIES or (cell in self._bodies and cell[0] in self._by_row)
            for cells in self._rows.values()
            for cell in cells
        )
        self._is_calendar = bool(self._under) or any(one.shorts for one in self._days.values())
        self._left_out: dict[str, str] = {}  # heading -> its cell
        self._nobody: dict[str, list[str]] = {}  # what stands over or beside the days of nobody -> their cells
        self._not_held: dict[Why, list[str]] = {}
        self._others: dict[str, list[str]] = {}
        self._unread: list[str] = []

    def meetings(self) -> Iterator[tuple[str, date]]:
        """Each day with each body that meets on it."""
        self._hear_texts()
        for cell, one in sorted(self._days.items()):
            heading = self._heading(cell)
            over = self._texts[heading] if heading else ""
            if heading and self._is_left_out(cell):
                self._left_out.setdefault(over, self._address(heading))
                continue
            shorts, sources = (one.shorts, []) if one.shorts else self._bodies_of(cell)
            reason = self._reason(cell, one, sources)
            if reason and (shorts or not self._is_calendar or one.why):
                when = f"{weekday_and_day(one.days[0])} " if len(one.days) == 1 else ""
                self._not_held.setdefault(reason.why, []).append(f"{self._address(cell)} {when}„{reason.words}“")
            elif reason:
                continue
            elif not one.days:
                self._unread.append(f"{self._address(cell)} „{self._texts.get(cell, self._shown(cell))}“")
            elif not shorts:
                self._hear_nobody(cell, over)
            else:
                for short in shorts:
                    if self._owner and short != self._owner:
                        self._others.setdefault(short, []).append(self._address(cell))
                    else:
                        yield from ((short, when) for when in one.days)

    def notes(self) -> Iterator[str]:
        """What was not understood or not used, once ``meetings`` has been asked."""
        for heading, cell in self._left_out.items():
            if texts.is_event(heading):
                yield f"dagene under „{heading}“ ({cell}) er ikke regnet som møder"
            else:
                yield f"kolonnen „{heading}“ ({cell}) er ikke brugt; fristerne regnes efter opsætningen"
        for why, cells in self._not_held.items():
            yield f"{counted(len(cells), 'dag er', 'dage er')} ikke regnet med ({why}): {_some(cells)}"
        for short, cells in self._others.items():
            count = counted(len(cells), "dag", "dage")
            yield f"{count} for {short} er ikke brugt i {self._owner}'s egen fil ({_some(cells)})"
        for named, cells in self._nobody.items():
            over = f" ved „{named}“" if named else ""
            yield f"{counted(len(cells), 'dag', 'dage')}{over} hører ikke til et udvalg, der kendes ({_some(cells)})"
        if self._no_year:
            count = counted(len(self._no_year), "dag", "dage")
            cells = [self._address(cell) for cell in self._no_year]
            yield f"{count} har kun måned og dag, og året står ikke i arket eller i filens navn ({_some(cells)})"
        if self._unread:
            yield f"{counted(len(self._unread), 'dag', 'dage')} kan ikke læses med sikkerhed: {_some(self._unread)}"

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
            if row < _TITLE_ROWS or texts.is_year(text) or texts.month_of(text):
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
                elif (text := self._texts.get(cell)) and cell not in self._spread:
                    one = texts.written(text, self._years_at(cell), self._reader)
                    if one is not None:
                        self._days[cell] = one

    def _read_months(self) -> None:
        """The figures where the row of a month and the column of a body meet, or the other way."""
        months = {cell: month for cell, text in self._texts.items() if (month := texts.month_of(text))}
        if not months:
            return
        for row, cells in enumerate(self._sheet.rows):
            for column, value in enumerate(cells):
                cell = row, column
                text = (
                    "" if isinstance(value, bool) else str(value) if isinstance(value, int) else self._texts.get(cell)
                )
                found = texts.numbers(text) if text and cell not in self._days else None
                if found is None:
                    continue
                left = [at for at in months if at[0] == row and at[1] < column]
                over = [at for at in months if at[1] == column and at[0] < row]
                shorts = self._over(cell) if left else self._beside_left(cell)
                if bool(left) == bool(over) or not shorts:
                    continue
                days, why = found
                at = max(left or over)
                year = months[at][1] or self._single_year(at)
                if year is None and not why:
                    self._no_year.append(cell)
                elif year is not None:
                    self._days[cell] = Written(_of_month(year, months[at][0], days), shorts, why)
                if cell in self._texts:
                    self._rows[row] = [one for one in self._rows[row] if one != cell]
                    self._columns[column] = [one for one in self._columns[column] if one != cell]

    def _single_year(self, at: Cell) -> int | None:
        years = self._years_at(at)
        return years[0] if len(years) == 1 else None

    def _beside_left(self, cell: Cell) -> tuple[str, ...]:
        left = [one for one in self._rows.get(cell[0], []) if one[1] < cell[1] and one in self._bodies]
        return self._bodies[left[0]] if len(left) == 1 else ()

    def _texts_under_days(self) -> set[Cell]:
        """The texts of a calendar whose dates stand in a row of their own with the bodies in the rows below it."""
        first: dict[int, Cell] = {}
        for row, column in sorted([*self._days, *self._bodies]):
            first.setdefault(column, (row, column))
        found: set[Cell] = set()
        for row in sorted(self._rows):
            if row in self._by_row:
                continue
            for cell in self._rows[row]:
                above = row - 1, cell[1]
                is_grid = above in self._days and len(self._by_row[row - 1]) > 1 and first[cell[1]] in self._days
                if is_grid or above in found:
                    found.add(cell)
        return found

    def _all_banners(self) -> list[int]:
        """Rows that say one thing, about the rows below them."""
        return [
            row
            for row, cells in self._rows.items()
            if len({self._texts[cell] for cell in cells}) == 1
            and row not in self._by_row
            and cells[0] not in self._under
            and (cells[0] in self._bodies or texts.is_banner_of_none(self._texts[cells[0]]))
            and not (len(cells) > 1 and any(self._over(cell) for cell in cells))
        ]

    def _all_starts(self) -> list[tuple[int, list[int]]]:
        """The row from which tables stand side by side, with the columns in which each but the first begins."""
        found = []
        for row, cells in sorted(self._rows.items()):
            own = [cell for cell in cells if cell not in self._spread]
            if row in self._by_row or len(own) < 2 or self._under & set(own) or self._is_row_of_days(row):
                continue
            starts, seen = list[int](), set[str]()
            for cell in own:
                label = fold(self._texts[cell])
                if label in seen:
                    starts.append(cell[1])
                    seen = set()
                seen.add(label)
            if starts or any(_is_label(self._texts[cell], _DAYS) for cell in own):
                found.append((row, starts))
        if not any(starts for _, starts in found):
            found = [(-1, self._alternating())]
        return found

    def _is_row_of_days(self, row: int) -> bool:
        return any(texts.month_of(self._texts[cell]) for cell in self._rows[row][:1]) and bool(
            self._bodies.keys() & set(self._rows[row])
        )

    def _alternating(self) -> list[int]:
        """The columns in which tables begin that alternate columns of days and of bodies; [] for one table."""
        days = sorted({cell[1] for cell in self._days if not self._is_left_out(cell)})
        bodies = sorted({cell[1] for cell in self._bodies if cell[0] in self._by_row})
        if len(days) < 2 or len(bodies) < 2:
            return []
        return days[1:] if days[0] < bodies[0] else bodies[1:]

    def _is_left_out(self, cell: Cell) -> bool:
        heading = self._heading(cell)
        is_one = heading is not None and heading not in self._bodies and self._is_heading(heading)
        return is_one and texts.heads_no_meetings(self._texts[heading or cell])

    def _table(self, cell: Cell) -> tuple[int, int]:
        """The first column of the table that a cell stands in, and the first behind it."""
        starts = next((starts for row, starts in reversed(self._starts) if row < cell[0]), [])
        place = bisect_right(starts, cell[1])
        return (starts[place - 1] if place else 0), (starts[place] if place < len(starts) else 1 << 20)

    def _heading(self, cell: Cell) -> Cell | None:
        """The nearest cell over this one with a text that is no day."""
        own = self._columns.get(cell[1], [])
        place = bisect_left(own, cell)
        return own[place - 1] if place else None

    def _is_heading(self, cell: Cell) -> bool:
        """False for a text among the days of a body, „Ferie“ in the row of July."""
        cells = self._rows.get(cell[0], [])
        if cell in self._under or cell[0] in self._by_row or texts.month_of(self._texts[cells[0]]):
            return False
        first = min((row for row, column in self._days if column == cell[1]), default=0)
        return cell[0] < first or cell[0] in self._banners or not self._over(cell)

    def _bodies_of(self, cell: Cell) -> tuple[tuple[str, ...], list[Cell]]:
        """The bodies that a day belongs to, and the cells that say so."""
        row, column = cell
        if self._under:
            below: list[Cell] = []
            while (at := (row + 1 + len(below), column)) in self._under:
                below.append(at)
            named = [at for at in below if at in self._bodies]
            is_sure = len(named) == len(below)
            return (
                (tuple(dict.fromkeys(short for at in named for short in self._bodies[at])), below)
                if is_sure
                else ((), below)
            )
        heading = self._heading(cell)
        if heading is not None and heading in self._bodies and heading[0] not in self._banners:
            return self._bodies[heading], [heading]
        if beside := self._beside(cell):
            return tuple(sorted({short for one in beside for short in self._bodies[one]})), beside
        first, behind = self._table(cell)
        marks = [
            one
            for one in self._rows.get(row, [])
            if first <= one[1] < behind and (is_mark(self._texts[one]) or texts.is_time(self._texts[one]))
        ]
        if marked := {short for one in marks for short in self._over(one)}:
            return tuple(sorted(marked)), marks
        if over := self._over(cell):
            return over, []
        if self._owner and self._has_body_column:
            return (), []
        banners = [at for at in self._banners if at < row]
        if banners and (shorts := self._bodies.get(self._rows[banners[-1]][0])):
            return shorts, [self._rows[banners[-1]][0]]
        return ((), []) if banners and not self._owner else (self._of_sheet, [])

    def _beside(self, cell: Cell) -> list[Cell]:
        """The cells that name the bodies of a day in its row, and in its table."""
        row, column = cell
        first, behind = self._table(cell)
        every = [one for one in self._rows.get(row, []) if one in self._bodies]
        own = [one for one in every if first <= one[1] < behind]
        if not own:
            return every if len(every) == 1 and self._is_of_all(every[0], first, behind) else []
        days = [at for at in self._used_columns(row) if first <= at < behind]
        if len(days) < 2 or all(one[1] < days[0] for one in own):
            return own
        nearest = [one for one in own if one[1] > column and not any(column < at < one[1] for at in days)]
        place = days.index(column) if column in days else 0
        is_span = place > 0 and days[place - 1] == column - 1  # „fra“ and „til“, or two meetings: not sure
        return [] if is_span else nearest

    def _is_of_all(self, body: Cell, first: int, behind: int) -> bool:
        """Whether a body stands before tables that have none of their own: „Udvalg | Frist | Møde | Frist | Møde“."""
        heading = self._heading(body)
        while heading in self._bodies and heading is not None:
            heading = self._heading(heading)
        if heading is None or body[1] >= first:
            return False
        row = self._rows[heading[0]]
        own = [one for one in row if first <= one[1] < behind]
        return bool(own) and all(self._texts[one] != self._texts[heading] for one in own)

    def _used_columns(self, row: int) -> list[int]:
        """The columns of days that may be meetings, of the tables that the row belongs to."""
        heads = [at for at, _ in self._starts if at < row]
        top = heads[-1] if heads else -1
        below = [at for at, _ in self._starts if at >= row]
        end = below[0] if below else 1 << 30
        return sorted({at[1] for at in self._days if top < at[0] < end and not self._is_left_out(at)})

    def _over(self, cell: Cell) -> tuple[str, ...]:
        """The bodies that are named nearest over a cell, and not in a line of their own."""
        above = (one for one in reversed(self._columns.get(cell[1], [])) if one < cell and one in self._bodies)
        return next((self._bodies[one] for one in above if one[0] not in self._banners and self._is_head(one)), ())

    def _reason(self, cell: Cell, one: Written, sources: Sequence[Cell]) -> _Reason | None:
        """Why a day is no meeting, by its own words, those beside it, how they look and what is noted at them."""
        if one.why:
            return _Reason(one.why, self._texts.get(cell, ""))
        remarks = self._remarks(cell)
        for at in (*sources, *remarks):
            if why := why_not(self._texts[at]):
                return _Reason(why, self._texts[at])
        for at in (cell, *sources):
            if at in self._looks.struck and not self._is_head(at):
                return _Reason(Why.CANCELLED, "overstreget")
        for at in (cell, *sources, *remarks):
            note = self._looks.comments.get(at, "")
            if not self._is_head(at) and (why := why_not(note)):
                return _Reason(why, clean(note)[: texts.LONGEST])
        banners = [at for at in self._banners if at < cell[0]]
        if banners and not self._under:
            words = self._texts[self._rows[banners[-1]][0]]
            if self._rows[banners[-1]][0] not in self._bodies:
                return _Reason(why_not(words) or Why.TERM, words)
        return None

    def _is_head(self, cell: Cell) -> bool:
        return cell[0] not in self._by_row and cell not in self._under

    def _remarks(self, cell: Cell) -> list[Cell]:
        """The texts of a day's row, in its table, that stand neither in the place of a day nor of another body."""
        first, behind = self._table(cell)
        days = set(self._used_columns(cell[0]))
        found = []
        for one in self._rows.get(cell[0], []):
            heading = self._heading(one)
            label = fold(self._texts[heading]).strip(" .:") if heading else ""
            if one[1] >= behind:
                continue
            if one[1] in days or self._over(one) or label in _ELSEWHERE:
                continue
            if one[1] < first and not self._is_of_all(one, first, behind):
                continue
            found.append(one)
        return found

    def _hear_texts(self) -> None:
        """Note what stands in the place of days and is none: texts with figures, and formulas never computed."""
        for cells in self._rows.values():
            for cell in cells:
                text = self._texts[cell]
                heading = self._heading(cell)
                if heading is None or cell in self._bodies or cell[0] in self._banners or cell in self._spread:
                    continue
                if texts.month_of(text) or texts.is_time(text) or texts.is_weekday(text) or texts.is_year(text):
                    continue
                is_cell = (heading in self._bodies and self._is_head(heading)) or _is_label(self._texts[heading], _DAYS)
                text = texts.without_years(text)
                if is_cell and any(map(str.isdigit, text)):
                    self._unread.append(f"{self._address(cell)} „{self._texts[cell][: texts.LONGEST]}“")
        dated = {column for _, column in self._days}
        for cell in sorted(self._looks.formulas_without_value):
            heading = self._heading(cell)
            label = self._texts[heading] if heading else ""
            if cell[1] in dated or heading in self._bodies or _is_label(label, _DAYS):
                self._unread.append(f"{self._address(cell)} „en formel uden resultat“")

    def _hear_nobody(self, cell: Cell, over: str) -> None:
        """Note a day of nobody; in a calendar only where something is said of it."""
        first, behind = self._table(cell)
        if self._under:
            beside = [at for at in [(cell[0] + 1, cell[1])] if at in self._under]
        else:
            beside = [one for one in self._rows.get(cell[0], []) if first <= one[1] < behind]
        days = self._used_columns(cell[0])
        if len(days) > 1 and not self._under:
            beside = [one for one in beside if one[1] > cell[1] and not any(cell[1] < at < one[1] for at in days)]
        told = [one for one in beside if not texts.is_weekday(self._texts[one]) and fold(self._texts[one]) != "nej"]
        words = [self._texts[one] for one in told if not self._texts[one].isdigit()]
        is_calendar = self._is_calendar or len(days) > 1 or self._is_marked()
        if words or not is_calendar:
            self._nobody.setdefault(words[0] if words else over, []).append(self._address(cell))

    def _is_marked(self) -> bool:
        """Whether the sheet is a calendar with marks under the bodies."""
        dated = (cell for row in self._by_row for cell in self._rows.get(row, []))
        return any((is_mark(text := self._texts[cell]) or texts.is_time(text)) and self._over(cell) for cell in dated)

    def _shown(self, cell: Cell) -> str:
        value = self._sheet.rows[cell[0]][cell[1]]
        return str(value)

    def _address(self, cell: Cell) -> str:
        return f"{self._sheet.name}!{column_letter(cell[1])}{cell[0] + 1}"


def _text(value: object) -> str:
    """The text of a cell; a year is one, since it is a heading."""
    if isinstance(value, str):
        return clean(value)
    is_year = isinstance(value, int) and not isinstance(value, bool) and value in _YEARS
    return str(value) if is_year else ""


def _is_label(text: str, labels: Sequence[str]) -> bool:
    return any(word in labels for word in fold(text).split())


def _of_month(year: int, month: int, days: Sequence[int]) -> tuple[date, ...]:
    """The days of a month; none where one of them does not exist."""
    try:
        return tuple(date(year, month, one) for one in days)
    except ValueError:
        return ()


def _some(cells: Sequence[str]) -> str:
    left = len(cells) - _EXAMPLES
    return listed([*cells[:_EXAMPLES], *([f"{left} til"] if left > 0 else [])])
