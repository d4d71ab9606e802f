"""Oversigt: key figures, tables by committee, section and kind, and where the charts stand.

Every figure is a formula over the tables of Samlet plan and Kontrol, written with the value it has today.
"""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from udmoentning_xl.sheets.asof import as_of_note, write_as_of
from udmoentning_xl.sheets.attention import answers, attention_lists, news, write_list
from udmoentning_xl.sheets.book import (
    ABOUT,
    CHANGES,
    CONTROL,
    MEETINGS,
    OVERVIEW,
    READING,
    TIMELINE,
    WHOLE_PLAN,
    Book,
    amounts_note,
    as_of_text,
    plan_title,
    quoted,
)
from udmoentning_xl.sheets.charts import add_committee_chart, add_money_chart, add_progress_chart, add_quarter_chart
from udmoentning_xl.sheets.figures import (
    COMMITTEES_KEY,
    KINDS_KEY,
    SECTIONS_KEY,
    SHORT,
    STATUS_KEY,
    by_committee,
    by_group,
    by_status,
    kinds,
    sections,
)
from udmoentning_xl.sheets.keyfigures import Figure, key_figures
from udmoentning_xl.sheets.money import DEFINITION, MONEY_KEY, SECTION_MONEY_KEY, by_section, by_year
from udmoentning_xl.sheets.quarters import quarters_begun, write_quarters
from udmoentning_xl.sheets.reconcile import write_reconciliation
from udmoentning_xl.sheets.style import PAGE_HEIGHT, PAGE_WIDTH, set_page
from udmoentning_xl.sheets.table import LINE, Column, Table, set_widths, write_table
from udmoentning_xl.sheets.text import label
from udmoentning_xl.terms import LABELS, Field, SheetName

FIGURES_KEY = f"{OVERVIEW}:noegletal"
_PIXELS_PER_UNIT, _CELL_PADDING = 7, 5
_FIGURE_HEIGHT, _FIGURE_PIXELS = 24.0, 32
_FIGURES_AT = 5  # the row of their headings
#: Heights in points: what stands over the key figures with their headings, and a part's title.
_HEAD_HEIGHT, _SECTION_HEIGHT = 160.0, 26.0
_PLACES = {
    CONTROL: "det, der skal rettes eller kvitteres for",
    WHOLE_PLAN: "alle indsatser med alle felter",
    MEETINGS: "hvilket møde der skal tage hver sag, og hvornår den skal være klar",
    TIMELINE: "indsatserne over planens kvartaler",
    CHANGES: "hvad der er ændret fra version til version",
    READING: "sådan er planens kolonner forstået; kan rettes dér",
    ABOUT: "hvad ordene betyder, og hvad der ikke er læst",
}
_CHART_ROWS, _ROW_PIXELS = 15, 20
_RECONCILED = (
    "En indsats, der går til flere udvalg, er talt hos dem alle i tabellen Udvalg. Linjerne fører fra summen over "
    "udvalgene til planen, hvor hver indsats tælles én gang."
)


def write_overview(book: Book, findings: pd.DataFrame, whole: Table, control: Table) -> dict[str, str]:
    """Write the sheet; give the ranges that the drop-downs of Samlet plan offer, by its headings.

    ``whole`` and ``control`` are the tables of Samlet plan and Kontrol, whose rows the figures lead to.
    """
    sheet, plan = book.sheet(OVERVIEW), book.plan
    widths = book.grid()
    set_widths(sheet, book.styles, widths)
    _write_head(book, sheet)
    figures = key_figures(book, findings)
    rows = {WHOLE_PLAN: whole.first, CONTROL: control.first}
    row = _FIGURES_AT + len(figures) + 2
    pages = _Pages(_HEAD_HEIGHT + len(figures) * _FIGURE_HEIGHT)
    for one in [*attention_lists(book, whole), *filter(None, (news(book), answers(book)))]:
        rows[one.key] = row
        table, after = write_list(book, sheet, row, one)
        row = pages.add(row, after, table)
    _write_figures(book, sheet, figures, rows)
    table, after = _write_money(book, sheet, row, _pixels(widths))
    row = pages.add(row, after, table)
    committees, after = _write_committees(book, sheet, (row, _FIGURES_AT + len(figures) + 1), _pixels(widths[2:]))
    row = pages.add(row, after, committees)
    row = pages.add(row, _write_places(book, sheet, row))
    offered = {LABELS[Field.COMMITTEE]: (committees, SHORT)} if committees else {}
    for title, key, columns, how in _groups(book):
        _section(book, sheet, row, title)
        about = (book.tables[key], title, f"Indsatser og beløb fordelt {how}. {as_of_text(book.plan)}.")
        table = write_table(sheet, book.compact, row + 1, columns, about, filtered=False, widths=widths)
        if key == SECTIONS_KEY:
            offered[LABELS[Field.SECTION]] = table, "Hovedpunkt"
        row = pages.add(row, table.last + 2 + any(column.total is not None for column in columns), table)
    _section(book, sheet, row, "Afstemning")
    sheet.write_string(row + 1, 0, _RECONCILED, book.styles["note"])
    table = write_reconciliation(book, sheet, row + 2, committees)
    row = pages.add(row, table.last + 2, table)
    table = _write_course(book, sheet, row, _pixels(widths))
    pages.add(row, table.last + 1, table)
    sheet.set_h_pagebreaks(pages.breaks(_pixels(widths)))
    set_page(sheet, footer=f"{plan_title(plan)} – {SheetName.OVERVIEW}", as_of=None)
    return {heading: _range(*where) for heading, where in offered.items()}


