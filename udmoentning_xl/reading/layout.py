"""Find the tables of a sheet: where their headings stand, how far they reach, and what each column is.

Found by vocabulary and by what stands below, never by fixed positions. What each row is, is found in ``rows``.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date

from udmoentning_xl.danish import clean, fold
from udmoentning_xl.reading.columns import settle
from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.headings import (
    AMOUNT,
    ASIDE,
    BODY,
    CONTAINED,
    ELSEWHERE,
    END,
    INFERRED,
    MONTH,
    NO_MORE,
    PART,
    QUARTER,
    SETTINGS,
    SPAN,
    START,
    SURE,
    WEAK,
    WEEK,
    YEAR,
    Guess,
    HeadingReader,
    field_named,
)
from udmoentning_xl.reading.legends import Legend, explained
from udmoentning_xl.reading.profiles import Known, profile
from udmoentning_xl.reading.sorts import (
    is_body,
    is_due,
    is_time,
    sorts_of,
)
from udmoentning_xl.reading.together import (
    with_agreed,
    with_both_sides,
    with_effects,
    with_milestones,
    with_questions,
    with_shares,
    with_spans,
    with_themes,
    with_times,
    without_yearless,
)
from udmoentning_xl.terms import Field
from udmoentning_xl.values.amounts import Unit, read_unit
from udmoentning_xl.values.markers import is_mark

#: A heading is rarely deeper in a sheet than this below the last table or the top; beyond, only cheap signs are read.
_SEARCHED_ROWS = 80
#: Headings beyond this column are not looked for; people do not make plans 300 columns wide.
_WIDEST = 300
#: A row with a longer text is no row of headings.
_LONGEST_HEADING = 120
#: What a heading must be worth before a row is taken for the heading of a plan: title, plus things a plan has.
_ENOUGH = 2.5
#: Years of amounts count for so many sure headings, and so many committees for one.
_YEARS, _BODIES = 2, 2
#: What is worth so much is one where times stand below a cell of it: so many, and mostly.
_ALMOST, _DAYS, _MOSTLY_DAYS = 1.5, 3, 0.75
#: A row is data where so many of its cells are of the sort of those in the next rows.
_ALIKE, _ALIKE_ROWS = 2, 6
#: What a plan is made of; and what a line about a meeting is made of.
_AGREEMENT = re.compile(r"udmønt|budget(?:aftale|forlig)", re.I)
_LINE = re.compile(r" (?:d\. |den )?(?=\d)| [-–] |: |, ")
#: Two cells above a broader table are a line of what it shows („Type | Drift“), no headings.
_PAIR = 2
#: So many headings under each other are those of a table with its items in the columns.
_LABELS = 3
#: A heading that says that amounts stand below, and not in which unit where a line above says it.
_ONLY_KRONER = frozenset(("kr", "kroner"))
#: What may stand in so many columns under one heading, once for each time it is told.
_EACH_TIME, _TIMES = (Field.STATUS, Field.COMPLETION), 2
#: Fields that only a plan has; a list of people or places has none of them.
PLAN_FIELDS = frozenset(
    (
        Field.COMMITTEE,
        Field.DUE,
        Field.COMPLETION,
        Field.PROCESS,
        Field.CROSS_CUTTING,
        Field.STRATEGIC,
        Field.SECTION,
        Field.KIND,
        SPAN,
    )
)


#: What a list of items may have where it has none of those.
_OF_ITEMS = (Field.RESPONSIBLE, Field.REMARKS, Field.STATUS, Field.DESCRIPTION)


@dataclass(frozen=True)
class Column:
    """One column of a table. ``target`` is a field, a year, ``body:BUU``, another constant of ``headings``, or None.

    ``legend`` is what the codes in it stand for. The last four are those of the frame ``Plan.columns``, as ``chosen``
    fills them in.
    """

    index: int
    heading: str
    target: str | None
    why: str
    strength: int = 0
    unit: Unit | None = None
    legend: Legend = field(default_factory=dict, compare=False)
    label: str = ""
    guess: str | None = None
    choice: str = ""
    refusal: str = ""

    @property
    def year(self) -> int | None:
        """The year whose amounts the column holds, None for any other column."""
        return int(self.target) if self.target is not None and self.target.isdigit() else None


@dataclass(frozen=True)
class Table:
    """One table: its heading rows, its columns, and the rows below up to the next table or the end (0-based)."""

    header: range
    columns: tuple[Column, ...]
    body: range

    def column_of(self, target: str) -> Column | None:
        """The first column with this target."""
        return next((column for column in self.columns if column.target == target), None)

    def columns_of(self, target: str) -> list[Column]:
        """All columns with this target, from the left."""
        return [column for column in self.columns if column.target == target]

    @property
    def years(self) -> list[Column]:
        """The columns of amounts by year, from the left."""
        return [column for column in self.columns if column.year is not None]

    @property
    def is_plan(self) -> bool:
        """True when the columns are those of a plan: one names the item, and some are what only a plan has.

        A column that names the item by its heading needs one companion, one that merely looks so needs two, and each
        column of a list of people or places two more.
        """
        targets = {column.target for column in self.columns if column.target and column.strength > INFERRED}
        title = self.column_of(Field.TITLE)
        if title is None:
            return False
        inferred = (
            {Field.DUE, Field.COMMITTEE} & {one.target for one in self.columns} if targets & PLAN_FIELDS else set()
        )
        companions = inferred | targets & PLAN_FIELDS | {BODY for target in targets if target.startswith(BODY)}
        companions |= {"years"} if self.years else set()
        number = self.column_of(Field.NUMBER)
        is_told = number is not None and number.strength >= SURE and companions & {Field.COMMITTEE, BODY}
        is_sure = title.strength >= CONTAINED or (title.strength >= WEAK and is_told)  # „Nr. | Punkt | Udvalg“
        wanted = max(1 if is_sure else 2, 2 * len(self.columns_of(ASIDE)))
        return len(companions) >= wanted


@dataclass(frozen=True)
class _Header:
    rows: range
    headings: dict[int, str]  # column -> its own heading
    parents: dict[int, str]  # column -> the heading above it

    def texts(self, column: int) -> list[str]:
        """The ways to read this column's heading, the most telling first."""
        own, parent = self.headings.get(column, ""), self.parents.get(column, "")
        return [text for text in dict.fromkeys((own, f"{parent} {own}".strip(), parent)) if text]


