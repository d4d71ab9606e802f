"""The words with which one workbook is read: the register with the plan's own bodies in it, headings and banners.

The tables are found with the words of the settings; where the plan turns out to have bodies of its own, they are found
again with those.
"""

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace

from udmoentning_xl.config import Config, default_config
from udmoentning_xl.danish import fold
from udmoentning_xl.reading.banners import BannerReader
from udmoentning_xl.reading.beside import SheetParts, parts_of
from udmoentning_xl.reading.bodies import OwnBodies, names_bodies, own_bodies
from udmoentning_xl.reading.cards import as_table
from udmoentning_xl.reading.choices import Choices
from udmoentning_xl.reading.chosen import TableReader
from udmoentning_xl.reading.companions import says_more
from udmoentning_xl.reading.former import FormerColumn
from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.headings import HeadingReader
from udmoentning_xl.reading.layout import SourceTable, all_tables
from udmoentning_xl.reading.legends import Legend, explained, legend_of, read_colours, read_legends
from udmoentning_xl.reading.lines import with_columns
from udmoentning_xl.reading.profiles import PlanNames
from udmoentning_xl.reading.setcolumns import gone
from udmoentning_xl.reading.sheets import plan_years
from udmoentning_xl.reading.source import SheetData
from udmoentning_xl.reading.turned import turned
from udmoentning_xl.register import Body
from udmoentning_xl.terms import Field
from udmoentning_xl.values.committees import CommitteeReader

#: A column of committees may only be known by the bodies that another one has taught.
_ROUNDS = 2
#: So many rows of a table are looked at for codes.
_LOOKED_AT = 60
#: In so many rows of a sheet its titles are looked for.
_TITLES = 6
#: A card that looks like a table has no more rows below what looks like its headings.
_CARD = 10
#: What stands so many times in its own column below is a label and no heading.
_AGAIN = 3
#: So many tables have to agree on what a heading is, and nothing else may be said of it.
_AGREED = 2


@dataclass(frozen=True)
class Vocabulary:
    """What the reader knows before it sees a table. ``learned`` are the short names of the plan's own bodies."""

    bodies: tuple[Body, ...]
    committees: CommitteeReader
    banners: BannerReader
    headings: HeadingReader
    learned: tuple[str, ...] = ()
    is_foreign: bool = False  # its bodies are another municipality's than the built-in ones

    @classmethod
    def of(cls, config: Config, own: OwnBodies, first_year: int) -> "Vocabulary":
        """The words of the settings with these bodies. The built-in sections are those of the built-in bodies alone."""
        committees = CommitteeReader(own.register)
        is_foreign = own.is_other and config.sections == default_config().sections
        banners = BannerReader(committees, () if is_foreign else config.sections)
        headings = HeadingReader(committees, config.columns, first_year)
        return cls(own.register, committees, banners, headings, own.learned, own.is_other)


@dataclass(frozen=True)
class FoundTables:
    """The tables of every sheet in tab order, none for our own; what stands beside them; the words they were read
    by; the other tables whose rows may be about the plan's items; and the columns that the settings alone have.
    """

    sheets: list[tuple[Grid, tuple[SourceTable, ...]]]
    asides: list[Grid]
    words: Vocabulary
    loose: list[tuple[Grid, tuple[SourceTable, ...]]] = field(default_factory=list)
    not_there: tuple[FormerColumn, ...] = ()


def find_all_tables(
    sheets: Sequence[SheetData], config: Config, generated: Mapping[str, str], choices: Choices
) -> FoundTables:
    """The tables of a workbook. ``generated`` names the sheets of an earlier run of ours.

    What somebody chose is compared to what is read without any choice: what one column is may tell of another.
    """
    names = [sheet.name for sheet in sheets]
    found = _find_all(sheets, config, generated, TableReader(names))
    if choices.named:
        choices = replace(choices, named=_not_there(choices.named, sheets, generated, found))
    if not (choices.own or choices.former or choices.named):
        return found
    guesses = {
        (grid.sheet.name, (table.header.stop, column.index)): column.target
        for grid, tables in (*found.sheets, *found.loose)
        for table in tables
        for column in table.columns
    }
    found = _find_all(sheets, config, generated, TableReader(names, choices, guesses))
    return replace(found, not_there=choices.named)


def _not_there(
    named: Sequence[FormerColumn], sheets: Sequence[SheetData], generated: Container[str], found: FoundTables
) -> tuple[FormerColumn, ...]:
    """The columns of the settings that the workbook does not have."""
    tables = (table for _, tables in (*found.sheets, *found.loose) for table in tables)
    headings = (column.heading for table in tables for column in table.columns)
    return gone(named, headings, (sheet for sheet in sheets if sheet.name not in generated))


def _find_all(
    sheets: Sequence[SheetData], config: Config, generated: Mapping[str, str], reader: TableReader
) -> FoundTables:
    own = OwnBodies(config.bodies)
    first_year = _first_year([sheet for sheet in sheets if sheet.name not in generated], config)
    words = Vocabulary.of(config, own, first_year)
    known = PlanNames(words.committees, words.banners.section)
    found = _find(sheets, generated, words, known, reader)
    legends = _legends(found, generated)
    for _ in range(_ROUNDS):
        learned = own_bodies(
            _theirs(found, generated), found.asides, config.bodies, is_built_in=config.bodies == default_config().bodies
        )
        if learned.register == own.register and legends == known.legends:
            break
        if learned.register != own.register:
            words = Vocabulary.of(config, learned, first_year)
        elif not _explain(found, legends):
            break
        own = learned
        known = PlanNames(words.committees, words.banners.section, legends)
        found = _find(sheets, generated, words, known, reader)
    agreed = _agreed([table for _, tables in found.sheets for table in tables])
    return _find(sheets, generated, words, replace(known, headings=agreed), reader) if agreed else found


