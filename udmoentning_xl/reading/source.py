"""Open any workbook safely and hand over its values as Python objects; a harmful or foreign file is one sentence.

Here the format is found and the values are cleaned; the formats have a module each. What the rows mean is found in
``layout`` and ``normalise``.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from math import isfinite
from pathlib import Path

from udmoentning_xl.danish import some
from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.nearby import is_workbook
from udmoentning_xl.package.archive import Archive, read_archive
from udmoentning_xl.package.opc import TYPES_PART, content_types, relations
from udmoentning_xl.plan import Source
from udmoentning_xl.reading.formatting import Formatting
from udmoentning_xl.reading.ole import MAGIC
from udmoentning_xl.reading.opening import load
from udmoentning_xl.reading.rawsheet import Area, Cell, RawBook, RawSheet
from udmoentning_xl.reading.sheetparts import refuse_large_trees
from udmoentning_xl.reading.xls import read_xls
from udmoentning_xl.reading.xlsb import read_xlsb
from udmoentning_xl.reading.xlsx import read_xlsx

_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_WORKBOOK_TYPES = ("spreadsheetml", "ms-excel")
#: A word of the content type of a package that is no workbook -> what it is.
_OTHER_PACKAGES = {
    "wordprocessingml": "et Word-dokument",
    "ms-word": "et Word-dokument",
    "presentationml": "en PowerPoint-præsentation",
    "ms-powerpoint": "en PowerPoint-præsentation",
    "opendocument.text": "et tekstdokument (OpenDocument)",
    "opendocument.presentation": "en præsentation (OpenDocument)",
    "opendocument": "et andet OpenDocument-dokument",
    "visio": "en Visio-tegning",
    "epub": "en e-bog",
}
#: How the name of a part begins that no other package has -> what it is, where no content type says so.
_OTHER_PARTS = {
    "word/": "et Word-dokument",
    "ppt/": "en PowerPoint-præsentation",
    "visio/": "en Visio-tegning",
    "index/document.iwa": "et dokument fra Apples Numbers, Pages eller Keynote",
}
_SHOWN = 3
#: Excel shows and computes with 15 digits; beyond them a float is no count of anything.
_MAX_WHOLE = 1e15
_LAST_MOMENT = datetime(9999, 12, 31, 23, 59, 59)


class ErrorValue(str):
    """An error cell's text as Excel stores it in English, e.g. ``#REF!``."""

    __slots__ = ()


CellValue = str | int | float | bool | date | datetime | time | timedelta | ErrorValue | None


@dataclass(frozen=True)
class SheetData:
    """One worksheet. ``rows[i][j]`` is Excel row i+1, column j+1; None is blank; rows are ragged, no blank ends."""

    name: str
    visible: bool  # hidden and very hidden are False
    rows: list[list[CellValue]]
    merged: tuple[Area, ...]  # (first_row, first_column, last_row, last_column), 0-based, inclusive, in the used area
    formatting: Formatting
    is_turned: bool = False  # rows and columns have changed places since it was read; see ``turned``
    places: Mapping[Cell, Cell] = field(default_factory=dict)  # where a cell stands that has been moved; see ``cards``
    left: Mapping[Cell, str] = field(default_factory=dict)  # what then stands in no row; "" for a label of another one


@dataclass(frozen=True)
class SourceWorkbook:
    """The worksheets of one workbook in tab order, and the package they were read from; an .xls is none."""

    source: Source
    sheets: tuple[SheetData, ...]
    archive: Archive | None = None


def read_workbook(path: Path) -> SourceWorkbook:
    """Read a workbook (xlsx, xlsm, xlsb, xls, ods).

    Raises:
        PlanFileError: the file is missing, no workbook, protected, damaged, or too large to read safely.
    """
    data = load(path)
    archive = None if data.startswith(MAGIC) else read_archive(path)
    book = read_xls(data, path.name) if archive is None else _read(archive)
    if not book.sheets:
        raise PlanFileError(f"{path.name} har ingen ark med celler. Angiv den projektmappe, som planen står i.")
    digest = hashlib.sha256(data).hexdigest()
    return SourceWorkbook(Source(path, digest, book.format, book.date1904), tuple(map(_sheet, book.sheets)), archive)


