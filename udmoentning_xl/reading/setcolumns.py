"""The columns that the settings name and a workbook does not have: one of its others may be one that is kept in.

What follows for how a column is read is the business of ``chosen``.
"""

from collections.abc import Collection, Iterable
from itertools import islice

from udmoentning_xl.config import CONFIG_NAME, Config
from udmoentning_xl.danish import fold
from udmoentning_xl.reading.choices import KEEPING
from udmoentning_xl.reading.former import FormerColumn
from udmoentning_xl.reading.source import SheetData
from udmoentning_xl.terms import TEXTS, choice_label

#: A heading stands no further down than so many rows.
_TOP = 40


def set_columns(config: Config) -> tuple[FormerColumn, ...]:
    """The columns of texts that the settings name, and those that they keep in; none where they keep in none."""
    found = []
    for section, number, heading in config.lines:
        target = config.columns.get(fold(heading))
        if section == "kolonner" and heading and (target in KEEPING or target in TEXTS):
            name = config.path.name if config.path else CONFIG_NAME
            place = f"{name}, linje {config.lines[section, number, heading]}"
            kept = choice_label(target) if target in KEEPING else ""
            found.append(FormerColumn("", heading, kept, said_in=place, target=str(target)))
    return tuple(found) if any(one.kept for one in found) else ()


def gone(
    named: Collection[FormerColumn], headings: Iterable[str], sheets: Iterable[SheetData]
) -> tuple[FormerColumn, ...]:
    """Those of the ``named`` columns that are no heading of a table, and stand at the top of no sheet either."""
    if not named:
        return ()
    here = set(map(fold, headings))
    for sheet in sheets:
        here |= {fold(cell) for row in islice(sheet.rows, _TOP) for cell in row if isinstance(cell, str)}
    return tuple(one for one in named if fold(one.label) not in here)
