"""Reads .xlsb: records instead of XML in the parts. Source: [MS-XLSB] 2.1.4 (how one is written) and 2.4 (which)."""

import struct
from collections.abc import Iterable, Iterator, Sequence

from udmoentning_xl.package.archive import Archive
from udmoentning_xl.package.names import part_key
from udmoentning_xl.package.opc import Relations, relations
from udmoentning_xl.reading import calamine
from udmoentning_xl.reading.legacy import ERRORS, Scan, sheets_of
from udmoentning_xl.reading.limits import MAX_TEXT_XML
from udmoentning_xl.reading.rawsheet import RawBook
from udmoentning_xl.reading.sheetparts import too_much

_ROW, _ERROR, _SHARED_TEXT, _FORMULA_ERROR, _RICH_TEXT = 0, 3, 7, 11, 62
_CELLS = frozenset({*range(2, 12), _RICH_TEXT})
_FORMULAS = range(8, 12)  # that came to a text, a number, a truth value or an error
_TEXT, _BOOK, _SHEET, _MERGED = 19, 153, 156, 176
_NO_PART = 0xFFFFFFFF


def read_xlsb(archive: Archive, book_part: str) -> RawBook:
    """The worksheets of the workbook whose main part is ``book_part``.

    Raises:
        PlanFileError: a part cannot be read, or there is more in it than can be read safely.
    """
    related = relations(archive, book_part)
    try:
        _refuse_large(archive, [book_part])
        date1904, parts = _book(archive.read(book_part), related)
        texts = [relation.part for relation in related.items if relation.kind == "sharedstrings"][:1]
        _refuse_large(archive, [*texts, *(part for _, part in parts)])
        lengths = [len(body) for part in texts for kind, body in _records(archive.read(part)) if kind == _TEXT]
        scans = [_scan(name, archive.read(part), lengths) if part else Scan(name) for name, part in parts]
    except (ValueError, IndexError, struct.error) as error:
        raise calamine.unreadable(archive.label) from error
    return RawBook("xlsb", date1904, sheets_of(archive.raw, archive.label, scans))


def _refuse_large(archive: Archive, parts: Iterable[str]) -> None:
    """Raise PlanFileError where the parts are too much to read. One may serve as many sheets, and counts for each."""
    if sum(archive.by_key[part_key(part)].size for part in parts if part in archive) > MAX_TEXT_XML:
        raise too_much(archive.label)


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
        yield kind, data[place : place + length]
        place += length


def _book(data: bytes, related: Relations) -> tuple[bool, list[tuple[str, str]]]:
    """Whether dates count from 1904; the name of each sheet, and its part where it is one that has cells, else ""."""
    date1904, parts = False, list[tuple[str, str]]()
    for kind, body in _records(data):
        if kind == _BOOK:
            date1904 = bool(body[0] & 1)
        elif kind == _SHEET and struct.unpack_from("<L", body, 8)[0] != _NO_PART:
            rid, place = _wide_text(body, 8)
            relation = related.by_id(rid)
            has_cells = relation is not None and relation.kind == "worksheet"
            parts.append((_wide_text(body, place)[0], relation.part if relation and has_cells else ""))
    return date1904, parts


def _wide_text(body: bytes, place: int) -> tuple[str, int]:
    (length,) = struct.unpack_from("<L", body, place)
    end = place + 4 + 2 * length
    return body[place + 4 : end].decode("utf-16-le"), end


def _scan(name: str, data: bytes, lengths: Sequence[int]) -> Scan:
    scan, row = Scan(name), 0
    for kind, body in _records(data):
        if kind == _ROW:
            (row,) = struct.unpack_from("<L", body)
        elif kind in _CELLS:
            (column,) = struct.unpack_from("<L", body)
            scan.reach(row, column)
            if kind in _FORMULAS:
                scan.formulas.add((row, column))
            if kind == _SHARED_TEXT:
                scan.text += lengths[struct.unpack_from("<L", body, 8)[0]]
            elif kind == _RICH_TEXT:
                scan.texts[row, column] = _wide_text(body, 9)[0]
            elif kind in {_ERROR, _FORMULA_ERROR} and body[8] in ERRORS:
                scan.errors[row, column] = ERRORS[body[8]]
        elif kind == _MERGED:
            first_row, last_row, first_column, last_column = struct.unpack_from("<4L", body)
            scan.merged.append((first_row, first_column, last_row, last_column))
    return scan
