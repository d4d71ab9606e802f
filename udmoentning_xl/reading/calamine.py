"""The one place where python-calamine is called: bytes in, sheets out, and every way it may fail made one sentence."""

import contextlib
from collections.abc import Iterator
from io import BytesIO

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from udmoentning_xl.errors import PlanFileError


@contextlib.contextmanager
def opened(data: bytes, label: str) -> Iterator[CalamineWorkbook]:
    """The workbook in ``data``. Whatever goes wrong inside the block becomes a PlanFileError that names ``label``."""
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            yield book
    except (PlanFileError, KeyboardInterrupt, SystemExit):
        raise
    except PasswordError as error:
        raise password(label) from error
    except BaseException as error:  # calamine's own errors, and its panics, which are no Exception
        raise PlanFileError(
            f"{label} er beskadiget og kan ikke læses. Åbn den i Excel, gem den som en ny fil, og prøv igen."
        ) from error


def password(label: str) -> PlanFileError:
    """The exception for a file that only opens with a password."""
    return PlanFileError(
        f"{label} er beskyttet med adgangskode. Åbn den i Excel, fjern adgangskoden under "
        "Filer > Oplysninger > Beskyt projektmappe, og gem den igen."
    )


def values(sheet: CalamineSheet) -> list[list[object]]:
    """All cells from A1, "" where there is none."""
    return [list(row) for row in sheet.to_python(skip_empty_area=False)]


def worksheets(book: CalamineWorkbook) -> Iterator[tuple[int, str, bool]]:
    """Index, name and whether it is visible, of each worksheet in tab order; other sorts of sheets are left out."""
    for index, sheet in enumerate(book.sheets_metadata):
        if sheet.typ == SheetTypeEnum.WorkSheet:
            yield index, sheet.name, sheet.visible == SheetVisibleEnum.Visible