def find_tables(grid: Grid, headings: HeadingReader, known: Known) -> tuple[Table, ...]:
    """All tables of the sheet that look like a plan's, from the top."""
    tables = all_tables(grid, headings, known)
    widest = max((len(table.columns) for table in tables), default=0)
    plans = [
        table
        for table in tables
        if (table.is_plan or _is_called_plan(grid, table, known))
        and (len(table.columns) > _PAIR or widest <= _PAIR)
        and not _lists_bodies(grid, table, known)
        and not _lists_headings(grid, table)
    ]
    titles = {title for table in plans for title in _titles(grid, table)}
    return tuple(table for table in tables if table in plans or (plans and _has_more(grid, table, titles)))


def _is_called_plan(grid: Grid, table: Table, known: Known) -> bool:
    """True for a table that lacks a plan's columns, as the lines over its items say what those would.

    They name the committees and days of its meetings, or one of them and the agreement that it carries out, or that
    and there are amounts: „Sager fra budgetaftalen“, „Økonomiudvalget 14. januar 2026“, „Marts 2026“.
    """
    targets = {column.target for column in table.columns}
    title, more = table.column_of(Field.TITLE), targets & {*_OF_ITEMS, AMOUNT, Field.COMMITTEE}
    if title is None or title.strength < WEAK or not more or table.column_of(ASIDE) is not None:
        return False
    rows = (*range(table.header.start), *table.body)
    lines = [grid.sheet.name, *(grid.text(row, grid.filled(row)[0]) for row in rows if len(grid.filled(row)) == 1)]
    is_agreed = any(_AGREEMENT.search(line) for line in lines)
    parts = [part for line in lines for part in _LINE.split(line)]
    bodies = sum(is_body(part) or known.committees.find(part) is not None for part in parts)
    has_bodies = Field.COMMITTEE in targets or bodies >= _BODIES
    has_days = sum(map(is_time, {*lines, *parts})) >= _BODIES
    return (has_bodies and has_days) or (is_agreed and (has_bodies or bool(table.years) or AMOUNT in more))


def _lists_bodies(grid: Grid, table: Table, known: Known) -> bool:
    """True for a list of the committees themselves, with their abbreviations, members or sums."""
    titles = _titles(grid, table)
    named = sum(is_body(one) or known.committees.find(one) is not None for one in titles)
    return named > 1 and 2 * named > len(titles)


