"""The native charts of Oversigt: what they show, their words, and their looks. Where they stand is up to Oversigt."""

from datetime import date
from typing import Any

from xlsxwriter.chart import Chart
from xlsxwriter.worksheet import Worksheet

from udmoentning_xl.sheets.book import Book, as_of_text
from udmoentning_xl.sheets.facts import SOON_DAYS
from udmoentning_xl.sheets.style import CHART, FONT, INK, LINE, MUTED, PAPER
from udmoentning_xl.sheets.table import Table

_FONT = {"name": FONT, "size": 9, "color": INK}
#: Numbers in bars: nothing where there is nothing, so that a short bar is not covered by a 0.
_LABEL = "#,##0;-#,##0;;"


def add_committee_chart(book: Book, sheet: Worksheet, table: Table, at: tuple[int, int], size: tuple[int, int]) -> None:
    """Status per committee as stacked bars; the longest names would not fit, so the axis has the short ones."""
    chart = book.workbook.add_chart({"type": "bar", "subtype": "stacked"})
    series = (
        ("Afsluttet", "good", PAPER),
        ("Overskredet", "bad", PAPER),
        (f"Inden {SOON_DAYS} dage", "soon", INK),
        ("Øvrige", "calm", INK),
    )
    for heading, tone, text in series:
        chart.add_series(
            {
                "name": [table.sheet, table.head, table.places[heading]],
                "categories": table.span("Kort"),
                "values": table.span(heading),
                "fill": {"color": CHART[tone]},
                "gap": 45,
                "data_labels": {"value": True, "num_format": _LABEL, "font": {**_FONT, "color": text, "bold": True}},
            }
        )
    _dress(chart, "Status pr. udvalg", "Antal indsatser", "Udvalg")
    chart.set_y_axis({**_axis("Udvalg"), "reverse": True, "major_gridlines": {"visible": False}})
    # Names from the top down put the axis of values at the top; only its labels can be moved below.
    bare = {"label_position": "high", "line": {"none": True}, "major_tick_mark": "none"}
    chart.set_x_axis({**_axis("Antal indsatser"), "num_format": "#,##0", **bare, **_GRID})
    about = (
        "Liggende søjler med et udvalg i hver. Hver søjle er delt i afsluttede, overskredne, dem med frist inden "
        f"{SOON_DAYS} dage og øvrige indsatser. Tallene står i tabellen Udvalg. {as_of_text(book.plan)}."
    )
    _insert(sheet, chart, at, size, about)


def add_money_chart(book: Book, sheet: Worksheet, table: Table, at: tuple[int, int], size: tuple[int, int]) -> None:
    """The amounts of each year as stacked columns, savings below the axis and expenses above, by where they stand.

    ``table`` is that of ``money.by_year``: two blocks of rows with the same parts.
    """
    chart = book.workbook.add_chart({"type": "column", "subtype": "stacked"})
    first, last = 2, max(table.places.values())
    parts = list(zip(("good", "bad", "soon", "calm"), range(table.first + 1, table.first + 5), strict=True))
    block = len(parts) + 1
    for tone, row in [*parts, *((tone, row + block) for tone, row in parts)]:
        chart.add_series(
            {
                "name": [table.sheet, row, 1],
                "categories": [table.sheet, table.head, first, table.head, last],
                "values": [table.sheet, row, first, row, last],
                "fill": {"color": CHART[tone]},
                "border": {"color": PAPER, "width": 1},
                "gap": 60,
            }
        )
    _dress(chart, "Pengene pr. år, 1.000 kr.", "1.000 kr.", "År")
    chart.set_legend({"position": "top", "font": _FONT, "delete_series": list(range(len(parts), 2 * len(parts)))})
    chart.set_x_axis({**_axis("År"), "label_position": "low", "major_gridlines": {"visible": False}})
    chart.set_y_axis({**_axis("1.000 kr."), "num_format": "#,##0", **_GRID})
    about = (
        "Stablede søjler med et år i hver: besparelser og indtægter under nul, udgifter over, delt i hjemme, i risiko, "
        f"udgår og på vej. Tallene står i tabellen Pengene. {as_of_text(book.plan)}."
    )
    _insert(sheet, chart, at, size, about)


def add_quarter_chart(book: Book, sheet: Worksheet, table: Table, at: tuple[int, int], size: tuple[int, int]) -> None:
    """Items due per quarter, and how many of them are completed."""
    chart = book.workbook.add_chart({"type": "column"})
    for heading, tone in (("Planlagt", "plan"), ("Afsluttet", "good")):
        chart.add_series(
            {
                "name": [table.sheet, table.head, table.places[heading]],
                "categories": table.span("Kvartal"),
                "values": table.span(heading),
                "fill": {"color": CHART[tone]},
                "gap": 60,
                "overlap": 0,
            }
        )
    _dress(chart, "Indsatser med tidspunkt i kvartalet", "Antal indsatser", "Kvartal")
    about = (
        "Søjler pr. kvartal: hvor mange indsatser har vejledende tidspunkt i kvartalet, og hvor mange af dem er "
        f"afsluttet. Tallene står i tabellen Kvartaler. {as_of_text(book.plan)}."
    )
    _insert(sheet, chart, at, size, about)


