"""The library's worksheet, less what it does anew for every cell of a table."""

from typing import Any

from xlsxwriter.worksheet import Worksheet


class TableSheet(Worksheet):  # type: ignore[misc]
    """A worksheet that looks into a formula once, however many rows have it, and writes what the library writes.

    The library searches a formula for thirty functions that are newer than the format, and does so in each row.
    """

    def __init__(self) -> None:
        super().__init__()
        self._formulas: dict[str, Any] = {}

    def _write_formula(self, row: int, col: int, formula: str, cell_format: Any = None, value: Any = 0) -> Any:
        known = self._formulas.get(formula)
        if known is not None and self._check_dimensions(row, col) == 0:
            self.table[row][col] = known._replace(format=cell_format, value=value)
            return 0
        done = super()._write_formula(row, col, formula, cell_format, value)
        cell = self.table[row].get(col)
        if type(cell).__name__ == "Formula":  # and not one of arrays, which has its range
            self._formulas[formula] = cell
        return done

    def add_table(self, *args: Any) -> Any:
        """As the library does; but it then keeps each cell of the table, only to refuse another that overlaps it."""
        done = super().add_table(*args)
        self.table_cells.clear()
        return done
