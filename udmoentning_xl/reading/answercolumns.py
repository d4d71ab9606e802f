"""Which column of a returned sheet is which, where people have written other headings or put in columns of their own.

A column is known by its heading, else by what stands in it, compared with what was sent. One to answer in was sent
empty: it is known by a heading in nearly our words, or where as many columns stand in their place as there were.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import groupby

from udmoentning_xl.danish import fold, listed
from udmoentning_xl.proposals import fingerprint
from udmoentning_xl.reading.edits import TITLE, Texts, header, texts_of
from udmoentning_xl.reading.grid import column_letter
from udmoentning_xl.reading.sent import KNOWN, SentWorkbook
from udmoentning_xl.reading.source import SheetData
from udmoentning_xl.terms import REPLY_HEADINGS, Heading

#: A line with so many headings is their row.
FEWEST = 3
#: How like a heading is one that somebody has reworded.
_LIKE = 0.6
#: A column that holds more of what was sent under a heading than this is that one.
_MOST = 0.5
#: The headings of which it is told where they were found.
_TOLD = frozenset({Heading.ITEM, TITLE, *REPLY_HEADINGS})
_BLANK = fingerprint("")

Found = dict[int, str]


def with_headings(sheet: SheetData, sent: Sequence[SentWorkbook], *, sealed: bool) -> tuple[SheetData, list[str]]:
    """The sheet with its headings as we wrote them, as far as they are sure, and notes on those that were not.

    ``sent`` are the workbooks that it may be of; where there are none, headings are known by their words and place. In
    a file that is not ``sealed`` no heading that any table of ours may have is taken for another in other words.
    """
    rows, marks = texts_of(sheet), _marks(sent)
    lines = [number for number, row in enumerate(rows) if _is_item(row, marks)]
    head, places = header(rows, {*marks, *REPLY_HEADINGS} if marks and sealed else KNOWN)
    if len(places) < FEWEST and lines:
        head, places = lines[0] - 1, {}
    if head < 0 or not (lines or places):
        return sheet, []
    lines = [number for number in lines if number > head] or list(range(head + 1, len(rows)))
    below = [rows[number] for number in lines]
    asked = [name for name in REPLY_HEADINGS if not marks or name in marks]  # none of a body that is only informed
    row = [*rows[head], *[""] * (max(map(len, rows)) - len(rows[head]))]
    found = {column: name for name, column in places.items()}
    for more in (_by_content(below, marks, found), _reworded(row, found, asked)):
        found |= more
    blank = {column for column, text in enumerate(row) if not text and not any(_column(below, column))}
    for columns in (range(len(row)), [column for column in range(len(row)) if column not in blank]):
        found |= _by_place(columns, list(marks), found)
    if _have_moved(list(marks), {name: column for column, name in found.items()}):
        found |= _by_place(range(len(row)), [], found)
    new = {column: name for column, name in sorted(found.items()) if places.get(name) != column}
    notes = [f"{_called(row, column)} er læst som „{name}“" for column, name in new.items() if name in _TOLD]
    notes += _unsure(row, found, asked, [column for column in range(len(row)) if any(_column(below, column))])
    cells = [*sheet.rows[head], *[None] * (len(row) - len(sheet.rows[head]))]
    cells = [new.get(column, cell) for column, cell in enumerate(cells)]
    return replace(sheet, rows=[*sheet.rows[:head], cells, *sheet.rows[head + 1 :]]), notes


def _marks(sent: Iterable[SentWorkbook]) -> dict[str, set[str]]:
    """The fingerprints of all that was sent under each heading, in the order of the headings."""
    found: dict[str, set[str]] = {}
    for table in (one.baseline.table for one in sent if one.baseline.table):
        for name in table.headings:
            found.setdefault(name, set())
        for item in table.rows:
            for name, mark in table.of(item).items():
                found[name] |= {mark} - {_BLANK}
    return found


def _is_item(row: Iterable[str], marks: Mapping[str, Set[str]]) -> bool:
    """Whether the id or the title of an item that was sent stands in a row."""
    known = marks.get(Heading.ITEM, set()) | marks.get(TITLE, set())
    return any(fingerprint(text) in known for text in row if text)


def _column(rows: Texts, column: int) -> list[str]:
    return [row[column] for row in rows if column < len(row) and row[column]]


def _by_content(below: Texts, marks: Mapping[str, Set[str]], found: Mapping[int, str]) -> Found:
    """The columns most of whose texts were sent under a heading that is missing."""
    new: Found = {}
    for name in (one for one in marks if one not in found.values()):
        shares = {
            column: sum(fingerprint(text) in marks[name] for text in texts) / len(texts)
            for column in range(max(map(len, below), default=0))
            if column not in found and column not in new and (texts := _column(below, column))
        }
        best = max(shares, key=lambda column: shares[column], default=None)
        if best is not None and shares[best] > _MOST:
            new[best] = name
    return new


def _reworded(row: Sequence[str], found: Mapping[int, str], asked: Iterable[str]) -> Found:
    """The columns whose headings are those of answers that were ``asked`` for, in nearly the same words."""
    new: Found = {}
    for name in asked:
        if name not in found.values():
            likeness = {
                column: _alike(text, name)
                for column, text in enumerate(row)
                if text and column not in found and column not in new
            }
            best = max(likeness, key=lambda column: likeness[column], default=None)
            if best is not None and likeness[best] >= _LIKE:
                new[best] = name
    return new


def _alike(text: str, heading: str) -> float:
    """How like a heading is to one of answers, with or without the word „Svar“."""
    whole, short = fold(heading), fold(heading.partition(": ")[2])
    return max(SequenceMatcher(None, fold(text), one).ratio() for one in (whole, short))


def _by_place(columns: Sequence[int], sent: Sequence[str], found: Mapping[int, str]) -> Found:
    """The columns to answer in that are missing, where between their neighbours there are as many as were sent.

    ``sent`` are the headings in their order, none where nobody knows them.
    """
    order = list(sent or REPLY_HEADINGS)
    places = {found[column]: place for place, column in enumerate(columns) if column in found}
    free = [place for place, column in enumerate(columns) if column not in found]
    runs = [[place for _, place in run] for _, run in groupby(enumerate(free), lambda one: one[1] - one[0])]
    new: Found = {}
    for is_missing, group in groupby(order, lambda name: name in REPLY_HEADINGS and name not in places):
        names = list(group)
        if is_missing:
            first, last = order.index(names[0]), order.index(names[-1])
            left = places.get(order[first - 1]) if first else None
            right = places.get(order[last + 1]) if last + 1 < len(order) else None
            fits = [
                run
                for run in runs
                if len(run) == len(names)
                and (left is None or run[0] == left + 1)
                and (right is None or run[-1] == right - 1)
            ]
            if len(fits) == 1 and not (sent and left is right is None):
                new |= {columns[place]: name for place, name in zip(fits[0], names, strict=True)}
    return new


def _have_moved(sent: Sequence[str], found: Mapping[str, int]) -> bool:
    """Whether the columns to answer in were moved together: those on both sides of them stand side by side now."""
    own = [place for place, name in enumerate(sent) if name in REPLY_HEADINGS]
    if not own or not 0 < own[0] <= own[-1] < len(sent) - 1:
        return False
    left, right = found.get(sent[own[0] - 1]), found.get(sent[own[-1] + 1])
    return left is not None and right == left + 1


def _called(row: Sequence[str], column: int) -> str:
    return f"„{row[column]}“" if row[column] else f"kolonne {column_letter(column)} uden overskrift"


def _unsure(row: Sequence[str], found: Mapping[int, str], asked: Iterable[str], filled: Iterable[int]) -> Iterator[str]:
    """What may be the answers that were ``asked`` for, and is told as texts of their own."""
    missing = [f"„{name}“" for name in asked if name not in found.values()]
    maybe = [_called(row, column) for column in filled if column not in found]
    if missing and maybe:
        yield f"{listed(maybe)} kan være {listed(missing, 'eller')}; det er ikke sikkert, så det står til orientering"
