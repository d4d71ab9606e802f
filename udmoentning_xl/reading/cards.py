"""A plan of cards: each item a block of its own, with labels and, right of them, what they say. Read as a table.

Addresses stay those of the sheet as it is. What a card has beside its labels comes in a column without a heading, so
that it is told that it was not read.
"""

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace

from udmoentning_xl.reading.formatting import Cell
from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.headings import SURE, HeadingReader
from udmoentning_xl.reading.moved import moved
from udmoentning_xl.reading.source import CellValue, SheetData
from udmoentning_xl.terms import LABELS, Field

#: So many labels make a card, and so many cards, with so many of their labels in common, a plan.
_LABELS, _CARDS, _SHARED = 3, 3, 0.6
_LONGEST_LABEL = 40
#: So many of the cells of a column of labels are labels; the rest are titles and bands.
_LABELLED = 0.4
_LABEL = re.compile(r"[^\n:]{1,40}:")
#: A label with a colon stands in so many cards.
_AGAIN = 2
#: In a row of headings so many of the cells are some.
_HEADS = 0.8
_YEAR = re.compile(r"(?:(?:b|bo|budget|overslag) ?)?(?:19|20)\d\d", re.IGNORECASE)
_NUMBER = re.compile(r"(?:[A-ZÆØÅa-zæøå]{3,12} (?:nr\.? ?)?)?[A-ZÆØÅ]{0,4}[ .-]?\d{1,5}(?:[.,/-]\d{1,4})*[a-z]?[.:)]?")
_BESIDE = ""  # the heading of what stands under no label


@dataclass
class _Card:
    """What stands in one block: its labels, and the cell of what each says."""

    rows: range
    labels: dict[str, Cell] = field(default_factory=dict)
    values: dict[str, Cell] = field(default_factory=dict)


def as_table(sheet: SheetData, headings: HeadingReader) -> SheetData | None:
    """The sheet with a row for each card, below the lines that stand over the first; None where it has no cards."""
    grid = Grid(sheet)
    every_block = _blocks(grid)
    blocks = [(rows, named) for rows in every_block if len(named := _named(grid, rows, headings)) >= _LABELS]
    heads = sum(_heads_a_table(grid, row, headings) for rows, _ in blocks for row in rows)
    if heads * _CARDS >= len(blocks):
        return None
    often = Counter(label for _, named in blocks for label in named)
    with_colon = {_label(text) for rows, _ in blocks for row in rows for text in grid.texts(row) if text.endswith(":")}
    common = {
        label for label, times in often.items() if times >= (_AGAIN if label in with_colon else _SHARED * len(blocks))
    }
    cards = [
        _card(grid, rows, common, _label_columns(grid, [rows for rows, _ in blocks], common)) for rows, _ in blocks
    ]
    cards = [card for card in cards if sum(bool(grid.text(*at)) for at in card.values.values()) >= _LABELS]
    if len(cards) < _CARDS or 2 * len(cards) < len(blocks):
        return None
    for card in cards:
        _name(grid, card)
    names = (LABELS[Field.NUMBER], LABELS[Field.TITLE])  # first, so that a band between the cards stands left of them
    said = dict.fromkeys(label for card in cards for label in card.values)
    columns = sorted(said, key=lambda label: names.index(label) if label in names else len(names))
    bands = [one.start for one in every_block if _is_band(grid, one) and one.start]  # in the first row stands a title
    lone = (
        [row for row in bands if row < cards[0].rows.start] if any(row > cards[0].rows.start for row in bands) else []
    )
    first = above = max(lone, default=cards[0].rows.start)
    places: dict[Cell, Cell] = {}
    header: dict[int, CellValue] = {}
    for column, label in enumerate(columns):
        holder = next((card for card in cards if label in card.labels), None)
        header[column] = label or None
        if holder:
            places[first, column] = holder.labels[label]
    rows: list[list[CellValue]] = [*sheet.rows[:first], [header[column] for column in range(len(columns))]]
    for card in cards:
        for band in (row for row in bands if above <= row < card.rows.start):
            places[len(rows), 0] = band, grid.filled(band)[0]
            rows.append([grid.value(*places[len(rows), 0]), *[None] * (len(columns) - 1)])
        above = card.rows.stop
        row: list[CellValue] = [None] * len(columns)
        for column, label in enumerate(columns):
            if place := card.values.get(label):
                row[column] = grid.value(*place)
                places[len(rows), column] = place
        rows.append(row)
    return replace(sheet, rows=rows, merged=(), formatting=moved(sheet.formatting, places, first), places=places)


