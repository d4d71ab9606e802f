"""Read the amounts of a row: which columns hold them, in which unit, with which sign rule.

What one written amount means is ``values.amounts``; sums are judged in ``checks``.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from statistics import median

from udmoentning_xl.plan import Observation, RowRole, SumPart
from udmoentning_xl.reading.cells import Taken
from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.headings import (
    AFTER,
    AMOUNT,
    BEFORE,
    DIRECTION,
    EFFECT,
    ROW_TOTAL,
    TOTAL,
    YEAR,
    is_cost,
    is_saving,
)
from udmoentning_xl.reading.layout import SourceColumn, SourceTable
from udmoentning_xl.reading.source import ErrorValue
from udmoentning_xl.terms import Field
from udmoentning_xl.values.amounts import (
    Amount,
    AmountKind,
    SignRule,
    amount_of_number,
    is_other_unit,
    read_amount,
)
from udmoentning_xl.values.markers import is_mark

#: What gives no amount of its own, and why, where the amount does not say it.
_UNREADABLE = {
    AmountKind.UNREADABLE: (Observation.AMOUNT_UNREADABLE, ""),
    AmountKind.SPAN: (Observation.AMOUNT_UNREADABLE, "der står to beløb, ikke ét"),
    AmountKind.CEILING: (Observation.AMOUNT_UNREADABLE, "der står kun, hvad beløbet højst er"),
    AmountKind.FLOOR: (Observation.AMOUNT_UNREADABLE, "der står kun, hvad beløbet mindst er"),
    AmountKind.OTHER_UNIT: (Observation.AMOUNT_OTHER_UNIT, ""),
    AmountKind.ERROR: (Observation.ERROR_VALUE, ""),
}


#: An amount up to so many times another in its own row is a project that grows, not another unit.
_LEADS_UP = 100
#: An amount up to so many times what is usual in its column is never in another unit.
_FAR = 50
#: Where the amounts that a format calls kr. are mostly fewer than so many of their column's unit, a button was pressed.
_FEW = 10
_BY_FORMAT = Amount(AmountKind.OTHER_UNIT, why="cellens talformat siger kr., men tallet passer til kolonnens enhed")
#: What amounts are taken to be in where nobody says it, as municipalities write their budgets.
ASSUMED_UNIT = 1_000
#: Unit -> so many kroner in most cells are more than the topics of an agreement; and so few are less, in any unit.
_TOO_LARGE, _TOO_SMALL = {1: math.inf, 1_000: 100_000_000, 1_000_000: 500_000_000}, 20_000
#: An amount of several years, „2027-29“, is of fewer than so many, and of each.
_LONGEST_SPAN = 6
#: Words for another amount in each year.
_SHARES = re.compile(r"\b(?:halv|delvis|kvart|stigende|faldende|gradvis|fordelt)", re.I)
#: A topic of a milliard is a misread unit where the others are large too.
_MILLIARD, _LARGE = 1_000_000_000, 50_000_000
_A_DATE = Amount(AmountKind.UNREADABLE, why="der står en dato eller et klokkeslæt, ikke et beløb")
_KRONER = re.compile(r"\A(?:kr\.?|DKK) |(?: (?:kr\.?|DKK)|,-)\Z", re.I)
_WHOLE_KRONER = Amount(AmountKind.OTHER_UNIT, why="er omkring tusind gange større end de andre i kolonnen")


#: The columns whose amounts are no year's.
_SUMS = {TOTAL: SumPart.TOTAL, BEFORE: SumPart.BEFORE, AFTER: SumPart.AFTER, ROW_TOTAL: SumPart.YEARS}


@dataclass(frozen=True)
class Convention:
    """How a table writes amounts: kroner per written 1, whose sign a saving carries, and the years of the plan."""

    unit: int
    sign_rule: SignRule | None
    years: tuple[int, ...]
    is_assumed: bool = False  # nobody has said the unit
    year: int | None = None  # what is said above the table of all its amounts


@dataclass
class _Cell:
    year: int
    kroner: int | None
    written: str
    column: int


_SINGLE_YEARS = re.compile(r"\A20\d\d(?:(?:, | og |,)20\d\d)+\Z")
_YEARS = re.compile(r"(?<!\d)(?P<first>20\d\d|\d\d)(?: ?[-–/] ?(?P<last>(?:20)?\d\d))?\Z")


def years_in(grid: Grid, row: int, column: SourceColumn) -> tuple[int, ...]:
    """The years that a column of years says for a row: „2026“, „2027-29“, „2025 og 2026“; none where it says none.

    What says how an amount is in them, „varig fra 2026“, is for the amounts' own words.
    """
    text = grid.text(row, column.index)
    if _SINGLE_YEARS.match(text):
        return tuple(int(year) for year in re.findall(r"20\d\d", text))
    match = (_YEARS.match if column.target == EFFECT else _YEARS.search)(text)
    if match is None:
        return ()
    first, last = (int(match[name] or match["first"]) % 100 + 2000 for name in ("first", "last"))
    return tuple(range(first, last + 1)) if first <= last < first + _LONGEST_SPAN else (last,)


def years_of_rows(grid: Grid, table: SourceTable) -> frozenset[int]:
    """The years of a table whose rows say which years their amounts are of; none for any other."""
    column = table.column_of(YEAR) or table.column_of(EFFECT)
    if column is None or not table.columns_of(AMOUNT):
        return frozenset()
    return frozenset(year for row in table.body for year in years_in(grid, row, column))


def _saving_columns(grid: Grid, table: SourceTable, items: Sequence[int]) -> frozenset[int]:
    """The columns of what is saved or earned in which no amount has a sign."""
    columns = [*table.years, *table.columns_of(AMOUNT)]
    saved = [column for column in columns if is_saving(column.heading)]
    return frozenset(
        column.index for column in saved if not any(_has_sign(grid.text(row, column.index)) for row in items)
    )


def _has_sign(text: str) -> bool:
    return bool(re.match(r"[-−–÷(]\s?\d", text))


def unit_by_size(tables: Iterable[tuple[Grid, SourceTable, Sequence[int]]]) -> int:
    """The unit that the amounts of some tables are taken to be in where nobody says it, by how large they are.

    As municipalities write their budgets, but where topics would be of hundreds of millions, or of a few kroner.
    """
    numbers = [
        value
        for grid, table, items in tables
        for column in (*table.years, *table.columns_of(AMOUNT))
        for row in items
        if isinstance(value := grid.value(row, column.index), int | float) and not isinstance(value, bool) and value
    ]
    usual = ASSUMED_UNIT * median(map(abs, numbers or (1_000,)))
    if usual >= _TOO_LARGE[ASSUMED_UNIT]:
        return 1
    return 1_000_000 if usual < _TOO_SMALL and any(isinstance(value, float) for value in numbers) else ASSUMED_UNIT


class AmountReader:
    """Reads the amounts of one table's rows."""

    def __init__(
        self,
        grid: Grid,
        table: SourceTable,
        convention: Convention,
        items: Sequence[int],
        rules: Mapping[int, SignRule] | None = None,
    ) -> None:
        """``rules`` are the sign rules of rows that have another than the table's."""
        self.grid, self.convention, self.items, self.rules = grid, convention, items, rules or {}
        self.columns = [*table.years, *table.columns_of(AMOUNT)]
        self.sum_columns = {part: table.columns_of(target)[:1] for target, part in _SUMS.items()}
        self.taken: Taken = {}
        self.savings = _saving_columns(grid, table, items)
        both = any(is_saving(one.heading) for one in self.columns)
        self.costs = {one.index for one in self.columns if both and is_cost(one.heading)}  # whatever the sign rule says
        self.direction = self._direction(table)
        self.effect = table.column_of(EFFECT) if table.columns_of(AMOUNT) else None
        self.year_column = table.column_of(YEAR) if table.columns_of(AMOUNT) else None
        self.neighbours = {column.index: self._values(column, items) for column in self.columns}
        self.usual = {column: median(map(abs, own)) if own else 0 for column, own in self.neighbours.items()}

    def _direction(self, table: SourceTable) -> int | None:
        """The column that says whether the amounts of a row, none of which has a sign, are saved or spent."""
        column = table.column_of(DIRECTION) or table.column_of(Field.KIND)
        if column is None or any(
            _has_sign(self.grid.text(row, one.index)) for row in self.items for one in self.columns
        ):
            return None
        texts = [text for row in self.items if (text := self.grid.text(row, column.index))]
        both = any(map(is_saving, texts)) and (column.target == DIRECTION or any(map(is_cost, texts)))
        return column.index if both else None

    def _values(self, column: SourceColumn, items: Sequence[int]) -> tuple[int, ...]:
        """The plain numbers of a column in whole kroner, to hold one cell against the others."""
        factor = self._factor(column)
        values = [self.grid.value(row, column.index) for row in items]
        return tuple(
            round(value * factor) for value in values if isinstance(value, int | float) and not isinstance(value, bool)
        )

    def _factor(self, column: SourceColumn) -> int:
        return column.unit.factor if column.unit else self.convention.unit

    def unit_doubt(self) -> tuple[int, int, str] | None:
        """What is not sure of the unit: the first column of amounts, its factor, and what in the sizes is against it.

        None where the unit is said, and the sizes do not speak against it.
        """
        columns = [column for column in self.columns if self.usual[column.index]]
        if not columns:
            return None
        factor = self._factor(columns[0])
        usual = median(self.usual[column.index] for column in columns)
        values = (self.grid.value(row, column.index) for column in columns for row in self.items)
        largest = max(map(abs, (kroner for column in columns for kroner in self.neighbours[column.index])), default=0)
        if self.convention.is_assumed and factor != ASSUMED_UNIT:
            why = f"tallene er for {'store' if factor < ASSUMED_UNIT else 'små'} til 1.000 kr."
        elif usual >= _TOO_LARGE[factor] or (factor > 1 and usual >= _LARGE and largest >= _MILLIARD):
            why = f"tallene er så store, at de snarere er {'kr.' if factor == ASSUMED_UNIT else 'i en mindre enhed'}"
        elif usual < _TOO_SMALL and (factor == 1 or any(isinstance(value, float) for value in values)):
            why = f"tallene er så små, at de snarere er {'1.000' if factor == 1 else 'mio.'} kr."
        else:
            why = ""
        return (columns[0].index, factor, why) if why or (self.convention.is_assumed and not columns[0].unit) else None

    def read(self, row: int) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
        """The amounts of a row, one per year, and what was noticed; a blank cell gives nothing."""
        cells: list[_Cell] = []
        noticed: list[dict[str, object]] = []
        if self._is_sum_of_years(row):
            self.taken |= {(row, one.index): RowRole.TOTAL for one in self.columns if self.grid.text(row, one.index)}
            return [], []
        if self.year_column and self.grid.text(row, self.year_column.index):
            self.taken[row, self.year_column.index] = YEAR
        doubtful = self._doubtful(row)
        for column in self.columns:
            value, text = self.grid.value(row, column.index), self.grid.text(row, column.index)
            if not text:
                continue
            self.taken[row, column.index] = column.target or ""
            if isinstance(value, ErrorValue) or is_mark(text):
                continue
            amount = _WHOLE_KRONER if column.index in doubtful else self._amount(row, column, text)
            amount = self._with_effect(row, column, amount)
            covered = self._covered(row, column)
            if len(covered) > 1 and amount.kroner and not amount.per_year and not amount.every_year:
                amount = Amount(
                    AmountKind.UNREADABLE,
                    why=f"det står flettet over {covered[0]}-{covered[-1]}, og det siges"
                    " ikke, om det er for hvert år eller i alt",
                )
            if amount.kind in _UNREADABLE:
                what, why = _UNREADABLE[amount.kind]
                noticed.append(self._noticed(what, row, column, text, amount.why or why))
            said_no_year = column.year is None and self.year_column is None and not any(map(str.isdigit, text))
            if said_no_year and amount.kroner == 0:
                continue  # „Ingen“ is of no year
            of_row = years_in(self.grid, row, self.year_column) if self.year_column else ()
            years: Sequence[int | None] = [column.year] if column.year else of_row or [None]
            rule = None if column.index in self.costs else self.rules.get(row, self.convention.sign_rule)
            saves = column.index in self.savings
            if self.direction is not None and text:
                saves |= is_saving(self.grid.text(row, self.direction))
                self.taken[row, self.direction] = DIRECTION
            sign = (
                -1
                if saves
                and rule != SignRule.POSITIVE_IS_SAVING
                and (amount.kroner or 0) > 0
                and not amount.negative_by_word
                else 1
            )
            cells += [
                _Cell(one, kroner and sign * kroner, text, column.index)
                for own in (covered if amount.every_year and len(covered) > 1 else years)
                for one, kroner in self._per_year(own, amount, rule)
            ]
        return self._joined(row, cells), noticed

    def _with_effect(self, row: int, column: SourceColumn, amount: Amount) -> Amount:
        """The amount with the years that stand beside it: „varig“ is each year, „engang 2025“ that one."""
        effect = self.grid.text(row, self.effect.index) if self.effect and column.year is None else ""
        if self.effect is None or not effect or not amount.kroner or amount.per_year or amount.every_year:
            return amount
        self.taken[row, self.effect.index] = EFFECT
        if years := years_in(self.grid, row, self.effect):
            return replace(amount, per_year=tuple((year, amount.kroner) for year in years))
        dated = read_amount(f"{amount.kroner} kr. {effect}", 1)
        if _SHARES.search(effect) or not (dated.every_year or dated.per_year):
            return Amount(AmountKind.UNREADABLE, why=f"„{effect}“ siger ikke, hvad beløbet er i hvert år")
        return dated

    def _covered(self, row: int, column: SourceColumn) -> list[int]:
        """The years whose columns a cell is merged over."""
        width = self.grid.width_of(row, column.index)
        inside = range(column.index, column.index + width)
        return [one.year for one in self.columns if one.index in inside and one.year] if width > 1 else []

    def sums(self, row: int) -> list[dict[str, object]]:
        """The sums of a row that are no year's, as rows of ``Plan.sums``; what is no amount is none."""
        found: list[dict[str, object]] = []
        for part, columns in self.sum_columns.items():
            for column in columns:
                text = self.grid.text(row, column.index)
                amount = self._amount(row, column, text) if text else None
                if (
                    amount is None
                    or amount.kroner is None
                    or isinstance(self.grid.value(row, column.index), ErrorValue)
                ):
                    continue
                if part != SumPart.YEARS:
                    self.taken[row, column.index] = column.target or ""
                kroner = self._signed(amount.kroner, amount, self.rules.get(row, self.convention.sign_rule))
                found.append(
                    {"part": part, "kroner": kroner, "written": text, "cell": self.grid.address(row, column.index)}
                )
        return found

    @staticmethod
    def _signed(kroner: int, amount: Amount, rule: SignRule | None) -> int:
        """The amount with a saving negative."""
        by_word = amount.negative_by_word or amount.positive_by_word
        return -kroner if rule == SignRule.POSITIVE_IS_SAVING and not by_word else kroner

    def _is_sum_of_years(self, row: int) -> bool:
        """True for „I alt“ where the years stand: what the item's own rows say already."""
        column = self.year_column
        return column is not None and bool(self.grid.text(row, column.index)) and not years_in(self.grid, row, column)

    def _doubtful(self, row: int) -> set[int]:
        """The columns whose number is a thousand times its column, unless the row's own amounts lead up to it."""
        sure, doubtful = [], {}
        for column in self.columns:
            value = self.grid.value(row, column.index)
            if isinstance(value, int | float) and not isinstance(value, bool) and value:
                kroner = amount_of_number(value, self._factor(column)).kroner or 0
                far = abs(kroner) > _FAR * self.usual[column.index]  # spares all others the look at the whole column
                if far and is_other_unit(kroner, self.neighbours[column.index]):
                    doubtful[column.index] = abs(kroner)
                else:
                    sure.append(abs(kroner))
        largest = max(sure, default=0)
        return {column for column, kroner in doubtful.items() if kroner > _LEADS_UP * largest}

    def _amount(self, row: int, column: SourceColumn, text: str) -> Amount:
        factor, value = self._factor(column), self.grid.value(row, column.index)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return amount_of_number(value, factor)
        if isinstance(value, date | time | timedelta):
            return _A_DATE
        amount = read_amount(text, factor)
        is_kroner = amount.own_unit and amount.kroner and (row, column.index) in self.grid.sheet.formatting.typed
        return _BY_FORMAT if is_kroner and self._fits_the_column(column, text, amount) else amount

    def _fits_the_column(self, column: SourceColumn, text: str, amount: Amount) -> bool:
        """True for an amount that its number format calls kr., while the number is one of its column's unit."""
        factor, kroner = self._factor(column), abs(amount.kroner or 0)
        bare = _KRONER.sub("", text)
        if factor == 1 or bare == text or amount.kroner != read_amount(bare, 1).kroner:
            return False
        if usual := self.usual[column.index]:
            return kroner * _FAR < usual and kroner * factor < usual * _FAR
        return self._usual_by_format(column) < _FEW * factor

    def _usual_by_format(self, column: SourceColumn) -> float:
        """What the amounts of a column mostly are that have their unit from number formats, in kroner."""
        typed = self.grid.sheet.formatting.typed
        texts = (self.grid.text(row, column.index) for row in self.items if (row, column.index) in typed)
        found = [abs(kroner) for text in texts if (kroner := read_amount(text, None).kroner)]
        return median(found) if found else 0

    def _per_year(self, said_year: int | None, amount: Amount, rule: SignRule | None) -> list[tuple[int, int | None]]:
        """The years that a cell speaks of: its own, else that of its column or row, else the plan's first.

        A saving is negative.
        """
        years = self.convention.years
        said: list[tuple[int | None, int | None]] = [*amount.per_year] or [(None, amount.kroner)]
        if len(said) > 1 and all(year is None for year, _ in said):
            said = [(year, kroner) for year, (_, kroner) in zip(years, said, strict=False)]
        first = said_year or self.convention.year or years[0]
        dated = [(year or first, kroner) for year, kroner in said]
        if amount.every_year and said_year is None:
            start = dated[-1][0] if amount.per_year else years[0] - 1
            dated += [(year, dated[-1][1]) for year in years if year > start and (amount.per_year or year != first)]
        return [(year, None if kroner is None else self._signed(kroner, amount, rule)) for year, kroner in dated]

    def _joined(self, row: int, cells: Sequence[_Cell]) -> list[dict[str, object]]:
        """One amount per year; two columns of one year (drift and anlæg, gross and income) are added."""
        joined: dict[int, _Cell] = {}
        for cell in cells:
            if old := joined.get(cell.year):
                known = [kroner for kroner in (old.kroner, cell.kroner) if kroner is not None]
                both = f"{old.written} + {cell.written}"
                joined[cell.year] = _Cell(cell.year, sum(known) if known else None, both, old.column)
            else:
                joined[cell.year] = cell
        return [
            {
                "year": cell.year,
                "kroner": cell.kroner,
                "written": cell.written,
                "cell": self.grid.address(row, cell.column),
            }
            for _, cell in sorted(joined.items())
        ]

    def _noticed(self, what: Observation, row: int, column: SourceColumn, text: str, why: str) -> dict[str, object]:
        return {
            "what": what,
            "field": column.target,
            "row": row + 1,
            "cell": self.grid.address(row, column.index),
            "text": text,
            "detail": why or None,
        }
