"""What stands in a column, as an example for the sheet Læsning; never anything that may be a secret."""

from collections.abc import Sequence

from udmoentning_xl.reading.assigned import NOT_FOR
from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.layout import Column, Table
from udmoentning_xl.reading.secrecy import Hints
from udmoentning_xl.terms import Field
from udmoentning_xl.values.secrecy import question_of, read_secrecy

_SECRET = (Field.INTERNAL, Field.CONFIDENTIAL)


def example(
    grid: Grid, table: Table, column: Column, items: Sequence[int], hints: Hints
) -> dict[str, object]:
    """The first text of a column in a row of ``items``, and its row in Excel, for the frame ``Plan.columns``.

    Nothing of a column that is internal, hidden, asks of secrecy or goes to nobody; nothing of an item of which
    anything is said, nor of a row or cell that cannot be seen.
    """
    formatting = grid.sheet.formatting
    index = column.index
    is_secret = (
        column.target in _SECRET
        or index in formatting.hidden_columns
        or index in hints.asked
        or index in hints.withheld.get(table.body.start, ())
        or question_of(column.heading) is not None
        or NOT_FOR.search(column.heading)
    )
    if is_secret or not grid.sheet.visible:
        return {}
    for row in items:
        text = grid.text(row, index)
        unseen = row in formatting.hidden_rows or (row, index) in formatting.unseen
        if text and not unseen and not hints.by_row.get(row) and not read_secrecy(text):
            return {"example": text, "example_row": row + 1}
    return {}
