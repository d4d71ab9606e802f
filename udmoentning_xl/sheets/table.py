"""Writing one real Excel table: header, typed cells column by column, row heights, filter and the references to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from udmoentning_xl.sheets.style import FILLED, PAGE_HEIGHT, PAGE_WIDTH, Styles
from udmoentning_xl.sheets.text import BOLD_HEADING, line_count, line_counts, longest_word, row_heights

HEAD_LINE, _HEAD_PADDING = 14.0, 4.25
#: The height of a row that nobody has set, in points.
LINE = 15.0
#: What a filter button takes of a header cell, in units of column width.
FILTER_WIDTH = 2.6
#: The style of the same cell in a row of sums.
SUM_STYLES = {"count": "sum_count", "share": "sum_share", "amount": "sum_amount", "amount_tenth": "sum_amount_tenth"}
#: What stands for the columns of all years in a list of headings.
YEARS = "år"
#: Columns of numbers, whose headings stand over the last figure.
NUMBERS = {"count", "share", "amount", "amount_tenth", "figure"}


@dataclass(frozen=True)
class Column:
    """One column of a table. ``values`` are str, float (dates as serial numbers) or None, one per row.

    ``styles`` gives a row a style of its own; ``links`` a place in the workbook; ``formula`` is written in every row
    with the value as its result, ``formulas`` are one per row; ``lines`` are the wrapped lines, when already counted.
    ``notes`` stand in the same cell below a text, in a smaller voice.
    ``total`` is the sum shown in the total row, or a text that stands there; ``total_formula`` gives what is no sum.
    """

    heading: str
    width: float
    values: Sequence[Any]
    style: str = "text"
    styles: Sequence[str | None] | None = None
    links: Sequence[str | None] | None = None
    formula: str | None = None
    formulas: Sequence[str] | None = None
    lines: Sequence[int] | None = None
    notes: Sequence[str | None] | None = None
    total: float | str | None = None
    total_formula: str | None = None
    head_style: str = "head"

    def measured(self) -> "Column":
        """The same column with its wrapped lines counted."""
        if self.lines is not None or not any(type(value) is str for value in self.values):
            return self
        lines = line_counts(self.values, self.width)
        if self.notes:
            below = line_counts(self.notes, self.width)
            lines = [own + (more if note else 0) for own, more, note in zip(lines, below, self.notes, strict=True)]
        return replace(self, lines=lines)

    def picked(self, rows: Sequence[int]) -> "Column":
        """The same column with only ``rows``, in that order."""

        def pick(values: Sequence[Any] | None) -> list[Any] | None:
            return None if values is None else [values[row] for row in rows]

        return replace(
            self,
            values=[self.values[row] for row in rows],
            styles=pick(self.styles),
            links=pick(self.links),
            formulas=pick(self.formulas),
            lines=pick(self.lines),
            notes=pick(self.notes),
        )


@dataclass(frozen=True)
class Table:
    """Where a table stands. Rows and columns count from 0 as the library does; ``height`` is in points."""

    sheet: str
    name: str
    head: int
    first: int
    last: int
    places: dict[str, int] = field(default_factory=dict)
    columns: tuple[Column, ...] = ()
    height: float = 0.0

    def column(self, heading: str) -> str:
        """The structured reference of a column's data."""
        return f"{self.name}[{heading}]"

    def row_heights(self) -> list[float]:
        """The height of each row below the header, in points."""
        return _heights(self.columns)

    def span(self, heading: str) -> list[Any]:
        """A column's data as a chart takes it."""
        return [self.sheet, self.first, self.places[heading], self.last, self.places[heading]]


def this_row(table: str, heading: str) -> str:
    """The structured reference of the cell in the formula's own row, as it is stored in the file."""
    return f"{table}[[#This Row],[{heading}]]"


