"""Find the rows of headings of a sheet: by what they say, and by what stands round them.

What is weighed stands in ``Weights``; a row is one of headings where its cells are worth enough together. What each
column below is, is found in ``columns``.
"""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.headings import (
    BODY,
    CONTAINED,
    END,
    PART,
    SPAN,
    START,
    WEAK,
    Guess,
    HeadingReader,
)
from udmoentning_xl.reading.sorts import is_due, sorts_of
from udmoentning_xl.terms import Field
from udmoentning_xl.values.markers import is_mark

#: A heading is rarely deeper in a sheet than this below the last table or the top; beyond, only cheap signs are read.
_SEARCHED_ROWS = 80
#: Headings beyond this column are not looked for; people do not make plans 300 columns wide.
_WIDEST = 300
_A_YEAR = re.compile(r"(?:19|20)\d\d")
#: Years of a plan are no further from its first; and so many of the same side by side are amounts.
_FARTHEST, _SAME = 20, 3
#: A row with a longer text is no row of headings.
_LONGEST_HEADING = 120


@dataclass(frozen=True)
class Weights:
    """The weights of the evidence in the room of headings; each has an example in ``tests/reading/test_weights.py``."""

    sure: float = 1.0  # a heading that says what it is, or names it among others
    likely: float = 0.5  # one in which a word does
    enough: float = 2.5  # a title, plus things a plan has
    all_known: float = 0.5  # where every cell of the row may be a heading
    certain: float = 2.0  # so many sure headings there are at the least
    certain_of_years: float = 3.0  # and where years stand among them, as years stand over other tables too
    years: int = 2  # years of amounts count for so many sure headings at the most
    bodies: int = 2  # so many committees count for one
    almost: float = 1.5  # what is worth so much is enough where times stand below a cell of it
    days: int = 3  # so many of them
    mostly_days: float = 0.75  # of all that stands there
    alike: int = 2  # a row is data where so many of its cells are of the sort of those round them
    alike_rows: int = 6  # so far round them


WEIGHTS = Weights()


@dataclass(frozen=True)
class Header:
    """The rows of one heading, and what stands over each column."""

    rows: range
    headings: dict[int, str]  # column -> its own heading
    parents: dict[int, str]  # column -> the heading above it
    spelt: Mapping[int, str]  # column -> its own heading, with a year that is written short in full

    def texts(self, column: int) -> list[str]:
        """The ways to read this column's heading, the most telling first."""
        own, parent = self.spelt.get(column, ""), self.parents.get(column, "")
        return [text for text in dict.fromkeys((own, f"{parent} {own}".strip(), parent)) if text]


def headings_of(grid: Grid, headings: HeadingReader) -> Iterator[tuple[int, dict[int, str]]]:
    """The headings of the sheet's tables in order: the row below them, and the text by column."""
    for header in find_headers(grid, headings):
        yield header.rows.stop, header.headings


def find_headers(grid: Grid, headings: HeadingReader) -> Iterator[Header]:
    """The headings of the sheet's tables, in order."""
    row, barren, data = 0, 0, None
    while row < grid.height:
        filled = [column for column in grid.filled(row) if column < _WIDEST]
        barren = barren + 1 if filled else barren
        far_down = barren > _SEARCHED_ROWS and not _cheap_sign(grid, row, filled)
        header = None if len(filled) < 2 or far_down else _header_at(grid, row, filled, headings, data)
        if header is None:
            row += 1
        else:
            yield header
            barren, row = 0, header.rows.stop
            data = row


def _cheap_sign(grid: Grid, row: int, filled: Sequence[int]) -> bool:
    """True for a row of short texts, which may be a heading far down."""
    texts = [grid.text(row, column) for column in filled]
    return len(texts) >= 3 and all(len(text) <= 40 for text in texts) and not any(_is_data(text) for text in texts)


def _is_data(text: str) -> bool:
    digits = sum(char.isdigit() for char in text)
    return digits > 0 and not (len(text) == 4 and digits == 4 and text[:2] in ("19", "20"))


