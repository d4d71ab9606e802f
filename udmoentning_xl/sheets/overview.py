"""Oversigt: key figures, tables by committee, section and kind, and where the charts stand.

Every figure is a formula over the tables of Samlet plan and Kontrol, written with the value it has today.
"""

from collections.abc import Mapping, Sequence

import pandas as pd
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from udmoentning_xl.danish import day
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
from udmoentning_xl.sheets.style import set_page
from udmoentning_xl.sheets.table import LINE, Column, Table, page_room, pixels, set_widths, write_table
from udmoentning_xl.sheets.text import label
from udmoentning_xl.terms import LABELS, Field, SheetName

FIGURES_KEY = f"{OVERVIEW}:noegletal"
_FIGURE_HEIGHT = 20.0
#: How high the chart beside the key figures is, in pixels: for each body, and for what stands round the bars.
_BODY_PIXELS, _ROUND_PIXELS = 18, 110
_FIGURES_AT = 5  # the row of their headings
#: Heights in points: what stands over the key figures with their headings, and a part's title.
_HEAD_HEIGHT, _SECTION_HEIGHT = 150.0, 26.0
_PLACES = {
    CONTROL: "det, der skal rettes eller kvitteres for",
    WHOLE_PLAN: "alle indsatser med alle felter",
    MEETINGS: "hvilket møde der skal tage hver sag, og hvornår den skal være klar",
    TIMELINE: "indsatserne over planens kvartaler",
    CHANGES: "hvad der er ændret fra version til version",
    READING: "sådan er planens kolonner forstået; kan rettes dér",
    ABOUT: "hvad ordene betyder, og hvad der ikke er læst",
}
_ONCE = "Hver indsats tælles én gang."
_CHART_ROWS, _ROW_PIXELS = 15, 20
_COURSE = (
    "Linjen „Afsluttet i alt“ slutter ved det kvartal, som {} ligger i, også når „Opgjort pr.“ rettes; den følger med "
    "ved næste kørsel. Tabellen følger rettelsen med det samme."
)
_RECONCILED = (
    "En indsats, der går til flere udvalg, er talt hos dem alle i tabellen Udvalg. Linjerne fører fra summen over "
    "udvalgene til planen, hvor hver indsats tælles én gang."
)


def write_overview(
    book: Book, findings: pd.DataFrame, whole: Table, control: Table, marks: Sequence[str | None]
) -> dict[str, str]:
    """Write the sheet; give the ranges that the drop-downs of Samlet plan offer, by its headings.

    ``whole`` and ``control`` are the tables of Samlet plan and Kontrol, whose rows the figures lead to; ``marks``
    say of each item that it is closed, or why it is held back.
    """
    sheet, plan = book.sheet(OVERVIEW), book.plan
    widths = book.grid()
    set_widths(sheet, book.styles, widths)
    _write_head(book, sheet)
    figures = key_figures(book, findings)
    beside = int((len(figures) + 1) * _FIGURE_HEIGHT / 0.75)
    chart = max(beside, len(book.facts.bodies) * _BODY_PIXELS + _ROUND_PIXELS)
    more = (chart - beside) // _ROW_PIXELS  # many committees make a chart that is higher than the key figures
    head = _HEAD_HEIGHT + len(figures) * _FIGURE_HEIGHT + more * LINE
    parts = _SheetSections(book, sheet, _FIGURES_AT + len(figures) + 2 + more, head)
    rows = {WHOLE_PLAN: whole.first, CONTROL: control.first}
    for one in [*attention_lists(book, whole.first, marks), *filter(None, (news(book), answers(book)))]:
        rows[one.key] = parts.row
        parts.add(*write_list(book, sheet, parts.row, one))
    _write_figures(book, sheet, figures, rows)
    if status := by_status(book):
        parts.table("Planens egen status", STATUS_KEY, status, "Indsatser efter planens egne ord for status.")
    _write_money(book, parts, sum(map(pixels, widths)))
    committees = _write_committees(book, parts, (sum(map(pixels, widths[2:])) - 10, chart))
    parts.add(None, _write_places(book, sheet, parts.row))
    of_sections = by_group(book, SECTIONS_KEY, sections(book), whole.first)
    groups = parts.table("Hovedpunkter", SECTIONS_KEY, of_sections, f"Indsatser og beløb på hovedpunkter. {_ONCE}")
    parts.table(
        "Typer", KINDS_KEY, by_group(book, KINDS_KEY, kinds(book), whole.first), f"Indsatser og beløb på typer. {_ONCE}"
    )
    _section(book, sheet, parts.row, "Afstemning")
    sheet.write_string(parts.row + 1, 0, _RECONCILED, book.styles["note"])
    reconciled = write_reconciliation(book, sheet, parts.row + 2, committees)
    parts.add(reconciled, reconciled.last + 2)
    money = "Hovedpunkternes beløb pr. år efter, hvor indsatserne står."
    parts.table("Hovedpunkternes penge", SECTION_MONEY_KEY, by_section(book), money)
    course = _write_course(book, sheet, parts.row, sum(map(pixels, widths)))
    parts.add(course, course.last + 1)
    sheet.set_h_pagebreaks(parts.breaks())
    set_page(sheet, footer=f"{plan_title(plan)} – {SheetName.OVERVIEW}", as_of=None)
    ranges = {LABELS[Field.SECTION]: _range(groups, "Hovedpunkt")}
    return ranges | ({LABELS[Field.COMMITTEE]: _range(committees, SHORT)} if committees else {})


