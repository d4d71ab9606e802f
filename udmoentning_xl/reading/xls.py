"""Reads .xls (Excel 97-2003), and says of other compound files what they are.

Values come from calamine; the error cells, which it leaves blank, are found in the records. It is handed a plain copy
of the records, less the sizes that it would make room for in advance, and with the one code page that texts of the time
after Excel 95 are written in: told another, it takes them apart letter by letter. Source: [MS-XLS] 2.4.
"""

import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.reading import calamine
from udmoentning_xl.reading.limits import MAX_TEXT
from udmoentning_xl.reading.ole import OleFile, plain_ole, read_ole
from udmoentning_xl.reading.rawsheet import Cell, RawBook, RawSheet, refuse_too_far
from udmoentning_xl.reading.sheetparts import too_much

#: BErr ([MS-XLS] 2.5.10 and [MS-XLSB] 2.5.97.2)
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
_BOOK_STREAMS = ("workbook", "book")
_ENCRYPTED = "encryptedpackage"
#: The name of a stream in small letters -> what the file is, with what to do about it.
_OTHER_FILES = {
    "worddocument": "et Word-dokument",
    "powerpoint document": "en PowerPoint-præsentation",
    "visiodocument": "en Visio-tegning",
    "__properties_version1.0": "en mail fra Outlook",
}
_FORMULA, _EOF, _DATE_MODE, _FILE_PASS, _BOUND_SHEET, _MUL_RK = 0x06, 0x0A, 0x22, 0x2F, 0x85, 0xBD
_TEXTS, _CONTINUE, _DIMENSIONS, _BOOL_ERR, _BEGIN = 0xFC, 0x3C, 0x200, 0x205, 0x809
_SHARED_TEXT, _CODE_PAGE = 0xFD, 0x42
_ONE_CELL = frozenset({_FORMULA, _BOOL_ERR, 0x203, 0x27E, _SHARED_TEXT, 0x204, 0xD6})  # number, rk, the kinds of text
_SINCE_97, _UTF16 = 0x600, 1200


@dataclass
class _Found:
    rows: int = 0
    columns: int = 0
    errors: dict[Cell, str] = field(default_factory=dict)
    shared: Counter[int] = field(default_factory=Counter)  # which shared text, how many cells show it

    def reaches(self, row: int, column: int) -> None:
        self.rows, self.columns = max(self.rows, row + 1), max(self.columns, column + 1)


def read_xls(data: bytes, label: str) -> RawBook:
    """The worksheets of the workbook in ``data``, a compound file.

    Raises:
        PlanFileError: the file is encrypted, damaged or no workbook, or holds more than can be read safely.
    """
    try:
        stream = _book_stream(read_ole(data), label)
        date1904, places = _globals(stream, label)
        found = [(name, _scan(stream, place)) for name, place in places]
        _refuse_repeated(stream, [sheet for _, sheet in found], label)
    except (ValueError, IndexError, struct.error) as error:
        raise calamine.damaged(label) from error
    refuse_too_far(label, [(name, sheet.rows, sheet.columns) for name, sheet in found])
    with calamine.opened(plain_ole("Workbook", _plain(stream, places)), label) as book:
        sheets = [
            RawSheet(name, visible, calamine.values(book, index), sheet.errors, calamine.merged(book, index))
            for (index, name, visible), (_, sheet) in zip(calamine.worksheets(book), found, strict=True)
        ]
    return RawBook("xls", date1904, sheets)


def _refuse_repeated(stream: bytes, sheets: Sequence[_Found], label: str) -> None:
    """Raise PlanFileError where the cells show more text than can be held: calamine copies a text for every cell."""
    shown = sum((sheet.shared for sheet in sheets), Counter[int]())
    blocks = _shared_texts(stream)
    if shown.total() * sum(map(len, blocks)) > MAX_TEXT:
        lengths = _lengths(blocks)
        if sum(lengths[index] * count for index, count in shown.items() if index < len(lengths)) > MAX_TEXT:
            raise too_much(label)


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
    what = next((what for name, what in _OTHER_FILES.items() if name in ole.entries), "en anden slags Office-fil")
    raise PlanFileError(
        f"{label} er ikke en Excel-projektmappe, men {what}. Angiv den projektmappe, som planen står i."
    )


