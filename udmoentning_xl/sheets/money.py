"""The money of Oversigt: what is planned, home, at risk and given up in each year, and in each hovedpunkt.

An item's whole amount goes by where the item stands; a plan does not say how much of it has been realised.
"""

from collections.abc import Sequence

import numpy as np
from xlsxwriter.utility import xl_col_to_name

from udmoentning_xl.meetings.states import Deadline
from udmoentning_xl.sheets.book import OVERVIEW, WHOLE_PLAN, Book
from udmoentning_xl.sheets.facts import total
from udmoentning_xl.sheets.figures import sections
from udmoentning_xl.sheets.table import Column
from udmoentning_xl.terms import Heading

MONEY_KEY, SECTION_MONEY_KEY = f"{OVERVIEW}:penge", f"{OVERVIEW}:pengehovedpunkt"
MONEY_TABLES = {MONEY_KEY: "Penge", SECTION_MONEY_KEY: "PengeHovedpunkt"}
AMOUNT, PART = "Beløb", "Del"
PLANNED, REST = "Planlagt", "Øvrige"
#: The parts of what is planned, by where its items stand; the rest is on its way.
PARTS = (Deadline.DONE, Deadline.OVERDUE, Deadline.DROPPED)
#: The two sorts of amounts, which must not hide each other in a sum: the words, and Excel's criterion.
SIGNS = {"Besparelser og indtægter": "<0", "Udgifter": ">0"}
NET = "Netto"
DEFINITION = (
    f"{Deadline.DONE}: indsatsen er færdig, og beløbet er hjemme. {Deadline.OVERDUE}: den er åben, dens sidste dag er "
    "passeret, og beløbet er i risiko. Tallet er hele beløbet i året; planen siger ikke, hvor meget der er nået."
)


def by_year(book: Book, top: int) -> list[Column]:
    """A row per sort of amount and part, then the net; ``top`` is the row of the headings, counted from 0."""
    facts, plan = book.facts, book.tables[WHOLE_PLAN]
    rows = [(sign, part) for sign in SIGNS for part in (PLANNED, *PARTS, REST)] + [(NET, PLANNED)]
    styles = _bold_where([part for _, part in rows])
    columns = [
        Column(AMOUNT, 0, [sign for sign, _ in rows], styles=styles),
        Column(PART, 0, [part for _, part in rows], styles=styles),
    ]
    for place, year in enumerate(facts.years, len(columns)):
        amounts, own, letter = facts.amounts[year], f"{plan}[{year}]", xl_col_to_name(place)
        values: list[float] = []
        formulas: list[str] = []
        for criterion in SIGNS.values():
            first = top + 2 + len(values)
            mask = np.nan_to_num(amounts) < 0 if criterion == "<0" else np.nan_to_num(amounts) > 0
            whole = total(amounts, mask)
            parts = [total(amounts, mask & (facts.deadline == str(state))) for state in PARTS]
            values += [whole, *parts, round(whole - sum(parts), 6)]
            formulas += [
                f'=SUMIFS({own},{own},"{criterion}")',
                *(f'=SUMIFS({own},{own},"{criterion}",{plan}[{Heading.DEADLINE}],"{state}")' for state in PARTS),
                f"={letter}{first}-SUM({letter}{first + 1}:{letter}{first + len(PARTS)})",
            ]
        size = len(PARTS) + 2
        values.append(round(values[0] + values[size], 6))
        formulas.append(f"={letter}{top + 2}+{letter}{top + 2 + size}")
        columns.append(Column(str(year), 0, values, facts.amount_style, formulas=formulas))
    return columns


def by_section(book: Book) -> list[Column]:
    """Three rows per hovedpunkt: what is planned, what is home of it, and what is at risk."""
    facts, plan = book.facts, book.tables[WHOLE_PLAN]
    groups = sections(book)
    condition = groups.condition(book, book.tables[SECTION_MONEY_KEY])
    rows = [(name, mask, part) for name, mask in groups.members for part in (PLANNED, Deadline.DONE, Deadline.OVERDUE)]
    styles = _bold_where([part for *_, part in rows])
    columns = [
        Column(groups.heading, 0, [name for name, *_ in rows], styles=styles),
        Column(PART, 0, [part for *_, part in rows], styles=styles),
    ]
    for year in facts.years:
        sums, formulas = [], []
        for _, mask, part in rows:
            state = part if part in PARTS else None
            there = f'--({plan}[{Heading.DEADLINE}]="{state}"),' if state else ""
            sums.append(total(facts.amounts[year], mask & (facts.deadline == str(state)) if state else mask))
            formulas.append(f"=SUMPRODUCT(--({condition}),{there}{plan}[{year}])")
        columns.append(Column(str(year), 0, sums, facts.amount_style, formulas=formulas))
    return columns


def _bold_where(parts: Sequence[str]) -> list[str | None]:
    return ["strong" if part == PLANNED else None for part in parts]