def _header_at(grid: Grid, row: int, filled: Sequence[int], headings: HeadingReader, data: int | None) -> Header | None:
    """The heading whose rows begin here, of one row, two or three; None when this row is none.

    A row that only holds the parents of the row below ("Beløb" over 2024-2027) scores too little by itself and is
    found again, as parents, from the row below. The rows of the table above begin at ``data``.
    """
    own = {column: grid.text(row, column) for column in filled}
    below = _below(grid, row, own, headings)
    merged_down = own | below
    spelt = headings.spelt(merged_down)
    years = {column for column, text in spelt.items() if text != merged_down[column]}
    cells = {(row + (column in below), column): text for column, text in spelt.items()}
    if _worth(grid, cells, headings, years) < WEIGHTS.enough or _is_like_others(grid, row, own, headings, data):
        return None
    if below and _reach_down(grid, row + 1, below) and _below(grid, row + 1, below, headings):
        return None  # the lowest of three rows is found from the one above it
    parents = {column: text for column in below if (text := _parent(grid, row, column))}
    first = row
    if _are_parents(grid, row - 1, own, headings) and (not below or _reach_down(grid, row, own)):
        first = row - 1
        parents = {column: text for column in own if (text := _parent(grid, row - 1, column))} | parents
    return Header(range(first, row + 1 + bool(below)), merged_down, parents, spelt)


def _is_like_others(grid: Grid, row: int, own: Mapping[int, str], headings: HeadingReader, data: int | None) -> bool:
    """True for a row of an item: what stands in its cells is of the sorts of those below or above, which no heading is.

    „UKN“ among committees, „D“ among kinds and „1.2“ among numbers are data, whatever else those words may mean; so is
    what stands again in a column of the table above. A year is the heading of amounts.
    """
    above = range(row if data is None else max(data, row - WEIGHTS.alike_rows), row)
    if sum(any(grid.text(one, column) == text for one in above) for column, text in own.items()) >= WEIGHTS.alike:
        return True
    if _stands_elsewhere(grid, row, own, above):
        return True
    sorts = {
        column: sorts_of(grid.value(row, column), text, headings.committees)
        for column, text in headings.spelt(own).items()
        if not any(guess.target.isdigit() for guess in headings.guesses(text)[:1])
    }

    def is_alike(column: int, others: range) -> bool:
        filled = [one for one in others if grid.text(one, column)]
        same = [
            sorts[column] & sorts_of(grid.value(one, column), grid.text(one, column), headings.committees)
            for one in filled
        ]
        return 2 * sum(map(bool, same)) > len(same)

    below = range(row + 1, min(row + 1 + WEIGHTS.alike_rows, grid.height))
    return any(
        sum(is_alike(column, others) for column, own_sorts in sorts.items() if own_sorts) >= WEIGHTS.alike
        for others in (below, above)
    )


def _stands_elsewhere(grid: Grid, row: int, own: Mapping[int, str], above: range) -> bool:
    """True for a row of whose texts half stand in other rows near it, wherever there: steps of the work."""
    texts = {text for text in own.values() if not _is_data(text)}
    near = (*above, *range(row + 1, min(row + 1 + WEIGHTS.alike_rows, grid.height)))
    shared = [texts & set(grid.texts(one)) for one in near]
    found = {text for one in shared if 2 * len(one) <= len(texts) for text in one}  # else it is the same heading again
    return len(found) >= max(WEIGHTS.alike, len(texts) / 2)


def _below(grid: Grid, row: int, own: dict[int, str], headings: HeadingReader) -> dict[int, str]:
    """The second row of a two-row heading: sub-headings under merged parents or under blank cells, else nothing."""
    if row + 1 >= grid.height:
        return {}
    below = {column: grid.text(row + 1, column) for column in grid.filled(row + 1) if column < _WIDEST}
    if not below or any(len(text) > 60 for text in below.values()):
        return {}
    if _reach_down(grid, row, own) and not below.keys() & {one for one in own if grid.origin(row + 1, one)[0] == row}:
        return below
    under = [
        column
        for column in below
        if column not in own or grid.width_of(row, column) > 1 or _spreads(own, column, below)
    ]
    if len(under) < len(below):
        return {}
    spelt = headings.spelt(below)
    known = [column for column in below if any(guess.strength >= WEAK for guess in headings.guesses(spelt[column]))]
    return below if len(known) * 2 >= len(below) and len(known) >= 2 else {}


def _reach_down(grid: Grid, row: int, own: Mapping[int, str]) -> bool:
    """True for a row of which most cells, and one at each end, are merged with those below: the next row is of it too.

    An item that is merged over its steps is of another sort.
    """
    tall = [column for column in own if grid.origin(row + 1, column) == (row, column)]
    return len(tall) > WEIGHTS.alike and 2 * len(tall) >= len(own)


def _spreads(own: dict[int, str], column: int, below: dict[int, str]) -> bool:
    """True when an unmerged parent stands over several sub-headings: the next column has only a sub-heading."""
    return column + 1 in below and column + 1 not in own


