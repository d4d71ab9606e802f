"""From the rows of a workbook to the frames of a Plan: stable ids, and everything that takes more than one sheet."""

import hashlib
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, groupby

import pandas as pd

from udmoentning_xl.config import UNITS, Config, default_config
from udmoentning_xl.danish import fold, listed
from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.plan import (
    AMOUNT_DTYPES,
    ASSIGNMENT_DTYPES,
    BUDGETED,
    COLUMN_DTYPES,
    ITEM_DTYPES,
    KIND_LETTERS,
    LEDGER_DTYPES,
    OBSERVATION_DTYPES,
    REST_DTYPES,
    SHEET_DTYPES,
    SUM_DTYPES,
    TABLE_DTYPES,
    TOTAL_DTYPES,
    Kind,
    Observation,
    Plan,
    RowRole,
    SheetRole,
    typed_frame,
)
from udmoentning_xl.reading.amounts import AmountReader, Convention, unit_by_size, years_of_rows
from udmoentning_xl.reading.assigned import NOT_FOR
from udmoentning_xl.reading.banners import BannerReader, Statement, without_number
from udmoentning_xl.reading.captions import captions, year_of
from udmoentning_xl.reading.cells import Cells, RawItem, Settings, Taken
from udmoentning_xl.reading.choices import Choices
from udmoentning_xl.reading.chosen import lost_choices
from udmoentning_xl.reading.companions import Companion, find_companions, join_companion, open_table
from udmoentning_xl.reading.former import FormerColumn
from udmoentning_xl.reading.grid import Grid, column_letter
from udmoentning_xl.reading.headings import AMOUNT, END, LEFT_OUT, ROW_TOTAL, SETTINGS, is_other_version, is_saving
from udmoentning_xl.reading.items import ItemReader, repair_numbers
from udmoentning_xl.reading.joining import join, note_step, status_in
from udmoentning_xl.reading.layout import SourceColumn, SourceTable
from udmoentning_xl.reading.ledger import entries, ledger_of, left_entries
from udmoentning_xl.reading.legends import (
    named_colours,
    named_kinds,
    read_colours,
    read_legends,
    read_struck,
    read_times,
)
from udmoentning_xl.reading.nearest import nearest
from udmoentning_xl.reading.rows import CellStatement, SourceRow, names_committee, read_rows
from udmoentning_xl.reading.secrecy import ROW_HIDDEN, HeardSheet, Hints, finished_are_hidden, hear, withheld_values
from udmoentning_xl.reading.sections import settle_sections
from udmoentning_xl.reading.sheets import (
    AmountTerms,
    SheetReading,
    amount_terms,
    amounts_year,
    judge_sheets,
    leave_out_earlier,
    plan_years,
    sheet_unit,
    sheet_years,
    sign_rules,
    titled_year,
)
from udmoentning_xl.reading.sorts import is_time
from udmoentning_xl.reading.source import ErrorValue, SourceWorkbook
from udmoentning_xl.reading.understood import columns_of, rows_written, said_of_amounts, tables_of
from udmoentning_xl.reading.vocabulary import FoundTables, Vocabulary, find_all_tables, is_read_by
from udmoentning_xl.register import Role
from udmoentning_xl.terms import Field
from udmoentning_xl.values.markers import is_mark, status_says_done

#: Without a body of its own a stable id opens with this letter.
_NO_KIND = "I"
_A_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
#: So many of the times that name a year name one of the plan's; others are slips.
_USUAL = 0.15
#: In so many rows of a front page its titles are looked for.
_TITLES = 6
#: No plan is for more years.
_LONGEST_PLAN = 12
_READ = (SheetRole.PLAN, SheetRole.COMPLETED)
_ASIDE = (SheetRole.ASIDE, SheetRole.LEGEND)
#: Sheets that are no part of the plan, and yet may say that an item is not for everybody.
_HEARD = (*_ASIDE, SheetRole.EARLIER, SheetRole.EXCLUDED, SheetRole.COMPANION)


@dataclass(frozen=True)
class _ReadingContext:
    """What is told of every sheet: the unit of those that say none, and whether it is only assumed; and by grid its
    rows, what is said of each table's amounts, and what is said of its items' secrecy.
    """

    unit: int
    is_assumed: bool
    rows: Mapping[Grid, Sequence[SourceRow]]
    told: Mapping[Grid, Sequence[AmountTerms]]
    hints: Mapping[Grid, Hints]


