"""What the readers of the formats hand over: sheets whose values are still as calamine gave them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.reading.formatting import Formatting

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


@dataclass(frozen=True)
class RawBook:
    """One workbook; ``format`` is xlsx, xlsm, xlsb, xls or ods."""

    format: str
    date1904: bool
    sheets: Sequence[RawSheet]


def too_far(label: str, sheet: str, corner: str) -> PlanFileError:
    """The exception for a sheet whose used area, which must be held whole, is far larger than any plan."""
    return PlanFileError(
        f"Arket {sheet} i {label} er brugt helt ud til celle {corner} og er for stort at læse. "
        "Slet i Excel de rækker og kolonner, der ligger uden for planen, og gem den igen."
    )
