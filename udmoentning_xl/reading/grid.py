"""A sheet as a grid of cleaned texts with merged cells understood; nothing here knows what a plan is."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache, cached_property

from udmoentning_xl.danish import clean, day
from udmoentning_xl.reading.source import CellValue, SheetData


@cache
def column_letter(index: int) -> str:
    """The letter of a 0-based column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def written(value: CellValue) -> str:
    """A value as text, as a Dane would see it in the cell; "" for a blank one."""
    if value is None:
        return ""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return "SAND" if value else "FALSK"
    if isinstance(value, datetime):
        return f"{day(value)} {value:%H:%M}"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, time):
        return f"{value:%H:%M}" if not value.second else f"{value:%H:%M:%S}"
    if isinstance(value, timedelta):
        return _duration(round(value.total_seconds()))
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", ",")
    return str(value)


def _duration(seconds: int) -> str:
    """Hours, minutes and, where there are any, seconds: „36:00“, „0:00:30“."""
    minutes, left = divmod(abs(seconds), 60)
    text = f"{minutes // 60}:{minutes % 60:02}" + (f":{left:02}" if left else "")
    return f"-{text}" if seconds < 0 else text


class Grid:
    """One sheet's cells by 0-based row and column, as texts and as values."""

    def __init__(self, sheet: SheetData) -> None:
        self.sheet = sheet
        self.rows = sheet.rows
        self.height = len(sheet.rows)
        self._texts: dict[int, list[str]] = {}

    def texts(self, row: int) -> list[str]:
        """The texts of one row, "" for blank."""
        known = self._texts.get(row)
        if known is not None:
            return known
        other = self.sheet.formatting.texts
        cells = [written(value) for value in self.rows[row]]
        if other:
            for column in range(len(cells)):
                if (row, column) in other:
                    cells[column] = clean(other[row, column])
        self._texts[row] = cells
        return cells

    def text(self, row: int, column: int) -> str:
        """The text of one cell, "" outside the used range."""
        cells = self._texts.get(row)
        if cells is None:
            cells = self.texts(row) if 0 <= row < self.height else []
        return cells[column] if 0 <= column < len(cells) else ""

    def value(self, row: int, column: int) -> CellValue:
        """The value of one cell, None outside the used range."""
        cells = self.rows[row] if 0 <= row < self.height else []
        return cells[column] if 0 <= column < len(cells) else None

    def filled(self, row: int) -> list[int]:
        """The columns of one row that hold something."""
        return [column for column, text in enumerate(self.texts(row)) if text]

    @cached_property
    def spans(self) -> dict[tuple[int, int], tuple[int, int, int, int]]:
        """Every cell of a merged range -> that range (first row, first column, last row, last column)."""
        return {(row, column): span for span in self.sheet.merged for row, column in _cells_of(span, self.height)}

    def origin(self, row: int, column: int) -> tuple[int, int]:
        """The cell that holds the value of this cell: itself, or the first of the range it is merged into."""
        span = self.spans.get((row, column)) if self.spans else None
        return (span[0], span[1]) if span else (row, column)

    def width_of(self, row: int, column: int) -> int:
        """How many columns the cell spans."""
        span = self.spans.get((row, column))
        return span[3] - span[1] + 1 if span else 1

    def address(self, row: int, column: int) -> str:
        """The full address of a cell, e.g. ``Plan!H12``."""
        row, column = self.sheet.places.get((row, column), (row, column))
        return f"{self.sheet.name}!{column_letter(column)}{row + 1}"

    @cached_property
    def _turned(self) -> tuple[dict[int, int], dict[int, int]]:
        """Of a turned sheet the row that each column was, and the column that each row was."""
        places = self.sheet.places.items() if self.sheet.is_turned else ()
        return {column: old[0] for (_, column), old in places}, {row: old[1] for (row, _), old in places}

    def column_name(self, column: int) -> str:
        """What people call a column: its letter, or of a turned sheet the number of the row that it was."""
        rows, _ = self._turned
        return str(rows[column] + 1) if column in rows else column_letter(column)

    def row_name(self, row: int) -> str:
        """What people call a row: its number, or of a turned sheet the letter of the column that it was."""
        _, columns = self._turned
        return column_letter(columns[row]) if row in columns else str(self.row_number(row))

    def row_number(self, row: int) -> int:
        """The number in Excel of a row, of a moved one that of its first cell."""
        places = self.sheet.places
        return 1 + min((places[row, column][0] for column in self.filled(row) if (row, column) in places), default=row)


#: A merged range that runs down whole columns is a matter of looks; its first rows say all there is.
_TALLEST_SPAN = 5_000


def _cells_of(span: tuple[int, int, int, int], height: int) -> Iterator[tuple[int, int]]:
    first_row, first_column, last_row, last_column = span
    for row in range(first_row, min(last_row, height - 1, first_row + _TALLEST_SPAN) + 1):
        for column in range(first_column, min(last_column, first_column + 300) + 1):
            yield row, column
