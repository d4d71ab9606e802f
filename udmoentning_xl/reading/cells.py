"""The cells of one item row by field, and the item as it grows: values, addresses, and what was noticed.

Vertical merges, ditto marks and groups that are named once give their value to every row they cover.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from udmoentning_xl.danish import MONTH_STARTS
from udmoentning_xl.plan import Kind, Observation
from udmoentning_xl.reading.banners import BannerReader
from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.headings import BODY, END, INFERRED, MILESTONE, MONTH, QUARTER, SPAN, START, WEEK
from udmoentning_xl.reading.layout import SourceColumn, SourceTable
from udmoentning_xl.reading.legends import code_key
from udmoentning_xl.reading.pivots import GROUPS, is_grouped
from udmoentning_xl.reading.sorts import BODY_AND_DAY, title_and_bodies
from udmoentning_xl.reading.source import CellValue, ErrorValue
from udmoentning_xl.terms import Field
from udmoentning_xl.values.committees import CommitteeReader
from udmoentning_xl.values.dates import read_due
from udmoentning_xl.values.markers import Completion, status_word

#: Fields in which a plan writes codes of its own; committees have a register.
_CODED = (Field.KIND, Field.SECTION, Field.STATUS, Field.COMPLETION, Field.RESPONSIBLE)
#: The day, the month or the quarter in the heading of a column that is filled once.
_DATED = re.compile(rf"\d.*|\b(?:{MONTH_STARTS})[a-z]*\b.*|\b[qk] ?[1-4].*", re.I)
#: The years of the term that committees are of: „Udvalg 2022-25“, „Udvalg fra 1/1-2026“, „Udvalg til 31/12-2025“.
_TERM = re.compile(r"\b(?P<first>20\d\d)(?: ?[-–/] ?(?P<last>(?:20)?\d\d))?(?!\d)")
_FROM, _UNTIL = re.compile(r"\b(?:fra|efter|pr\.?|nye?)\b", re.I), re.compile(r"\b(?:til|indtil|før)\b", re.I)
#: What says when an item is due.
_TIMES = frozenset((Field.DUE, START, END, SPAN, QUARTER, MONTH, WEEK, MILESTONE))
#: Each cell that gave an item something (0-based) -> the field, the year or the committee that it is.
Taken = dict[tuple[int, int], str]
#: So many titles that end with committees name those that have the items.
_ENDING = 0.6
#: A column of committees in which so many cells are blank has those beside that of the banner.
_FEW = 0.3
ARROW = re.compile(r"→|->|=>|>")
#: So many arrows that lead to those who decide make all of a column's a route, and none a move.
_ROUTES = 2
_QUOTE = re.compile(r"\A[–—-]? ?(?:[\"”“„〃]|'')[ ]?[–—-]?\Z")
_NONE = ("-", "–", "—")
_DITTO = frozenset(('"', "”", "“", "„", "〃", "''", "do", "do.", "ditto", '-"-', "-”-", '- " -'))


@dataclass(frozen=True)
class Settings:
    """What the reader knows before it sees a table."""

    years: tuple[int, ...]
    committees: CommitteeReader
    banners: BannerReader
    body_names: frozenset[str]
    as_of: date
    completed_sheet: bool = False
    colours: Mapping[str, Completion] = field(default_factory=dict)  # fill -> how far an item of that colour is
    kind_codes: Mapping[str, Kind] = field(default_factory=dict)  # code -> the kind that a list says it stands for
    struck: Completion = Completion.OPEN  # how far the plan says that an item is whose title is struck through
    times: Mapping[str, str] = field(default_factory=dict)  # words for a time -> the time that the plan says they are
    marks_steps: bool = False  # each step of an item has its own mark when it is done
    themes: frozenset[str] = frozenset()  # the sheets that are called after what their items are about
    sheet_year: int | None = None  # the year that a date without one on this sheet is of


class Text(NamedTuple):
    """What stands in the columns of one field: the text, the first cell's value, and where it stands (0-based)."""

    text: str
    value: CellValue
    row: int
    column: int


@dataclass
class RawItem:
    """One item as read: values and addresses by column of the frame, and the rows it gives to the other frames."""

    grid: Grid
    row: int
    values: dict[str, object] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    assignments: list[dict[str, object]] = field(default_factory=list)
    amounts: list[dict[str, object]] = field(default_factory=list)
    sums: list[dict[str, object]] = field(default_factory=list)
    observations: list[dict[str, object]] = field(default_factory=list)

    def set(self, name: str, at: Text | None, value: object = None) -> None:
        """Give the item a value and its address; a blank cell has an address too, to show what is missing."""
        if at is not None:
            self.cells[name] = self.grid.address(at.row, at.column)
            self.values[name] = (at.text or None) if value is None else value

    def text_of(self, name: str) -> str:
        """A value as text, "" when there is none."""
        return str(self.values.get(name) or "")

    def notice(self, what: Observation, at: Text, text: str, detail: str | None = None, name: str = "") -> None:
        """Note down something for the checks to judge."""
        self.observations.append(
            {
                "what": what,
                "field": name or None,
                "row": at.row + 1,
                "cell": self.grid.address(at.row, at.column),
                "text": text,
                "detail": detail or None,
            }
        )


