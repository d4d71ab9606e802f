"""What a plan's own codes stand for: „D = drift“, or „F | Færdig“ under „Status (St.)“ on a sheet of abbreviations.

Committees' abbreviations are read in ``bodies``; which column a list explains is found by the codes that stand in it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from udmoentning_xl.danish import fold
from udmoentning_xl.reading.grid import Grid

#: Code -> what it stands for; codes are folded.
Legend = Mapping[str, str]

_CODE = re.compile(r"\S{1,4}")
_DEFINED = re.compile(r"(?<![\w.,])(?P<code>[^\W_]{1,4}|[●○■□▲◆★☆✓✔√]) ?[=:] ?(?P<text>[^\W\d_][^,;=:\n.]{2,59})")
_BRACKETS = re.compile(r"\([^()]*\)")
_LONGEST = 60
#: So many codes make a list, and such a part of a column's cells has to be codes of it.
_CODES, _COVERED = 2, 0.9


def read_legends(asides: Iterable[Grid], plans: Iterable[Grid]) -> list[Legend]:
    """The lists of codes in a workbook."""
    grids = (*asides, *plans)
    return [legend for grid in grids for rows in (_pairs(grid), _lines(grid)) for legend in _blocks(rows)]


def legend_of(texts: Sequence[str], legends: Sequence[Legend]) -> Legend:
    """The list that explains what stands in a column; an empty one when its cells are no codes."""
    filled = [folded for text in texts if (folded := fold(text))]
    if len(set(filled)) < _CODES or max(map(len, filled)) > max(
        map(len, ("", *(code for one in legends for code in one)))
    ):
        return {}
    covers = [(sum(text in legend for text in filled), legend) for legend in legends]
    best, legend = max(covers, key=lambda one: one[0], default=(0, {}))
    return legend if best >= _COVERED * len(filled) else {}


def _pairs(grid: Grid) -> Iterator[list[tuple[str, str]]]:
    """For each row the code and its meaning in two cells that stand alone side by side; nothing for any other row."""
    for row in range(grid.height):
        filled = grid.filled(row)
        texts = [grid.text(row, column) for column in filled]
        is_pair = len(filled) == 2 and filled[1] == filled[0] + 1 and _CODE.fullmatch(texts[0]) is not None
        yield [(texts[0], texts[1])] if is_pair and 2 < len(texts[1]) <= _LONGEST else []


def _lines(grid: Grid) -> Iterator[list[tuple[str, str]]]:
    """For each row what its lines explain: „D = driftsinitiativ, A = anlægsprojekt“."""
    for row in range(grid.height):
        filled = grid.filled(row)
        text = "\n".join(grid.text(row, column) for column in filled) if len(filled) <= _CODES else ""
        yield [(match["code"], match["text"].strip()) for match in _DEFINED.finditer(text)]


def _blocks(rows: Iterable[list[tuple[str, str]]]) -> Iterator[Legend]:
    """The lists of rows that stand right under each other."""
    block: dict[str, str] = {}
    for row in (*rows, []):
        if row:
            block |= {fold(code) or code: _BRACKETS.sub("", text).strip() for code, text in row}
        elif block:
            if len(block) >= _CODES:
                yield block
            block = {}
