"""Which rows of a table are one item: milestones and further lines under it, and a row for each year.

Evidence is taken from the whole table: what the numbered rows have and the others lack, and whether the same item comes
again with another year. What the rows of one item say together is put together in ``joining``.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from udmoentning_xl.danish import fold
from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.headings import AMOUNT, ROW_TOTAL, YEAR, is_other_version
from udmoentning_xl.reading.joining import is_sentence, status_in
from udmoentning_xl.reading.layout import SourceTable
from udmoentning_xl.terms import TEXTS, Field

#: So many rows of a table, and such a part of its items, lack what the others have before they are lines of those.
_LINES, _LINES_SHARE = 2, 0.2
#: A line of each item is below so many of them.
_NEARLY_ALL = 0.8
#: So many spaces before a title are one step in.
_SPACES = 2
#: Of the numbered rows so many have a committee or a kind, where lines under them have none.
_MOST = 0.6
#: What a line's number has more than its item's: 1a, 1.2, 1-3.
_GOES_ON = re.compile(r"[a-zæøå]|[.-]\d{1,2}")
#: The letter of a part of an item: „a) Ryomgård“.
_PART = re.compile(r"([a-h])[).] ?\S")
_TEXTS = (*TEXTS, Field.DUE, Field.COMMITTEE)


class Groups:
    """The rows of one table by the item they belong to."""

    def __init__(self, grid: Grid, table: SourceTable) -> None:
        self.grid, self.table = grid, table

    def has(self, row: int, field: str) -> bool:
        """True where a column of the field is filled at the row, or merged with one that is."""
        return any(self.grid.text(*self.grid.origin(row, column.index)) for column in self.table.columns_of(field))

    def _own(self, row: int, field: str) -> bool:
        """True where a column of the field is filled at the row itself."""
        return any(self.grid.text(row, column.index) for column in self.table.columns_of(field))

    def first_rows(self, items: Sequence[int], unread: Sequence[int], banners: Sequence[int] = ()) -> Mapping[int, int]:
        """Row -> the first row of its item, for each row that goes on with an item above it.

        ``items`` are the rows that look like items, ``unread`` those that look like nothing by themselves, ``banners``
        those that say something of what is below them, unless each item has such a row.
        """
        found: dict[int, int] = {}
        if self.is_long(items) or self._are_steps(items):
            found |= self._repeated(items)
        lines = {row for row in (*items, *unread) if self._is_continued(row)}
        texts = {row for row in (*items, *unread) if self._is_text_below(row)}
        if len(texts) >= max(_LINES, _LINES_SHARE * len(items)):
            lines |= texts
        lines |= self._line_of_each(items, (*unread, *banners)) | self._of_status(items, (*unread, *banners))
        below = self._lines(items)
        is_usual = len(below) >= max(_LINES, _LINES_SHARE * len(items))
        lines |= below if is_usual else self._lettered(sorted(below))
        known = set(items)
        for row in sorted(lines - found.keys()):
            if row - 1 in found or (row - 1 in known and row - 1 not in lines):
                found[row] = found.get(row - 1, row - 1)
        return found

    def is_long(self, items: Sequence[int]) -> bool:
        """True for a table with a row for each item and year: an item comes again, each time with another year."""
        column = self.table.column_of(YEAR)
        if column is None:
            return False
        years: dict[tuple[str, ...], list[str]] = {}
        for row in items:
            years.setdefault(self._identity(row), []).append(self.grid.text(row, column.index))
        again = [own for own in years.values() if len(own) > 1]
        return bool(again) and all(len(set(own)) == len(own) for own in again)

    def _are_steps(self, items: Sequence[int]) -> bool:
        """True for a table with a row for each committee of an item: number and title come again right below."""
        if not self._has_numbers:
            return False
        rows: dict[tuple[str, ...], list[int]] = {}
        for row in items:
            rows.setdefault(self._identity(row), []).append(row)
        again = [own for own in rows.values() if len(own) > 1]
        column = self.table.column_of(Field.COMMITTEE)
        return (
            column is not None
            and len(again) >= _LINES
            and all(own[-1] - own[0] == len(own) - 1 for own in again)
            and all(len({self.grid.text(row, column.index) for row in own}) == len(own) for own in again)
        )

    def _is_text_below(self, row: int) -> bool:
        """True for nothing but a sentence where titles stand, without a number: what the agreement says of the item."""
        title = self.table.column_of(Field.TITLE)
        if title is None or not self._has_numbers or self.grid.filled(row) != [title.index]:
            return False
        return is_sentence(self.grid.text(row, title.index))

    def _line_of_each(self, items: Sequence[int], unread: Sequence[int]) -> set[int]:
        """The rows with nothing but a text, set otherwise than titles are, where nearly every item has one below it.

        The last item has one too; a banner over each has not.
        """
        title = self.table.column_of(Field.TITLE)
        bold = self.grid.sheet.formatting.bold
        lone = {row for row in unread if title and self.grid.filled(row) == [title.index]}
        own = [row for row in items if row not in lone]
        plain = [row for row in lone if title and (row, title.index) not in bold and row - 1 in own]
        found = {row for row in plain if title and (row - 1, title.index) in bold}
        is_so = len(found) >= max(_LINES, _NEARLY_ALL * len(own)) and max(own) + 1 in found
        return found if is_so else set()

    def _of_status(self, items: Sequence[int], unread: Sequence[int]) -> set[int]:
        """The rows „Status: Afsluttet“ that speak of the item above: sentences, what comes again, or below most items.

        Over groups of items by how far they are each stands once, and none below the very first item.
        """
        texts = {row: self.grid.text(row, self.grid.filled(row)[0]) for row in (*items, *unread)}
        told = {row: text for row, text in texts.items() if len(self.grid.filled(row)) == 1 and status_in(text)}
        own = [row for row in items if row not in told]
        if not told or not own or min(told) < min(own):
            return set()
        is_of_each = len(set(told.values())) < len(told) or 2 * len(told) >= len(own) or min(own) + 1 in told
        return {row for row, text in told.items() if is_of_each or is_sentence(text)}

    def _identity(self, row: int) -> tuple[str, ...]:
        texts = [
            self.grid.text(*self.grid.origin(row, column.index))
            for field in (Field.NUMBER, Field.TITLE, Field.KIND)
            for column in self.table.columns_of(field)
        ]
        return tuple(map(fold, texts))

    def _repeated(self, items: Sequence[int]) -> Mapping[int, int]:
        first: dict[tuple[str, ...], int] = {}
        found = {}
        for row in items:
            start = first.setdefault(self._identity(row), row)
            if start != row:
                found[row] = start
        return found

    def _is_continued(self, row: int) -> bool:
        """True for a row that names no item and says more of the one above: a text that goes on, a milestone."""
        if self.has(row, Field.TITLE) or self.has(row, Field.NUMBER) or self._own(row, Field.KIND):
            return self._is_merged(row)
        if self._own(row, Field.SECTION):
            return False
        if self._own(row, YEAR) and self._own(row, AMOUNT):
            return True
        if self._is_other_version(row):
            return True
        texts = [field for field in _TEXTS if self._own(row, field)]
        return bool(texts) and (texts != [Field.COMMITTEE] or self._has_numbers) and not self._is_whole(row)

    def _is_other_version(self, row: int) -> bool:
        """True for amounts alone beside a word for another version of those above: „Forbrug“."""
        filled = set(self.grid.filled(row))
        words = {column.index for column in self.table.columns if column.target is None} & filled
        figures = {column.index for column in (*self.table.years, *self.table.columns_of(ROW_TOTAL))}
        return bool(words) and filled <= words | figures and is_other_version(self.grid.text(row, one) for one in words)

    def _is_merged(self, row: int) -> bool:
        """True where the title is merged with that of the row above."""
        column = self.table.column_of(Field.TITLE)
        return column is not None and self.grid.origin(row, column.index)[0] < row

    def _is_whole(self, row: int) -> bool:
        """True for a row that has what an item has, only no title: somebody forgot it."""
        return not self._has_numbers and self._own(row, Field.COMMITTEE) and self._own(row, Field.DUE)

    @cached_property
    def _has_numbers(self) -> bool:
        return self.table.column_of(Field.NUMBER) is not None

    def _with_own_number(self, items: Sequence[int]) -> Iterator[int]:
        """The rows with a number that does not go on with that of the item above, as 1a and 1.2 go on with 1."""
        column, last = self.table.column_of(Field.NUMBER), ""
        if column is None:
            return
        for row in items:
            number = self.grid.text(*self.grid.origin(row, column.index)).rstrip(".)")
            if number and not (last and _GOES_ON.fullmatch(number.removeprefix(last)) and number.startswith(last)):
                last = number
                yield row

    def _shallow(self, items: Sequence[int]) -> list[int]:
        """The rows whose titles are moved in no further than any, where no number tells items from their lines."""
        depths = {row: self._depth(row) for row in items}
        least = min(depths.values(), default=0)
        return (
            [row for row, depth in depths.items() if depth == least] if max(depths.values(), default=0) > least else []
        )

    def _lettered(self, rows: Sequence[int]) -> set[int]:
        """The rows that are parts of what stands over them by the letters before their titles: a), and b) below it."""
        column = self.table.column_of(Field.TITLE)
        letters = {
            row: match[1] for row in rows if column and (match := _PART.match(self.grid.text(row, column.index)))
        }
        found: set[int] = set()
        for row, letter in letters.items():
            if letter == "a" and letters.get(row + 1) == "b":
                found |= {row, row + 1}
            elif row - 1 in found and ord(letters[row - 1]) + 1 == ord(letter):
                found.add(row)
        return found

    def _depth(self, row: int) -> int:
        """How far the title of a row is moved in, by its alignment or by spaces before it."""
        column = self.table.column_of(Field.TITLE)
        if column is None:
            return 0
        value = self.grid.value(row, column.index)
        spaces = len(value) - len(value.lstrip(" \u00a0")) if isinstance(value, str) else 0
        return self.grid.sheet.formatting.indents.get((row, column.index), 0) + spaces // _SPACES

    def _lines(self, items: Sequence[int]) -> set[int]:
        """The rows with a title of their own and nothing of what the numbered rows have: milestones under an item.

        Where no row has a number, those moved in are lines of those that are not.
        """
        numbered = list(self._with_own_number(items)) if self._has_numbers else self._shallow(items)
        fields = (Field.COMMITTEE, Field.KIND, Field.RESPONSIBLE)
        told = [field for field in fields if sum(self.has(row, field) for row in numbered) >= _MOST * len(numbered)]
        if not numbered or not told:
            return set()
        own = set(numbered)
        decisive = [field for field in told if field != Field.RESPONSIBLE] or fields  # a step may have its own hand
        return {row for row in items if row not in own and not any(self._own(row, field) for field in decisive)}
