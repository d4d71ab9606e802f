"""Text on its way into a cell: made writable, shortened, and measured so that wrapped rows get the right height."""

import re
from collections.abc import Iterable, Sequence
from math import ceil

CELL_LIMIT = 32_767  # UTF-16 units in a cell (Excel specifications and limits)
CUT_MARK = "… (afkortet)"
ROW_LIMIT = 409.0  # points; the highest row Excel has
LINE_HEIGHT = 12.75  # points per line of Calibri 10 in Excel; LibreOffice takes 9.7, and Excel would cut that
ROW_PADDING = 0.75  # the line below the row
LEAST_HEIGHT = 15.0  # a row of one line is as high as an empty one
#: How much wider bold letters are: of a text, and of a heading, which is measured with room to spare.
BOLD, BOLD_HEADING = 1.03, 1.06
INDENT = 1.3  # units of column width that one step of indent takes: three spaces of the workbook's font

_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x1f\x7f\ufffe\uffff]+")
_LINE_END = re.compile("\r\n?")

#: Widths of Calibri in hundredths of its size; 51, the width of a figure, for every other character.
_WIDTHS = {
    22: "' ",
    23: "ilìíîï",
    24: "j",
    25: ",.IÌÍÎÏ·",
    27: ":;",
    30: "()`´",
    31: "-[]f{}",
    33: "!Jt°",
    35: "r",
    39: "/\\s",
    40: '"z',
    42: "Lc",
    45: "kvxyýÿ",
    46: "?FS|",
    47: "Zg",
    48: "aàáâãäå",
    49: "ETYÈÉÊË",
    52: "KPX",
    53: "Cbdhnopquçñòóôõöøùúûü",
    54: "BR",
    58: "VAÀÁÂÃÄÅ",
    63: "DGHUÙÚÛÜ",
    66: "NOQÑÒÓÔÕÖØ",
    69: "&½¼¾",
    72: "%w",
    77: "Ææ",
    80: "m",
    86: "M",
    89: "@W",
}
_TABLE = bytearray([51] * 256)
for _width, _chars in _WIDTHS.items():
    for _char in _chars:
        _TABLE[ord(_char)] = _width
_ADVANCE = bytes(_TABLE)
_PIXELS = 10 * 96 / 72  # the font's size on a screen
#: Hundredths of the font's size in one unit of column width (7 pixels). On paper letters have their own size, on a
#: screen and in LibreOffice a little less.
_PER_UNIT = 7 / _PIXELS * 100


def writable(text: str) -> str:
    """``text`` as Excel can hold it: lone surrogates replaced, line breaks as one character, cut with a visible mark.

    Control characters stay; the writer escapes them as Excel does (``_x0001_``).
    """
    if text.isascii() and "\r" not in text and len(text) <= CELL_LIMIT:
        return _not_markup(text)
    text = _LINE_END.sub("\n", _SURROGATE.sub("\ufffd", text))
    if len(text) > CELL_LIMIT // 2:
        raw = text.encode("utf-16-le")
        if len(raw) > 2 * CELL_LIMIT:
            text = raw[: 2 * (CELL_LIMIT - len(CUT_MARK))].decode("utf-16-le", "ignore") + CUT_MARK
    return _not_markup(text)


def _not_markup(text: str) -> str:
    """The library takes a text that is one XML run for rich text and would write it raw; a space makes it plain."""
    return text + " " if text.startswith("<r>") and text.endswith("</r>") else text


def label(text: str) -> str:
    """``text`` as a name outside the cells (heading, property, footer): one line, no control characters."""
    return _CONTROL.sub(" ", _SURROGATE.sub("\ufffd", text)).strip()


def shorten(text: str, limit: int) -> str:
    """``text`` cut to ``limit`` characters at a word, with " …" to show it."""
    if len(text) <= limit:
        return text
    head = text[: limit - 2]
    whole = head if text[limit - 2].isspace() else head.rsplit(None, 1)[0]
    return whole.rstrip(" ,;:-") + " …"


def text_width(text: str) -> int:
    """The width of one line in hundredths of the font's size."""
    return sum(text.encode("latin-1", "replace").translate(_ADVANCE))


def line_count(text: str, column_width: float, scale: float = 1.0) -> int:
    """The lines that ``text`` takes when wrapped in an indented cell; ``scale`` is the font's size over 10 points."""
    room = int(max(column_width - INDENT, 1) * _PER_UNIT / scale)
    lines = 0
    for paragraph in text.split("\n"):
        width = text_width(paragraph)
        lines += 1 if width <= room else _wrapped(paragraph, room)
    return lines


def _wrapped(paragraph: str, room: int) -> int:
    """Greedy word wrap; a word wider than the column is broken across lines."""
    lines, used = 1, 0
    space = _ADVANCE[32]
    for word in paragraph.split(" "):
        width = text_width(word)
        if used and used + space + width <= room:
            used += space + width
            continue
        if used:
            lines += 1
        used = width
        if width > room:
            extra = ceil(width / room) - 1
            lines += extra
            used = width - extra * room
    return lines


def one_line(text: str, column_width: float) -> str:
    """``text`` as a single line of a column, cut at a word with " …" where it is longer."""
    line = " ".join(text.split())
    limit = min(len(line), int(column_width * 2))
    while limit > 3 and line_count(shorten(line, limit), column_width) > 1:
        limit -= 2
    return shorten(line, limit)


def longest_word(texts: Iterable[str | None], least: float, most: float, scale: float = 1.0) -> float:
    """A column width in which no word of ``texts`` is broken, within the bounds; ``scale`` as in ``line_count``."""
    words = {word for text in texts if text for word in text.split()}
    return min(most, max(least, scale * max(map(text_width, words), default=0) / _PER_UNIT + INDENT + 0.3))


def whole_text(texts: Iterable[str | None], least: float, most: float) -> float:
    """A column width in which each of ``texts`` stands on one line, within the bounds."""
    return min(
        most, max(least, max((text_width(text) for text in texts if text), default=0) / _PER_UNIT + INDENT + 0.3)
    )


def line_counts(texts: Iterable[str | None], column_width: float, scale: float = 1.0) -> list[int]:
    """:func:`line_count` of each text; an empty cell takes one line."""
    known: dict[str, int] = {}
    counts = []
    for text in texts:
        if not text:
            counts.append(1)
            continue
        lines = known.get(text)
        if lines is None:
            lines = known[text] = line_count(text, column_width, scale)
        counts.append(lines)
    return counts


def row_heights(columns: Sequence[Sequence[int]], count: int) -> list[float]:
    """The height of each of ``count`` rows in points, from the line counts of its wrapped columns."""
    highest = [max(lines) for lines in zip(*columns, strict=True)] if columns else [1] * count
    return [min(ROW_LIMIT, max(LEAST_HEIGHT, ROW_PADDING + LINE_HEIGHT * lines)) for lines in highest]
