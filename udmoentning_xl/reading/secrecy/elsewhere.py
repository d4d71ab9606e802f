"""What the sheets that are no plan say of a plan's items: legends, lists of closed items, notes, earlier plans.

Such a sheet is about many things, so that it speaks only of items that it names, or plainly of the whole file. What is
on it goes to nobody anyway.
"""

import re
from collections.abc import Iterator, Sequence

from udmoentning_xl.danish import fold
from udmoentning_xl.plan import Observation
from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.headings import field_named
from udmoentning_xl.reading.secrecy.hints import Hint, Hints
from udmoentning_xl.reading.secrecy.lines import line_fills, line_mark, line_text
from udmoentning_xl.reading.secrecy.scope import Scope, is_for_one
from udmoentning_xl.reading.sorts import is_number
from udmoentning_xl.secrecy import numbers_named
from udmoentning_xl.values.secrecy import (
    Marking,
    Question,
    Secrecy,
    answers,
    is_for_us,
    question_of,
    read_secrecy,
    says_open,
)

#: A longer text is no heading of a list and no answer in one.
_LONGEST_HEADING = 110
#: A file, and a sentence of one that says of the whole of it for whom it is.
_FILE = (
    r"(?:\w{0,20}dokument(?:et)?|arbejdspapir(?:et)?|(?:regne)?ark(?:et)?|\w{0,20}materiale[rt]?|(?:projekt)?mappen?|fil(?:en)?"
    r"|\w{0,20}plan(?:en)?|udgaven?|version(?:en)?)"
)
_OF_THE_FILE = re.compile(
    rf"\A\W{{0,3}}(?:(?:\w+ )?(?:fortrolig|hemmelig|intern|lukket|ikke[- ]offentlig)\w{{0,3}} {_FILE}\b"
    rf"|(?:\w+: )?(?:alt(?: \w+)? i )?(?:(?:hele|denne|dette) )?{_FILE}(?: \w+){{0,2}}? (?:er|må|skal|bør|holdes|bliver"
    r"|forbliver|behandles|udsendes|sendes|deles|offentliggøres)\b)",
    re.I,
)
_SENTENCE = re.compile(r"[.;!?\n] ?")
_OF_MANY = re.compile(r"\b(?:punkt|sag|indsats|emne|projekt|bilag|kolonne|felt|rubrik|række)\w{0,4}\b", re.I)
#: A sheet that stands before the plan and speaks for all of the file, in so few words.
_MOST_WORDS = 4
_FRONT = re.compile(r"\A(?:forside|omslag|titelblad|læs ?mig(?: først)?)", re.I)
#: A column, and what is done with it: „kolonnen Bemærkninger er kun til os selv“.
_COLUMN = re.compile(
    r"\b(?:kolonnen?|feltet|rubrikken) [„“”\"'»«(]{0,2}(?P<heading>[^„“”\"'»«\n]{2,40}?)[„“”\"'»«)]{0,2}"
    r" (?:er|må|skal|bør|udsendes|sendes|deles|bruges|vises)\b",
    re.I,
)
_ASKING = (Question.CLOSED, Question.OPEN, Question.WHICH)


def hear_elsewhere(scope: Scope, hints: Hints, other: Grid, everywhere: Sequence[Scope]) -> None:
    """Say what another sheet says of the items of ``scope`` that it names; of a list of closed items also by likeness.

    A line that names an item of any of the tables, which are ``everywhere``, is like no other.
    """
    of_sheet = read_secrecy(name := other.sheet.name)
    if of_sheet is None and is_for_one(name, scope.committees):
        of_sheet = Marking(Secrecy.HELD, name)
    over: tuple[Marking, tuple[int, int]] | None = None  # the heading of the list that is being read
    is_listing = False  # the list has named an item
    for row in range(other.height):
        filled = other.filled(row)
        for column in filled:
            _of_a_column(scope, hints, other.text(row, column))
        marks = [(mark, (row, column)) for column in filled if (mark := line_mark(other, row, column))]
        items = _in_row(scope, other, row)
        is_listed = not items and not marks and (over or of_sheet)
        if is_listed and not any(_in_row(one, other, row) for one in everywhere):
            items = scope.like(" ".join(text for text in other.texts(row) if text))
        if (is_listing and not items and len(filled) < 2) or any(says_open(text) for text in other.texts(row) if text):
            over = None
        for mark, at in marks:
            named = scope.named(line_text(other, *at), line_fills(other, *at), any_number=False)
            if named is None and not items and _is_of_the_file(other, at, mark):
                _add(hints, other, list(scope.items), mark, at)
                continue
            _add(hints, other, items if named is None else named, mark, at)
            if named is None and not items and _heads_a_list(other, at, filled):
                over, is_listing = (mark, at), False
        if items and not marks and (over or of_sheet):
            _add(hints, other, items, *(over or (of_sheet, (row, filled[0]))))
            is_listing = True
    for mark, at in _answered(other):
        _add(hints, other, _in_row(scope, other, at[0]), mark, at)


