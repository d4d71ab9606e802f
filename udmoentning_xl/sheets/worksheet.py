"""The library's worksheet, less what it does anew for every cell of a table."""

import re
from functools import cache
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell_fast
from xlsxwriter.worksheet import Worksheet

_CALL = re.compile(r"(?<![\w.])[\w.]++\(")


@cache
def _is_newer(call: str) -> bool:
    """Whether a function, as it is called in a formula, is newer than the format, so that the library marks it."""
    return bool(Worksheet()._prepare_formula(call, True) != call)


class TableSheet(Worksheet):  # type: ignore[misc]
    """A worksheet that looks into a formula once, however many rows have it, and writes what the library writes.

    The library searches each formula for over a hundred functions that are newer than the format, and looks for
    characters to escape in the address of every cell.
    """

    def __init__(self) -> None:
        super().__init__()
        self._formulas: dict[str, Any] = {}

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> Any:
        if any(map(_is_newer, _CALL.findall(formula))):
            return super()._prepare_formula(formula, expand_future_functions)
        return formula.removeprefix("{").removeprefix("=").removesuffix("}")

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

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        kind = type(cell).__name__
        if cell.format is None or kind not in ("String", "Number", "Blank"):
            super()._write_cell(row, col, cell)
            return
        tag = f'<c r="{xl_rowcol_to_cell_fast(row, col)}" s="{cell.format._get_xf_index()}"'
        if kind == "String":
            self.fh.write(f'{tag} t="s"><v>{cell.string}</v></c>')
        else:
            self.fh.write(f"{tag}/>" if kind == "Blank" else f"{tag}><v>{cell.number:.16G}</v></c>")

    def _calculate_spans(self) -> None:
        """The first and last column of every sixteen rows; a sheet with comments, which count too, is the library's."""
        if self.comments:
            super()._calculate_spans()
            return
        blocks: dict[int, set[int]] = {}
        for row, cells in self.table.items():
            if cells:
                blocks.setdefault(row // 16, set()).update((min(cells), max(cells)))
        self.row_spans = {block: f"{min(columns) + 1}:{max(columns) + 1}" for block, columns in blocks.items()}

    def add_table(self, *args: Any) -> Any:
        """As the library does; but it then keeps each cell of the table, only to refuse another that overlaps it."""
        done = super().add_table(*args)
        self.table_cells.clear()
        return done
