"""What differs in a generated sheet from what we wrote there: every cell and comment is ours, read back, or an edit.

Rows of items are known by their id, else by their title; what stands outside them is compared as a heap of texts, so
that nothing depends on where people have moved it. What an edit means for the plan is the business of ``earlier``.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from udmoentning_xl.proposals import Lot, SheetBaseline, TableBaseline, counted_marks, fingerprint, formula_print
from udmoentning_xl.reading.grid import column_letter, written
from udmoentning_xl.reading.source import SheetData
from udmoentning_xl.terms import LABELS, Field, Heading

Cell = tuple[int, int]
Texts = list[list[str]]
TITLE = LABELS[Field.TITLE]
_BLANK = fingerprint("")
#: A text is told in pieces of this length: a cell holds 32,767 characters, and the sentence needs some of them.
_PIECE = 30_000
#: Fewer headings than this are no header row, whatever they say.
#: A row of headings has so much of those of the row that has most.
_NEARLY = 0.8
_FEWEST_HEADINGS = 3


@dataclass(frozen=True)
class CellEdit:
    """A cell that does not say what we wrote. ``heading`` is None for a text that is no change of a cell of ours.

    ``title`` is the item's in that row, "" where it is the title that was changed. Where nothing tells which of several
    items of one title a row is, ``item`` is None, and they are ``among``.
    """

    item: str | None
    heading: str | None
    text: str
    place: str
    title: str = ""
    lot: Lot = Lot.NOT_IN_PLAN
    among: tuple[str, ...] = ()


@dataclass
class Heap:
    """What we wrote in a sheet and have not found again yet."""

    texts: Counter[str]
    formulas: Counter[str]
    known: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, base: SheetBaseline) -> "Heap":
        """All that ``base`` tells of outside its table."""
        formulas = counted_marks(base.formulas)
        return cls(counted_marks(base.texts), formulas, frozenset(formulas))

    def has(self, text: str, formula: str | None) -> bool:
        """Whether a cell is ours; each cell of ours is found once. A formula of ours may show anything."""
        if formula is not None and (mark := formula_print(formula)) and self.formulas[mark] > 0:
            self.formulas[mark] -= 1
            return True
        mark = fingerprint(text)
        if self.texts[mark] > 0:
            self.texts[mark] -= 1
            return True
        return False


def texts_of(sheet: SheetData) -> Texts:
    """The texts of a sheet's cells, "" for blank; a formula that has not been worked out stands as it is written."""
    rows = [[written(value) for value in row] for row in sheet.rows]
    for (row, column), formula in sheet.formatting.formulas_without_value.items():
        rows += [[] for _ in range(row + 1 - len(rows))]
        rows[row] += [""] * (column + 1 - len(rows[row]))
        rows[row][column] = formula
    return rows


def header(rows: Texts, names: Iterable[str]) -> tuple[int, dict[str, int]]:
    """The first row that holds nearly as many of the names as any, and the first column of each of them there.

    A table that somebody has put under the first may have a heading more.
    """
    wanted = set(names)
    found = [{text: column for column, text in reversed(list(enumerate(row))) if text in wanted} for row in rows]
    most = max(map(len, found), default=0)
    best = next((number for number, places in enumerate(found) if len(places) >= _NEARLY * most), 0) if most else 0
    return best, found[best] if found else {}


def renamed_heading(
    rows: Texts, head: int, places: Mapping[str, int], names: Iterable[str], base: SheetBaseline
) -> dict[str, int]:
    """The one heading of ``names`` that is missing in a header row, where one text there is not ours."""
    missing = [name for name in names if name not in places]
    known = counted_marks(base.texts)
    foreign = [n for n, text in enumerate(rows[head] if rows else []) if text and not known[fingerprint(text)]]
    is_one = len(places) >= _FEWEST_HEADINGS and len(missing) == len(foreign) == 1
    return {missing[0]: foreign[0]} if is_one else {}


def place_of(sheet: SheetData, row: int, column: int) -> str:
    """The address of a cell: ``BUU!I12``."""
    return f"{sheet.name}!{column_letter(column)}{row + 1}"


