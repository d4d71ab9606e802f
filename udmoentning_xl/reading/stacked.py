"""Whose the rows of a returned sheet are: people put the rows of several committees under each other in one file.

A sheet is divided into blocks, each of which can be one committee's, and is then read as that committee's own sheet.
Where the rows were sorted together, each is the committee's that has its item; where several have, nobody may know.
What is written in the cells is the business of ``returned``.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain, groupby, repeat

from udmoentning_xl.proposals import SheetBaseline, TableBaseline, counted_marks, fingerprint
from udmoentning_xl.reading.answercolumns import FEWEST
from udmoentning_xl.reading.edits import Texts, header, item_rows, texts_of
from udmoentning_xl.reading.sent import KNOWN, SentWorkbook
from udmoentning_xl.reading.source import SheetData
from udmoentning_xl.replies.answer import EITHER
from udmoentning_xl.terms import REPLY_HEADINGS


@dataclass(frozen=True)
class _RowBlock:
    """Rows that can be one committee's: their items, and the lines between them and the block before."""

    rows: range
    items: frozenset[str]
    above: range


def baseline_of(sent: Sequence[SentWorkbook]) -> SheetBaseline:
    """What stands in the first of the workbooks, and the items of all of them."""
    tables = [one.baseline.table for one in sent if one.baseline.table]
    headings = tuple(dict.fromkeys([*(name for table in tables for name in table.headings), *REPLY_HEADINGS]))
    rows: dict[str, str] = {}
    blank = fingerprint("")
    for table in tables:
        for item in table.rows:
            marks = table.of(item)
            rows.setdefault(item, "".join(marks.get(name, blank) for name in headings))
    return replace(sent[0].baseline, table=TableBaseline(headings, rows))


def parts_of(sheet: SheetData, base: SentWorkbook, run: Sequence[SentWorkbook]) -> list[tuple[SentWorkbook, SheetData]]:
    """The sheet as each committee's own: ``base``'s, or another's of the dispatch ``run`` where it holds their rows.

    The first has all that stands in no block of another's. Cells stay where they are. Rows of which it cannot be seen
    whose they are come with a ``committee`` that names all who it may be.
    """
    items, _ = item_rows(sheet, baseline_of([base, *(one for one in run if one is not base)]))
    mine = _whole_sheets(set(items.values()), base, run)
    rows = texts_of(sheet)
    head, _ = header(rows, KNOWN)
    blocks: list[tuple[_RowBlock, SentWorkbook]] = []
    seen: set[str] = set()
    for block in _blocks(items, rows, head, run):
        owner = _owner(block, rows, seen, mine, run)
        blocks.append((block, owner))
        seen |= block.items if owner is mine else frozenset()
    owners = list({one.committee: one for one in (mine, *(owner for _, owner in blocks))}.values())
    if len(owners) == 1:
        return [(mine, sheet)]
    if _are_stacked(blocks, items, rows):
        owned = [({*block.rows, *block.above}, owner) for block, owner in blocks]
    else:
        owned = [({number}, owner) for number, owner in _by_item(items, rows, sorted(owners, key=base.__ne__))]
    others: dict[str, tuple[SentWorkbook, set[int]]] = {}
    for numbers, owner in owned:
        if owner is not mine:
            others.setdefault(owner.committee, (owner, set[int]()))[1].update(numbers)
    foreign = {number for _, own in others.values() for number in own}
    whole = _only(sheet, set(range(len(sheet.rows))) - foreign)
    return [(mine, whole), *((owner, _only(sheet, own, _head(rows, head, own))) for owner, own in others.values())]


def _are_stacked(blocks: Sequence[tuple[_RowBlock, SentWorkbook]], items: Mapping[int, str], rows: Texts) -> bool:
    """Whether blocks lie under each other as they were copied, and were not sorted together afterwards.

    Lines of text above a committee's rows are not sorted along; without them each has its rows together, as was sent.
    """
    runs = [(owner, list(some)) for owner, some in groupby(blocks, lambda one: one[1])]
    if all(any(map(any, (rows[number] for number in some[0][0].above))) for _, some in runs[1:]):
        return True
    for owner, some in runs:
        here = [items[number] for block, _ in some for number in block.rows if number in items]
        if here != [item for item in owner.version.states if item in set(here)]:
            return False
    return len(runs) == len({owner.committee for owner, _ in runs})


