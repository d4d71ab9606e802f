"""What has been heard of the items of a sheet, and how it is told: to the items, and of columns that go to nobody."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from udmoentning_xl.plan import Observation
from udmoentning_xl.reading.cells import RawItem
from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.layout import SourceTable
from udmoentning_xl.terms import TEXTS, Field
from udmoentning_xl.values.secrecy import Marking, Secrecy, is_by_letters


@dataclass(frozen=True)
class Hint:
    """One thing said of an item's secrecy, in Danish, the full address where it stands, and the field if it has one.

    ``mark`` are the words of the mark that says it, "" where it is said by something else.
    """

    answer: Secrecy
    words: str
    cell: str
    field: str = ""
    mark: str = ""

    @classmethod
    def of(cls, mark: Marking, cell: str) -> "Hint":
        """What a mark says. The words of a certain one stand in quotes in the finding."""
        words = mark.words if mark.answer == Secrecy.CLOSED else f"„{mark.words}“"
        return cls(mark.answer, words, cell, mark=mark.words)


@dataclass
class Hints:
    """What is said of the items of one sheet, by row; and the columns by table whose content goes to nobody."""

    grid: Grid
    by_row: dict[int, list[Hint]] = field(default_factory=lambda: defaultdict(list))
    denied: set[int] = field(default_factory=set)  # rows whose own column says plainly that they are not closed
    withheld: dict[int, frozenset[int]] = field(default_factory=dict)  # first row of the table's body -> columns
    asked: set[int] = field(default_factory=set)  # columns that ask of secrecy and of nothing else
    not_found: list[dict[str, object]] = field(default_factory=list)  # lines of lists of closed items, as observations
    letters_mean_other: bool = False  # LP is a body or a person of the plan, and no mark

    def say(self, items: Iterable[int], answer: Secrecy, words: str, at: tuple[int, int], name: str = "") -> None:
        """Note down what a cell (0-based) says of ``items``; it may say it of a ``name``d field."""
        self.add(items, Hint(answer, words, self.grid.address(*at), name))

    def mark(self, items: Iterable[int], mark: Marking, at: tuple[int, int]) -> None:
        """Note down what a mark in a cell says of ``items``."""
        self.add(items, Hint.of(mark, self.grid.address(*at)))

    def add(self, items: Iterable[int], hint: Hint) -> None:
        """Note down a hint about ``items`` (rows, 0-based)."""
        if self.letters_mean_other and is_by_letters(hint.mark):
            return
        for item in items:
            self.by_row[item].append(hint)

    def tell(self, item: RawItem, row: int) -> None:
        """Note down in ``item`` what is said of ``row``, one of its rows."""
        said = list(dict.fromkeys(self.by_row.get(row, ())))
        denied = row in self.denied
        for hint in said:
            what = Observation.CLOSED if hint.answer == Secrecy.CLOSED else Observation.HELD
            if what == Observation.CLOSED or not denied:
                item.observations.append(
                    {
                        "what": what,
                        "field": hint.field or None,
                        "row": row + 1,
                        "cell": hint.cell,
                        "text": hint.words,
                        "detail": None,
                    }
                )
        if any(hint.answer == Secrecy.CLOSED for hint in said):
            item.values["confidential"] = True
        elif denied:
            item.values.setdefault("confidential", False)

    def shown(self, table: SourceTable) -> SourceTable:
        """The table without the columns whose content goes to nobody; the table itself where there are none."""
        hidden = self.withheld.get(table.body.start, frozenset())
        if not hidden:
            return table
        columns = (replace(one, target=None) if one.index in hidden else one for one in table.columns)
        return replace(table, columns=tuple(columns))

    def shown_grid(self, table: SourceTable) -> Grid:
        """The grid without the texts of items that are struck through whole; the grid itself where there are none.

        Where the title is struck too, it is the item that is, and its texts are those of the item.
        """
        title = table.column_of(Field.TITLE)
        texts = {one.index for one in table.columns if one.target in TEXTS}
        everything = self.grid.sheet.formatting.struck
        struck = {
            (row, column)
            for row, column in everything
            if row in table.body and column in texts and title is not None and (row, title.index) not in everything
        }
        if not struck:
            return self.grid
        rows = list(self.grid.rows)
        for row in {row for row, _ in struck}:
            rows[row] = [None if (row, column) in struck else value for column, value in enumerate(rows[row])]
        looks = self.grid.sheet.formatting
        left = {cell: text for cell, text in looks.texts.items() if cell not in struck}
        return Grid(replace(self.grid.sheet, rows=rows, formatting=replace(looks, texts=left)))


def withheld_values(full: RawItem, shown: RawItem) -> Iterator[tuple[str, object]]:
    """What of an item comes from columns that go to nobody: the name of the value, and what is left of it."""
    for name in full.values.keys() | shown.values.keys():
        if full.values.get(name) != shown.values.get(name):
            yield name, shown.values.get(name)
    left = _kroner(shown)
    for year, kroner in _kroner(full).items():
        if left.get(year) != kroner:
            yield year, left.get(year)


def _kroner(item: RawItem) -> Mapping[str, object]:
    return {str(amount["year"]): amount["kroner"] for amount in item.amounts}
