"""Everything that is said of an item's secrecy, wherever it stands in the workbook: the one place that collects it.

Words are judged in ``values.secrecy``; what follows for a dispatch is decided in the package ``secrecy``. Heard are all
cells of an item's rows, read or not; comments; banners, title lines and notes; legends of signs and colours; the names
of sheet and file; margins and text boxes; the sheets that are no plan; and that something is hidden.
"""

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from udmoentning_xl.danish import fold
from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.layout import SourceTable
from udmoentning_xl.reading.rows import SourceRow
from udmoentning_xl.reading.secrecy.cells import ROW_HIDDEN, finished_are_hidden, hear_cells
from udmoentning_xl.reading.secrecy.columns import hear_columns
from udmoentning_xl.reading.secrecy.elsewhere import hear_elsewhere, not_found
from udmoentning_xl.reading.secrecy.hints import Hint, Hints, withheld_values
from udmoentning_xl.reading.secrecy.lines import aside_mark, hear_lines
from udmoentning_xl.reading.secrecy.scope import Scope, is_for_one
from udmoentning_xl.values.committees import CommitteeReader
from udmoentning_xl.values.secrecy import Secrecy, read_secrecy

__all__ = ["ROW_HIDDEN", "HeardSheet", "Hints", "finished_are_hidden", "hear", "withheld_values"]


#: A file that its name says is for the office.
_INTERNAL = re.compile(r"\bintern[te]?\b", re.I)


class HeardSheet(NamedTuple):
    """A sheet of the plan, with its tables and what each row is."""

    grid: Grid
    tables: Sequence[SourceTable]
    rows: Sequence[SourceRow]


def hear(
    sheets: Sequence[HeardSheet], file_name: str, others: Sequence[Grid], committees: CommitteeReader
) -> list[Hints]:
    """Everything that the ``sheets``, the ``others`` that are no plan, and the file's name say of the items' secrecy.

    One for each sheet, in their order. What only one of the ``committees`` may not have is no secret from the others.
    """
    all_hints = [Hints(sheet.grid) for sheet in sheets]
    places, rows_of = [], list[list[int]]()
    for sheet, hints in zip(sheets, all_hints, strict=True):
        items = [row.index for row in sheet.rows if row.role is None and not _is_line(sheet.grid, row)]
        rows_of.append(items)
        scopes = [(table, [row for row in items if row in table.body]) for table in sheet.tables]
        places += [(sheet, Scope(sheet.grid, table, own, committees), hints) for table, own in scopes if own]
    letters_mean_other = any(scope.letters_mean_other for _, scope, _ in places)
    for sheet, hints, items in zip(sheets, all_hints, rows_of, strict=True):
        hints.letters_mean_other = letters_mean_other
        for hint in _of_the_whole(sheet.grid, file_name, committees):
            hints.add(items, hint)
    everywhere = [(scope, hints) for _, scope, hints in places]
    asked_of = [hear_columns(scope, hints) for _, scope, hints in places]
    answered = {
        fold(scope.columns[index].heading)
        for (_, scope, _), asked in zip(places, asked_of, strict=True)
        for index in asked & scope.columns.keys()
    }
    for (sheet, scope, hints), asked in zip(places, asked_of, strict=True):
        hints.asked |= asked
        hear_cells(scope, hints, asked)
        hear_lines(scope, hints, sheet.rows, asked | _blank(scope, answered), everywhere)
        for other in others:
            hear_elsewhere(scope, hints, other, [one for one, _ in everywhere])
    for _, hints in everywhere[:1]:
        hints.not_found += [one for other in others for one in not_found(other, [scope for scope, _ in everywhere])]
    return all_hints


def _blank(scope: Scope, answered: Container[str]) -> frozenset[int]:
    """The columns with no answer at all, to what the same heading asks and is answered in another of the tables."""
    headed = (index for index, column in scope.columns.items() if fold(column.heading) in answered)
    return frozenset(index for index in headed if not any(scope.text(row, index) for row in scope.items))


def _is_line(grid: Grid, row: SourceRow) -> bool:
    """True for a row that goes on with the item above by one text alone: it may as well speak of those round it."""
    return row.of is not None and len(grid.filled(row.index)) == 1


def _of_the_whole(grid: Grid, file_name: str, committees: CommitteeReader) -> list[Hint]:
    said: list[Hint] = []
    cell = grid.address(0, 0)
    if mark := read_secrecy(grid.sheet.name):
        said.append(Hint(Secrecy.CLOSED, mark.words, cell, mark=mark.words))
    elif is_for_one(grid.sheet.name, committees):
        said.append(Hint(Secrecy.HELD, f"arket hedder „{grid.sheet.name}“", cell))
    name = file_name.replace("_", " ")
    is_internal = _INTERNAL.search(name) is not None
    if (mark := read_secrecy(name)) or is_internal:
        words = mark.words if mark and not is_internal else ""
        said.append(Hint(Secrecy.HELD, f"filen hedder „{file_name}“", cell, mark=words))
    if not grid.sheet.visible:
        said.append(Hint(Secrecy.HELD, "arket er skjult", cell))
    for where, text in grid.sheet.formatting.aside:
        if mark := aside_mark(text):
            said.append(Hint(Secrecy.HELD, f"„{mark.words}“ står i {where}", cell, mark=mark.words))
    return said
