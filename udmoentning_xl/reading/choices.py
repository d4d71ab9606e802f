"""What people chose in the column *Læst som* of the sheet Læsning of an earlier run.

A choice is what stands there where it is not what the program would read by itself, whose word stands beside it; so it
holds from run to run for as long as it stands, and a blank cell leaves it to the program. It is bound to sheet and
heading. What a choice does to the reading is the business of ``chosen``.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from udmoentning_xl.danish import fold
from udmoentning_xl.proposals import SheetBaseline, counted_marks, fingerprint
from udmoentning_xl.reading.edits import Cell, header, renamed_heading, texts_of
from udmoentning_xl.reading.grid import column_number
from udmoentning_xl.reading.headings import Place
from udmoentning_xl.reading.source import SheetData
from udmoentning_xl.terms import NO_HEADING, Heading

READING = "laesning"
_WANTED = tuple(
    map(
        str,
        (
            Heading.SHEET,
            Heading.COLUMN,
            Heading.COLUMN_HEADING,
            Heading.READ_AS,
            Heading.SURENESS,
            Heading.WHY,
            Heading.GUESS,
        ),
    )
)
_NEEDED = frozenset(map(str, (Heading.SHEET, Heading.COLUMN_HEADING, Heading.READ_AS)))
_LETTERS = re.compile(r"[A-Z]{1,3}")


@dataclass(frozen=True)
class Choice:
    """That the ``nth`` column of a heading on a sheet is read as ``text``. Without a heading ``nth`` is its number."""

    sheet: str
    heading: str
    nth: int
    text: str

    @property
    def place(self) -> Place:
        """The column among those of its table."""
        return fold(self.heading), self.nth

@dataclass(frozen=True)
class Choices:
    """What people chose, each column once, and the sheets that Læsning lists, with a choice or without."""

    own: tuple[Choice, ...] = ()
    listed: frozenset[str] = frozenset()

    def under(self, nearer: "Choices") -> "Choices":
        """Both; what is ``nearer`` holds."""
        own = {(one.sheet, one.place): one for one in (*self.own, *nearer.own)}
        return Choices(tuple(own.values()), self.listed | nearer.listed)

    def of(self, sheet: str, sheets: Collection[str]) -> dict[Place, Choice]:
        """The choices for a sheet among those of the workbook.

        Where a sheet has got another name, what was chosen for it holds on the sheets that Læsning does not list.
        """
        new = sheet not in self.listed
        return {
            one.place: one for one in self.own if one.sheet == sheet or (new and one.sheet not in sheets)
        }


class ReadingSheet:
    """Læsning as it stands. ``listed`` are marks of the rows; ``seen`` the cells of *Læst som* that are read back.

    With a baseline only rows count that we wrote, and what they are compared to is what we wrote.
    """

    def __init__(self, sheet: SheetData, base: SheetBaseline | None) -> None:
        self.rows = texts_of(sheet)
        self.head, self.places = header(self.rows, _WANTED)
        if base is not None:
            self.places |= renamed_heading(self.rows, self.head, self.places, _WANTED, base)
        self.choices: list[Choice] = []
        self.seen: set[Cell] = set()
        self.sheets: set[str] = set()
        self.listed: Counter[str] = Counter()
        written = counted_marks(base.rows) if base is not None else None
        for number, choice, guess in self._columns():
            marks = _marks(choice, guess)
            self.listed.update(marks)
            if written is not None and not written[marks[0]]:
                continue
            self.sheets.add(choice.sheet)
            self.seen.add((number, self.places[Heading.READ_AS]))
            as_guessed = fold(choice.text) == fold(guess) if written is None else written[_marks(choice, choice.text)[1]]
            if choice.text and not as_guessed:
                self.choices.append(choice)

    def _columns(self) -> list[tuple[int, Choice, str]]:
        """Each row of the table of columns: its number, what stands in it, and what the program would have read."""
        if not self.places.keys() >= _NEEDED:
            return []
        found = []
        for number in range(self.head + 1, len(self.rows)):
            row = self.rows[number]
            if Heading.CHOICE in row:
                break
            sheet, heading, text, letters, guess = (
                self._cell(row, name)
                for name in (Heading.SHEET, Heading.COLUMN_HEADING, Heading.READ_AS, Heading.COLUMN, Heading.GUESS)
            )
            if sheet and heading:
                found.append((number, sheet, heading, text, _number(letters), guess))
        columns: dict[tuple[str, str], list[int]] = {}
        for _, sheet, heading, _, column, _ in sorted(found, key=lambda one: one[4]):
            columns.setdefault((sheet, fold(heading)), []).append(column)
        return [
            (number, _choice(sheet, heading, text, column, columns[sheet, fold(heading)]), guess)
            for number, sheet, heading, text, column, guess in found
        ]

    def _cell(self, row: Sequence[str], name: str) -> str:
        column = self.places.get(name)
        return row[column] if column is not None and column < len(row) else ""


def _choice(sheet: str, heading: str, text: str, column: int, columns: Sequence[int]) -> Choice:
    if heading == NO_HEADING or not fold(heading):
        return Choice(sheet, "", column, text)
    return Choice(sheet, heading, columns.index(column) + 1, text)


def _number(letters: str) -> int:
    first = _LETTERS.match(letters)
    return column_number(first[0]) if first else 0


def _marks(choice: Choice, guess: str) -> tuple[str, str]:
    """The fingerprints of a column, and of a column with what the program would read it as."""
    column = f"{choice.sheet}|{fold(choice.heading)}|{choice.nth}"
    return fingerprint(column), fingerprint(f"{column}|{fold(guess)}|")
