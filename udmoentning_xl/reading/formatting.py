"""What only the formatting of a workbook says: hidden, struck through, coloured, commented, shown without a day.

Reads the parts of an .xlsx or .xlsm package. What it means for the plan is decided in ``normalise``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Cell = tuple[int, int]


@dataclass(frozen=True)
class Formatting:
    """The formatting of one worksheet that may carry meaning; every key is a 0-based (row, column).

    Empty for xls, xlsb and ods.
    """

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    bold: frozenset[Cell] = frozenset()  # only cells that have a value
    struck: frozenset[Cell] = frozenset()  # the whole cell is struck through
    kept: Mapping[Cell, str] = field(default_factory=dict)  # partly struck through: the text without the struck runs
    fills: Mapping[Cell, str] = field(default_factory=dict)  # solid fill other than white, "RRGGBB"
    number_formats: Mapping[Cell, str] = field(default_factory=dict)  # dates shown without a day, and percent
    formulas_without_value: Mapping[Cell, str] = field(default_factory=dict)  # "=SUM(H5:H9)"
    comments: Mapping[Cell, str] = field(default_factory=dict)  # notes and threaded comments
