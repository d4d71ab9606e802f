"""The days of calendars whose months stand over or beside the figures of their days, by weekday or by their order.

A figure is a day only where a weekday beside, over or in it says so and agrees, where it goes on with the figures over
and under it, or where somebody's name stands beside it. Whose the days are is the business of ``meetingsheet``.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from udmoentning_xl.danish import fold
from udmoentning_xl.reading import meetingtexts as texts

Cell = tuple[int, int]
Month = tuple[int, int | None]
T = TypeVar("T")
_NO_DAYS = ("u", "uge", "ugenr", "nr", "kl", "tid", "tidspunkt", "antal", "i alt")
_ENDLESS = 1 << 20
_LAST_OF_SHORTEST = 28
_MOST_DAYS = 31
_MOST_BETWEEN = 1  # columns between a month and its days, „fm“ and „em“


@dataclass(frozen=True)
class _MonthArea:
    """The cells that belong to a month; both ends are inclusive. ``first`` is the column of the row's first month."""

    month: Month
    label: Cell
    top: int
    bottom: int
    left: int
    right: int
    first: int
    is_beside: bool

    def has(self, cell: Cell) -> bool:
        return self.top <= cell[0] <= self.bottom and self.left <= cell[1] <= self.right


def calendar_days(
    values: Mapping[Cell, str | int],
    months: Mapping[Cell, Month],
    year_at: Callable[[Cell, int], int | None],
    shorts_at: Callable[[Cell], bool],
    is_headed: Callable[[Cell], bool],
    names_body: Callable[[str], bool],
    is_of_column: Callable[[Cell], bool],
) -> Iterator[tuple[Cell, date | None, str, bool]]:
    """Each cell that is a day of a month: its date, None in doubt, what else it says, and whether a year is known.

    ``values`` are the texts and whole numbers; ``shorts_at`` tells where a body is named, ``is_headed`` which days of
    months belong to the body over them, ``names_body`` whether what else a cell says does so,
    ``is_of_column`` whether the body over a figure says that it is a day.
    """
    yield from _crossed(values, months, year_at)
    scopes = list(_scopes(values, months))
    for cell, value in sorted(values.items()):
        scope = next((one for one in reversed(scopes) if one.has(cell)), None)
        read = _figure(value)
        if scope is None or read is None or cell in months or _heading(values, cell, scope) in _NO_DAYS:
            continue
        if is_headed(cell) if scope.is_beside else any(shorts_at((cell[0], at)) for at in range(scope.first)):
            continue
        weekday, number, rest = read
        is_loose = not weekday and rest.startswith(" ")  # „2 BUU“, but also „2. pinsedag“
        weekday = weekday or ("" if is_loose else _weekday(values, cell, scope))
        is_called = _is_called_day(values, cell, scope, shorts_at) or is_of_column(cell)
        is_day = _goes_on(values, cell, number) or is_called or names_body(rest)
        if not weekday and not is_day:
            continue
        year = scope.month[1] or year_at(cell, scope.month[0])
        when = _date(year, scope.month[0], number) if year else None
        is_sure = not weekday or (when is not None and texts.is_on(weekday, when))
        yield cell, when if is_sure else None, rest.strip(" .:–-\n"), year is not None


def _crossed(
    values: Mapping[Cell, str | int], months: Mapping[Cell, Month], year_at: Callable[[Cell, int], int | None]
) -> Iterator[tuple[Cell, date | None, str, bool]]:
    """The texts where the column of a month meets the row of a day, whose figures stand to the left of all months."""
    for row in {at for at, _ in months}:
        across = {column: month for (at, column), month in months.items() if at == row}
        left = min(across) - 1
        first = next((at for at in range(row + 1, row + _MOST_BETWEEN + 2) if values.get((at, left)) == 1), row)
        if len(across) < 2 or any(values.get((first + one, left)) != one + 1 for one in range(_LAST_OF_SHORTEST)):
            continue
        for (at, column), text in sorted(values.items()):
            number = values.get((at, left)) if first <= at < first + _MOST_DAYS else None
            if column in across and isinstance(text, str) and isinstance(number, int):
                year = across[column][1] or year_at((at, column), across[column][0])
                yield (at, column), _date(year, across[column][0], number) if year else None, text, year is not None