def _range(table: Table, heading: str) -> str:
    """The absolute reference of a column's data."""
    place = table.places[heading]
    return f"{quoted(table.sheet)}!{xl_range_abs(table.first, place, table.last, place)}"


class _SheetSections:
    """The parts of the sheet from ``row`` on, one below the other, and where its printed pages end."""

    def __init__(self, book: Book, sheet: Worksheet, row: int, head: float) -> None:
        """``head`` is the height of what stands before the first part, in points."""
        self.row = row
        self.sheet = sheet
        self._book, self._head = book, head
        self._heights: list[tuple[int, float]] = []

    def add(self, table: Table | None, after: int) -> None:
        """Take in a part that is written from ``row`` to the row before ``after``, with or without a table."""
        inside = table.last - table.head + 1 if table else 0
        height = _SECTION_HEIGHT + LINE * (after - self.row - 1 - inside) + (table.height if table else 0)
        self._heights.append((self.row, height))
        self.row = after

    def table(self, title: str, key: str, columns: Sequence[Column], text: str, below: str = "") -> Table:
        """Write a table under its title, with ``text`` as its alt text and a note ``below``."""
        book = self._book
        _section(book, self.sheet, self.row, title)
        about = (book.tables[key], title, f"{text} {as_of_text(book.plan)}.")
        table = write_table(self.sheet, book.compact, self.row + 1, columns, about, filtered=False, widths=book.grid())
        after = table.last + 1 + any(column.total is not None for column in columns)
        if below:
            self.sheet.write_string(after, 0, below, book.styles["note"])
        self.add(table, after + bool(below) + 1)
        return table

    def breaks(self) -> list[int]:
        """The rows at which a page begins, so that no table that fits on a page is divided between two."""
        room = page_room(self._book.grid())
        found, used = [], self._head
        for row, height in self._heights:
            if used + height > room:
                found.append(row)
                used = 0.0
            used = (used + height) % room
        return found


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
    sheet.set_row(3, 21)
    sheet.write_string(3, 0, as_of_note(plan), styles["note_apart"])


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


def _write_money(book: Book, parts: _SheetSections, width: int) -> None:
    """What is planned, home and at risk in each year, with the chart of it."""
    row, columns = parts.row, by_year(book, parts.row + 1)
    text = "Planens beløb pr. år efter, hvor indsatserne står."
    table = parts.table("Pengene", MONEY_KEY, columns, text, below=DEFINITION)
    left = sum(map(pixels, book.grid()[: len(columns)]))
    if book.facts.years:
        height = int((_SECTION_HEIGHT + table.height) / 0.75) - 12
        add_money_chart(book, parts.sheet, table, (row, len(columns)), (width - left - 16, height))


def _write_places(book: Book, sheet: Worksheet, row: int) -> int:
    """What stands in the other sheets, with a link to each."""
    _section(book, sheet, row, "Arkene")
    for key, words in _PLACES.items():
        if key in book.sheets:
            row += 1
            sheet.write_url(row, 0, book.link(key), book.styles["link"], book.sheets[key])
            sheet.write_string(row, 1, words, book.styles["note"])
    return row + 2


def _write_committees(book: Book, parts: _SheetSections, size: tuple[int, int]) -> Table | None:
    """The table by committee, and beside the key figures the chart of it, of ``size`` pixels."""
    if not book.facts.bodies:
        parts.sheet.write_string(parts.row, 0, "Ingen indsatser er fordelt til et udvalg.", book.styles["lead"])
        parts.add(None, parts.row + 2)
        return None
    text = "Indsatser og beløb pr. udvalg; en fælles indsats tælles hos alle sine udvalg."
    table = parts.table("Udvalg", COMMITTEES_KEY, by_committee(book), text)
    add_committee_chart(book, parts.sheet, table, (4, 2), size)
    return table


def _write_course(book: Book, sheet: Worksheet, row: int, width: int) -> Table:
    """The quarters: two charts side by side and the table they show."""
    _section(book, sheet, row, "Forløb")
    sheet.write_string(row + 1, 0, _COURSE.format(day(book.plan.as_of)), book.styles["note"])
    charts = row + 2
    for place in range(charts, charts + _CHART_ROWS):
        sheet.set_row(place, _ROW_PIXELS * 0.75)
    table = write_quarters(book, sheet, charts + _CHART_ROWS)
    half, height = width // 2 - 12, _CHART_ROWS * _ROW_PIXELS - 12
    add_quarter_chart(book, sheet, table, (charts, 0), (half, height))
    begun = quarters_begun(book.facts)
    add_progress_chart(book, sheet, table, begun, (charts, 0), (half, height), left=width // 2)
    return table
