"""The one day that everything live is counted by: the cell on Oversigt that holds it, and how other sheets tell it."""

from datetime import date

from xlsxwriter.worksheet import Worksheet

from udmoentning_xl.danish import day
from udmoentning_xl.plan import Plan
from udmoentning_xl.sheets.book import AS_OF_CELL, Book
from udmoentning_xl.terms import SheetName

#: No plan is counted on a day outside of these; what is, was typed wrong.
EARLIEST, LATEST = date(1990, 1, 1), date(2099, 12, 31)
_HEIGHT = 21


def write_as_of(book: Book, sheet: Worksheet) -> None:
    """Write the day of the report into Oversigt, as a cell to type in; what is no day there is red."""
    cell = AS_OF_CELL.replace("$", "")
    sheet.set_row(int(cell[1:]) - 1, _HEIGHT)
    sheet.write_number(cell, book.facts.serial(book.plan.as_of), book.styles["as_of"])
    rule = {
        "validate": "date",
        "criteria": "between",
        "minimum": EARLIEST,
        "maximum": LATEST,
        "ignore_blank": False,
        "input_title": "Opgjort pr.",
        "input_message": "Skriv en anden dag, fx 31-12-2024, så følger tallene, Frist og farverne den.",
        "error_title": "Ikke en dato",
        "error_message": "Skriv dagen som en dato, fx 31-12-2024.",
    }
    sheet.data_validation(cell, rule)
    wrong = {"type": "formula", "criteria": f"=NOT(ISNUMBER({AS_OF_CELL}))", "format": book.styles.tone("bad")}
    sheet.conditional_format(cell, wrong)


def as_of_note(plan: Plan) -> str:
    """What follows the day when it is changed, and what does not."""
    return (
        f"Dagen ovenfor kan rettes: tallene her og Frist i {SheetName.WHOLE_PLAN} følger den, og de følger det, der "
        f"skrives i {SheetName.WHOLE_PLAN} og {SheetName.CONTROL}. De andre ark og diagrammernes titler er fra "
        f"{day(plan.as_of)}."
    )


def write_with_as_of(book: Book, sheet: Worksheet, row: int, before: str, after: str) -> None:
    """Write a note that tells the day as it stands on Oversigt now."""
    cell = book.as_of()
    told = f'TEXT(DAY({cell}),"00")&"-"&TEXT(MONTH({cell}),"00")&"-"&YEAR({cell})'  # no Danish "åååå" elsewhere
    formula = f'="{before}"&IF(ISNUMBER({cell}),{told},"?")&"{after}"'
    sheet.write_formula(row, 0, formula, book.styles["note"], f"{before}{day(book.plan.as_of)}{after}")