@dataclass
class _Frames:
    """The rows of every frame, gathered sheet by sheet."""

    items: list[tuple[str, RawItem, RawItem]] = field(default_factory=list)  # (sheet, item, it without what is hidden)
    rest: list[dict[str, object]] = field(default_factory=list)
    totals: list[dict[str, object]] = field(default_factory=list)
    observations: list[dict[str, object]] = field(default_factory=list)
    columns: list[dict[str, object]] = field(default_factory=list)
    tables: list[dict[str, object]] = field(default_factory=list)
    sheets: list[dict[str, object]] = field(default_factory=list)
    ledger: list[Mapping[str, object]] = field(default_factory=list)


def read_frames(
    workbook: SourceWorkbook,
    config: Config,
    as_of: date,
    generated: Mapping[str, str],
    choices: Choices | None = None,
) -> Plan:
    """The plan in a workbook. ``generated`` names the sheets of an earlier run of ours.

    ``choices`` are what people wrote in its sheet Læsning. Raises PlanFileError when no sheet holds a plan.
    """
    choices = choices or Choices()
    found = find_all_tables(workbook.sheets, config, generated, choices)
    words = found.words
    readings = judge_sheets(found.sheets, config, generated)
    companions = {one.grid: one for one in _companions(readings, found, config)}
    readings = [
        _beside(one, companions.get(one.grid), found) for one in leave_out_earlier(readings, companions, config, as_of)
    ]
    plans = [reading for reading in readings if reading.role in _READ]
    if not plans:
        name = workbook.source.path.name
        seen = nearest([sheet for sheet in workbook.sheets if sheet.name not in generated], config)
        raise PlanFileError(
            seen.sentence(name)
            if seen
            else f"Der er ingen udmøntningsplan i {name}: intet ark har en række med overskrifter som emne, udvalg og"
            " tidspunkt. Er det den rigtige fil?"
        )
    told_of = [*plans, *(one for one in readings if one.role == SheetRole.COMPANION)]
    years = _years(told_of, [one.grid for one in readings if one.role in _ASIDE], config)
    settings = Settings(
        years=years,
        committees=words.committees,
        banners=words.banners,
        body_names=frozenset(name for body in words.bodies for name in (body.short, body.name)),
        as_of=as_of,
        colours=read_colours(
            (one.grid, [range(table.header.start, table.body.stop) for table in one.tables]) for one in readings
        ),
    )
    theirs = (one.grid for one in readings if one.grid.sheet.name not in generated)
    every_grid = [*theirs, *found.asides]
    settings = replace(settings, times=read_times(every_grid), kind_codes=named_kinds(read_legends(every_grid, ())))
    fills = [fill for one in plans for fill in one.grid.sheet.formatting.fills.values()]
    named = named_colours(fills, read_legends([one.grid for one in plans], ())) if fills else {}
    settings = replace(settings, colours={**named, **settings.colours})
    if any(one.grid.sheet.formatting.struck for one in plans):
        settings = replace(settings, struck=read_struck(every_grid))
    settings = replace(settings, themes=_themes(plans, words.banners))
    frames = _Frames()
    sheets = [HeardSheet(one.grid, one.tables, read_rows(one.grid, one.tables, words.banners)) for one in plans]
    others = [reading.grid for reading in readings if reading.role in _HEARD]
    others += found.asides
    hints = hear(sheets, workbook.source.path.stem, others, words.committees)
    rows = {sheet.grid: sheet.rows for sheet in sheets}
    rows |= {grid: read_rows(grid, (one.table,), words.banners) for grid, one in companions.items()}
    told = {one.grid: [amount_terms(one, table, rows[one.grid]) for table in one.tables] for one in told_of}
    units = {said.unit.factor for all_said in told.values() for said in all_said if said.unit}
    units = units or {said.factor for other in others if (said := sheet_unit(other))}
    unit = units.pop() if len(units) == 1 else config.unit
    unsaid = (
        (grid, table, [row.index for row in rows[grid] if row.role is None and row.index in table.body])
        for one in plans
        for grid in (one.grid,)
        for table, said in zip(one.tables, told[grid], strict=True)
        if said.unit is None
    )
    run = _ReadingContext(unit or unit_by_size(unsaid), unit is None, rows, told, {one.grid: one for one in hints})
    unit_labels = [_read_sheet(frames, reading, settings, run) for reading in readings]
    label = next((label for label in unit_labels if label), _unit_label(run.unit))
    for aside in found.asides:
        if aside.sheet.name in {one.grid.sheet.name for one in told_of}:
            notes = [SourceRow(row, RowRole.NOTE) for row in range(aside.height)]
            frames.ledger += ledger_of(aside, entries(aside, notes, {}))
    for companion in companions.values():
        _read_companion(frames, companion, settings, run)
    frames.observations += _own_bodies(words, frames.items)
    names = [sheet.name for sheet in workbook.sheets]
    frames.observations += [
        {"what": Observation.CHOICE_LOST, "sheet": one.sheet, "text": one.label, "detail": one.text}
        for one in lost_choices(choices, [(reading.grid, reading.tables) for reading in told_of], names)
    ]
    frames.observations += _not_there(found.not_there, [column for one in told_of for column in _own_columns(one)])
    sections = settle_sections([item for _, item, _ in frames.items], config, is_foreign=words.is_foreign)
    is_named = not words.is_foreign or config.municipality != default_config().municipality
    own = replace(config, bodies=words.bodies, sections=sections, municipality=config.municipality if is_named else "")
    return _plan(frames, workbook, own, (as_of, years, label))