def days_across(
    values: Mapping[Cell, str | int], months: Mapping[Cell, Month], year_at: Callable[[Cell, int], int | None]
) -> Iterator[tuple[Cell, date | None, str, bool]]:
    """As ``calendar_days`` each text where the row of a month, which may be several, meets the column of a day."""
    turned = _crossed(_turned(values), _turned(months), lambda cell, month: year_at(cell[::-1], month))
    yield from ((cell[::-1], when, text, has_year) for cell, when, text, has_year in turned)


def _turned(cells: Mapping[Cell, T]) -> dict[Cell, T]:
    """The cells with rows and columns exchanged."""
    return {(column, row): value for (row, column), value in cells.items()}


def _scopes(values: Mapping[Cell, object], months: Mapping[Cell, Month]) -> Iterator[_MonthArea]:
    """The scope of each month, from the top."""
    rows: dict[int, list[int]] = {}
    columns: dict[int, list[int]] = {}
    for row, column in sorted(months):
        rows.setdefault(row, []).append(column)
        columns.setdefault(column, []).append(row)
    for (row, column), month in sorted(months.items()):
        beside = rows[row]
        if len(beside) == 1 and any(at[0] == row and at[1] > column for at in values):
            end = next((at for at in columns[column] if at > row), _ENDLESS)
            yield _MonthArea(month, (row, column), row, end - 1, column + 1, _ENDLESS, column + 1, True)
            continue
        below = (at for at in rows if at > row)
        end = next((at for at in below if len(beside) == 1 or rows[at][0] <= column <= rows[at][-1] + 1), _ENDLESS)
        place = beside.index(column)
        width = column - beside[place - 1] if place else _ENDLESS
        right = beside[place + 1] - 1 if place + 1 < len(beside) else column + width - 1
        left = 0 if len(beside) == 1 else column
        yield _MonthArea(
            month, (row, column), row + 1, end - 1, left, right, left if len(beside) == 1 else beside[0], False
        )


def _figure(value: str | int) -> tuple[str, int, str] | None:
    return ("", value, "") if isinstance(value, int) else texts.figure(value)


def _text(values: Mapping[Cell, str | int], cell: Cell) -> str:
    value = values.get(cell, "")
    return value if isinstance(value, str) else ""


def _heading(values: Mapping[Cell, str | int], cell: Cell, scope: _MonthArea) -> str:
    """The nearest text over a figure that is none itself."""
    above = (_text(values, (row, cell[1])) for row in range(cell[0] - 1, -1, -1))
    return fold(next((text for text in above if text and texts.figure(text) is None), "")).strip(" .:")


def _weekday(values: Mapping[Cell, str | int], cell: Cell, scope: _MonthArea) -> str:
    """The weekday that stands to the left of a figure, to its right, or over it."""
    row, column = cell
    left, right = _text(values, (row, column - 1)), _text(values, (row, column + 1))
    if texts.is_weekday(left):
        return left
    if texts.is_weekday(right) and len(right) > 1:
        return right
    above = (_text(values, (at, column)) for at in range(row - 1, scope.top - 1, -1))
    return next((text for text in above if texts.is_weekday(text)), "") if not scope.is_beside else ""


def _goes_on(values: Mapping[Cell, str | int], cell: Cell, number: int) -> bool:
    """Whether the figures over and under one are those of the days before and after."""
    row, column = cell
    before, after = (_figure(values.get((at, column), "")) for at in (row - 1, row + 1))
    is_after = before is not None and before[1] == number - 1
    is_before = after is not None and after[1] == number + 1
    return (is_after and (is_before or number >= _LAST_OF_SHORTEST)) or (number == 1 and is_before)


def _is_called_day(
    values: Mapping[Cell, str | int], cell: Cell, scope: _MonthArea, shorts_at: Callable[[Cell], bool]
) -> bool:
    """Whether a figure is in a column of days, or a body stands beside it and its month over it."""
    is_headed = _heading(values, cell, scope) in ("dag", "dato", "den", "d")
    return is_headed or (not scope.is_beside and shorts_at((cell[0], cell[1] + 1)))


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
