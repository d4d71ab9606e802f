"""How the plan would write what a committee has answered: in which cell, and in the words and marks it uses itself."""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from udmoentning_xl.danish import clean, day, fold, long_day, shortened
from udmoentning_xl.merging.meanings import COMPLETION, DUE, REMARKS, Meanings, in_thousands, is_no_time
from udmoentning_xl.package.cells import CellValue
from udmoentning_xl.package.patch import CellAddress, obstacles
from udmoentning_xl.plan import Plan, records
from udmoentning_xl.reading.grid import column_letter
from udmoentning_xl.reading.source import SheetData
from udmoentning_xl.terms import COMPLETION_LABELS, LABELS, TEXTS, Field, Heading
from udmoentning_xl.values.dates import DueDate
from udmoentning_xl.values.markers import CONTRADICTIONS, status_word

#: What is written in a column that nobody has marked anything in yet.
_HOUSE_MARKS = {"done": "X", "partial": COMPLETION_LABELS["partial"], "dropped": COMPLETION_LABELS["dropped"]}
#: The ways in which plans write a day as text: how such a text looks, and how another day looks so.
_DAY_STYLES = (
    (re.compile(r"\d{1,2}-\d{1,2}-\d{4}"), day),
    (re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}"), lambda when: f"{when:%d.%m.%Y}"),
    (re.compile(r"\d{1,2}/\d{1,2}[- ]\d{4}"), lambda when: f"{when.day}/{when.month}-{when.year}"),
    (re.compile(r"\d{1,2}/\d{1,2}/\d{4}"), lambda when: f"{when.day}/{when.month}/{when.year}"),
    (re.compile(r"\d{4}-\d\d-\d\d"), date.isoformat),
)
#: Why what is answered has nowhere to go, by field.
NO_COLUMN = {
    COMPLETION: "planen har ingen kolonne til, hvad der er afsluttet",
    DUE: "planen har ingen kolonne til tidspunkter",
    REMARKS: f"planen har ingen kolonne til {LABELS[Field.REMARKS].lower()}",
}
_CELL_LIMIT = 32_000
#: What is shown of a cell that is emptied; and what somebody can do with what they have typed, whose cell follows.
_BLANK = "(tom)"
_RETYPE = "ret det dér, eller skriv det selv i"
_QUOTED = 60
_STATUS = "status_text"
#: A word of status, „Afsluttet“ or „Ikke igangsat“, and no sentence about it.
_WORD = re.compile(r"[^\W\d_]{1,30}+(?: [^\W\d_]{1,30}+){0,2}[.!]?")
#: The fields that can be written, as columns of ``plan.items``; what is in more cells than one, or reckoned, is not.
WRITABLE = (COMPLETION, DUE, "title", *TEXTS.values())


@dataclass(frozen=True)
class Writing:
    """What is to stand in a cell: the value, how it is shown, and the address; or why it cannot, as a Danish clause.

    ``meaning`` is what the plan must say then, None where that is what was answered.
    """

    cell: CellAddress | None = None
    value: CellValue = None
    shown: str = ""
    why: str = ""
    meaning: Hashable | None = None


