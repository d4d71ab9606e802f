"""The one visual language of the generated sheets: colours, cell formats, number formats and page set-up.

Every colour and format is here, as data; where they are put is the business of the sheets. Pairs of text and fill have
a contrast of 4.5:1 or more, chart colours 3:1 against white.
"""

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
#: What a status looks like: (text, fill). The word always stands beside the colour.
TONES = {
    "good": ("#1C5A34", "#E2F2E6"),
    "bad": ("#98201B", "#FBE4E2"),
    "soon": ("#734600", "#FFF0CC"),
    "calm": ("#3A4650", "#E9EDF0"),
    "plan": ("#12506E", "#DCEBF3"),
}
#: The same statuses where the colour must carry itself, in charts.
CHART = {"good": "#2E7D4F", "bad": "#B3261E", "soon": "#E5A100", "calm": "#8797A3", "plan": "#1E6A8C"}

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
_HEAD = {"bold": True, "font_color": PAPER, "bg_color": HEAD, "valign": "vcenter"}
_SUM = {"bold": True, "top": 1, "top_color": HEAD, "bg_color": BAND, "valign": "vcenter"}
#: Every cell format, by name. All of them start from the body text of ``_BASE``.
FORMATS: dict[str, dict[str, Any]] = {
    "plain": {},
    "title": {"font_size": 18, "bold": True, "font_color": HEAD, "valign": "vcenter"},
    "lead": {"font_size": 11, "font_color": INK},
    "note": {"font_color": MUTED},
    "warning": {"bold": True, "font_color": TONES["bad"][0]},
    "section": {"font_size": 13, "bold": True, "font_color": HEAD, "valign": "bottom"},
    "link": {"font_color": LINK, "underline": 1},
    "lead_strong": {"font_size": 11, "bold": True},
    "lead_date": {"font_size": 11, "bold": True, "num_format": f'"Opgjort pr. "{DAY}', "align": "left"},
    "head": {**_HEAD, **_TEXT},
    "head_number": {**_HEAD, **_RIGHT, "text_wrap": True, "indent": 1},
    "head_turned": {**_HEAD, "rotation": 90, "align": "center"},
    "head_now": {**_HEAD, "rotation": 90, "align": "center", "font_color": HEAD, "bg_color": TONES["soon"][1]},
    "text": {**_CELL, **_TEXT},
    "strong": {**_CELL, **_TEXT, "bold": True},
    "faint": {**_CELL, **_TEXT, "font_color": MUTED},
    "clipped": {**_CELL, "align": "left", "indent": 1, "font_color": MUTED},
    "cell_link": {**_CELL, **_TEXT, "font_color": LINK, "underline": 1},
    "typed": {**_CELL, **_TEXT, "bg_color": "#FFFBEA"},
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
DATES = {"date", "weekday"}
#: Styles whose empty cells are written, because their fill shows where to type.
FILLED = {"typed", "reply"}
#: Lines laid over cells by conditional formats: over a group, round empty cells, and round the present quarter.
OVERLAYS: dict[str, dict[str, Any]] = {
    "part": {**_CELL, "top": 1, "top_color": HEAD},
    "line": _CELL,
    "reply": {"border": 1, "border_color": REPLY_LINE},
    "now": {**_CELL, "left": 1, "right": 1, "left_color": TONES["soon"][0], "right_color": TONES["soon"][0]},
}


#: The pixels that columns may take together on a landscape A4 page, so that 10 points are printed as 8 or more.
PAGE_WIDTH = 1335

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


def set_page(sheet: Worksheet, *, footer: str, as_of: date, paper: int = 9) -> None:
    """Make ``sheet`` a landscape page, one page wide, without grid lines, with name, page number and date below.

    ``paper`` is Excel's number of the size: 9 is A4, 8 is A3.
    """
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.25, right=0.25, top=0.45, bottom=0.6)
    name = footer.replace("&", "&&")[:150]
    sheet.set_footer(f"&L&8{name}&C&8Side &P af &N&R&8Opgjort pr. {day(as_of)}", {"margin": 0.25})