def _own_columns(reading: SheetReading) -> list[SourceColumn]:
    return [column for table in reading.tables for column in table.columns]


def _not_there(named: Iterable[FormerColumn], columns: Sequence[SourceColumn]) -> list[dict[str, object]]:
    """What the settings keep in and the plan does not have, where no other column is kept in and nothing is chosen."""
    if any(one.choice or (one.target == Field.INTERNAL and one.strength != SETTINGS) for one in columns):
        return []
    return [
        {"what": Observation.SETTING_LOST, "text": one.label, "detail": f"„{one.kept}“ i {one.said_in}"}
        for one in named
        if one.kept
    ]


def _companions(readings: Sequence[SheetReading], found: FoundTables, config: Config) -> list[Companion]:
    """The sheets that say more of the plan's items; none of those that the settings leave out."""
    roles = {one.grid: one.role for one in readings}
    plans = [(one.grid, one.tables) for one in readings if one.role == SheetRole.PLAN]
    loose = [(grid, tables) for grid, tables in found.loose if roles.get(grid) == SheetRole.ASIDE]
    return find_companions(plans, loose) if plans and not config.include else []


def _beside(reading: SheetReading, companion: Companion | None, found: FoundTables) -> SheetReading:
    """The reading of a sheet, and of one that stands beside the plan what it is to that."""
    if companion is not None:
        detail = "siger mere om planens indsatser; rækkerne er lagt til dem"
        return SheetReading(reading.grid, (companion.table,), SheetRole.COMPANION, detail)
    if reading.role == SheetRole.ASIDE and is_read_by(found, reading.grid):
        detail = "er kun brugt til udvalg, forkortelser eller farver; det har ingen overskrifter som en udmøntningsplan"
        return replace(reading, role=SheetRole.LEGEND, detail=detail)
    return reading


def _read_companion(frames: _Frames, companion: Companion, settings: Settings, run: _ReadingContext) -> None:
    """Give the items what a companion says of them; a row that is about none is one that was not read."""
    grid, table = companion.grid, companion.table
    said = run.told[grid][0]
    convention = _convention(said, run, settings)
    pairs = [(item, open_item) for _, item, open_item in frames.items]
    rows = run.rows[grid]
    how = (settings, convention, open_table(companion))
    about, left, taken = join_companion(companion, rows, pairs, how)
    frames.items = [(sheet, *pair) for (sheet, _, _), pair in zip(frames.items, pairs, strict=True)]
    frames.rest += [
        {**_rest(grid, row), "role": _role_beside(row, about, left)}
        for row in rows
        if row.index not in about and grid.filled(row.index)
    ]
    frames.columns += columns_of(grid, [table], (), Hints(grid))
    as_used = [replace(row, role=_role_beside(row, about, left), table=table) for row in rows]
    frames.ledger += ledger_of(grid, entries(grid, as_used, taken))


def _convention(said: AmountTerms, run: _ReadingContext, settings: Settings, year: int | None = None) -> Convention:
    unit, is_assumed = (said.unit.factor, False) if said.unit else (run.unit, run.is_assumed)
    return Convention(unit, said.sign_rule, settings.years, is_assumed, year)


def _role_beside(row: SourceRow, about: Container[int], left: Container[int]) -> RowRole | None:
    """What a companion's row is: None where it is about an item."""
    if row.index in about:
        return None
    return RowRole.UNREAD if row.index in left else row.role or RowRole.UNREAD


