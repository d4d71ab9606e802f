"""Find the tables of a sheet: where their headings stand, how far they reach, and what each column is.

Found by vocabulary and by what stands below, never by fixed positions. What each row is, is found in ``rows``.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace

from udmoentning_xl.danish import clean, fold
from udmoentning_xl.reading.columns import settle, without_notes
from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.headers import Header, find_headers
from udmoentning_xl.reading.headings import (
    AMOUNT,
    ASIDE,
    BODY,
    CONTAINED,
    ELSEWHERE,
    INFERRED,
    MONTH,
    NO_MORE,
    PART,
    QUARTER,
    SETTINGS,
    SPAN,
    SURE,
    WEAK,
    WEEK,
    YEAR,
    Guess,
    HeadingReader,
    field_named,
)
from udmoentning_xl.reading.legends import Legend, explained
from udmoentning_xl.reading.profiles import PlanNames, profile
from udmoentning_xl.reading.sorts import (
    is_body,
    is_time,
)
from udmoentning_xl.reading.together import (
    with_agreed,
    with_both_sides,
    with_effects,
    with_milestones,
    with_net,
    with_pair,
    with_questions,
    with_remarks_kept_in,
    with_route_in_words,
    with_shares,
    with_spans,
    with_themes,
    with_times,
    with_told_done,
    with_whole_item,
    without_yearless,
)
from udmoentning_xl.terms import WORK_TEXTS, Field
from udmoentning_xl.values.amounts import Unit, read_unit
from udmoentning_xl.values.secrecy import Question, is_for_us, question_of

#: So many committees or days in the lines of a sheet say what its columns would.
_BODIES = 2
#: What a plan is made of; and what a line about a meeting is made of.
_AGREEMENT = re.compile(r"udmønt|budget(?:aftale|forlig)", re.I)
_LINE = re.compile(r" (?:d\. |den )?(?=\d)| [-–] |: |, ")
#: Two cells above a broader table are a line of what it shows („Type | Drift“), no headings.
_PAIR = 2
#: So many headings under each other, and such a part of the titles, are those of a table with items in its columns.
_LABELS, _MOSTLY = 3, 0.75
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
        *(text for text in WORK_TEXTS if text != Field.DESCRIPTION),
        Field.STRATEGIC,
        Field.SECTION,
        Field.KIND,
        SPAN,
    )
)


#: What a list of items may have where it has none of those.
_OF_ITEMS = (Field.RESPONSIBLE, Field.REMARKS, Field.STATUS, Field.DESCRIPTION)


@dataclass(frozen=True)
class SourceColumn:
    """One column of a table. ``target`` is a field, a year, ``body:BUU``, another constant of ``headings``, or None.

    ``legend`` is what the codes in it stand for. The last seven are those of the frame ``Plan.columns``, as ``chosen``
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
    instead_of: str = ""
    kept: str = ""
    is_new: bool = False

    @property
    def year(self) -> int | None:
        """The year whose amounts the column holds, None for any other column."""
        return int(self.target) if self.target is not None and self.target.isdigit() else None


@dataclass(frozen=True)
class SourceTable:
    """One table: its heading rows, its columns, and the rows below up to the next table or the end (0-based)."""

    header: range
    columns: tuple[SourceColumn, ...]
    body: range

    def column_of(self, target: str) -> SourceColumn | None:
        """The first column with this target."""
        return next((column for column in self.columns if column.target == target), None)

    def columns_of(self, target: str) -> list[SourceColumn]:
        """All columns with this target, from the left."""
        return [column for column in self.columns if column.target == target]

    @property
    def years(self) -> list[SourceColumn]:
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


def find_tables(grid: Grid, headings: HeadingReader, known: PlanNames) -> tuple[SourceTable, ...]:
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


def _is_called_plan(grid: Grid, table: SourceTable, known: PlanNames) -> bool:
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


def _lists_bodies(grid: Grid, table: SourceTable, known: PlanNames) -> bool:
    """True for a list of the committees themselves, with their abbreviations, members or sums."""
    titles = _titles(grid, table)
    named = sum(is_body(one) or known.committees.find(one) is not None for one in titles)
    return named > 1 and 2 * named > len(titles)


def _lists_headings(grid: Grid, table: SourceTable) -> bool:
    """True for a table whose titles are headings: its items stand in the columns."""
    titles = _titles(grid, table)
    named = [target for one in titles if (target := field_named(one))]
    return len(set(named)) >= _LABELS and len(named) >= _MOSTLY * len(titles)


def _titles(grid: Grid, table: SourceTable) -> set[str]:
    title = table.column_of(Field.TITLE)
    return {fold(grid.text(row, title.index)) for row in table.body} - {""} if title else set()


def _has_more(grid: Grid, table: SourceTable, known: Set[str]) -> bool:
    """True for a table beside the plan's with further items, though it has none of what only a plan has."""
    title = table.column_of(Field.TITLE)
    says = sum(column.target in _OF_ITEMS and column.strength >= SURE for column in table.columns)
    is_aside = title is None or title.strength < SURE or not says or table.column_of(ASIDE) is not None
    return not is_aside and not _titles(grid, table) & known


