"""Reads the texts of the sample plans and says what a cell holds. How a sheet looks is the makers' own business."""

import tomllib
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from textwrap import wrap
from typing import Any

SAMPLES = Path(__file__).resolve().parent.parent
YEARS = ("2024", "2025", "2026", "2027")
#: The day the office saved the plan: a fixed creation date makes each run give the same bytes.
SAVED = datetime(2024, 11, 15, 9, 42, 0)

Row = dict[str, Any]
#: A planted fault: code, cell as sheet!A1, the item's number as written or "-", and why it is a fault.
Planted = tuple[str, str, str, str]


def rows(name: str) -> list[Row]:
    """The rows of ``samples/kilde/NAME.toml``, in the order of the sheet."""
    return list(tomllib.loads((SAMPLES / "kilde" / f"{name}.toml").read_text(encoding="utf-8"))["raekke"])


def amounts(row: Row) -> list[Any]:
    """What stands in the four year columns, "" for blank."""
    return list(row.get("kr", ["", "", "", ""]))


def lines_needed(text: Any, width: float) -> int:
    """How many lines the text wraps to in a column of that width; a letter of running text is narrower than a digit."""
    if not isinstance(text, str):
        return 1
    return sum(len(wrap(line, int(width * 1.2))) or 1 for line in text.split("\n"))


def added_by_excel(cell: Any) -> float:
    """What SUM adds for the cell: its number or its formula's calculated value; text adds nothing."""
    if isinstance(cell, dict):
        cell = cell.get("vaerdi", 0)
    return cell if isinstance(cell, int | float) else 0


def sums(items: list[Row]) -> list[float]:
    """Per year, what Excel adds up over the items."""
    return [sum(added_by_excel(amounts(row)[year]) for row in items) for year in range(len(YEARS))]


def write(sheet: Any, row: int, column: int, cell: Any, style: Any) -> None:
    """Writes one cell as the kind of cell it is: number, date, text, or formula with its calculated value or none."""
    match cell:
        case "":
            sheet.write_blank(row, column, None, style)
        case dict():
            sheet.write_formula(row, column, cell["formel"].format(r=row + 1), style, cell.get("vaerdi", ""))
        case date():
            sheet.write_datetime(row, column, cell, style)
        case int() | float():
            sheet.write_number(row, column, cell, style)
        case _:
            sheet.write_string(row, column, cell, style)


def in_order(planted: Iterable[Planted]) -> list[Planted]:
    """Sorted by code, then by row."""
    return sorted(planted, key=lambda fault: (fault[0], int("".join(filter(str.isdigit, fault[1].split("!")[1])))))
