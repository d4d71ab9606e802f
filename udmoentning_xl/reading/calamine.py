"""The one place where python-calamine is called: bytes in, sheets out, and every way it may fail made one sentence."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from udmoentning_xl.errors import PlanFileError

Area = tuple[int, int, int, int]
_STDERR = 2


@contextmanager
def opened(data: bytes, label: str) -> Iterator[CalamineWorkbook]:
    """The workbook in ``data``. Whatever goes wrong inside the block becomes a PlanFileError that names ``label``."""
    try:
        with _silent(), CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            yield book
    except (PlanFileError, KeyboardInterrupt, SystemExit):
        raise
    except PasswordError as error:
        raise password(label) from error
    except BaseException as error:  # calamine's own errors, and its panics, which are no Exception
        raise unreadable(label) from error


@contextmanager
def _silent() -> Iterator[None]:
    """Nothing is written to the error stream of the process: a panic prints there before it can be caught."""
    try:
        before = os.dup(_STDERR)
    except OSError:  # a program without a console
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, _STDERR)
        yield
    finally:
        os.dup2(before, _STDERR)
        os.close(before)
        os.close(nowhere)


def unreadable(label: str) -> PlanFileError:
    """The exception for a file that cannot be made sense of. Excel may still: it mends much, and knows rare forms."""
    return PlanFileError(
        f"{label} kan ikke læses: den er beskadiget eller gemt på en måde, som værktøjet ikke kender. "
        "Åbn den i Excel, gem den som Excel-projektmappe (.xlsx), og prøv igen."
    )


def password(label: str) -> PlanFileError:
    """The exception for a file that only opens with a password."""
    return PlanFileError(
        f"{label} er beskyttet med adgangskode. Åbn den i Excel, fjern adgangskoden under Filer > Oplysninger, "
        "og gem den igen."
    )


def worksheets(book: CalamineWorkbook) -> Iterator[tuple[int, str, bool]]:
    """Index, name and whether it is visible, of each worksheet in tab order; other sorts are left out."""
    for index, sheet in enumerate(book.sheets_metadata):
        if sheet.typ == SheetTypeEnum.WorkSheet:
            yield index, sheet.name, sheet.visible == SheetVisibleEnum.Visible


def values(book: CalamineWorkbook, index: int) -> list[list[object]]:
    """All cells of a sheet from A1 on, "" where there is none."""
    return [list(row) for row in book.get_sheet_by_index(index).to_python(skip_empty_area=False)]


def merged(book: CalamineWorkbook, index: int) -> list[Area]:
    """The merged areas of an .xls sheet as (first row, first column, last row, last column)."""
    return [(*first, *last) for first, last in book.get_sheet_by_index(index).merged_cell_ranges or ()]
