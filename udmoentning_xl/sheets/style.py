"""The one visual language of the generated sheets: colours, cell formats, number formats and page set-up.

Every colour and format is here, as data; where they are put is the business of the sheets. Pairs of text and fill have
a contrast of 4.5:1 or more, chart colours 3:1 against white.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from udmoentning_xl.danish import day

INK = "#1F2933"
MUTED = "#55606B"
PAPER = "#FFFFFF"
LINE = "#D5DBE0"
FAINT_LINE = "#EBEEF1"
HEAD = "#1E4B5C"
BAND = "#EEF3F5"
LINK = "#0B5A8A"
TYPED_LINE = "#8A6D00"
#: What a status looks like: (text, fill). The word always stands beside the colour.
TONES = {
    "good": ("#1C5A34", "#E2F2E6"),
    "bad": ("#98201B", "#FBE4E2"),
    "soon": ("#734600", "#FFF0CC"),
    "calm": ("#3A4650", "#E9EDF0"),
    "plan": ("#12506E", "#DCEBF3"),
}
#: The same statuses where the colour must carry itself, in charts; told apart also by who sees no red, green or blue.
CHART = {"good": "#1B7A57", "bad": "#9E1B1B", "soon": "#C28500", "calm": "#7C93A6", "plan": "#123A5C"}
#: Lines of one chart, in the order they are taken.
CHART_LINES = ("#2563C9", "#7A1616", "#2F9E6E", "#B07D12", "#3B1450", "#7B6C92")

#: Cells to answer in.
REPLY_FILL, REPLY_LINE = "#FFF8DC", "#9A7400"

FONT = "Calibri"
SIZE = 10
#: "_0" leaves the width of a figure free at the right, so that a number does not touch the text beside it.
COUNT = "#,##0_0"
SHARE = "0 %_0"
AMOUNT = "#,##0_0;-#,##0_0;0_0"
AMOUNT_TENTH = "#,##0.0_0;-#,##0.0_0;0.0_0"
DAY = "dd-mm-yyyy"
#: A day with its weekday, in Danish wherever it is opened; the sign says that it has passed.
PASSED_SIGN = "!"
WEEKDAY, WEEKDAY_PASSED = (f"[$-406]{sign}ddd {DAY}" for sign in ("", f'"{PASSED_SIGN} "'))

_CELL = {"bottom": 1, "bottom_color": LINE, "left": 1, "left_color": FAINT_LINE}
_RIGHT = {"align": "right"}
#: Text in a table; the indent keeps it clear of the cell to its left (``text.INDENT`` is its width).
_TEXT = {"align": "left", "indent": 1, "text_wrap": True}
#: Where people are to type; a sheet that somebody protects can still be typed in there.
_TYPED = {"bg_color": "#FFFBEA", "locked": False}
_HEAD = {"bold": True, "font_color": PAPER, "bg_color": HEAD, "valign": "vcenter"}
#: A heading written upwards, clear of the button of the filter at the bottom of its cell.
_TURNED = {"rotation": 90, "align": "center", "valign": "top"}
_SUM = {"bold": True, "top": 1, "top_color": HEAD, "bg_color": BAND, "valign": "vcenter"}
#: Every cell format, by name. All of them start from the body text of ``_BASE``.
FORMATS: dict[str, dict[str, Any]] = {
    "plain": {},
    "title": {"font_size": 18, "bold": True, "font_color": HEAD, "valign": "vcenter"},
    "lead": {"font_size": 11, "font_color": INK},
    "note": {"font_color": MUTED},
    "note_apart": {"font_color": MUTED, "valign": "vcenter"},
    "warning": {"bold": True, "font_color": TONES["bad"][0]},
    "section": {"font_size": 13, "bold": True, "font_color": HEAD, "valign": "bottom"},
    "link": {"font_color": LINK, "underline": 1},
    "lead_strong": {"font_size": 11, "bold": True},
    "as_of": {
        **_TYPED,
        "border": 1,
        "border_color": TYPED_LINE,
        "font_size": 11,
        "bold": True,
        "num_format": f'"Opgjort pr. "{DAY}',
        "align": "left",
        "indent": 1,
        "valign": "vcenter",
    },
    "head": {**_HEAD, **_TEXT},
    "head_number": {**_HEAD, **_RIGHT, "text_wrap": True, "indent": 1},
    "head_turned": {**_HEAD, **_TURNED},
    "head_now": {**_HEAD, **_TURNED, "font_color": HEAD, "bg_color": TONES["soon"][1]},
    "text": {**_CELL, **_TEXT},
    "strong": {**_CELL, **_TEXT, "bold": True},
    "faint": {**_CELL, **_TEXT, "font_color": MUTED},
    "faint_date": {**_CELL, "font_color": MUTED, "num_format": DAY, "align": "left", "indent": 1},
    "clipped": {**_CELL, "align": "left", "indent": 1, "font_color": MUTED},
    "cell_link": {**_CELL, **_TEXT, "font_color": LINK, "underline": 1},
    "typed": {**_CELL, **_TEXT, **_TYPED},
    "typed_date": {**_CELL, **_TYPED, "num_format": DAY, "align": "left", "indent": 1},
    "reply": {**_TEXT, "bg_color": REPLY_FILL, "border": 1, "border_color": REPLY_LINE},
    "head_reply": {**_HEAD, **_TEXT, "font_color": TONES["soon"][0], "bg_color": TONES["soon"][1]},
    "date": {**_CELL, "num_format": DAY, "align": "left", "indent": 1},
    "short_date": {**_CELL, **_RIGHT, "num_format": "dd-mm-yy_0"},
    "weekday": {**_CELL, "num_format": WEEKDAY, "align": "left", "indent": 1},
    "weekday_passed": {
        **_CELL,
        "num_format": WEEKDAY_PASSED,
        "align": "left",
        "indent": 1,
        "bold": True,
        "font_color": TONES["bad"][0],
        "bg_color": TONES["bad"][1],
    },
    "count": {**_CELL, **_RIGHT, "num_format": COUNT},
    "share": {**_CELL, **_RIGHT, "num_format": SHARE},
    "amount": {**_CELL, **_RIGHT, "num_format": AMOUNT},
    "amount_tenth": {**_CELL, **_RIGHT, "num_format": AMOUNT_TENTH},
    "figure": {**_CELL, **_RIGHT, "num_format": COUNT, "font_size": 13, "bold": True, "valign": "vcenter"},
    "figure_tenth": {**_CELL, **_RIGHT, "num_format": "#,##0.0_0", "font_size": 13, "bold": True, "valign": "vcenter"},
    "figure_share": {**_CELL, **_RIGHT, "num_format": SHARE, "font_size": 13, "bold": True, "valign": "vcenter"},
    "figure_label": {**_CELL, **_TEXT, "font_size": 11, "valign": "vcenter"},
    "figure_link": {**_CELL, **_TEXT, "font_size": 11, "valign": "vcenter", "font_color": LINK, "underline": 1},
    "sum_text": {**_SUM, "align": "left", "indent": 1},
    "sum_count": {**_SUM, **_RIGHT, "num_format": COUNT},
    "sum_share": {**_SUM, **_RIGHT, "num_format": SHARE},
    "sum_amount": {**_SUM, **_RIGHT, "num_format": AMOUNT},
    "sum_amount_tenth": {**_SUM, **_RIGHT, "num_format": AMOUNT_TENTH},
    **{
        f"tone_{name}": {**_CELL, **_TEXT, "bold": True, "font_color": text, "bg_color": fill}
        for name, (text, fill) in TONES.items()
    },
    **{
        f"bar_{name}": {**_CELL, "align": "center", "bold": True, "font_color": text, "bg_color": fill}
        for name, (text, fill) in TONES.items()
    },
}

#: Styles of days, which are stored as numbers.
DATES = {"date", "faint_date", "typed_date", "weekday"}
#: Styles whose empty cells are written, because their fill shows where to type.
FILLED = {"typed", "typed_date", "reply"}
#: Lines laid over cells by conditional formats: over a group, round empty cells, and round the present quarter.
OVERLAYS: dict[str, dict[str, Any]] = {
    "part": {**_CELL, "top": 1, "top_color": HEAD},
    "line": _CELL,
    "reply": {"border": 1, "border_color": REPLY_LINE},
    "now": {**_CELL, "left": 1, "right": 1, "left_color": TONES["soon"][0], "right_color": TONES["soon"][0]},
}


#: Excel's numbers of paper sizes, and how wide a landscape page of each is in points.
A3, A4 = 8, 9
_SIDE, _TOP, _BOTTOM = 18, 32.4, 43.2  # margins in points
#: What a landscape page of A4 has room for, in points.
PAGE_WIDTH, PAGE_HEIGHT = 842 - 2 * _SIDE, 595 - _TOP - _BOTTOM
_PAGE_WIDTHS = {A4: PAGE_WIDTH, A3: 1191 - 2 * _SIDE}
_LEAST_SIZE = 8.1  # points, of text on paper: the scale is rounded down to a whole percent, which leaves 8
#: The pixels that columns may take together on a landscape A4 page, so that they are printed in that size, and on one
#: in portrait.
PAGE_PIXELS, PORTRAIT_PIXELS = (int(width / 0.75 * SIZE / _LEAST_SIZE) for width in (PAGE_WIDTH, 595 - 2 * _SIDE))
_BASE = {"font_name": FONT, "font_size": SIZE, "font_color": INK}


class Styles:
    """The formats of one workbook, each made the first time it is asked for."""

    def __init__(self, workbook: Workbook, valign: str = "top") -> None:
        """``valign`` is where text stands in its cell: at the top where rows are high, else "vcenter"."""
        self._workbook = workbook
        self._base = {**_BASE, "valign": valign}
        self._made: dict[str, Format] = {}

    def __getitem__(self, name: str) -> Format:
        """The format called ``name`` in ``FORMATS``."""
        if name not in self._made:
            self._made[name] = self._workbook.add_format(self._base | FORMATS[name])
        return self._made[name]

    def bare(self, name: str) -> Format:
        """The same format without lines and fill: for a column, so that what is typed in an empty cell looks right."""
        key = f"bare {name}"
        if key not in self._made:
            lined = self._base | FORMATS[name]
            self._made[key] = self._workbook.add_format(
                {part: lined[part] for part in lined if part not in {*_CELL, "bg_color"}}
            )
        return self._made[key]

    def tone(self, name: str, number_format: str | None = None) -> Format:
        """The format a conditional format lays over a cell: text and fill of a tone, nothing else."""
        key = f"over {name} {number_format}"
        if key not in self._made:
            text, fill = TONES[name]
            extra = {"num_format": number_format} if number_format else {}
            self._made[key] = self._workbook.add_format({"font_color": text, "bg_color": fill, **extra})
        return self._made[key]

    def overlay(self, name: str) -> Format:
        """One of ``OVERLAYS``, the lines that conditional formats draw over cells."""
        if name not in self._made:
            self._made[name] = self._workbook.add_format(OVERLAYS[name])
        return self._made[name]


def paper_for(widths: Sequence[float]) -> int:
    """The smallest paper on which columns of ``widths`` print in a size that can be read; A3 at most."""
    needed = sum(int(width * 7 + 5) * 0.75 for width in widths) * _LEAST_SIZE / SIZE
    return next((paper for paper, width in _PAGE_WIDTHS.items() if needed <= width), A3)


def set_page(sheet: Worksheet, *, footer: str, as_of: date | None, paper: int = A4, is_portrait: bool = False) -> None:
    """Make ``sheet`` a page in landscape, or in portrait, one page wide, with name, page number and date below.

    The date is that of the printing where the day of the report can be changed on the sheet (``as_of`` None).
    """
    sheet.hide_gridlines(2)
    if is_portrait:
        sheet.set_portrait()
    else:
        sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=_SIDE / 72, right=_SIDE / 72, top=_TOP / 72, bottom=_BOTTOM / 72)
    name = footer.replace("&", "&&")[:150]
    told = f"Opgjort pr. {day(as_of)}" if as_of else "Udskrevet &D"
    sheet.set_footer(f"&L&8{name}&C&8Side &P af &N&R&8{told}", {"margin": 0.25})
