"""A plan whose items are columns and whose headings stand down the first column, as one with its items in rows.

Addresses stay those of the sheet as it is.
"""

from dataclasses import replace

from udmoentning_xl.reading.formatting import Cell
from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.headings import SURE, HeadingReader
from udmoentning_xl.reading.moved import moved
from udmoentning_xl.reading.source import CellValue, SheetData

#: So many headings down a column, and so many items beside them, make a turned plan; it is no wider than this.
_HEADINGS, _ITEMS, _WIDEST = 4, 3, 400


def turned(sheet: SheetData, headings: HeadingReader) -> SheetData | None:
    """The sheet with rows for columns below the lines above its first heading; None where none stand down a column."""
    grid = Grid(sheet)
    if max(map(len, sheet.rows), default=0) > _WIDEST or grid.height > _WIDEST:
        return None
    for column in range(_HEADINGS):
        rows = [row for row in range(grid.height) if _is_heading(grid.text(row, column), headings)]
        if len(rows) >= _HEADINGS and max(len(grid.filled(row)) for row in rows) > _ITEMS:
            return _turned(sheet, grid, rows[0], column)
    return None


def _is_heading(text: str, headings: HeadingReader) -> bool:
    return any(guess.strength >= SURE for guess in headings.guesses(text))


def _turned(sheet: SheetData, grid: Grid, first: int, left: int) -> SheetData:
    """The sheet with each column from ``left`` on as a row, below the ``first`` rows."""
    height, width = grid.height - first, max(map(len, sheet.rows)) - left
    places: dict[Cell, Cell] = {
        (first + column, row): (first + row, left + column) for row in range(height) for column in range(width)
    }
    rows: list[list[CellValue]] = [
        [grid.value(*places[first + column, row]) for row in range(height)] for column in range(width)
    ]
    merged = tuple(
        (first + start - left, top - first, first + end - left, bottom - first)
        for top, start, bottom, end in sheet.merged
        if top >= first and start >= left
    )
    looks = moved(sheet.formatting, places, first)
    hidden_rows, hidden_columns = sheet.formatting.hidden_rows, sheet.formatting.hidden_columns
    looks = replace(
        looks,
        unseen={cell: why for cell, why in looks.unseen.items() if places.get(cell) in sheet.formatting.unseen},
        hidden_rows=looks.hidden_rows | frozenset(first + column - left for column in hidden_columns if column >= left),
        hidden_columns=frozenset(row - first for row in hidden_rows if row >= first),
    )
    lines = [list(row) for row in sheet.rows[:first]]
    return replace(sheet, rows=[*lines, *rows], merged=merged, formatting=looks, places=places, is_turned=True)
