"""Reads .xlsb: records instead of XML in the parts. Only values, errors and merged areas are taken.

Values come from calamine; how far the cells reach and which show an error is found in the records. Source: [MS-XLSB]
2.1.4 (how a record is written) and 2.4 (what each one holds).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from udmoentning_xl.package.archive import Archive
from udmoentning_xl.package.opc import Relations, relations
from udmoentning_xl.reading import calamine
from udmoentning_xl.reading.limits import MAX_COLUMN, MAX_ROW, MAX_TEXT, MAX_TEXT_XML
from udmoentning_xl.reading.rawsheet import Area, Cell, RawBook, RawSheet, refuse_too_far
from udmoentning_xl.reading.sheetparts import too_much
from udmoentning_xl.reading.xls import ERRORS

_ROW, _ERROR, _SHARED_TEXT, _FORMULA_ERROR, _RICH_TEXT = 0, 3, 7, 11, 62
_CELLS = frozenset({*range(2, 12), _RICH_TEXT})
_TEXT, _BOOK, _SHEET, _TEXTS, _MERGED = 19, 153, 156, 159, 176


@dataclass
class _Found:
    rows: int = 0
    columns: int = 0
    errors: dict[Cell, str] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    text: int = 0


def read_xlsb(archive: Archive, book_part: str) -> RawBook:
    """The worksheets of the workbook whose main part is ``book_part``.

    Raises:
        PlanFileError: a part is damaged, or there is more in it than can be read safely.
    """
    related = relations(archive, book_part)
    try:
        date1904, parts = _book(_part(archive, book_part), related)
        texts = related.of_kind("sharedstrings")
        lengths = _text_lengths(_part(archive, texts.part)) if texts else []
        found = {name: _scan(_part(archive, part), lengths) for name, part in parts.items()}
    except (ValueError, IndexError, struct.error) as error:
        raise calamine.damaged(archive.label) from error
    refuse_too_far(archive.label, [(name, sheet.rows, sheet.columns) for name, sheet in found.items()])
    if sum(sheet.text for sheet in found.values()) > MAX_TEXT:
        raise too_much(archive.label)
    with calamine.opened(archive.raw, archive.label) as book:
        sheets = [
            RawSheet(name, visible, calamine.values(book, index), found[name].errors, found[name].merged)
            for index, name, visible in calamine.worksheets(book)
        ]
    return RawBook("xlsb", date1904, sheets)


def _part(archive: Archive, part: str) -> bytes:
    if part in archive and archive.by_key[part.casefold()].size > MAX_TEXT_XML:
        raise too_much(archive.label)
    return archive.read(part)


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a part. Number and length are written seven bits to the byte, lowest first."""
    place = 0
    while place < len(data):
        kind = data[place]
        place += 1
        if kind & 0x80:
            kind = kind & 0x7F | (data[place] & 0x7F) << 7
            place += 1
        length = shift = 0
        while True:
            byte = data[place]
            place += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 or shift == 28:
                break
        if place + length > len(data):
            raise ValueError("a record runs out of its part")
        yield kind, data[place : place + length]
        place += length


def _book(data: bytes, related: Relations) -> tuple[bool, dict[str, str]]:
    """Whether dates count from 1904, and the part of each worksheet by name."""
    date1904, parts = False, {}
    for kind, body in _records(data):
        if kind == _BOOK:
            date1904 = bool(body[0] & 1)
        elif kind == _SHEET:
            rid, place = _wide_text(body, 8)
            name, _ = _wide_text(body, place)
            relation = related.by_id(rid)
            if relation and relation.kind == "worksheet":
                if name in parts:
                    raise ValueError("two sheets of one name")
                parts[name] = relation.part
    return date1904, parts


def _wide_text(body: bytes, place: int) -> tuple[str, int]:
    (length,) = struct.unpack_from("<L", body, place)
    end = place + 4 + 2 * length
    return body[place + 4 : end].decode("utf-16-le"), end


def _text_lengths(data: bytes) -> list[int]:
    lengths = []
    for kind, body in _records(data):
        if kind == _TEXT:
            lengths.append(len(body))
        elif kind == _TEXTS and max(struct.unpack_from("<LL", body)) > len(data):
            # calamine makes room for as many texts as are announced.
            raise ValueError("more texts are announced than there is room for")
    return lengths


def _scan(data: bytes, lengths: list[int]) -> _Found:
    found = _Found()
    row = 0
    for kind, body in _records(data):
        if kind == _ROW:
            (row,) = struct.unpack_from("<L", body)
        elif kind in _CELLS:
            (column,) = struct.unpack_from("<L", body)
            if row >= MAX_ROW or column >= MAX_COLUMN:
                raise ValueError("a cell outside the sheet")
            found.rows, found.columns = max(found.rows, row + 1), max(found.columns, column + 1)
            if kind == _SHARED_TEXT:
                found.text += lengths[struct.unpack_from("<L", body, 8)[0]]
            elif kind in {_ERROR, _FORMULA_ERROR} and body[8] in ERRORS:
                found.errors[row, column] = ERRORS[body[8]]
        elif kind == _MERGED:
            first_row, last_row, first_column, last_column = struct.unpack_from("<4L", body)
            found.merged.append((first_row, first_column, last_row, last_column))
    return found
