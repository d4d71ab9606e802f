"""Reads .xls, .xlsb and .ods, of which only the values are taken."""

from udmoentning_xl.reading import calamine
from udmoentning_xl.reading.rawsheet import RawBook, RawSheet


def read_other(data: bytes, label: str, kind: str) -> RawBook:
    """The worksheets of the workbook in ``data``. Raises PlanFileError when it cannot be read."""
    with calamine.opened(data, label) as book:
        sheets = [
            RawSheet(name, visible, calamine.values(book.get_sheet_by_index(index)))
            for index, name, visible in calamine.worksheets(book)
        ]
    return RawBook(kind, False, sheets)