def write_table(
    sheet: Worksheet,
    styles: Styles,
    top: int,
    columns: Sequence[Column],
    about: tuple[str, str, str],
    *,
    filtered: bool = True,
    widths: Sequence[float] | None = None,
) -> Table:
    """Write ``columns`` as a table with its header in row ``top``; ``about`` is its name, alt title and alt text.

    A table without rows gets one empty row, since Excel has none without. Setting the widths is left to the caller,
    because several tables may share them; ``widths`` are then those of the sheet and not of the columns.
    """
    if widths:
        columns = [replace(column, width=width) for column, width in zip(columns, widths, strict=False)]
    count = max(len(columns[0].values), 1)
    name, title, text = about
    totals = any(column.total is not None for column in columns)
    first, last = top + 1, top + count
    options = {
        "name": name,
        "style": None,
        "autofilter": filtered,
        "title": title,
        "description": text,
        "total_row": totals,
        "columns": [_definition(column, styles) for column in columns],
    }
    sheet.add_table(top, 0, last + totals, len(columns) - 1, options)
    if totals:
        _write_totals(sheet, styles, last + 1, name, columns)
    lines = {"type": "blanks", "format": styles.overlay("line")}
    sheet.conditional_format(first, 0, last, len(columns) - 1, lines)
    columns = [column.measured() for column in columns]
    height = _set_heights(sheet, columns, first, filtered) + totals * LINE
    for place, column in enumerate(columns):
        _write_column(sheet, styles, first, place, column)
    places = {column.heading: number for number, column in enumerate(columns)}
    return Table(sheet.get_name(), name, top, first, last, places, tuple(columns), height)


def set_widths(sheet: Worksheet, styles: Styles, widths: Sequence[float]) -> None:
    """Give the columns their widths, and the sheet its body font also where nothing is written."""
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width, styles["plain"])


def set_columns(sheet: Worksheet, styles: Styles, columns: Sequence[Column]) -> None:
    """Give a sheet of one table the widths of its columns, and their formats to what is typed in empty cells."""
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width, styles.bare(column.style))


def pixels(width: float) -> int:
    """What a column of ``width`` takes on the screen, at 96 to the inch."""
    return int(7 * width + 5.5)


def page_room(widths: Sequence[float]) -> float:
    """The points that rows may take together on a page of A4 that is as wide as columns of ``widths``."""
    return PAGE_HEIGHT / min(1.0, PAGE_WIDTH / (sum(map(pixels, widths)) * 0.75))


def in_front(columns: Sequence[Column], wanted: Sequence[str], room: int) -> tuple[list[Column], list[Column]]:
    """The columns that are to stand first, and the others, both in their own order.

    ``wanted`` are headings, the most important first; each is taken that still has its place in ``room`` pixels. The
    years stand or fall together under ``YEARS``.
    """
    chosen: set[str] = set()
    for heading in wanted:
        group = [one for one in columns if heading == (YEARS if one.heading.isdigit() else one.heading)]
        needed = sum(pixels(one.width) for one in group)
        if needed <= room:
            chosen |= {one.heading for one in group}
            room -= needed
    first, others = ([one for one in columns if (one.heading in chosen) == is_first] for is_first in (True, False))
    return first, others


def draw_parts(sheet: Worksheet, styles: Styles, head: int, columns: Sequence[Column], heading: str) -> None:
    """A line over the first row of each group of equal values under ``heading``, also when the table is sorted anew.

    Comes before the table itself is written, as the first rule that holds is the one that is drawn.
    """
    place = [column.heading for column in columns].index(heading)
    value, above = (xl_rowcol_to_cell(row, place, col_abs=True) for row in (head + 1, head))
    rule = {"type": "formula", "criteria": f"={value}<>{above}", "format": styles.overlay("part")}
    sheet.conditional_format(head + 1, 0, head + max(len(columns[0].values), 1), len(columns) - 1, rule)


def _definition(column: Column, styles: Styles) -> dict[str, Any]:
    definition: dict[str, Any] = {
        "header": column.heading,
        "header_format": styles["head_number" if column.style in NUMBERS else column.head_style],
        "format": styles[column.style],
    }
    if column.formula and len(column.values):
        definition["formula"] = column.formula
    if isinstance(column.total, str):
        definition["total_string"] = column.total
    elif column.total is not None:
        definition["total_function"] = column.total_formula or "sum"
    return definition