def _lists_headings(grid: Grid, table: Table) -> bool:
    """True for a table whose titles are headings: its items stand in the columns."""
    titles = _titles(grid, table)
    named = [target for one in titles if (target := field_named(one))]
    return len(set(named)) >= _LABELS and len(named) >= _MOSTLY_DAYS * len(titles)


def _titles(grid: Grid, table: Table) -> set[str]:
    title = table.column_of(Field.TITLE)
    return {fold(grid.text(row, title.index)) for row in table.body} - {""} if title else set()


def _has_more(grid: Grid, table: Table, known: Set[str]) -> bool:
    """True for a table beside the plan's with further items, though it has none of what only a plan has."""
    title = table.column_of(Field.TITLE)
    says = sum(column.target in _OF_ITEMS and column.strength >= SURE for column in table.columns)
    is_aside = title is None or title.strength < SURE or not says or table.column_of(ASIDE) is not None
    return not is_aside and not _titles(grid, table) & known


def all_tables(grid: Grid, headings: HeadingReader, known: Known) -> tuple[Table, ...]:
    """All tables of the sheet whose headings are of a plan's fields, whether they name items or not.

    A heading that comes again (on each printed page, for each kind) opens a table with the very same columns.
    """
    headers = list(_headers(grid, headings))
    ends = [header.rows.start for header in headers[1:]] + [grid.height] * bool(headers)
    bodies = [range(header.rows.stop, end) for header, end in zip(headers, ends, strict=True)]
    texts = [(header.headings, header.parents) for header in headers]
    tables: list[Table] = []
    for place, (header, body) in enumerate(zip(headers, bodies, strict=True)):
        if place and texts[place] == texts[place - 1]:
            columns = tables[-1].columns
        else:
            same = [other for own, other in zip(texts, bodies, strict=True) if own == texts[place]]
            columns = _columns(grid, header, [row for rows in same for row in rows], headings, known)
        tables.append(Table(header.rows, columns, body))
    return tuple(tables)


def headings_of(grid: Grid, headings: HeadingReader) -> Iterator[tuple[int, dict[int, str]]]:
    """The headings of the sheet's tables in order: the row below them, and the text by column."""
    for header in _headers(grid, headings):
        yield header.rows.stop, header.headings


def _headers(grid: Grid, headings: HeadingReader) -> Iterator[_Header]:
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


def _header_at(
    grid: Grid, row: int, filled: Sequence[int], headings: HeadingReader, data: int | None
) -> _Header | None:
    """The heading whose rows begin here, of one row or two; None when this row is none.

    A row that only holds the parents of the row below ("Beløb" over 2024-2027) scores too little by itself and is
    found again, as parents, from the row below. The rows of the table above begin at ``data``.
    """
    own = {column: grid.text(row, column) for column in filled}
    below = _below(grid, row, own, headings)
    merged_down = own | below
    cells = {(row + (column in below), column): text for column, text in merged_down.items()}
    if _worth(grid, cells, headings) < _ENOUGH or _is_like_others(grid, row, own, headings, data):
        return None
    if below:
        parents = {column: text for column in below if (text := _parent(grid, row, column))}
        return _Header(range(row, row + 2), merged_down, parents)
    if not _are_parents(grid, row - 1, own, headings):
        return _Header(range(row, row + 1), own, {})
    parents = {column: text for column in own if (text := _parent(grid, row - 1, column))}
    return _Header(range(row - 1, row + 1), own, parents)


def _is_like_others(grid: Grid, row: int, own: Mapping[int, str], headings: HeadingReader, data: int | None) -> bool:
    """True for a row of an item: what stands in its cells is of the sorts of those below or above, which no heading is.

    „UKN“ among committees, „D“ among kinds and „1.2“ among numbers are data, whatever else those words may mean; so is
    what stands again in a column of the table above. A year is the heading of amounts.
    """
    above = range(row if data is None else max(data, row - _ALIKE_ROWS), row)
    if sum(any(grid.text(one, column) == text for one in above) for column, text in own.items()) >= _ALIKE:
        return True
    if _stands_elsewhere(grid, row, own, above):
        return True
    sorts = {
        column: sorts_of(grid.value(row, column), text, headings.committees)
        for column, text in own.items()
        if not any(guess.target.isdigit() for guess in headings.guesses(text))
    }

    def is_alike(column: int, others: range) -> bool:
        filled = [one for one in others if grid.text(one, column)]
        same = [
            sorts[column] & sorts_of(grid.value(one, column), grid.text(one, column), headings.committees)
            for one in filled
        ]
        return 2 * sum(map(bool, same)) > len(same)

    below = range(row + 1, min(row + 1 + _ALIKE_ROWS, grid.height))
    return any(
        sum(is_alike(column, others) for column, own_sorts in sorts.items() if own_sorts) >= _ALIKE
        for others in (below, above)
    )