def _blocks(grid: Grid) -> list[range]:
    """The runs of rows between blank ones."""
    found, start = [], None
    for row in range(grid.height + 1):
        is_blank = row == grid.height or not grid.filled(row)
        if is_blank and start is not None:
            found.append(range(start, row))
        start = None if is_blank else row if start is None else start
    return found


def _is_band(grid: Grid, rows: range) -> bool:
    """True for a line with one text that stands by itself."""
    return len(rows) == 1 and len(grid.filled(rows.start)) == 1


def _heads_a_table(grid: Grid, row: int, headings: HeadingReader) -> bool:
    """True for a row of headings alone: below it stands a table, and no cards."""
    texts = [text for column in grid.filled(row) if not _YEAR.fullmatch(text := _label(grid.text(row, column)))]
    return len(texts) > _LABELS and sum(_is_heading(text, headings) for text in texts) >= _HEADS * len(texts)


def _named(grid: Grid, rows: range, headings: HeadingReader) -> set[str]:
    """The labels in a block: known headings, and what ends with a colon."""
    texts = {grid.text(row, column) for row in rows for column in grid.filled(row)}
    return {label for text in texts if _is_heading(label := _label(text), headings) or _LABEL.fullmatch(text)}


def _label_columns(grid: Grid, blocks: Sequence[range], common: Container[str]) -> frozenset[int]:
    """The columns in which labels stand: „Afsluttet“ beside „Status“ is what that says."""
    filled: Counter[int] = Counter(column for rows in blocks for row in rows for column in grid.filled(row))
    named = Counter(
        column
        for rows in blocks
        for row in rows
        for column in grid.filled(row)
        if _label(grid.text(row, column)) in common
    )
    return frozenset(column for column, times in named.items() if times >= _LABELLED * filled[column])


def _card(grid: Grid, rows: range, common: Container[str], columns: Container[int]) -> _Card:
    """The labels of a block, which most blocks have, with what stands right of each; and years over their amounts.

    Labels stand in these ``columns`` alone.
    """
    card = _Card(rows)
    for row in rows:
        filled = grid.filled(row)
        named = {column: _label(grid.text(row, column)) for column in filled}
        known = {column for column, text in named.items() if text in common and column in columns}
        years = [column for column in filled if _YEAR.fullmatch(named[column]) and row + 1 in rows]
        if len(years) > 1:
            card.values |= {named[column]: (row + 1, column) for column in years if grid.text(row + 1, column)}
            card.labels |= {named[column]: (row, column) for column in years}
            continue
        for column in sorted(known):
            if named[column] not in card.labels and len(known) < max(2, len(filled)):
                right = next((one for one in filled if one > column and one not in known), None)
                ends = min((one for one in known if one > column), default=None)
                is_blank = right is None or (ends is not None and ends < right)
                card.labels[named[column]] = (row, column)
                card.values[named[column]] = (row, column + 1) if is_blank or right is None else (row, right)
    return card


def _label(text: str) -> str:
    return text.rstrip(" :.")


def _is_heading(text: str, headings: HeadingReader) -> bool:
    return 0 < len(text) <= _LONGEST_LABEL and any(guess.strength >= SURE for guess in headings.guesses(text))


def _name(grid: Grid, card: _Card) -> None:
    """The number and the title of a card that has no labels for them; and what stands under no label."""
    taken = {*card.labels.values(), *card.values.values()}
    free = [(row, column) for row in card.rows for column in grid.filled(row) if (row, column) not in taken]
    top = [cell for cell in free if cell[0] == card.rows.start]
    number, title = LABELS[Field.NUMBER], LABELS[Field.TITLE]
    if top and _NUMBER.fullmatch(grid.text(*top[0])):
        card.values[number], top = top[0], top[1:]  # „Forslag nr. 4“ too
    if top:
        card.values[title] = top[0]
    left = [cell for cell in free if cell not in card.values.values() and not _is_unit(grid, cell)]
    if left:
        card.values[_BESIDE] = left[0]


def _is_unit(grid: Grid, cell: Cell) -> bool:
    """True for the unit before a line of amounts, and for the sum behind it."""
    text = grid.text(*cell)
    return "kr" in text or not re.search(r"[^\W\d_]", text) or text.casefold().startswith(("i alt", "sum"))