def _range(table: Table, heading: str) -> str:
    """The absolute reference of a column's data."""
    place = table.places[heading]
    return f"{quoted(table.sheet)}!{xl_range_abs(table.first, place, table.last, place)}"


class _Pages:
    """Where the printed pages end, so that no table that fits on a page is divided between two."""

    def __init__(self, head: float) -> None:
        """``head`` is the height of what stands before the first part, in points."""
        self._head = head
        self._parts: list[tuple[int, float]] = []

    def add(self, row: int, after: int, table: Table | None = None) -> int:
        """A part from ``row`` to the row before ``after``, with a table in it; give ``after``."""
        inside = table.last - table.head + 1 if table else 0
        self._parts.append((row, _SECTION_HEIGHT + LINE * (after - row - 1 - inside) + (table.height if table else 0)))
        return after

    def breaks(self, pixels: int) -> list[int]:
        """The rows at which a page begins, for a sheet so wide that it is printed one page wide."""
        room = PAGE_HEIGHT / min(1.0, PAGE_WIDTH / (pixels * 0.75))
        found, used = [], self._head
        for row, height in self._parts:
            if used + height > room:
                found.append(row)
                used = 0.0
            used = (used + height) % room
        return found


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


def _write_figures(book: Book, sheet: Worksheet, figures: Sequence[Figure], rows: Mapping[str, int]) -> None:
    """The key figures, with a link from each to the rows it counts; ``rows`` are those of lists and tables by key."""
    _section(book, sheet, _FIGURES_AT - 1, "Nøgletal")
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
        _FIGURES_AT,
        columns,
        (book.tables[FIGURES_KEY], "Nøgletal", text),
        filtered=False,
        widths=book.grid(),
    )
    for row, figure in enumerate(figures, table.first):
        sheet.set_row(row, _FIGURE_HEIGHT)
        link = _link(book, figure, rows)
        sheet.write_url(row, 0, link, book.styles["figure_link"], figure.words)


def _link(book: Book, figure: Figure, rows: Mapping[str, int]) -> str:
    """Where the rows stand that a figure counts: a list on this sheet, or the first of them in another's table."""
    if figure.key in book.sheets:
        cell = xl_rowcol_to_cell(rows[figure.key] + figure.at, 0) if figure.at is not None else "A1"
        return book.link(figure.key, cell)
    if figure.key in rows:
        return book.link(OVERVIEW, xl_rowcol_to_cell(rows[figure.key], 0))
    return book.link(WHOLE_PLAN)


def _write_money(book: Book, sheet: Worksheet, row: int, width: int) -> tuple[Table, int]:
    """What is planned, home and at risk in each year, with the chart of it."""
    _section(book, sheet, row, "Pengene")
    columns = by_year(book, row + 1)
    text = f"Planens beløb pr. år efter, hvor indsatserne står. {as_of_text(book.plan)}."
    about = (book.tables[MONEY_KEY], "Pengene", text)
    table = write_table(sheet, book.compact, row + 1, columns, about, filtered=False, widths=book.grid())
    sheet.write_string(table.last + 1, 0, DEFINITION, book.styles["note"])
    left = _pixels(book.grid()[: len(columns)])
    if book.facts.years:
        height = int((_SECTION_HEIGHT + table.height) / 0.75) - 12
        add_money_chart(book, sheet, table, (row, len(columns)), (width - left - 16, height))
    return table, table.last + 3


def _write_places(book: Book, sheet: Worksheet, row: int) -> int:
    """What stands in the other sheets, with a link to each."""
    _section(book, sheet, row, "Arkene")
    for key, words in _PLACES.items():
        if key in book.sheets:
            row += 1
            sheet.write_url(row, 0, book.link(key), book.styles["link"], book.sheets[key])
            sheet.write_string(row, 1, words, book.styles["note"])
    return row + 2


def _write_committees(book: Book, sheet: Worksheet, place: tuple[int, int], width: int) -> tuple[Table | None, int]:
    """The table by committee, and beside the key figures the chart of it.

    ``place`` is the row of the table's title, and the first row under the key figures.
    """
    row, under = place
    if not book.facts.bodies:
        sheet.write_string(row, 0, "Ingen indsatser er fordelt til et udvalg.", book.styles["lead"])
        return None, row + 1
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
    height = (under - _FIGURES_AT) * _FIGURE_PIXELS
    add_committee_chart(book, sheet, table, (4, 2), (width - 10, height))
    return table, table.last + 1


def _groups(book: Book) -> Iterator[tuple[str, str, list[Column], str]]:
    """Title, key and columns of the tables by section, kind and status, and how they divide the plan."""
    each = "hver indsats tælles én gang"
    yield "Hovedpunkter", SECTIONS_KEY, by_group(book, SECTIONS_KEY, sections(book)), f"på hovedpunkter; {each}"
    yield "Hovedpunkternes penge", SECTION_MONEY_KEY, by_section(book), "på hovedpunkter og efter, hvor de står"
    yield "Typer", KINDS_KEY, by_group(book, KINDS_KEY, kinds(book)), f"på typer; {each}"
    if status := by_status(book):
        yield "Planens egen status", STATUS_KEY, status, "efter planens egne ord for status"


def _write_course(book: Book, sheet: Worksheet, row: int, width: int) -> Table:
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
    return table
