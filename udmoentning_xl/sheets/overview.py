"""Oversigt: key figures, tables by committee, section and kind, and where the charts stand.

Every figure is a formula over the tables of Samlet plan and Kontrol, written with the value it has today.
"""

import pandas as pd
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from udmoentning_xl.sheets.asof import as_of_note, write_as_of
from udmoentning_xl.sheets.book import (
    OVERVIEW,
    Book,
    amounts_note,
    as_of_text,
    plan_title,
    quoted,
)
from udmoentning_xl.sheets.charts import add_committee_chart, add_progress_chart, add_quarter_chart
from udmoentning_xl.sheets.figures import COMMITTEES_KEY, by_committee, by_kind, by_section
from udmoentning_xl.sheets.keyfigures import key_figures
from udmoentning_xl.sheets.quarters import quarters_begun, write_quarters
from udmoentning_xl.sheets.reconcile import write_reconciliation
from udmoentning_xl.sheets.style import set_page
from udmoentning_xl.sheets.table import Column, Table, set_widths, write_table
from udmoentning_xl.sheets.text import label
from udmoentning_xl.terms import LABELS, Field, SheetName

FIGURES_KEY = f"{OVERVIEW}:noegletal"
_PIXELS_PER_UNIT, _CELL_PADDING = 7, 5
_FIGURE_HEIGHT, _FIGURE_PIXELS = 24.0, 32
_FIGURES_AT = 5  # the row of their headings
#: What fits on the first page: so many rows of figures with so many bodies below; a figure is as high as 1.5 of them.
_FIGURES_ON_FIRST_PAGE, _BODIES_ON_FIRST_PAGE, _FIGURE_BODIES = 9, 14, 1.5
_CHART_ROWS, _ROW_PIXELS = 15, 20
_RECONCILED = (
    "En indsats, der går til flere udvalg, er talt hos dem alle i tabellen Udvalg. Linjerne fører fra summen over "
    "udvalgene til planen, hvor hver indsats tælles én gang."
)


def write_overview(book: Book, findings: pd.DataFrame) -> dict[str, str]:
    """Write the sheet; give the ranges that the drop-downs of Samlet plan offer, by its headings."""
    sheet, plan = book.sheet(OVERVIEW), book.plan
    widths = book.grid()
    set_widths(sheet, book.styles, widths)
    _write_head(book, sheet)
    figures = _write_figures(book, sheet, findings, _FIGURES_AT)
    committees, row = _write_committees(book, sheet, figures, _pixels(widths[2:]))
    # A table that does not fit below the key figures and its chart starts a page of its own.
    more = _FIGURE_BODIES * max(0, figures - _FIGURES_AT - 1 - _FIGURES_ON_FIRST_PAGE)
    is_full = len(book.facts.bodies) + more > _BODIES_ON_FIRST_PAGE
    breaks = [committees.head - 1, row] if committees and is_full else [row]
    groups = _write_groups(book, sheet, row)
    row = groups[-1].last + 2
    _section(book, sheet, row, "Afstemning")
    sheet.write_string(row + 1, 0, _RECONCILED, book.styles["note"])
    row = write_reconciliation(book, sheet, row + 2, committees).last + 1
    breaks.append(row)
    _write_course(book, sheet, row, _pixels(widths))
    sheet.set_h_pagebreaks(breaks)
    set_page(sheet, footer=f"{plan_title(plan)} – {SheetName.OVERVIEW}", as_of=None)
    ranges = {LABELS[Field.SECTION]: _range(groups[0], "Hovedpunkt")}
    return ranges | ({LABELS[Field.COMMITTEE]: _range(committees, "Kort")} if committees else {})


def _range(table: Table, heading: str) -> str:
    """The absolute reference of a column's data."""
    place = table.places[heading]
    return f"{quoted(table.sheet)}!{xl_range_abs(table.first, place, table.last, place)}"


def _pixels(widths: list[float]) -> int:
    return sum(int(width * _PIXELS_PER_UNIT) + _CELL_PADDING for width in widths)


