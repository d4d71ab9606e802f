"""The quarters of a plan: their names and bounds, and the table of what is planned and completed in each."""

from collections.abc import Sequence
from datetime import date
from itertools import accumulate

import numpy as np
from xlsxwriter.worksheet import Worksheet

from udmoentning_xl.meetings.states import Deadline
from udmoentning_xl.sheets.book import OVERVIEW, WHOLE_PLAN, Book, as_of_text
from udmoentning_xl.sheets.facts import Facts
from udmoentning_xl.sheets.table import Column, Table, write_table

QUARTERS_KEY = f"{OVERVIEW}:kvartaler"


def quarters_of(years: Sequence[int]) -> list[tuple[str, date, date]]:
    """Each quarter of the plan's years: a short name, its first day, and the first day after it."""
    if not years:
        return []
    starts = [date(year, month, 1) for year in range(min(years), max(years) + 1) for month in (1, 4, 7, 10)]
    ends = [*starts[1:], date(max(years) + 1, 1, 1)]
    return [(quarter_name(start), start, end) for start, end in zip(starts, ends, strict=True)]


def quarter_name(day: date) -> str:
    """The quarter of ``day``, e.g. "1. kv. 2025"."""
    return f"{(day.month + 2) // 3}. kv. {day.year}"


def write_quarters(book: Book, sheet: Worksheet, top: int) -> Table:
    """Write the table of quarters at row ``top``: items with their last day there, dropped ones left out."""
    facts = book.facts
    last = np.array([np.nan if day is None else day for day in facts.last_day], dtype=float)
    planned = (facts.deadline != str(Deadline.DROPPED)) & ~np.isnan(last)
    done = facts.deadline == str(Deadline.DONE)
    spans = _spans(facts)
    inside = [planned & _between(facts, last, start, end) for _, start, end in spans]
    names = [name for name, _, _ in spans]
    due, completed = [int(mask.sum()) for mask in inside], [int((mask & done).sum()) for mask in inside]
    columns = [
        Column("Kvartal", 0, names),
        Column("Planlagt", 0, due, "count", formulas=[_count(book, span, f"<>{Deadline.DROPPED}") for span in spans]),
        Column("Afsluttet", 0, completed, "count", formulas=[_count(book, span, str(Deadline.DONE)) for span in spans]),
        Column("Planlagt i alt", 0, list(accumulate(due)), "count", formulas=_running("B", top, len(spans))),
        Column("Afsluttet i alt", 0, list(accumulate(completed)), "count", formulas=_running("C", top, len(spans))),
    ]
    text = f"Indsatser med tidspunkt i hvert kvartal, og hvor mange der er afsluttet. {as_of_text(book.plan)}."
    about = (book.tables[QUARTERS_KEY], "Kvartaler", text)
    return write_table(sheet, book.compact, top, columns, about, filtered=False, widths=book.grid())


Span = tuple[str, date | None, date | None]


def _spans(facts: Facts) -> list[Span]:
    """What lies before the plan, its quarters, and what lies after; never empty."""
    years = facts.plan.years or (facts.plan.as_of.year,)
    inside: list[Span] = list(quarters_of(years))
    opens, closes = date(min(years), 1, 1), date(max(years) + 1, 1, 1)
    return [(f"Før {min(years)}", None, opens), *inside, (f"Efter {max(years)}", closes, None)]


def quarters_begun(facts: Facts) -> int:
    """How many rows of the table of quarters are no longer ahead on the day of the report; the first never is."""
    return sum(start is None or start <= facts.plan.as_of for _, start, _ in _spans(facts))


def _between(
    facts: Facts, days: "np.ndarray[tuple[int], np.dtype[np.float64]]", start: date | None, end: date | None
) -> np.ndarray:
    mask = ~np.isnan(days)
    if start is not None:
        mask &= days >= facts.serial(start)
    if end is not None:
        mask &= days < facts.serial(end)
    return mask


def _count(book: Book, span: Span, deadline: str) -> str:
    """The items of Samlet plan whose last day lies in the span, by what Frist says."""
    table = book.tables[WHOLE_PLAN]
    _, start, end = span
    bounds = [f'{table}[Til],">="&DATE({start.year},{start.month},{start.day})'] if start else []
    bounds += [f'{table}[Til],"<"&DATE({end.year},{end.month},{end.day})'] if end else []
    return f'=COUNTIFS({",".join(bounds)},{table}[Frist],"{deadline}")'


def _running(letter: str, top: int, count: int) -> list[str]:
    first = top + 2
    return [f"=SUM({letter}${first}:{letter}{first + row})" for row in range(count)]