def _stands_elsewhere(grid: Grid, row: int, own: Mapping[int, str], above: range) -> bool:
    """True for a row of whose texts half stand in other rows near it, wherever there: steps of the work."""
    texts = {text for text in own.values() if not _is_data(text)}
    near = (*above, *range(row + 1, min(row + 1 + _ALIKE_ROWS, grid.height)))
    shared = [texts & set(grid.texts(one)) for one in near]
    found = {text for one in shared if 2 * len(one) <= len(texts) for text in one}  # else it is the same heading again
    return len(found) >= max(_ALIKE, len(texts) / 2)


def _below(grid: Grid, row: int, own: dict[int, str], headings: HeadingReader) -> dict[int, str]:
    """The second row of a two-row heading: sub-headings under merged parents or under blank cells, else nothing."""
    if row + 1 >= grid.height:
        return {}
    below = {column: grid.text(row + 1, column) for column in grid.filled(row + 1) if column < _WIDEST}
    if not below or any(len(text) > 60 for text in below.values()):
        return {}
    under = [
        column
        for column in below
        if column not in own or grid.width_of(row, column) > 1 or _spreads(own, column, below)
    ]
    if len(under) < len(below):
        return {}
    known = [column for column in below if any(guess.strength >= WEAK for guess in headings.guesses(below[column]))]
    return below if len(known) * 2 >= len(below) and len(known) >= 2 else {}


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


def _worth(grid: Grid, cells: Mapping[tuple[int, int], str], headings: HeadingReader) -> float:
    """How much some cells look like the heading of a plan; 0 when most are no heading, or some surely are data."""
    if any(_is_number(grid.value(*at)) for at in cells) or any(len(text) > _LONGEST_HEADING for text in cells.values()):
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
            sure += 1.0 if best.strength >= PART else 0.5 if best.strength >= CONTAINED - 1 else 0.0
        key = "year" if is_year else BODY if is_body else best.target
        worth[key] = max(worth.get(key, 0), 1.0 if best.strength >= CONTAINED else 0.5)
    if _ALMOST <= sum(worth.values()) < _ENOUGH and Field.DUE not in worth and _has_days_below(grid, cells):
        worth[Field.DUE], sure = 1.0, sure + 1
    bodies = sum(any(guess.target.startswith(BODY) for guess in headings.guesses(text)[:1]) for text in cells.values())
    sure += bodies >= _BODIES
    years = sum(any(guess.target.isdigit() for guess in headings.guesses(text)) for text in cells.values())
    if known * 2 < len(cells) or sure + min(years or "year" in worth, _YEARS) < (3 if "year" in worth else 2):
        return 0.0
    return sum(worth.values()) + (0.5 if known == len(cells) else 0)


def _has_days_below(grid: Grid, cells: Mapping[tuple[int, int], str]) -> bool:
    """True where hardly anything but times stands below one of the cells, in the next rows; no heading has figures."""
    if any(map(_is_data, cells.values())):
        return False
    for row, column in cells:
        below = [one for one in range(row + 1, min(row + 1 + _ALIKE_ROWS, grid.height)) if grid.text(one, column)]
        days = [is_due(grid.value(one, column), grid.text(one, column)) for one in below]
        if len(days) >= _DAYS and sum(days) >= _MOSTLY_DAYS * len(days):
            return True
    return False


def _is_number(value: object) -> bool:
    """True for a number or a date that is no year: headings have none."""
    if isinstance(value, bool) or not isinstance(value, int | float | date):
        return False
    return not (isinstance(value, int) and 1990 <= value <= 2099)


