"""A plan whose items are columns and whose headings stand down the first column, as one with its items in rows.

Addresses stay those of the sheet as it is: a turned sheet knows that it is turned, and its grid says so.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, fields, replace
from itertools import zip_longest
from typing import Any

from udmoentning_xl.reading.formatting import Formatting
from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.headings import SURE, HeadingReader
from udmoentning_xl.reading.source import SheetData

#: So many headings down a column, and so many items beside them, make a turned plan; it is no wider than this.
_HEADINGS, _ITEMS, _WIDEST = 4, 3, 400


@dataclass(frozen=True)
class Turned:
    """The plan with its items in rows, and the lines above its first heading, which stand as they were."""

    plan: SheetData
    above: SheetData


def turned(sheet: SheetData, headings: HeadingReader) -> Turned | None:
    """The sheet with rows for columns, from its first heading on; None where no headings stand down a column."""
    grid = Grid(sheet)
    if max(map(len, sheet.rows), default=0) > _WIDEST or grid.height > _WIDEST:
        return None
    for column in range(_HEADINGS):
        rows = [row for row in range(grid.height) if _is_heading(grid.text(row, column), headings)]
        if len(rows) >= _HEADINGS and max(len(grid.filled(row)) for row in rows) > _ITEMS:
            return Turned(_turned(sheet, rows[0], column), replace(sheet, rows=sheet.rows[: rows[0]], merged=()))
    return None


def _is_heading(text: str, headings: HeadingReader) -> bool:
    return any(guess.strength >= SURE for guess in headings.guesses(text))


def _turned(sheet: SheetData, first: int, column: int) -> SheetData:
    """The sheet turned; what stands above the first heading, or left of the headings, is blank."""
    kept = [[None] * column + row[column:] if at >= first else [] for at, row in enumerate(sheet.rows)]
    rows = [list(one) for one in zip_longest(*kept)]
    merged = tuple((left, top, right, bottom) for top, left, bottom, right in sheet.merged if top >= first)
    looks = dict(_turned_looks(sheet.formatting))
    looks |= {"hidden_rows": sheet.formatting.hidden_columns, "hidden_columns": sheet.formatting.hidden_rows}
    return replace(sheet, rows=rows, merged=merged, formatting=replace(sheet.formatting, **looks), is_turned=True)


def _turned_looks(formatting: Formatting) -> Iterator[tuple[str, Any]]:
    for one in fields(formatting):
        value = getattr(formatting, one.name)
        if isinstance(value, Mapping):
            yield one.name, {(column, row): look for (row, column), look in value.items()}
        elif isinstance(value, Set) and not one.name.startswith("hidden"):
            yield one.name, frozenset((column, row) for row, column in value)