def sheet_edits(
    sheet: SheetData, base: SheetBaseline, seen: set[Cell], headings: tuple[int, Mapping[str, int]] | None = None
) -> Iterator[CellEdit]:
    """The edits of one sheet, row by row. ``seen`` are cells that have been read back already.

    ``headings`` are the header row and the columns of a table that is no table of items.
    """
    heap, rows = Heap.of(base), texts_of(sheet)
    lot = Lot.NOT_IN_PLAN if base.table else Lot.NOT_CARRIED
    table = _ItemTable(sheet, rows, base.table, heap) if base.table else None
    if table and table.found:
        yield from table.edits(seen)
        headings = table.head, table.places
    head, places = headings or (len(rows), {})
    names = {column: heading for heading, column in places.items()}
    for number, row in enumerate(rows):
        cells = _left(sheet, number, row, seen, heap)
        if cells:
            own = names if number > head else {}
            title = ""
            if table and table.found and number > head:
                cells, title, lot_of_row = table.about(number, cells, lot)
            else:
                lot_of_row = lot
            said = "; ".join(f"{own[column]}: {row[column]}" if column in own else row[column] for column in cells)
            said = f"{said} ({title})" if title else said
            for piece in pieces(said):
                yield CellEdit(None, None, piece, place_of(sheet, number, cells[0]), lot=lot_of_row)
    yield from _comments(sheet, table if table and table.found else None, lot)