class Pen:
    """How a plan is written in. ``sheets`` are its own, ``adds`` says that a new time is written after the old one."""

    def __init__(self, plan: Plan, sheets: Iterable[SheetData], meanings: Meanings, *, adds: bool = False) -> None:
        self.plan, self.meanings, self.adds = plan, meanings, adds
        self._sheets = {sheet.name: sheet for sheet in sheets}
        self._items = dict(zip(map(str, plan.items.index), records(plan.items), strict=True))
        self._cells = dict(zip(map(str, plan.cells.index), records(plan.cells), strict=True))

    def text(self, item: str, field: str) -> str:
        """What the plan says of an item in a column of ``plan.items``; of a year its amount in 1.000 kr."""
        if field.isdigit():
            return self._amounts.get((item, int(field)), "")
        return str(self._items[item][field] or "")

    def write(self, item: str, field: str, text: str, signed: str = "", since: date | None = None) -> Writing:
        """The cell and the value that say ``text`` of an item; a remark is ``signed`` by whose it is.

        ``since`` is the day from which a time without a year is counted.
        """
        column, cell, why = self._place(item, field)
        if cell is None or why:
            return Writing(why=why)
        if field == DUE:
            return self._due(item, cell, text, since)
        if field == COMPLETION:
            return self._completion(item, cell, column, self.meanings.completion(text, since).meaning)
        return self._remark(item, cell, text, signed) if field == REMARKS else self._plain(cell, text)

    def typed(self, item: str, field: str, text: str, since: date | None = None) -> Writing:
        """The cell and the value for what somebody has typed that is to stand there; what does not count is refused.

        ``since`` is the day from which a time without a year is counted.
        """
        column, cell, why = self._place(item, field)
        if cell is None or why:
            return Writing(why=why)
        if field == DUE:
            return self._typed_due(item, cell, text, since)
        return self._typed_mark(item, cell, column, text) if field == COMPLETION else self._plain(cell, text)

    def contradicted(self, item: str, text: str, since: date | None = None) -> str:
        """Why the plan would be unclear with an answer of how far an item is: its status says otherwise; else "".

        Where the answer is written as the status, it says no other.
        """
        meaning, said = self.meanings.completion(text, since).meaning, status_word(self.text(item, _STATUS))
        if self._is_said_by_status(item) or (meaning, said) not in CONTRADICTIONS:
            return ""
        cell = CellAddress.read(str(self._cells[item][_STATUS]))
        return f"status siger „{shortened(self.text(item, _STATUS), _QUOTED)}“, så ret også {cell} (ellers kommer U301)"

    def _place(self, item: str, field: str) -> tuple[str, CellAddress | None, str]:
        """The column of ``plan.items`` that a field of an item is written in, its cell, and why it cannot be."""
        column = _STATUS if field == COMPLETION and self._is_said_by_status(item) else field
        address = self._cells[item].get(column)
        if not address:
            return column, None, NO_COLUMN.get(field, "det står ikke i en celle for sig i planen")
        cell = CellAddress.read(str(address))
        if self._shared[str(address)] > 1:
            return column, cell, f"cellen {cell} gælder flere indsatser"
        if why := self._merged(item, cell):
            return column, cell, why
        obstacle = self._obstacles.get(cell)
        return column, cell, f"{cell}: {obstacle}" if obstacle else ""

    def _is_said_by_status(self, item: str) -> bool:
        """Whether an item has no cell for its completion, but one in a column of status that says it of others."""
        cells = self._cells[item]
        if cells.get(COMPLETION) or not cells.get(_STATUS):
            return False
        cell = CellAddress.read(str(cells[_STATUS]))
        return bool(self._marks[_STATUS, cell.sheet, cell.column]) or self._code(cell) is not None

    @cached_property
    def _amounts(self) -> dict[tuple[str, int], str]:
        """The amounts by item and year; one that cannot be read as it is written."""
        rows = (row for row in records(self.plan.amounts) if row["year"] is not None)
        return {
            (str(row["item"]), int(row["year"])): str(row["written"] or "")
            if row["kroner"] is None
            else in_thousands(int(row["kroner"]))
            for row in rows
        }

    @cached_property
    def committees(self) -> dict[str, list[str]]:
        """The committees of the items in the plan now, each item's in the order of its route."""
        routes = self.plan.assignments.dropna(subset=["committee"]).groupby("item")["committee"]
        return {str(item): list(dict.fromkeys(map(str, some))) for item, some in routes}

    def _merged(self, item: str, cell: CellAddress) -> str:
        """What else is in the merged cells that a cell stands for: other items, or other fields; "" for nothing."""
        at = (cell.row - 1, cell.column - 1)
        for area in self._sheets[cell.sheet].merged if cell.sheet in self._sheets else ():
            if _holds(area, at):
                inside = {owner for place, owner in self._places[cell.sheet] if place != at and _holds(area, place)}
                top, left, bottom, right = area
                name = f"{cell.sheet}!{column_letter(left)}{top + 1}:{column_letter(right)}{bottom + 1}"
                if inside:
                    return f"{name} er flettet sammen og gælder flere {'indsatser' if inside - {item} else 'felter'}"
        return ""

    @cached_property
    def _places(self) -> dict[str, list[tuple[tuple[int, int], str]]]:
        """The row and column of every cell of an item, and whose it is, by sheet."""
        found = defaultdict[str, list[tuple[tuple[int, int], str]]](list)
        for item, row in self._cells.items():
            for address in (CellAddress.read(str(row[name])) for name in WRITABLE if row.get(name)):
                found[address.sheet].append(((address.row - 1, address.column - 1), item))
        return found

    @cached_property
    def _shared(self) -> Counter[str]:
        """How many items each cell is of."""
        by_item = ({str(row[name]) for name in WRITABLE if row.get(name)} for row in self._cells.values())
        return Counter(address for addresses in by_item for address in addresses)

    @cached_property
    def _obstacles(self) -> dict[CellAddress, str]:
        """The cells of items that cannot be changed, and why."""
        cells = [CellAddress.read(address) for address in self._shared]
        struck = "noget af teksten er streget over eller vises anderledes, end den er skrevet"
        found = {cell: struck for cell in cells if self._is_shown_otherwise(cell) and not self._is_month(cell)}
        return found | obstacles(self.plan.source.path, cells)

    def _is_shown_otherwise(self, cell: CellAddress) -> bool:
        sheet = self._sheets.get(cell.sheet)
        return sheet is not None and (cell.row - 1, cell.column - 1) in sheet.formatting.texts

    def _is_month(self, cell: CellAddress) -> bool:
        """Whether a cell is a date of which its format shows no more than the month."""
        return self._is_shown_otherwise(cell) and isinstance(self._value(cell), date)

    def _value(self, cell: CellAddress) -> object:
        rows = self._sheets[cell.sheet].rows
        row = rows[cell.row - 1] if cell.row <= len(rows) else []
        return row[cell.column - 1] if cell.column <= len(row) else None

    # -- the fields ---------------------------------------------------------------------------------------------------

    def _completion(self, item: str, cell: CellAddress, column: str, wanted: str | None) -> Writing:
        """How the plan marks how far an item is; a column of status that says so is written in with its own word."""
        if column == COMPLETION and wanted == "open":
            return Writing(cell, None, _BLANK)
        if why := self._sentence(item, cell, column):
            return Writing(why=why)
        marks = self._marks[column, cell.sheet, cell.column].get(str(wanted))
        if marks:
            mark = marks.most_common(1)[0][0]
        elif wanted == "done" and (code := self._code(cell)):
            mark = code
        elif column == COMPLETION and wanted in _HOUSE_MARKS:
            mark = _HOUSE_MARKS[wanted]
        else:
            return Writing(why=f"ingen indsats i planen er mærket sådan; skriv det selv i {cell}")
        return Writing(cell, mark, mark)

    def _typed_mark(self, item: str, cell: CellAddress, column: str, text: str) -> Writing:
        """What somebody has typed as a mark: one that the plan has, or a word that says how far things are."""
        if text == _BLANK and column == COMPLETION:
            return Writing(cell, None, _BLANK, meaning="open")
        if why := self._sentence(item, cell, column):
            return Writing(why=why)
        known = self._marks[column, cell.sheet, cell.column]
        own = (meaning for meaning, marks in known.items() if fold(text) in map(fold, marks) and fold(text))
        said = "done" if text == self._code(cell) else next(own, None)
        said = said or (
            self.meanings.completion(text).meaning if column == COMPLETION or _WORD.fullmatch(text) else None
        )
        if said in (None, "unclear"):
            return Writing(why=f"{_typed(text)} siger ikke, hvor langt indsatsen er; {_RETYPE} {cell}")
        return Writing(cell, text, text, meaning=said)

    def _sentence(self, item: str, cell: CellAddress, column: str) -> str:
        """Why a cell of status cannot be written over: it has more than a word; "" where it can."""
        old = self.text(item, _STATUS) if column == _STATUS else ""
        is_more = old and not _WORD.fullmatch(old)
        return f"{cell} har en tekst om status, som ikke bliver overskrevet; skriv det selv dér" if is_more else ""

    @cached_property
    def _marks(self) -> dict[tuple[str, str, int], dict[str, Counter[str]]]:
        """How often each mark stands in a column of a sheet, and each word of status, by what it means.

        A code that a list explains is the mark, and not what it stands for.
        """
        found = defaultdict[tuple[str, str, int], dict[str, Counter[str]]](dict)
        for item, row in self._items.items():
            for column in (COMPLETION, _STATUS):
                address, said = self._cells[item].get(column), str(row[column] or "")
                is_word = _WORD.fullmatch(said) and self.meanings.completion(said).meaning
                if address and said and (column == COMPLETION or is_word):
                    cell = CellAddress.read(str(address))
                    mark = self._written(cell) or said
                    found[column, cell.sheet, cell.column].setdefault(str(row["completion"]), Counter())[mark] += 1
        return found

    def _written(self, cell: CellAddress) -> str:
        """The text in a cell of the plan; "" for any other value, and where the sheet is not at hand."""
        value = self._value(cell) if cell.sheet in self._sheets else None
        return clean(value) if isinstance(value, str) else ""

    def _code(self, cell: CellAddress) -> str | None:
        """The plan's own code for what is done in the column of a cell, where a list says so."""
        return self._codes.get((cell.sheet, column_letter(cell.column - 1)))

    @cached_property
    def _codes(self) -> dict[tuple[str, str], str]:
        columns = self.plan.columns.dropna(subset=["done"])
        return {(row["sheet"], row["column"]): row["done"] for row in records(columns)}

    def _due(self, item: str, cell: CellAddress, text: str, since: date | None) -> Writing:
        due, exact = self.meanings.due(text, since), self.meanings.day(text, since)
        value: CellValue = self._day(cell, exact) if exact else self._words(due, text)
        if value is None:
            return Writing(why="tidspunktet kan ikke skrives, så det kun kan læses på én måde")
        old = self.text(item, DUE)
        if self.adds and old:
            value = f"{old}, {self._moved(item, due)} {long_day(exact) if exact else value}"
        return Writing(cell, value, day(value) if isinstance(value, date) else str(value))

    def _typed_due(self, item: str, cell: CellAddress, text: str, since: date | None) -> Writing:
        """What somebody has typed as a time: a day as the column has dates, else the very words, with a year."""
        due, exact = self.meanings.due(text, since), self.meanings.day(text, since)
        meaning = self.meanings.of_text(DUE, text, since, item)
        if meaning is None or is_no_time(due):
            why = f" ({due.why})" if due.why else ""
            return Writing(why=f"{_typed(text)} er ikke et sikkert tidspunkt{why}; {_RETYPE} {cell}")
        value: CellValue = self._day(cell, exact) if exact else self._words(due, text)
        if value is None:
            return Writing(why=f"{_typed(text)} er uden årstal; {_RETYPE} {cell}")
        return Writing(cell, value, day(value) if isinstance(value, date) else str(value), meaning=meaning)

    def _moved(self, item: str, due: DueDate) -> str:
        old = self._items[item]["due_to"]
        earlier = old is not None and due.last is not None and due.last < old.date()
        return "fremrykket til" if earlier else "udskudt til"

    def _day(self, cell: CellAddress, when: date) -> CellValue:
        """A day as the cell or its column has days: as a date, or as text in their commonest style.

        Where only months are shown a date would be read as its month, so there a day is text. Periods in words say
        nothing of how days are written.
        """
        column = list(self._column(cell))
        by_month = sum(map(self._is_month, column))
        values = [self._value(other) for other in column]
        dates = sum(isinstance(value, date) for value in values) - by_month
        texts = [value.strip() for value in values if isinstance(value, str) and self.meanings.day(value)]
        carried = isinstance(self._value(cell), date) or (dates and dates >= len(texts) + by_month)
        if carried and not self._is_month(cell):
            return when
        styles = Counter(write for text in texts for look, write in _DAY_STYLES if look.fullmatch(text))
        return styles.most_common(1)[0][0](when) if styles else long_day(when)

    def _column(self, cell: CellAddress) -> Iterable[CellAddress]:
        """The cells of a column that are times of items."""
        for cells in self._cells.values():
            other = CellAddress.read(str(cells[DUE])) if cells.get(DUE) else None
            if other and (other.sheet, other.column) == (cell.sheet, cell.column):
                yield other

    def _words(self, due: DueDate, text: str) -> str | None:
        """A time that is no single day in the committee's own words, with the year that it was read as if it has none.

        None where the words and the year do not say that.
        """
        if not due.year_assumed:
            return text
        words, meant = text.rstrip(" .,;:!"), (due.kind, due.first, due.last)
        years = dict.fromkeys(when.year for when in (due.last, due.first) if when)
        for said in (f"{words}{sign}" for year in years for sign in (f" {year}", f" ({year})")):
            again = self.meanings.due(said)
            if not again.year_assumed and (again.kind, again.first, again.last) == meant:
                return said
        return None

    def _remark(self, item: str, cell: CellAddress, text: str, signed: str) -> Writing:
        old = self.text(item, REMARKS) if signed else ""
        text = f"{signed}: {text}" if signed else text
        return self._plain(cell, "\n".join(filter(None, (old, text))))

    def _plain(self, cell: CellAddress, text: str) -> Writing:
        return Writing(cell, text, text) if len(text) <= _CELL_LIMIT else Writing(why="teksten er for lang til cellen")


def _typed(text: str) -> str:
    return f"„{shortened(text, _QUOTED)}“ under {Heading.WRITTEN_AS}"


def _holds(area: tuple[int, int, int, int], place: tuple[int, int]) -> bool:
    top, left, bottom, right = area
    return top <= place[0] <= bottom and left <= place[1] <= right