def _columns(
    grid: Grid, header: _Header, body: Sequence[int], headings: HeadingReader, known: Known
) -> tuple[Column, ...]:
    """What each column is: the guesses of its heading, weighed against what stands below."""
    used = sorted(set(header.headings) | _unheaded(grid, header, body))
    guesses = {
        column: (
            *headings.chosen((header.rows.stop, column)),
            *_as_elsewhere(header, column, known),
            *_guesses(header, column, headings),
        )
        for column in used
    }
    unknown = replace(known, legends=())
    profiles = {
        column: profile(
            grid,
            column,
            body,
            unknown if _is_plain(guesses[column]) else known,
            says_state=any(one.target in _EACH_TIME and one.strength >= SURE for one in guesses[column][:1]),
        )
        for column in used
    }
    for column in used:
        if not guesses[column] and (meaning := explained(header.headings.get(column, ""), known.legends)):
            guesses[column] = headings.guesses(meaning)  # „PL = projektleder“
    texts = {column: _heading_text(header, column) for column in used}
    hidden = grid.sheet.formatting.hidden_columns
    barred = [column for column in used if column in hidden or NO_MORE.search(texts[column])]
    settled = with_spans(settle(guesses, profiles, barred), profiles, guesses)
    settled = without_yearless(with_agreed(settled, texts), texts)
    settled = with_effects(with_both_sides(settled, guesses, texts), profiles)
    settled = with_themes(with_shares(with_times(settled), profiles, texts, known.legends), profiles)
    settled = with_questions(with_milestones(settled, profiles, texts), profiles, texts)
    return tuple(
        Column(
            column,
            texts[column],
            settled[column].target if column in settled else None,
            settled[column].why if column in settled else "",
            settled[column].strength if column in settled else 0,
            _unit(header, column),
            profiles[column].legend,
        )
        for column in used
    )


def _unheaded(grid: Grid, header: _Header, body: Sequence[int]) -> set[int]:
    """Columns without a heading in which something stands within the first rows of the table."""
    first = min(header.headings, default=0)
    last = max(header.headings, default=0)
    return {
        column
        for row in body[:40]
        for column in grid.filled(row)
        if max(first - 2, 0) <= column <= last + 2 and column not in header.headings and len(grid.filled(row)) > 2
    }


def _guesses(header: _Header, column: int, headings: HeadingReader) -> tuple[Guess, ...]:
    """What a column's heading may mean: by itself, with its parent, or as a misspelling."""
    found: tuple[Guess, ...] = ()
    parent = header.parents.get(column, "")
    if told := _as_parent(header, column, headings):
        return told
    for text in header.texts(column):
        more = headings.guesses(text)
        if more and more[0].strength == SETTINGS:
            return more
        if not found:
            found = more
        elif any(one.target == AMOUNT for one in found) and any(one.target.isdigit() for one in more):
            found = more  # „2026“ over „Udgift“ and „Indtægt“
        elif found[0].strength < PART:  # „Initiativ“ over „Budgettema“ says little of what the column itself is
            found += tuple(replace(one, strength=min(one.strength, WEAK)) if text == parent else one for one in more)
    return found or headings.misspelt(header.headings.get(column, ""))


def _as_parent(header: _Header, column: int, headings: HeadingReader) -> tuple[Guess, ...]:
    """What the parent surely says of several columns that are one each time: „Status“ over the follow-ups of a year."""
    own, parent = header.headings.get(column, ""), header.parents.get(column, "")
    if not own or list(header.parents.values()).count(parent) < _TIMES:
        return ()
    told = tuple(one for one in headings.guesses(parent) if one.target in _EACH_TIME and one.strength >= CONTAINED)
    is_time = any(map(str.isdigit, own)) or not any(one.strength >= PART for one in headings.guesses(own))
    return told if is_time else ()


def _as_elsewhere(header: _Header, column: int, known: Known) -> tuple[Guess, ...]:
    """What the same heading is in the workbook's other tables, if they agree."""
    target = known.headings.get(fold(_heading_text(header, column)))
    return (Guess(target, ELSEWHERE, "som i planens andre tabeller"),) if target else ()


def _is_plain(guesses: Sequence[Guess]) -> bool:
    """True for a column in which a number is a number and no code: of quarters, of item numbers, of amounts."""
    plain = (QUARTER, MONTH, WEEK, YEAR, Field.NUMBER)
    if any(guess.target == SPAN for guess in guesses):
        return True
    return any(guess.strength == SURE and (guess.target in plain or guess.target.isdigit()) for guess in guesses)


def _heading_text(header: _Header, column: int) -> str:
    own, parent = header.headings.get(column, ""), header.parents.get(column, "")
    return clean((f"{parent}: {own}" if parent and own and parent != own else own or parent).replace("\n", " "))


def _unit(header: _Header, column: int) -> Unit | None:
    for text in (header.headings.get(column, ""), header.parents.get(column, "")):
        if text and fold(text) not in _ONLY_KRONER and (unit := read_unit(text)):
            return unit
    return None