def all_tables(grid: Grid, headings: HeadingReader, known: PlanNames) -> tuple[SourceTable, ...]:
    """All tables of the sheet whose headings are of a plan's fields, whether they name items or not.

    A heading that comes again (on each printed page, for each kind) opens a table with the very same columns.
    """
    headers = list(find_headers(grid, headings))
    ends = [header.rows.start for header in headers[1:]] + [grid.height] * bool(headers)
    bodies = [range(header.rows.stop, end) for header, end in zip(headers, ends, strict=True)]
    texts = [(header.headings, header.parents) for header in headers]
    tables: list[SourceTable] = []
    for place, (header, body) in enumerate(zip(headers, bodies, strict=True)):
        if place and texts[place] == texts[place - 1]:
            columns = tables[-1].columns
        else:
            same = [other for own, other in zip(texts, bodies, strict=True) if own == texts[place]]
            columns = _columns(grid, header, [row for rows in same for row in rows], headings, known)
        tables.append(SourceTable(header.rows, columns, body))
    return tuple(tables)


def _columns(
    grid: Grid, header: Header, body: Sequence[int], headings: HeadingReader, known: PlanNames
) -> tuple[SourceColumn, ...]:
    """What each column is: the guesses of its heading, weighed against what stands below."""
    used = sorted(set(header.headings) | _unheaded(grid, header, body))
    guesses = {
        column: (
            *headings.chosen((header.rows.stop, column)),
            *_as_elsewhere(header, column, known),
            *_kept_in(_said_over(grid, header, column), _guesses(header, column, headings)),
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
    believed = without_notes(guesses, profiles)
    settled = with_spans(settle(believed, profiles, barred), profiles, believed)
    settled = with_whole_item(settled, believed, profiles, texts)
    settled = without_yearless(with_net(with_agreed(settled, texts), profiles, texts), texts)
    settled = with_effects(with_both_sides(settled, guesses, texts), profiles, texts)
    settled = with_themes(with_shares(with_times(settled), profiles, texts, known.legends), profiles)
    settled = with_milestones(
        with_pair(with_route_in_words(settled, profiles, texts), profiles, texts), profiles, texts
    )
    settled = with_questions(with_remarks_kept_in(settled, texts), profiles, texts)
    lines = (grid.text(row, grid.filled(row)[0]) for row in range(grid.height) if len(grid.filled(row)) == 1)
    settled = with_told_done(settled, profiles, texts, lines, known.legends)
    return tuple(
        SourceColumn(
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


def _unheaded(grid: Grid, header: Header, body: Sequence[int]) -> set[int]:
    """Columns without a heading in which something stands within the first rows of the table."""
    first = min(header.headings, default=0)
    last = max(header.headings, default=0)
    return {
        column
        for row in body[:40]
        for column in grid.filled(row)
        if max(first - 2, 0) <= column <= last + 2 and column not in header.headings and len(grid.filled(row)) > 2
    }


def _guesses(header: Header, column: int, headings: HeadingReader) -> tuple[Guess, ...]:
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


def _said_over(grid: Grid, header: Header, column: int) -> list[str]:
    """The heading of a column, and what stands over it alone; the first column has the titles of the sheet over it."""
    over = grid.text(header.rows.start - 1, column) if column else ""
    return [_heading_text(header, column), over]


def _kept_in(said: Sequence[str], found: tuple[Guess, ...]) -> tuple[Guess, ...]:
    """The guesses of a heading; those of remarks of which it is ``said`` that they go to nobody else are internal."""
    is_remarks = found[:1] and found[0].target == Field.REMARKS and found[0].strength < SETTINGS
    if is_remarks and any(is_for_us(text) or question_of(text) == Question.CLOSED for text in said):
        return (Guess(Field.INTERNAL, SURE, "overskriften siger, at den kun er til jer selv"),)
    return found


def _as_parent(header: Header, column: int, headings: HeadingReader) -> tuple[Guess, ...]:
    """What the parent surely says of several columns that are one each time: „Status“ over the follow-ups of a year."""
    own, parent = header.headings.get(column, ""), header.parents.get(column, "")
    if not own or list(header.parents.values()).count(parent) < _TIMES:
        return ()
    told = tuple(one for one in headings.guesses(parent) if one.target in _EACH_TIME and one.strength >= CONTAINED)
    is_time = any(map(str.isdigit, own)) or not any(one.strength >= PART for one in headings.guesses(own))
    return told if is_time else ()


def _as_elsewhere(header: Header, column: int, known: PlanNames) -> tuple[Guess, ...]:
    """What the same heading is in the workbook's other tables, if they agree."""
    target = known.headings.get(fold(_heading_text(header, column)))
    return (Guess(target, ELSEWHERE, "som i planens andre tabeller"),) if target else ()


def _is_plain(guesses: Sequence[Guess]) -> bool:
    """True for a column in which a number is a number and no code: of quarters, of item numbers, of amounts.

    So too one in which a code is what a committee gets.
    """
    plain = (QUARTER, MONTH, WEEK, YEAR, Field.NUMBER)
    if any(guess.target == SPAN for guess in guesses) or any(guess.target.startswith(BODY) for guess in guesses[:1]):
        return True
    return any(guess.strength == SURE and (guess.target in plain or guess.target.isdigit()) for guess in guesses)


def _heading_text(header: Header, column: int) -> str:
    own, parent = header.headings.get(column, ""), header.parents.get(column, "")
    return clean((f"{parent}: {own}" if parent and own and parent != own else own or parent).replace("\n", " "))


def _unit(header: Header, column: int) -> Unit | None:
    for text in (header.headings.get(column, ""), header.parents.get(column, "")):
        if text and fold(text) not in _ONLY_KRONER and (unit := read_unit(text)):
            return unit
    return None
