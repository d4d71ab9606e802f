"""What each sheet is to the plan (itself, completed items, an earlier plan, something aside), and its conventions.

The tables inside a sheet are found in ``layout``.
"""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from udmoentning_xl.config import Config
from udmoentning_xl.danish import fold
from udmoentning_xl.plan import RowRole, SheetRole
from udmoentning_xl.reading.banners import names_the_done
from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.headings import AMOUNT, squash
from udmoentning_xl.reading.layout import SourceTable
from udmoentning_xl.reading.rows import SourceRow
from udmoentning_xl.reading.sorts import is_time
from udmoentning_xl.terms import EARLIER_WORDS, Field, words
from udmoentning_xl.values.amounts import SignRule, Unit, read_sign_rule, read_unit

_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-–—/]\s*((?:19|20)?\d\d)(?!\d)")
#: „Budgetaftale 2026“, „Beløb i 1.000 kr. 2026“; no span of years, no price level, no day.
_OF_YEAR = re.compile(
    r"(?:budget|aftale|forlig|udmønt|beløb|kr\.|mio|tkr|kroner)[^.;:,\d]{0,20}\.?\s*"
    r"(?<![-–/]|\d)(20\d\d)(?!\d|\s*[-–/]|\s*p/?l\b)",
    re.I,
)
#: What the items of a table are called that save, and that cost; and so many figures tell whether they have signs.
_SAVES = re.compile(r"\b(?:effektivisering|besparelse|spare|reduktion)", re.I)
_SPENDS, _FIGURES = re.compile(r"\b(?:udvidelse|merudgift|investering|anlæg|drift|omstilling)", re.I), 3
_DAY_OF_A_YEAR = re.compile(
    r"\d{1,2}\.? ?(?!kv|halv|uge)(?:[a-zæøå]{3,9}\.?|[./-] ?\d{1,2}[./-]) ?(?:20)?\d\d|\bversion\b.*", re.I
)
_COPY = re.compile(r"\(\d+\)\s*$|\bkopi\b", re.IGNORECASE)
#: Two sheets that share so much of their titles are two versions of one plan, not two parts of it.
_SAME_PLAN = 0.6
#: A sheet of earlier years that shares so many of its titles is an earlier version.
_SAME_PARTS = 0.2
#: A longer text says other things than a unit.
_LONGEST_CONVENTION = 160


_PRICES = re.compile(r"20\d\d ?-? ?p/?l\b", re.I)
_SENTENCE, _SENTENCES = re.compile(r"(?<=[.;:])\s+(?=[A-ZÆØÅ0-9])"), 12


@dataclass(frozen=True)
class SheetReading:
    """One sheet and what it was taken for; ``detail`` is the reason in Danish."""

    grid: Grid
    tables: tuple[SourceTable, ...]
    role: SheetRole
    detail: str = ""


def plan_years(text: str) -> tuple[int, ...]:
    """The years that a title or a sheet name speaks of ("2024-2027", "2024-27"), else ()."""
    match = _YEARS.search(text)
    if not match:
        return ()
    first = int(match[1])
    last = int(match[2]) if len(match[2]) == 4 else first - first % 100 + int(match[2])
    return tuple(range(first, last + 1)) if 0 < last - first <= 10 else ()


def sheet_years(grid: Grid, tables: Sequence[SourceTable]) -> tuple[int, ...]:
    """The years a sheet's plan is about: its amount columns, else its name, else the lines above the table."""
    columns = {column.year for table in tables for column in table.years if column.year}
    if len(columns) > 1:
        return tuple(sorted(columns))
    top = tables[0].header.start if tables else min(grid.height, 10)
    lines = [text for row in range(top) for text in grid.texts(row) if text]
    return next((years for text in (grid.sheet.name, *lines) if (years := plan_years(text))), ())