def item_texts(sheet: SheetData, base: SheetBaseline) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row of the table of items in a sheet that ``base`` tells of: the item's id then, and its texts by heading.

    A title that somebody has changed is left out.
    """
    rows = texts_of(sheet)
    table = _ItemTable(sheet, rows, base.table, Heap.of(base)) if base.table else None
    if table is None or not table.found:
        return
    for number, item in table.items.items():
        row = rows[number]
        texts = {name: row[column] for name, column in table.places.items() if column < len(row)}
        if table.is_changed(number, item, TITLE):
            del texts[TITLE]
        yield item, texts


def item_rows(sheet: SheetData, base: SheetBaseline) -> tuple[dict[int, str], int]:
    """The rows of the table of items in a sheet that ``base`` tells of, from above: the item's id then, by number.

    And how many others are rows of one of several items of one title.
    """
    table = _ItemTable(sheet, texts_of(sheet), base.table, Heap.of(base)) if base.table else None
    return (table.items, len(table.twins)) if table and table.found else ({}, 0)


def pieces(text: str) -> Iterator[str]:
    """The text in pieces that fit into a sentence in a cell."""
    for start in range(0, len(text), _PIECE):
        yield text[start : start + _PIECE]


def _left(sheet: SheetData, number: int, row: Sequence[str], seen: set[Cell], heap: Heap) -> list[int]:
    """The columns of a row whose cells are neither read back nor ours."""
    formulas = sheet.formatting.formulas
    return [
        column
        for column, text in enumerate(row)
        if text and (number, column) not in seen and not heap.has(text, formulas.get((number, column)))
    ]


def _comments(sheet: SheetData, table: "_ItemTable | None", lot: Lot) -> Iterator[CellEdit]:
    """Comments: we write none."""
    for place, text in sorted(sheet.formatting.comments.items()):
        item = table.items.get(place[0]) if table else None
        for piece in pieces(text):
            yield CellEdit(item, None, f"Kommentar: {piece}", place_of(sheet, *place), lot=lot)


class _ItemTable:
    """A table with a row per item as it stands now: where it is, and which row is which item."""

    def __init__(self, sheet: SheetData, rows: Texts, table: TableBaseline, heap: Heap) -> None:
        self.sheet, self.rows, self.table, self.heap = sheet, rows, table, heap
        self.head, self.places = header(rows, table.headings)
        self.items: dict[int, str] = {}
        self.twins: dict[int, tuple[str, ...]] = {}  # the rows that are one of several items of one title
        self.found = len(self.places) >= min(_FEWEST_HEADINGS, len(table.headings))
        self._marks = {item: table.of(item) for item in table.rows}
        self._formulas: dict[str, Container[str]] = {}  # those of each column that are ours
        if self.found:
            self._find_ids()
            self.places |= self._renamed()
        here = {*self.items.values(), *(item for among in self.twins.values() for item in among)}
        for item, marks in self._marks.items():
            if item not in here:
                heap.texts.update(mark for mark in marks.values() if mark != _BLANK)

    def _find_ids(self) -> None:
        if Heading.ITEM not in self.places and (column := self._id_column()) is not None:
            self.places[Heading.ITEM] = column
        if TITLE not in self.places and (column := self._title_column()) is not None:
            self.places[TITLE] = column
        below = range(self.head + 1, len(self.rows))
        rows = {number: (self._text(number, Heading.ITEM), fingerprint(self._text(number, TITLE))) for number in below}
        titled: dict[str, list[str]] = {}
        for item, marks in self._marks.items():
            titled.setdefault(marks.get(TITLE, _BLANK), []).append(item)
        named = {mark: items[0] for mark, items in titled.items() if len(items) == 1 and mark != _BLANK}
        # Ids are what is renumbered: where a row's title is another item's than its id, and that stands nowhere else,
        # the title holds, unless all else in the row is that of the id: then the titles alone were moved.
        self.items = {number: item for number, (item, mark) in rows.items() if item in titled.get(mark, ())}
        taken = set(self.items.values())
        for number, (item, mark) in rows.items():
            free = number not in self.items and mark in named and named[mark] not in taken
            if free and not self._is_rather(number, item, named[mark]):
                self.items[number] = named[mark]
                taken.add(named[mark])
        for number, (item, mark) in rows.items():
            lost = [one for one in titled.get(mark, ()) if one not in taken]
            if number not in self.items and item in self._marks:
                self.items[number] = item
            elif number not in self.items and mark != _BLANK and len(lost) == 1:
                self.items[number] = lost[0]
                taken.add(lost[0])
            elif number not in self.items and mark != _BLANK and lost:
                self.twins[number] = tuple(lost)
        self._tell_apart()
        self.items = dict(sorted(self.items.items()))

    def _tell_apart(self) -> None:
        """Take the rows of items of one title for the one that all else in them says; the rest are turned in order.

        The first that is named of each is so the one that stood there, unless rows were moved or taken out.
        """
        fits = {number: self._fitting(number, among) for number, among in self.twins.items()}
        times = Counter(fits.values())
        for number, item in fits.items():
            if item and times[item] == 1:
                self.items[number] = item
                del self.twins[number]
        seen = Counter[tuple[str, ...]]()
        for number, among in self.twins.items():
            left = tuple(item for item in among if item not in self.items.values()) or among
            turn = seen[left] % len(left)
            seen[left] += 1
            self.twins[number] = left[turn:] + left[:turn]

    def _fitting(self, number: int, among: Sequence[str]) -> str | None:
        """The one of some items whose row was just like this one wherever theirs were not alike."""
        names = [name for name in self.places if name not in {Heading.ITEM, TITLE}]
        told = [name for name in names if len({self._marks[item].get(name) for item in among}) > 1]
        here = [fingerprint(self._text(number, name)) for name in told]
        found = [item for item in among if told and [self._marks[item].get(name) for name in told] == here]
        return found[0] if len(found) == 1 else None

    def _is_rather(self, number: int, item: str, other: str) -> bool:
        """Whether a row holds more of what stood at ``item`` than at ``other``, besides ids and titles."""
        one, two = self._marks.get(item), self._marks[other]
        if one is None:
            return False
        told = [heading for heading in one.keys() & two.keys() - {Heading.ITEM, TITLE} if one[heading] != two[heading]]
        here = {heading: fingerprint(self._text(number, heading)) for heading in told}
        return sum(here[name] == one[name] for name in told) > sum(here[name] == two[name] for name in told)

    def _text(self, number: int, heading: str) -> str:
        column = self.places.get(heading)
        row = self.rows[number]
        return row[column] if column is not None and column < len(row) else ""

    def _id_column(self) -> int | None:
        """The column that holds ids under another heading."""
        counts = Counter(
            column for row in self.rows[self.head + 1 :] for column, text in enumerate(row) if text in self._marks
        )
        best = counts.most_common(1)
        return best[0][0] if best and 2 * best[0][1] > len(self._marks) else None

    def _title_column(self) -> int | None:
        """The column that holds titles under another heading."""
        titles = {marks.get(TITLE) for marks in self._marks.values()} - {None, _BLANK}
        counts = Counter(
            column
            for row in self.rows[self.head + 1 :]
            for column, text in enumerate(row)
            if fingerprint(text) in titles
        )
        best = counts.most_common(1)
        return best[0][0] if best and 2 * best[0][1] > len(titles) else None

    def _renamed(self) -> dict[str, int]:
        """Headings that someone has changed -> their columns, known by what stands below."""
        free = [n for n, text in enumerate(self.rows[self.head]) if text and n not in self.places.values()]
        found: dict[str, int] = {}
        for heading in self.table.headings:
            if heading not in self.places:
                column = next((column for column in free if self._holds(column, heading)), None)
                if column is not None:
                    found[heading] = column
                    free.remove(column)
        return found

    def _holds(self, column: int, heading: str) -> bool:
        """Whether most cells of the column are what we wrote under ``heading``, and not only the blank ones."""
        pairs = [
            (self._marks[item][heading], fingerprint(row[column] if column < len(row := self.rows[number]) else ""))
            for number, item in self.items.items()
        ]
        filled = [was == now for was, now in pairs if was != _BLANK]
        return bool(filled) and 2 * sum(filled) > len(filled)

    def edits(self, seen: set[Cell]) -> Iterator[CellEdit]:
        """The changes at the items; the cells of their rows are then seen."""
        ours = set(self.places.values())
        heads = self.rows[self.head]
        found: list[tuple[int, tuple[str, ...]]] = [(number, (item,)) for number, item in self.items.items()]
        for number, among in sorted([*found, *self.twins.items()]):
            row, twins = self.rows[number], among if len(among) > 1 else ()
            item = None if twins else among[0]
            changed = [name for name in self.places if all(self.is_changed(number, one, name) for one in among)]
            title = "" if TITLE in changed else self._text(number, TITLE)
            for heading in changed:
                text, place = self._text(number, heading), place_of(self.sheet, number, self.places[heading])
                for piece in pieces(text) if text else [""]:
                    yield CellEdit(item, heading, piece, place, title, among=twins)
            for column, text in enumerate(row):
                if text and column not in ours and (number, column) not in seen:
                    heading = heads[column] if column < len(heads) else ""
                    if heading:
                        seen.add((self.head, column))
                    for piece in pieces(f"{heading}: {text}" if heading else text):
                        yield CellEdit(
                            item, None, piece, place_of(self.sheet, number, column), title if twins else "", among=twins
                        )
            seen.update((number, column) for column in range(len(row)))

    def is_changed(self, number: int, item: str, heading: str) -> bool:
        """Whether a cell says something else than what we wrote."""
        if heading not in self.places:
            return False
        text, mark = self._text(number, heading), self._marks[item][heading]
        if mark == fingerprint(text):
            return False
        if heading == Heading.ITEM:  # of a row that is known by its title; an id of ours is no news
            return bool(text) and text not in self._marks
        if heading in self.table.computed:
            formula = self._formula(number, heading)
            if heading not in self._formulas:
                self._formulas[heading] = self._ours(heading)
            return not (formula is not None and formula in self._formulas[heading]) and bool(text)
        return True

    def _formula(self, number: int, heading: str) -> str | None:
        """The fingerprint of the formula that stands under a heading, if one does."""
        formula = self.sheet.formatting.formulas.get((number, self.places[heading]))
        return None if formula is None else formula_print(formula)

    def _ours(self, heading: str) -> Container[str]:
        """The formulas of a column that are ours: another program writes them all in its own way when it saves."""
        here = Counter(formula for number in self.items if (formula := self._formula(number, heading)) is not None)
        if not here or not self.heap.known.isdisjoint(here):
            return self.heap.known
        usual, times = here.most_common(1)[0]
        return {usual} if 2 * times > len(self.items) else ()

    def about(self, number: int, cells: list[int], lot: Lot) -> tuple[list[int], str, Lot]:
        """What to tell of a row that is no item's: a new one whole, of any other what is not ours, with its title."""
        title = self._text(number, TITLE)
        if not title or self.places[TITLE] not in cells:
            return cells, title, lot
        formulas = self.sheet.formatting.formulas
        whole = [n for n, text in enumerate(self.rows[number]) if text and (n in cells or (number, n) not in formulas)]
        known = fingerprint(title) in {marks.get(TITLE) for marks in self._marks.values()}
        return whole, "", Lot.NOT_CARRIED if known else lot
