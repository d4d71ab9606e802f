"""Open any workbook safely and hand over its values as Python objects; a harmful or foreign file is one sentence.

Values come through python-calamine. What the rows mean is found in ``layout`` and ``normalise``.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from udmoentning_xl.plan import Source
from udmoentning_xl.reading.formatting import Formatting


class ErrorValue(str):
    """An error cell's text as Excel stores it in English, e.g. ``#REF!``."""

    __slots__ = ()


CellValue = str | int | float | bool | date | datetime | time | timedelta | ErrorValue | None


@dataclass(frozen=True)
class SheetData:
    """One worksheet. ``rows[i][j]`` is Excel row i+1, column j+1; None is blank; rows are ragged, no blank ends."""

    name: str
    visible: bool  # hidden and very hidden are False
    rows: list[list[CellValue]]
    merged: tuple[
        tuple[int, int, int, int], ...
    ]  # (first_row, first_column, last_row, last_column), 0-based, inclusive
    formatting: Formatting


@dataclass(frozen=True)
class Workbook:
    """The worksheets of one workbook in tab order."""

    source: Source
    sheets: tuple[SheetData, ...]


def read_workbook(path: Path) -> Workbook:
    """Read a workbook (xlsx, xlsm, xlsb, xls, ods).

    Raises:
        PlanFileError: the file is missing, no workbook, protected, damaged, or too large to read safely.
    """
    raise NotImplementedError(path)