def _parent(grid: Grid, row: int, column: int) -> str:
    """The heading above a column: of its merged range, or of the nearest cell to the left over blank ones."""
    origin = grid.origin(row, column)
    if origin != (row, column):
        return grid.text(*origin)
    for left in range(column, max(column - 12, -1), -1):
        if text := grid.text(row, left):
            return text if left == column or grid.width_of(row, left) == 1 else ""
    return ""


def _are_parents(grid: Grid, row: int, own: Mapping[int, str], headings: HeadingReader) -> bool:
    """True when the row above a heading holds parents of its columns, not a title or a banner.

    A parent is short, stands right of the first column, and is merged over several or begins over a column that says
    nothing by itself: a year, a committee, start or end.
    """
    if row < 0:
        return False
    filled = grid.filled(row)
    if any(len(grid.text(row, column)) > 60 or _is_number(grid.value(row, column)) for column in filled):
        return False  # sums stand over headings too
    return any(
        column > min(own) and (grid.width_of(row, column) > 1 or _needs_parent(headings.guesses(own.get(column, ""))))
        for column in filled
    )


def _needs_parent(guesses: Sequence[Guess]) -> bool:
    targets = [guess.target for guess in guesses]
    return any(target.isdigit() or target.startswith(BODY) or target in (START, END, SPAN) for target in targets)


def _worth(
    grid: Grid, cells: Mapping[tuple[int, int], str], headings: HeadingReader, years: Container[int] = ()
) -> float:
    """How much some cells look like the heading of a plan; 0 when most are no heading, or some surely are data.

    In the columns ``years`` stand years, written short.
    """
    if (
        not _are_years(cells, headings.first_year)
        or any(at[1] not in years and _is_number(grid.value(*at)) for at in cells)
        or any(len(text) > _LONGEST_HEADING for text in cells.values())
    ):
        return 0.0
    worth: dict[str, float] = {}
    known, sure = 0, 0.0
    for text in cells.values():
        guesses = headings.guesses(text)
        if not guesses or text.startswith("("):  # what explains a heading is none
            continue
        best = guesses[0]
        known += 1
        is_year, is_body = best.target.isdigit() or best.target == SPAN, best.target.startswith(BODY)
        if not (is_year or is_body or is_mark(text)):
            sure += WEIGHTS.sure if best.strength >= PART else WEIGHTS.likely if best.strength >= CONTAINED - 1 else 0.0
        key = "year" if is_year else BODY if is_body else best.target
        worth[key] = max(worth.get(key, 0), WEIGHTS.sure if best.strength >= CONTAINED else WEIGHTS.likely)
    if (
        WEIGHTS.almost <= sum(worth.values()) < WEIGHTS.enough
        and Field.DUE not in worth
        and _has_days_below(grid, cells)
    ):
        worth[Field.DUE], sure = 1.0, sure + 1
    bodies = sum(any(guess.target.startswith(BODY) for guess in headings.guesses(text)[:1]) for text in cells.values())
    sure += bodies >= WEIGHTS.bodies
    dated = sum(any(guess.target.isdigit() for guess in headings.guesses(text)) for text in cells.values())
    if known * 2 < len(cells) or sure + min(dated or "year" in worth, WEIGHTS.years) < (
        WEIGHTS.certain_of_years if "year" in worth else WEIGHTS.certain
    ):
        return 0.0
    return sum(worth.values()) + (WEIGHTS.all_known if known == len(cells) else 0)


def _are_years(cells: Mapping[tuple[int, int], str], first_year: int) -> bool:
    """False where years stand in a row that are amounts: far from the plan's first, or the same again and again."""
    years = {column: int(text) for (_, column), text in cells.items() if _A_YEAR.fullmatch(text)}
    is_far = any(abs(year - first_year) > _FARTHEST for year in years.values())
    return not is_far and not any(
        all(years.get(column + more) == year for more in range(_SAME)) for column, year in years.items()
    )


def _has_days_below(grid: Grid, cells: Mapping[tuple[int, int], str]) -> bool:
    """True where hardly anything but times stands below one of the cells, in the next rows; no heading has figures."""
    if any(map(_is_data, cells.values())):
        return False
    for row, column in cells:
        below = [
            one for one in range(row + 1, min(row + 1 + WEIGHTS.alike_rows, grid.height)) if grid.text(one, column)
        ]
        days = [is_due(grid.value(one, column), grid.text(one, column)) for one in below]
        if len(days) >= WEIGHTS.days and sum(days) >= WEIGHTS.mostly_days * len(days):
            return True
    return False


def _is_number(value: object) -> bool:
    """True for a number or a date that is no year: headings have none."""
    if isinstance(value, bool) or not isinstance(value, int | float | date):
        return False
    return not (isinstance(value, int) and 1990 <= value <= 2099)
