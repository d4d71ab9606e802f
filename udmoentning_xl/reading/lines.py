"""A plan whose items have a line of several things below their title, as a table with a column for each of those.

The heading says so: „Punkt“ over „Type | udvalg | tid“. The line is in the row below, or in the cell itself. Rows and
addresses stay those of the sheet as it is.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from udmoentning_xl.reading.formatting import Cell
from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.headings import PART, HeadingReader
from udmoentning_xl.reading.moved import moved
from udmoentning_xl.reading.source import CellValue, SheetData

_SIGNS = re.compile(r" ?[|·•;] ?| / | [–-] ")
#: So many things that a plan has make a line, so many items with one a plan, and so far down stands the heading.
_THINGS, _ITEMS, _DEEPEST = 2, 3, 40


def with_columns(sheet: SheetData, headings: HeadingReader) -> SheetData:
    """The sheet with what the lines say in columns of their own, right of all others; itself where none has any."""
    grid = Grid(sheet)
    found = next(_headed(grid, headings), None)
    return sheet if found is None else _laid_out(sheet, grid, *found)


def _headed(grid: Grid, headings: HeadingReader) -> Iterator[tuple[Cell, str, list[str], str]]:
    """The cells that are headed as titles over a line: the title's heading, those of the line, and what parts them."""
    for row in range(min(grid.height, _DEEPEST)):
        for column in grid.filled(row):
            title, line = grid.text(row, column).rpartition("\n")[::2]
            sign = _SIGNS.search(line)
            names = line.split(sign[0]) if sign else []
            known = sum(any(one.strength >= PART for one in headings.guesses(name.strip())) for name in names)
            if sign and title and known >= _THINGS and 2 * known >= len(names):
                yield (row, column), title.replace("\n", " "), [name.strip() for name in names], sign[0]


def _laid_out(sheet: SheetData, grid: Grid, at: Cell, title: str, names: list[str], sign: str) -> SheetData:
    head, column = at
    width = max(map(len, sheet.rows))
    rows: list[list[CellValue]] = [list(row) for row in sheet.rows]
    places: dict[Cell, Cell] = {}
    texts = dict(sheet.formatting.texts)
    below: set[int] = set()

    def tell(row: int, parts: list[str], told: Cell) -> None:
        rows[row] += [None] * (width - len(rows[row]))
        rows[row] += [part.strip() or None for part in parts]
        places.update({(row, one): (row, one) for one in grid.filled(row)})
        places.update({(row, width + place): told for place in range(len(parts))})

    def leave(row: int, text: str) -> None:
        rows[row][column] = text
        texts.pop((row, column), None)

    leave(head, title)
    tell(head, names, at)
    for row in range(head + 1, grid.height):
        if row in below or not grid.text(row, column):
            continue
        own, line = grid.text(row, column).rpartition("\n")[::2]
        told = row
        if sign not in line or not own:
            own, line, told = "", grid.text(row + 1, column), row + 1
            if sign not in line or grid.filled(told) != [column]:
                continue
            below.add(told)
        parts = line.split(sign, len(names) - 1)
        tell(row, parts, (told, column))
        if own:
            leave(row, own)
    if len({row for row, one in places if one >= width and row != head}) < _ITEMS:
        return sheet
    for row in below:
        rows[row] = []
    looks = moved(replace(sheet.formatting, texts=texts), places, grid.height)
    looks = replace(looks, hidden_columns=sheet.formatting.hidden_columns)
    merged = tuple(area for area in sheet.merged if below.isdisjoint(range(area[0], area[2] + 1)))
    return replace(sheet, rows=rows, merged=merged, formatting=looks, places=places)