def _first_year(sheets: Sequence[SheetData], config: Config) -> int:
    """The first year of the plan, from which „Budgetår 1“ is counted: the one set, else that of a name or a title."""
    if config.years == default_config().years:
        grids = [Grid(sheet) for sheet in sheets]
        titles = (
            text for grid in grids for row in range(min(grid.height, _TITLES)) for text in grid.texts(row) if text
        )
        for text in (*(sheet.name for sheet in sheets), *titles):
            if years := plan_years(text):
                return years[0]
    return config.years[0]


def _theirs(found: FoundTables, generated: Mapping[str, str]) -> list[tuple[Grid, tuple[SourceTable, ...]]]:
    """The sheets that are not ours."""
    return [(grid, tables) for grid, tables in found.sheets if grid.sheet.name not in generated]


def _legends(found: FoundTables, generated: Mapping[str, str]) -> tuple[Legend, ...]:
    theirs = _theirs(found, generated)
    beside = [grid for grid, tables in theirs if not tables]
    return tuple(read_legends([*found.asides, *beside], [grid for grid, tables in theirs if tables]))


def is_read_by(found: FoundTables, grid: Grid) -> bool:
    """Whether a sheet without a plan says what the plan is read by: its bodies, abbreviations, codes or colours."""
    legends = read_legends([grid], [])
    headings = (column.heading for _, tables in found.sheets for table in tables for column in table.columns)
    is_code = bool(legends) and (_are_codes(found, legends) or any(explained(one, legends) for one in headings))
    return is_code or names_bodies(grid) or bool(read_colours([(grid, ())]))


def _explain(found: FoundTables, legends: Sequence[Legend]) -> bool:
    """True where the cells of some column are codes of a list, or its heading is one."""
    unread = (
        column.heading
        for _, tables in found.sheets
        for table in tables
        for column in table.columns
        if column.target is None
    )
    return any(explained(heading, legends) for heading in unread) or _are_codes(found, legends)


def _are_codes(found: FoundTables, legends: Sequence[Legend]) -> bool:
    return any(
        legend_of(
            [grid.text(row, column.index) for row in table.body[:_LOOKED_AT]],
            legends,
            *([1] if column.target in (Field.STATUS, Field.COMPLETION) or not column.heading else []),
        )
        for grid, tables in found.sheets
        for table in tables
        for column in table.columns
        if column.year is None
    )


def _agreed(tables: Sequence[SourceTable]) -> dict[str, str]:
    """Folded heading -> what it is in two of a workbook's tables or more, where it was not understood in another."""
    seen: dict[str, Counter[str | None]] = {}
    for table in tables:
        for heading, target in {fold(column.heading): column.target for column in table.columns}.items():
            seen.setdefault(heading, Counter())[target] += 1
    return {
        heading: next(str(target) for target in targets if target)
        for heading, targets in seen.items()
        if heading and targets[None] and len(targets) == _AGREED and targets.total() - targets[None] >= _AGREED
    }


def _has_labels(grid: Grid) -> bool:
    """True where the same text with a colon comes again and again under itself: a label of cards."""
    seen = Counter(
        (column, text) for row in range(grid.height) for column, text in enumerate(grid.texts(row)) if text[-1:] == ":"
    )
    return any(times >= _AGAIN for times in seen.values())


def _find(
    sheets: Sequence[SheetData], generated: Mapping[str, str], words: Vocabulary, known: PlanNames, reader: TableReader
) -> FoundTables:
    found: list[tuple[Grid, tuple[SourceTable, ...]]] = []
    asides: list[Grid] = []
    for sheet in sheets:
        if sheet.name in generated:
            found.append((Grid(sheet), ()))
            continue
        parts: SheetParts = parts_of(with_columns(sheet, words.headings), words.headings)
        grids = [Grid(part) for part in parts.plans]
        tables = reader.tables(grids, words.headings, known)
        is_broken = all(len(table.body) <= _CARD for own in tables for table in own)
        is_broken |= any(map(_has_labels, grids))
        if is_broken and (laid_out := as_table(sheet, words.headings)):
            grids = [Grid(laid_out)]
            tables = reader.tables(grids, words.headings, known)
        found += zip(grids, tables, strict=True)
        asides += [Grid(part) for part in parts.asides]
    if not any(tables for _, tables in found):
        others = [turned(grid.sheet, words.headings) for grid, _ in found]
        turns = [Grid(one) if one else None for one in others]
        read = [reader.tables([one], words.headings, known)[0] if one else () for one in turns]
        found = [(one, own) if one and own else old for old, one, own in zip(found, turns, read, strict=True)]
    of_plans = {grid.sheet.name for grid, tables in found if tables}
    beside = [
        # of a sheet that has a plan's tables too, two columns may be called the same
        (
            grid,
            (reader.by_texts if grid.sheet.name in of_plans else reader).tables(
                [grid], words.headings, known, all_tables
            )[0],
        )
        for grid, tables in found
        if not tables and grid.sheet.name not in generated
    ]
    loose = [(grid, own) for grid, tables in beside if (own := tuple(filter(says_more, tables)))]
    return FoundTables(found, asides, words, loose)
