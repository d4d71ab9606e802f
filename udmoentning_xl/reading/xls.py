"""Reads .xls (Excel 97-2003), and says of other compound files what they are.

Calamine is handed a plain copy of the records it needs, so that it sees neither an embedded workbook, nor the code page
that some programs write though no text is in it, nor sizes that it would make room for in advance. A text that many
cells share stands in the copy once and is put into the others here. Source: [MS-XLS] 2.4.
"""

import struct
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.reading import calamine
from udmoentning_xl.reading.legacy import ERRORS, Scan, sheets_of
from udmoentning_xl.reading.ole import OleFile, plain_ole
from udmoentning_xl.reading.opening import no_workbook_but_mail
from udmoentning_xl.reading.rawsheet import Cell, RawBook

_BOOK_STREAMS = ("workbook", "book")
_ENCRYPTED = "encryptedpackage"
#: The name of a stream in small letters -> what the file is, with what to do about it.
_OTHER_FILES = {
    "worddocument": "et Word-dokument",
    "powerpoint document": "en PowerPoint-præsentation",
    "visiodocument": "en Visio-tegning",
}
_MAIL = "__properties_version1.0"
_BEGIN, _END, _CONTINUE, _MUTED = 0x809, 0x0A, 0x3C, 0xFFFF
_DATE_MODE, _FILE_PASS, _CODE_PAGE, _BOUND_SHEET = 0x22, 0x2F, 0x42, 0x85
_FORMULA, _MUL_RK, _SHARED_TEXT, _BOOL_ERR = 0x06, 0xBD, 0xFD, 0x205
#: What calamine needs of the book: its sheets, number formats and shared texts.
_OF_BOOK = frozenset({_BEGIN, _END, _CONTINUE, _DATE_MODE, _CODE_PAGE, _BOUND_SHEET, 0x41E, 0xE0, 0xFC})
_CELLS = frozenset({_FORMULA, _MUL_RK, _SHARED_TEXT, _BOOL_ERR, 0x203, 0x27E, 0x204, 0xD6})  # number, rk, texts
#: What calamine needs of a sheet: its cells, the texts that formulas came to, and merged areas.
_OF_SHEET = _CELLS | {_BEGIN, _END, _CONTINUE, 0x207, 0xE5}
_SINCE_97 = 0x600


class _Place(NamedTuple):
    """Where the records of a sheet stand in the stream. Only worksheets have cells that are read."""

    name: str
    start: int
    has_cells: bool


def read_xls(data: bytes, label: str) -> RawBook:
    """The worksheets of the workbook in ``data``, a compound file.

    Raises:
        PlanFileError: the file is encrypted, no workbook, cannot be read, or holds more than can be read safely.
    """
    try:
        stream = bytearray(_book_stream(OleFile(data), label))
        date1904, places = _globals(stream, label)
        scans = _scans(stream, places)
    except (ValueError, IndexError, struct.error) as error:
        raise calamine.unreadable(label) from error
    return RawBook("xls", date1904, sheets_of(plain_ole("Workbook", bytes(stream)), label, scans))


def _book_stream(ole: OleFile, label: str) -> bytes:
    if any("drm" in name for name in (ole.names if _ENCRYPTED in ole.entries else ole.entries)):
        raise PlanFileError(
            f"{label} er krypteret med en følsomhedsmærkat. Åbn den i Excel, fjern mærkaten eller gem en kopi uden, "
            "og prøv igen."
        )
    if _ENCRYPTED in ole.entries:
        raise calamine.password(label)
    for name in _BOOK_STREAMS:
        if name in ole.entries:
            return ole.stream(name)
    if not ole.entries:
        raise ValueError("the directory is gone")
    if _MAIL in ole.entries:
        raise PlanFileError(no_workbook_but_mail(label, "en mail fra Outlook"))
    what = next((what for name, what in _OTHER_FILES.items() if name in ole.entries), "en anden slags Office-fil")
    raise PlanFileError(
        f"{label} er ikke en Excel-projektmappe, men {what}. Angiv den projektmappe, som planen står i."
    )


def _globals(stream: bytearray, label: str) -> tuple[bool, list[_Place]]:
    """Whether dates count from 1904, and where the sheets stand."""
    date1904, places = False, list[_Place]()
    is_new = stream[4:6] == struct.pack("<H", _SINCE_97)
    for kind, place, length in _records(stream, 0):
        body = stream[place : place + length]
        if kind == _FILE_PASS:
            raise calamine.password(label)
        if kind == _DATE_MODE:
            date1904 = body[:1] == b"\1"
        elif kind == _BOUND_SHEET:
            start, sort, is_wide = struct.unpack_from("<LxBxB", body)
            name = body[8:].decode("utf-16-le" if is_wide & 1 else "latin-1") if is_new else body[7:].decode("latin-1")
            places.append(_Place(name, start, sort == 0))
        if kind not in _OF_BOOK or (kind == _CODE_PAGE and is_new):
            _mute(stream, place)
    return date1904, places


def _records(stream: bytearray, start: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of the contents of each record from the one at ``start`` to the end that belongs to it.

    What is nested in it, a chart on a sheet with cells of its own, is passed over, as calamine does.
    """
    depth = 0
    while start + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, start)
        if depth == 0 and kind != _BEGIN:
            raise ValueError("no beginning")
        is_nested = depth > 1 or (depth == 1 and kind == _BEGIN)
        depth += (kind == _BEGIN) - (kind == _END)
        start += 4 + length
        if not is_nested:
            yield kind, start - length, length
        if depth == 0:
            return


def _mute(stream: bytearray, place: int) -> None:
    """Make the record whose contents stand at ``place`` one of a kind that nobody knows."""
    struct.pack_into("<H", stream, place - 4, _MUTED)


def _scans(stream: bytearray, places: Sequence[_Place]) -> list[Scan]:
    """A scan of each sheet. Records of cells that show the same text as an earlier cell are muted."""
    scans, spans = [Scan(place.name) for place in places], list[tuple[int, int]]()
    first = dict[int, tuple[int, Cell]]()
    for number, (sheet, scan) in enumerate(zip(places, scans, strict=True)):
        end = sheet.start
        for kind, place, length in _records(stream, sheet.start):
            end = place + length
            if kind not in (_OF_SHEET if sheet.has_cells else (_BEGIN, _END)):
                _mute(stream, place)
            elif kind in _CELLS:
                row, column = struct.unpack_from("<HH", stream, place)
                last = struct.unpack_from("<H", stream, end - 2)[0] if kind == _MUL_RK else column
                scan.reach(row, max(column, last))
                if kind == _FORMULA:
                    scan.formulas.add((row, column))
                if kind == _SHARED_TEXT:
                    text = struct.unpack_from("<L", stream, place + 6)[0]
                    shown = first.setdefault(text, (number, (row, column)))
                    if shown != (number, (row, column)):
                        scan.repeated[row, column] = shown
                        _mute(stream, place)
                elif (code := _error(kind, stream[place:end])) in ERRORS:
                    scan.errors[row, column] = ERRORS[code]
        spans.append((sheet.start, end))
    if any(one[1] > other[0] for one, other in pairwise(sorted(spans))):
        raise ValueError("two sheets share cells")
    return scans


def _error(kind: int, body: bytes | bytearray) -> int:
    """The error that a cell shows, of its own or as what its formula came to; -1 for none."""
    if kind == _BOOL_ERR and body[7] == 1:
        return body[6]
    if kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
        return body[8]
    return -1