def not_found(other: Grid, everywhere: Sequence[Scope]) -> Iterator[dict[str, object]]:
    """The lines of a sheet called after closed items that name no item of the plan, as observations.

    The list begins at a heading of a plan or at a line that names an item; before that only a number means one.
    """
    if read_secrecy(other.sheet.name) is None:
        return
    lines = [(row, other.filled(row)) for row in range(other.height)]
    end = next((row for row, _ in lines if any(says_open(text) for text in other.texts(row) if text)), other.height)
    own = [(row, filled, _means(other, row, everywhere)) for row, filled in lines if filled and row < end]
    headed = {row for row, filled, _ in own if any(field_named(other.text(row, column)) for column in filled)}
    first = next((row for row, _, is_known in own if is_known or row in headed), other.height)
    for row, filled, is_known in own:
        texts = [other.text(row, column) for column in filled]
        is_heading = row in headed or any(line_mark(other, row, column) for column in filled)
        if is_known or is_heading or max(map(len, texts)) > _LONGEST_HEADING:
            continue
        if row < first and not (len(filled) == 1 and is_number(texts[0])):
            continue
        yield {
            "what": Observation.CLOSED_NOT_FOUND,
            "field": None,
            "sheet": other.sheet.name,
            "row": row + 1,
            "cell": other.address(row, filled[0]),
            "text": " ".join(texts),
            "detail": None,
        }


def _means(other: Grid, row: int, everywhere: Sequence[Scope]) -> bool:
    """True for a row that names an item of any of the tables, or may mean one."""
    text = " ".join(text for text in other.texts(row) if text)
    return any(_in_row(scope, other, row) or scope.like(text) for scope in everywhere)


def _is_of_the_file(other: Grid, at: tuple[int, int], mark: Marking) -> bool:
    """True where a marked text speaks of the whole file: in a sentence of it, or as a few words of a front page."""
    text = line_text(other, *at)
    if any(
        _OF_THE_FILE.match(part) and not _OF_MANY.search(part) and read_secrecy(part) for part in _SENTENCE.split(text)
    ):
        return True
    is_all = len(text.split()) <= _MOST_WORDS and text.strip(" .!:-–*") == mark.words.strip(" .!:-–*")
    return is_all and not _OF_MANY.search(text) and _FRONT.match(other.sheet.name.strip()) is not None


def _of_a_column(scope: Scope, hints: Hints, text: str) -> None:
    """Withhold the column of which a text says that it is for the office alone."""
    for match in _COLUMN.finditer(text) if is_for_us(text) or read_secrecy(text) else ():
        heading, start = fold(match["heading"]), scope.table.body.start
        named = {one.index for one in scope.columns.values() if fold(one.heading) == heading} - {scope.title}
        hints.withheld[start] = hints.withheld.get(start, frozenset()) | named


def _heads_a_list(other: Grid, at: tuple[int, int], filled: list[int]) -> bool:
    """True for a marked line that all below it is about; a heading among others asks of each row by itself."""
    text = other.text(*at)
    return len(text) <= _LONGEST_HEADING and (len(filled) == 1 or question_of(text) is None)


def _add(hints: Hints, other: Grid, items: list[int], mark: Marking | None, at: tuple[int, int]) -> None:
    """What stands on another sheet holds; it may be old, or another's word."""
    if mark is None:
        return
    words = f"arket „{other.sheet.name}“ siger „{mark.words}“"
    hints.add(items, Hint(Secrecy.HELD, words, other.address(*at), mark=mark.words))


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
                if answer == Secrecy.CLOSED:
                    yield Marking(Secrecy.HELD, f"{heading}: {other.text(one, column)}"), (one, column)