def _own_bodies(words: Vocabulary, items: Sequence[tuple[str, RawItem, RawItem]]) -> Iterator[dict[str, object]]:
    """What is noted, once, of the bodies that the plan has and the register has not; at the first item of one."""
    sent = {str(one["committee"]): item for _, item, _ in reversed(items) for one in item.assignments}
    own = [short for short in words.learned if short in sent]
    if own:
        item = min((sent[short] for short in own), key=lambda one: one.row)
        finance = {body.short for body in words.bodies if body.role == Role.FINANCE}
        named = [f"{short} (økonomiudvalget)" if short in finance else short for short in own]
        noticed = _observed(Observation.BODY_LEARNED, item.grid, item.row, 0, listed(named))
        yield {**noticed, "cell": item.cells.get("committee_text") or noticed["cell"]}


def _unit_label(factor: int) -> str:
    return next(label for label, own in UNITS.items() if own == factor)


def _years(plans: Sequence[SheetReading], others: Sequence[Grid], config: Config) -> tuple[int, ...]:
    """The plan's years: those of its amount columns, else those set, else those in its titles and names.

    A front page among the ``others`` may say them too.
    """
    columns = {column.year for reading in plans for table in reading.tables for column in table.years if column.year}
    columns |= {year for reading in plans for table in reading.tables for year in years_of_rows(reading.grid, table)}
    if len(columns) > 1:
        return tuple(range(min(columns), max(columns) + 1))
    if config.years != default_config().years:
        return config.years
    said = [years for reading in plans if (years := sheet_years(reading.grid, reading.tables))]
    said += [
        years
        for grid in others
        for row in range(min(grid.height, _TITLES))
        for text in grid.texts(row)
        if "budget" in text.casefold() and (years := plan_years(text))
    ]
    if said:
        return said[0]
    if years := _years_in_amounts(plans):
        return tuple(range(years[0], max(years[-1], years[0] + BUDGETED - 1) + 1))
    named = columns | {year for one in plans if (year := amounts_year(one.grid, one.tables))}
    named = named or {year for one in plans if (year := titled_year(one.grid, one.tables))}
    return tuple(range(min(named), min(named) + BUDGETED)) if named else _years_of_dues(plans) or config.years


def _years_of_dues(plans: Sequence[SheetReading]) -> tuple[int, ...]:
    """The years that the times of the items name, where some are none of the built-in years; () where all are."""
    columns = [
        (one.grid, table, column)
        for one in plans
        for table in one.tables
        for target in (Field.DUE, END)
        for column in table.columns_of(target)
    ]
    texts = (grid.text(row, column.index) for grid, table, column in columns for row in table.body)
    named = Counter(int(year) for text in texts for year in set(_A_YEAR.findall(text)))
    often = [year for year, times in named.items() if times >= _USUAL * named.total()]
    if not often or {*often} <= {*default_config().years} or max(often) - min(often) >= _LONGEST_PLAN:
        return ()
    return tuple(range(min(often), max(*often, min(often) + BUDGETED - 1) + 1))


def _years_in_amounts(plans: Sequence[SheetReading]) -> tuple[int, ...]:
    """The years that amounts name in their cells: „2026: 0,5 mio. kr.“."""
    columns = [
        (one.grid, table, column) for one in plans for table in one.tables for column in table.columns_of(AMOUNT)
    ]
    texts = (grid.text(row, column.index) for grid, table, column in columns for row in table.body)
    years = {int(year) for text in texts for year in re.findall(r"(?<![\d.,])20\d\d(?![\d.,]\d)", text)}
    return tuple(range(min(years), max(years) + 1)) if years and max(years) - min(years) < _LONGEST_PLAN else ()


# -- one sheet ----------------------------------------------------------------------------------------------------