def titled_year(grid: Grid, tables: Sequence[SourceTable]) -> int | None:
    """The one year that the sheet's name or all the lines above its tables name: „Årshjul 2026“; None for several.

    A day and a price level name none.
    """
    rows = range(tables[0].header.start) if tables else ()
    lines = [grid.text(row, grid.filled(row)[0]) for row in rows if len(grid.filled(row)) == 1]
    bare = " ".join(_PRICES.sub(" ", _DAY_OF_A_YEAR.sub(" ", line)) for line in (grid.sheet.name, *lines))
    years = {int(year) for year in re.findall(r"(?<!\d)20\d\d(?!\d)", bare)}
    return years.pop() if len(years) == 1 and not _YEARS.search(bare) else None


def amounts_year(grid: Grid, tables: Sequence[SourceTable]) -> int | None:
    """The one year that the sheet's name or a line above its tables says the agreement or its amounts are of."""
    lines = [text for row in range(tables[0].header.start) for text in grid.texts(row) if text] if tables else []
    said = [int(match[1]) for text in lines if (match := _OF_YEAR.search(text))]
    by_name = re.findall(r"(?<!\d)20\d\d(?!\d)", grid.sheet.name)
    is_span = _YEARS.search(grid.sheet.name) is not None or is_time(grid.sheet.name)  # „4. kvt. 2025“ is when
    years = {*said, *(() if is_span else map(int, by_name))}
    return years.pop() if len(years) == 1 else None


def judge_sheets(
    found: Sequence[tuple[Grid, tuple[SourceTable, ...]]], config: Config, generated: Mapping[str, str]
) -> list[SheetReading]:
    """The role of every sheet by itself."""
    return [_judge(grid, tables, config, generated) for grid, tables in found]


def _judge(grid: Grid, tables: tuple[SourceTable, ...], config: Config, generated: Mapping[str, str]) -> SheetReading:
    name = fold(grid.sheet.name)
    if grid.sheet.name in generated:
        return SheetReading(grid, (), SheetRole.GENERATED, "er lavet af værktøjet selv ved en tidligere kørsel")
    if name in map(fold, config.exclude):
        return SheetReading(grid, (), SheetRole.EXCLUDED, "er udeladt i opsætningen")
    if config.include and name not in map(fold, config.include):
        return SheetReading(grid, (), SheetRole.EXCLUDED, "er ikke med i opsætningens liste over ark")
    if not grid.height:
        return SheetReading(grid, (), SheetRole.EMPTY, "er tomt")
    if not tables:
        return _without_table(grid)
    if config.include:
        return SheetReading(grid, tables, _plan_role(grid), "er nævnt i opsætningen")
    if _named_earlier(grid.sheet.name):
        return SheetReading(grid, tables, SheetRole.EARLIER, "er efter navnet en tidligere plan eller et arkiv")
    return SheetReading(grid, tables, _plan_role(grid), "har overskrifter som en udmøntningsplan")


def _plan_role(grid: Grid) -> SheetRole:
    return SheetRole.COMPLETED if names_the_done(re.sub(r"\d{4}.*$", "", grid.sheet.name)) else SheetRole.PLAN


def _named_earlier(name: str) -> bool:
    padded = f" {fold(name)} "
    return any(f" {fold(word)} " in padded for word in words(EARLIER_WORDS))


def _without_table(grid: Grid) -> SheetReading:
    """A sheet without a plan's headings: aside, or an archive when its name says so and it holds a broad table."""
    if _named_earlier(grid.sheet.name) and _broad_rows(grid) >= 5:
        return SheetReading(
            grid, (), SheetRole.EARLIER, "er efter navnet et arkiv og har ingen overskrifter, der kan læses"
        )
    return SheetReading(grid, (), SheetRole.ASIDE, "har ingen overskrifter som en udmøntningsplan")


def _broad_rows(grid: Grid) -> int:
    return sum(len(grid.filled(row)) >= 4 for row in range(min(grid.height, 200)))


