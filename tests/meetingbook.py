"""Small workbooks of meeting dates, and what is read of them."""

import openpyxl

from udmoentning_xl.config import default_config
from udmoentning_xl.reading.meetingplan import read_meetings

BODIES = default_config().bodies


def book_of(path, sheets, change=None):
    """A workbook with sheets of rows, to which ``change`` does the rest."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if change:
        change(book)
    book.save(path)
    return path


def days_of(tmp_path, sheets, change=None, owner=None, bodies=BODIES):
    """The days as „d/m“ in 2027 for each body, and the notes."""
    sheets = sheets if isinstance(sheets, dict) else {"Ark1": sheets}
    found = read_meetings(book_of(tmp_path / "m.xlsx", sheets, change), bodies, owner)
    assert {when.year for days in found.days.values() for when in days} <= {2027}
    days = {short: " ".join(f"{when.day}/{when.month}" for when in days) for short, days in found.days.items()}
    return days, list(found.notes)
