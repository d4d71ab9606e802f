"""Tables that stand side by side on the same rows: each plan is read by itself, and a side table stands aside."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.headers import headings_of
from udmoentning_xl.reading.headings import BODY, SURE, HeadingReader
from udmoentning_xl.reading.source import SheetData
from udmoentning_xl.terms import Field

#: So many rows under the heading are looked at to see that nothing stands between two tables.
_LOOKED_AT = 40


class SheetParts(NamedTuple):
    """What stands side by side on a sheet: its plans, nearly always the sheet itself, and the tables that are none."""

    plans: list[SheetData]
    asides: list[SheetData]


def parts_of(sheet: SheetData, headings: HeadingReader) -> SheetParts:
    """The sheet with one part for each table that stands beside another.

    Headings that say the same again after a blank column (Udvalg, 2024) open another table. It is a plan when it names
    items too, else a side table.
    """
    grid = Grid(sheet)
    first = next(headings_of(grid, headings), None)
    if first is None:
        return SheetParts([sheet], [])
    below, header = first
    runs = list(_runs(grid, sorted(header), below))
    said = [_said(run, header, headings) for run in runs]
    again = [place for place in range(1, len(runs)) if len(said[place] & set().union(*said[:place])) > 0]
    if not again:
        return SheetParts([sheet], [])
    starts = [0, *(runs[place][0] for place in again)]
    ends = [*starts[1:], None]
    plans = [True, *(Field.TITLE in said[place] for place in again)]
    cut = [_cut(sheet, start, end) for start, end in zip(starts, ends, strict=True)]
    return SheetParts(
        [part for part, is_plan in zip(cut, plans, strict=True) if is_plan],
        [part for part, is_plan in zip(cut, plans, strict=True) if not is_plan],
    )


def _runs(grid: Grid, columns: Sequence[int], below: int) -> Iterator[list[int]]:
    """The headed columns in runs that a blank column parts."""
    run = [columns[0]]
    for column in columns[1:]:
        between = range(run[-1] + 1, column)
        rows = range(below, min(below + _LOOKED_AT, grid.height))
        if between and not any(grid.text(row, blank) for row in rows for blank in between):
            yield run
            run = []
        run.append(column)
    yield run


def _said(run: Sequence[int], header: dict[int, str], headings: HeadingReader) -> set[str]:
    """What the headings of a run surely say; remarks and the like may come twice in one table."""
    said = set()
    for column in run:
        for guess in headings.guesses(header[column])[:1]:
            if guess.strength >= SURE and not guess.target.startswith(BODY):
                said.add(guess.target)
    return said - {Field.REMARKS, Field.STATUS, Field.DESCRIPTION, Field.RESPONSIBLE, Field.INTERNAL, Field.PROCESS}


def _cut(sheet: SheetData, start: int, end: int | None) -> SheetData:
    """The sheet with nothing outside the columns from ``start`` up to ``end``."""
    rows = [[None] * min(start, len(row)) + row[start:end] for row in sheet.rows]
    merged = tuple(
        (top, max(left, start), bottom, right if end is None else min(right, end - 1))
        for top, left, bottom, right in sheet.merged
        if right >= start and (end is None or left < end)
    )
    return replace(sheet, rows=rows, merged=merged)