def _by_item(
    items: Mapping[int, str], rows: Texts, owners: Sequence[SentWorkbook]
) -> Iterator[tuple[int, SentWorkbook]]:
    """Whose each row is, by its item; one that several of ``owners`` have is the first's unless it stands there again.

    Where it does, and not all its rows say the same, nobody knows.
    """
    numbers = defaultdict[str, list[int]](list)
    for number, item in items.items():
        numbers[item].append(number)
    for item, own in numbers.items():
        having = [one for one in owners if item in one.version.states]
        if len(having) > 1 and len({tuple(rows[number]) for number in own}) > 1:
            having = [replace(having[0], committee=EITHER.join(sorted(one.committee for one in having)))]
        yield from zip(own, chain(having, repeat(having[-1])), strict=False)


def _whole_sheets(here: Set[str], base: SentWorkbook, run: Sequence[SentWorkbook]) -> SentWorkbook:
    """Whose a whole sheet is: another committee's only where the items fit its file better than the file's own."""

    def fit(one: SentWorkbook) -> float:
        there = set(one.version.states)
        return len(here & there) / max(len(here | there), 1)

    best = max(run, key=fit, default=base)
    return best if fit(best) > fit(base) else base


def _blocks(items: dict[int, str], rows: Texts, head: int, run: Sequence[SentWorkbook]) -> Iterator[_RowBlock]:
    """The blocks of a sheet: a line that is no item's begins one, and an item that the others cannot be with."""
    sets = [frozenset(one.version.states) for one in run]
    numbers = sorted(items)
    start, end, here = 0, head, set[str]()
    for place, number in enumerate(numbers):
        item = items[number]
        is_apart = place > start and any(map(any, rows[numbers[place - 1] + 1 : number]))
        fits = item not in here and any(one >= {*here, item} for one in sets)
        if place > start and (is_apart or not fits):
            first, last = numbers[start], numbers[place - 1]
            yield _RowBlock(range(first, last + 1), frozenset(here), range(end + 1, first))
            start, end, here = place, last, set[str]()
        here.add(item)
    if numbers:
        yield _RowBlock(range(numbers[start], numbers[-1] + 1), frozenset(here), range(end + 1, numbers[start]))


def _owner(
    block: _RowBlock, rows: Texts, seen: Set[str], mine: SentWorkbook, run: Sequence[SentWorkbook]
) -> SentWorkbook:
    """Whose a block is: ``mine`` unless it holds an item of others, or another's lines stand above it.

    Where ``mine`` has had an item of the block before, headings of its own are enough to make it another's.
    """
    above = [fingerprint(text) for number in block.above for text in rows[number] if text]
    known = counted_marks(mine.baseline.texts)
    told = {one.committee: sum(counted_marks(one.baseline.texts)[mark] > known[mark] for mark in above) for one in run}
    has_head = any(len(header([rows[number]], KNOWN)[1]) >= FEWEST for number in block.above)
    again = has_head and bool(block.items & seen)
    if block.items <= set(mine.version.states) and not again and not any(told.values()):
        return mine
    others = [one for one in run if one is not mine and block.items <= set(one.version.states)]
    return max(others, key=lambda one: (told[one.committee], -len(one.version.states)), default=mine)


def _head(rows: Texts, head: int, own: Set[int]) -> Set[int]:
    """The sheet's headings, for rows that have none of their own."""
    has_own = any(len(header([rows[number]], KNOWN)[1]) >= FEWEST for number in own)
    return set() if has_own else {head}


def _only(sheet: SheetData, rows: Set[int], more: Set[int] = frozenset()) -> SheetData:
    """The sheet with these rows alone, where they are."""
    kept = rows | more
    shown = sheet.formatting
    formatting = replace(
        shown,
        comments={cell: text for cell, text in shown.comments.items() if cell[0] in rows},
        formulas_without_value={cell: text for cell, text in shown.formulas_without_value.items() if cell[0] in kept},
    )
    cells = [row if number in kept else [] for number, row in enumerate(sheet.rows)]
    return replace(sheet, rows=cells, formatting=formatting)
