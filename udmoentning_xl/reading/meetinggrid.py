"""Where in a sheet of meeting dates the days, the bodies and the headings stand, and which tables lie side by side.

Whose the days are, and which are no meetings, is the business of ``meetingsheet``; what a text says, of
``meetingtexts``.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date

from udmoentning_xl.danish import MONTHS, fold
from udmoentning_xl.reading import meetingheadings as headings
from udmoentning_xl.reading import meetingtexts as texts
from udmoentning_xl.reading.meetingcalendar import calendar_days, days_across
from udmoentning_xl.reading.meetingcells import ELSEWHERE, Cell, MeetingCells, is_label
from udmoentning_xl.reading.meetingnames import MeetingNames
from udmoentning_xl.reading.meetingtexts import DayStatus, DayText
from udmoentning_xl.reading.source import SheetData
from udmoentning_xl.values.markers import is_mark

_MOST_DAYS = 31
_FIGURE_LABELS = ("dag", "dato", "d", "den", "mødedag")
_MONTH_LABELS = ("måned", "md", "mdr")
_SHEET = (-1, 0)  # the place of the month that the sheet is called after
_LEAP = 2000  # has every day of a month, where the year is not known
#: Headings of the days of meetings.
DAY_LABELS = (
    "møde",
    "møder",
    "dato",
    "datoer",
    "mødedato",
    "mødedatoer",
    "mødedage",
    "mødedag",
    "mødetidspunkt",
    "dag",
)


class MeetingGrid(MeetingCells):
    """The places of the texts and days of one sheet."""

    def __init__(self, sheet: SheetData, names: MeetingNames, years: Sequence[int]) -> None:
        super().__init__(sheet, names, years)
        self._is_of_month = False  # whether the sheet is called after the month of its figures
        self._shared: dict[Cell, Cell] = {}  # rows without a day, and the day over them that they have
        self._odd: dict[Cell, str] = {}  # days that are not on the weekday that stands at them
        self._off: dict[Cell, tuple[str, ...]] = {}  # those of them whose meeting is called off
        self._odd_in_months: dict[
            Cell, tuple[tuple[str, ...], int]
        ] = {}  # texts in the place of a body's days of a month
        self._left: dict[Cell, str] = {}  # what a cell says besides, that was not understood
        self._passing: dict[Cell, bool] = {}
        self._banners: list[int] = []
        self._strangers: list[Cell] = []
        self._under: set[Cell] = set()
        self._weekday_heads: dict[int, dict[int, str]] = {}
        for at in (one for cells in self._rows.values() for one in cells):
            if len(self._texts[at]) > 1 and texts.is_weekday(self._texts[at]):
                self._weekday_heads.setdefault(at[0], {})[at[1]] = self._texts[at]
        self._rows_of_labels = [
            row for row, cells in self._rows.items() if any(is_label(self._texts[at], DAY_LABELS) for at in cells[:1])
        ]
        self._by_row = self._columns_of_days()
        self._read_days_before_months()
        self._read_calendar()
        self._read_weeks()
        self._read_months()
        self._read_extra_days()
        self._read_shown_years()
        self._doubt_hidden_years()
        self._doubt_months()
        self._doubt_weekdays()
        self._copy_merged_days()
        self._copy_days_down()
        self.corrections = list(self._read_corrections())
        self._by_row = self._columns_of_days()
        self._doubt_days_of_marks()
        self._under = self._texts_under_days()
        self._of_days = self._headings_of_days()
        self._read_entries()
        self._banners = self._all_banners()
        self._strangers = self._lines_of_strangers()
        self._starts = self._all_starts()

    def _read_extra_days(self) -> None:
        """The extra meetings at the end of the list of a body, which are its days and no news of other meetings."""
        for cell in sorted(self._sentences):
            is_last = (cell[0] - 1, cell[1]) in self._days and bool(self._over(cell))
            if is_last and texts.is_extra_day(text := self._texts[cell]) and (one := self._written(cell, text)):
                self._days[cell] = one
                self._no_text(cell)

    def _read_shown_years(self) -> None:
        """Take the year of their heading for days that are all of another, as a cell that shows „13/1“ may be, where
        the weekday over them says so. Others are in doubt, but not under a title alone, which may be an old one.
        """
        is_title = len({year for year, *_ in self._periods.values()}) < 2
        tables: dict[Cell, list[Cell]] = {}
        for cell, one in self._days.items():
            if len(one.days) == 1 and cell not in self._texts and (own := self._period_over(cell)):
                tables.setdefault(own, []).append(cell)
        for own, cells in tables.items():
            year = self._periods[own][0]
            for cell in cells if all(self._days[at].days[0].year != year for at in cells) else ():
                when = self._days[cell].days[0]
                shown = _of_month(year, when.month, (when.day,))
                heads = (self._texts[at] for at in self._columns.get(cell[1], []) if own[0] < at[0] < cell[0])
                weekday = next((found for text in heads if (found := texts.weekday_in(text))), "")
                is_sure = weekday and all(texts.is_on(weekday, one) for one in shown) and not texts.is_on(weekday, when)
                if is_sure or not is_title:
                    self._days[cell] = replace(self._days[cell], days=shown if is_sure else ())

    def _doubt_hidden_years(self) -> None:
        """Leave out the dates that show no year and are of another than their title and headings say."""
        for cell in self._sheet.formatting.yearless & self._days.keys():
            years, one = self._years_at(cell), self._days[cell]
            if years and any(when.year not in years for when in one.days):
                self._days[cell] = replace(one, days=())

    def _doubt_months(self) -> None:
        """Leave out the days under a body in the row of another month, as „1/2“ beside „Marts“ is."""
        for cell, one in self._days.items():
            label = min(self._rows.get(cell[0], []), default=cell)
            month = texts.month_of(self._texts[label]) if label < cell and label not in self._spread else None
            if month and self._over(cell) and one.days and all(when.month != month[0] for when in one.days):
                self._days[cell] = replace(one, days=())

    def _doubt_weekdays(self) -> None:
        """Leave out the days that are not on the weekday beside them or, where no body is, over them."""
        for cell, one in self._days.items():
            weekday = "" if self._over(cell) else self._weekday_over(cell)
            if cell in self._more:
                continue
            is_odd = len(one.days) == 1 and weekday and not texts.is_on(weekday, one.days[0])
            if is_odd or not self._is_on_weekday(cell, one):
                self._odd[cell] = weekday if is_odd and weekday else self._weekdays_beside(cell)[0]
                self._days[cell] = replace(one, days=())

    def _doubt_days_of_marks(self) -> None:
        """Leave out the days in the place of marks, of rows that have a day of their own."""
        for cell in self._days.keys() & self._texts.keys():
            is_of_marks = self._over(cell) and any(is_mark(self._texts[at]) for at in self._columns[cell[1]])
            if is_of_marks and not self._over(own := (cell[0], self._by_row[cell[0]][0])) and own != cell:
                self._days[cell] = replace(self._days[cell], days=())

    def _copy_days_down(self) -> None:
        """Give the bodies below the body of a day that day, where their rows have none and the sheet does so again.

        A single row without a day may as well be one whose day somebody has forgotten.
        """
        found: dict[Cell, list[tuple[int, int]]] = {}  # day -> the rows below it, each with the column of its body
        for row, columns in self._columns_of_days().items():
            bodies = [at[1] for at in self._rows.get(row, ()) if at in self._bodies]
            if len(columns) != 1 or len(bodies) != 1 or bodies[0] < columns[0]:
                continue
            seen = {self._bodies[row, bodies[0]]}
            for below in range(row + 1, len(self._sheet.rows)):
                at = below, bodies[0]
                is_free = not any(self._sheet.rows[below][: columns[0] + 1]) and (below, columns[0]) not in self._days
                if not is_free or at not in self._bodies or self._bodies[at] in seen:
                    break
                seen.add(self._bodies[at])
                found.setdefault((row, columns[0]), []).append(at)
        if len(found) > 1:
            for day, cells in found.items():
                for row, _ in cells:
                    self._days[row, day[1]] = self._days[day]
                    self._shared[row, day[1]] = day
                    self._figures |= {(row, day[1])} if day in self._figures else set()

    def _read_days_before_months(self) -> None:
        """The days of a table with the columns „Dag“ and „Måned“."""
        heads = [
            (row, column)
            for (row, column), text in self._texts.items()
            if fold(text).strip(" .:") in _MONTH_LABELS
            and fold(self._texts.get((row, column - 1), "")).strip(" .:") in _FIGURE_LABELS
        ]
        for top, column in heads:
            for row in range(top + 1, len(self._sheet.rows)):
                cell, beside = (row, column - 1), (row, column)
                figure, named = texts.figure(self._written_at(cell)), texts.month_of(self._written_at(beside))
                month, year = named or (_number(self._written_at(beside)), None)
                if figure is None or figure[2] or not 0 < month <= len(MONTHS):
                    continue
                if year is None:
                    year = self._single_year(beside, month)
                for at in (cell, beside):
                    if self._texts.pop(at, ""):
                        self._no_text(at)
                if year is None:
                    self._no_year.append(cell)
                    continue
                days = _of_month(year, month, (figure[1],))
                is_sure = not figure[0] or (days and texts.is_on(figure[0], days[0]))
                self._days[cell] = DayText(days if is_sure else ())

    def _written_at(self, cell: Cell) -> str:
        """The text or the whole number of a cell."""
        row = self._sheet.rows[cell[0]]
        value = row[cell[1]] if cell[1] < len(row) else None
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else self._texts.get(cell, "")

    def _read_calendar(self) -> None:
        """The figures of days under or beside their months, with weekdays or one after the other."""
        merged = {cell: month for cell, text in self._texts.items() if (month := texts.month_of(text))}
        months = {cell: month for cell, month in merged.items() if cell not in self._spread}
        if (of_sheet := texts.month_of(self._sheet.name.strip(" 0123456789.-_"))) and not months:
            months[_SHEET] = of_sheet
        self._is_of_month = _SHEET in months
        values: dict[Cell, str | int] = {
            cell: text for cell, text in self._texts.items() if cell not in self._spread and cell not in self._days
        }
        for row, cells in enumerate(self._sheet.rows):
            for column, value in enumerate(cells):
                if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= _MOST_DAYS:
                    values[row, column] = value
        beside = self._columns_beside_days(values)
        values = {at: value for at, value in values.items() if at[1] not in beside or not str(value).isdigit()}
        found = calendar_days(
            values,
            months,
            self._single_year,
            self._bodies.__contains__,
            lambda cell: bool(self._over(cell)),
            self._is_entry_of_body,
            lambda cell: self._is_of_month and cell[0] not in self._rows and bool(self._over(cell)),
        )
        for cell, when, text, has_year in list(days_across(values, merged, self._single_year)):
            label = max(column for row, column in merged if row == cell[0] and column < cell[1])
            kind = self._texts.get((cell[0], label + 1), "")  # „fm“, „em“, „frist“
            self._read_entry(cell, when, f"{kind} {text}" if texts.why_not(kind) else text, has_year=has_year)
        for cell, when, rest, has_year in list(found):
            self._read_entry(cell, when, rest, has_year=has_year)

    def _read_entry(self, cell: Cell, when: date | None, rest: str, *, has_year: bool) -> None:
        """Take the day of a cell of a calendar, with what else the cell says of who meets."""
        words = texts.said(rest, self._names)
        if not has_year:
            if words.held or words.off or self._bodies.get((cell[0], cell[1] + 1)):
                self._no_year.append(cell)
            return
        why = DayStatus.CANCELLED if words.off and not words.held else texts.why_not(rest) if not words.held else None
        shorts, off = (words.held, words.off) if words.held else (words.off, ())
        is_list = any(map(texts.figure, rest.split("\n")[1:]))  # of several days
        days = (when,) if when and not is_list else ()
        self._days[cell] = DayText(days, shorts, why, off, "; ".join(words.left))
        self._figures.add(cell)
        if cell in self._texts:
            self._bodies.pop(cell, None)
            self._no_text(cell)

    def _read_weeks(self) -> None:
        """The texts where the row of a week, „5/1 - 9/1“, its Monday or its number, meets the column of a weekday."""
        heads = self._weekdays_across()
        for place, (row, columns) in enumerate(heads):
            left = max((one[-1] + 1 for at, one in heads if at == row and one[-1] < columns[0]), default=0)
            ends = (*(at for at, _ in heads[place:]), *self._rows_of_labels)  # of other tables
            end = min((at for at in ends if at > row), default=len(self._sheet.rows))
            for at in range(row + 1, end):
                beside = [(at, one) for one in range(left, columns[0])]
                weeks = {cell: found for cell in beside if (found := self._weeks_at(cell)) is not None}
                is_list = any((at, one) in self._days for one in columns) or self._bodies.keys() & set(beside)
                if not weeks or is_list:
                    continue
                days = _common_week([weeks[cell] for cell in sorted(weeks, key=self._is_number)])
                for cell in [cell for cell in self._rows.get(at, []) if cell[1] in columns]:
                    text = self._texts[cell]
                    if cell in self._spread:  # it stands on another day
                        self._bodies.pop(cell, None)
                        self._no_text(cell)
                    elif self._names.mentioned(text) or not texts.HOLIDAY.search(text):
                        words = texts.said(text, self._names)
                        is_wide = any(self._origins.get((at, one)) == cell for one in columns if one != cell[1])
                        is_known = not is_wide and (words.held or words.off or texts.says_kind(text))
                        weekday = self._texts[row, cell[1]]
                        when = next((one for one in days if is_known and texts.is_on(weekday, one)), None)
                        self._read_entry(cell, when, text, has_year=any(weeks.values()))
                for cell in weeks:
                    if self._texts.pop(cell, "") and cell not in self._days:
                        self._no_text(cell)
                    self._days.pop(cell, None)

    def _weeks_at(self, cell: Cell) -> set[tuple[date, ...]] | None:
        """The days of each week that a cell may mean, or a day that begins none; None where it says no week."""
        text, years = self._written_at(cell), self._years_at(cell)
        if texts.is_week(text):
            return {days for year in years if (days := texts.days_of_week(text, year))}
        if cell in self._days:
            return {texts.week_from(one) for one in self._days[cell].days[:1]}
        heading = self._heading(cell)
        number = texts.week_number(text, self._texts[heading] if heading else "")
        return {days for year in years if number and (days := texts.week_of(year, number))} or None

    def _is_number(self, cell: Cell) -> bool:
        """Whether a cell is neither a day nor the days of a week."""
        return cell not in self._days and not texts.is_week(self._texts.get(cell, ""))

    def _weekdays_across(self) -> list[tuple[int, list[int]]]:
        """The columns of each run of weekdays beside each other that are under no body, with their row."""
        found: list[tuple[int, list[int]]] = []
        for row, heads in sorted(self._weekday_heads.items()):
            for column in (
                one for one in sorted(heads) if (row, one) not in self._spread and not self._over((row, one))
            ):
                own = found[-1][1] if found and found[-1][0] == row else []
                if own and own[-1] == column - 1 and heads[column] not in [heads[one] for one in own]:
                    own.append(column)
                else:
                    found.append((row, [column]))
        return [(row, columns) for row, columns in found if len(columns) > 1]

    def _weekday_over(self, cell: Cell) -> str:
        """The weekday over a cell, in the nearest row over it that has several."""
        over = max(
            (row for row, found in self._weekday_heads.items() if row < cell[0] and len(found) > 1), default=None
        )
        is_ended = over is not None and any(over < row < cell[0] for row in self._rows_of_labels)
        return "" if over is None or is_ended else self._weekday_heads[over].get(cell[1], "")

    def _columns_beside_days(self, values: Mapping[Cell, str | int]) -> set[int]:
        """The columns whose numbers, as of weeks, stand beside a day wherever a body does, and are none themselves."""
        bodies = {row for row, _ in self._bodies}
        rows: dict[int, set[int]] = {}
        for (row, column), value in values.items():
            if row in bodies and str(value).isdigit():
                rows.setdefault(column, set()).add(row)
        return {column for column, found in rows.items() if found <= self._by_row.keys()}

    def _is_entry_of_body(self, rest: str) -> bool:
        """Whether a cell says after a figure who meets, „9.: BUU og MTU“, and not which of its meetings it is."""
        plain = rest.strip(" .:–-")
        words = texts.said(plain, self._names)
        if rest.strip()[:1] in (":", "–", "-"):
            return bool(plain and (words.off or texts.why_not(plain) or self._names.mentioned(plain)))
        is_count = not plain or "møde" in plain.lower() or texts.says_kind(plain.split()[0])
        return bool(words.held or words.off) and not is_count

    def _read_entries(self) -> None:
        """The texts beside or under days that say more than who meets, „ØK · VPU aflyst“."""
        for row, cells in self._rows.items():
            for cell in cells:
                is_place = row in self._by_row or cell in self._under
                if cell in self._bodies or not is_place or self._is_news(cell):
                    continue
                words = texts.said(self._texts[cell], self._names)
                if shorts := words.held + words.off:
                    self._bodies[cell], self._off[cell] = shorts, words.off
                    if words.left:
                        self._left[cell] = "; ".join(words.left)

    def _is_news(self, cell: Cell) -> bool:
        """Whether a sentence changes the meeting of the day that it names itself, and not of the one beside it."""
        return cell in self._sentences and texts.changes_own_day(self._texts[cell])

    def _read_months(self) -> None:
        """The figures where the row of a month and the column of a body meet, or the other way."""
        months = {cell: month for cell, text in self._texts.items() if (month := texts.month_of(text))}
        if not months:
            return
        self._read_under_months(months)
        for row, cells in enumerate(self._sheet.rows):
            for cell in ((row, column) for column in range(len(cells))):
                text = self._written_at(cell)
                if cell not in self._days and any(map(str.isdigit, text)):
                    self._read_of_month(cell, text, months)

    def _read_of_month(self, cell: Cell, text: str, months: Mapping[Cell, tuple[int, int | None]]) -> None:
        """One text or figure of a table of months, where it is in the place of a day."""
        left = [at for at in months if at[0] == cell[0] and at[1] < cell[1]]
        over = [at for at in months if at[1] == cell[1] and at[0] < cell[0]]
        if bool(left) == bool(over) or self._is_beside_figure(cell, over):
            return
        found = texts.numbers(text)
        named = text if not found and texts.with_month(text, 1, _LEAP) else ""
        head = self._over_cell(cell) if left else self._before_months(cell, months)
        shorts = self._bodies[head] if head else ()  # of none, the day is that of the line over it, or of the sheet
        at = max(left or over)
        above = (self._texts[one] for one in self._columns.get(cell[1], []) if one < cell)
        is_of_line = bool(left) and any(fold(one).strip(" .:") in _FIGURE_LABELS for one in above)
        if head is None and not is_of_line:
            if (found or named) and not texts.counts_meetings(text):
                self._hear_no_body(cell, is_row=bool(over))
            return
        if found is None and not named:
            if not texts.HOLIDAY.search(text):
                self._odd_in_months[cell] = shorts, months[at][0]
            return
        if head is not None:
            self._named_by[cell] = head
        days, why = found or ((), None)
        year = months[at][1] or self._single_year(at, months[at][0])
        if year is None and not why:
            self._no_year.append(cell)
        elif year is not None and found:
            whole = _of_month(year, months[at][0], days)
            weekday = texts.weekday_in(text)
            is_sure = not weekday or (len(whole) == 1 and texts.is_on(weekday, whole[0]))
            self._days[cell] = DayText(whole if is_sure else (), shorts, why)
        elif year is not None:
            one = texts.written(texts.with_month(named, months[at][0], year) or "", (), self._names)
            self._days[cell] = DayText(one.days, shorts, one.why) if one else DayText((), shorts)
        if cell in self._texts:
            self._no_text(cell)

    def _is_beside_figure(self, cell: Cell, over: Sequence[Cell]) -> bool:
        """Whether a number under a merged month stands in a row with the days of a calendar, as that of a week does."""
        return bool(over) and max(over) in self._spread and any(at[0] == cell[0] for at in self._figures)

    def _read_under_months(self, months: Mapping[Cell, tuple[int, int | None]]) -> None:
        """The days below the line of a month, „Tirsdag den 9.“."""
        lines = {
            row: months[cells[0]] for row, cells in self._rows.items() if self._is_line(row) and cells[0] in months
        }
        for cell in [one for row in self._rows if row not in lines for one in self._rows[row]]:
            above = max((row for row in lines if row < cell[0]), default=None)
            if above is None:
                continue
            month, year = lines[above]
            year = year or self._single_year(cell, month)
            text = texts.with_month(self._texts[cell], month, year or _LEAP)
            if text and year is None:
                self._no_year.append(cell)
            elif text and (one := texts.written(text, (), self._names)):
                self._days[cell] = one
            if text:
                self._no_text(cell)

    def _is_line(self, row: int) -> bool:
        """Whether a row has one text, which may be merged over several columns."""
        return len({cell for cell in self._rows[row] if cell not in self._spread}) == 1

    def _hear_no_body(self, cell: Cell, *, is_row: bool) -> None:
        """Note a day in a row or column whose heading stands among bodies, and is none that is known."""
        head = min(self._rows.get(cell[0], []), default=None) if is_row else self._heading(cell)
        while not is_row and head is not None and not self._bodies.keys() & set(self._rows[head[0]]):
            head = self._heading(head)  # the weekday and the time of all meetings, or another day of the column
        if head is None or head in self._bodies or (is_row and head[1] >= cell[1]):
            return
        if not is_row or any(one in self._bodies for one in self._columns[head[1]]):
            self._no_body.setdefault(self._texts[head], []).append(cell)

    def _before_months(self, cell: Cell, months: Iterable[Cell]) -> Cell | None:
        """Where the body stands that is named in a cell's row, to the left of all months."""
        behind = min(column for _, column in months)
        left = [one for one in self._rows.get(cell[0], []) if one[1] < behind and one in self._bodies]
        return left[0] if len(left) == 1 else None

    def _texts_under_days(self) -> set[Cell]:
        """The texts of a calendar whose dates stand in a row of their own with the bodies in the rows below it."""
        first: dict[int, Cell] = {}
        for row, column in sorted([*self._days, *self._bodies]):
            first.setdefault(column, (row, column))
        found: set[Cell] = set()
        for row in sorted(self._rows):
            if row in self._by_row or self._is_across_days(row) or self._is_about_row_above(row):
                continue
            for cell in self._rows[row]:
                above = row - 1, cell[1]
                is_grid = above in self._days and len(self._by_row[row - 1]) > 1 and first[cell[1]] in self._days
                if is_grid or (above in found and not (self._is_line(row) and len(self._rows[row]) > 1)):
                    found.add(cell)
        return found

    def _is_about_row_above(self, row: int) -> bool:
        """Whether the days over a row are those of a body before them, or have a label, as the row has: „Mødested“."""
        first = self._by_row.get(row - 1, [0])[0]
        before = [at for at in self._rows.get(row - 1, []) if at[1] < first]
        is_label_of_places = any(is_label(self._texts[at], ELSEWHERE) for at in self._rows[row][:1] if at[1] < first)
        return any(is_label_of_places or at in self._bodies for at in before)

    def _is_across_days(self, row: int) -> bool:
        """Whether a line is merged over a table of days, from a column before that of the first day over it."""
        days = self._by_row.get(row - 1, [])
        return self._is_line(row) and any(self._rows[row][0][1] < at < self._rows[row][-1][1] for at in days[:1])

    def _headings_of_days(self) -> set[Cell]:
        """The headings over days that say that these are those of the meetings."""
        heads = {heading for cell in self._days.keys() - self._figures if (heading := self._heading(cell))}
        return {
            at for at in heads if is_label(text := self._texts[at], DAY_LABELS) and not headings.heads_no_meetings(text)
        }

    def _find_title_of_terms(self) -> str:
        """The name or the title of a sheet that has the terms for other meetings, „Frister 2027“; "" for another."""
        return next((text for text in self._titles() if headings.names_terms(text)), "")

    def _titles(self) -> list[str]:
        """The name of the sheet, and the lines over all its tables."""
        first = min([*(row for row, cells in self._rows.items() if len(cells) > 1), *self._by_row], default=0)
        return [self._sheet.name, *(self._texts[cells[0]] for row, cells in self._rows.items() if row < first)]

    def _is_called_meeting(self, cell: Cell) -> bool:
        """Whether the heading of a day, or one before it in its row, says that it is a meeting."""
        heading = self._heading(cell)
        before = [at for at in self._rows.get(cell[0], []) if at[1] < cell[1]]
        return any(headings.names_meeting(self._texts[at]) for at in (*before, *([heading] if heading else [])))

    def _all_banners(self) -> list[int]:
        """Rows that say one thing, about the rows below them."""
        return [
            row
            for row, cells in self._rows.items()
            if len({self._texts[cell] for cell in cells}) == 1
            and row not in self._by_row
            and cells[0] not in self._under
            and (
                (cells[0] in self._bodies and not (self._is_across_days(row) or self._is_note(cells[0])))
                or texts.is_banner_of_none(self._texts[cells[0]])
            )
            and not (len(cells) > 1 and any(self._over(cell) for cell in cells))
        ]

    def _lines_of_strangers(self) -> list[Cell]:
        """The texts between days that have their row to themselves and may name others than the bodies that are known,
        „FÆLLES“, „Hegnssynet“; the days below are then not those of the body above.
        """
        first, last = min(self._by_row, default=0), max(self._by_row, default=0)
        others = self._by_row.keys() | set(self._banners)
        return [
            cells[0]
            for row, cells in sorted(self._rows.items())
            if first < row < last and row not in others and self._is_line(row)
            if cells[0] not in self._under and self._may_name_another(cells[0])
        ]

    def _may_name_another(self, line: Cell) -> bool:
        """Whether a line may be a name, and says neither of which time the days below it are nor what happens there."""
        text = self._texts[line]
        if line in self._bodies or line in self._sentences or self._is_note(line):
            return False
        is_sentence = text.endswith((".", "!")) or len(text.split()) > headings.MOST_WORDS or headings.is_remark(text)
        if headings.is_of_some_body(text):  # „Udvalgets møder“
            return True
        is_label_of_days = headings.heads_days(text) or is_label(text, ELSEWHERE)
        is_said_of_days = texts.says_kind(text) or texts.weekday_in(text) or texts.HOLIDAY.search(text)
        return not (
            is_sentence or is_label_of_days or is_said_of_days or texts.is_of_terms(text) or texts.why_not(text)
        )

    def _stranger_over(self, cell: Cell) -> Cell | None:
        """The last line over a cell, at or before its column, that may name others than the bodies that are known; None
        where the line of one that is known is nearer.
        """
        place = bisect_left(self._strangers, (cell[0], 0))
        while place and self._strangers[place - 1][1] > cell[1]:
            place -= 1
        banner = self._banner_over(cell)
        return self._strangers[place - 1] if place and self._strangers[place - 1] > (banner or (-1, 0)) else None

    def _banner_over(self, cell: Cell) -> Cell | None:
        """The last line over a cell that names bodies, or says that what is below it is no meeting."""
        place = bisect_left(self._banners, cell[0])
        return self._rows[self._banners[place - 1]][0] if place else None

    def _all_starts(self) -> list[tuple[int, list[int]]]:
        """The row from which tables stand side by side, with the columns in which each but the first begins."""
        found = []
        for row, cells in sorted(self._rows.items()):
            own = [cell for cell in cells if cell not in self._spread]
            if row in self._by_row or len(own) < 2 or self._under & set(own) or self._is_row_of_days(row):
                continue
            has_day_label = any(is_label(self._texts[cell], DAY_LABELS) for cell in own)
            if self._bodies.keys() & set(self._rows.get(row - 1, [])) and row - 1 in self._by_row and not has_day_label:
                continue  # it says of the days of a body over it where they are
            starts, seen = list[int](), set[str]()
            for cell in own:
                label = fold(self._texts[cell])
                if texts.says_when(self._texts[cell]):
                    continue  # tables side by side do not begin with when their meetings are
                if label in seen:
                    starts.append(cell[1])
                    seen = set()
                seen.add(label)
            if starts or has_day_label:
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
        """Whether a day says itself that it is no meeting, „Budgetseminar 20.-21. august“, or its heading does."""
        return (
            self._days[cell].why in (DayStatus.EVENT, DayStatus.TERM, DayStatus.RESERVE)
            or self._not_of_meetings(cell) is not None
        )

    def _not_of_meetings(self, cell: Cell) -> Cell | None:
        """The heading that says that the days of a column are not those of meetings: its own, or that of its group."""
        heading = self._heading(cell)
        if heading is None:
            return None
        if heading not in self._bodies and self._is_heading(heading) and self._heads_none(heading):
            return heading
        if not self._is_head(heading) or heading[0] in self._banners:
            return None
        if self._is_more_than_another(heading):
            return heading
        group = self._group(heading)
        is_of_terms = group is not None and headings.names_terms(self._texts[group])
        return group if is_of_terms and not headings.names_meeting(self._texts[heading]) else None

    def _is_more_than_another(self, heading: Cell) -> bool:
        """Whether one beside a heading names the same body with fewer words: „ØK“ beside „Punkter ØK“."""
        if heading not in self._bodies:
            return False
        words = headings.words_of(self._texts[heading])
        return any(
            self._bodies.get(one) == self._bodies[heading] and headings.words_of(self._texts[one]) < words
            for one in self._rows[heading[0]]
        )

    def _heads_none(self, heading: Cell) -> bool:
        """Whether a heading says so, or is another than that of the meetings in its row, „Møde | Klar til tryk“."""
        text = self._texts[heading]
        if headings.heads_no_meetings(text):
            return not self._is_passing(heading)
        if heading in self._of_days or headings.heads_days(text) or heading[0] in self._banners:
            return False
        row = self._rows[heading[0]]
        return any(one in self._of_days for one in row) and not self._bodies.keys() & set(row)

    def _group(self, heading: Cell) -> Cell | None:
        """The heading in the row above, of this column or of those from an earlier one on, „Frister“."""
        row, column = heading
        above = [one for one in self._rows.get(row - 1, []) if one[1] <= column]
        if not above or row - 1 in self._banners or row - 1 in self._by_row or len(self._rows[row - 1]) < 2:
            return None
        return above[-1]

    def _is_passing(self, line: Cell) -> bool:
        """Whether a line is a holiday among meetings, of which no day below it is."""
        if line not in self._passing:
            below = {cell: one for cell, one in self._days.items() if cell[0] > line[0]}
            is_across = (
                len({over for cell in below if (over := self._over_cell(cell))}) > 1
            )  # the bodies' columns go on
            self._passing[line] = bool(texts.HOLIDAY.search(self._texts[line])) and (
                is_across
                or any(
                    one.shorts
                    or self._bodies.keys() & {(cell[0], at) for at in range(cell[1])}
                    or self._has_entry(cell)
                    for cell, one in below.items()
                )
            )
        return self._passing[line]

    def _has_entry(self, cell: Cell) -> bool:
        """Whether something stands beside or under a day that says whose it is."""
        beside = [one for one in self._rows.get(cell[0], []) if one[1] > cell[1]]
        below = cell[0] + 1, cell[1]
        return (below in self._under and below in self._bodies) or any(
            one in self._bodies or (is_mark(self._texts[one]) and self._over(one)) for one in beside
        )

    def _table(self, cell: Cell) -> tuple[int, int]:
        """The first column of the table that a cell stands in, and the first behind it."""
        starts = next((starts for row, starts in reversed(self._starts) if row < cell[0]), [])
        place = bisect_right(starts, cell[1])
        return (starts[place - 1] if place else 0), (starts[place] if place < len(starts) else 1 << 20)

    def _used_columns(self, row: int) -> list[int]:
        """The columns of days that may be meetings, of the tables that the row belongs to."""
        heads = [at for at, _ in self._starts if at < row]
        top = heads[-1] if heads else -1
        below = [at for at, _ in self._starts if at >= row]
        end = below[0] if below else 1 << 30
        return sorted({at[1] for at in self._days if top < at[0] < end and not self._is_left_out(at)})

    def _heading(self, cell: Cell) -> Cell | None:
        """The nearest cell over this one with a text that is no day."""
        own = self._columns.get(cell[1], [])
        place = bisect_left(own, cell)
        while place and (self._is_line_among_days(own[place - 1]) or self._is_note(own[place - 1])):
            place -= 1
        return own[place - 1] if place else None

    def _is_note(self, cell: Cell) -> bool:
        """Whether a text has a row for itself and a day of its own, and is about that, not about the days below it."""
        return texts.has_day(self._texts[cell]) and self._is_line(cell[0])

    def _is_line_among_days(self, cell: Cell) -> bool:
        """Whether a cell is of a line merged across a table that says what happens between its days, and heads none."""
        row = cell[0]
        if cell not in self._spread or row - 1 not in self._by_row:
            return False
        is_event = row in self._by_row or bool(texts.HOLIDAY.search(self._texts[cell]))
        return is_event and cell[1] in self._by_row[row - 1]

    def _is_heading(self, cell: Cell) -> bool:
        """False for a text among the days of a body, „Ferie“ in the row of July."""
        cells = self._rows.get(cell[0], [])
        if cell in self._under or cell[0] in self._by_row or texts.month_of(self._texts[cells[0]]):
            return False
        over = self._over_cell(cell)
        top = over[0] if over else -1
        first = min((row for row, column in self._days if column == cell[1] and row > top), default=0)
        is_row_of_others = len(cells) > 1 and all(
            headings.heads_no_meetings(self._texts[at]) and not texts.HOLIDAY.search(self._texts[at]) for at in cells
        )
        return cell[0] < first or cell[0] in self._banners or over is None or is_row_of_others

    def _over(self, cell: Cell) -> tuple[str, ...]:
        """The bodies that are named nearest over a cell, and not in a line of their own."""
        over = self._over_cell(cell)
        return self._bodies[over] if over else ()

    def _over_cell(self, cell: Cell) -> Cell | None:
        above = [one for one in reversed(self._columns.get(cell[1], [])) if one < cell and self._is_head(one)]
        over = next((one for one in above if one in self._bodies and one[0] not in self._banners), None)
        if over is None:
            return None
        ends = [one for one in above if over < one and self._heads_another(one)]
        banner = self._banner_over(cell)
        lines = (banner if banner in self._bodies else None, self._stranger_over(cell))
        ends += [(one[0], over[1]) for one in lines if one and over < one and one[1] <= cell[1]]
        return None if any(self._has_entries_between(over, one) for one in ends) else over

    def _has_entries_between(self, over: Cell, below: Cell) -> bool:
        """Whether days, numbers or marks stand between two headings of a column."""
        between = ((row, over[1]) for row in range(over[0] + 1, below[0]))
        return any(
            at in self._days
            or is_mark(self._texts.get(at, ""))
            or any(isinstance(value, int | date) for value in self._sheet.rows[at[0]][at[1] : at[1] + 1])
            for at in between
        )

    def _heads_another(self, cell: Cell) -> bool:
        """Whether a text between the days of a column may be the heading of another body, which is not known."""
        text = self._texts[cell]
        if cell in self._bodies or texts.HOLIDAY.search(text):
            return False
        if headings.names_some_body(text):
            return True
        is_other = headings.heads_days(text) or texts.says_kind(text) or len(text.split()) > headings.MOST_WORDS
        is_heading = text.endswith(":") or self._is_unknown(cell, self._rows[cell[0]])
        return is_heading and not is_other

    def _is_unknown(self, heading: Cell, beside: Sequence[Cell]) -> bool:
        """Whether a heading is no body's, nor that of days, where others ``beside`` it are of bodies."""
        label = self._texts[heading]
        is_other = not headings.is_of_some_body(label) and (
            texts.is_weekday(label)
            or is_label(label, DAY_LABELS)
            or fold(label).strip(" .:") in ELSEWHERE
            or texts.month_of(label)
            or texts.numbers(label) is not None
        )
        return heading not in self._bodies and not is_other and any(one in self._bodies for one in beside)

    def _is_head(self, cell: Cell) -> bool:
        row, column = cell
        while row not in self._by_row and (row - 1, column) in self._bodies:
            row -= 1
        return not (row in self._by_row or cell in self._under or self._is_across_days(row) or self._is_note(cell))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _of_month(year: int, month: int, days: Sequence[int]) -> tuple[date, ...]:
    """The days of a month; none where one of them does not exist."""
    try:
        return tuple(date(year, month, one) for one in days)
    except ValueError:
        return ()


def _common_week(found: Sequence[Set[tuple[date, ...]]]) -> tuple[date, ...]:
    """The days that the first cell has of the one week that all cells of a row may mean; () in doubt."""
    weeks = [{days[0].isocalendar()[:2]: days for days in one} for one in found]
    common = set(weeks[0]).intersection(*weeks)
    return weeks[0][common.pop()] if len(common) == 1 else ()
