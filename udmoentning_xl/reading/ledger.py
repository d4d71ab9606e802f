"""Every cell of a sheet that is read: what it was read as, what else it is, or that it was not read.

Which cells gave an item something is noted where they are read (``cells``, ``amounts``); here it is gathered.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from udmoentning_xl.plan import RowRole, Use
from udmoentning_xl.reading.cells import Taken
from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.headings import BODY, ROW_TOTAL
from udmoentning_xl.reading.rows import SourceRow
from udmoentning_xl.terms import Field


class CellEntry(NamedTuple):
    """One cell that holds something (0-based). ``what`` is the field or year it was read into, or the role of its row.

    ``heading`` is that of its column, where it stands in the row of an item.
    """

    row: int
    column: int
    use: Use
    what: str | None
    heading: str | None


def entries(grid: Grid, rows: Sequence[SourceRow], taken: Taken, asked: Set[int] = frozenset()) -> Iterator[CellEntry]:
    """Each cell of the sheet that holds something, once. ``asked`` are the columns that say what is secret."""
    for row in rows:
        if row.role is not None:
            use = Use.UNREAD if row.role == RowRole.UNREAD else Use.STRUCTURE
            yield from (CellEntry(row.index, column, use, row.role, None) for column in grid.filled(row.index))
            continue
        columns = {column.index: column for column in row.table.columns} if row.table else {}
        for column in grid.filled(row.index):
            target = columns[column].target if column in columns else None
            heading = columns[column].heading if column in columns else ""
            if (what := taken.get((row.index, column))) is not None:
                yield CellEntry(
                    row.index, column, Use.READ, Field.COMMITTEE if what.startswith(BODY) else what, heading
                )
            elif column in asked:
                yield CellEntry(row.index, column, Use.READ, Field.CONFIDENTIAL, heading)
            elif target == ROW_TOTAL and row.table and row.table.years:
                yield CellEntry(row.index, column, Use.STRUCTURE, RowRole.TOTAL, heading)
            else:
                yield CellEntry(
                    row.index, column, Use.UNREAD, Field.INTERNAL if target == Field.INTERNAL else None, heading
                )


def left_entries(grid: Grid) -> Iterator[CellEntry]:
    """Each cell that stands in no row since its sheet was laid out otherwise: a label, or what was not read."""
    for (row, column), text in grid.sheet.left.items():
        use, role = (Use.UNREAD, RowRole.UNREAD) if text else (Use.STRUCTURE, RowRole.HEADING)
        yield CellEntry(row, column, use, role, None)


def ledger_of(grid: Grid, found: Iterator[CellEntry]) -> Iterator[Mapping[str, object]]:
    """The entries as rows of the frame ``Plan.ledger``, in the order of the columns."""
    cells: Counter[tuple[int, str, str | None, str | None]] = Counter()
    for _, column, use, what, heading in found:
        cells[column, use, what, heading] += 1
    for (column, became, what, heading), count in sorted(cells.items(), key=lambda one: one[0][0]):
        yield {
            "sheet": grid.sheet.name,
            "column": grid.column_name(column),
            "heading": heading,
            "use": became,
            "what": what,
            "cells": count,
        }