def _plain(stream: bytes, places: Iterable[tuple[str, int]]) -> bytes:
    changed = bytearray(stream)
    for kind, place, _ in _headers(stream, 0):
        if kind == _BEGIN and struct.unpack_from("<H", stream, place)[0] != _SINCE_97:
            break
        if kind == _CODE_PAGE:
            struct.pack_into("<H", changed, place, _UTF16)
    for _, start in places:
        for kind, place, length in _headers(stream, start):
            if kind == _DIMENSIONS:
                changed[place : place + length] = bytes(length)
    return bytes(changed)


def _globals(stream: bytes, label: str) -> tuple[bool, list[tuple[str, int]]]:
    """Whether dates count from 1904, and the name of each worksheet with the place where its records start."""
    date1904, places = False, []
    for kind, body in _records(stream, 0):
        if kind == _FILE_PASS:
            raise calamine.password(label)
        if kind == _TEXTS and struct.unpack_from("<L", body, 4)[0] > len(stream):
            raise ValueError("more texts are announced than there is room for")
        if kind == _DATE_MODE:
            date1904 = body[:1] == b"\1"
        elif kind == _BOUND_SHEET:
            place, _, sort, length, is_wide = struct.unpack_from("<L4B", body)
            if sort == 0:
                name = body[8 : 8 + 2 * length].decode("utf-16-le") if is_wide & 1 else body[8:].decode("latin-1")
                places.append((name, place))
    return date1904, places


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records of the substream that starts at ``start``: kind and contents."""
    return ((kind, stream[place : place + length]) for kind, place, length in _headers(stream, start))


def _headers(stream: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of the contents of each record of the substream that starts at ``start``."""
    while start + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, start)
        if kind == _EOF:
            return
        yield kind, start + 4, length
        start += 4 + length


def _shared_texts(stream: bytes) -> list[bytes]:
    """The record of the shared texts and those that continue it."""
    blocks: list[bytes] = []
    for kind, body in _records(stream, 0):
        if kind == _TEXTS or (blocks and kind == _CONTINUE):
            blocks.append(body)
        elif blocks:
            break
    return blocks


def _lengths(blocks: Sequence[bytes]) -> list[int]:
    """The characters in each of the shared texts. Letters that go on in the next block say anew how wide they are."""
    lengths = []
    block, place = 0, 8
    for _ in range(struct.unpack_from("<L", blocks[0], 4)[0]):
        if place >= len(blocks[block]):
            block, place = block + 1, 0
        length, flags = struct.unpack_from("<HB", blocks[block], place)
        place += 3
        beside = 0  # bytes of formats and of phonetic help
        for flag, form, size in ((8, "<H", 4), (4, "<L", 1)):
            if flags & flag:
                beside += size * struct.unpack_from(form, blocks[block], place)[0]
                place += struct.calcsize(form)
        lengths.append(length)
        while length:
            taken = min(length, (len(blocks[block]) - place) // (1 + (flags & 1)))
            length, place = length - taken, place + taken * (1 + (flags & 1))
            if length:
                block, place, flags = block + 1, 1, blocks[block + 1][0]
        while beside > len(blocks[block]) - place:
            beside -= len(blocks[block]) - place
            block, place = block + 1, 0
        place += beside
    return lengths


def _scan(stream: bytes, place: int) -> _Found:
    found = _Found()
    for kind, body in _records(stream, place):
        if kind in _ONE_CELL:
            row, column = struct.unpack_from("<HH", body)
            found.reaches(row, column)
            if kind == _SHARED_TEXT:
                found.shared[struct.unpack_from("<L", body, 6)[0]] += 1
            code = _error(kind, body)
            if code in ERRORS:
                found.errors[row, column] = ERRORS[code]
        elif kind == _MUL_RK:
            found.reaches(struct.unpack_from("<H", body)[0], struct.unpack("<H", body[-2:])[0])
    return found


def _error(kind: int, body: bytes) -> int | None:
    """The error that the cell shows: of its own, or as what its formula came to."""
    if kind == _BOOL_ERR and body[7] == 1:
        return body[6]
    if kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
        return body[8]
    return None
