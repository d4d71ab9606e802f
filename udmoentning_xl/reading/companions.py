"""Sheets that say more of the plan's items: their amounts, their status, their remarks, keyed by number or by title.

Which sheets are companions is found here, and what they say is given to the items. A row that belongs to no item is
told.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date

from udmoentning_xl.plan import Observation, RowRole
from udmoentning_xl.reading.amounts import AmountReader, Convention
from udmoentning_xl.reading.cells import Cells, RawItem, Settings, Taken
from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.headings import AMOUNT, YEAR, squash
from udmoentning_xl.reading.items import ItemReader
from udmoentning_xl.reading.joining import join
from udmoentning_xl.reading.layout import PLAN_FIELDS, SourceTable
from udmoentning_xl.reading.rows import SourceRow
from udmoentning_xl.terms import Field

#: What a companion says of an item; one of these, beside what the item is known by.
_SAYS = (Field.STATUS, Field.COMPLETION, Field.REMARKS, Field.DUE, Field.DESCRIPTION, Field.PROCESS, AMOUNT)
#: What an item is known by.
_KEYS = (Field.NUMBER, Field.TITLE)
#: So many of its rows, and such a part of them, belong to items of the plan.
_ROWS, _SHARE = 3, 0.5

#: An item with what it says to everybody; the same one where nothing is hidden.
Pair = tuple[RawItem, RawItem]
Amount = dict[str, object]


@dataclass(frozen=True)
class Companion:
    """A table beside the plan whose rows are about its items, and the column that says which."""

    grid: Grid
    table: SourceTable
    key: int


def says_more(table: SourceTable) -> bool:
    """True for a table whose rows may be about items of another: it knows them by number or title."""
    return any(table.column_of(key) for key in _KEYS) and bool(table.years or any(map(table.column_of, _SAYS)))


def complements(table: SourceTable, other: SourceTable) -> bool:
    """True where a table says what the other has no column for, and hardly anything that it has: no version of it."""
    known = {*_KEYS, Field.KIND, Field.SECTION, Field.COMMITTEE}
    own, others = ({_sort(column.target) for column in one.columns if column.target} - known for one in (table, other))
    return bool(own - others) and len(own & others) * 2 <= len(own)


def _sort(target: str) -> str:
    return "year" if target.isdigit() else target


def find_companions(
    found: Sequence[tuple[Grid, Sequence[SourceTable]]], loose: Sequence[tuple[Grid, Sequence[SourceTable]]]
) -> list[Companion]:
    """The companions among a workbook's plans, ``found``, and the other tables in it, ``loose``.

    Of two sheets of which each says what the other does not, the companion is the one with less of a plan's own fields.
    """
    ranked = sorted(found, key=lambda one: -max(_richness(table) for table in one[1]))
    plans, companions = ranked[:1], list[Companion]()
    for grid, tables in ranked[1:]:
        beside = [one for one in plans if all(complements(table, other) for table in tables for other in one[1])]
        whole = _as_one(tables)
        companion = find_companion(grid, [whole], beside) if whole else None
        if companion:
            companions.append(companion)
        else:
            plans.append((grid, tables))
    return companions + [one for grid, tables in loose if (one := find_companion(grid, tables, plans))]


def _as_one(tables: Sequence[SourceTable]) -> SourceTable | None:
    """The tables of a sheet as one where their columns are the same, „Drift“ and „Anlæg“ over titles; else None."""
    first, *more = tables
    targets = [[(column.index, column.target) for column in table.columns] for table in tables]
    if any(one != targets[0] for one in targets):
        return None
    return replace(first, body=range(first.body.start, more[-1].body.stop)) if more else first


def _richness(table: SourceTable) -> int:
    return len({column.target for column in table.columns} & PLAN_FIELDS)


def find_companion(
    grid: Grid, tables: Sequence[SourceTable], plans: Sequence[tuple[Grid, Sequence[SourceTable]]]
) -> Companion | None:
    """The first of a sheet's ``tables`` whose rows are about items of the ``plans``; None where none is."""
    for table in tables:
        for field in _KEYS:
            column, known = table.column_of(field), set(_keys_of(plans, field))
            own = [key for _, key in _rows(grid, table, column.index, field)] if column else []
            if column and len(own) >= _ROWS and sum(key in known for key in own) >= _SHARE * len(own):
                return Companion(grid, table, column.index)
    return None


def _keys_of(plans: Sequence[tuple[Grid, Sequence[SourceTable]]], field: str) -> Iterator[str]:
    for grid, tables in plans:
        for table in tables:
            if column := table.column_of(field):
                yield from (key for _, key in _rows(grid, table, column.index, field))


def _rows(grid: Grid, table: SourceTable, column: int, field: str) -> Iterator[tuple[int, str]]:
    """Each row with what its item is known by; a number is compared without spaces and full stops at its end."""
    for row in table.body:
        if len(grid.filled(row)) > 1 and (key := _key(grid.text(*grid.origin(row, column)), field)):
            yield row, key


def _key(text: str, field: str) -> str:
    return squash(text) if field == Field.TITLE else "".join(text.split()).rstrip(".").replace(",", ".").casefold()


def open_table(companion: Companion) -> SourceTable:
    """The table without its hidden and internal columns; the table itself where it has none."""
    hidden = companion.grid.sheet.formatting.hidden_columns
    columns = companion.table.columns
    kept = tuple(
        replace(one, target=None) if one.index in hidden or one.target == Field.INTERNAL else one for one in columns
    )
    return companion.table if kept == columns else replace(companion.table, columns=kept)


