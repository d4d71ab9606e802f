"""The words with which one workbook is read: the register with the plan's own bodies in it, headings and banners.

The tables are found with the words of the settings; where the plan turns out to have bodies of its own, they are found
again with those.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from udmoentning_xl.config import Config, default_config
from udmoentning_xl.reading.banners import BannerReader
from udmoentning_xl.reading.beside import Parts, parts_of
from udmoentning_xl.reading.bodies import own_bodies
from udmoentning_xl.reading.choices import Choices
from udmoentning_xl.reading.chosen import TableReader
from udmoentning_xl.reading.columns import Known
from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.headings import HeadingReader
from udmoentning_xl.reading.layout import Table
from udmoentning_xl.reading.source import SheetData
from udmoentning_xl.register import Body
from udmoentning_xl.values.committees import CommitteeReader


@dataclass(frozen=True)
class Vocabulary:
    """What the reader knows before it sees a table. ``learned`` are the short names of the plan's own bodies."""

    bodies: tuple[Body, ...]
    committees: CommitteeReader
    banners: BannerReader
    headings: HeadingReader
    learned: tuple[str, ...] = ()

    @classmethod
    def of(cls, config: Config, bodies: Sequence[Body], learned: tuple[str, ...] = ()) -> "Vocabulary":
        """The words of the settings with these bodies."""
        committees = CommitteeReader(bodies)
        banners = BannerReader(committees, config.sections)
        headings = HeadingReader(committees, config.columns, config.years[0])
        return cls(tuple(bodies), committees, banners, headings, learned)


@dataclass(frozen=True)
class FoundTables:
    """The tables of every sheet in tab order, none for our own; what stands beside them; and the words they were read by."""

    sheets: list[tuple[Grid, tuple[Table, ...]]]
    asides: list[Grid]
    words: Vocabulary


def find_all_tables(
    sheets: Sequence[SheetData], config: Config, generated: Mapping[str, str], choices: Choices
) -> FoundTables:
    """The tables of a workbook. ``generated`` names the sheets of an earlier run of ours."""
    found = _find(sheets, generated, Vocabulary.of(config, config.bodies), choices)
    theirs = [(grid, tables) for grid, tables in found.sheets if grid.sheet.name not in generated]
    own = own_bodies(theirs, found.asides, config.bodies, is_built_in=config.bodies == default_config().bodies)
    if own.register == config.bodies:
        return found
    return _find(sheets, generated, Vocabulary.of(config, own.register, own.learned), choices)


def _find(
    sheets: Sequence[SheetData], generated: Mapping[str, str], words: Vocabulary, choices: Choices
) -> FoundTables:
    known = Known(words.committees, words.banners.section)
    reader = TableReader(words.headings, known, choices, [sheet.name for sheet in sheets])
    found: list[tuple[Grid, tuple[Table, ...]]] = []
    asides: list[Grid] = []
    for sheet in sheets:
        if sheet.name in generated:
            found.append((Grid(sheet), ()))
            continue
        parts: Parts = parts_of(sheet, words.headings)
        grids = [Grid(part) for part in parts.plans]
        found += zip(grids, reader.tables(grids), strict=True)
        asides += [Grid(part) for part in parts.asides]
    return FoundTables(found, asides, words)