def add_progress_chart(
    book: Book, sheet: Worksheet, table: Table, begun: int, at: tuple[int, int], size: tuple[int, int], left: int
) -> None:
    """Completed over planned, added up from quarter to quarter.

    The line of what is completed ends with the ``begun`` quarters: a level line through those ahead would look as if
    nothing were ever to be completed there.
    """
    chart = book.workbook.add_chart({"type": "line"})
    looks: tuple[tuple[str, str, dict[str, Any], int], ...] = (
        ("Planlagt i alt", "plan", {"width": 2.25, "dash_type": "dash"}, table.last),
        ("Afsluttet i alt", "good", {"width": 2.75}, table.head + begun),
    )
    for heading, tone, line, last in looks:
        chart.add_series(
            {
                "name": [table.sheet, table.head, table.places[heading]],
                "categories": table.span("Kvartal"),
                "values": [table.sheet, table.first, table.places[heading], last, table.places[heading]],
                "line": {"color": CHART[tone], **line},
            }
        )
    _dress(chart, "Afsluttet over planlagt, lagt sammen", "Antal indsatser", "Kvartal")
    about = (
        "To linjer over kvartalerne: hvor mange indsatser der efter planen skal være afsluttet til og med kvartalet, "
        "og hvor mange af dem der er det, frem til det kvartal, opgørelsen er lavet i. Tallene står i tabellen "
        f"Kvartaler. {as_of_text(book.plan)}."
    )
    _insert(sheet, chart, at, size, about, left)


#: Lines that are told apart by colour and dash, so that either is enough.
_LINES = ("#1E6A8C", "#B3261E", "#2E7D4F", "#8A5A00", "#6A4C93", "#3A4650")
_MARGIN = 31  # days above and below the lines


def add_trend_chart(
    book: Book, sheet: Worksheet, table: Table, days: tuple[date, date], at: tuple[int, int], size: tuple[int, int]
) -> None:
    """The last day of each item of ``table`` from version to version: level it holds, rising it slips.

    ``days`` are the first and the last of them.
    """
    chart = book.workbook.add_chart({"type": "line"})
    first, last = min(table.places.values()) + 2, max(table.places.values())
    for number, row in enumerate(range(table.first, table.last + 1)):
        colour, dash = _LINES[number % len(_LINES)], "solid" if number < len(_LINES) else "dash"
        chart.add_series(
            {
                "name": [table.sheet, row, 1],
                "categories": [table.sheet, table.head, first, table.head, last],
                "values": [table.sheet, row, first, row, last],
                "line": {"color": colour, "width": 2.25, "dash_type": dash},
                "smooth": False,
                "marker": {"type": "circle", "size": 5, "fill": {"color": colour}, "border": {"color": colour}},
            }
        )
    _dress(chart, "Milepælstrend: sidste dag, som den var i hver version", "Sidste dag", "Opgjort")
    chart.set_legend({"position": "right", "font": _FONT})
    low, high = (book.facts.serial(when) for when in days)
    bounds = {"min": low - _MARGIN, "max": high + _MARGIN, "num_format": "mm-yyyy"}
    chart.set_y_axis({**_axis("Sidste dag"), **bounds, **_GRID})
    about = (
        "En linje for hver af de indsatser, der er flyttet mest: den sidste dag, som den var i hver version. En "
        f"vandret linje holder, en stigende skrider. Tallene står i tabellen Milepælstrend. {as_of_text(book.plan)}."
    )
    _insert(sheet, chart, at, size, about)


_GRID = {"major_gridlines": {"visible": True, "line": {"color": LINE, "width": 0.75}}}


def _axis(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "name_font": {**_FONT, "bold": False, "color": MUTED},
        "num_font": _FONT,
        "line": {"color": MUTED, "width": 0.75},
    }


def _dress(chart: Chart, title: str, values: str, categories: str) -> None:
    chart.set_title({"name": title, "name_font": {**_FONT, "size": 12, "bold": True}, "overlay": False})
    chart.set_legend({"position": "top", "font": _FONT})
    chart.set_x_axis({**_axis(categories), "major_gridlines": {"visible": False}})
    chart.set_y_axis({**_axis(values), "num_format": "#,##0", "min": 0, **_GRID})
    chart.set_chartarea({"border": {"color": LINE}, "fill": {"color": PAPER}})
    chart.set_plotarea({"fill": {"none": True}})


def _insert(
    sheet: Worksheet, chart: Chart, at: tuple[int, int], size: tuple[int, int], about: str, left: int = 0
) -> None:
    chart.set_size({"width": size[0], "height": size[1]})
    sheet.insert_chart(*at, chart, {"x_offset": left + 8, "y_offset": 4, "description": about, "object_position": 2})
