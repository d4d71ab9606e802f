"""What people chose in the column *Læst som* of the sheet Læsning of an earlier run.

A choice is what stands there where it is not what the program would read by itself, which stands beside it, nor what it
read because of choices for other columns; so it holds from run to run for as long as it stands, and a blank cell leaves
it to the program. One that keeps something from being sent stays one where the settings come to say the same. It is
bound to sheet and heading. A column that was kept in because it was before (``former``) is kept in by a choice of ours.
What a choice does to the reading is the business of ``chosen``.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from udmoentning_xl.danish import fold
from udmoentning_xl.proposals import SheetBaseline, counted_marks, fingerprint
from udmoentning_xl.reading.edits import Cell, header, renamed_heading, texts_of
from udmoentning_xl.reading.former import FormerColumn
from udmoentning_xl.reading.headings import LEFT_OUT
from udmoentning_xl.reading.source import SheetData
from udmoentning_xl.terms import ASKED, ChoiceStatus, Field, Heading, choice_target

READING = "laesning"
#: What keeps a column from being sent, or closes items by it.
KEEPING = frozenset({Field.INTERNAL, Field.CONFIDENTIAL})
_NEEDED = tuple(map(str, (Heading.SHEET, Heading.COLUMN_HEADING, Heading.READ_AS)))
#: Headings of the tables below that of the columns.
_OTHER_TABLES = frozenset(map(str, (Heading.HEADER_ROWS, Heading.CHOICE)))
_WANTED = (*_NEEDED, str(Heading.SURENESS), str(Heading.GUESS), str(Heading.WHY))
#: What Læsning says after the reason where the column is hidden.
_HIDDEN = "; skjult"


def keeps_in(text: str) -> bool:
    """True where what somebody wrote keeps a column, or items by it, from being sent."""
    return choice_target(text) in (*KEEPING, LEFT_OUT)


@dataclass(frozen=True)
class Choice:
    """That somebody wrote ``text`` for the column that Læsning calls ``label``; or that we did, which ``why`` says."""

    sheet: str
    label: str
    text: str
    why: str = ""


@dataclass(frozen=True)
class Choices:
    """What people chose, and the sheets that Læsning lists, with a choice or without.

    ``columns`` are the columns it lists, each as its sheet and folded label. ``former`` are those of the last run,
    ``named`` those of the settings.
    """

    own: tuple[Choice, ...] = ()
    listed: frozenset[str] = frozenset()
    columns: frozenset[tuple[str, str]] = frozenset()
    former: tuple[FormerColumn, ...] = ()
    named: tuple[FormerColumn, ...] = ()

    def under(self, nearer: "Choices") -> "Choices":
        """Both; of the sheets that the ``nearer`` one lists, what stands there."""
        own = (one for one in self.own if one.sheet not in nearer.listed)
        listed, columns = self.listed | nearer.listed, self.columns | nearer.columns
        return Choices((*own, *nearer.own), listed, columns, nearer.former or self.former)

    def of(self, sheet: str, sheets: Collection[str]) -> dict[str, Choice]:
        """The choices for a sheet among those of the workbook, by folded label.

        Where a sheet has got another name, what was chosen for it holds on the sheets that Læsning does not list.
        """
        return {fold(one.label): one for one in self.own if self._is_of(one.sheet, sheet, sheets)}

    def labels(self, sheet: str, sheets: Collection[str]) -> frozenset[str]:
        """The folded labels of all columns that Læsning lists for a sheet, chosen or not."""
        return frozenset(label for name, label in self.columns if self._is_of(name, sheet, sheets))

    def _is_of(self, named: str, sheet: str, sheets: Collection[str]) -> bool:
        return named == sheet or (sheet not in self.listed and named not in sheets)


class ReadingSheet:
    """Læsning as it stands. ``listed`` are marks of its rows; ``seen`` the cells of *Læst som* that are read back;
    ``standing`` what stands there in the rows that were read by a choice already when the sheet was written.

    With a baseline only rows count that we wrote, and what they are compared to is what we wrote.
    """

    def __init__(self, sheet: SheetData, base: SheetBaseline | None) -> None:
        self._rows = texts_of(sheet)
        self.head, self.places = header(self._rows, _WANTED)
        if base is not None:
            self.places |= renamed_heading(self._rows, self.head, self.places, _WANTED, base)
        self.seen: set[Cell] = set()
        self.read: list[Choice] = []  # every row, in the order of the sheet
        self.listed: Counter[str] = Counter()
        own: list[Choice] = []
        self.standing: list[Choice] = []
        sheets: set[str] = set()
        columns: set[tuple[str, str]] = set()
        written = counted_marks(base.rows) if base is not None else None
        for number, choice, guess, is_chosen in self._columns():
            row = _mark(choice)
            self.read.append(choice)
            self.listed.update((row, _mark(choice, guess)))
            if not is_chosen:
                self.listed[_mark(choice, choice.text)] += 1
            if written is not None and not written[row]:
                continue
            sheets.add(choice.sheet)
            columns.add((choice.sheet, fold(choice.label)))
            self.seen.add((number, self.places[Heading.READ_AS]))
            is_ours = written[_mark(choice, choice.text)] if written else fold(choice.text) == fold(guess)
            if choice.text and is_chosen:
                self.standing.append(choice)
            stays = is_chosen and keeps_in(choice.text)  # whatever settings read by themselves, which may go again
            if choice.text and (stays or not is_ours):
                own.append(choice)
        self.choices = Choices(tuple(own), frozenset(sheets), frozenset(columns))

    def _columns(self) -> Iterator[tuple[int, Choice, str, bool]]:
        """Each row of the table of columns: its number, what stands in it, the reading without, and if it is chosen."""
        if not self.places.keys() >= set(_NEEDED):
            return
        for number in range(self.head + 1, len(self._rows)):
            row = self._rows[number]
            if not _OTHER_TABLES.isdisjoint(row):
                return
            sheet, label, text = (self._cell(row, name) for name in _NEEDED)
            if sheet and label:
                status = self._cell(row, Heading.SURENESS)
                is_ours = status == ChoiceStatus.KEPT or (status == ChoiceStatus.ASKED and text.endswith(ASKED))
                why = self._cell(row, Heading.WHY).removesuffix(_HIDDEN) if is_ours else ""
                choice = Choice(sheet, label, text, why if keeps_in(text) else "")
                yield number, choice, self._cell(row, Heading.GUESS), status in set(ChoiceStatus)

    def _cell(self, row: Sequence[str], name: str) -> str:
        column = self.places.get(name)
        return row[column] if column is not None and column < len(row) else ""


def _mark(choice: Choice, read_as: str | None = None) -> str:
    """The fingerprint of a column, or of a column with what it is read as without a choice of its own."""
    column = f"{choice.sheet}|{fold(choice.label)}"
    return fingerprint(column if read_as is None else f"{column}|{fold(read_as)}|")