def _read_sheet(frames: _Frames, reading: SheetReading, settings: Settings, run: _ReadingContext) -> str:
    """Read one sheet into the frames; returns the label of its unit, "" when it names none."""
    grid, name = reading.grid, reading.grid.sheet.name
    if reading.role not in _READ:
        told = run.told.get(grid, ())
        of_amounts = said_of_amounts(told)
        frames.sheets.append({"sheet": name, "role": reading.role, "detail": reading.detail, "items": 0, **of_amounts})
        return of_amounts["unit"] or ""
    rows = run.rows[grid]
    by_sheet = _said_by_sheet(grid, reading.tables, settings)
    own = replace(
        settings,
        completed_sheet=reading.role == SheetRole.COMPLETED,
        sheet_year=titled_year(grid, reading.tables),
        marks_steps=any(
            grid.text(row.index, column.index)
            for row in rows
            if row.of is not None and row.table is not None
            for column in row.table.columns_of(Field.COMPLETION)
        ),
    )
    before = len(frames.items)
    told = run.told[grid]
    taken: Taken = {}
    lines = captions(grid, reading.tables)
    for table, said in zip(reading.tables, told, strict=True):
        year = year_of(lines.get(table.header.start, "")) or amounts_year(grid, reading.tables)
        convention = _convention(said, run, settings, year)
        taken |= _read_table(
            frames,
            grid,
            table,
            [row for row in rows if row.index in table.body],
            (own, convention, by_sheet, run.hints[grid]),
        )
    frames.rest += [_rest(grid, row) for row in rows if row.role is not None and row.role != RowRole.BLANK]
    frames.rest += _left(grid)
    layouts = list({id(table.columns): table for table in reading.tables}.values())  # a heading that is repeated once
    frames.columns += columns_of(grid, layouts, rows, run.hints[grid])
    accounted = chain(entries(grid, rows, taken, run.hints[grid].asked), left_entries(grid))
    frames.ledger += ledger_of(grid, accounted)
    unsaid = _unit_label(run.unit)
    frames.tables += tables_of(grid, list(zip(reading.tables, told, strict=True)), rows, unsaid)
    frames.observations += [*_of_sheet(grid, layouts), *_unread_columns(grid, layouts, rows, run.hints[grid])]
    frames.observations += [*_unknown_sums(grid, rows), *run.hints[grid].not_found]
    frames.sheets.append(
        {
            "sheet": name,
            "role": reading.role,
            "detail": reading.detail + _whose(reading.tables, rows, by_sheet),
            "header_rows": ", ".join(rows_written(grid, table.header) for table in reading.tables),
            **said_of_amounts(told),
            "items": len(frames.items) - before,
        }
    )
    return next((said.unit.label for said in told if said.unit), "")


def _whose(tables: Sequence[SourceTable], rows: Sequence[SourceRow], by_sheet: Sequence[CellStatement]) -> str:
    """That the sheet's name or a line above its first table gives the items their committee, "" where neither does."""
    above = [heard for row in rows for heard in row.context if heard.row < tables[0].header.start]
    told = [heard.said.value for heard in (*by_sheet, *above) if heard.said.field == Field.COMMITTEE]
    return f"; udvalget er {listed(list(dict.fromkeys(told)))} efter arkets navn eller titel" if told else ""


_SHEET_NUMBER = re.compile(r"\(?\d{1,2}\)?\Z")
_SHEET_YEARS = re.compile(r"[(\[]?\b(?:(?:19|20)\d\d|\d\d\s*[-–/]\s*\d\d)\b.*$")


_GENERIC = re.compile(r"\A(?:ark|sheet|plan|udmønt|side|fane|data|oversigt|status|budget|aftale|opfølg|\d+\Z)", re.I)
_THEMES = 2


def _themes(plans: Sequence[SheetReading], banners: BannerReader) -> frozenset[str]:
    """The sheets that are called after what their items are about: „1 Børn og unge“, „2 Natur“.

    So it is where several have a name that is neither a kind nor surely a committee, each under a title that has it or
    with a number before it, and no column says the section.
    """
    if len(plans) < _THEMES or any(table.column_of(Field.SECTION) for one in plans for table in one.tables):
        return frozenset()
    names = []
    if any(is_time(one.grid.sheet.name) for one in plans):
        return frozenset()
    for one in plans:
        name = one.grid.sheet.name
        said = banners.read(_SHEET_YEARS.sub("", name))
        is_sure = any(other.field != Field.COMMITTEE or names_committee(name) for other in said)
        titles = fold(" ".join(text for row in range(one.tables[0].header.start) for text in one.grid.texts(row)))
        bare = without_number(name)
        is_told = bare != name or fold(bare) in titles
        if is_sure or not is_told or _GENERIC.match(bare):
            return frozenset()
        names.append((name, bool(said)))
    return frozenset(name for name, _ in names) if not all(is_committee for _, is_committee in names) else frozenset()


def _said_by_sheet(grid: Grid, tables: Sequence[SourceTable], settings: Settings) -> tuple[CellStatement, ...]:
    """What the sheet's name says for all its items; row -1, as it stands in no cell.

    A name that comes again at the end of the line above the table is what the sheet is about: its section.
    """
    name = grid.sheet.name
    if name in settings.themes:
        return (CellStatement(Statement(Field.SECTION, without_number(name), known=False), -1, -1),)
    if is_time(name):
        return (CellStatement(Statement(Field.DUE, name), -1, -1),)
    bare = _SHEET_YEARS.sub("", name)
    said = next(filter(None, map(settings.banners.read, (bare, _SHEET_NUMBER.sub("", bare).rstrip(" _.-"), name))), ())
    titles = [text for row in range(tables[0].header.start) for text in grid.texts(row) if text]
    has_section = any(table.column_of(Field.SECTION) for table in tables)
    if not said and not has_section and any(re.search(rf"[:–-] ?{re.escape(name)}\Z", title) for title in titles):
        said = (Statement(Field.SECTION, name, known=False),)
    return tuple(
        CellStatement(one, -1, -1) for one in said if not (one.field == Field.COMMITTEE and not _names_body(bare, one))
    )