class Cells:
    """The item rows of one table, read by field."""

    def __init__(self, grid: Grid, table: SourceTable, items: Sequence[int]) -> None:
        self.grid, self.table, self.items = grid, table, items
        self.fields: dict[str, list[SourceColumn]] = {}
        for column in table.columns:
            if column.target:
                self.fields.setdefault(column.target, []).append(column)
        self.bodies = [column for column in table.columns if (column.target or "").startswith(BODY)]
        self._arrows: bool | None = None
        self.taken: Taken = {}  # what the ledger is made of

    def arrows_lead_on(self, committees: CommitteeReader) -> bool:
        """True where the arrows between this table's committees are the way of the cases: most lead to ØK or KB."""
        if self._arrows is None:
            columns = self.fields.get(Field.COMMITTEE, ())
            texts = [self.grid.text(row, column.index) for column in columns for row in self.items]
            read = [committees.read(text) for text in texts if ARROW.search(text)]
            routes = sum(not one.left_out and not one.ambiguous for one in read)
            self._arrows = routes >= max(_ROUTES, len(read) / 2)
        return self._arrows

    @cached_property
    def adds_bodies(self) -> bool:
        """True where committees stand beside few items, under a heading that does not say that they have them."""
        columns = self.fields.get(Field.COMMITTEE, ())
        blank = sum(not any(self.grid.text(row, one.index) for one in columns) for row in self.items)
        return bool(columns) and all(one.strength <= INFERRED for one in columns) and blank >= _FEW * len(self.items)

    @cached_property
    def dues_name_bodies(self) -> bool:
        """True where no column is of committees, and those of most times stand with them: „BUU: maj, KB: juni 2025“."""
        if Field.COMMITTEE in self.fields or self.bodies or Field.DUE not in self.fields:
            return False
        texts = [self.grid.text(row, self.fields[Field.DUE][0].index) for row in self.items]
        return sum(BODY_AND_DAY.match(text) is not None for text in texts) >= _ENDING * max(len(texts), 1)

    @cached_property
    def steps_are_dated(self) -> bool:
        """True where no column says when the items are due, and the steps of most are told with their times."""
        if self.fields.keys() & _TIMES or Field.PROCESS not in self.fields:
            return False
        steps = [
            text for row in self.items if (text := self._read(row, Field.PROCESS, self.fields[Field.PROCESS][0].index))
        ]
        dated = (any(map(str.isdigit, one.text)) and read_due(one.text, (2024,)).last is not None for one in steps)
        return len(steps) > 1 and sum(dated) >= _ENDING * len(steps)

    @cached_property
    def titles_name_bodies(self) -> bool:
        """True where no column is of committees, and most titles end with some: „Skolemad (BUU)“."""
        if Field.COMMITTEE in self.fields or self.bodies or Field.TITLE not in self.fields:
            return False
        titles = [self.grid.text(row, self.fields[Field.TITLE][0].index) for row in self.items]
        return sum(title_and_bodies(title)[1] != "" for title in titles) >= _ENDING * max(len(titles), 1)

    @cached_property
    def _given_once(self) -> dict[str, Mapping[int, int]]:
        """Field -> row -> the row that gives its value: section, kind, in a pivot committee, written once a group."""
        grouped = is_grouped(self.grid, self.table)
        names = [name for name in (GROUPS if grouped else (Field.SECTION, Field.KIND)) if name in self.fields]
        first = min((column.index for column in self.table.columns), default=0)
        if any(column.index == first for column in self.fields.get(Field.DUE, [])[:1]):
            names.append(Field.DUE)  # an „årshjul“: the month stands once, before the items of it
        return {name: self._filled_down(self.fields[name][0].index, surely=grouped) for name in names}

    def _filled_down(self, column: int, *, surely: bool) -> Mapping[int, int]:
        texts = [self.grid.text(*self.grid.origin(row, column)) for row in self.items]
        filled = [text for text in texts if text]
        repeats = any(one and one == two for one, two in pairwise(texts))
        if not texts or not texts[0]:
            return {}
        if not surely and (not 2 <= len(filled) <= 0.6 * len(texts) or repeats):
            return {}
        source, last = {}, self.items[0]
        for row, text in zip(self.items, texts, strict=True):
            last = row if text else last
            source[row] = last
        return source

    @cached_property
    def _history(self) -> Mapping[str, list[SourceColumn]]:
        """Status and completion where each column is of a day („Status 31/3“, „Status 30/6“): the newest first.

        So too committees where each column is of a term and the one after it.
        """
        found: dict[str, list[SourceColumn]] = {
            name: _newest_first(columns)
            for name in (Field.STATUS, Field.COMPLETION)
            if len(columns := self.fields.get(name, [])) > 1 and all(_DATED.search(one.heading) for one in columns)
        }
        terms = _terms(self.fields.get(Field.COMMITTEE, []))
        return found | {Field.COMMITTEE: terms} if terms else found

    def formerly(self, at: Text) -> str:
        """The heading of the term of a text's committees where they may have none in the one after it; else ""."""
        terms = self._history.get(Field.COMMITTEE, [])
        new = terms and self.grid.text(at.row, terms[0].index)
        return next((one.heading for one in terms[1:] if one.index == at.column and not new), "")

    def text(self, row: int, name: str, joined_by: str = "\n") -> Text | None:
        """What stands in the columns of a field; None when the table has no such column."""
        columns = self._history.get(name) or self.fields.get(name)
        if not columns:
            return None
        found = [_explained(text, name, column) for column in columns if (text := self._read(row, name, column.index))]
        if name == Field.COMMITTEE and name in self._history:
            self.taken |= {(text.row, text.column): name for text in found if text.text in _NONE}
            found = [text for text in found if text.text not in _NONE] or found
        if not found:
            return Text("", None, row, columns[0].index)
        first = found[0]
        self.taken[first.row, first.column] = name
        if len(found) == 1 or name in self._history:
            return first
        self.taken |= {(text.row, text.column): name for text in found}
        joined = joined_by.join(dict.fromkeys(text.text for text in found))
        return Text(joined, first.value, first.row, first.column)

    def _read(self, row: int, name: str, column: int) -> Text | None:
        """What one cell of a field says; None where it is blank or shows an error.

        The cell is the one that gives the row its value: merged over it, or standing for its group.
        """
        given_once = self._given_once.get(name)
        at = self.grid.origin(given_once.get(row, row) if given_once else row, column)
        text = self.grid.text(*at)
        if is_ditto(text):
            self.taken[at] = name
            at = self._above(at[0], column) or at
            text = self.grid.text(*at)
        if not text:
            return None
        if isinstance(value := self.grid.value(*at), ErrorValue):
            self.taken[at] = name
            return None
        return Text(text, value, *at)

    def _above(self, row: int, column: int) -> tuple[int, int] | None:
        """The cell that a ditto mark in this row repeats; None where there is none."""
        for above in range(row - 1, self.table.header.stop - 1, -1):
            at = self.grid.origin(above, column)
            if self.grid.text(*at) and not is_ditto(self.grid.text(*at)):
                return at
        return None