def leave_out_earlier(
    readings: list[SheetReading], companions: Container[Grid], config: Config, as_of: date
) -> list[SheetReading]:
    """Mark sheets that hold an earlier version: other, earlier years, or mostly the same titles as another sheet.

    Of two versions of one plan the newer is read; ``companions`` are no versions. A plan of earlier years is one whose
    years are over, or that shares titles or numbers with another: two agreements may be carried out at the same time.
    """
    plans = [one for one in readings if one.role == SheetRole.PLAN and one.grid not in companions]
    if config.include or len(plans) < 2:
        return readings
    years = {reading.grid.sheet.name: sheet_years(reading.grid, reading.tables) for reading in plans}
    newest = max((own for own in years.values() if own), default=())
    titles = {reading.grid.sheet.name: _texts_of(reading, Field.TITLE) for reading in plans}
    result = []
    for reading in readings:
        if reading.grid in companions:
            result.append(reading)
            continue
        own = years.get(reading.grid.sheet.name, ())
        is_over = own and (own[-1] < as_of.year or _shares(reading, titles, plans))
        if reading.role == SheetRole.PLAN and is_over and newest and own < newest and own[-1] < newest[-1]:
            why = f"handler om {own[0]}-{own[-1]}, mens planen er {newest[0]}-{newest[-1]}"
            reading = replace(reading, role=SheetRole.EARLIER, detail=why)
        elif reading.role == SheetRole.PLAN and (twin := _twin(reading, titles, plans)):
            reading = replace(
                reading, role=SheetRole.EARLIER, detail=f"har næsten de samme indsatser som arket „{twin}“"
            )
        result.append(reading)
    return result


def _texts_of(reading: SheetReading, field: str) -> frozenset[str]:
    """What stands in the columns of a field, beside numbers where the table has them: no totals and banners."""
    found = set()
    for table in reading.tables:
        number = table.column_of(Field.NUMBER)
        numbers = {row: reading.grid.text(row, number.index) for row in table.body} if number else {}
        rows = [row for row in table.body if number is None or any(map(str.isdigit, numbers[row]))]
        if column := table.column_of(field):
            found |= {squash(reading.grid.text(row, column.index)) for row in rows}
    return frozenset(found - {""})


def _shares(reading: SheetReading, titles: Mapping[str, frozenset[str]], plans: Sequence[SheetReading]) -> bool:
    """True where a fifth of a sheet's titles, or of its items' numbers, stand on another sheet too."""
    own, numbers = titles[reading.grid.sheet.name], _texts_of(reading, Field.NUMBER)
    return any(
        len(own & titles[other.grid.sheet.name]) >= _SAME_PARTS * max(len(own), 1)
        or len(numbers & _texts_of(other, Field.NUMBER)) >= _SAME_PARTS * max(len(numbers), 1)
        for other in plans
        if other is not reading
    )


def _twin(reading: SheetReading, titles: Mapping[str, frozenset[str]], plans: Sequence[SheetReading]) -> str | None:
    """The sheet that is the newer version of this one, if there is one: the one that is no copy, else the first."""
    own_name = reading.grid.sheet.name
    names = [plan.grid.sheet.name for plan in plans]
    for other in names:
        shared = len(titles[own_name] & titles[other]) / max(min(len(titles[own_name]), len(titles[other])), 1)
        if other == own_name or shared < _SAME_PLAN or min(len(titles[own_name]), len(titles[other])) < 4:
            continue
        if bool(_COPY.search(own_name)) != bool(_COPY.search(other)):
            if _COPY.search(own_name):
                return other
        elif names.index(other) < names.index(own_name):
            return other
    return None


@dataclass(frozen=True)
class AmountTerms:
    """What is said of a table's amounts: over its columns, above it, below it, or elsewhere on the sheet."""

    unit: Unit | None
    sign_rule: SignRule | None