def _write_totals(sheet: Worksheet, styles: Styles, row: int, name: str, columns: Sequence[Column]) -> None:
    """Write the total row over what ``add_table`` left: sums of the rows that the filter shows."""
    for place, column in enumerate(columns):
        look = styles[SUM_STYLES.get(column.style, "sum_text")]
        if isinstance(column.total, str):
            sheet.write_string(row, place, column.total, look)
        elif column.total is not None:
            formula = column.total_formula or f"=SUBTOTAL(109,{name}[{column.heading}])"
            sheet.write_formula(row, place, formula, look, column.total)
        else:
            sheet.write_blank(row, place, None, look)


def _set_heights(sheet: Worksheet, columns: Sequence[Column], first: int, filtered: bool) -> float:
    """Set the heights of the header and of each row; give their sum in points."""
    room = FILTER_WIDTH if filtered else 0.4
    heads = [_head_lines(column.heading, column.width, room) for column in columns]
    head = _HEAD_PADDING + HEAD_LINE * max(heads)
    sheet.set_row(first - 1, head)
    heights = _heights(columns)
    for row, height in enumerate(heights, first):
        sheet.set_row(row, height)
    return head + sum(heights)


def _heights(columns: Sequence[Column]) -> list[float]:
    wrapped = [column.lines for column in columns if column.lines is not None]
    return row_heights(wrapped, len(columns[0].values))


def _head_lines(heading: str, width: float, room: float) -> int:
    """The lines of a heading; a word that is broken only by the filter button's room goes under the button."""
    return line_count(
        heading, max(width - room, min(width, longest_word([heading], 2.0, width) * BOLD_HEADING)), BOLD_HEADING
    )


def _write_column(sheet: Worksheet, styles: Styles, first: int, place: int, column: Column) -> None:
    plain = styles[column.style]
    if column.formula or column.formulas:
        _write_formulas(sheet, styles, first, place, column)
    elif column.links:
        _write_links(sheet, styles, first, place, column)
    elif column.notes:
        _write_noted(sheet, styles, first, place, column)
    elif column.styles:
        write = _writer(sheet, column.values)
        for row, (value, style) in enumerate(zip(column.values, column.styles, strict=True), first):
            if value is not None:
                write(row, place, value, styles[style] if style else plain)
    else:
        write = _writer(sheet, column.values)
        for row, value in enumerate(column.values, first):
            if value is not None:
                write(row, place, value, plain)
    if column.style in FILLED:
        for row, value in enumerate(column.values, first):
            if value is None:
                sheet.write_blank(row, place, None, plain)


def _write_noted(sheet: Worksheet, styles: Styles, first: int, place: int, column: Column) -> None:
    """Texts with a note under them: bold and muted, as two runs of one cell."""
    look = styles[column.style]
    for row, (value, note) in enumerate(zip(column.values, column.notes or (), strict=True), first):
        if note:
            sheet.write_rich_string(row, place, styles["strong"], value, styles["note"], f"\n{note}", look)
        else:
            sheet.write_string(row, place, value, look)


def _writer(sheet: Worksheet, values: Sequence[Any]) -> Callable[..., object]:
    """The method for all values of a column; a column holds either text or numbers."""
    sample = next((value for value in values if value is not None), None)
    write: Callable[..., object] = sheet.write_string if isinstance(sample, str) else sheet.write_number
    return write


def _write_formulas(sheet: Worksheet, styles: Styles, first: int, place: int, column: Column) -> None:
    count = len(column.values)
    looks = [styles[style or column.style] for style in column.styles or [None] * count]
    formulas = column.formulas or [column.formula or ""] * count
    for row, (formula, value, look) in enumerate(zip(formulas, column.values, looks, strict=True), first):
        sheet.write_formula(row, place, formula, look, value)


def _write_links(sheet: Worksheet, styles: Styles, first: int, place: int, column: Column) -> None:
    look, plain = styles["cell_link"], styles[column.style]
    for row, (value, link) in enumerate(zip(column.values, column.links or (), strict=True), first):
        if value is not None and link is not None:
            sheet.write_url(row, place, link, look, value)
        elif value is not None:
            sheet.write_string(row, place, value, plain)
