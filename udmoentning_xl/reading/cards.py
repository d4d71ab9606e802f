"""A plan of cards: each item a block of its own, with labels and, right of them, what they say. Read as a table.

Addresses stay those of the sheet as it is. What a card has beside its labels comes in columns without a heading, and
what stands in no card is left (``SheetData.left``), so that it is told that it was not read.
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
#: In a row of headings so many of the cells are some; and in one that comes again word for word more than so many, as
#: in such a line of a card („Tidspunkt | maj 2025 | Ansvarlig | Ida“) every other one is what a label says.
_HEADS, _AGAIN_HEADS = 0.8, 0.5
_YEAR = re.compile(r"(?:(?:b|bo|budget|overslag) ?)?(?:19|20)\d\d", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:[A-ZÆØÅa-zæøå]{3,12} )?(?:[Nn]r\.? ?)?[A-ZÆØÅ]{0,4}[ .-]?\d{1,5}(?:[.,/-]\d{1,4})*[a-z]?[.:)]?"
)


@dataclass
class _Card:
    """What stands in one block: its labels, and the cell of what each says."""

    rows: range
    labels: dict[str, Cell] = field(default_factory=dict)
    values: dict[str, Cell] = field(default_factory=dict)
    beside: list[Cell] = field(default_factory=list)  # what stands under no label
    units: list[Cell] = field(default_factory=list)  # the unit before a line of amounts, and the sum behind it


def as_table(sheet: SheetData, headings: HeadingReader) -> SheetData | None:
    """The sheet with a row for each card, below the lines that stand over the first; None where it has no cards."""
    grid = Grid(sheet)
    every_block = _blocks(grid)
    blocks = [(rows, named) for rows in every_block if len(named := _named(grid, rows, headings)) >= _LABELS]
    lines = Counter(_headings_in(grid, row) for rows, _ in blocks for row in rows)
    heads = sum(times for line, times in lines.items() if _heads_a_table(line, headings, is_again=times > 1))
    if heads * _CARDS >= len(blocks):
        return None
    often = Counter(label for _, named in blocks for label in named)
    with_colon = {_label(text) for rows, _ in blocks for row in rows for text in grid.texts(row) if text.endswith(":")}
    common = {
        label for label, times in often.items() if times >= (_AGAIN if label in with_colon else _SHARED * len(blocks))
    }
    card_rows = [rows for rows, _ in blocks]
    labelled = _label_columns(grid, card_rows, common)
    common |= _labels_again(grid, card_rows, labelled)
    cards = [_card(grid, rows, common, labelled) for rows in card_rows]
    cards = [card for card in cards if sum(bool(grid.text(*at)) for at in card.values.values()) >= _LABELS]
    if len(cards) < _CARDS or 2 * len(cards) < len(blocks):
        return None
    for card in cards:
        _name(grid, card)
    names = (LABELS[Field.NUMBER], LABELS[Field.TITLE])  # first, so that a band between the cards stands left of them
    said = dict.fromkeys(label for card in cards for label in card.values)
    columns = sorted(said, key=lambda label: names.index(label) if label in names else len(names))
    width = len(columns) + max(len(card.beside) for card in cards)
    bands = [one.start for one in every_block if _is_band(grid, one) and one.start]  # in the first row stands a title
    lone = (
        [row for row in bands if row < cards[0].rows.start] if any(row > cards[0].rows.start for row in bands) else []
    )
    first = above = max(lone, default=cards[0].rows.start)
    places: dict[Cell, Cell] = {}
    header: dict[int, CellValue] = {}
    for column, label in enumerate(columns):
        holder = next((card for card in cards if label in card.labels), None)
        header[column] = label
        if holder:
            places[first, column] = holder.labels[label]
    for card in reversed(cards):
        places |= {(first, column): place for column, place in enumerate(card.beside, len(columns))}
    rows: list[list[CellValue]] = [*sheet.rows[:first], [header.get(column) for column in range(width)]]

    def tell_bands(above: int, below: int) -> None:
        for band in (row for row in bands if above <= row < below):
            places[len(rows), 0] = band, grid.filled(band)[0]
            rows.append([grid.value(*places[len(rows), 0]), *[None] * (width - 1)])

    for card in cards:
        tell_bands(above, card.rows.start)
        above = card.rows.stop
        row: list[CellValue] = [None] * width
        told = {column: card.values[label] for column, label in enumerate(columns) if label in card.values}
        for column, place in {**told, **dict(enumerate(card.beside, len(columns)))}.items():
            row[column] = grid.value(*place)
            places[len(rows), column] = place
        rows.append(row)
    tell_bands(above, grid.height)
    labels = {place for card in cards for place in card.labels.values()}
    taken = {*places.values(), *labels, *(cell for card in cards for cell in card.units)}
    below = {(row, column) for row in range(first, grid.height) for column in grid.filled(row)}
    beside = sum(len(card.beside) for card in cards) + len(below - taken)
    if beside > len(labels) + sum(len(card.values) for card in cards):
        return None  # a reading that leaves more than it takes is none
    left = {cell: "" if cell in taken else grid.text(*cell) for cell in sorted(below - {*places.values()})}
    looks = moved(sheet.formatting, places, first)
    return replace(sheet, rows=rows, merged=(), formatting=looks, places=places, left=left)


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


def _headings_in(grid: Grid, row: int) -> tuple[str, ...]:
    """What in a row may be headings, without the years."""
    texts = (_label(grid.text(row, column)) for column in grid.filled(row))
    return tuple(text for text in texts if not _YEAR.fullmatch(text))


def _heads_a_table(texts: Sequence[str], headings: HeadingReader, *, is_again: bool) -> bool:
    """True for a row of headings alone: below it stands a table, and no cards."""
    known = sum(_is_heading(text, headings) for text in texts)
    return len(texts) > _LABELS and (known >= _HEADS * len(texts) or (is_again and known > _AGAIN_HEADS * len(texts)))


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


def _labels_again(grid: Grid, blocks: Sequence[range], columns: Container[int]) -> set[str]:
    """What stands among the labels of most blocks, before what it says: a label too, though no known heading."""
    found = Counter(
        label
        for rows in blocks
        for label in {
            _label(grid.text(row, column))
            for row in rows
            for column in grid.filled(row)[:-1]
            if column in columns and len(grid.text(row, column)) <= _LONGEST_LABEL
        }
    )
    return {label for label, times in found.items() if label and times >= _SHARED * len(blocks)}


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
    rest = [cell for cell in free if cell not in card.values.values()]
    card.units = [cell for cell in rest if _is_unit(grid, cell)]
    card.beside = [cell for cell in rest if cell not in card.units]


def _is_unit(grid: Grid, cell: Cell) -> bool:
    """True for the unit before a line of amounts, and for the sum behind it."""
    text = grid.text(*cell)
    return "kr" in text or not re.search(r"[^\W\d_]", text) or text.casefold().startswith(("i alt", "sum"))
