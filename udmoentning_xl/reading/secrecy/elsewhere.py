"""What the sheets that are no plan say of a plan's items: legends, lists of closed items, notes, earlier plans.

Such a sheet is about many things, so that it speaks only of items that it names. What is on it goes to nobody anyway.
"""

from collections.abc import Iterator, Sequence

from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.secrecy.hints import Hint, Hints
from udmoentning_xl.reading.secrecy.lines import line_fills, line_mark, line_text
from udmoentning_xl.reading.secrecy.scope import Scope
from udmoentning_xl.secrecy import numbers_named
from udmoentning_xl.values.secrecy import Answer, Marking, Question, answers, question_of, read_secrecy, says_open

#: A longer text is no heading of a list and no answer in one.
_LONGEST_HEADING = 110
_ASKING = (Question.CLOSED, Question.OPEN, Question.WHICH)


def hear_elsewhere(scope: Scope, hints: Hints, other: Grid, everywhere: Sequence[Scope]) -> None:
    """Say what another sheet says of the items of ``scope`` that it names; of a list of closed items also by likeness.

    A line that names an item of any of the tables, which are ``everywhere``, is like no other.
    """
    of_sheet = read_secrecy(other.sheet.name)
    over: tuple[Marking, tuple[int, int]] | None = None  # the heading of the list that is being read
    is_listing = False  # the list has named an item
    for row in range(other.height):
        filled = other.filled(row)
        marks = [(mark, (row, column)) for column in filled if (mark := line_mark(other, row, column))]
        items = _in_row(scope, other, row)
        is_listed = not items and not marks and (over or of_sheet)
        if is_listed and not any(_in_row(one, other, row) for one in everywhere):
            items = scope.like(" ".join(text for text in other.texts(row) if text))
        if (is_listing and not items and len(filled) < 2) or any(says_open(text) for text in other.texts(row) if text):
            over = None
        for mark, at in marks:
            named = scope.named(line_text(other, *at), line_fills(other, *at), any_number=False)
            _add(hints, other, items if named is None else named, mark, at)
            if named is None and not items and _heads_a_list(other, at, filled):
                over, is_listing = (mark, at), False
        if items and not marks and (over or of_sheet):
            _add(hints, other, items, *(over or (of_sheet, (row, filled[0]))))
            is_listing = True
    for mark, at in _answered(other):
        _add(hints, other, _in_row(scope, other, at[0]), mark, at)


def _heads_a_list(other: Grid, at: tuple[int, int], filled: list[int]) -> bool:
    """True for a marked line that all below it is about; a heading among others asks of each row by itself."""
    text = other.text(*at)
    return len(text) <= _LONGEST_HEADING and (len(filled) == 1 or question_of(text) is None)


def _add(hints: Hints, other: Grid, items: list[int], mark: Marking | None, at: tuple[int, int]) -> None:
    """What stands on another sheet holds; it may be old, or another's word."""
    if mark is None:
        return
    words = f"arket „{other.sheet.name}“ siger „{mark.words}“"
    hints.add(items, Hint(Answer.HELD, words, other.address(*at)))


def _in_row(scope: Scope, other: Grid, row: int) -> list[int]:
    """The items that a row names: by their titles, else by a number that fills a cell or follows a word for one."""
    texts = [text for text in other.texts(row) if text]
    if not texts:
        return []
    if titled := [item for text in texts for item in scope.titled(text)]:
        return list(dict.fromkeys(titled))
    if named := scope.numbered(number for text in texts for number in numbers_named(text)):
        return named
    found = scope.numbered(texts)
    return found if len(found) == 1 else []


def _answered(other: Grid) -> Iterator[tuple[Marking, tuple[int, int]]]:
    """What the columns that ask of secrecy answer: the cells that say closed."""
    for row in range(other.height):
        filled = other.filled(row)
        for column in filled if len(filled) > 1 else ():
            heading = other.text(row, column)
            if len(heading) > _LONGEST_HEADING or question_of(heading) not in _ASKING:
                continue
            below = range(row + 1, other.height)
            said = answers(question_of(heading) or Question.WHICH, [other.text(one, column) for one in below])
            for one, answer in zip(below, said, strict=True):
                if answer == Answer.CLOSED:
                    yield Marking(Answer.HELD, f"{heading}: {other.text(one, column)}"), (one, column)
