"""What only the formatting of a workbook says: hidden, struck through, coloured, commented, shown without a day.

Puts together what the scan of a sheet, the stylesheet and the comments say. What it means for the plan is decided in
``normalise``. Only xlsx and xlsm: for xls, xlsb and ods a :class:`Formatting` is empty.
"""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, time
from functools import cached_property
from typing import Any

from udmoentning_xl.reading.conditional import ConditionalRule, hidden_cells, painted_cells, struck_cells
from udmoentning_xl.reading.richtext import Attributes, Runs, is_partly_white, without_struck
from udmoentning_xl.reading.sheetscan import Marks, column_letters, column_number
from udmoentning_xl.reading.shown import shown, shows_no_day, shows_year
from udmoentning_xl.reading.styles import Look
from udmoentning_xl.reading.symbols import signs

Cell = tuple[int, int]
#: A formula that only fetches another cell: „='Ark 2'!$B$3“.
_FETCHES = re.compile(r"(?:(?:'[^']{1,80}+'|[^\W\d][\w.]{0,80}+)!)?\$?[A-Z]{1,3}\$?\d{1,7}")


@dataclass(frozen=True)
class Formatting:
    """The formatting of one worksheet that may carry meaning; every key is a 0-based (row, column)."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    bold: frozenset[Cell] = frozenset()  # only cells that have a value
    italic: frozenset[Cell] = frozenset()  # as bold
    struck: frozenset[Cell] = frozenset()  # the whole cell is struck through
    texts: Mapping[Cell, str] = field(default_factory=dict)  # other than the value's: partly struck, or by its format
    typed: Mapping[Cell, Any] = field(default_factory=dict)  # the value that shows what the number format makes of it
    fills: Mapping[Cell, str] = field(default_factory=dict)  # solid fill other than white, "RRGGBB"
    number_formats: Mapping[Cell, str] = field(default_factory=dict)  # of dates shown without a day
    yearless: frozenset[Cell] = frozenset()  # dates shown without their year
    formulas: Mapping[Cell, str] = field(default_factory=dict)  # every one, without the "="; see ``Marks.computed``
    followers: Set[Cell] = frozenset()  # those of them that share the formula of another cell
    formulas_without_value: Mapping[Cell, str] = field(default_factory=dict)  # "=SUM(H5:H9)"
    comments: Mapping[Cell, str] = field(default_factory=dict)  # notes and threaded comments
    unseen: Mapping[Cell, str] = field(default_factory=dict)  # cells with a value nobody can see -> why, in Danish
    painted: Mapping[Cell, Set[str]] = field(default_factory=dict)  # colours that conditional formats (may) give
    inks: Mapping[Cell, str] = field(default_factory=dict)  # colours of letters other than black, "RRGGBB"
    indents: Mapping[Cell, int] = field(default_factory=dict)  # how far a text is moved in
    links: Mapping[Cell, str] = field(default_factory=dict)  # where a link leads and what it says, as words
    aside: Sequence[tuple[str, str]] = ()  # where, in Danish, and a text that stands in no cell

    @cached_property
    def comments_by_row(self) -> Mapping[int, Sequence[tuple[int, str]]]:
        """The comments of each row, with their columns."""
        found: dict[int, list[tuple[int, str]]] = {}
        for (row, column), text in self.comments.items():
            found.setdefault(row, []).append((column, text))
        return found


@dataclass(frozen=True)
class Surroundings:
    """What a sheet tells in other places than its cells; see the fields of :class:`Formatting`."""

    comments: Mapping[Cell, str]
    aside: Sequence[tuple[str, str]]
    links: Mapping[Cell, str]
    rules: Sequence[ConditionalRule]


def formatting_of(
    marks: Marks,
    looks: Mapping[str, Look],
    rich_texts: Mapping[int, Runs],
    told: Surroundings,
    rows: Sequence[Sequence[object]],
) -> Formatting:
    """The formatting of the sheet whose values are ``rows``. Nothing is told of cells outside the used area."""
    width = max(map(len, rows), default=0)
    columns = {letters: column_number(letters) - 1 for letters in marks.letters}
    bold, italic, struck = set[Cell](), set[Cell](), set[Cell]()
    fills, formats, unseen, inks = dict[Cell, str](), dict[Cell, str](), dict[Cell, str](), dict[Cell, str]()
    indents, signed = dict[Cell, int](), dict[Cell, str]()
    struck.update(struck_cells(told.rules, rows))
    counted = {
        style: [cells for is_so, cells in ((look.bold, bold), (look.italic, italic), (look.struck, struck)) if is_so]
        for style, look in looks.items()
    }
    for row, letters, style in marks.styled:
        look, cell = looks[style], (row, columns[letters])
        value = _value(rows, cell)
        if look.fill and row < len(rows) and cell[1] < width:
            fills[cell] = look.fill
        if value is None:
            continue
        for cells in counted[style]:
            cells.add(cell)
        if look.indent:
            indents[cell] = look.indent
        if look.symbols and isinstance(value, str):
            signed[cell] = signs(value, look.symbols)
        if look.ink:
            inks[cell] = look.ink
        if look.unseen:
            unseen[cell] = f"teksten i {letters}{row + 1} {look.unseen}"
        if look.format:
            formats[cell] = look.format
    rich = {cell: rich_texts[index] for cell, index in marks.texts.items() if index in rich_texts} | marks.runs
    kept = _kept(rich, struck)
    by_format = {cell: shown(_value(rows, cell), code) for cell, code in formats.items()}
    typed = {cell: one.value for cell, one in by_format.items() if one.value != _value(rows, cell)} | signed
    for cell, runs in rich.items():
        if cell not in fills and is_partly_white(runs):
            letters = column_letters(cell[1] + 1)
            unseen.setdefault(cell, f"noget af teksten i {letters}{cell[0] + 1} er skrevet i baggrundens farve")
    return Formatting(
        hidden_rows=frozenset(row for row in marks.hidden_rows if row < len(rows)),
        hidden_columns=frozenset(
            column for first, last in marks.hidden_columns for column in range(first, min(last + 1, width))
        ),
        bold=frozenset(bold),
        italic=frozenset(italic),
        struck=frozenset((struck - kept.keys()) | {cell for cell, text in kept.items() if not text}),
        texts={cell: one.text for cell, one in by_format.items() if one.text}
        | {cell: text for cell, text in kept.items() if text},
        typed={cell: None if _is_blank_link(marks, rows, cell) else value for cell, value in typed.items()},
        fills=fills,
        number_formats={cell: code for cell, code in formats.items() if _is_date_without_day(_value(rows, cell), code)},
        yearless=frozenset(
            cell for cell, code in formats.items() if isinstance(_value(rows, cell), date) and not shows_year(code)
        ),
        formulas=marks.computed,
        followers=marks.followers,
        formulas_without_value=_formulas(marks, rows),
        comments=told.comments,
        unseen={**hidden_cells(told.rules, rows), **unseen},
        painted=painted_cells(told.rules, rows),
        inks=inks,
        indents=indents,
        links=told.links,
        aside=told.aside,
    )


def _value(rows: Sequence[Sequence[object]], cell: Cell) -> object:
    row, column = cell
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else None


def _is_date_without_day(value: object, code: str) -> bool:
    return isinstance(value, date) and shows_no_day(code)


def _is_blank_link(marks: Marks, rows: Sequence[Sequence[object]], cell: Cell) -> bool:
    """True for the 0 that a formula gives as a date that only fetches a cell, and that is blank."""
    return _value(rows, cell) == time() and _FETCHES.fullmatch(marks.computed.get(cell, "")) is not None


def _kept(rich: Mapping[Cell, Runs], struck: set[Cell]) -> dict[Cell, str | None]:
    """Cells with rich text -> what is left of it; None where nothing of it is struck, "" where all is."""
    kept = {cell: without_struck(runs, cell in struck) for cell, runs in rich.items()}
    return {cell: text for cell, text in kept.items() if text is not None or cell in struck}


def _formulas(marks: Marks, rows: Sequence[Sequence[object]]) -> dict[Cell, str]:
    return {
        cell: "=" + _written(cell, text, attrs, marks)
        for cell, (text, attrs) in sorted(marks.formulas.items())
        if _value(rows, cell) is None
    }


def _written(cell: Cell, text: str, attrs: Attributes, marks: Marks) -> str:
    """The formula as it stands in the cell, also where it is written once for a whole range."""
    master = marks.masters.get(attrs.get("si", ""))
    if text or not master:
        return text
    # openpyxl takes 0.15 s to import; a shared formula without a value is rare.
    from openpyxl.formula.translate import Translator

    address = f"{column_letters(cell[1] + 1)}{cell[0] + 1}"
    return str(Translator("=" + master[1], origin=master[0]).translate_formula(address)).removeprefix("=")