def _is_theme(grid: Grid, heard: CellStatement, settings: Settings) -> bool:
    """True for a line that may name a committee, over items of a sheet that is called after what they are about."""
    is_theme = grid.sheet.name in settings.themes and heard.said.field == Field.COMMITTEE
    return is_theme and not names_committee(grid.text(heard.row, heard.column))


def _names_body(name: str, said: Statement) -> bool:
    """A sheet called "Økonomi" shows figures; only a real name of the body counts."""
    return fold(name) not in ("økonomi", "politik")


def _read_table(
    frames: _Frames,
    grid: Grid,
    table: SourceTable,
    rows: Sequence[SourceRow],
    how: tuple[Settings, Convention, tuple[CellStatement, ...], Hints],
) -> Taken:
    """Read one table into the frames; returns the cells that gave an item something."""
    settings, convention, by_sheet, hints = how
    items = [row.index for row in rows if row.role is None and row.of is None]
    all_rows = [row.index for row in rows if row.role is None]
    rules = sign_rules(grid, rows)
    amounts = AmountReader(grid, table, convention, all_rows, rules)
    reader = ItemReader(Cells(grid, table, items), settings, amounts)
    shown, shown_reader = hints.shown(table), reader
    shown_grid = hints.shown_grid(table)
    if shown is not table or shown_grid is not grid:
        shown_amounts = AmountReader(shown_grid, shown, convention, all_rows, rules)
        shown_reader = ItemReader(Cells(shown_grid, shown, items), settings, shown_amounts)
    _note_unit(frames, grid, table, amounts)
    firsts: dict[int, tuple[RawItem, RawItem]] = {}
    not_taken: set[tuple[int, int]] = set()
    for row in rows:
        if row.role in (RowRole.TOTAL, RowRole.BANNER):  # a banner may have the sums of what is below it
            _read_total(frames, grid, amounts, row)
        elif row.role is None:
            said = {
                heard.said.field: heard for heard in (*by_sheet, *row.context) if not _is_theme(grid, heard, settings)
            }
            said_row = SourceRow(row.index, None, table, tuple(said.values()))
            filled = grid.filled(row.index)
            is_alone = row.of in firsts and len(filled) == 1
            is_line = is_alone and (
                grid.width_of(row.index, filled[0]) > 1 or status_in(grid.text(row.index, filled[0]))
            )
            item = reader.line(row.index) if is_line else reader.read(said_row)
            open_item = item if shown_reader is reader else shown_reader.read(said_row)
            if row.of in firsts:
                first, open_first = firsts[row.of]
                unread = (grid.text(row.index, column.index) for column in table.columns if column.target is None)
                if is_other_version(unread):
                    item.amounts, open_item.amounts = [], []
                    not_taken |= {(row.index, column.index) for column in amounts.columns}
                own_times = first.cells.get("due_text") != item.cells.get("due_text")  # else it is that of the item
                for step in (first, item) if settings.marks_steps and own_times else ():
                    if not any(
                        one["what"] in (Observation.STEP_DONE, Observation.STEP_OPEN) for one in step.observations
                    ):
                        note_step(step)
                join(first, item, each_is_marked=settings.marks_steps)
                hints.tell(first, row.index)
                if open_first is not first:
                    join(open_first, open_item, each_is_marked=settings.marks_steps)
                frames.rest.append({**_rest(grid, row), "role": RowRole.NOTE})
                continue
            hints.tell(item, row.index)
            firsts[row.index] = item, open_item
            frames.items.append((grid.sheet.name, item, open_item))
    read = [item for item, _ in firsts.values()]
    for item in read if finished_are_hidden(grid, read) else ():
        item.observations = [
            one for one in item.observations if (one["what"], one["text"]) != (Observation.HELD, ROW_HIDDEN)
        ]
    return {cell: what for cell, what in (reader.cells.taken | amounts.taken).items() if cell not in not_taken}


