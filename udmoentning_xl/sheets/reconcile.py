"""Afstemning: from the sum over the committees to the whole plan, line by line, so that nothing goes missing unseen."""

import numpy as np
from xlsxwriter.worksheet import Worksheet

from udmoentning_xl.sheets.book import OVERVIEW, WHOLE_PLAN, Book, as_of_text
from udmoentning_xl.sheets.facts import NO_COMMITTEE, total
from udmoentning_xl.sheets.figures import ITEMS
from udmoentning_xl.sheets.membership import MARK
from udmoentning_xl.sheets.table import Column, Table, write_table
from udmoentning_xl.terms import Heading, SheetName

RECONCILIATION_KEY = f"{OVERVIEW}:afstemning"
DIFFERENCE = "Forskel (skal være 0)"
LINES = (
    "Sum over udvalg (tabellen Udvalg)",
    "Fælles indsatser, talt mere end én gang",
    "Indsatser uden udvalg",
    "Indsatser uden politisk behandling (administrativt)",
    "Samlet plan, lagt sammen af linjerne ovenfor",
    "Samlet plan, talt direkte",
    DIFFERENCE,
    f"Indsatser med noget i {Heading.CHECK} i {SheetName.WHOLE_PLAN} (skal være 0)",
)
#: The lines that are red when they are not 0.
_ZERO = 2


def write_reconciliation(book: Book, sheet: Worksheet, top: int, committees: Table | None) -> Table:
    """Write the lines at row ``top``: the items, and the amounts of each year."""
    facts, plan = book.facts, book.tables[WHOLE_PLAN]
    extra = np.array([max(len(shorts) - 1, 0) for shorts in facts.committees], dtype=float)
    missing = np.array([committee is None for committee in facts.committee], dtype=bool)
    administrative = np.array([committee == NO_COMMITTEE for committee in facts.committee], dtype=bool)
    ones = np.ones(len(facts.ids))
    columns = [Column("Afstemning", 0, LINES)]
    for place, (heading, values, style) in enumerate(
        [(ITEMS, ones, "count"), *((str(year), facts.amounts[year], facts.amount_style) for year in facts.years)], 1
    ):
        over = total(values * (extra + ~(missing | administrative)))
        parts = [over, -total(values * extra), total(values, missing), total(values, administrative)]
        results = [*parts, total(values), total(values), 0.0, 0]
        formulas = _formulas(book, plan, heading, chr(ord("A") + place), top + 2, committees)
        columns.append(Column(heading, 0, results, style, formulas=formulas))
    text = f"Fra summen over udvalgene til hele planen, i antal og i beløb pr. år. {as_of_text(book.plan)}."
    about = (book.tables[RECONCILIATION_KEY], "Afstemning", text)
    table = write_table(sheet, book.compact, top, columns, about, filtered=False, widths=book.grid())
    rule = {"type": "cell", "criteria": "!=", "value": 0, "format": book.styles.tone("bad")}
    sheet.conditional_format(table.last + 1 - _ZERO, 1, table.last, len(columns) - 1, rule)
    return table


def _formulas(book: Book, plan: str, heading: str, letter: str, first: int, committees: Table | None) -> list[str]:
    """The formulas of one column; ``first`` is the row of the first line as Excel counts it.

    The difference is told as the id of the first row that cannot be counted: what is no amount, or goes to no known
    committee, is in neither of the sums.
    """
    counted, told = f"{plan}[{Heading.COUNTED_AT}]", f"{plan}[{Heading.CHECK}]"
    wrong = "?*" if heading == ITEMS else f"*{heading} *"
    repeats = f'LEN({counted})-LEN(SUBSTITUTE({counted},"{MARK}",""))'
    there = f'--({plan}[Id]<>"")' if heading == ITEMS else f"{plan}[{heading}]"
    direct = f"=COUNTA({plan}[Id])" if heading == ITEMS else f"=SUM({plan}[{heading}])"
    place = f'INDEX({plan}[Id],MATCH("{wrong}",{told},0))&""'
    difference = f"ROUND({letter}{first + 4}-{letter}{first + 5},3)"
    return [
        f"=SUM({committees.column(heading)})" if committees else "=0",
        f"=-SUMPRODUCT({repeats},{there})",
        f'=SUMPRODUCT(({counted}="")*({plan}[Udvalg]<>"{NO_COMMITTEE}"),{there})',
        f'=SUMPRODUCT(--({plan}[Udvalg]="{NO_COMMITTEE}"),{there})',
        f"=SUM({letter}{first}:{letter}{first + 3})",
        direct,
        f'=IF(COUNTIF({told},"{wrong}")=0,{difference},{place})',
        f'=COUNTIF({told},"{wrong}")',
    ]
