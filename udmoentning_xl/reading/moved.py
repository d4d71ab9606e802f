"""The looks of cells that have been moved: of a table that is laid out otherwise (``cards``, ``turned``)."""

from collections.abc import Mapping, Set
from dataclasses import fields, replace
from typing import Any

from udmoentning_xl.reading.formatting import Cell, Formatting


def moved(formatting: Formatting, places: Mapping[Cell, Cell], first: int) -> Formatting:
    """The looks at their new ``places`` (new cell -> where it stood); above the ``first`` row they are where they were.

    What is hidden where it stood is a value that nobody can see.
    """
    backwards = {old: new for new, old in places.items()}

    def at(cell: Cell) -> Cell | None:
        return backwards.get(cell, cell if cell[0] < first else None)

    looks: dict[str, Any] = {}
    for one in fields(formatting):
        value = getattr(formatting, one.name)
        if isinstance(value, Mapping):
            looks[one.name] = {new: look for cell, look in value.items() if (new := at(cell)) is not None}
        elif isinstance(value, Set) and not one.name.startswith("hidden"):
            looks[one.name] = frozenset(new for cell in value if (new := at(cell)) is not None)
    rows, columns = formatting.hidden_rows, formatting.hidden_columns
    hidden = {new for new, (row, column) in places.items() if row in rows or column in columns}
    looks["unseen"] |= dict.fromkeys(hidden, "cellen er skjult")
    looks |= {"hidden_rows": frozenset(row for row in rows if row < first), "hidden_columns": frozenset()}
    return replace(formatting, **looks)