def _note_unit(frames: _Frames, grid: Grid, table: SourceTable, amounts: AmountReader) -> None:
    """Note down, once for a sheet, that the unit of its amounts is not sure."""
    whats = (Observation.UNIT_ASSUMED, Observation.UNIT_DOUBTFUL)
    is_noted = any(one["what"] in whats and one["sheet"] == grid.sheet.name for one in frames.observations)
    if (doubt := amounts.unit_doubt()) and not is_noted:
        column, factor, why = doubt
        what = Observation.UNIT_ASSUMED if amounts.convention.is_assumed else Observation.UNIT_DOUBTFUL
        noticed = _observed(what, grid, table.header.stop - 1, column, _unit_label(factor))
        frames.observations.append({**noticed, "detail": why or None})


def _read_total(frames: _Frames, grid: Grid, amounts: AmountReader, row: SourceRow) -> None:
    label = next((text for text in grid.texts(row.index) if text and not re.fullmatch(r"[\d.,\s÷−-]+", text)), "")
    read, _ = amounts.read(row.index)
    sign = -1 if amounts.direction is not None and is_saving(label) else 1  # no amount of the table has one
    for amount in read:
        frames.totals.append(
            {
                "sheet": grid.sheet.name,
                "row": row.index + 1,
                "cell": amount["cell"],
                "label": label,
                "year": amount["year"],
                "kroner": sign * amount["kroner"] if isinstance(amount["kroner"], int) else None,
            }
        )
    for column, value in enumerate(grid.rows[row.index]):
        if isinstance(value, ErrorValue):
            frames.observations.append(_observed(Observation.ERROR_VALUE, grid, row.index, column, str(value)))


def _unknown_sums(grid: Grid, rows: Sequence[SourceRow]) -> list[dict[str, object]]:
    """That sums of a sheet are formulas of which the file has no value, once: the first one, and how many there are."""
    formulas = grid.sheet.formatting.formulas_without_value
    sums = {row.index for row in rows if row.role in (RowRole.TOTAL, RowRole.BANNER)}
    across = {
        (row.index, column.index)
        for row in rows
        if row.role is None and row.table
        for column in row.table.columns
        if column.target == ROW_TOTAL
    }
    cells = sorted(cell for cell in formulas if cell[0] in sums or cell in across)
    if not cells:
        return []
    return [
        {**_observed(Observation.TOTAL_WITHOUT_VALUE, grid, *cells[0], formulas[cells[0]]), "detail": str(len(cells))}
    ]


def _observed(
    what: Observation, grid: Grid, row: int, column: int, text: str, name: str | None = None
) -> dict[str, object]:
    return {
        "what": what,
        "field": name,
        "sheet": grid.sheet.name,
        "row": row + 1,
        "cell": grid.address(row, column),
        "text": text,
    }


def _rest(grid: Grid, row: SourceRow) -> dict[str, object]:
    text = " | ".join(text for text in grid.texts(row.index) if text)
    first = grid.filled(row.index)[0]
    return {
        "sheet": grid.sheet.name,
        "row": grid.row_number(row.index),
        "role": row.role,
        "text": text,
        "cell": grid.address(row.index, first),
    }


def _left(grid: Grid) -> Iterator[dict[str, object]]:
    """The rows of what was not read since the sheet was laid out otherwise."""
    left = [(cell, text) for cell, text in grid.sheet.left.items() if text]
    for row, cells in groupby(left, key=lambda one: one[0][0]):
        ((_, column), text), *more = cells
        yield {
            "sheet": grid.sheet.name,
            "row": row + 1,
            "role": RowRole.UNREAD,
            "text": " | ".join((text, *(other for _, other in more))),
            "cell": f"{grid.sheet.name}!{column_letter(column)}{row + 1}",
        }


def _of_sheet(grid: Grid, tables: Iterable[SourceTable]) -> list[dict[str, object]]:
    """What was noticed of the sheet as a whole: that a column that is read is hidden."""
    hidden = grid.sheet.formatting.hidden_columns
    return [
        _observed(
            Observation.HIDDEN_COLUMN, grid, table.header.stop - 1, column.index, column.heading, str(column.target)
        )
        for table in tables
        for column in table.columns
        if column.index in hidden and column.target not in (None, LEFT_OUT, Field.INTERNAL)
    ]


