"""The tables of a sheet as somebody has said in Læsning that they are to be read, and what became of each choice.

What cannot be followed is never followed in part and never dropped: the column is read as the program reads it, and a
sentence says why. What was written where is the business of ``choices``.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from udmoentning_xl.danish import fold, suggest
from udmoentning_xl.reading.choices import Choice, Choices
from udmoentning_xl.reading.columns import Known
from udmoentning_xl.reading.grid import Grid, column_letter
from udmoentning_xl.reading.headings import BODY, CHOSEN, HeadingReader, Place, places_of
from udmoentning_xl.reading.layout import Column, Table, find_tables
from udmoentning_xl.terms import CHOICES, NO_HEADING, choice_label, choice_target

_NO_PLAN = "så kan arket ikke læses som en plan"
_NO_FIT = "det passer ikke sammen med tabellens andre kolonner"
_GONE = "kolonnen findes ikke"


@dataclass
class ChosenTables:
    """Reads the tables of one sheet after the other, with ``choices``, and keeps what is to be told of them.

    ``guesses`` has, by sheet, heading row and column, what the program itself would have read a column as. ``sheets``
    are the names of all the workbook's sheets.
    """

    headings: HeadingReader
    known: Known
    choices: Choices
    sheets: Collection[str]
    guesses: dict[tuple[str, int, int], str | None] = field(default_factory=dict)
    _told: dict[Choice, tuple[bool, dict[str, object]]] = field(default_factory=dict)

    def of(self, grid: Grid) -> tuple[Table, ...]:
        """The tables of a sheet, as ``layout.find_tables`` finds them, with the columns read as was chosen."""
        sheet = grid.sheet.name
        own = find_tables(grid, self.headings, self.known)
        for table in own:
            for column in table.columns:
                self.guesses[sheet, table.header.stop, column.index] = column.target
        choices = self.choices.of(sheet, self.sheets)
        refused: dict[Place, str] = {}
        wanted: dict[Place, str] = {}
        for place, choice in choices.items():
            if (target := self._target(choice.text)) is None:
                refused[place] = _unknown(choice.text)
            else:
                wanted[place] = target
        tables = self._tables(grid, wanted, own) if wanted else own
        if tables is None:
            tables, wanted, lost = self._one_by_one(grid, wanted, own)
            refused |= dict.fromkeys(lost, _NO_PLAN)
        for table in tables:
            self._tell(sheet, table, choices, wanted, refused)
        return tables

    def rows(self) -> Iterator[dict[str, object]]:
        """The frame ``Plan.choices``: what became of every choice, those of columns that are gone too."""
        for choice in self.choices.own:
            found = self._told.get(choice)
            message = _refusal(choice, f"kolonnen »{choice.heading or NO_HEADING}«", choice.sheet, _GONE)
            yield found[1] if found else _row(choice, choice.sheet, False, None, message)

    def _target(self, text: str) -> str | None:
        """The target that a text names; a committee is one of the register, by its short name."""
        target = choice_target(text)
        if target is None or not target.startswith(BODY):
            return target
        body = self.known.committees.find(target.removeprefix(BODY))
        return BODY + body.short if body else None

    def _tables(self, grid: Grid, wanted: Mapping[Place, str], own: tuple[Table, ...]) -> tuple[Table, ...] | None:
        """The tables with what is wanted; None when there are fewer of them than without."""
        found = find_tables(grid, self.headings.choosing(wanted), self.known)
        return found if {table.header for table in found} >= {table.header for table in own} else None

    def _one_by_one(
        self, grid: Grid, wanted: Mapping[Place, str], own: tuple[Table, ...]
    ) -> tuple[tuple[Table, ...], dict[Place, str], list[Place]]:
        """As much of what is wanted as leaves every table a plan, and what does not."""
        kept: dict[Place, str] = {}
        lost, tables = [], own
        for place, target in wanted.items():
            found = self._tables(grid, {**kept, place: target}, own)
            if found is None:
                lost.append(place)
            else:
                kept[place], tables = target, found
        return tables, kept, lost

    def _tell(
        self,
        sheet: str,
        table: Table,
        choices: Mapping[Place, Choice],
        wanted: Mapping[Place, str],
        refused: Mapping[Place, str],
    ) -> None:
        columns = {column.index: column for column in table.columns}
        for index, place in places_of({column.index: column.heading for column in table.columns}).items():
            if place not in choices:
                continue
            choice, column = choices[place], columns[index]
            followed = column.strength == CHOSEN and column.target == wanted.get(place)
            name = f"kolonne {column_letter(index)} »{column.heading or NO_HEADING}«"
            if followed:
                label = choice_label(column.target)
                how = label if label == choice_label("left_out") else f"læses som {label}"
                message = f"{name.capitalize()[0]}{name[1:]} på arket {sheet} {how}, fordi det er rettet i arket Læsning"
            else:
                why = refused.get(place) or _conflict(table, column, wanted[place])
                message = _refusal(choice, name, sheet, why)
            cell = f"{column_letter(index)}{table.header.stop}"
            if choice not in self._told or (followed and not self._told[choice][0]):
                self._told[choice] = followed, _row(choice, sheet, followed, cell, message)


def _row(choice: Choice, sheet: str, followed: bool, cell: str | None, message: str) -> dict[str, object]:
    return {
        "sheet": sheet,
        "heading": choice.heading,
        "nth": choice.nth,
        "text": choice.text,
        "followed": followed,
        "cell": cell,
        "message": message,
    }


def _refusal(choice: Choice, name: str, sheet: str, why: str) -> str:
    return f"Arket Læsning siger „{choice.text}“ om {name} på arket {sheet}, men det kan ikke følges: {why}"


def _unknown(text: str) -> str:
    near = suggest(text, [choice_label(target) for target in CHOICES])
    hint = f"; mente du „{near}“?" if near and fold(near) != fold(text) else ""
    return f"det er ikke noget, en kolonne kan læses som{hint}"


def _conflict(table: Table, column: Column, target: str) -> str:
    """Why a column is not read as was chosen: another one is, and it can only be one."""
    other = next((one for one in table.columns if one.target == target and one.index != column.index), None)
    if other is None:
        return _NO_FIT
    return f"det læses kolonne {column_letter(other.index)} »{other.heading or NO_HEADING}« som, og det kan kun én være"
