"""Læs mig: what a committee's file is, what to fill in, by when, and to whom it goes back."""

from collections.abc import Sequence
from datetime import date

from xlsxwriter.worksheet import Worksheet

from udmoentning_xl.sheets.style import Styles, set_page
from udmoentning_xl.sheets.text import LINE_HEIGHT, label, line_count
from udmoentning_xl.terms import README

_WIDTHS = (22.0, 84.0)
_ROOM = 9.0  # points around a paragraph


def write_readme(sheet: Worksheet, styles: Styles, title: str, points: Sequence[tuple[str, str]], as_of: date) -> None:
    """Write ``title`` and the points, each what it is about and a sentence or two."""
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width, styles["plain"])
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, label(title), styles["title"])
    for row, (about, words) in enumerate(points, 1):
        sheet.set_row(row, _ROOM + LINE_HEIGHT * line_count(words, _WIDTHS[1]))
        sheet.write_string(row, 0, about, styles["strong"])
        sheet.write_string(row, 1, words, styles["text"])
    set_page(sheet, footer=f"{title} – {README}", as_of=as_of)
