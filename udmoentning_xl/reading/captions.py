"""The lines right over the tables of a sheet that say what each is about: „Slidlag 2026 (1.000 kr.)“."""

import re
from collections.abc import Mapping, Sequence

from udmoentning_xl.reading.banners import without_aside, without_number
from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.layout import SourceTable

_GENERIC = re.compile(r"(?:plan|status|budget|aftale|udmønt|oversigt|tabel|bilag|side|opfølg|beløb|alle)", re.I)
_LONGEST = 60
_YEAR = re.compile(r"(?<![\d/-])20\d\d(?![\d/-]| ?[-–] ?20)")


def captions(grid: Grid, tables: Sequence[SourceTable]) -> Mapping[int, str]:
    """Heading row -> the line right over it, where each of several tables has one of its own; else nothing."""
    found = {}
    for table in tables:
        row = table.header.start - 1
        filled = grid.filled(row) if row >= 0 else []
        if len(filled) == 1:
            found[table.header.start] = grid.text(row, filled[0])
    return found if len(tables) == len(set(found.values())) > 1 else {}


def theme_of(caption: str) -> str:
    """What a caption says that its items are about, "" where it is of another sort."""
    bare = without_aside(without_aside(without_number(caption))).strip(" :–-")
    return "" if _GENERIC.match(bare) or len(bare) > _LONGEST or bare[-1:] in ".!?" else bare


def year_of(caption: str) -> int | None:
    """The one year that a caption names."""
    years = {int(year) for year in _YEAR.findall(caption)}
    return years.pop() if len(years) == 1 else None
