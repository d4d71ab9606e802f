"""Makes ren-plan.xlsx: the plan of an office that keeps everything on one sheet, and has no fault in it."""

from pathlib import Path
from typing import Any

import xlsxwriter

from .source import SAVED, YEARS, Row, amounts, lines_needed, rows, write

NAME = "ren-plan.xlsx"
COLUMNS = {
    "nr": ("Nr.", 4.5),
    "type": ("Type", 16.5),
    "hovedpunkt": ("Hovedpunkt", 17),
    "emne": ("Emne", 22),
    "besk": ("Beskrivelse", 34),
    "proces": ("Proces", 34),
    "tvaer": ("Tværgående aspekter", 26),
    "udv": ("Udvalg", 14.5),
    "ansv": ("Ansvarlig", 19),
    "tid": ("Tidspunkt (vejledende)", 18),
    **{year: (int(year), 9.5) for year in YEARS},
    "x": ("Afsluttet", 10),
    "strat": ("Strategisk", 10.5),
}
PLACE = {name: place for place, name in enumerate(COLUMNS)}
FIRST_YEAR, LAST = PLACE["2024"], len(COLUMNS) - 1
HEADER = 3
TOTALS = {
    "Drift i alt": ("Driftsændring",),
    "Anlæg i alt": ("Anlægsprojekt",),
    "I alt": ("Driftsændring", "Anlægsprojekt"),
}


def make(folder: Path) -> None:
    """Writes the workbook into the folder."""
    book = xlsxwriter.Workbook(folder / NAME)
    book.set_properties({"title": "Plan for udmøntning", "author": "Budgetkontoret", "created": SAVED})
    book.formats[0].set_font_name("Arial")
    book.formats[0].set_font_size(9)
    sheet = book.add_worksheet("Plan")
    source = rows("ren-plan")
    write_top(book, sheet)
    for number, row in enumerate(source, 1):
        write_item(book, sheet, HEADER + number, {"nr": number, **row})
    write_totals(book, sheet, source)
    set_up(sheet, len(source))
    book.close()


def look(book: xlsxwriter.Workbook, **properties: Any) -> Any:
    """A cell format in the office's font."""
    return book.add_format({"font_name": "Arial", "font_size": 9, "valign": "top"} | properties)


def write_top(book: xlsxwriter.Workbook, sheet: Any) -> None:
    """Two lines above the table and its single header row."""
    sheet.write(
        "A1", "Norddjurs Kommune - plan for udmøntning af budget 2024-2027", look(book, bold=True, font_size=14)
    )
    sheet.write(
        "A2",
        "Opdateret 15. november 2024. Beløb i t.kr. (2024-priser), minus er besparelser. X = afsluttet",
        look(book),
    )
    head = {"bold": True, "bottom": 2, "bg_color": "#E2EFDA", "text_wrap": True, "valign": "vcenter"}
    for name, (label, width) in COLUMNS.items():
        align = "center" if name in ("x", "strat") else "right" if name in YEARS else "left"
        sheet.set_column(PLACE[name], PLACE[name], width)
        write(sheet, HEADER, PLACE[name], label, look(book, **head, align=align))
    sheet.set_row(0, 20)
    sheet.set_row(HEADER, 28)


def write_item(book: xlsxwriter.Workbook, sheet: Any, at: int, row: Row) -> None:
    """One item; the cells are as the office typed them, amounts in several ways."""
    cells = {**row, **dict(zip(YEARS, amounts(row), strict=True))}
    sheet.set_row(at, 12 * max(lines_needed(cells.get(name, ""), width) for name, (_, width) in COLUMNS.items()) + 4)
    for name, column in PLACE.items():
        properties: dict[str, Any] = {"text_wrap": True, "bottom": 4}
        if name in YEARS:
            properties |= {"num_format": "#,##0", "align": "right"}
        elif name in ("x", "strat"):
            properties["align"] = "center"
        elif name in ("tid", "nr"):
            properties |= {"align": "left"} | ({"num_format": "d/m/yyyy"} if name == "tid" else {})
        elif name == "emne":
            properties["bold"] = True
        write(sheet, at, column, cells.get(name, ""), look(book, **properties))


def write_totals(book: xlsxwriter.Workbook, sheet: Any, source: list[Row]) -> None:
    """The sums, typed by hand because SUM passes over amounts that are text."""
    for at, (label, kinds) in enumerate(TOTALS.items(), HEADER + 1 + len(source)):
        bold = look(book, bold=True, top=1, num_format="#,##0", align="right")
        for column in range(LAST + 1):
            sheet.write_blank(at, column, None, bold)
        sheet.write(at, PLACE["emne"], label, look(book, bold=True, top=1))
        of_kind = [row.get("tal", amounts(row)) for row in source if row["type"] in kinds]
        for year in range(len(YEARS)):
            sheet.write_number(at, FIRST_YEAR + year, sum(numbers[year] for numbers in of_kind), bold)


def set_up(sheet: Any, items: int) -> None:
    """Filter, frozen header, drop-down and print settings."""
    sheet.autofilter(HEADER, 0, HEADER + items, LAST)
    sheet.freeze_panes(HEADER + 1, PLACE["besk"])
    sheet.data_validation(
        HEADER + 1, PLACE["x"], HEADER + items, PLACE["x"], {"validate": "list", "source": ["X", "x"]}
    )
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.repeat_rows(HEADER)
    sheet.set_footer("&L&8&F&R&8Side &P/&N")
