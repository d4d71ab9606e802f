"""What the readers of the formats hand over: sheets whose values are still as calamine gave them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.reading.formatting import Formatting
from udmoentning_xl.reading.limits import MAX_AREA
from udmoentning_xl.reading.sheetscan import column_letters

Cell = tuple[int, int]
Area = tuple[int, int, int, int]


def _no_formatting(_: Sequence[Sequence[object]]) -> Formatting:
    return Formatting()


@dataclass(frozen=True)
class RawSheet:
    """One worksheet. ``formatting`` is asked for when the values are clean, since it depends on what is blank."""

    name: str
    visible: bool
    values: Sequence[Sequence[object]]
    errors: Mapping[Cell, str] = field(default_factory=dict)
    merged: Sequence[Area] = ()
    formatting: Callable[[Sequence[Sequence[object]]], Formatting] = _no_formatting
    texts: Mapping[Cell, str] = field(default_factory=dict)  # of cells that are otherwise in ``values``


@dataclass(frozen=True)
class RawBook:
    """One workbook; ``format`` is xlsx, xlsm, xlsb, xls or ods."""

    format: str
    date1904: bool
    sheets: Sequence[RawSheet]


def refuse_too_far(label: str, used: Sequence[tuple[str, int, int]]) -> None:
    """Raise PlanFileError where the used areas (sheet, rows, columns) are far larger than any plan.

    calamine holds every cell from the first to the last, and a single one in XFD1048576 makes that 17 billion.
    """
    name, rows, columns = max(used, key=lambda sheet: sheet[1] * sheet[2], default=("", 0, 0))
    if sum(rows * columns for _, rows, columns in used) > MAX_AREA:
        raise PlanFileError(
            f"Arket {name} i {label} er brugt helt ud til celle {column_letters(columns)}{rows} og er for stort at "
            "læse. Slet i Excel de rækker og kolonner, der ligger uden for planen, og gem den igen."
        )