def amount_terms(reading: SheetReading, table: SourceTable, rows: Sequence[SourceRow]) -> AmountTerms:
    """The unit and the sign rule of one table; what stands nearest to it holds."""
    place = reading.tables.index(table)
    before = reading.tables[place - 1].body if place else range(table.header.start)
    last = max((row.index for row in rows if row.index in before and row.table is not None), default=-1)
    after = reading.tables[place + 1].header.start if place + 1 < len(reading.tables) else reading.grid.height
    above = [text for row in rows if last < row.index < table.header.start for text in _lines(reading.grid, row)]
    below = [text for row in rows if table.header.start <= row.index < after for text in _lines(reading.grid, row)]
    everywhere = [text for row in rows for text in _lines(reading.grid, row)]
    headings = [column.heading for column in table.columns]
    lines = [*reversed(above), *below, *everywhere, reading.grid.sheet.name, *headings]
    own = set(above) | set(below)
    others = {text for one in reading.tables if one is not table for text in _right_above(reading.grid, one)} - own
    banners = {text for row in rows if row.role == RowRole.BANNER for text in _lines(reading.grid, row)}
    told = [text for text in (*headings, *lines) if text not in banners and text not in others]
    rule = next((rule for text in told if (rule := read_sign_rule(text))), None)
    if rule is None and _saves(reading.grid, table, [*reversed(above), reading.grid.sheet.name]):
        rule = SignRule.POSITIVE_IS_SAVING
    own_unit = next((column.unit for column in table.years if column.unit), None)
    return AmountTerms(
        own_unit or next((unit for text in lines if (unit := read_unit(text))), None),
        rule,
    )


def _right_above(grid: Grid, table: SourceTable) -> Iterator[str]:
    """The lines over a table's heading up to the blank one above, where they are under a line of their own sheet."""
    for row in range(table.header.start - 1, 0, -1):
        if not grid.filled(row):
            return
        yield from filter(None, grid.texts(row))


def _saves(grid: Grid, table: SourceTable, captions: Sequence[str]) -> bool:
    """True for a table called after what is saved, „Effektiviseringer“, in which no amount has a sign."""
    named = next(
        (text for text in captions if not read_unit(text) and (_SAVES.search(text) or _SPENDS.search(text))), ""
    )
    if not _SAVES.search(named) or _SPENDS.search(named):
        return False
    columns = [*table.years, *table.columns_of(AMOUNT)]
    values = [grid.value(row, column.index) for row in table.body for column in columns]
    figures = [value for value in values if isinstance(value, int | float) and not isinstance(value, bool)]
    return len(figures) >= _FIGURES and min(figures) >= 0


def sign_rules(grid: Grid, rows: Sequence[SourceRow]) -> dict[int, SignRule]:
    """Row -> the sign rule of the banner it stands under, where that says one: it holds for what is under it alone."""
    said = {
        heard.row: next(filter(None, map(read_sign_rule, grid.texts(heard.row))), None)
        for row in rows
        for heard in row.context
    }
    rules = {row.index: [rule for heard in row.context if (rule := said[heard.row])] for row in rows}
    return {row: own[-1] for row, own in rules.items() if own}


def sheet_unit(grid: Grid) -> Unit | None:
    """The unit that a sheet which is no plan says the amounts are in, in a short text of its own; None for none."""
    texts = (text for row in range(grid.height) for text in grid.texts(row) if 0 < len(text) <= _LONGEST_CONVENTION)
    about = (read_unit(text) for text in texts if re.search(r"\b(?:beløb|tal|enhed)", text, re.I))
    return next(filter(None, about), None)


def _lines(grid: Grid, row: SourceRow) -> Iterator[str]:
    """The texts of a row that may say a convention: titles, captions, banners, headings and notes."""
    if row.role in (RowRole.TITLE, RowRole.NOTE, RowRole.HEADING, RowRole.BANNER):
        for text in grid.texts(row.index):
            yield from [text] if len(text) <= _LONGEST_CONVENTION else _SENTENCE.split(text)[:_SENTENCES]
