"""Læs mig: what a committee's file is, what to fill in, by when, and to whom it goes back."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from udmoentning_xl.sheets.style import Styles, set_page
from udmoentning_xl.sheets.text import label, line_count

README = "Læs mig"
_LABEL_WIDTH, _TEXT_WIDTH = 22, 78
_LINE = 15.5
_SCALE = 1.1  # the lead text is 11 points


def write_readme(sheet: Worksheet, styles: Styles, title: str, points: Sequence[tuple[str, str]]) -> None:
    """Write ``title`` and the points (what it is about, and a sentence or two) to ``sheet``, as one page upright."""
    sheet.set_column(0, 0, _LABEL_WIDTH, styles["plain"])
    sheet.set_column(1, 1, _TEXT_WIDTH, styles["plain"])
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, label(title), styles["title"])
    wrapped = styles["readme"]
    for row, (about, words) in enumerate(points, 2):
        sheet.set_row(row, 8 + _LINE * line_count(words, _TEXT_WIDTH, _SCALE))
        sheet.write_string(row, 0, about, styles["readme_label"])
        sheet.write_string(row, 1, words, wrapped)