def join_companion(
    companion: Companion, rows: Sequence[SourceRow], pairs: list[Pair], how: tuple[Settings, Convention, SourceTable]
) -> tuple[frozenset[int], frozenset[int], Taken]:
    """Give the items what the companion says of them; returns the rows that are about one, those that should
    be, and the cells that said something.

    ``how`` has the table without the columns that go to nobody. What is hidden is not told to everybody.
    """
    settings, convention, shown = how
    grid, table = companion.grid, companion.table
    field = next(one.target for one in table.columns if one.index == companion.key) or ""
    name = "number" if field == Field.NUMBER else "title"
    places: dict[str, list[int]] = defaultdict(list)
    for place, (item, _) in enumerate(pairs):
        places[_key(item.text_of(name), field)].append(place)
    keyed = {row.index: _key(grid.text(*grid.origin(row.index, companion.key)), field) for row in rows}
    about = [row for row in rows if row.index in table.body and len(places.get(keyed[row.index], ())) == 1]
    indices = [row.index for row in about]
    reader, open_reader = (
        ItemReader(Cells(grid, one, indices), settings, AmountReader(grid, one, convention, indices))
        for one in (table, shown)
    )
    hidden = grid.sheet.formatting.hidden_rows
    is_log = len({keyed[row.index] for row in about}) < len(about) and not table.column_of(YEAR)
    told: dict[int, list[Amount]] = defaultdict(list)  # amounts of years that the item has itself
    for row in _in_order(grid, table, about, keyed):
        place = places[keyed[row.index]][0]
        item, open_item = pairs[place]
        is_hidden = row.index in hidden or not grid.sheet.visible
        if open_item is item and (is_hidden or shown is not table):
            open_item = deepcopy(item)
        bare = replace(row, context=(), role=None, table=table)
        more = reader.read(bare)
        told[place] += _known_years(item, more)
        if open_item is not item and not is_hidden:
            open_more = open_reader.read(bare)
            _known_years(open_item, open_more)
            _join(open_item, open_more, is_log=is_log)
        _join(item, more, is_log=is_log)
        pairs[place] = item, open_item
    for place, amounts in told.items():
        _compare(*pairs[place], amounts)
    unread = (None, RowRole.UNREAD) if field == Field.TITLE else (None, RowRole.UNREAD, RowRole.TOTAL)
    left = [row for row in rows if row.role in unread and row not in about and keyed[row.index]]
    left = [row for row in left if field == Field.TITLE or any(map(str.isdigit, keyed[row.index]))]
    taken = {cell: what for cell, what in reader.cells.taken.items() if what != Field.COMMITTEE} | reader.amounts.taken
    return frozenset(indices), frozenset(row.index for row in left), taken


def _known_years(item: RawItem, more: RawItem) -> list[Amount]:
    """Take from a companion's row the amounts of years that the item's own sheet has, and return them."""
    own = {one["year"] for one in item.amounts if str(one["cell"]).rpartition("!")[0] == item.grid.sheet.name}
    known = [one for one in more.amounts if one["year"] in own]
    more.amounts = [one for one in more.amounts if one["year"] not in own]
    return known


def _compare(item: RawItem, open_item: RawItem, told: Sequence[Amount]) -> None:
    """Note down where what a companion says of an item's years adds up to something else than the item's amounts."""
    for own in item.amounts:
        again = [one for one in told if one["year"] == own["year"] and one["kroner"] is not None]
        kroner = sum(int(str(one["kroner"])) for one in again)
        if again and own["kroner"] is not None and kroner != own["kroner"]:
            cell = str(again[0]["cell"])
            noticed: Amount = {"what": Observation.AMOUNT_ELSEWHERE, "field": None, "row": None, "cell": cell}
            noticed |= {"sheet": cell.rpartition("!")[0], "text": f"{own['year']}", "detail": f"{kroner}"}
            for one in (item,) if open_item is item else (item, open_item):
                one.observations.append(noticed)


def _in_order(grid: Grid, table: SourceTable, rows: Sequence[SourceRow], keyed: Mapping[int, str]) -> list[SourceRow]:
    """The rows with the last word on each item last: by day where an item has several, as they stand otherwise."""
    column = table.column_of(Field.DUE)
    repeats = len({keyed[row.index] for row in rows}) < len(rows)
    if column is None or not repeats or table.column_of(YEAR):
        return list(rows)
    days = {row.index: grid.value(row.index, column.index) for row in rows}
    return sorted(rows, key=lambda row: day if isinstance(day := days[row.index], date) else date.min)


def _join(item: RawItem, more: RawItem, *, is_log: bool) -> None:
    """Add what a companion's row says. The date of a row in a log is the day it was written."""
    more.values["title"] = None
    own_status = more.text_of("status_text") or more.text_of("completion_text")
    if own_status:  # the newest word holds
        for name in ("status_text", "completion", "completion_text"):
            if more.values.get(name):
                item.values[name] = more.values[name]
                item.cells |= {name: more.cells[name]} if name in more.cells else {}
        more.values |= {"status_text": None, "completion_text": None}
    if is_log or item.text_of("due_text"):
        more.values["due_text"] = None
    more.assignments.clear()
    for name in ("kind", "section"):
        if not item.values.get(name) and more.values.get(name):
            item.values[name] = more.values[name]
            item.cells |= {name: more.cells[name]} if name in more.cells else {}
    join(item, more)
    for year, cell in more.cells.items():
        if year.isdigit():
            item.cells.setdefault(year, cell)
