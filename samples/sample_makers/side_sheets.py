"""The sheets around the plan in udmoentningsplan-2024-2027.xlsx: read-me, sums with charts, and the hidden lists."""

from collections import Counter
from typing import Any

import xlsxwriter

from .source import YEARS, lines_needed

STATUSES = ["Ikke startet", "Igangsat", "I proces", "Følger planen", "Afventer", "Forsinket", "Gennemført"]
COMMITTEES = {
    "ØK": "Økonomiudvalget",
    "KB": "Kommunalbestyrelsen",
    "BUU": "Børne- og ungdomsudvalget",
    "VPU": "Voksen- og plejeudvalget",
    "MTU": "Miljø- og teknikudvalget",
    "KFU": "Kultur- og fritidsudvalget",
    "EAU": "Erhvervs- og arbejdsmarkedsudvalget",
    "DIR": "Direktionen",
    "HU": "Hovedudvalget",
    "ÆR": "Ældrerådet",
    "HR": "Handicaprådet",
}
READ_ME = [
    "Planen viser, hvordan budgetaftalen for 2024-2027 udmøntes. Økonomi ajourfører den løbende.",
    "Hvert emne har sin egen række. Rækkerne er delt efter art og derunder efter budgetaftalens hovedpunkter.",
    "Sæt X i kolonnen Afsluttet, når emnet er gennemført. Skriv i Bemærkninger, hvor det er behandlet.",
    "Tidspunkterne er vejledende. Flyttes et tidspunkt, skrives det nye, og det gamle sættes i parentes.",
    "Spørgsmål rettes til Økonomi.",
    "Dette er et opdigtet eksempel: emner, beløb, datoer og sagsnummer er fundet på til lejligheden.",
]


def read_me(book: xlsxwriter.Workbook) -> None:
    """The small sheet in front that says what the workbook is."""
    sheet = book.add_worksheet("Læs mig")
    head = book.add_format({"bold": True, "font_size": 14, "font_color": "#1F3864"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column("A:A", 95)
    sheet.hide_gridlines(2)
    sheet.write("A1", "Læs mig: sådan bruges udmøntningsplanen", head)
    for row, text in enumerate(READ_ME, 2):
        sheet.write(row, 0, text, wrap)
        sheet.set_row(row, 15 * lines_needed(text, 95) + 5)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)


def economy(
    book: xlsxwriter.Workbook, totals: dict[str, list[tuple[str, float]]], items: tuple[str, Counter[str]]
) -> None:
    """The sheet with the sums per kind and the number of items per status, each with a chart.

    ``totals`` gives for each kind the address and the value of its sum in each year; ``items`` the column of statuses
    and how often each stands in it.
    """
    sheet = book.add_worksheet("Økonomi")
    bold = book.add_format({"bold": True, "bottom": 1})
    title = book.add_format({"bold": True, "font_size": 14, "font_color": "#1F3864"})
    number, total = (
        book.add_format({"num_format": "#,##0"}),
        book.add_format({"num_format": "#,##0", "bold": True, "top": 1}),
    )
    sheet.set_column("A:A", 24)
    sheet.set_column("B:E", 10)
    sheet.write("A1", "Økonomi i udmøntningsplanen", title)
    sheet.write("A2", "1.000 kr., 2024-PL. Tallene hentes fra arket Udmøntningsplan.")
    sheet.write_row("A4", ["", *map(int, YEARS)], bold)
    for row, (kind, cells) in enumerate(totals.items(), 4):
        sheet.write(row, 0, kind)
        for column, (address, value) in enumerate(cells, 1):
            sheet.write_formula(row, column, f"={address}", number, value)
    sheet.write("A8", "I alt", total)
    for letter, cells in zip("BCDE", zip(*totals.values(), strict=True), strict=True):
        sheet.write_formula(f"{letter}8", f"=SUM({letter}5:{letter}7)", total, sum(value for _, value in cells))
    chart = book.add_chart({"type": "column", "subtype": "stacked"})
    for row, colour in ((4, "#1F3864"), (5, "#8EA9DB"), (6, "#F4B183")):
        chart.add_series(
            {
                "name": ["Økonomi", row, 0],
                "categories": ["Økonomi", 3, 1, 3, 4],
                "values": ["Økonomi", row, 1, row, 4],
                "fill": {"color": colour},
            }
        )
    look_of(chart, "Beløb pr. år og art (1.000 kr.)")
    chart.set_y_axis({"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}})
    sheet.insert_chart("G1", chart, {"description": "Søjler med beløb pr. år for drift, anlæg og hensigtserklæringer"})
    statuses(book, sheet, *items)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)


def look_of(chart: Any, title: str) -> None:
    chart.set_title({"name": title, "name_font": {"size": 12}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 620, "height": 330})


def statuses(book: xlsxwriter.Workbook, sheet: Any, where: str, counts: Counter[str]) -> None:
    """The lower half of the sheet: how many items have each status."""
    sheet.write_row("A20", ["Status", "Antal"], book.add_format({"bold": True, "bottom": 1}))
    for row, status in enumerate(STATUSES, 20):
        sheet.write(row, 0, status)
        sheet.write_formula(row, 1, f"=COUNTIF({where},A{row + 1})", None, counts[status])
    chart = book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "categories": ["Økonomi", 20, 0, 26, 0],
            "values": ["Økonomi", 20, 1, 26, 1],
            "fill": {"color": "#8EA9DB"},
            "data_labels": {"value": True},
            "gap": 60,
        }
    )
    look_of(chart, "Antal emner efter status")
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    sheet.insert_chart("G19", chart, {"description": "Antal emner efter status"})


def lists(book: xlsxwriter.Workbook) -> None:
    """The hidden sheet behind the drop-downs."""
    sheet = book.add_worksheet("Lister")
    sheet.write_row("A1", ["Udvalg", "Navn", "", "Status"], book.add_format({"bold": True}))
    for row, (short, name) in enumerate(COMMITTEES.items(), 1):
        sheet.write_row(row, 0, [short, name])
    sheet.write_column("D2", STATUSES)
    sheet.set_column("B:B", 36)
    sheet.hide()
    book.define_name("Udvalgsliste", f"=Lister!$A$2:$A${len(COMMITTEES) + 1}")
    book.define_name("Statusliste", f"=Lister!$D$2:$D${len(STATUSES) + 1}")