def _write_head(book: Book, sheet: Worksheet) -> None:
    plan, styles = book.plan, book.styles
    sheet.set_row(0, 32)
    sheet.write_string(0, 0, label(f"{plan_title(plan)}"), styles["title"])
    sheet.write_string(
        1,
        0,
        label(" · ".join(filter(None, (plan.municipality, plan.source.path.name, amounts_note(plan))))),
        styles["lead"],
    )
    write_as_of(book, sheet)
    sheet.write_string(3, 0, as_of_note(plan), styles["note"])


def _section(book: Book, sheet: Worksheet, row: int, text: str) -> None:
    sheet.set_row(row, 26)
    sheet.write_string(row, 0, text, book.styles["section"])


def _write_figures(book: Book, sheet: Worksheet, findings: pd.DataFrame, top: int) -> int:
    """The key figures, with a link from each to the rows it counts."""
    figures = key_figures(book, findings)
    _section(book, sheet, top - 1, "Nøgletal")
    columns = [
        Column("Nøgletal", 0, [figure.words for figure in figures], "figure_label", lines=[1] * len(figures)),
        Column(
            "Antal",
            0,
            [figure.value for figure in figures],
            "figure",
            styles=[figure.style for figure in figures],
            formulas=[figure.formula for figure in figures],
        ),
    ]
    text = f"Planens vigtigste tal. {as_of_text(book.plan)}."
    table = write_table(
        sheet,
        book.compact,
        top,
        columns,
        (book.tables[FIGURES_KEY], "Nøgletal", text),
        filtered=False,
        widths=book.grid(),
    )
    for row in range(table.first, table.last + 1):
        sheet.set_row(row, _FIGURE_HEIGHT)
    for row, figure in enumerate(figures, table.first):
        sheet.write_url(row, 0, book.link(figure.key), book.styles["figure_link"], figure.words)
    return table.last + 1


def _write_committees(book: Book, sheet: Worksheet, row: int, width: int) -> tuple[Table | None, int]:
    """The table by committee, and beside the key figures the chart of it."""
    if not book.facts.bodies:
        sheet.write_string(row + 1, 0, "Ingen indsatser er fordelt til et udvalg.", book.styles["lead"])
        return None, row + 2
    below = max(
        0, (len(book.facts.bodies) * 24 + 90 - (row - _FIGURES_AT) * _FIGURE_PIXELS) // _ROW_PIXELS
    )  # many committees make a high chart
    row += below
    _section(book, sheet, row, "Udvalg")
    columns = by_committee(book)
    text = f"Indsatser og beløb pr. udvalg; en fælles indsats tælles hos alle sine udvalg. {as_of_text(book.plan)}."
    table = write_table(
        sheet,
        book.compact,
        row + 1,
        columns,
        (book.tables[COMMITTEES_KEY], "Udvalg", text),
        filtered=False,
        widths=book.grid(),
    )
    height = (row - below - _FIGURES_AT) * _FIGURE_PIXELS + below * _ROW_PIXELS
    add_committee_chart(book, sheet, table, (4, 2), (width - 10, height))
    return table, table.last + 1


def _write_groups(book: Book, sheet: Worksheet, row: int) -> list[Table]:
    """The tables by section and by kind, which add up to the whole plan."""
    tables = []
    for title, key, columns in (("Hovedpunkter", "hovedpunkter", by_section(book)), ("Typer", "typer", by_kind(book))):
        _section(book, sheet, row, title)
        text = f"Indsatser og beløb fordelt på {key}; hver indsats tælles én gang. {as_of_text(book.plan)}."
        about = (book.tables[f"{OVERVIEW}:{key}"], title, text)
        tables.append(write_table(sheet, book.compact, row + 1, columns, about, filtered=False, widths=book.grid()))
        row = tables[-1].last + 2
    return tables


def _write_course(book: Book, sheet: Worksheet, row: int, width: int) -> None:
    """The quarters: two charts side by side and the table they show."""
    _section(book, sheet, row, "Forløb")
    charts = row + 1
    for place in range(charts, charts + _CHART_ROWS):
        sheet.set_row(place, _ROW_PIXELS * 0.75)
    table = write_quarters(book, sheet, charts + _CHART_ROWS)
    half, height = width // 2 - 12, _CHART_ROWS * _ROW_PIXELS - 12
    add_quarter_chart(book, sheet, table, (charts, 0), (half, height))
    begun = quarters_begun(book.facts)
    add_progress_chart(book, sheet, table, begun, (charts, 0), (half, height), left=width // 2)