def _unread_columns(
    grid: Grid, layouts: Iterable[SourceTable], rows: Sequence[SourceRow], hints: Hints
) -> Iterator[dict[str, object]]:
    """The columns with something in most items that are read as nothing, with how many cells.

    One of marks is told with fewer where no other says what is done: it may be the one that does.
    """
    for table in layouts:
        items = [row.index for row in rows if row.role is None and row.table and row.table.columns is table.columns]
        states = (grid.text(row, column.index) for column in table.columns_of(Field.STATUS) for row in items)
        is_said = table.columns_of(Field.COMPLETION) or any(map(status_says_done, states))
        for column in table.columns:
            texts = [text for row in items if (text := grid.text(row, column.index))]
            count = len(texts)
            is_read = column.target or column.index in hints.asked or NOT_FOR.search(column.heading)
            may_say = not is_said and count > 1 and all(map(is_mark, texts))
            if not is_read and (2 * count > len(items) or may_say):
                row = table.header.stop - 1
                noticed = _observed(Observation.COLUMN_UNREAD, grid, row, column.index, column.heading)
                yield {**noticed, "detail": str(count)}


# -- the whole plan -----------------------------------------------------------------------------------------------


def _plan(
    frames: _Frames, workbook: SourceWorkbook, config: Config, decided: tuple[date, tuple[int, ...], str]
) -> Plan:
    as_of, years, label = decided
    repair_numbers([item for _, item, _ in frames.items])
    ids = stable_ids([item.values for _, item, _ in frames.items])
    shown: dict[tuple[str, str], object] = {}
    items, cells, assignments, amounts, sums, observations = [], [], [], [], [], list(frames.observations)
    for key, (sheet, item, open_item) in zip(ids, frames.items, strict=True):
        if open_item is not item:
            shown |= {(key, name): value for name, value in withheld_values(item, open_item)}
        items.append({**item.values, "sheet": sheet, "row": item.grid.row_number(item.row)})
        cells.append(item.cells)
        assignments += [{"item": key, **one} for one in item.assignments]
        amounts += [{"item": key, **one} for one in item.amounts]
        sums += [{"item": key, **one} for one in item.sums]
        observations += [{"sheet": sheet, **one, "item": key} for one in item.observations]
    index = pd.Index(ids, name="item", dtype="string")
    columns = [*ITEM_DTYPES, *map(str, years)]
    return Plan(
        items=typed_frame(items, ITEM_DTYPES).set_axis(index),
        assignments=typed_frame(assignments, ASSIGNMENT_DTYPES),
        amounts=typed_frame(amounts, AMOUNT_DTYPES),
        sums=typed_frame(sums, SUM_DTYPES),
        cells=pd.DataFrame(cells, columns=columns, index=index).astype("string"),
        rest=typed_frame(frames.rest, REST_DTYPES),
        totals=typed_frame(frames.totals, TOTAL_DTYPES),
        observations=typed_frame(observations, OBSERVATION_DTYPES),
        columns=typed_frame(frames.columns, COLUMN_DTYPES),
        tables=typed_frame(frames.tables, TABLE_DTYPES),
        sheets=typed_frame(frames.sheets, SHEET_DTYPES),
        ledger=typed_frame(frames.ledger, LEDGER_DTYPES),
        source=workbook.source,
        as_of=as_of,
        years=years,
        unit=label,
        sections=config.sections,
        bodies=config.bodies,
        municipality=config.municipality,
        shown=shown,
    )


def stable_ids(items: Sequence[Mapping[str, object]]) -> list[str]:
    """One id per item: its number when no other item has it, opened by the letter of its kind (D-7), else a short hash.

    The hash is of kind, section and title, so that inserted rows never renumber others; equal items are counted on.
    """
    numbered = [_numbered_id(item) for item in items]
    seen = Counter(numbered)
    ids = [own if own and seen[own] == 1 else _hashed_id(item) for own, item in zip(numbered, items, strict=True)]
    times: Counter[str] = Counter()
    for place, own in enumerate(ids):
        times[own] += 1
        if times[own] > 1:
            ids[place] = f"{own}-{times[own]}"
    return ids


def _letter(item: Mapping[str, object]) -> str:
    kind = item.get("kind")
    return KIND_LETTERS[Kind(str(kind))] if kind else _NO_KIND


def _numbered_id(item: Mapping[str, object]) -> str:
    number = re.sub(r"\s+", "", str(item.get("number") or ""))
    if not number:
        return ""
    letter = _letter(item)
    if own := re.fullmatch(rf"{letter}[.-]?(\d.*)", number):
        return f"{letter}-{own[1]}"
    return number if number[0].isalpha() else f"{letter}-{number}"


def _hashed_id(item: Mapping[str, object]) -> str:
    text = "\n".join(fold(str(item.get(name) or "")) for name in ("kind", "section", "title"))
    return f"{_letter(item)}-{hashlib.blake2b(text.encode(), digest_size=3).hexdigest()}"
