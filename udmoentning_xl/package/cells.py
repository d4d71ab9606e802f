"""One sheet part at the level of cells: where a cell stands, whether it may be changed, and its XML when it is.

A cell is found by its address or, where a program left addresses out, by its place. Only wanted rows are mapped.
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from udmoentning_xl.package.opc import STRICT_OF
from udmoentning_xl.package.workbook import MAIN
from udmoentning_xl.package.xmlscan import Document, Edit, Node, escape, malformed, parse, whole

CellValue = str | int | float | Decimal | bool | date | datetime | None
MAX_TEXT = 32_767  # UTF-16 units in a cell ("Excel specifications and limits")
NOWHERE = ((0, 0), (0, 0))
MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
_DAYS_TO_1904 = 1462  # from the first day of the 1900 date system to that of the other
_MAIN = {MAIN, STRICT_OF[MAIN]}
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
# What XML cannot hold is written _xHHHH_, and so is the underscore of text that looks so (22.9.2.19, ST_Xstring).
_UNWRITABLE = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


class Block(NamedTuple):
    """A formula that fills a range: an array, a data table, or the first of shared formulas."""

    kind: str
    first: tuple[int, int]
    last: tuple[int, int]

    def holds(self, row: int, column: int) -> bool:
        return self.first[0] <= row <= self.last[0] and self.first[1] <= column <= self.last[1]


@dataclass
class SheetMap:
    """A sheet part with its wanted rows. Rows and columns count from 1."""

    document: Document
    rows: dict[int, Node]
    cells: dict[tuple[int, int], Node]
    blocks: list[Block]
    styles: dict[int, Counter[int]]  # column -> how often each format occurs in it, for the wanted columns

    def style(self, row: int, column: int) -> int:
        """The format that the cell has, or would have: its own, else the row's, else the column's."""
        cell = self.cells.get((row, column))
        if cell is not None:
            return whole(cell.attrs.get("s"))
        line = self.rows.get(row)
        if line is not None and line.attrs.get("customFormat") in {"1", "true"}:
            return whole(line.attrs.get("s"))
        columns = self.document.root.child("cols")
        for node in columns.all("col") if columns is not None else []:
            if whole(node.attrs.get("min")) <= column <= whole(node.attrs.get("max")):
                return whole(node.attrs.get("style"))
        return 0

    def obstacle(self, row: int, column: int, *, overwrite: bool) -> str | None:
        """Why the cell must not be changed, as a Danish clause, or None."""
        merged = self.document.root.child("mergeCells")
        for node in merged.all("mergeCell") if merged is not None else []:
            area = Block("merge", *area_of(node.attrs.get("ref", "")))
            if area.holds(row, column) and area.first != (row, column):
                return "cellen er skjult under en flettet celle"
        cell = self.cells.get((row, column))
        if cell is not None and cell.child("f") is not None and not overwrite:
            return "cellen har en formel"
        for block in self.blocks:
            if block.kind != "shared" and block.first != block.last and block.holds(row, column):
                return "cellen er del af en matrixformel"
            if block.kind == "shared" and block.first == (row, column) and block.first != block.last:
                return "andre formler bygger på cellens formel"
        return None

    def has_formula(self, row: int, column: int) -> bool:
        cell = self.cells.get((row, column))
        return cell is not None and cell.child("f") is not None


def map_sheet(raw: bytes, part: str, wanted: Collection[tuple[int, int]]) -> SheetMap:
    """Map the sheet in ``raw`` with the rows of the cells in ``wanted``. Raises PlanFileError when it is malformed."""
    scan = _SheetNotes({row for row, _ in wanted}, {column for _, column in wanted})
    document = parse(raw, part, scan.keep)
    data = document.root.child("sheetData")
    if document.root.name != "worksheet" or data is None or len(data.all("row")) != len(scan.kept_rows):
        raise malformed(part)
    rows = dict(zip(scan.kept_rows, data.all("row"), strict=True))
    cells: dict[tuple[int, int], Node] = {}
    for number, row in rows.items():
        if number in scan.rows:
            cells |= {(number, column): cell for column, cell in _numbered(row)}
    return SheetMap(document, rows, cells, scan.blocks, scan.styles)


@dataclass
class _SheetNotes:
    """What is noted while a sheet is read: row numbers, formula ranges, formats in use."""

    rows: set[int]
    columns: set[int]
    row: int = 0
    column: int = 0
    kept_rows: list[int] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    styles: dict[int, Counter[int]] = field(default_factory=dict)

    def keep(self, expanded: str, attrs: dict[str, str]) -> bool:
        space, _, name = expanded.rpartition("}")
        if space not in _MAIN:  # anchors of drawings and controls have rows too
            return True
        if name == "row":
            self.row, self.column = whole(attrs.get("r"), self.row + 1), 0
            self.kept_rows.append(self.row)
        elif name == "c":
            self.column = column_of(attrs["r"]) if "r" in attrs else self.column + 1
            if self.column in self.columns and "s" in attrs:
                self.styles.setdefault(self.column, Counter())[whole(attrs["s"])] += 1
            return self.row in self.rows
        elif name == "f" and "ref" in attrs and attrs.get("t", "normal") != "normal":
            self.blocks.append(Block(attrs["t"], *area_of(attrs["ref"])))
        return True


def cell_edits(sheet: SheetMap, values: dict[tuple[int, int], tuple[CellValue, int]], *, date1904: bool) -> list[Edit]:
    """The edits that give each (row, column) its value and format, every cell that is not there put in its place."""
    edits: list[Edit] = []
    new: dict[int, list[tuple[int, CellValue, int]]] = {}
    for (row, column), (value, style) in sorted(values.items()):
        cell = sheet.cells.get((row, column))
        if cell is not None:
            edits += [Edit(cell.start, cell.end, _changed(sheet.document, cell, value, style, date1904=date1904))]
        elif value is not None:
            new.setdefault(row, []).append((column, value, style))
    edits += _into_rows(sheet, {row: cells for row, cells in new.items() if row in sheet.rows}, date1904=date1904)
    edits += _new_rows(sheet, {row: cells for row, cells in new.items() if row not in sheet.rows}, date1904=date1904)
    edits += _wider(sheet, [(row, column) for row, cells in new.items() for column, _, _ in cells])
    return edits


def _changed(document: Document, cell: Node, value: CellValue, style: int, *, date1904: bool) -> bytes:
    """The cell with another value: its address as it was written, its extensions kept, its formula gone."""
    extension = cell.child("extLst")
    kept = document.data[extension.start : extension.end] if extension is not None else b""
    address = f' r="{cell.attrs["r"]}"' if "r" in cell.attrs else ""
    shown = f' s="{style}"' if style or "s" in cell.attrs else ""
    phonetic = f' ph="{cell.attrs["ph"]}"' if "ph" in cell.attrs else ""
    return _cell(document.prefix(cell), address + shown + phonetic, value, kept, date1904=date1904)


def _into_rows(sheet: SheetMap, rows: dict[int, list[tuple[int, CellValue, int]]], *, date1904: bool) -> Iterator[Edit]:
    for number, cells in rows.items():
        row = sheet.rows[number]
        prefix = sheet.document.prefix(row)
        there = list(_numbered(row))
        last = b""
        for column, value, style in cells:
            xml = _new_cell(prefix, number, column, value, style, date1904=date1904)
            after = next((cell for place, cell in there if place > column), None)
            if after is None:
                last += xml
            else:  # it has an address: a cell without one follows its neighbour, so nothing is missing before it
                yield Edit(after.start, after.start, xml)
        yield from sheet.document.append(row, last)


def _new_rows(sheet: SheetMap, rows: dict[int, list[tuple[int, CellValue, int]]], *, date1904: bool) -> Iterator[Edit]:
    document = sheet.document
    data = document.root.child("sheetData")
    assert data is not None  # every worksheet has one
    prefix = document.prefix(data)
    last = b""
    for number, cells in rows.items():
        inner = b"".join(_new_cell(prefix, number, column, value, s, date1904=date1904) for column, value, s in cells)
        xml = f'<{prefix}row r="{number}">'.encode() + inner + f"</{prefix}row>".encode()
        after = min((other for other in sheet.rows if other > number), default=None)
        if after is None:
            last += xml
        else:
            yield Edit(sheet.rows[after].start, sheet.rows[after].start, xml)
    yield from document.append(data, last)


def _wider(sheet: SheetMap, added: Iterable[tuple[int, int]]) -> Iterator[Edit]:
    """The sheet's range and the rows' spans, where a new cell lies outside them."""
    places = list(added)
    dimension = sheet.document.root.child("dimension")
    first, last = area_of(dimension.attrs.get("ref", "")) if dimension is not None else NOWHERE
    if places and dimension is not None and (first, last) != NOWHERE:
        rows, columns = [row for row, _ in places], [column for _, column in places]
        low = min(first[0], *rows), min(first[1], *columns)
        high = max(last[0], *rows), max(last[1], *columns)
        if (low, high) != (first, last):
            yield sheet.document.set_attribute(dimension, "ref", f"{name_of(*low)}:{name_of(*high)}")
    for number in {row for row, _ in places} & set(sheet.rows):
        row = sheet.rows[number]
        found = re.fullmatch(r"\A(\d+):(\d+)", row.attrs.get("spans", ""))
        columns = [column for line, column in places if line == number]
        if found and (min(columns) < int(found[1]) or max(columns) > int(found[2])):
            span = f"{min(int(found[1]), *columns)}:{max(int(found[2]), *columns)}"
            yield sheet.document.set_attribute(row, "spans", span)


def _new_cell(prefix: str, row: int, column: int, value: CellValue, style: int, *, date1904: bool) -> bytes:
    shown = f' s="{style}"' if style else ""
    return _cell(prefix, f' r="{name_of(row, column)}"{shown}', value, b"", date1904=date1904)


def _cell(prefix: str, attrs: str, value: CellValue, kept: bytes, *, date1904: bool) -> bytes:
    kind, inner = _content(prefix, value, date1904=date1904)
    if not inner and not kept:
        return f"<{prefix}c{attrs}/>".encode()
    return f"<{prefix}c{attrs}{kind}>{inner}".encode() + kept + f"</{prefix}c>".encode()


def _content(prefix: str, value: CellValue, *, date1904: bool) -> tuple[str, str]:
    """The type attribute and the content of a cell with ``value``."""
    if value is None:
        return "", ""
    if isinstance(value, str):
        space = ' xml:space="preserve"' if value != value.strip() or "\n" in value or "  " in value else ""
        return ' t="inlineStr"', f"<{prefix}is><{prefix}t{space}>{escape(written(value))}</{prefix}t></{prefix}is>"
    if isinstance(value, bool):
        return ' t="b"', f"<{prefix}v>{int(value)}</{prefix}v>"
    if isinstance(value, date):
        return "", f"<{prefix}v>{_numeral(serial(value, date1904=date1904))}</{prefix}v>"
    return "", f"<{prefix}v>{_numeral(value)}</{prefix}v>"


def serial(day: date, *, date1904: bool) -> float:
    """The number that stands for a date (and time of day) in the workbook's date system (18.17.4.1).

    Raises ValueError before 1 March 1900, where Excel counts a 29 February that never was, and for a time zone.
    """
    moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
    if moment.tzinfo is not None or moment < datetime(1904 if date1904 else 1900, 3, 1):
        raise ValueError(f"{day} has no date serial")
    passed = moment - datetime(1899, 12, 30)
    return passed.days + passed.seconds / 86_400 - (_DAYS_TO_1904 if date1904 else 0)


def written(text: str) -> str:
    """``text`` with what XML cannot hold escaped as Excel does it."""
    return _UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def area_of(written: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """First and last (row, column) of a range such as ``B2:D9`` or ``B2``; what cannot be read covers no cell."""
    first, _, last = written.partition(":")
    try:
        return place_of(first), place_of(last or first)
    except ValueError:
        return NOWHERE


def place_of(name: str) -> tuple[int, int]:
    """(row, column) of an address such as ``B3`` or ``$B$3``. Raises ValueError when it is none."""
    found = _ADDRESS.fullmatch(name)
    place = (int(found[2]), _letters(found[1])) if found else (0, 0)
    if not (1 <= place[0] <= MAX_ROW and 1 <= place[1] <= MAX_COLUMN):
        raise ValueError(f"{name!r} is no cell")
    return place


def name_of(row: int, column: int) -> str:
    """The address of a cell, e.g. ``B3`` for (3, 2)."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def column_of(name: str) -> int:
    """The column in an address; 0 when it is none."""
    return _letters(name.rstrip("0123456789"))


def _letters(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _numeral(value: int | float | Decimal) -> str:
    if isinstance(value, int):
        return str(value)
    if not math.isfinite(value):
        raise ValueError(f"{value} cannot stand in a cell")
    number = float(value)
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


def _numbered(row: Node) -> Iterator[tuple[int, Node]]:
    """The cells of a row with their columns."""
    column = 0
    for cell in row.all("c"):
        column = column_of(cell.attrs["r"]) if "r" in cell.attrs else column + 1
        yield column, cell
