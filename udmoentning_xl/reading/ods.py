"""Reads .ods (OpenDocument 1.3, part 3, chapter 9), of which only values, errors and merged areas are taken.

One element may stand for a million cells, so the extent is counted before calamine spreads them out.
"""

import re
from dataclasses import dataclass, field

from udmoentning_xl.package.archive import Archive
from udmoentning_xl.package.xmlscan import feed, safe_parser
from udmoentning_xl.reading import calamine
from udmoentning_xl.reading.limits import MAX_COLUMN, MAX_ROW, MAX_TEXT
from udmoentning_xl.reading.rawsheet import Area, Cell, RawBook, RawSheet, refuse_too_far
from udmoentning_xl.reading.sheetparts import named, text_xml, too_much

_CONTENT = "content.xml"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_VALUE_TYPE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0}value-type"
_SHOWN_TYPE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
#: What a formula fetched last from another program or workbook is kept as a table too, the latter among the sheets
#: under the name of file and sheet.
_KEPT_LINK = _TABLE + "dde-link"
_OTHER_WORKBOOK = re.compile(r"'[^']*'#")
_CELLS = frozenset({_TABLE + "table-cell", _TABLE + "covered-table-cell"})


def read_ods(archive: Archive) -> RawBook:
    """The worksheets of the OpenDocument spreadsheet.

    Raises:
        PlanFileError: the file is encrypted or damaged, or holds more than can be read safely.
    """
    manifest = "META-INF/manifest.xml"
    if manifest in archive and b"encryption-data" in archive.read(manifest):
        raise calamine.password(archive.label)
    tables = _Scanner().run(text_xml(archive, _CONTENT), named(archive, _CONTENT))
    refuse_too_far(archive.label, [(table.name, table.rows, table.columns) for table in tables])
    if sum(table.text for table in tables) > MAX_TEXT:
        raise too_much(archive.label)
    with calamine.opened(archive.raw, archive.label) as book:
        sheets = [
            RawSheet(name, visible, calamine.values(book, index), table.errors(), table.merged)
            for (index, name, visible), table in zip(calamine.worksheets(book), tables, strict=True)
            if not _OTHER_WORKBOOK.match(name)
        ]
    return RawBook("ods", False, sheets)


@dataclass
class _Table:
    name: str
    rows: int = 0
    columns: int = 0
    text: int = 0  # bytes of it, repeated cells counted as often as they stand
    merged: list[Area] = field(default_factory=list)
    shown: list[tuple[Area, str]] = field(default_factory=list)  # areas that show an error

    def errors(self) -> dict[Cell, str]:
        return {
            (row, column): text
            for (top, left, bottom, right), text in self.shown
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }


class _Scanner:
    def __init__(self) -> None:
        self.tables: list[_Table] = []
        self.depth = 0  # of tables: a cell may hold a table, and so does a link, which calamine does not read
        self.row = self.column = 0
        self.row_repeat = self.repeat = 1
        self.cell: dict[str, str] | None = None
        self.pieces: list[str] = []

    def run(self, data: bytes, part: str) -> list[_Table]:
        feed(safe_parser(part, self.opened, self.closed, self.texted), data, part)
        return self.tables

    def opened(self, name: str, attrs: dict[str, str]) -> None:
        if name in {_TABLE + "table", _KEPT_LINK}:
            self.depth += 1
            if self.depth == 1 and name != _KEPT_LINK:
                self.tables.append(_Table(attrs.get(_TABLE + "name", "")))
                self.row = 0
        elif self.depth != 1:
            return
        elif name == _TABLE + "table-row":
            self.row_repeat, self.column = _number(attrs, "number-rows-repeated", MAX_ROW), 0
        elif name in _CELLS:
            self.cell, self.pieces = attrs, []
            self.repeat = _number(attrs, "number-columns-repeated", MAX_COLUMN)

    def closed(self, name: str) -> None:
        if name in {_TABLE + "table", _KEPT_LINK}:
            self.depth -= 1
        elif self.depth != 1:
            return
        elif name == _TABLE + "table-row":
            self.row = min(self.row + self.row_repeat, MAX_ROW)
        elif name in _CELLS and self.cell is not None:
            self.finish(self.cell, "".join(self.pieces))
            self.column = min(self.column + self.repeat, MAX_COLUMN)
            self.cell = None

    def texted(self, text: str) -> None:
        if self.cell is not None:
            self.pieces.append(text)

    def finish(self, cell: dict[str, str], text: str) -> None:
        table = self.tables[-1]
        last_row = min(self.row + self.row_repeat, MAX_ROW)
        last_column = min(self.column + self.repeat, MAX_COLUMN)
        down, right = (_number(cell, f"number-{way}-spanned", MAX_ROW) for way in ("rows", "columns"))
        if down > 1 or right > 1:
            table.merged.append((self.row, self.column, self.row + down - 1, self.column + right - 1))
        if not text and _VALUE_TYPE not in cell:
            return
        table.rows, table.columns = max(table.rows, last_row), max(table.columns, last_column)
        table.text += len(text.encode()) * self.row_repeat * self.repeat
        if cell.get(_SHOWN_TYPE) == "error":
            table.shown.append(((self.row, self.column, last_row - 1, last_column - 1), text.strip()))


def _number(attrs: dict[str, str], name: str, most: int) -> int:
    written = attrs.get(_TABLE + name, "1")
    return min(max(int(written), 1), most) if written.isascii() and written.isdecimal() and len(written) < 12 else 1
