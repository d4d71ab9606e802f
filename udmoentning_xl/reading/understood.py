"""How each table and column was understood, as rows of the frames ``Plan.tables`` and ``Plan.columns``.

An example of what stands in a column is never anything that may be a secret.
"""

from collections.abc import Iterable, Iterator, Sequence

from udmoentning_xl.reading.assigned import NOT_FOR
from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.layout import SourceColumn, SourceTable
from udmoentning_xl.reading.legends import code_key
from udmoentning_xl.reading.rows import SourceRow
from udmoentning_xl.reading.secrecy import Hints
from udmoentning_xl.reading.sheets import AmountTerms
from udmoentning_xl.terms import Field
from udmoentning_xl.values.amounts import SignRule
from udmoentning_xl.values.markers import Completion, status_word
from udmoentning_xl.values.secrecy import question_of, read_secrecy

_SECRET = (Field.INTERNAL, Field.CONFIDENTIAL)


_SIGN_RULES = {
    SignRule.NEGATIVE_IS_SAVING: "minus er besparelse eller indtægt",
    SignRule.POSITIVE_IS_SAVING: "besparelser står som positive tal og er vendt",
}


def rows_written(grid: Grid, rows: range) -> str:
    """Rows as people count them: „4“ or „4-5“, of a turned sheet „kolonne A“."""
    if grid.sheet.is_turned:
        return f"kolonne {grid.row_name(rows.start)}"
    return str(rows.start + 1) if len(rows) == 1 else f"{rows.start + 1}-{rows.stop}"


def said_of_amounts(told: Sequence[AmountTerms]) -> dict[str, str | None]:
    """The columns ``unit``, ``price_level`` and ``sign_rule``: what tables say of their amounts, once each."""
    return {
        "unit": _listed(said.unit.label for said in told if said.unit),
        "price_level": _listed(said.unit.price_level for said in told if said.unit and said.unit.price_level),
        "sign_rule": _listed(_SIGN_RULES[said.sign_rule] for said in told if said.sign_rule),
    }


def _listed(said: Iterable[str]) -> str | None:
    return ", ".join(dict.fromkeys(said)) or None


def tables_of(
    grid: Grid, tables: Sequence[tuple[SourceTable, AmountTerms]], rows: Sequence[SourceRow], unit: str
) -> Iterator[dict[str, object]]:
    """The tables of a sheet with what each says of its amounts; those under one heading that comes again are one.

    ``unit`` is that of a table that says none.
    """
    alike: dict[int, list[tuple[SourceTable, AmountTerms]]] = {}
    for table, said in tables:
        alike.setdefault(id(table.columns), []).append((table, said))
    for own in alike.values():
        items = [row.index for row in rows if row.role is None and any(row.index in table.body for table, _ in own)]
        amounts = said_of_amounts([said for _, said in own])
        yield {
            "sheet": grid.sheet.name,
            "header_rows": ", ".join(rows_written(grid, table.header) for table, _ in own),
            "first": grid.row_name(min(items, default=own[0][0].body.start)),
            "last": grid.row_name(max(items, default=own[0][0].body.start)),
            **amounts,
            "unit": amounts["unit"] or f"{unit} (står ikke ved tabellen)",
        }


def columns_of(
    grid: Grid, layouts: Iterable[SourceTable], rows: Sequence[SourceRow], hints: Hints
) -> Iterator[dict[str, object]]:
    """The columns of the ``layouts``, which are tables with columns of their own."""
    for table in layouts:
        items = [row.index for row in rows if row.role is None and row.table and row.table.columns is table.columns]
        for column in table.columns:
            yield {
                "sheet": grid.sheet.name,
                "column": grid.column_name(column.index),
                "cell": grid.address(table.header.stop - 1, column.index).rpartition("!")[2],
                "heading": column.heading,
                "label": column.label,
                "field": column.target,
                "why": column.why,
                "strength": column.strength,
                "guess": column.guess,
                "choice": column.choice or None,
                "refusal": column.refusal or None,
                "instead_of": column.instead_of or None,
                "kept": column.kept or None,
                "is_new": column.is_new,
                "hidden": column.index in grid.sheet.formatting.hidden_columns,
                "example": _example(grid, table, column, items, hints),
                "done": _done(column, (grid.text(row, column.index) for row in items)),
            }


def _done(column: SourceColumn, texts: Iterable[str]) -> str | None:
    """The code that a list explains as done, spelt as in the column, or as its other codes are."""
    code = next((one for one, said in column.legend.items() if status_word(said) == Completion.DONE), None)
    if code is None or column.target not in (Field.STATUS, Field.COMPLETION):
        return None
    written = [text for text in texts if code_key(text) in column.legend]
    own = next((text for text in written if code_key(text) == code), None)
    return own or (code.capitalize() if all(text[:1].isupper() for text in written) else code)


def _example(grid: Grid, table: SourceTable, column: SourceColumn, items: Sequence[int], hints: Hints) -> str | None:
    """The first text of a column in one of the items that everybody may see.

    Nothing of a column that is internal, hidden, asks of secrecy or goes to nobody; nothing of an item of which
    anything is said, nor of a row or cell that cannot be seen.
    """
    formatting, index = grid.sheet.formatting, column.index
    is_secret = (
        {column.target, column.guess} & set(_SECRET)
        or not grid.sheet.visible
        or index in formatting.hidden_columns
        or index in hints.asked
        or index in hints.withheld.get(table.body.start, ())
        or question_of(column.heading) is not None
        or NOT_FOR.search(column.heading)
    )
    for row in () if is_secret else items:
        text = grid.text(row, index)
        unseen = row in formatting.hidden_rows or (row, index) in formatting.unseen
        if text and not unseen and not hints.by_row.get(row) and not read_secrecy(text):
            return text
    return None