def _read(archive: Archive) -> RawBook:
    refuse_large_trees(archive, [part.name for part in archive.members if part.name.endswith((".rels", TYPES_PART))])
    if "mimetype" in archive:
        kind = archive.read("mimetype")[:200].decode("ascii", "replace").strip()
        if kind.startswith(_ODS):
            from udmoentning_xl.reading.ods import read_ods  # another XML reader, which few plans need

            return read_ods(archive)
        raise _no_workbook(archive, kind)
    main = relations(archive, "").of_kind("officedocument")
    kind = content_types(archive).of(main.part) if main else ""
    if main is None or not any(word in kind.lower() for word in _WORKBOOK_TYPES):
        raise _no_workbook(archive, kind)
    if "binary" in kind.lower():
        return read_xlsb(archive, main.part)
    return read_xlsx(archive, main.part, kind)


def _no_workbook(archive: Archive, kind: str) -> PlanFileError:
    names = [part.name for part in archive.members]
    what = next((what for word, what in _OTHER_PACKAGES.items() if word in kind.lower()), "") or next(
        (what for begin, what in _OTHER_PARTS.items() if any(name.lower().startswith(begin) for name in names)), ""
    )
    packed = [name for name in names if is_workbook(name.rpartition("/")[2])]
    if packed and not what:
        return PlanFileError(
            f"{archive.label} er en zip-fil med {some(packed, _SHOWN)} i. Pak den ud (højreklik på den i Stifinder, og "
            "vælg „Udpak alle“), og angiv den projektmappe, som planen står i."
        )
    what = what or "en zip-fil"
    return PlanFileError(
        f"{archive.label} er ikke en Excel-projektmappe, men {what}. Angiv den projektmappe, som planen står i."
    )


def _sheet(raw: RawSheet) -> SheetData:
    rows = _cleaned(raw.values, {**raw.texts, **{cell: ErrorValue(text) for cell, text in raw.errors.items()}})
    formatting = raw.formatting(rows)
    for (row, column), value in formatting.typed.items():
        rows[row][column] = value
    width = max(map(len, rows), default=0)
    return SheetData(raw.name, raw.visible, rows, _within(raw.merged, len(rows), width), formatting)


def _cleaned(values: Sequence[Sequence[object]], others: Mapping[Cell, str]) -> list[list[CellValue]]:
    rows: list[list[CellValue]] = [
        [(value or None) if type(value) is str else _value(value) for value in row] for row in values
    ]
    for (row, column), text in others.items():
        rows += [[] for _ in range(row + 1 - len(rows))]
        rows[row] += [None] * (column + 1 - len(rows[row]))
        rows[row][column] = text or None
    for cells in rows:
        while cells and cells[-1] is None:
            cells.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _value(value: object) -> CellValue:
    """A value of calamine's as a plan uses it: whole numbers are int, and a date without a time of day is a date."""
    if type(value) is float:
        if value.is_integer() and abs(value) < _MAX_WHOLE:
            return int(value)
        return value if isfinite(value) else None
    if type(value) is datetime:
        # Times are fractions of a day, so that a midnight that was computed may miss by a few milliseconds.
        rounded = (min(value, _LAST_MOMENT) + timedelta(milliseconds=500)).replace(microsecond=0)
        return rounded if rounded.time() != time() else rounded.date()
    if isinstance(value, (bool, int, date, time, timedelta)):
        return value
    return None


def _within(merged: Sequence[Area], rows: int, columns: int) -> tuple[Area, ...]:
    """The merged areas cut to the used area: a whole column may be merged."""
    return tuple(
        (top, left, min(bottom, rows - 1), min(right, columns - 1))
        for top, left, bottom, right in merged
        if top < rows and left < columns
    )
