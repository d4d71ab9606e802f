"""What stands in an item's own rows: in every cell, read or not, in comments and links, and what is hidden there."""

import re
from collections.abc import Sequence

from udmoentning_xl.danish import fold
from udmoentning_xl.reading.cells import RawItem
from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.secrecy.columns import PROGRESS, unseen_columns
from udmoentning_xl.reading.secrecy.hints import Hints
from udmoentning_xl.reading.secrecy.lines import line_fills, line_text
from udmoentning_xl.reading.secrecy.scope import Scope, is_for_one
from udmoentning_xl.secrecy import numbers_named
from udmoentning_xl.terms import Field
from udmoentning_xl.values.markers import Completion
from udmoentning_xl.values.secrecy import OUTSIDERS, Marking, Secrecy, has_cpr, question_of, read_secrecy

_FINISHED = frozenset(("lukket", "lukkede", "luk", "closed"))
#: In a committee cell this says who does not get the item; and there any word of secrecy is one.
_NOT_TO_BODY = re.compile(
    r"\b(?:(?:må|skal|kan|bør) )?(?:ikke|ej) (?:(?:sendes|deles|udsendes|videregives|vises|gives|forelægges) )?"
    r"(?:til|med|for)\b|\b(?:må|skal|kan|bør) (?:ikke|ej) (?:have|se|få|høre)\b",
    re.I,
)
_OUTSIDERS = re.compile(rf"\b{OUTSIDERS}", re.I)
_BESIDE_A_BODY = re.compile(
    r"\bl ?u ?k ?k? ?[ei]? ?t\b|\bluk\b|lukk|fortro?l|\bfortr\b|hemm|person(?:ale)?-?sag|(?<=\w )(?-i:L[PD]?)\Z", re.I
)
_DENIED = re.compile(r"\b(?:ikke|ej) (?:et |en )?(?:lukk|fortro|hemm)", re.I)
#: What says of an item that it is not for everybody, and of money or a house whose it is.
_CATEGORY = re.compile(r"(?:intern[te]?|privat[te]?)", re.I)
_OWN_MARKS = re.compile(r"\b(?:kategori|kode|mærke?|noter?|bemærk\w*|info|obs|kommunikation)\b", re.I)
#: A line that says that rows are hidden, and so many that are.
_HIDES, _SEVERAL = re.compile(r"\bskjul|\bfilter|\bfiltrer", re.I), 2
ROW_HIDDEN = "rækken er skjult"
#: A number of ten figures that stands in a cell as a number may be a person's.
_SMALLEST_CPR, _LARGEST_CPR = 10**8, 10**10


def hear_cells(scope: Scope, hints: Hints, asked: frozenset[int]) -> None:
    """Say what the rows of the items say; columns that were ``asked`` have been heard."""
    unseen = unseen_columns(scope)
    categories = {column for column in scope.used if _is_category(scope, column)}
    for row in scope.items:
        _hidden(scope, hints, unseen, row, row)
        for column in scope.used:
            is_value = column in categories and _CATEGORY.fullmatch(scope.grid.text(row, column))
            if column not in asked and not is_value:
                _cell(scope, hints, row, column, row)
    for row, item in scope.further.items():
        _hidden(scope, hints, unseen, row, item)
        for column in scope.grid.filled(row):
            _cell(scope, hints, row, column, item)
    looks = scope.formatting
    for (row, column), text in (*looks.comments.items(), *looks.links.items()):
        if (row in scope.rows or row in scope.further) and (mark := read_secrecy(text)):
            hints.mark([scope.further.get(row, row)], mark, (row, column))


def _is_category(scope: Scope, column: int) -> bool:
    """True for a column of the office's own that parts the items by something else than who may see them."""
    heading = scope.columns[column].heading if column in scope.columns else ""
    if not heading or question_of(heading) or _OWN_MARKS.search(heading):
        return False
    if scope.columns[column].target not in (None, Field.RESPONSIBLE):
        return False
    texts = {row: text for row in scope.items if (text := scope.text(row, column))}
    return 1 < len(set(texts.values())) <= len(texts) / 2 and scope.most(texts)


def _cell(scope: Scope, hints: Hints, row: int, column: int, item: int) -> None:
    at = scope.grid.origin(row, column)
    value = scope.grid.value(*at)
    if not isinstance(value, str):
        if isinstance(value, int) and _SMALLEST_CPR < value < _LARGEST_CPR and has_cpr(f"{value:010d}"):
            hints.mark([item], Marking(Secrecy.HELD, "cpr-nummer"), at)
        return
    text = scope.grid.text(*at)
    target = scope.columns[column].target if column in scope.columns else None
    mark = read_secrecy(_NOT_TO_BODY.sub("", text) if target == Field.COMMITTEE else _to_all(scope, text))
    if target == Field.COMMITTEE and (mark or (_BESIDE_A_BODY.search(text) and not _DENIED.search(text))):
        mark = Marking(Secrecy.CLOSED, mark.words if mark else text)
    elif mark and target in PROGRESS and fold(mark.words) in _FINISHED:
        mark = Marking(Secrecy.HELD, mark.words)
    if mark is None and is_for_one(text, scope.committees):
        mark = Marking(Secrecy.HELD, text)
    if mark is None:
        return
    about = {*scope.numbered(numbers_named(text))} - {item}
    hints.mark(sorted(about), mark, at)
    named = None
    if column > scope.last_column:  # a note, or a legend, that may be about other items
        named = scope.named(line_text(scope.grid, row, column), line_fills(scope.grid, row, column))
    hints.mark([item, *_above(scope, item)] if named is None else named, mark, at)


def _to_all(scope: Scope, text: str) -> str:
    """The text without what it keeps from one committee only: „Sendes ikke til BUU“."""
    for _, sentence in scope.committees.left_out(text) if _NOT_TO_BODY.search(text) else ():
        if not _OUTSIDERS.search(sentence):
            text = text.replace(sentence, _NOT_TO_BODY.sub("", sentence))
    return text


def _above(scope: Scope, item: int) -> list[int]:
    """The item that a row without number, committee and date goes on with, where the items are numbered."""
    if scope.number_of(item) or item - 1 not in scope.rows or not scope.number_of(item - 1):
        return []
    columns = (scope.table.column_of(field) for field in (Field.NUMBER, Field.COMMITTEE, Field.DUE))
    return [] if any(column and scope.grid.text(item, column.index) for column in columns) else [item - 1]


def finished_are_hidden(grid: Grid, items: Sequence[RawItem]) -> bool:
    """True where a line of the sheet says that rows are hidden, and it is the finished ``items`` that are, and all."""
    hidden = [item for item in items if item.row in grid.sheet.formatting.hidden_rows]
    ended = [item for item in items if item.values.get("completion") in (Completion.DONE, Completion.DROPPED)]
    shown = [item for item in ended if item not in hidden and item.values["completion"] == Completion.DONE]
    is_told = any(_HIDES.search(text) for row in range(grid.height) for text in grid.texts(row))
    return is_told and len(hidden) >= _SEVERAL and all(item in ended for item in hidden) and not shown


def _hidden(scope: Scope, hints: Hints, columns: set[int], row: int, item: int) -> None:
    if row in scope.formatting.hidden_rows:
        hints.say([item], Secrecy.HELD, ROW_HIDDEN, (row, scope.title or 0))
    for column in scope.grid.filled(row):
        if column not in columns and (how := scope.formatting.unseen.get((row, column))):
            hints.say([item], Secrecy.HELD, how, (row, column))