def _newest_first(columns: Sequence[SourceColumn]) -> list[SourceColumn]:
    """The columns by the days in their headings; where one cannot be read, the last one is the newest."""
    texts = [match[0] for column in columns if (match := _DATED.search(column.heading))]
    days = [day for text in texts if (day := read_due(text, (2025,)).last) is not None]
    if len(days) < len(columns):
        return list(reversed(columns))
    return [column for _, column in sorted(zip(days, columns, strict=True), key=lambda one: one[0], reverse=True)]


def _terms(columns: Sequence[SourceColumn]) -> list[SourceColumn]:
    """The columns of committees by their terms, the newest first; none where they do not follow each other."""
    terms = [(match, column) for column in columns if (match := _TERM.search(column.heading))]
    if len(terms) < max(len(columns), 2):
        return []
    terms.sort(key=lambda one: -int(one[0]["first"]))
    for (new, newer), (old, older) in pairwise(terms):
        ends = int(old["last"] or old["first"]) % 100 + 2000
        is_over = bool(old["last"] or _UNTIL.search(older.heading) or _FROM.search(newer.heading))
        if not is_over or ends - bool(_UNTIL.search(older.heading)) >= int(new["first"]):
            return []
    return [column for _, column in terms]


def _explained(text: Text, name: str, column: SourceColumn) -> Text:
    """A code of the plan's own as what it stands for; „Gul“ stays what it is where „Opmærksomhed“ says less."""
    meaning = column.legend.get(code_key(text.text)) if name in _CODED else None
    says_less = name in (Field.STATUS, Field.COMPLETION) and meaning is not None and status_word(meaning) is None
    is_kept = meaning is None or (says_less and status_word(text.text) is not None)
    return text if is_kept else text._replace(text=meaning or "", value=meaning)


def is_ditto(text: str) -> bool:
    """True for a ditto mark: as above."""
    return 0 < len(text) <= 5 and (text.casefold() in _DITTO or _QUOTE.match(text) is not None)
